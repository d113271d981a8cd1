"""Agendas of the councils: called by the secretariat, filled with conflicts, and changed until they are decided."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from initiatives import actions, reading
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Refused, Stale, Why
from initiatives.models import Case, Dependency, GovernanceBody, Initiative, Meeting, Milestone, Notice, User
from initiatives.models.base import Act
from tests.cast import tiltak
from tests.factories import (
    CaseFactory,
    DecisionFactory,
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    MeetingFactory,
    MilestoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(db: None) -> GovernanceBody:
    return GovernanceBodyFactory(name="NUFA (Fagutvalget)")


@pytest.fixture
def meeting(council: GovernanceBody) -> Meeting:
    return MeetingFactory(body=council, date="10.12.2026", number="4/2026")


@pytest.fixture
def login(t900: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t900, name="Felles innlogging i drift")


@pytest.fixture
def conflict(login: Milestone, t001: Initiative) -> Dependency:
    return DependencyFactory(
        predecessor_milestone=login,
        successor_initiative=t001,
        state="disputed",
        last_word="giver",
        need_by="1.2.2027",
        counter_date="15.3.2027",
    )


@pytest.fixture
def other(t001: Initiative) -> Dependency:
    """Somebody outside the portfolio waits for T001."""
    return DependencyFactory(predecessor_initiative=t001, successor_external=ExternalPartyFactory(name="Fastlegene"))


def put(by: User, meeting: Meeting, *dependencies: Dependency) -> Any:
    return actions.put_on_agenda(by=by, meeting=meeting, dependencies=dependencies)


def whys(act: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.whys


def order(meeting: Meeting) -> list[int]:
    return [case.pk for case in Case.objects.standing().filter(meeting=meeting).order_by("position")]


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["programleder", "utenforstaende", "leder", "admin"])
def test_the_wrong_person_writes_nothing(
    who: str, cast: dict[str, User], council: GovernanceBody, meeting: Meeting, conflict: Dependency, revision: Any
) -> None:
    by, case = cast[who], CaseFactory(meeting=meeting)
    for act in (
        lambda: actions.add_meeting(by=by, values={"body": council, "date": parse("11.12.2026")}),
        lambda: actions.edit_meeting(by=by, meeting=meeting, changes={"number": "5"}),
        lambda: actions.withdraw_meeting(by=by, meeting=meeting, reason="Bort"),
        lambda: put(by, meeting, conflict),
        lambda: actions.put_on_new_agenda(
            by=by, values={"body": council, "date": parse("2027-01-11")}, dependencies=[]
        ),
        lambda: actions.edit_case(by=by, case=case, changes={"title": "Kapret"}),
        lambda: actions.move_case(by=by, case=case, to=1),
        lambda: actions.take_off_agenda(by=by, case=case, reason="Bort"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert (revision.moved, Meeting.objects.count(), Case.objects.count(), Notice.objects.count()) == (0, 1, 1, 0)


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_is_called_for_a_day_and_seen_by_readers_at_once(
    sekretariat: User, council: GovernanceBody, revision: Any
) -> None:
    reading.current()
    made = actions.add_meeting(
        by=sekretariat, values={"body": council, "date": parse("23.11.2026"), "number": "4/2026", "note": "Teams"}
    )
    known = reading.current().registers.meetings[made.uid.hex]
    assert (known.body, known.number, known.note) == (council.uid.hex, "4/2026", "Teams")
    assert (revision.moved, made.history.get().actor) == (1, "sekretariat")


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("22.11.2026", Why.MEETING_PASSED),
        ("des. 2026", Why.NOT_A_DAY),
        ("10.12.2026", Why.MEETS_ALREADY),
    ],
)
def test_a_meeting_is_on_one_day_ahead_and_only_one_a_day(
    date: str, why: Why, sekretariat: User, meeting: Meeting, revision: Any
) -> None:
    values = {"body": meeting.body, "date": parse(date)}
    assert whys(lambda: actions.add_meeting(by=sekretariat, values=values)) == {"date": why}
    assert revision.moved == 0


def test_a_meeting_needs_a_body_and_a_date(sekretariat: User) -> None:
    found = whys(lambda: actions.add_meeting(by=sekretariat, values={"body": None, "date": None}))
    assert found == {"body": Why.REQUIRED, "date": Why.REQUIRED}


def test_another_body_may_meet_the_same_day_and_one_called_off_is_in_nobodys_way(
    sekretariat: User, meeting: Meeting
) -> None:
    values = {"body": meeting.body, "date": parse("10.12.2026")}
    actions.add_meeting(by=sekretariat, values={**values, "body": GovernanceBodyFactory()})
    actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert actions.add_meeting(by=sekretariat, values=values).pk != meeting.pk


def test_a_form_sent_twice_calls_one_meeting(sekretariat: User, council: GovernanceBody) -> None:
    from uuid import uuid4

    uid, values = uuid4(), {"body": council, "date": parse("10.12.2026")}
    first = actions.add_meeting(by=sekretariat, values=values, uid=uid)
    assert actions.add_meeting(by=sekretariat, values=values, uid=uid) == first


def test_what_is_before_an_example_council_is_an_example(sekretariat: User) -> None:
    values = {"body": GovernanceBodyFactory(example=True), "date": parse("10.12.2026")}
    assert actions.add_meeting(by=sekretariat, values=values).example


def test_a_meeting_that_moves_takes_its_cases_along(
    sekretariat: User, meeting: Meeting, conflict: Dependency, t001: Initiative
) -> None:
    put(sekretariat, meeting, conflict)
    reading.current()
    assert actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"date": parse("14.1.2027")})
    state = reading.current()
    assert state.registers.meetings[meeting.uid.hex].date == parse("14.1.2027")
    (case,) = state.slices[t001.uid.hex].cases
    assert case.meeting is not None and case.meeting.edtf == "2027-01-14"
    assert not actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"date": parse("14.1.2027")})


def test_a_meeting_that_has_been_keeps_its_day_and_may_still_get_its_number(
    sekretariat: User, council: GovernanceBody
) -> None:
    held = MeetingFactory(body=council, date="1.10.2026")
    assert actions.edit_meeting(by=sekretariat, meeting=held, changes={"number": "3/2026", "date": parse("1.10.2026")})
    assert whys(lambda: actions.edit_meeting(by=sekretariat, meeting=held, changes={"date": parse("2.10.2026")})) == {
        "date": Why.MEETING_PASSED
    }


def test_a_meeting_that_has_been_was_that_bodys_on_that_day(sekretariat: User, council: GovernanceBody) -> None:
    held = MeetingFactory(body=council, date="1.10.2026")
    for changes in ({"date": parse("10.12.2026")}, {"body": GovernanceBodyFactory()}):
        assert whys(lambda: actions.edit_meeting(by=sekretariat, meeting=held, changes=changes)) == {  # noqa: B023
            next(iter(changes)): Why.MEETING_HELD
        }


def test_what_a_meeting_was_asked_stands_once_it_has_been(
    sekretariat: User, council: GovernanceBody, t001: Initiative, revision: Any
) -> None:
    held = MeetingFactory(body=council, date="22.11.2026")
    case, other = (CaseFactory(meeting=held, initiative=t001, position=place) for place in (1, 2))
    for act in (
        lambda: actions.edit_case(by=sekretariat, case=case, changes={"title": "Noe annet"}),
        lambda: actions.edit_case(by=sekretariat, case=case, changes={"text": "Noe annet", "number": "1/26"}),
        lambda: actions.move_case(by=sekretariat, case=other, to=1),
        lambda: actions.take_off_agenda(by=sekretariat, case=case, reason="Bort"),
    ):
        assert whys(act) == {"": Why.MEETING_HELD}
    assert (order(held), revision.moved) == ([case.pk, other.pk], 0)
    assert actions.edit_case(by=sekretariat, case=case, changes={"number": "22/26"})


def test_two_who_change_a_meeting_are_told(sekretariat: User, meeting: Meeting) -> None:
    seen = actions.version_of(meeting)
    actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"number": "5"}, version=seen)
    with pytest.raises(Stale):
        actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"number": "6"}, version=seen)


def test_a_meeting_is_not_called_off_while_cases_wait_for_it(sekretariat: User, meeting: Meeting) -> None:
    case = CaseFactory(meeting=meeting, title="Innloggingen")
    with pytest.raises(Refused) as refused:
        actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert refused.value.problems[0].values == {"names": ("Innloggingen",)}
    actions.take_off_agenda(by=sekretariat, case=case, reason="Utsatt")
    actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert meeting.uid.hex not in reading.current().registers.meetings


# ── put on ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_conflict_becomes_a_case_of_the_one_who_waits(
    sekretariat: User, meeting: Meeting, conflict: Dependency, t001: Initiative, t900: Initiative, revision: Any
) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    assert (case.initiative, case.dependency, case.meeting, case.position) == (t001, conflict, meeting, 1)
    assert (case.title, case.kind, case.language) == (
        "Uenighet om når «Felles innlogging i drift» er klar", "endorsement", "nb"
    )  # fmt: skip
    assert case.text == (
        "NUFA (Fagutvalget) bes ta stilling til når Norsk helsenett skal levere «Felles innlogging i drift»: innen"
        " 1.2.2027, som Helsedirektoratet trenger, eller innen 15.3.2027, som Norsk helsenett kan love."
    )
    t001.refresh_from_db()
    t900.refresh_from_db()
    assert revision.moved == 1
    assert (t001.stamp, t900.stamp) == (revision.value, 0)


@pytest.mark.parametrize("made_up", ["the giver", "the contract"])
def test_a_case_about_what_is_made_up_is_an_example(
    made_up: str, sekretariat: User, programleder: User, meeting: Meeting, t001: Initiative
) -> None:
    giver = tiltak("X01", example=made_up == "the giver")
    basis = "example" if made_up == "the contract" else "stated"
    contract = DependencyFactory(predecessor_initiative=giver, successor_initiative=t001, basis=basis)
    assert put(sekretariat, meeting, contract).new[0].example
    assert Notice.objects.filter(values__example=True).count() == Notice.objects.count() > 0


def test_where_the_receiver_stands_outside_the_case_is_the_givers(
    sekretariat: User, meeting: Meeting, other: Dependency, t001: Initiative
) -> None:
    (case,) = put(sekretariat, meeting, other).new
    assert case.initiative == t001
    assert case.title == "«Fastlegene» mangler dato for «Program pasientens legemiddelliste»"
    assert case.kind == "discussion"


def test_cases_come_last_in_the_order_they_were_chosen_and_none_twice(
    sekretariat: User, meeting: Meeting, conflict: Dependency, other: Dependency, revision: Any
) -> None:
    first = CaseFactory(meeting=meeting, position=7)
    put(sekretariat, meeting, other)
    placed = put(sekretariat, meeting, conflict, other)
    assert [case.dependency for case in placed.new] == [conflict]
    assert [case.dependency for case in placed.already] == [other]
    assert order(meeting) == [first.pk, placed.already[0].pk, placed.new[0].pk]
    assert put(sekretariat, meeting, conflict, other).new == ()
    assert revision.moved == 2


def test_both_owners_are_told_what_the_council_is_asked(
    sekretariat: User,
    programleder: User,
    utenforstaende: User,
    meeting: Meeting,
    conflict: Dependency,
) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    told = {notice.recipient: notice for notice in Notice.objects.all()}
    assert set(told) == {programleder, utenforstaende}
    for notice in told.values():
        assert (notice.kind, notice.dependency, notice.actor) == ("cased", conflict, "sekretariat")
        assert notice.values["words"] == case.text
    put(sekretariat, meeting, conflict)
    assert Notice.objects.count() == 2


def test_a_case_taken_off_may_be_put_on_again(sekretariat: User, meeting: Meeting, conflict: Dependency) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    actions.take_off_agenda(by=sekretariat, case=case, reason="Partene prøver selv")
    assert put(sekretariat, meeting, conflict).new[0].pk != case.pk


def test_nothing_is_put_before_a_meeting_that_has_been_or_is_called_off(
    sekretariat: User, council: GovernanceBody, meeting: Meeting, conflict: Dependency, revision: Any
) -> None:
    held = MeetingFactory(body=council, date="22.11.2026")
    assert whys(lambda: put(sekretariat, held, conflict)) == {"meeting": Why.MEETING_PASSED}
    actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert whys(lambda: put(sekretariat, meeting, conflict)) == {"meeting": Why.WITHDRAWN}
    assert (Case.objects.count(), Notice.objects.count()) == (0, 0)


def test_what_is_withdrawn_is_no_conflict(
    sekretariat: User, meeting: Meeting, conflict: Dependency, other: Dependency
) -> None:
    conflict.withdraw(Act("test", reason="Løst"))
    assert whys(lambda: put(sekretariat, meeting, other, conflict)) == {"dependencies": Why.WITHDRAWN}
    assert not Case.objects.exists()


def test_a_new_meeting_and_its_cases_are_written_together_or_not_at_all(
    sekretariat: User, council: GovernanceBody, conflict: Dependency
) -> None:
    def act(date: str) -> Any:
        return actions.put_on_new_agenda(
            by=sekretariat, values={"body": council, "date": parse(date)}, dependencies=[conflict]
        )

    placed = act("10.12.2026")
    assert (placed.meeting.body, len(placed.new)) == (council, 1)
    conflict.withdraw(Act("test", reason="Løst"))
    with pytest.raises(Refused):
        act("17.12.2026")
    assert Meeting.objects.count() == 1


# ── one case ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_is_written_over_by_whoever_saw_it_as_it_stands(
    sekretariat: User, meeting: Meeting, conflict: Dependency
) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    seen = actions.version_of(case)
    changes = {"title": "Når er innloggingen klar?", "number": "22/26", "kind": "discussion"}
    assert actions.edit_case(by=sekretariat, case=case, changes=changes, version=seen)
    assert not actions.edit_case(by=sekretariat, case=case, changes=changes)
    with pytest.raises(Stale):
        actions.edit_case(by=sekretariat, case=case, changes={"title": "Noe annet"}, version=seen)
    assert whys(lambda: actions.edit_case(by=sekretariat, case=case, changes={"title": "", "kind": "party"})) == {
        "title": Why.REQUIRED, "kind": Why.UNKNOWN_CODE
    }  # fmt: skip


def test_a_case_moves_and_the_others_make_room(sekretariat: User, meeting: Meeting, revision: Any) -> None:
    a, b, c = (CaseFactory(meeting=meeting, position=place) for place in (3, 5, 9))
    gone = CaseFactory(meeting=meeting, position=4)
    actions.take_off_agenda(by=sekretariat, case=gone, reason="Bort")
    assert actions.move_case(by=sekretariat, case=c, to=1)
    assert order(meeting) == [c.pk, a.pk, b.pk]
    assert actions.move_case(by=sekretariat, case=a, to=3, seen=2)
    assert order(meeting) == [c.pk, b.pk, a.pk]


@pytest.mark.parametrize(("to", "seen"), [(0, None), (4, None), (2, 3), (1, None)])
def test_a_case_that_cannot_move_or_has_been_moved_stays(
    to: int, seen: int | None, sekretariat: User, meeting: Meeting, revision: Any
) -> None:
    cases = [CaseFactory(meeting=meeting, position=place) for place in (1, 2, 3)]
    assert not actions.move_case(by=sekretariat, case=cases[0], to=to, seen=seen)
    assert (order(meeting), revision.moved) == ([case.pk for case in cases], 0)


def test_a_case_is_taken_off_with_a_reason_until_it_is_decided(
    sekretariat: User, meeting: Meeting, conflict: Dependency, t001: Initiative
) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    assert whys(lambda: actions.take_off_agenda(by=sekretariat, case=case, reason=" ")) == {"reason": Why.REASON_NEEDED}
    decision = DecisionFactory(case=case, date="2026")
    assert whys(lambda: actions.take_off_agenda(by=sekretariat, case=case, reason="Bort")) == {"": Why.DECIDED}
    decision.withdraw(Act("test", reason="Feil sak"))
    actions.take_off_agenda(by=sekretariat, case=case, reason="Utsatt")
    actions.take_off_agenda(by=sekretariat, case=case, reason="Utsatt")  # the same form, sent twice
    assert reading.current().slices[t001.uid.hex].cases == ()


def test_every_word_of_a_case_is_kept(sekretariat: User, meeting: Meeting, conflict: Dependency) -> None:
    (case,) = put(sekretariat, meeting, conflict).new
    actions.edit_case(by=sekretariat, case=case, changes={"title": "Ny tittel"})
    actions.take_off_agenda(by=sekretariat, case=case, reason="Utsatt")
    rows = case.history.order_by("history_id")
    assert [row.title for row in rows] == [case.title, "Ny tittel", "Ny tittel"]
    assert [row.history_change_reason for row in rows] == ["", "", "Utsatt"]
    assert {row.actor for row in rows} == {"sekretariat"}
