"""In and out of a plan: what is asked, which move leads from which state, what each kind of question needs, and when an
initiative meets the entry criteria (inngangskriteriene).

    proposed ──assess──▸ assessed ──grant──▸ granted
        │                │  ▴ └──decline──▸ declined
        │                └──┘ assess again
        └──withdraw──▸ withdrawn ◂──withdraw── assessed

Who makes a move: those who propose withdraw, the secretariat does all the rest; nobody assesses his or her own
proposal.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from initiatives.domain.facts import CriterionFact
from initiatives.domain.vocabulary import Criterion, PlanCategory, PlanChangeKind
from initiatives.domain.vocabulary import PlanChangeState as State


class Move(StrEnum):
    """What can be done with what is asked of a plan."""

    ASSESS = "assess"
    GRANT = "grant"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Need(StrEnum):
    """What a kind of question cannot do without."""

    CRITERIA = "criteria"  # answers to the entry criteria
    CATEGORY = "category"  # where in the plan it is to stand
    ENTRY = "entry"  # a place in the plan that it has today


MOVES: Mapping[State, Mapping[Move, State]] = {
    State.PROPOSED: {Move.ASSESS: State.ASSESSED, Move.WITHDRAW: State.WITHDRAWN},
    State.ASSESSED: {
        Move.GRANT: State.GRANTED,
        Move.DECLINE: State.DECLINED,
        Move.ASSESS: State.ASSESSED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.GRANTED: {},
    State.DECLINED: {},
    State.WITHDRAWN: {},
}
NEEDS: Mapping[PlanChangeKind, frozenset[Need]] = {
    PlanChangeKind.ADMISSION: frozenset({Need.CRITERIA, Need.CATEGORY}),
    PlanChangeKind.MOVE: frozenset({Need.ENTRY, Need.CATEGORY}),
    PlanChangeKind.EXIT: frozenset({Need.ENTRY}),
}
ORDER = (PlanCategory.WANTED, PlanCategory.PLANNED, PlanCategory.ONGOING)
"""The way through a portfolio: ønsket → planlagt → pågående."""
OPEN = frozenset({State.PROPOSED, State.ASSESSED})
"""States in which somebody has something to do."""
DECIDED = frozenset({State.GRANTED, State.DECLINED})
"""States in which a body has decided."""

Answers = Mapping[str, bool | None]
"""Criterion → yes, no, or None where nobody has said."""


def leads_to(state: str, move: Move) -> State | None:
    """The state a move leads to; None when it cannot be made in this state."""
    return MOVES.get(State(state), {}).get(move)


def moves(state: str) -> tuple[Move, ...]:
    """What can be done in a state, the most wanted first."""
    return tuple(MOVES.get(State(state), {}))


def needs(kind: str, need: Need) -> bool:
    """Whether a kind of question needs this."""
    return need in NEEDS[PlanChangeKind(kind)]


def meets(answers: Answers) -> bool | None:
    """Whether the criteria are met: (1), and (2a) or (2b) or both. None while what is missing could still decide it."""
    one_of = _either(answers.get(Criterion.COORDINATION), answers.get(Criterion.STRATEGY))
    essential = answers.get(Criterion.ESSENTIAL)
    if essential is False or one_of is False:
        return False
    return True if essential and one_of else None


def answered(criteria: Iterable[CriterionFact]) -> Answers:
    """What the proposer answers."""
    return {each.criterion: each.answer for each in criteria}


def found(criteria: Iterable[CriterionFact]) -> Answers:
    """What the secretariat finds."""
    return {each.criterion: each.assessed for each in criteria}


def step(before: str, after: str) -> int:
    """How far a move goes along the way: positive towards pågående, negative back. A category nobody has stated counts
    as pågående, as it does wherever initiatives are counted."""
    places = [ORDER.index(PlanCategory(each or PlanCategory.ONGOING)) for each in (before, after)]
    return places[1] - places[0]


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return False if one is False and other is False else None
