"""Milestones and their dates: only ever added, the original once, an approved one moved with a reason."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from initiatives import actions
from initiatives.actions import DateGiven, DurationGiven
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Circle, Refused, Stale, Why
from initiatives.domain.vocabulary import DateRole
from initiatives.models import DurationEstimate, Initiative, Milestone, MilestoneDate, User
from tests.factories import DecisionFactory, DependencyFactory, MilestoneDateFactory, MilestoneFactory

pytestmark = pytest.mark.django_db

ORIGINAL, APPROVED, FORECAST, ACTUAL = DateRole


@pytest.fixture
def milestone(t001: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t001, name="SFM i bruk", position=1)


def given(text: str | None, reason: str = "", **values: Any) -> DateGiven:
    return DateGiven(parse(text) if text else None, reason, **values)


def state(by: User, milestone: Milestone, **dates: DateGiven) -> bool:
    return actions.state_dates(by=by, milestone=milestone, dates={DateRole(role): date for role, date in dates.items()})


def words(milestone: Milestone) -> list[tuple[str, str, bool]]:
    rows = milestone.dates.order_by("id")
    return [(row.role, row.date.edtf, row.withdrawn_at is None) for row in rows]


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_the_wrong_person_writes_nothing(who: str, cast: dict[str, User], milestone: Milestone, revision: Any) -> None:
    with pytest.raises(PermissionDenied):
        state(cast[who], milestone, forecast=given("2027"))
    with pytest.raises(PermissionDenied):
        actions.add_milestone(by=cast[who], initiative=milestone.initiative, values={"name": "Min"})
    with pytest.raises(PermissionDenied):
        actions.edit_milestone(by=cast[who], milestone=milestone, changes={"name": "Min"})
    with pytest.raises(PermissionDenied):
        actions.withdraw_milestone(by=cast[who], milestone=milestone, reason="Min")
    assert revision.moved == 0
    assert words(milestone) == []


def test_a_new_milestone_gets_a_key_a_place_and_its_dates_in_one_write(
    programleder: User, t001: Initiative, milestone: Milestone, revision: Any
) -> None:
    new = actions.add_milestone(
        by=programleder,
        initiative=t001,
        values={"name": "Innført i alle regioner", "predecessor": milestone},
        dates={ORIGINAL: given("2027"), FORECAST: given("høst 2028")},
        duration=DurationGiven(100, 200, 400),
    )
    assert (new.key, new.position, new.predecessor) == ("M1", 2, milestone)
    assert words(new) == [("original", "2027", True), ("forecast", "2028-23", True)]
    assert new.durations.get().likely == 200
    assert revision.moved == 1
    t001.refresh_from_db()
    assert t001.stamp == revision.value
    assert new.history.get().actor == new.dates.earliest("id").actor == "Pia Programleder"


def test_keys_of_withdrawn_milestones_are_not_used_again(programleder: User, t001: Initiative) -> None:
    first = actions.add_milestone(by=programleder, initiative=t001, values={"name": "Én"})
    actions.withdraw_milestone(by=programleder, milestone=first, reason="Feil")
    assert actions.add_milestone(by=programleder, initiative=t001, values={"name": "To"}).key == "M2"


def test_a_form_sent_twice_adds_one(programleder: User, t001: Initiative, revision: Any) -> None:
    uid = t001.uid
    sent = [actions.add_milestone(by=programleder, initiative=t001, values={"name": "Én"}, uid=uid) for _ in "ab"]
    assert sent[0] == sent[1]
    assert (t001.milestones.count(), revision.moved) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"values": {"name": "To"}},
        {"dates": {DateRole.FORECAST: given("2028")}},
        {"duration": actions.DurationGiven(1, 2, 4)},
        {"duration": None},
    ],
)
def test_a_form_gone_back_to_and_filled_in_anew_is_not_taken_for_saved(
    other: dict[str, Any], programleder: User, t001: Initiative
) -> None:
    sent: dict[str, Any] = {
        "values": {"name": "Én"},
        "dates": {DateRole.FORECAST: given("2027")},
        "duration": actions.DurationGiven(1, 2, 3),
    }
    actions.add_milestone(by=programleder, initiative=t001, uid=t001.uid, **sent)
    assert actions.add_milestone(by=programleder, initiative=t001, uid=t001.uid, **sent)
    with pytest.raises(Refused) as refused:
        actions.add_milestone(by=programleder, initiative=t001, uid=t001.uid, **(sent | other))
    assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_a_forecast_moves_freely_and_every_word_stays(programleder: User, milestone: Milestone) -> None:
    for text in ("2027", "høst 2027", "2028"):
        assert state(programleder, milestone, forecast=given(text))
    assert [edtf for _, edtf, _ in words(milestone)] == ["2027", "2027-23", "2028"]


def test_the_same_date_again_says_nothing(programleder: User, milestone: Milestone, revision: Any) -> None:
    state(programleder, milestone, forecast=given("november 2027"))
    assert not state(programleder, milestone, forecast=given("11.2027"))
    assert (len(words(milestone)), revision.moved) == (1, 1)


def test_the_original_is_given_once(programleder: User, milestone: Milestone, revision: Any) -> None:
    state(programleder, milestone, original=given("2027"))
    with pytest.raises(Refused) as refused:
        state(programleder, milestone, original=given("2028", "Vi vil heller ha denne"))
    assert refused.value.whys == {"original": Why.ORIGINAL_STANDS}
    with pytest.raises(Refused):
        state(programleder, milestone, original=given(None, "Feil"))
    assert words(milestone) == [("original", "2027", True)]
    assert revision.moved == 1


def test_the_secretariat_takes_back_an_original_that_was_written_down_wrongly(
    programleder: User, sekretariat: User, milestone: Milestone
) -> None:
    state(programleder, milestone, original=given("2027"))
    with pytest.raises(Refused):
        state(sekretariat, milestone, original=given(None))
    assert state(sekretariat, milestone, original=given(None, "Skrevet av feil rad"))
    assert words(milestone) == [("original", "2027", False)]


def test_an_approved_date_is_moved_only_with_a_reason(programleder: User, milestone: Milestone) -> None:
    state(programleder, milestone, approved=given("2027"))
    with pytest.raises(Refused) as refused:
        state(programleder, milestone, approved=given("2028"))
    assert refused.value.whys == {"approved_reason": Why.REASON_NEEDED}
    decision = DecisionFactory(initiative=milestone.initiative)
    assert state(programleder, milestone, approved=given("2028", "Leverandøren er forsinket", decision=decision))
    word = milestone.dates.latest("id")
    assert (word.reason, word.decision, word.actor) == ("Leverandøren er forsinket", decision, "Pia Programleder")
    assert [edtf for _, edtf, _ in words(milestone)] == ["2027", "2028"]


def test_a_reason_without_a_new_date_is_not_thrown_away_unsaid(programleder: User, milestone: Milestone) -> None:
    state(programleder, milestone, approved=given("2027"))
    with pytest.raises(Refused) as refused:
        state(programleder, milestone, approved=given("2027", "Fordi"))
    assert refused.value.whys == {"approved_reason": Why.REASON_WITHOUT_CHANGE}


@pytest.mark.parametrize(("text", "fits"), [("23.11.2026", True), ("november 2026", True), ("24.11.2026", False)])
def test_nobody_reaches_a_milestone_in_the_future(
    text: str, fits: bool, programleder: User, milestone: Milestone
) -> None:
    if fits:
        assert state(programleder, milestone, actual=given(text))
        return
    with pytest.raises(Refused) as refused:
        state(programleder, milestone, actual=given(text))
    assert refused.value.whys == {"actual": Why.IN_FUTURE}


def test_a_date_taken_back_does_not_bring_an_older_one_back(programleder: User, milestone: Milestone) -> None:
    state(programleder, milestone, forecast=given("2027"))
    state(programleder, milestone, forecast=given("2028"))
    assert state(programleder, milestone, forecast=given(None, "Vi vet ikke lenger"))
    assert [standing for *_, standing in words(milestone)] == [False, False]
    assert milestone.history.latest("history_id").actor == "Pia Programleder"
    assert "Vi vet ikke lenger" in MilestoneDate.objects.latest("id").withdrawn_reason


def test_one_role_never_fills_another(programleder: User, milestone: Milestone) -> None:
    state(programleder, milestone, actual=given("2025"))
    assert words(milestone) == [("actual", "2025", True)]


def test_one_save_of_the_form_is_one_revision(programleder: User, milestone: Milestone, revision: Any) -> None:
    assert actions.edit_milestone(
        by=programleder,
        milestone=milestone,
        changes={"name": "SFM tatt i bruk"},
        dates={FORECAST: given("2027")},
        duration=DurationGiven(1, 2, 3),
    )
    assert revision.moved == 1


def test_saving_what_stands_writes_nothing(programleder: User, milestone: Milestone, revision: Any) -> None:
    again: dict[str, Any] = {
        "changes": {"name": "SFM tatt i bruk"},
        "dates": {FORECAST: given("2027"), ACTUAL: given(None)},
        "duration": DurationGiven(1, 2, 3),
    }
    actions.edit_milestone(by=programleder, milestone=milestone, **again)
    assert not actions.edit_milestone(by=programleder, milestone=milestone, **again)
    assert (revision.moved, milestone.history.count(), milestone.dates.count()) == (1, 2, 1)


@pytest.mark.parametrize(
    ("numbers", "field", "why"),
    [((3, 2, 4), "likely", Why.OUT_OF_ORDER), ((1, 2, 99_999), "high", Why.OUT_OF_RANGE)],
)
def test_remaining_work_is_in_order(
    numbers: tuple[int, int, int], field: str, why: Why, programleder: User, milestone: Milestone
) -> None:
    with pytest.raises(Refused) as refused:
        actions.edit_milestone(by=programleder, milestone=milestone, changes={}, duration=DurationGiven(*numbers))
    assert refused.value.whys == {field: why}


def test_remaining_work_is_taken_back_and_stays_in_history(programleder: User, milestone: Milestone) -> None:
    actions.edit_milestone(by=programleder, milestone=milestone, changes={}, duration=DurationGiven(1, 2, 3))
    assert actions.edit_milestone(by=programleder, milestone=milestone, changes={}, duration=None)
    assert not DurationEstimate.objects.standing().exists()
    assert DurationEstimate.history.count() == 2


def test_the_second_editor_sees_every_part_that_was_changed(
    programleder: User, sekretariat: User, milestone: Milestone
) -> None:
    state(programleder, milestone, forecast=given("2027"))
    version = actions.version_of_milestone(milestone)
    actions.edit_milestone(
        by=sekretariat,
        milestone=milestone,
        changes={"name": "SFM innført"},
        dates={FORECAST: given("2029")},
        duration=DurationGiven(1, 2, 3),
    )
    with pytest.raises(Stale) as stale:
        actions.edit_milestone(
            by=programleder,
            milestone=milestone,
            changes={"name": "SFM i bruk"},
            dates={FORECAST: given("2028")},
            duration=DurationGiven(1, 2, 4),
            version=version,
        )
    found = {each.field: each for each in stale.value.clashes}
    assert set(found) == {"name", "forecast", "high"}
    assert (found["forecast"].base.edtf, found["forecast"].now.edtf) == ("2027", "2029")
    assert found["forecast"].actor == "sekretariat"
    assert not found["name"].touched
    assert [edtf for _, edtf, _ in words(milestone)] == ["2027", "2029"]


def test_a_date_somebody_took_back_is_not_quietly_given_again(
    programleder: User, sekretariat: User, milestone: Milestone
) -> None:
    state(programleder, milestone, actual=given("2025"))
    version = actions.version_of_milestone(milestone)
    state(sekretariat, milestone, actual=given(None, "Ikke nådd likevel"))
    with pytest.raises(Stale) as stale:
        actions.edit_milestone(
            by=programleder, milestone=milestone, changes={}, dates={ACTUAL: given("2025")}, version=version
        )
    (clash,) = stale.value.clashes
    assert (clash.field, clash.now, clash.touched, clash.actor) == ("actual", None, False, "sekretariat")


def test_an_estimate_somebody_took_back_is_not_quietly_given_again(
    programleder: User, sekretariat: User, milestone: Milestone
) -> None:
    estimate = DurationGiven(1, 2, 3)
    actions.edit_milestone(by=programleder, milestone=milestone, changes={}, duration=estimate)
    version = actions.version_of_milestone(milestone)
    actions.edit_milestone(by=sekretariat, milestone=milestone, changes={}, duration=None)
    with pytest.raises(Stale) as stale:
        actions.edit_milestone(by=programleder, milestone=milestone, changes={}, duration=estimate, version=version)
    assert {each.field for each in stale.value.clashes} == {"low", "likely", "high"}
    assert {each.actor for each in stale.value.clashes} == {"sekretariat"}


def test_withdrawing_needs_a_reason_and_keeps_the_history(
    programleder: User, milestone: Milestone, revision: Any
) -> None:
    with pytest.raises(Refused) as refused:
        actions.withdraw_milestone(by=programleder, milestone=milestone, reason=" \n")
    assert refused.value.whys == {"reason": Why.REASON_NEEDED}
    actions.withdraw_milestone(by=programleder, milestone=milestone, reason="Slått sammen med en annen")
    milestone.refresh_from_db()
    row = milestone.history.latest("history_id")
    assert milestone.withdrawn_at is not None
    assert (row.history_change_reason, row.actor) == ("Slått sammen med en annen", "Pia Programleder")
    assert (milestone.history.count(), revision.moved) == (2, 1)
    with pytest.raises(Refused):
        actions.withdraw_milestone(by=programleder, milestone=milestone, reason="Igjen")
    with pytest.raises(Refused):
        actions.edit_milestone(by=programleder, milestone=milestone, changes={"name": "x"})
    with pytest.raises(Refused):
        state(programleder, milestone, forecast=given("2027"))


def test_a_milestone_that_others_rest_on_is_not_withdrawn(
    programleder: User, t001: Initiative, t900: Initiative, milestone: Milestone
) -> None:
    MilestoneFactory(initiative=t001, name="Etterpå", predecessor=milestone)
    DependencyFactory(key="D007", predecessor_milestone=milestone, successor_initiative=t900)
    with pytest.raises(Refused) as refused:
        actions.withdraw_milestone(by=programleder, milestone=milestone, reason="Bort")
    assert refused.value.problems[0].values["names"] == ("D007", "Etterpå")


def test_a_predecessor_is_another_milestone_of_the_same_initiative(
    programleder: User, t900: Initiative, milestone: Milestone
) -> None:
    for wrong, why in ((milestone, Why.ITSELF), (MilestoneFactory(initiative=t900), Why.ELSEWHERE)):
        with pytest.raises(Refused) as refused:
            actions.edit_milestone(by=programleder, milestone=milestone, changes={"predecessor": wrong})
        assert refused.value.whys == {"predecessor": why}


def test_declared_predecessors_do_not_close_a_circle(
    programleder: User, t001: Initiative, milestone: Milestone, revision: Any
) -> None:
    b = MilestoneFactory(initiative=t001, name="B", predecessor=milestone, position=2)
    c = MilestoneFactory(initiative=t001, name="C", predecessor=b, position=3)
    with pytest.raises(Circle) as circle:
        actions.edit_milestone(by=programleder, milestone=milestone, changes={"predecessor": c})
    assert circle.value.path == ("T001 C", "T001 SFM i bruk", "T001 B", "T001 C")
    milestone.refresh_from_db()
    assert milestone.predecessor is None
    assert revision.moved == 0


def test_the_words_seen_are_those_that_stand(milestone: Milestone) -> None:
    MilestoneDateFactory(milestone=milestone, date="2027")
    later = MilestoneDateFactory(milestone=milestone, date="2028")
    assert actions.seen_words(milestone) == {FORECAST: later.pk}
