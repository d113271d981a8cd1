"""What is asked of the portfolio: a new initiative with its question, a move, an exit; and what cannot be asked."""

from typing import Any

import pytest

from initiatives import actions
from initiatives.actions import Answer
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Why
from initiatives.models import Initiative, Organisation, PlanChange, PlanCriterion, User
from tests.cast import tiltak
from tests.factories import OrganisationFactory, StewardshipFactory, UserFactory
from tests.initiatives.plans import NEW, YES, admission, entry, plan, revision, whys

pytestmark = pytest.mark.django_db


def test_a_new_initiative_is_made_with_its_owner_and_the_question(programleder: User, eier: Organisation) -> None:
    change = admission(programleder, plan(), eier)
    made = change.initiative
    assert (made.code, made.name, made.life, made.example) == ("T002", NEW["name"], "active", False)
    assert [(each.organisation, each.role) for each in made.owners.standing()] == [(eier, "accountable")]
    assert (change.kind, change.state, change.category, change.proposer) == (
        "admission",
        "proposed",
        "planned",
        programleder,
    )
    assert list(change.criteria.values_list("criterion", "answer", "reason")) == [
        ("1", True, "Fordi 1"),
        ("2a", True, "Fordi 2a"),
        ("2b", True, "Fordi 2b"),
    ]
    assert not made.entries.exists()
    assert revision() == 1
    assert change.history.get().actor == str(programleder)


@pytest.mark.parametrize(
    ("used", "example", "expected"),
    [(["T104"], False, "T105"), (["E07"], True, "E08"), ([], False, "T001"), (["T12345", "TX9"], False, "T12346")],
)
def test_a_new_initiative_gets_the_next_free_code(
    used: list[str], example: bool, expected: str, sekretariat: User
) -> None:
    for code in used:
        tiltak(code)
    change = admission(sekretariat, plan(), OrganisationFactory(example=example))
    assert (change.initiative.code, change.initiative.example) == (expected, example)
    assert change.basis == ("example" if example else "own")


def test_an_initiative_that_is_registered_can_ask_to_come_in(programleder: User, t001: Initiative) -> None:
    change = admission(programleder, plan(), None, initiative=t001)
    assert (change.initiative, change.organisation) == (t001, None)
    assert Initiative.objects.count() == 1


def test_a_steward_of_the_initiative_alone_asks_in_its_owners_name(t001: Initiative, eier: Organisation) -> None:
    deputy = UserFactory(username="vikar")
    StewardshipFactory(user=deputy, initiative=t001, deputy=True)
    change = actions.propose_exit(
        by=deputy, entry=entry(t001, plan()), values={"reason": "Ferdig", "organisation": eier}
    )
    assert change.organisation == eier


def test_a_double_click_makes_one_proposal_and_one_initiative(programleder: User, eier: Organisation) -> None:
    of, uid = plan(), PlanChange().uid
    first, second = (admission(programleder, of, eier, uid=uid) for _ in range(2))
    assert first == second
    assert (Initiative.objects.count(), revision()) == (2, 1)
    assert whys(lambda: admission(programleder, of, eier, uid=uid, values={"reason": "Noe annet"})) == {
        "": Why.SENT_BEFORE
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"values": {"category": ""}}, {"category": Why.REQUIRED}),
        ({"values": {"category": "snart"}}, {"category": Why.UNKNOWN_CODE}),
        ({"values": {"reason": ""}}, {"reason": Why.REQUIRED}),
        ({"values": {"organisation": None}}, {"organisation": Why.REQUIRED}),
        ({"values": {"reason": "Gjelder 01010050053"}}, {"reason": Why.IDENTITY_NUMBER}),
        ({"new": NEW | {"name": ""}}, {"name": Why.REQUIRED}),
        ({"new": NEW | {"purpose": ""}}, {"purpose": Why.REQUIRED}),
        ({"answers": YES | {v.Criterion.STRATEGY: Answer()}}, {"answer_2b": Why.REQUIRED}),
        ({"answers": YES | {v.Criterion.ESSENTIAL: Answer(True, " ")}}, {"reason_1": Why.REASON_NEEDED}),
        (
            {"answers": YES | {v.Criterion.ESSENTIAL: Answer(True, "01010050053")}},
            {"reason_1": Why.IDENTITY_NUMBER},
        ),
    ],
)
def test_what_an_admission_cannot_do_without(
    changes: dict[str, Any], expected: dict[str, Why], programleder: User, eier: Organisation
) -> None:
    of = plan()
    assert whys(lambda: admission(programleder, of, eier, **changes)) == expected
    assert Initiative.objects.count() == 1
    assert not PlanCriterion.objects.exists()


def test_a_no_needs_no_reason(programleder: User, eier: Organisation) -> None:
    change = admission(programleder, plan(), eier, answers=YES | {v.Criterion.STRATEGY: Answer(False, "")})
    assert change.criteria.get(criterion="2b").answer is False


def test_a_plan_that_has_ended_takes_nothing_in(programleder: User, eier: Organisation) -> None:
    over = plan(valid_to="2016")
    assert whys(lambda: admission(programleder, over, eier)) == {"plan": Why.PLAN_ENDED}


def test_what_stands_in_the_plan_asks_for_a_move_instead(programleder: User, t001: Initiative) -> None:
    of = plan()
    entry(t001, of)
    assert whys(lambda: admission(programleder, of, None, initiative=t001)) == {"plan": Why.IN_PLAN}


def test_one_question_at_a_time_for_an_initiative_and_a_plan(programleder: User, t001: Initiative) -> None:
    of = plan()
    place = entry(t001, of)
    exit_ = {"reason": "Ferdig"}
    first = actions.propose_exit(by=programleder, entry=place, values=exit_)
    move = {"category": "ongoing", "reason": "Nå"}
    assert whys(lambda: actions.propose_move(by=programleder, entry=place, values=move)) == {"": Why.CHANGE_OPEN}
    actions.propose_exit(by=programleder, entry=entry(t001, plan(name="En annen")), values=exit_)
    actions.withdraw_plan_change(by=programleder, change=first, reason="For tidlig")
    assert actions.propose_move(by=programleder, entry=place, values=move).state == "proposed"


@pytest.mark.parametrize(("stands", "wanted"), [("planned", "planned"), ("ongoing", "ongoing"), ("", "ongoing")])
def test_moving_to_where_it_stands_is_refused(stands: str, wanted: str, programleder: User, t001: Initiative) -> None:
    place = entry(t001, plan(), category=stands)
    values = {"category": wanted, "reason": "Nå"}
    assert whys(lambda: actions.propose_move(by=programleder, entry=place, values=values)) == {
        "category": Why.SAME_CATEGORY
    }


def test_what_has_left_the_plan_neither_moves_nor_leaves_again(programleder: User, t001: Initiative) -> None:
    place = entry(t001, plan(), left="2025")
    values = {"category": "ongoing", "reason": "Nå"}
    assert whys(lambda: actions.propose_move(by=programleder, entry=place, values=values)) == {"": Why.NOT_IN_PLAN}
    assert whys(lambda: actions.propose_exit(by=programleder, entry=place, values={"reason": "Bort"})) == {
        "": Why.NOT_IN_PLAN
    }
