"""In and out of the portfolio: proposed by owners, assessed by the secretariat, decided by a body, carried out."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from initiatives import actions, reading
from initiatives.actions import Answer
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Why
from initiatives.models import Case, Decision, Initiative, Organisation, PlanChange, PlanEntry, User
from tests.factories import (
    CaseFactory,
    DecisionFactory,
    GovernanceBodyFactory,
    MeetingFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.initiatives.plans import ASKED, FOUND, TAKEN, admission, assessed, decided, entry, plan, revision, whys

pytestmark = pytest.mark.django_db
READERS = ("leder", "admin")


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", READERS)
def test_who_only_reads_proposes_nothing(who: str, cast: dict[str, User], eier: Organisation, t001: Initiative) -> None:
    of = plan()
    place = entry(t001, plan())
    for act in (
        lambda: admission(cast[who], of, eier),
        lambda: admission(cast[who], of, None, initiative=t001),
        lambda: actions.propose_move(by=cast[who], entry=place, values={"category": "ongoing", "reason": "Nå"}),
        lambda: actions.propose_exit(by=cast[who], entry=place, values={"reason": "Ferdig"}),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not PlanChange.objects.exists()
    assert Initiative.objects.count() == 2


def test_nobody_proposes_for_another_owner(
    utenforstaende: User, programleder: User, eier: Organisation, t001: Initiative
) -> None:
    of, place = plan(), entry(t001, plan())
    with pytest.raises(PermissionDenied):
        admission(utenforstaende, of, eier)
    with pytest.raises(PermissionDenied):
        actions.propose_exit(by=utenforstaende, entry=place, values={"reason": "Bort"})
    other = OrganisationFactory()
    with pytest.raises(PermissionDenied):
        actions.propose_exit(by=programleder, entry=place, values={"reason": "Bort", "organisation": other})
    assert not PlanChange.objects.exists()


@pytest.mark.parametrize("who", ["programleder", "utenforstaende", *READERS])
def test_only_the_secretariat_assesses_and_registers_decisions(
    who: str, cast: dict[str, User], eier: Organisation
) -> None:
    change = admission(cast["programleder"], plan(), eier)
    with pytest.raises(PermissionDenied):
        assessed(cast[who], change)
    assessed(cast["sekretariat"], change)
    before = revision()
    with pytest.raises(PermissionDenied):
        decided(cast[who], change)
    change.refresh_from_db()
    assert (change.state, revision()) == ("assessed", before)


def test_others_withdraw_no_proposal(cast: dict[str, User], eier: Organisation) -> None:
    change = admission(cast["programleder"], plan(), eier)
    for who in ("utenforstaende", *READERS):
        with pytest.raises(PermissionDenied):
            actions.withdraw_plan_change(by=cast[who], change=change, reason="Bort")
    change.refresh_from_db()
    assert change.state == "proposed"


def test_nobody_assesses_his_own_proposal(sekretariat: User, eier: Organisation) -> None:
    change = admission(sekretariat, plan(), eier)
    assert whys(lambda: assessed(sekretariat, change)) == {"": Why.OWN_PROPOSAL}
    colleague = UserFactory(username="kollega", role=v.Role.SECRETARIAT.value)
    assert assessed(colleague, change).state == "assessed"


# ── assessed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def asked(programleder: User, eier: Organisation) -> PlanChange:
    return admission(programleder, plan(), eier)


def test_the_office_finds_recommends_and_says_what_the_board_is_asked(sekretariat: User, asked: PlanChange) -> None:
    before = revision()
    findings = FOUND | {v.Criterion.STRATEGY: Answer(False, "Støtter ikke strategien direkte.")}
    assert assessed(sekretariat, asked, findings=findings).state == "assessed"
    assert (asked.recommendation, asked.asked_kind, asked.asked) == tuple(ASKED.values())
    assert asked.assessor == sekretariat
    assert list(asked.criteria.values_list("criterion", "assessed", "assessment")) == [
        ("1", True, ""),
        ("2a", True, ""),
        ("2b", False, "Støtter ikke strategien direkte."),
    ]
    assert [each.actor for each in asked.history.order_by("history_id")] == [str(asked.proposer), str(sekretariat)]
    assert revision() == before + 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"values": ASKED | {"recommendation": ""}}, {"recommendation": Why.REQUIRED}),
        ({"values": ASKED | {"asked": ""}}, {"asked": Why.REQUIRED}),
        ({"values": ASKED | {"asked_kind": ""}}, {"asked_kind": Why.REQUIRED}),
        ({"values": ASKED | {"asked_kind": "ønske"}}, {"asked_kind": Why.UNKNOWN_CODE}),
        ({"findings": FOUND | {v.Criterion.ESSENTIAL: Answer()}}, {"assessed_1": Why.REQUIRED}),
        ({"findings": FOUND | {v.Criterion.ESSENTIAL: Answer(False)}}, {"assessment_1": Why.REASON_NEEDED}),
        (
            {"findings": FOUND | {v.Criterion.ESSENTIAL: Answer(True, "01010050053")}},
            {"assessment_1": Why.IDENTITY_NUMBER},
        ),
    ],
)
def test_what_an_assessment_cannot_do_without(
    changes: dict[str, Any], expected: dict[str, Why], sekretariat: User, asked: PlanChange
) -> None:
    assert whys(lambda: assessed(sekretariat, asked, **changes)) == expected
    asked.refresh_from_db()
    assert asked.state == "proposed"


def test_it_can_be_assessed_again_and_what_is_the_same_writes_nothing(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    before = revision()
    given = {"by": sekretariat, "change": asked, "values": ASKED}
    assert actions.assess_plan_change(**given, findings=FOUND) is False
    assert revision() == before
    again = FOUND | {v.Criterion.COORDINATION: Answer(False, "Bare én aktør.")}
    assert actions.assess_plan_change(**given, findings=again) is True
    assert asked.criteria.get(criterion="2a").assessed is False
    assert revision() == before + 1


def test_a_page_that_was_opened_before_somebody_else_wrote_saves_nothing(sekretariat: User, asked: PlanChange) -> None:
    seen = actions.version_of(asked)
    assessed(sekretariat, asked, version=seen)
    again = ASKED | {"asked": "Noe annet"}
    assert whys(lambda: assessed(sekretariat, asked, values=again, version=seen)) == {"": Why.CHANGE_MOVED}
    assert whys(lambda: decided(sekretariat, asked, version=seen)) == {"": Why.CHANGE_MOVED}


def test_a_move_is_assessed_without_criteria(programleder: User, sekretariat: User, t001: Initiative) -> None:
    values = {"category": "ongoing", "reason": "Nå"}
    move = actions.propose_move(by=programleder, entry=entry(t001, plan()), values=values)
    assert assessed(sekretariat, move).state == "assessed"
    assert not move.criteria.exists()


# ── decided ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_admission_that_is_granted_opens_its_place_in_the_plan(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    before = revision()
    granted = decided(sekretariat, asked)
    place: Any = asked.initiative.entries.get()
    assert (granted.state, granted.decision, place.decision) == ("granted", place.decision, granted.decision)
    assert (place.plan, place.category, place.segment) == (asked.plan, "planned", "Samstyre")
    assert place.entered == TAKEN["date"]
    assert granted.decision.title == TAKEN["title"]
    assert revision() == before + 1


def test_the_board_may_place_it_elsewhere_than_was_asked(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    granted = decided(sekretariat, asked, category="wanted")
    assert (asked.initiative.entries.get().category, granted.category) == ("wanted", "planned")


def test_what_is_declined_has_a_decision_and_changes_no_plan(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    declined = decided(sekretariat, asked, granted=False)
    assert (declined.state, declined.decision.initiative) == ("declined", asked.initiative)
    assert not PlanEntry.objects.exists()


def test_a_decision_the_initiative_has_can_stand_behind_it(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    held = DecisionFactory(initiative=asked.initiative, date="18.11.2026")
    assert decided(sekretariat, asked, decision=held).decision == held
    assert Decision.objects.count() == 1


def test_a_move_that_is_granted_changes_the_category_with_the_decision(
    programleder: User, sekretariat: User, t001: Initiative
) -> None:
    place = entry(t001, plan())
    move = actions.propose_move(by=programleder, entry=place, values={"category": "ongoing", "reason": "Nå"})
    granted = decided(sekretariat, assessed(sekretariat, move))
    place.refresh_from_db()
    assert (place.category, place.decision, place.left_latest) == ("ongoing", granted.decision, None)


@pytest.mark.parametrize("life", ["", "stopped", "completed"])
def test_an_exit_that_is_granted_closes_the_place_and_may_end_the_initiative(
    life: str, programleder: User, sekretariat: User, t001: Initiative
) -> None:
    place: Any = entry(t001, plan(), entered="2024")
    exit_ = actions.propose_exit(by=programleder, entry=place, values={"reason": "Ferdig"})
    before = revision() + 1
    granted = decided(sekretariat, assessed(sekretariat, exit_), life=life)
    place.refresh_from_db()
    t001.refresh_from_db()
    assert (place.left, place.decision, t001.life) == (TAKEN["date"], granted.decision, life or "active")
    assert revision() == before + 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"new": TAKEN | {"date": parse("24.12.2099")}}, {"date": Why.NOT_DECIDED_YET}),
        ({"new": TAKEN | {"date": parse("2023")}}, {"date": Why.LEFT_BEFORE_ENTERED}),
        ({"new": TAKEN | {"title": ""}}, {"title": Why.REQUIRED}),
        ({"new": TAKEN | {"decided_by": ""}}, {"decided_by": Why.REQUIRED}),
        ({"life": "paused"}, {"life": Why.UNKNOWN_CODE}),
    ],
)
def test_a_decision_that_cannot_be(
    changes: dict[str, Any], expected: dict[str, Why], programleder: User, sekretariat: User, t001: Initiative
) -> None:
    place = entry(t001, plan(), entered="2024")
    exit_ = actions.propose_exit(by=programleder, entry=place, values={"reason": "Ferdig"})
    assessed(sekretariat, exit_)
    assert whys(lambda: decided(sekretariat, exit_, **changes)) == expected
    exit_.refresh_from_db()
    assert exit_.state == "assessed"
    assert not Decision.objects.exists()


def test_a_decision_about_something_else_is_refused(sekretariat: User, asked: PlanChange, t900: Initiative) -> None:
    assessed(sekretariat, asked)
    other = DecisionFactory(initiative=t900, date="18.11.2026")
    gone = DecisionFactory(initiative=asked.initiative, date="18.11.2026", withdrawn_at="2026-11-20T10:00Z")
    for each in (other, gone):
        assert whys(lambda each=each: decided(sekretariat, asked, decision=each)) == {"decision": Why.NOT_A_PARTY}


def test_nothing_is_decided_before_it_is_assessed_nor_twice(sekretariat: User, asked: PlanChange) -> None:
    assert whys(lambda: decided(sekretariat, asked)) == {"": Why.CHANGE_NOT_NOW}
    assessed(sekretariat, asked)
    decided(sekretariat, asked)
    assert whys(lambda: decided(sekretariat, asked, granted=False)) == {"": Why.CHANGE_NOT_NOW}
    assert PlanEntry.objects.count() == 1


def test_a_place_that_was_taken_in_the_meantime_is_not_taken_twice(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    entry(asked.initiative, asked.plan)
    assert whys(lambda: decided(sekretariat, asked)) == {"": Why.IN_PLAN}


def test_a_decision_that_something_rests_on_is_not_withdrawn(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    declined = decided(sekretariat, asked, granted=False)
    assert whys(lambda: actions.withdraw_decision(by=sekretariat, decision=declined.decision, reason="Feil")) == {
        "": Why.IN_USE
    }


# ── taken back, and before the board ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["programleder", "sekretariat"])
def test_who_asked_and_the_office_take_it_back_with_a_reason(
    who: str, cast: dict[str, User], eier: Organisation
) -> None:
    change = admission(cast["programleder"], plan(), eier)
    assert whys(lambda: actions.withdraw_plan_change(by=cast[who], change=change, reason=" ")) == {
        "reason": Why.REASON_NEEDED
    }
    taken = actions.withdraw_plan_change(by=cast[who], change=change, reason="Slås sammen med T001")
    assert (taken.state, taken.withdrawn_at) == ("withdrawn", None)
    assert taken.history.order_by("-history_id")[0].history_change_reason == "Slås sammen med T001"
    assert whys(lambda: actions.withdraw_plan_change(by=cast[who], change=change, reason="En gang til")) == {
        "": Why.CHANGE_NOT_NOW
    }


@pytest.fixture
def meeting(db: None) -> Any:
    return MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2099")


def test_only_the_secretariat_puts_it_before_a_board(cast: dict[str, User], eier: Organisation, meeting: Any) -> None:
    change = assessed(cast["sekretariat"], admission(cast["programleder"], plan(), eier))
    for who in ("programleder", "utenforstaende", *READERS):
        with pytest.raises(PermissionDenied):
            actions.put_change_on_agenda(by=cast[who], change=change, meeting=meeting)
    assert not Case.objects.exists()


def test_the_case_asks_what_the_office_says_once(sekretariat: User, asked: PlanChange, meeting: Any) -> None:
    assert whys(lambda: actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)) == {
        "": Why.CHANGE_NOT_NOW
    }
    assessed(sekretariat, asked)
    placed = actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)
    (case,) = placed.new
    assert (case.initiative, case.kind, case.text, case.position) == (
        asked.initiative,
        "endorsement",
        ASKED["asked"],
        1,
    )
    assert case.title == "Opptak av «Digital hjemmeoppfølging» i Nasjonal e-helseportefølje"
    assert case.change == asked
    actions.edit_case(by=sekretariat, case=case, changes={"text": "Skrevet om"})
    again = actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)
    assert (again.new, again.already) == ((), (case,))
    state = reading.current()
    assert [each.title for part in state for each in part.cases] == [case.title]


def test_a_case_from_before_it_was_said_what_it_is_about_is_known_by_its_words(
    sekretariat: User, asked: PlanChange, meeting: Any
) -> None:
    assessed(sekretariat, asked)
    before = CaseFactory(meeting=meeting, initiative=asked.initiative, text=ASKED["asked"])
    placed = actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)
    assert (placed.new, placed.already) == ((), (before,))


def test_a_decision_in_its_case_takes_the_case_off_what_waits(
    sekretariat: User, asked: PlanChange, meeting: Any
) -> None:
    assessed(sekretariat, asked)
    (case,) = actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting).new
    decided(sekretariat, asked, case=case)
    state = reading.current()
    assert [each.decided for part in state for each in part.cases] == [True]


def test_a_meeting_that_has_been_takes_no_case(sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    past = MeetingFactory(date="10.12.2020")
    assert whys(lambda: actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=past)) == {
        "meeting": Why.MEETING_PASSED
    }


# ── what readers see ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_proposed_initiative_is_read_and_is_not_active_until_it_is_granted_as_under_way(
    sekretariat: User, asked: PlanChange
) -> None:
    def part() -> Any:
        state = reading.current()
        found = state.codes[asked.initiative.code]
        return found, state.is_active(found)

    found, active = part()
    assert ([each.state for each in found.plan_changes], active) == (["proposed"], False)
    assert [each.answer for each in found.plan_changes[0].criteria] == [True, True, True]
    assessed(sekretariat, asked)
    decided(sekretariat, asked, category="ongoing")
    found, active = part()
    assert (found.plan_changes[0].state, found.entries[0].category, active) == ("granted", "ongoing", True)
