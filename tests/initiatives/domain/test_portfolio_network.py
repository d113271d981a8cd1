"""Which milestones and agreements the engine reckons with, and which it must not."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.feasible import Node, feasible
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import Bond, duration, end_milestone, network_of
from tests.build import TODAY, milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def two(**changes):
    """T1's m1 gives to T2's m2."""
    parts = owned("T1", "a", work("m1", original="2027-01-10")), owned("T2", "b", work("m2", original="2027-03-01"))
    return portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2", **changes),))


def test_an_agreement_that_binds_between_milestones_is_a_link_of_its_type_and_lag():
    net = network_of(two(type="SS", lag=-7))
    assert net.bonds == {Link("m1", "m2", "SS", -7): Bond("d1")}
    assert [node.key for node in net.nodes] == ["m1", "m2"]


@pytest.mark.parametrize("state", ["noted", "disputed", "fulfilled", "withdrawn"])
def test_what_nobody_stands_by_is_never_scheduled(state):
    assert network_of(two(state=state)).links == ()


def test_what_does_not_bind_is_never_scheduled_and_a_proposal_is_marked():
    assert network_of(two(binding=False)).links == ()
    assert network_of(two(state="proposed")).bonds == {Link("m1", "m2"): Bond("d1", proposed=True)}


def test_an_agreement_of_whole_initiatives_has_no_date_to_reckon_with():
    parts = owned("T1", "a", work("m1", original="2027")), owned("T2", "b", work("m2", original="2027"))
    for giver, receiver in (("T1", "T2/m2"), ("T1/m1", "T2"), ("T1", "T2")):
        assert network_of(portfolio(*parts, agreements=(agreement("d", giver, receiver),))).links == ()


def test_an_external_party_is_an_event_of_its_agreement_that_claims_what_was_promised():
    part = owned("T1", "a", work("m1", original="2027-01-10"))
    given = agreement("d1", "=x", "T1/m1", promised="2027-02")
    net = network_of(portfolio(part, agreements=(given,)))
    assert net.by_key["d1"] == Node("d1", date(2027, 2, 28))
    assert net.links == (Link("d1", "m1"),)
    assert net.works[-1].external


def test_an_external_promise_without_a_date_makes_its_receiver_incomplete_by_name():
    part = owned("T1", "a", work("m1", original="2027-01-10"))
    net = network_of(portfolio(part, agreements=(agreement("d1", "=x", "T1/m1"),)))
    found = feasible(net.nodes, net.links, TODAY)["m1"]
    assert (found.feasible, found.complete, found.missing) == (date(2027, 1, 10), False, {"d1"})


# ── inside an initiative ─────────────────────────────────────────────────────────────────────────────────────────────


def test_milestones_of_one_initiative_are_no_chain_by_date():
    assert network_of(portfolio(owned("T1", "a", work("m1", original="2027"), work("m2", original="2028")))).links == ()


def test_a_declared_predecessor_is_a_link_and_following_the_previous_one_an_assumed_one():
    first, second = work("m1", original="2027-01-01"), replace(work("m2", original="2027-06-01"), predecessor="m1")
    assert network_of(portfolio(owned("T1", "a", first, second))).bonds == {Link("m1", "m2"): Bond()}
    third = work("m3", original="2028")
    net = network_of(portfolio(owned("T1", "a", first, second, third, sequential=True)))
    assert net.bonds == {Link("m1", "m2"): Bond(), Link("m2", "m3"): Bond(assumed=True)}


def test_work_is_what_is_stated_else_the_span_of_the_plan_else_nothing():
    before = milestone("m1", original="2027-01-01", approved="2027-02-01")
    after = milestone("m2", original="2027-03-01", forecast="2028-01-01")
    assert duration(work("m2", 40, original="2027-03-01"), before) == 40
    assert duration(after, before) == 28
    assert duration(after, None) == 0
    assert duration(milestone("m2", original="2026-01-01"), before) == 0


def test_of_an_initiative_that_is_stopped_nobody_stands_by_a_date():
    reached = work("m0", original="2026-01-01", actual="2026-01-05")
    net = network_of(portfolio(owned("T1", "a", reached, work("m1", original="2027"), life="stopped")))
    assert [node.claimed for node in net.nodes] == [date(2026, 1, 5), None]


def test_an_initiative_ends_in_the_last_claimed_milestone_nothing_follows_from():
    first = work("m1", original="2028-01-01")
    last = replace(work("m2", original="2027-06-01"), predecessor="m1")
    assert end_milestone(owned("T1", "a", first, last)) == last
    assert end_milestone(owned("T1", "a", first, work("m3", original="2029"))).uid == "m3"
    assert end_milestone(owned("T1", "a", work("m1", original="2026", actual="2026-03"))) is None
    assert end_milestone(owned("T1", "a", work("m1"))) is None


# ── circles, and parts of the whole ──────────────────────────────────────────────────────────────────────────────────


def test_a_circle_is_told_and_its_agreements_left_out_so_that_the_rest_is_reckoned():
    parts = [owned(f"T{n}", "a", work(f"m{n}", original="2027")) for n in (1, 2, 3)]
    ring = (agreement("d1", "T1/m1", "T2/m2"), agreement("d2", "T2/m2", "T1/m1"), agreement("d3", "T2/m2", "T3/m3"))
    net = network_of(portfolio(*parts, agreements=ring))
    assert [(each.path, each.contracts) for each in net.circles] == [(("m1", "m2", "m1"), ("d1", "d2"))]
    assert net.links == (Link("m2", "m3"),)


def test_the_network_towards_some_milestones_answers_for_them_as_the_whole_does():
    parts = [owned(f"T{n}", "a", work(f"m{n}", 10, original=f"2027-0{n}-01")) for n in (1, 2, 3, 4)]
    chain = [agreement(f"d{n}", f"T{n}/m{n}", f"T{n + 1}/m{n + 1}", lag=60) for n in (1, 2, 3)]
    every = portfolio(*parts, agreements=chain)
    whole, part = network_of(every), network_of(every, ["m3"])
    assert {node.key for node in part.nodes} == {"m1", "m2", "m3"}
    assert feasible(part.nodes, part.links, TODAY)["m3"] == feasible(whole.nodes, whole.links, TODAY)["m3"]


# ── for the simulation ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_record_counts_finished_milestones_by_kind_and_never_mixes_real_and_invented():
    done = [work(f"m{n}", original="2026-01-10", actual="2026-01-20", kind="go_live") for n in range(3)]
    early = work("m9", original="2026-01-10", approved="2026-03-01", actual="2026-02-01")
    real, made_up = owned("T1", "a", *done, early), owned("E1", "a", work("e1", original="2026", actual="2026"))
    record = network_of(portfolio(real, replace(made_up, example=True))).record
    assert record["real go_live"] == [10, 10, 10]
    assert record["real every"] == [-28, 10, 10, 10]
    assert record["example every"] == [0]


def test_a_milestone_without_an_estimate_is_compared_with_its_kind_only_when_there_are_twenty_of_them():
    done = [work(f"m{n}", original="2026-01-10", actual="2026-01-20", kind="go_live") for n in range(20)]
    parts = owned("T1", "a", *done), owned("T2", "b", milestone("x", original="2027", kind="go_live"))
    works = {each.key: each for each in network_of(portfolio(*parts)).works}
    assert works["x"].reference == "real go_live"
    parts = owned("T1", "a", *done[:19]), owned("T2", "b", milestone("x", original="2027", kind="go_live"))
    works = {each.key: each for each in network_of(portfolio(*parts)).works}
    assert works["x"].reference == "real every"


def test_the_simulation_gets_baselines_owner_and_estimate():
    part = owned("T1", "a", work("m1", 30, original="2027-01", approved="2027-03"))
    (made,) = network_of(portfolio(part)).works
    assert (made.original, made.approved, made.owner) == (date(2027, 1, 31), date(2027, 3, 31), "a")
    assert made.estimate is not None and made.estimate.likely == 30 and made.reference == ""
    assert from_edtf("2027-03").latest == made.claimed
