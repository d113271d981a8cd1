"""The critical path: earliest and latest times of activities under FS, SS, FF and SF links with lags.

Times are whole calendar days from the floor 0; there is no working calendar. The early starts are the least solution of
all bounds with S ≥ max(0, not_before), the late starts the greatest with every finish ≤ length. A directed circle has
no meaning whatever its lags and raises Cycle. The loops compare instead of calling max and min: with 90,000 links that
is a fifth of the time. (Kelley & Walker 1959; the four link types: Fondahl 1961.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from operator import add, not_, sub

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
    steps = _steps(net, weights(net, durations))
    early = _early(steps, [floor if (floor := each.not_before) and floor > 0 else 0 for each in held])
    finish = list(map(add, early, durations))
    length = max(finish, default=0)
    late, undisturbing = _late(steps, early, [length - days for days in durations])
    total = list(map(sub, late, early))
    return Schedule(
        length=length,
        critical=frozenset(compress(net.index, map(not_, total))),
        early_start=ByKey(net.index, early),
        early_finish=ByKey(net.index, finish),
        late_start=ByKey(net.index, late),
        late_finish=ByKey(net.index, list(map(add, late, durations))),
        total_float=ByKey(net.index, total),
        free_float=ByKey(net.index, list(map(sub, undisturbing, early))),
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """The links as lists of predecessors, successors and weights, each after all that enter its predecessor. Put in
    that order once: to follow the numbers in `sequence` on every walk takes twice as long."""

    tail: list[int]
    head: list[int]
    weight: list[int]


def _steps(net: Network, weight: list[int]) -> _Steps:
    order = net.sequence
    return _Steps([net.tail[n] for n in order], [net.head[n] for n in order], [weight[n] for n in order])


def _early(steps: _Steps, start: list[int]) -> list[int]:
    """The floors, raised to the least starts that all links allow."""
    for p, s, w in zip(steps.tail, steps.head, steps.weight, strict=True):
        bound = start[p] + w
        if bound > start[s]:
            start[s] = bound
    return start


def _late(steps: _Steps, early: list[int], ceiling: list[int]) -> tuple[list[int], list[int]]:
    """The ceilings, lowered to the greatest starts that all links allow; and to the greatest that move no other early
    start."""
    late, undisturbing = list(ceiling), ceiling
    back = reversed(steps.tail), reversed(steps.head), reversed(steps.weight)
    for p, s, w in zip(*back, strict=True):
        bound = late[s] - w
        if bound < late[p]:
            late[p] = bound
        bound = early[s] - w
        if bound < undisturbing[p]:
            undisturbing[p] = bound
    return late, undisturbing
