"""What-if: the properties any slip must have, and float against the end milestone by brute force."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from initiatives.domain.feasible import CannotSlip, Link, Node, feasible
from initiatives.domain.whatif import Float, Move, WhatIf, floats, moves, what_if

TODAY = date(2026, 3, 1)
KEYS = "ABCDEF"
Portfolio = tuple[list[Node], list[Link]]


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Milestones with dates, some reached, some overdue; links forward in the alphabet."""
    claims = st.integers(-9, 20).map(day)
    reached = st.sampled_from([None, None, None, None, day(-2)])
    nodes = [Node(key, draw(claims), draw(reached), draw(st.integers(0, 6))) for key in KEYS]
    pairs = [(a, b) for a in KEYS for b in KEYS if a < b]
    one = st.tuples(st.sampled_from(pairs), st.sampled_from(("FS", "SS", "FF", "SF")), st.integers(-7, 7))
    return nodes, [Link(*pair, kind, lag) for pair, kind, lag in draw(st.lists(one, max_size=10))]


SLIPS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 12), max_size=3)


def tried(portfolio: Portfolio, slips: dict[str, int]) -> WhatIf:
    nodes, links = portfolio
    open_keys = {node.key for node in nodes if not node.actual}
    return what_if(nodes, links, TODAY, [(key, days) for key, days in slips.items() if key in open_keys])


def shifts(found: WhatIf) -> dict[str, int]:
    """Days each key moved, 0 included."""
    return dict.fromkeys(KEYS, 0) | {move.key: move.days for move in found.moves}


@given(portfolios(), st.lists(st.sampled_from(KEYS)))
def test_a_slip_of_no_days_changes_nothing_not_even_the_chains(portfolio: Portfolio, keys: list[str]) -> None:
    found = tried(portfolio, dict.fromkeys(keys, 0))
    assert found.moves == ()
    assert found.before == found.after


@given(portfolios(), SLIPS, SLIPS)
def test_more_slip_never_brings_anything_forward(
    portfolio: Portfolio, slips: dict[str, int], more: dict[str, int]
) -> None:
    less = shifts(tried(portfolio, slips))
    both = shifts(tried(portfolio, {key: slips.get(key, 0) + more.get(key, 0) for key in {*slips, *more}}))
    assert all(0 <= less[key] <= both[key] for key in KEYS)


@given(portfolios(), SLIPS)
def test_nothing_moves_more_than_the_largest_slip_and_what_slips_moves_at_least_its_own(
    portfolio: Portfolio, slips: dict[str, int]
) -> None:
    reached = {node.key for node in portfolio[0] if node.actual}
    moved = shifts(tried(portfolio, slips))
    assert max(moved.values()) <= max(slips.values(), default=0)
    assert all(moved[key] >= days for key, days in slips.items() if key not in reached)
    assert all(moved[key] == 0 for key in reached)


@given(portfolios(), SLIPS)
def test_propagating_again_changes_nothing(portfolio: Portfolio, slips: dict[str, int]) -> None:
    nodes, links = portfolio
    after = tried(portfolio, slips).after
    again = feasible([Node(n.key, after[n.key].feasible, n.actual, n.duration) for n in nodes], links, TODAY)
    assert {key: each.feasible for key, each in again.items()} == {key: each.feasible for key, each in after.items()}


@given(portfolios(), SLIPS)
def test_the_order_of_the_input_is_irrelevant(portfolio: Portfolio, slips: dict[str, int]) -> None:
    nodes, links = portfolio
    turned = dict(reversed(slips.items()))
    assert tried((nodes[::-1], links[::-1]), turned).moves == tried(portfolio, slips).moves


@given(st.integers(0, 30), st.integers(1, 40), st.sampled_from(("FS", "SS", "FF", "SF")), st.integers(-5, 5))
def test_over_a_link_with_slack_passes_exactly_what_exceeds_it(slack: int, slip: int, kind: str, lag: int) -> None:
    tight = feasible([Node("P", day(50), None, 4), Node("S", None, None, 3)], [Link("P", "S", kind, lag)], TODAY)
    tight_day = tight["S"].feasible
    assert tight_day
    nodes = [Node("P", day(50), None, 4), Node("S", tight_day + timedelta(days=slack), None, 3)]
    found = what_if(nodes, [Link("P", "S", kind, lag)], TODAY, [("P", slip)])
    assert {move.key: move.days for move in found.moves}.get("S", 0) == max(0, slip - slack)


