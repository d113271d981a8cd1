"""What is wrong with an agreement, worst first; and what is no concern at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from initiatives.domain.agreements import SERIOUS, Concern, agreements
from initiatives.domain.facts import ConfirmationFact, Withheld, WithheldField
from initiatives.domain.feasible import feasible
from initiatives.domain.portfolio_network import network_of
from initiatives.domain.vocabulary import Side
from tests.build import TODAY
from tests.initiatives.domain.networks import OWNERS, agreement, owned, portfolio, work

BOTH = (ConfirmationFact("giver", date(2026, 11, 1)), ConfirmationFact("receiver", date(2026, 11, 2)))


def made(state):
    net = network_of(state)
    return {each.uid: each for each in agreements(state, net, feasible(net.nodes, net.links, state.today))}


def one(giver="2027-01-10", receiver="2027-03-01", owners=("a", "b"), parts=None, **changes):
    """T1's m1 gives to T2's m2, agreed and confirmed by both."""
    usual = {"promised": "2027-01-10", "need_by": "2027-03-01", "confirmations": BOTH, "since": date(2026, 10, 1)}
    held = parts or (
        owned("T1", owners[0], work("m1", original=giver)),
        owned("T2", owners[1], work("m2", original=receiver)),
    )
    return made(portfolio(*held, agreements=(agreement("d1", "T1/m1", "T2/m2", **(usual | changes)),)))["d1"]


def concerns(**changes):
    return [(each.concern, each.days) for each in one(**changes).concerns]


def test_an_agreement_that_both_stand_by_and_keep_is_no_concern():
    found = one()
    assert (found.concerns, found.endangered, found.awaits) == ((), False, None)
    assert (found.scheduled, found.across, found.open, found.active) == (True, True, True, True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"state": "disputed", "since": date(2026, 11, 1)}, [("disputed", 22)]),
        ({"promised": "2027-04-01"}, [("promise_after_need", 31)]),
        ({"giver": "2027-02-01"}, [("claim_after_promise", 22)]),
        ({"need_by": "2026-11-01", "promised": None}, [("need_passed", 22), ("no_promise", None)]),
        ({"need_by": "2027-03-11"}, [("need_after_implied", 10)]),
        ({"promised": None}, [("no_promise", None)]),
        ({"confirmations": BOTH[:1]}, [("one_sided", 22)]),
        ({"confirmations": (), "since": TODAY - timedelta(days=91)}, [("stale", 91)]),
        ({"confirmations": (), "since": TODAY - timedelta(days=90)}, []),
    ],
)
def test_each_thing_that_can_be_wrong_is_told_with_its_days(changes, expected):
    assert concerns(**changes) == [(Concern(name), days) for name, days in expected]


def test_the_worst_comes_first_and_only_the_serious_ones_endanger():
    found = one(state="disputed", promised="2027-04-01", confirmations=())
    ranks = list(Concern)
    assert [ranks.index(each.concern) for each in found.concerns] == sorted(
        ranks.index(c.concern) for c in found.concerns
    )
    assert found.endangered and found.worst.concern is Concern.DISPUTED
    assert not one(promised=None, confirmations=BOTH[:1]).endangered
    assert Concern.NEED_AFTER_IMPLIED in SERIOUS and Concern.NO_PROMISE not in SERIOUS


def test_what_the_giver_waits_for_itself_makes_the_promise_hard_to_keep_before_it_says_so():
    late = owned("T0", "c", work("m0", original="2027-05-01"))
    parts = (
        late,
        owned("T1", "a", work("m1", original="2027-01-10")),
        owned("T2", "b", work("m2", original="2027-03-01")),
    )
    first = agreement("d0", "T0/m0", "T1/m1", confirmations=BOTH, promised="2027-05-01")
    then = agreement("d1", "T1/m1", "T2/m2", confirmations=BOTH, promised="2027-01-10", need_by="2027-03-01")
    found = made(portfolio(*parts, agreements=(first, then)))["d1"]
    assert [(each.concern, each.days) for each in found.concerns] == [(Concern.FEASIBLE_AFTER_PROMISE, 111)]


def test_an_overdue_external_promise_is_late_by_the_days_since():
    part = owned("T2", "b", work("m2", original="2027-03-01"))
    given = agreement("d1", "=x", "T2/m2", promised="2026-11-13", confirmations=BOTH)
    found = made(portfolio(part, agreements=(given,)))["d1"]
    assert [(each.concern, each.days) for each in found.concerns] == [(Concern.FEASIBLE_AFTER_PROMISE, 10)]
    assert found.giver.owner == "x" and found.across


def test_a_promise_that_is_withheld_from_the_reader_is_not_missed():
    hidden = (WithheldField("d1", "promised", Withheld("offl. § 23")),)
    giver, receiver = owned("T1", "a", work("m1", original="2027")), owned("T2", "b", work("m2", original="2028"))
    assert (Concern.NO_PROMISE, None) in concerns(promised=None, parts=(giver, receiver))
    assert concerns(promised=None, parts=(giver, replace(receiver, withheld=hidden))) == []


def test_a_promise_of_a_whole_initiative_that_has_passed_is_told_though_it_cannot_be_reckoned():
    parts = owned("T1", "a"), owned("T2", "b")
    given = agreement("d1", "T1", "T2", promised="2026-11-13", confirmations=BOTH)
    found = made(portfolio(*parts, agreements=(given,)))["d1"]
    assert [(each.concern, each.days) for each in found.concerns] == [(Concern.PROMISE_PASSED, 10)]
    assert not found.scheduled


def test_what_is_only_noted_is_told_with_its_age_and_no_more():
    found = one(state="noted", confirmations=(), known=TODAY - timedelta(days=400), promised=None, need_by=None)
    assert [(each.concern, each.days) for each in found.concerns] == [(Concern.NOTED, 400)]


def test_a_stopped_giver_and_a_dissolved_party_endanger():
    gone = {**OWNERS, "a": replace(OWNERS["a"], valid_to=work("x", original="2025").original.date)}
    parts = (
        owned("T1", "a", work("m1", original="2027-01-10"), life="paused"),
        owned("T2", "b", work("m2", original="2027-03-01")),
    )
    state = portfolio(
        *parts, agreements=(agreement("d1", "T1/m1", "T2/m2", promised="2027-01-10", confirmations=BOTH),)
    )
    state = replace(state, registers=replace(state.registers, organisations=gone))
    assert [each.concern for each in made(state)["d1"].concerns] == [Concern.GIVER_STOPPED, Concern.PARTY_DISSOLVED]


def test_what_is_delivered_waits_for_the_receiver_to_say_so_and_nothing_else():
    parts = (
        owned("T1", "a", work("m1", original="2026-01-10", actual="2026-11-01")),
        owned("T2", "b", work("m2", original="2027-03-01")),
    )
    found = one(parts=parts, promised="2026-10-01")
    assert [each.concern for each in found.concerns] == [Concern.UNRECEIPTED]
    assert found.awaits is Side.RECEIVER and not found.endangered


@pytest.mark.parametrize("changes", [{"state": "fulfilled"}, {"state": "withdrawn"}, {"kind": "continuation"}])
def test_what_is_over_is_no_concern(changes):
    assert one(promised="2027-04-01", **changes).concerns == ()


def test_an_initiative_that_is_not_under_way_has_no_concerns():
    parts = (
        owned("T1", "a", work("m1", original="2027-01-10")),
        owned("T2", "b", work("m2", original="2027-03-01"), life="completed"),
    )
    assert one(parts=parts, promised="2027-04-01").concerns == ()


def test_two_initiatives_of_one_owner_are_not_across():
    assert not one(owners=("a", "a")).across


def test_the_answer_awaited_is_the_other_sides():
    assert one(state="proposed", last_word="giver").awaits is Side.RECEIVER
    assert one(state="disputed", last_word="receiver").awaits is Side.GIVER


def test_the_buffer_that_a_delay_eats_is_told():
    assert one(giver="2027-01-15", buffer=10).buffer_used == 5
    assert one(giver="2027-02-15", buffer=10).buffer_used == 10
    assert one(buffer=10).buffer_used == 0
