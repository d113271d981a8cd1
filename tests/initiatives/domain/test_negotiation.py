"""The life of a contract: nobody accepts their own word, only the receiver receives, and every state leads on."""

import pytest

from initiatives.domain.negotiation import MOVES, Move, awaited, leads_to, moves, other
from initiatives.domain.vocabulary import DependencyState as State
from initiatives.domain.vocabulary import Side

GIVER, RECEIVER = Side.GIVER, Side.RECEIVER


@pytest.mark.parametrize("state", [State.PROPOSED, State.DISPUTED])
@pytest.mark.parametrize("side", Side)
def test_nobody_accepts_what_they_said_themselves(state, side):
    assert Move.ACCEPT not in moves(state, side, side)
    assert Move.ACCEPT in moves(state, other(side), side)


@pytest.mark.parametrize("state", [State.PROPOSED, State.ACCEPTED, State.DISPUTED])
def test_only_the_receiver_says_it_has_received(state):
    assert Move.FULFIL in moves(state, RECEIVER, GIVER)
    assert Move.FULFIL not in moves(state, GIVER, RECEIVER)


def test_a_proposal_is_disputed_by_the_other_side_an_agreement_by_either():
    assert Move.DISPUTE not in moves(State.PROPOSED, GIVER, GIVER)
    assert Move.DISPUTE in moves(State.PROPOSED, RECEIVER, GIVER)
    assert Move.DISPUTE in moves(State.ACCEPTED, GIVER, GIVER)
    assert Move.DISPUTE in moves(State.FULFILLED, GIVER, RECEIVER)


def test_where_it_is_not_known_who_spoke_last_either_side_may_answer():
    assert Move.ACCEPT in moves(State.PROPOSED, GIVER, "") and Move.ACCEPT in moves(State.PROPOSED, RECEIVER, "")
    assert awaited(State.PROPOSED, "") is None


def test_the_answer_awaited_is_the_other_sides():
    assert awaited(State.PROPOSED, GIVER) == RECEIVER
    assert awaited(State.DISPUTED, RECEIVER) == GIVER
    assert awaited(State.ACCEPTED, GIVER) is None


def test_what_is_withdrawn_stays_withdrawn_and_what_is_noted_is_first_proposed():
    assert moves(State.WITHDRAWN, GIVER, "") == ()
    assert moves(State.NOTED, GIVER, "") == (Move.PROPOSE, Move.WITHDRAW)
    assert leads_to(State.NOTED, Move.ACCEPT) is None


def test_every_state_that_is_negotiated_can_reach_fulfilment():
    def reachable(state):
        seen, pending = set(), [state]
        while pending:
            for nxt in MOVES[pending.pop()].values():
                if nxt not in seen:
                    seen.add(nxt)
                    pending.append(nxt)
        return seen

    assert all(State.FULFILLED in reachable(state) for state in State if state is not State.WITHDRAWN)