@given(portfolios(), SLIPS)
def test_before_and_after_are_what_each_is_by_itself_down_to_the_chains(
    portfolio: Portfolio, slips: dict[str, int]
) -> None:
    nodes, links = portfolio
    can_slip = {node.key: slips[node.key] for node in nodes if node.key in slips and not node.actual}
    found = tried(portfolio, slips)
    for told, alone in (
        (found.before, feasible(nodes, links, TODAY)),
        (found.after, feasible(nodes, links, TODAY, can_slip)),
    ):
        assert told == alone
        assert [each.chain for each in told.values()] == [each.chain for each in alone.values()]


@given(portfolios(), SLIPS)
def test_slips_may_be_given_by_key(portfolio: Portfolio, slips: dict[str, int]) -> None:
    nodes, links = portfolio
    can_slip = {node.key: slips[node.key] for node in nodes if node.key in slips and not node.actual}
    assert what_if(nodes, links, TODAY, can_slip) == tried(portfolio, slips)


def test_of_several_slips_of_one_milestone_the_largest_counts() -> None:
    found = what_if([Node("A", day(5))], [], TODAY, [("A", 3), ("A", 8), ("A", 1)])
    assert found.moves == (Move("A", day(5), day(13), 8),)


def test_moves_are_told_farthest_first_and_then_by_key() -> None:
    nodes = [Node("A", day(5)), Node("B", day(5)), Node("C", day(9)), Node("D", day(99))]
    found = what_if(nodes, [Link("A", "B"), Link("B", "C"), Link("C", "D")], TODAY, [("A", 10)])
    assert [(move.key, move.days) for move in found.moves] == [("A", 10), ("B", 10), ("C", 6)]
    assert found.after["C"].chain == (Link("A", "B"), Link("B", "C"))


def test_a_reached_milestone_cannot_slip() -> None:
    with pytest.raises(CannotSlip):
        what_if([Node("A", actual=day(-5))], [], TODAY, [("A", 3)])


def test_moves_tell_both_ways_and_only_of_what_both_results_date() -> None:
    before = feasible([Node("A", day(5)), Node("B"), Node("C", day(1))], [], TODAY)
    after = feasible([Node("A", day(3)), Node("B", day(7))], [], TODAY)
    assert moves(before, after) == (Move("A", day(5), day(3), -2),)


@given(portfolios(), st.sampled_from(KEYS))
def test_float_is_the_largest_slip_that_does_not_move_the_end(portfolio: Portfolio, end: str) -> None:
    nodes, links = portfolio
    found = floats(nodes, links, TODAY, dict.fromkeys(KEYS, end))
    for node in nodes:
        if node.actual:
            assert node.key not in found
        elif node.key in found:
            room = found[node.key].days
            assert shifts(what_if(nodes, links, TODAY, [(node.key, room)]))[end] == 0
            assert shifts(what_if(nodes, links, TODAY, [(node.key, room + 1)]))[end] == 1
        else:
            assert shifts(what_if(nodes, links, TODAY, [(node.key, 1000)]))[end] == 0


@given(portfolios())
def test_float_against_several_ends_is_each_one_by_itself(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    assume(len(links) > 2)
    ends = {"A": "C", "B": "F", "C": "C", "D": "F", "E": "E", "F": "F"}
    apart = [floats(nodes, links, TODAY, {key: end}) for key, end in ends.items()]
    assert floats(nodes, links, TODAY, ends) == {key: room for one in apart for key, room in one.items()}


@given(portfolios())
def test_float_from_what_is_found_already_is_the_same(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    ends = dict.fromkeys(KEYS, "F")
    assert floats(nodes, links, TODAY, ends, feasible(nodes, links, TODAY)) == floats(nodes, links, TODAY, ends)


def test_float_is_told_against_the_own_end_not_the_last_date_of_all() -> None:
    nodes = [Node("a", day(10)), Node("a-end", day(12)), Node("far", day(500))]
    found = floats(nodes, [Link("a", "a-end"), Link("a-end", "far")], TODAY, {"a": "a-end", "a-end": "a-end"})
    assert found == {"a": Float("a", "a-end", 2), "a-end": Float("a-end", "a-end", 0)}


def test_float_of_a_long_chain_needs_no_recursion() -> None:
    keys = [f"{number:06}" for number in range(30_000)]
    nodes = [Node(key, day(number)) for number, key in enumerate(keys)]
    found = floats(nodes, [Link(a, b) for a, b in pairwise(keys)], TODAY, {keys[0]: keys[-1]})
    assert found[keys[0]].days == len(keys) - 1
