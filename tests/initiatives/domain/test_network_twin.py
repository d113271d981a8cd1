"""Schedule and feasible dates of networks of sixty, with several links between the same two, against a slow twin.

The twin knows nothing of topological order: it takes the table of the four types word for word, and relaxes one bound
after the other until none is broken (Bellman 1958, Ford 1956). What is late and what is free follows by definition:
move one and see.
"""

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from initiatives.domain.feasible import Node, feasible
from initiatives.domain.schedule import Activity, Link, compute

TODAY = date(2026, 3, 1)
SIZE, LINKS = 60, 150
TYPES = ("FS", "SS", "FF", "SF")
seeds = pytest.mark.parametrize("seed", range(10))


def links_of(luck: random.Random, keys: list[str]) -> list[Link]:
    """Links forward in a hidden order, some of them between the same two, in no order."""
    hidden = luck.sample(keys, len(keys))
    pairs = [sorted(luck.sample(range(SIZE), 2)) for _ in range(LINKS - 30)]
    pairs += luck.sample(pairs, 30)
    return [Link(hidden[a], hidden[b], luck.choice(TYPES), luck.randint(-20, 20)) for a, b in pairs]


def activities_of(luck: random.Random) -> list[Activity]:
    floors = [None, None, None, -4, 0, 7, 40]
    return [Activity(f"{n:02}", max(0, luck.randint(-4, 15)), luck.choice(floors)) for n in range(SIZE)]


def relaxed(floor: Mapping[str, int], work: Mapping[str, int], links: list[Link]) -> dict[str, int]:
    """The least starts from the floors on that break no link."""
    start = dict(floor)
    broken = True
    while broken:
        broken = False
        for link in links:
            p, s = link.predecessor, link.successor
            give = start[p] + (work[p] if link.type in ("FS", "FF") else 0)
            least = give + link.lag - (work[s] if link.type in ("FF", "SF") else 0)
            if start[s] < least:
                start[s], broken = least, True
    return start


@seeds
def test_the_schedule_is_the_twins(seed: int) -> None:
    luck = random.Random(seed)
    activities = activities_of(luck)
    links = links_of(luck, [each.key for each in activities])
    found = compute(activities, links)
    work = {each.key: each.duration for each in activities}
    floor = {each.key: max(0, each.not_before or 0) for each in activities}
    early = relaxed(floor, work, links)
    assert found.early_start == early
    assert found.early_finish == {key: day + work[key] for key, day in early.items()}
    assert found.length == max(found.early_finish.values())

    def after(key: str, days: int) -> tuple[int, bool]:
        """The length, and whether another one's start moves, when one starts so many days later."""
        moved = relaxed({**floor, key: early[key] + days}, work, links)
        length = max(day + work[each] for each, day in moved.items())
        return length, any(moved[each] != early[each] for each in early if each != key)

    for key, days in work.items():
        total, free = found.total_float[key], found.free_float[key]
        assert found.late_start[key] == early[key] + total
        assert found.late_finish[key] == found.late_start[key] + days
        assert after(key, total)[0] == found.length < after(key, total + 1)[0]
        assert after(key, free) == (found.length, False)
        assert after(key, free + 1) != (found.length, False)
    assert found.critical == {key for key in work if found.total_float[key] == 0}


def nodes_of(luck: random.Random) -> list[Node]:
    """Reached, overdue, undated and others."""

    def maybe(share: float, first: int, last: int) -> date | None:
        return TODAY + timedelta(days=luck.randint(first, last)) if luck.random() < share else None

    return [
        Node(
            f"{n:02}",
            claimed=maybe(0.7, -30, 90),
            actual=maybe(0.15, -60, 0),
            duration=max(0, luck.randint(-4, 15)),
            not_before=maybe(0.2, -20, 60),
        )
        for n in range(SIZE)
    ]


def definition(nodes: list[Node], links: list[Link], held: Mapping[str, date]) -> dict[str, date | None]:
    """The feasible dates: every bound of the definition is applied until none is broken."""
    by_key = {node.key: node for node in nodes}
    found: dict[str, date | None] = {}
    for node in nodes:
        words = [node.claimed, held.get(node.key)]
        words.append(node.not_before and node.not_before + timedelta(days=node.duration))
        known = [word for word in words if word]
        found[node.key] = node.actual or (max([*known, TODAY]) if known else None)
    broken = True
    while broken:
        broken = False
        for link in links:
            p, s, day = by_key[link.predecessor], by_key[link.successor], found[link.predecessor]
            if day is None or s.actual:
                continue
            give = day - timedelta(days=0 if link.type in ("FS", "FF") else p.duration)
            least = give + timedelta(days=link.lag + (s.duration if link.type in ("FS", "SS") else 0))
            now = found[s.key]
            if now is None or now < least:
                then = max(least, TODAY)
                broken = broken or then != now
                found[s.key] = then
    return found


@seeds
def test_the_feasible_dates_are_the_twins_with_slips_and_without(seed: int) -> None:
    luck = random.Random(seed)
    nodes = nodes_of(luck)
    links = links_of(luck, [node.key for node in nodes])
    found = {key: each.feasible for key, each in feasible(nodes, links, TODAY).items()}
    assert found == definition(nodes, links, {})
    can_slip = [node.key for node in nodes if not node.actual and found[node.key]]
    slips = {key: luck.randint(1, 60) for key in luck.sample(can_slip, 5)}
    held = {key: day + timedelta(days=slips[key]) for key, day in found.items() if key in slips and day}
    slipped = {key: each.feasible for key, each in feasible(nodes, links, TODAY, slips).items()}
    assert slipped == definition(nodes, links, held)
