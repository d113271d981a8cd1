"""Feasible dates: portfolios drawn by hand, and random ones against the definition iterated until nothing changes."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import from_edtf
from initiatives.domain.feasible import (
    BeyondCalendar,
    CannotSlip,
    Cycle,
    Feasible,
    Link,
    Node,
    NoSlip,
    Notice,
    UnknownKey,
    alone,
    claim,
    feasible,
)

TODAY = date(2026, 3, 1)
TYPES = ("FS", "SS", "FF", "SF")
Portfolio = tuple[list[Node], list[Link]]


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def maybe_days(low: int, high: int) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(low, high).map(day)


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    keys = draw(st.permutations("ABCDEF"))[: draw(st.integers(1, 6))]
    nodes = [
        Node(
            key,
            claimed=draw(maybe_days(-9, 20)),
            actual=draw(st.sampled_from([None, None, None, day(-4), day(-1)])),
            duration=draw(st.integers(0, 6)),
            not_before=draw(st.sampled_from([None, None, day(-3), day(4), day(9)])),
        )
        for key in keys
    ]
    pairs = [(a, b) for i, a in enumerate(keys) for b in keys[i + 1 :]]
    if not pairs:
        return nodes, []
    one = st.tuples(st.sampled_from(pairs), st.sampled_from(TYPES), st.integers(-7, 7))
    return nodes, [Link(*pair, kind, lag) for pair, kind, lag in draw(st.lists(one, max_size=10))]


def bound(link: Link, p: Node, p_finish: date, s: Node) -> date:
    """The table of the four types, word for word, as a bound on the successor's finish."""
    give = p_finish if link.type in ("FS", "FF") else p_finish - timedelta(days=p.duration)
    take = timedelta(days=s.duration if link.type in ("FS", "SS") else 0)
    return give + timedelta(days=link.lag) + take


def defined(nodes: list[Node], links: list[Link], held: dict[str, date]) -> dict[str, date | None]:
    """The slow twin: apply the definition to every node until nothing changes. `held` are dates that slips demand."""
    by_key = {node.key: node for node in nodes}
    found: dict[str, date | None] = {node.key: node.actual for node in nodes}
    changed = True
    while changed:
        changed = False
        for node in nodes:
            if node.actual:
                continue
            known = [node.claimed, held.get(node.key)]
            known += [node.not_before and node.not_before + timedelta(days=node.duration)]
            for link in links:
                p_finish = found[link.predecessor]
                if link.successor == node.key and p_finish:
                    known.append(bound(link, by_key[link.predecessor], p_finish, node))
            days = [each for each in known if each]
            latest = max([*days, TODAY]) if days else None
            changed = changed or latest != found[node.key]
            found[node.key] = latest
    return found


def dates(found: dict[str, Feasible]) -> dict[str, date | None]:
    return {key: each.feasible for key, each in found.items()}


def offsets(found: dict[str, Feasible]) -> dict[str, int | None]:
    return {key: (each.feasible - TODAY).days if each.feasible else None for key, each in found.items()}


@given(portfolios())
def test_feasible_dates_are_those_of_the_definition(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    assert dates(feasible(nodes, links, TODAY)) == defined(nodes, links, {})


@given(portfolios(), st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9), max_size=3))
def test_slipped_dates_are_those_of_the_definition(portfolio: Portfolio, wanted: dict[str, int]) -> None:
    nodes, links = portfolio
    before = feasible(nodes, links, TODAY)
    slips = {n.key: wanted[n.key] for n in nodes if n.key in wanted and not n.actual and before[n.key].feasible}
    expected = {key: f for key, f in dates(before).items() if f}
    held = {key: expected[key] + timedelta(days=days) for key, days in slips.items() if days}
    assert dates(feasible(nodes, links, TODAY, slips)) == defined(nodes, links, held)


@given(portfolios().flatmap(lambda one: st.tuples(st.just(one), st.permutations(one[0]), st.permutations(one[1]))))
def test_the_order_of_the_input_is_irrelevant(case: tuple[Portfolio, list[Node], list[Link]]) -> None:
    (nodes, links), other_nodes, other_links = case
    one, other = feasible(nodes, links, TODAY), feasible(other_nodes, other_links, TODAY)
    assert one == other
    assert {key: each.chain for key, each in one.items()} == {key: each.chain for key, each in other.items()}


