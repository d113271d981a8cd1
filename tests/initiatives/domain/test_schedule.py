"""The critical path: networks drawn by hand per link type, and random ones against slow, obvious twins."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.schedule import Activity, Cycle, Link, Schedule, UnknownKey, compute

TYPES = ("FS", "SS", "FF", "SF")
Plan = tuple[list[Activity], list[Link]]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    keys = draw(st.permutations("ABCDEF"))[: draw(st.integers(1, 6))]
    floors = st.none() | st.integers(-3, 12)
    activities = [Activity(key, draw(st.integers(0, 6)), draw(floors)) for key in keys]
    pairs = [(a, b) for i, a in enumerate(keys) for b in keys[i + 1 :]]
    if not pairs:
        return activities, []
    one = st.tuples(st.sampled_from(pairs), st.sampled_from(TYPES), st.integers(-7, 7))
    return activities, [Link(*pair, kind, lag) for pair, kind, lag in draw(st.lists(one, max_size=10))]


def broken(start: dict[str, int], duration: dict[str, int], link: Link) -> int:
    """By how many days the link is broken: the table of the four types, word for word."""
    p, s = link.predecessor, link.successor
    give = start[p] + duration[p] if link.type in ("FS", "FF") else start[p]
    take = start[s] if link.type in ("FS", "SS") else start[s] + duration[s]
    return give + link.lag - take


def earliest(activities: list[Activity], links: list[Link]) -> dict[str, int]:
    """The slow twin: from the floors, push a successor one day at a time until nothing is broken."""
    duration = {each.key: each.duration for each in activities}
    start = {each.key: max(0, each.not_before or 0) for each in activities}
    while any(broken(start, duration, link) > 0 for link in links):
        for link in links:
            if broken(start, duration, link) > 0:
                start[link.successor] += 1
    return start


def latest(activities: list[Activity], links: list[Link], length: int) -> dict[str, int]:
    """The slow twin: from the end, pull a predecessor one day at a time until nothing is broken."""
    duration = {each.key: each.duration for each in activities}
    start = {each.key: length - each.duration for each in activities}
    while any(broken(start, duration, link) > 0 for link in links):
        for link in links:
            if broken(start, duration, link) > 0:
                start[link.predecessor] -= 1
    return start


def moved(activities: list[Activity], links: list[Link], key: str, day: int) -> Schedule:
    """The schedule when one activity starts no earlier than the day."""
    return compute([replace(each, not_before=day) if each.key == key else each for each in activities], links)


@given(plans())
def test_early_starts_are_the_least_that_break_nothing(plan: Plan) -> None:
    activities, links = plan
    found = compute(activities, links)
    assert found.early_start == earliest(activities, links)
    assert found.early_finish == {each.key: found.early_start[each.key] + each.duration for each in activities}
    assert found.length == max(found.early_finish.values())


@given(plans())
def test_late_starts_are_the_greatest_that_keep_the_end(plan: Plan) -> None:
    activities, links = plan
    found = compute(activities, links)
    assert found.late_start == latest(activities, links, found.length)
    assert found.late_finish == {each.key: found.late_start[each.key] + each.duration for each in activities}


@given(plans())
def test_total_float_is_how_far_one_can_move_before_the_end_moves(plan: Plan) -> None:
    activities, links = plan
    found = compute(activities, links)
    for key, room in found.total_float.items():
        assert moved(activities, links, key, found.early_start[key] + room).length == found.length
        assert moved(activities, links, key, found.early_start[key] + room + 1).length > found.length
    assert found.critical == {key for key, room in found.total_float.items() if room == 0}


@given(plans())
def test_free_float_is_how_far_one_can_move_before_anyone_else_or_the_end_does(plan: Plan) -> None:
    activities, links = plan
    found = compute(activities, links)

    def disturbs(key: str, days: int) -> bool:
        after = moved(activities, links, key, found.early_start[key] + days)
        others = all(after.early_start[each] == day for each, day in found.early_start.items() if each != key)
        return not others or after.length != found.length

    for key, room in found.free_float.items():
        assert 0 <= room <= found.total_float[key]
        assert not any(disturbs(key, days) for days in range(room + 1))
        assert disturbs(key, room + 1)


@given(plans().flatmap(lambda plan: st.tuples(st.just(plan), st.permutations(plan[0]), st.permutations(plan[1]))))
def test_the_order_of_the_input_is_irrelevant(case: tuple[Plan, list[Activity], list[Link]]) -> None:
    plan, activities, links = case
    assert compute(activities, links) == compute(*plan)


@pytest.mark.parametrize(
    ("kind", "lag", "early", "late", "free"),
    [
        # P lasts 5, S lasts 3; floors 0
        ("FS", 0, {"P": 0, "S": 5}, {"P": 0, "S": 5}, {"P": 0, "S": 0}),
        ("FS", 2, {"P": 0, "S": 7}, {"P": 0, "S": 7}, {"P": 0, "S": 0}),
        ("FS", -2, {"P": 0, "S": 3}, {"P": 0, "S": 3}, {"P": 0, "S": 0}),
        ("FS", -4, {"P": 0, "S": 1}, {"P": 0, "S": 2}, {"P": 0, "S": 1}),
        ("FS", -9, {"P": 0, "S": 0}, {"P": 0, "S": 2}, {"P": 0, "S": 2}),
        ("SS", 0, {"P": 0, "S": 0}, {"P": 0, "S": 2}, {"P": 0, "S": 2}),
        ("SS", 4, {"P": 0, "S": 4}, {"P": 0, "S": 4}, {"P": 0, "S": 0}),
        ("SS", -4, {"P": 0, "S": 0}, {"P": 0, "S": 2}, {"P": 0, "S": 2}),
        ("FF", 0, {"P": 0, "S": 2}, {"P": 0, "S": 2}, {"P": 0, "S": 0}),
        ("FF", 4, {"P": 0, "S": 6}, {"P": 0, "S": 6}, {"P": 0, "S": 0}),
        ("FF", -1, {"P": 0, "S": 1}, {"P": 0, "S": 2}, {"P": 0, "S": 1}),
        ("SF", 0, {"P": 0, "S": 0}, {"P": 0, "S": 2}, {"P": 0, "S": 2}),
        ("SF", 9, {"P": 0, "S": 6}, {"P": 0, "S": 6}, {"P": 0, "S": 0}),
        ("SF", -9, {"P": 0, "S": 0}, {"P": 0, "S": 2}, {"P": 0, "S": 2}),
    ],
)
def test_each_link_type_bounds_the_successor_as_drawn(
    kind: str, lag: int, early: dict[str, int], late: dict[str, int], free: dict[str, int]
) -> None:
    found = compute([Activity("P", 5), Activity("S", 3)], [Link("P", "S", kind, lag)])
    assert (found.early_start, found.late_start, found.free_float) == (early, late, free)


def test_a_classic_network() -> None:
    """A(3) → B(4) → D(2) and A → C(1) → D: C has three days to spare."""
    activities = [Activity("A", 3), Activity("B", 4), Activity("C", 1), Activity("D", 2)]
    links = [Link("A", "B"), Link("A", "C"), Link("B", "D"), Link("C", "D")]
    found = compute(activities, links)
    assert found.length == 9
    assert found.critical == {"A", "B", "D"}
    assert found.early_start == {"A": 0, "B": 3, "C": 3, "D": 7}
    assert found.late_finish == {"A": 3, "B": 7, "C": 7, "D": 9}
    assert found.total_float == found.free_float == {"A": 0, "B": 0, "C": 3, "D": 0}


def test_a_floor_holds_an_activity_back_and_gives_its_predecessor_room() -> None:
    found = compute([Activity("P", 2), Activity("S", 3, not_before=10)], [Link("P", "S")])
    assert found.early_start == {"P": 0, "S": 10}
    assert found.free_float == {"P": 8, "S": 0}


def test_slack_towards_a_successor_does_not_count_beyond_the_end_of_all() -> None:
    found = compute([Activity("P", 9), Activity("S", 1, not_before=20)], [Link("P", "S", "SS")])
    assert found.length == 21
    assert found.free_float["P"] == found.total_float["P"] == 12


def test_events_without_duration_mean_the_same_for_all_four_types() -> None:
    events = [Activity("P", 0, not_before=4), Activity("S", 0)]
    assert {compute(events, [Link("P", "S", kind, 3)]).early_finish["S"] for kind in TYPES} == {7}


def test_nothing_takes_no_time() -> None:
    assert compute([], []).length == 0


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("lag", [0, -99])
def test_any_circle_is_raised_with_its_path_even_if_its_lags_could_be_met(kind: str, lag: int) -> None:
    activities = [Activity(key, 2) for key in "CBA"]
    with pytest.raises(Cycle) as raised:
        compute(activities, [Link("A", "B", kind, lag), Link("B", "C", kind, lag), Link("C", "B", kind, lag)])
    assert raised.value.path == ("B", "C", "B")


def test_an_activity_that_waits_for_itself_is_a_circle() -> None:
    with pytest.raises(Cycle) as raised:
        compute([Activity("A", 1)], [Link("A", "A")])
    assert raised.value.path == ("A", "A")


def test_a_link_to_something_unknown_is_refused_by_name() -> None:
    with pytest.raises(UnknownKey) as raised:
        compute([Activity("A", 1)], [Link("A", "Z")])
    assert raised.value.key == "Z"


@pytest.mark.parametrize(
    ("activities", "links"),
    [
        ([Activity("B", 1), Activity("A", 1), Activity("A", 2)], []),
        ([Activity("Z", 0), Activity("A", -1), Activity("B", 2)], []),
        ([Activity("A", 1), Activity("B", 1)], [Link("A", "B", "XX")]),
    ],
)
def test_nonsense_is_refused(activities: list[Activity], links: list[Link]) -> None:
    with pytest.raises(ValueError, match=r"repeated key: A|negative duration: A|unknown link type: XX"):
        compute(activities, links)


def test_a_chain_of_twenty_thousand_is_scheduled_without_recursion() -> None:
    keys = [f"{number:06}" for number in range(20_000)]
    links = [Link(a, b) for a, b in itertools.pairwise(keys)]
    found = compute([Activity(key, 1) for key in keys], links)
    assert found.length == len(found.critical) == 20_000
