"""The critical path: earliest and latest times of activities under FS, SS, FF and SF links with lags.

Times are whole calendar days from the floor 0; there is no working calendar. The early starts are the least solution of
all bounds with S ≥ max(0, not_before), the late starts the greatest with every finish ≤ length. A directed circle has
no meaning whatever its lags and raises Cycle. The loops compare instead of calling max and min: with 90,000 links that
is a fifth of the time. (Kelley & Walker 1959; the four link types: Fondahl 1961.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from initiatives.domain.graph import Cycle
from initiatives.domain.network import ByKey, Link, Network, UnknownKey, network, weights

__all__ = ["Activity", "Cycle", "Link", "Schedule", "UnknownKey", "compute"]


@dataclass(frozen=True, slots=True)
class Activity:
    """Work of `duration` ≥ 0 days that does not start before day `not_before`."""

    key: str
    duration: int
    not_before: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days per key. Total float is how far the start can move without moving the end of all; critical is total float
    0; free float how far it can move without moving any other early start, nor the end of all."""

    length: int
    critical: frozenset[str]
    early_start: Mapping[str, int]
    early_finish: Mapping[str, int]
    late_start: Mapping[str, int]
    late_finish: Mapping[str, int]
    total_float: Mapping[str, int]
    free_float: Mapping[str, int]


def compute(activities: Iterable[Activity], links: Iterable[Link]) -> Schedule:
    """The schedule of the activities. Raises Cycle, UnknownKey, and ValueError for a repeated key, a negative duration
    or an unknown link type."""
    held = list(activities)
    durations = [each.duration for each in held]
    if min(durations, default=0) < 0:
        raise ValueError(f"negative duration: {next(each.key for each in held if each.duration < 0)}")
    net = network((each.key for each in held), links)
    weight = weights(net, durations)
    early = _early(net, weight, [max(0, each.not_before or 0) for each in held])
    finish = [start + days for start, days in zip(early, durations, strict=True)]
    length = max(finish, default=0)
    late = _late(net, weight, [length - days for days in durations])
    total = [latest - start for latest, start in zip(late, early, strict=True)]
    ending = [length - day for day in finish]
    return Schedule(
        length=length,
        critical=frozenset(key for key, room in zip(net.index, total, strict=True) if not room),
        early_start=ByKey(net.index, early),
        early_finish=ByKey(net.index, finish),
        late_start=ByKey(net.index, late),
        late_finish=ByKey(net.index, [start + days for start, days in zip(late, durations, strict=True)]),
        total_float=ByKey(net.index, total),
        free_float=ByKey(net.index, _free(net, weight, early, ending)),
    )


def _early(net: Network, weight: list[int], start: list[int]) -> list[int]:
    """The floors, raised to the least starts that all links allow."""
    tail, head = net.tail, net.head
    for link in net.sequence:
        bound = start[tail[link]] + weight[link]
        if bound > start[head[link]]:
            start[head[link]] = bound
    return start


def _late(net: Network, weight: list[int], start: list[int]) -> list[int]:
    """The ceilings, lowered to the greatest starts that all links allow."""
    tail, head = net.tail, net.head
    for link in reversed(net.sequence):
        bound = start[head[link]] - weight[link]
        if bound < start[tail[link]]:
            start[tail[link]] = bound
    return start


def _free(net: Network, weight: list[int], early: list[int], room: list[int]) -> list[int]:
    """The room up to the end of all, narrowed by the slack of each link that leaves."""
    for p, s, w in zip(net.tail, net.head, weight, strict=True):
        slack = early[s] - early[p] - w
        if slack < room[p]:
            room[p] = slack
    return room