@given(portfolios())
def test_reckoning_again_from_the_answer_changes_nothing(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    found = dates(feasible(nodes, links, TODAY))
    again = [Node(n.key, found[n.key], n.actual, n.duration, n.not_before) for n in nodes]
    assert dates(feasible(again, links, TODAY)) == found


@given(portfolios())
def test_the_chain_leads_from_a_cause_to_the_node_and_every_link_of_it_holds_exactly(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    by_key = {node.key: node for node in nodes}
    found = feasible(nodes, links, TODAY)
    for key, each in found.items():
        steps = [*(link.predecessor for link in each.chain), key]
        assert [link.successor for link in each.chain] == steps[1:]
        assert found[steps[0]].drivers == ()
        for link in [*each.drivers, *each.chain]:
            p_finish = found[link.predecessor].feasible
            s = by_key[link.successor]
            assert p_finish
            assert bound(link, by_key[link.predecessor], p_finish, s) == found[link.successor].feasible
            assert link.predecessor >= found[link.successor].drivers[0].predecessor


@given(portfolios())
def test_the_gap_is_never_negative_and_exists_where_something_is_claimed(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    for node, each in zip(nodes, feasible(nodes, links, TODAY).values(), strict=True):
        assert (each.gap is None) == (node.claimed is None and node.actual is None)
        assert each.gap is None or each.gap >= 0


@given(portfolios())
def test_what_is_missing_is_named_back_to_those_that_nobody_dates(portfolio: Portfolio) -> None:
    nodes, links = portfolio
    live = {node.key for node in nodes if not node.actual}
    bare = {n.key for n in nodes if n.key in live and not n.claimed and not n.not_before}
    undated = {key for key in bare if not any(link.successor == key for link in links)}

    def behind(key: str) -> set[str]:
        before = {link.predecessor for link in links if link.successor == key} & live
        return ({key} & undated).union(*map(behind, before))

    for key, each in feasible(nodes, links, TODAY).items():
        assert each.missing == (behind(key) if key in live else set())
        assert each.complete == (not each.missing)
        assert each.feasible or each.missing


@pytest.mark.parametrize(
    ("kind", "lag", "expected"),
    [
        ("FS", 2, 30 + 2 + 3),
        ("FS", -4, 30 - 4 + 3),
        ("SS", 2, 30 - 5 + 2 + 3),
        ("SS", -4, 30 - 5 - 4 + 3),
        ("FF", 2, 30 + 2),
        ("FF", -4, 30 - 4),
        ("SF", 2, 30 - 5 + 2),
        ("SF", -4, 30 - 5 - 4),
        *((kind, -90, 1) for kind in TYPES),
    ],
)
def test_each_link_type_bounds_the_finish(kind: str, lag: int, expected: int) -> None:
    """P ends in 30 days after 5 days of work; S claims tomorrow after 3 days of work."""
    nodes = [Node("P", day(30), duration=5), Node("S", day(1), duration=3)]
    found = feasible(nodes, [Link("P", "S", kind, lag)], TODAY)["S"]
    assert (found.feasible, found.gap) == (day(expected), expected - 1)
    assert found.chain == ((Link("P", "S", kind, lag),) if expected > 1 else ())


def test_nobody_is_assumed_faster_than_they_claim() -> None:
    found = feasible([Node("P", day(1)), Node("S", day(50))], [Link("P", "S")], TODAY)["S"]
    assert (found.feasible, found.gap, found.chain, found.notices) == (day(50), 0, (), frozenset())


def test_a_delay_passes_on_across_owners_and_is_told_back_to_its_cause() -> None:
    nodes = [Node("A", day(40)), Node("B", day(10), duration=7), Node("C", day(20)), Node("D", day(99))]
    links = [Link("A", "B"), Link("B", "C", "FS", 3), Link("C", "D")]
    found = feasible(nodes, links, TODAY)
    assert offsets(found) == {"A": 40, "B": 47, "C": 50, "D": 99}
    assert found["C"].chain == (Link("A", "B"), Link("B", "C", "FS", 3))
    assert found["D"].chain == ()


def test_ties_are_all_kept_and_told_by_the_lowest_key() -> None:
    nodes = [Node("Y", day(9)), Node("X", day(9)), Node("S", day(1))]
    found = feasible(nodes, [Link("Y", "S"), Link("X", "S")], TODAY)["S"]
    assert found.drivers == (Link("X", "S"), Link("Y", "S"))
    assert found.chain == (Link("X", "S"),)


def test_an_overdue_claim_gives_today_at_earliest_and_so_for_what_it_drives() -> None:
    nodes = [Node("A", day(-30)), Node("B", day(-1), duration=5), Node("C", day(90))]
    found = feasible(nodes, [Link("A", "B"), Link("B", "C")], TODAY)
    assert offsets(found) == {"A": 0, "B": 5, "C": 90}
    assert found["A"].gap == 30
    assert found["A"].notices == found["B"].notices == {Notice.OVERDUE, Notice.EARLIEST}
    assert found["C"].notices == frozenset()
    driven = feasible([Node("A", day(-1)), Node("B", day(2), duration=5)], [Link("A", "B")], TODAY)["B"]
    assert driven.notices == {Notice.EARLIEST}


def test_a_claim_of_today_is_not_overdue() -> None:
    assert feasible([Node("A", TODAY)], [], TODAY)["A"].notices == frozenset()


def test_what_is_reached_stays_whatever_it_waited_for() -> None:
    nodes = [Node("P", day(40)), Node("S", claimed=day(-9), actual=day(-3))]
    found = feasible(nodes, [Link("P", "S")], TODAY)["S"]
    assert (found.claimed, found.feasible, found.gap) == (day(-3), day(-3), 0)
    assert found.notices == {Notice.REACHED_FIRST}
    done = feasible([Node("P", actual=day(-5)), nodes[1]], [Link("P", "S")], TODAY)["S"]
    assert done.notices == frozenset()


def test_work_that_may_not_begin_yet_ends_after_its_duration() -> None:
    assert feasible([Node("A", day(1), duration=10, not_before=day(5))], [], TODAY)["A"].feasible == day(15)


def test_a_successor_without_a_date_is_derived_not_promised() -> None:
    found = feasible([Node("P", day(8)), Node("S", duration=2)], [Link("P", "S")], TODAY)["S"]
    assert (found.claimed, found.feasible, found.gap) == (None, day(10), None)
    assert found.notices == {Notice.DERIVED}
    past = feasible([Node("P", actual=day(-8)), Node("S", duration=2)], [Link("P", "S")], TODAY)["S"]
    assert past.feasible == TODAY
    assert past.notices == {Notice.DERIVED, Notice.EARLIEST}


def test_what_follows_on_the_very_day_is_told_by_its_link_not_by_today() -> None:
    """Two ways lead to today; the third ended long ago."""
    nodes = [Node("B", TODAY), Node("A", TODAY), Node("Z", actual=day(-90)), Node("S")]
    for order in (nodes, nodes[::-1]):
        links = [Link(node.key, "S") for node in order if node.key != "S"]
        found = feasible(order, links, TODAY)["S"]
        assert found.feasible == TODAY
        assert found.notices == {Notice.DERIVED}
        assert found.drivers == (Link("A", "S"), Link("B", "S"))


def test_of_several_links_between_the_same_two_the_strictest_holds() -> None:
    nodes = [Node("P", day(30), duration=5), Node("S", day(1), duration=3)]
    links = [Link("P", "S", "FF", 1), Link("P", "S", "FS"), Link("P", "S", "SS", -9)]
    assert feasible(nodes, links, TODAY)["S"].drivers == (Link("P", "S", "FS"),)


def test_an_undated_party_is_neither_zero_nor_infinite_but_named() -> None:
    nodes = [Node("law"), Node("P", day(8)), Node("S", day(3)), Node("T", day(20)), Node("U")]
    links = [Link("law", "S"), Link("P", "S"), Link("S", "T"), Link("law", "U")]
    found = feasible(nodes, links, TODAY)
    assert offsets(found) == {"law": None, "P": 8, "S": 8, "T": 20, "U": None}
    assert {key for key, each in found.items() if not each.complete} == {"law", "S", "T", "U"}
    assert found["T"].missing == found["U"].missing == {"law"}


def test_a_fulfilled_party_counts_from_the_day_it_delivered() -> None:
    nodes = [Node("law", claimed=day(90), actual=day(-2)), Node("S", day(3), duration=9)]
    assert feasible(nodes, [Link("law", "S")], TODAY)["S"].feasible == day(7)


@pytest.mark.parametrize(
    ("slips", "reason"),
    [({"done": 3}, NoSlip.REACHED), ({"undated": 3}, NoSlip.NO_DATE), ({"open": -1}, NoSlip.NEGATIVE)],
)
def test_what_cannot_slip_is_refused_with_the_reason(slips: dict[str, int], reason: NoSlip) -> None:
    nodes = [Node("done", actual=day(-1)), Node("undated"), Node("open", day(5))]
    with pytest.raises(CannotSlip) as refusal:
        feasible(nodes, [], TODAY, slips)
    assert (refusal.value.key, refusal.value.reason) == (*slips, reason)


def test_no_slip_is_no_question_of_whether_one_can() -> None:
    nodes = [Node("done", actual=day(-1)), Node("undated"), Node("open", day(5))]
    no_slips = dict.fromkeys(("done", "undated", "open"), 0)
    assert feasible(nodes, [], TODAY, no_slips) == feasible(nodes, [], TODAY)


def test_a_date_beyond_the_calendar_is_refused_by_name() -> None:
    far = [Node("A", date(9999, 12, 1)), Node("B", day(1))]
    assert feasible(far, [Link("A", "B", "FS", 30)], TODAY)["B"].feasible == date.max
    for slips in ({}, {"A": 30}):
        with pytest.raises(BeyondCalendar) as refusal:
            feasible(far, [Link("A", "B", "FS", 31)], TODAY, slips)
        assert refusal.value.key == "B"
    assert feasible([Node("A", day(5)), Node("B", day(1))], [Link("A", "B", "FS", -(10**6))], TODAY)["B"].gap == 0


@given(portfolios())
def test_a_node_that_stands_alone_is_told_without_a_network(portfolio: Portfolio) -> None:
    nodes, _ = portfolio
    assert {node.key: alone(node, TODAY) for node in nodes} == feasible(nodes, [], TODAY)


def test_circles_and_unknown_keys_are_refused_by_name() -> None:
    nodes = [Node("A", day(1)), Node("B", day(2))]
    with pytest.raises(Cycle) as circle:
        feasible(nodes, [Link("B", "A"), Link("A", "B")], TODAY)
    assert circle.value.path == ("A", "B", "A")
    with pytest.raises(UnknownKey):
        feasible(nodes, [Link("A", "Z")], TODAY)
    for days in (0, 1):
        with pytest.raises(UnknownKey):
            feasible(nodes, [], TODAY, {"Z": days})
    with pytest.raises(ValueError, match="negative duration: A"):
        feasible([Node("Z", day(1)), Node("A", day(1), duration=-1)], [], TODAY)


def test_a_claim_is_the_last_day_of_the_strongest_word() -> None:
    original, approved = from_edtf("2025"), from_edtf("2026-33")
    forecast, actual = from_edtf("2026-05"), from_edtf("2026-04-30")
    words = {"original": original, "approved": approved, "forecast": forecast, "actual": actual}
    assert claim(**words) == date(2026, 4, 30)
    assert claim(original=original, approved=approved, forecast=forecast) == date(2026, 5, 31)
    assert claim(original=original, approved=approved) == date(2026, 3, 31)
    assert claim(original=original) == date(2025, 12, 31)
    assert claim() is None


def test_a_chain_of_twenty_thousand_is_told_without_recursion() -> None:
    keys = [f"{number:06}" for number in range(20_000)]
    nodes = [Node(keys[0], day(30)), *(Node(key, day(10)) for key in keys[1:])]
    found = feasible(nodes, [Link(a, b) for a, b in pairwise(keys)], TODAY)
    assert found[keys[-1]].gap == 20
    assert len(found[keys[-1]].chain) == len(keys) - 1
