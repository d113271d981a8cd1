"""Graphs of letters, and random ones against obvious twins."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.graph import Cycle, ancestors, components, cycle, descendants, topological

LETTERS = "ABCDEFG"
EDGES = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=14)
DEEP = [f"{number:06}" for number in range(20_000)]
CHAIN = list(itertools.pairwise(DEEP))


def edges(text: str) -> list[tuple[str, str]]:
    return [(pair[0], pair[1]) for pair in text.split()]


def closure(pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The slow twin: every pair that a walk of at least one edge joins."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", None),
        ("AB BC AC", None),
        ("AB CD", None),
        ("AB BA", "ABA"),
        ("AA", "AA"),
        ("ZC CB BD DC", "BDCB"),
        ("AB BC CD DE EC", "CDEC"),
        ("XY YX AB BA", "ABA"),
    ],
)
def test_a_circle_is_told_from_its_lowest_key_and_back(text: str, path: str | None) -> None:
    assert cycle(edges(text)) == (tuple(path) if path else None)


@given(EDGES)
def test_a_circle_is_found_exactly_when_some_key_reaches_itself(pairs: list[tuple[str, str]]) -> None:
    path = cycle(pairs)
    assert (path is not None) == any(a == b for a, b in closure(pairs))
    if path:
        assert path[0] == path[-1] == min(path)
        assert len(set(path)) == len(path) - 1
        assert set(itertools.pairwise(path)) <= set(pairs)


@given(EDGES.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_answers_do_not_depend_on_the_order_of_the_input(
    both: tuple[list[tuple[str, str]], list[tuple[str, str]]],
) -> None:
    one, other = both
    assert cycle(one) == cycle(other)
    assert components(LETTERS, one) == components(LETTERS[::-1], other)
    if cycle(one) is None:
        assert topological(LETTERS, one) == topological(LETTERS[::-1], other)


@given(EDGES)
def test_topological_order_puts_every_node_after_its_predecessors(pairs: list[tuple[str, str]]) -> None:
    forward = [(a, b) for a, b in pairs if a < b]
    order = topological(LETTERS, forward)
    assert sorted(order) == list(LETTERS)
    assert all(order.index(a) < order.index(b) for a, b in forward)


def test_topological_order_takes_the_lowest_key_where_it_may_choose() -> None:
    assert topological("CBA", edges("CA")) == ["B", "C", "A"]
    assert topological([], edges("BA")) == ["B", "A"]


def test_topological_order_of_a_circle_raises_it() -> None:
    with pytest.raises(Cycle) as raised:
        topological("ABC", edges("AB BC CB"))
    assert raised.value.path == ("B", "C", "B")


@given(EDGES, st.sampled_from(LETTERS))
def test_ancestors_and_descendants_are_those_a_walk_joins(pairs: list[tuple[str, str]], key: str) -> None:
    joined = closure(pairs)
    assert ancestors(key, pairs) == {a for a, b in joined if b == key}
    assert descendants(key, pairs) == {b for a, b in joined if a == key}


@given(EDGES)
def test_components_are_the_nodes_a_walk_either_way_joins(pairs: list[tuple[str, str]]) -> None:
    both_ways = closure(pairs + [(b, a) for a, b in pairs])
    expected = {tuple(sorted({a} | {b for first, b in both_ways if first == a})) for a in LETTERS}
    assert components(LETTERS, pairs) == tuple(sorted(expected))


def test_the_many_ways_through_a_ladder_are_not_walked_one_by_one() -> None:
    """Thirty rungs, two ways at each: a billion ways. Keys fall along the edges, so that the far end is met first."""
    rungs = [(f"{30 - n:02}{side}", f"{29 - n:02}{other}") for n in range(30) for side in "ab" for other in "ab"]
    assert cycle(rungs) is None
    assert cycle([*rungs, ("00a", "30b")]) is not None


def test_a_chain_of_twenty_thousand_is_walked_without_recursion() -> None:
    assert cycle(CHAIN) is None
    assert topological(DEEP, CHAIN) == DEEP
    assert len(ancestors(DEEP[-1], CHAIN)) == len(descendants(DEEP[0], CHAIN)) == len(DEEP) - 1
    assert components(DEEP, CHAIN) == (tuple(DEEP),)
    assert cycle([*CHAIN, (DEEP[-1], DEEP[0])]) == (*DEEP, DEEP[0])
