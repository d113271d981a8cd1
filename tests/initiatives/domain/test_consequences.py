"""What a delivery's date costs those who wait, whether the engine schedules by the agreement or not."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.agreements import agreements
from initiatives.domain.consequences import consequences, offered
from initiatives.domain.feasible import feasible
from initiatives.domain.portfolio_network import network_of
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def plans(**deal):
    """T1's m1 gives to T2's m2 (claimed 1 February), which m3 follows with 20 days of room, and T3's m4 after that."""
    ends = deal.pop("giver", "T1/m1"), deal.pop("receiver", "T2/m2")
    m3 = replace(work("m3", 10, original="2027-03-03"), predecessor="m2")
    return portfolio(
        owned("T1", "a", work("m1", original=deal.pop("m1", "2027-01-10"))),
        owned("T2", "b", work("m2", original="2027-02-01"), m3),
        owned("T3", "c", work("m4", original="2027-03-10"), work("m5", original="2028-01-10")),
        agreements=(
            agreement("d1", *ends, **deal),
            agreement("d2", "T2/m3", "T3/m4"),
            agreement("d3", "T1/m1", "T3/m5"),
        ),
    )


def costs(state):
    net = network_of(state)
    dates = feasible(net.nodes, net.links, state.today)
    (deal,) = (each for each in agreements(state, net, dates) if each.uid == "d1")
    return {move.key: move.days for move in consequences(net, dates, deal, state.today)}, offered(deal)


def test_an_agreement_that_holds_costs_nothing():
    assert costs(plans()) == ({}, date(2027, 1, 10))


def test_a_late_giver_moves_the_receiver_and_what_follows_beyond_its_room():
    """m2 moves 31 days; m3 has 20 of them to give, m4 seven more."""
    assert costs(plans(m1="2027-03-04")) == ({"m2": 31, "m3": 11, "m4": 4}, date(2027, 3, 4))


def test_it_is_the_cost_of_this_agreement_alone():
    """m5 waits for the same giver: that is another agreement's cost."""
    moved, _ = costs(plans(m1="2028-03-10"))
    assert "m5" not in moved and "m2" in moved


@pytest.mark.parametrize("changes", [{"state": "disputed"}, {"state": "noted"}, {"binding": False}])
def test_what_the_engine_does_not_schedule_costs_the_same(changes):
    assert costs(plans(m1="2027-03-04", **changes))[0] == {"m2": 31, "m3": 11, "m4": 4}


def test_the_givers_counter_date_is_its_word_unless_its_own_plan_is_later():
    disputed = {"state": "disputed", "last_word": "giver", "counter_date": "2027-02-11"}
    assert costs(plans(**disputed)) == ({"m2": 10}, date(2027, 2, 11))
    assert costs(plans(m1="2027-03-04", **disputed))[1] == date(2027, 3, 4)


def test_the_receivers_counter_date_is_no_offer():
    asked = {"state": "disputed", "last_word": "receiver", "counter_date": "2027-02-11"}
    assert costs(plans(**asked)) == ({}, date(2027, 1, 10))


def test_lag_and_type_of_the_link_count():
    assert costs(plans(m1="2027-01-25", lag=14))[0] == {"m2": 7}


def test_somebody_outside_costs_what_they_promise():
    assert costs(plans(giver="=x", promised="2027-02-11"))[0] == {"m2": 10}
    assert costs(plans(giver="=x", promised="2027-02-11", state="disputed"))[0] == {"m2": 10}
    assert costs(plans(giver="=x")) == ({}, None)


def test_whole_initiatives_have_no_day_to_reckon_with():
    assert costs(plans(giver="T1", promised="2027-09-01")) == ({}, date(2027, 9, 1))
    assert costs(plans(receiver="T2", m1="2027-09-01"))[0] == {}


def test_what_is_reached_waits_for_nothing():
    state = plans(m1="2027-09-01")
    part = state.slices["uid-T2"]
    reached = tuple(
        replace(each, actual=replace(each.original, date=each.original.date)) if each.uid == "m2" else each
        for each in part.milestones
    )
    done = replace(state, slices={**state.slices, part.uid: replace(part, milestones=reached)})
    assert costs(done)[0] == {}


def test_what_they_wait_for_beside_it_stands_on_the_date_it_was_told():
    """m4 waits for somebody else too, whose date is taken as it is told and not reckoned again."""
    parts, waits = plans(m1="2027-03-04"), agreement("d4", "T4/m6", "T3/m4")
    state = portfolio(*parts.slices.values(), owned("T4", "c", work("m6", original="2027-01-02")), agreements=(waits,))
    net = network_of(state)
    dates = feasible(net.nodes, net.links, state.today)
    (deal,) = (each for each in agreements(state, net, dates) if each.uid == "d1")
    told = {**dates, "m6": replace(dates["m6"], feasible=date(2027, 3, 12))}
    moved = {move.key: (move.before, move.after) for move in consequences(net, told, deal, state.today)}
    assert moved["m4"] == (date(2027, 3, 12), date(2027, 3, 14))
