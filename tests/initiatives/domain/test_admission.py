"""In and out of a plan: the moves, the criteria, and the way from ønsket to pågående."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain import admission
from initiatives.domain.admission import DECIDED, MOVES, OPEN, Move, Need
from initiatives.domain.facts import CriterionFact
from initiatives.domain.vocabulary import Criterion, PlanCategory, PlanChangeKind
from initiatives.domain.vocabulary import PlanChangeState as State

said = st.sampled_from([True, False, None])


def answers(*each: bool | None) -> dict[str, bool | None]:
    return dict(zip(("1", "2a", "2b"), each, strict=True))


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        ("proposed", Move.ASSESS, State.ASSESSED),
        ("proposed", Move.WITHDRAW, State.WITHDRAWN),
        ("proposed", Move.GRANT, None),
        ("proposed", Move.DECLINE, None),
        ("assessed", Move.ASSESS, State.ASSESSED),
        ("assessed", Move.GRANT, State.GRANTED),
        ("assessed", Move.DECLINE, State.DECLINED),
        ("assessed", Move.WITHDRAW, State.WITHDRAWN),
        *((state, move, None) for state in ("granted", "declined", "withdrawn") for move in Move),
    ],
)
def test_each_move_leads_where_the_table_says_and_nowhere_else(state: str, move: Move, after: State | None) -> None:
    assert admission.leads_to(state, move) is after
    assert (move in admission.moves(state)) == (after is not None)


def test_every_state_is_open_decided_or_taken_back_and_only_open_ones_move() -> None:
    assert set(MOVES) == set(State) == OPEN | DECIDED | {State.WITHDRAWN}
    assert {state for state in State if admission.moves(state)} == OPEN


@pytest.mark.parametrize(
    ("given_answers", "met"),
    [
        (answers(True, True, False), True),
        (answers(True, False, True), True),
        (answers(True, True, True), True),
        (answers(True, False, False), False),
        (answers(False, True, True), False),
        (answers(False, None, None), False),
        (answers(None, False, False), False),
        (answers(True, None, True), True),
        (answers(True, None, False), None),
        (answers(None, True, True), None),
        ({}, None),
    ],
)
def test_the_first_criterion_and_one_of_the_others(given_answers: dict[str, bool | None], met: bool | None) -> None:
    assert admission.meets(given_answers) is met


@given(said, said, said)
def test_what_is_said_of_the_criteria_holds_however_the_gaps_are_filled(
    one: bool | None, two: bool | None, three: bool | None
) -> None:
    """The slow twin: fill every gap with yes and no, and see whether all agree."""
    gaps = [(each,) if each is not None else (True, False) for each in (one, two, three)]
    outcomes = {a and (b or c) for a, b, c in product(*gaps)}
    expected = outcomes.pop() if len(outcomes) == 1 else None
    assert admission.meets(answers(one, two, three)) is expected


def test_answers_and_findings_are_read_apart() -> None:
    rows = (CriterionFact("1", answer=True, assessed=False), CriterionFact("2a", answer=None, assessed=True))
    assert admission.answered(rows) == {"1": True, "2a": None}
    assert admission.found(rows) == {"1": False, "2a": True}


def test_the_criteria_are_the_three_of_the_portfolio() -> None:
    assert [each.value for each in Criterion] == ["1", "2a", "2b"]


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [("wanted", "ongoing", 2), ("planned", "ongoing", 1), ("ongoing", "planned", -1), ("", "wanted", -2)],
)
def test_a_move_goes_forward_towards_under_way_and_back_the_other_way(before: str, after: str, steps: int) -> None:
    assert admission.step(before, after) == steps


@given(st.sampled_from(PlanCategory), st.sampled_from(PlanCategory))
def test_there_and_back_is_no_step(one: PlanCategory, other: PlanCategory) -> None:
    assert admission.step(one, other) == -admission.step(other, one)


def test_what_each_kind_needs() -> None:
    assert {kind: {need for need in Need if admission.needs(kind, need)} for kind in PlanChangeKind} == {
        PlanChangeKind.ADMISSION: {Need.CRITERIA, Need.CATEGORY},
        PlanChangeKind.MOVE: {Need.ENTRY, Need.CATEGORY},
        PlanChangeKind.EXIT: {Need.ENTRY},
    }
