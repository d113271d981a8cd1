"""The life of a dependency contract (avtale): which move leads from which state, and which side may make it.

    noted ──propose──▸ proposed ──accept──▸ accepted ──fulfil──▸ fulfilled
                          │  ▴ ──propose──────┤                     │
                          ▾  │                ▾                     │
                        disputed ◂──────── dispute ◂────────────────┘

Either side proposes, confirms, asks and withdraws. Only the side that did not have the last word accepts or disputes a
proposal, or accepts the counter-proposal of a dispute. Only the receiver says that it has received.
"""

from collections.abc import Mapping
from enum import StrEnum

from initiatives.domain.vocabulary import DependencyState as State
from initiatives.domain.vocabulary import Side


class Move(StrEnum):
    """What a side can do with a contract."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    CONFIRM = "confirm"
    FULFIL = "fulfil"
    ASK = "ask"
    WITHDRAW = "withdraw"


MOVES: Mapping[State, Mapping[Move, State]] = {
    State.NOTED: {Move.PROPOSE: State.PROPOSED, Move.WITHDRAW: State.WITHDRAWN},
    State.PROPOSED: {
        Move.ACCEPT: State.ACCEPTED,
        Move.DISPUTE: State.DISPUTED,
        Move.PROPOSE: State.PROPOSED,
        Move.FULFIL: State.FULFILLED,
        Move.CONFIRM: State.PROPOSED,
        Move.ASK: State.PROPOSED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.ACCEPTED: {
        Move.CONFIRM: State.ACCEPTED,
        Move.FULFIL: State.FULFILLED,
        Move.PROPOSE: State.PROPOSED,
        Move.DISPUTE: State.DISPUTED,
        Move.ASK: State.ACCEPTED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.DISPUTED: {
        Move.ACCEPT: State.ACCEPTED,
        Move.PROPOSE: State.PROPOSED,
        Move.FULFIL: State.FULFILLED,
        Move.ASK: State.DISPUTED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.FULFILLED: {Move.DISPUTE: State.DISPUTED},
    State.WITHDRAWN: {},
}

OPEN = frozenset({State.NOTED, State.PROPOSED, State.ACCEPTED, State.DISPUTED})
NEGOTIATED = frozenset({State.PROPOSED, State.ACCEPTED, State.DISPUTED})
"""States in which two owners have dealt with each other; a noted one is only what a source says."""


def other(side: str) -> Side:
    """The side across the table."""
    return Side.RECEIVER if side == Side.GIVER else Side.GIVER


def moves(state: str, side: str, last_word: str) -> tuple[Move, ...]:
    """What a side can do now, the most wanted first. `last_word` is the side that spoke last, "" when unknown."""
    return tuple(move for move in MOVES.get(State(state), {}) if _may(move, state, side, last_word))


def leads_to(state: str, move: Move) -> State | None:
    """The state a move leads to; None when it cannot be made in this state."""
    return MOVES.get(State(state), {}).get(move)


def awaited(state: str, last_word: str) -> Side | None:
    """The side whose answer is awaited: of a proposal or a dispute the one that did not have the last word."""
    if state in (State.PROPOSED, State.DISPUTED) and last_word:
        return other(last_word)
    return None


def _may(move: Move, state: str, side: str, last_word: str) -> bool:
    if move is Move.FULFIL:
        return side == Side.RECEIVER
    own_word = side == last_word
    if move is Move.ACCEPT or (move is Move.DISPUTE and state == State.PROPOSED):
        return not own_word
    if move is Move.CONFIRM and state == State.PROPOSED:
        return own_word
    return True
