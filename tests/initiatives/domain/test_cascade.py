"""What a slip leads to: in order, with what pushes each, and whom it hits."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.cascade import cascade
from initiatives.domain.facts import LinkFact
from initiatives.domain.feasible import CannotSlip
from initiatives.domain.portfolio_network import network_of
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def chain():
    """T1's m1 → T2's m2 → (inside) m3 → T3's m4, with 30 days of room before m4; T4 hangs on T1 with a year of room."""
    m3 = replace(work("m3", 60, original="2027-05-01"), predecessor="m2")
    carried = (LinkFact("l1", "c1", "main"),)
    return portfolio(
        owned("T1", "a", work("m1", original="2027-01-10")),
        owned("T2", "b", work("m2", 10, original="2027-03-02"), m3, links=carried),
        owned("T3", "c", work("m4", original="2027-05-31"), links=carried),
        owned("T4", "c", work("m5", original="2028-01-10")),
        agreements=(
            agreement("d1", "T1/m1", "T2/m2", lag=41),
            agreement("d2", "T2/m3", "T3/m4"),
            agreement("d3", "T1/m1", "T4/m5"),
        ),
    )


def tried(slips, state=None):
    held = state or chain()
    return cascade(held, network_of(held), slips)


def test_a_slip_is_told_in_order_with_days_and_the_link_that_pushes():
    found = tried([("m1", 42)])
    assert [(step.milestone.uid, step.days, step.tried) for step in found.steps] == [
        ("m1", 42, 42),
        ("m2", 42, 0),
        ("m3", 42, 0),
        ("m4", 12, 0),
    ]
    assert [step.bond.contract if step.bond else None for step in found.steps] == [None, "d1", "", "d2"]
    assert (found.steps[3].before, found.steps[3].after) == (date(2027, 5, 31), date(2027, 6, 12))


def test_it_is_told_whom_it_hits_and_what_they_carry_each_once():
    found = tried([("m1", 42)])
    assert [(hit.part.code, hit.owner, hit.days, hit.years) for hit in found.hits] == [
        ("T1", "a", 42, range(2027, 2028)),
        ("T2", "b", 42, range(2027, 2028)),
        ("T3", "c", 12, range(2027, 2028)),
    ]
    assert found.owners == ("a", "b", "c")
    assert found.commitments == ("c1",)
    assert [hit.end.milestone.uid if hit.end else None for hit in found.hits] == ["m1", "m3", "m4"]


def test_room_takes_up_a_small_slip():
    assert [step.milestone.uid for step in tried([("m3", 30)]).steps] == ["m3"]
    assert [step.milestone.uid for step in tried([("m3", 31)]).steps] == ["m3", "m4"]


def test_several_slips_are_tried_together_and_of_two_for_one_the_larger_counts():
    found = tried([("m1", 7), ("m1", 14), ("m5", 10)])
    assert found.slips == {"m1": 14, "m5": 10}
    assert {step.milestone.uid: step.days for step in found.steps} == {"m1": 14, "m2": 14, "m3": 14, "m5": 10}


def test_a_slip_of_no_days_leads_to_nothing_and_one_of_something_reached_is_refused():
    assert tried([("m1", 0)]).steps == ()
    reached = portfolio(owned("T1", "a", work("m1", original="2026-01-10", actual="2026-01-12")))
    with pytest.raises(CannotSlip):
        tried([("m1", 7)], reached)


def test_an_external_promise_that_slips_pushes_its_receiver_and_is_no_step_itself():
    part = owned("T1", "a", work("m1", original="2027-01-10"))
    state = portfolio(part, agreements=(agreement("d1", "=x", "T1/m1", promised="2027-01-01"),))
    found = tried([("d1", 30)], state)
    assert [(step.milestone.uid, step.days, step.bond.contract) for step in found.steps] == [("m1", 21, "d1")]


def test_what_pushes_comes_first_also_when_a_start_to_start_link_leads_back_in_time():
    parts = (
        owned("T1", "a", work("m1", 100, original="2027-06-01")),
        owned("T2", "b", work("m2", 10, original="2027-03-05")),
    )
    state = portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2", type="SS"),))
    assert [step.milestone.uid for step in tried([("m1", 30)], state).steps] == ["m1", "m2"]
