"""Time as columns: which periods, and where those that nobody has dated stand between them.

An undated node stands in a lane of its own before, between or after periods, never under a date. Only where its givers
and receivers leave no other place does it stand in a period, and then it says that it is not dated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reporting.domain.figures.coordination_layout_values import Lane

HALF, YEAR, TWO, FIVE = 6, 12, 24, 60  # months in a period
STEPS = (HALF, YEAR, TWO, FIVE)
COARSE = {TWO: 2, FIVE: 1}  # one node in so many is told too coarsely
AFAR = 2  # how much more is hidden of one that is gathered with those before or after all periods
FULL = 2  # nodes a half-year must hold, on the average: years are what people speak of
BARE = 3  # with more than one of so many dated on a year's last day, half-years would say more than is known

Pair = tuple[str, str]


class Stage(NamedTuple):
    """A heading and the nodes under it: a lane, or a period with None where it is open."""

    lane: Lane | None
    first: date | None
    last: date | None
    keys: tuple[str, ...]


class Offer(NamedTuple):
    """Stages, and about how many nodes they tell less than is known."""

    stages: list[Stage]
    loss: int


def by_time(order: Sequence[str], when: Mapping[str, date], forward: Iterable[Pair], most: int) -> Iterator[Offer]:
    """Ways to make stages for nodes in an order in which nobody stands before who gives to them; each has at most
    `most`, which is three or more."""
    around = _Around(order, when, tuple(sorted(forward)))
    for step in STEPS:
        for fold in (False, True):
            yield from _offered(around, step, most, fold=fold)


class _Around(NamedTuple):
    order: Sequence[str]
    when: Mapping[str, date]
    forward: Sequence[Pair]


def _offered(around: _Around, step: int, most: int, *, fold: bool) -> Iterator[Offer]:
    """The stages of a step, with as many periods of their own as fit; what lies beyond is gathered at the ends. With
    `fold`, undated nodes between periods join the period before them."""
    index = {key: _index(day, step) for key, day in around.when.items()}
    used = sorted(set(index.values()))
    if step == HALF and not _half_years_tell(around.when.values(), len(used)):
        return
    for room in range(min(len(used), most), 0, -1):
        chosen, gathered = _gathered(used, list(index.values()), room)
        period = {key: min(max(value, chosen[0]), chosen[-1]) for key, value in index.items()}
        stages = _stages(around, period, chosen, step, fold=fold)
        if len(stages) <= most:
            drifting = sum(len(stage.keys) for stage in stages if stage.lane is None) - len(index)
            coarse = len(index) // COARSE[step] if step in COARSE else 0
            yield Offer(_opened(stages, used, chosen, step), AFAR * gathered + drifting + coarse)
            return


def _half_years_tell(days: Iterable[date], used: int) -> bool:
    found = list(days)
    bare = sum((day.month, day.day) == (12, 31) for day in found)
    return bare * BARE <= len(found) and len(found) >= FULL * used


def _index(day: date, step: int) -> int:
    return (day.year * 12 + day.month - 1) // step


def _first_day(index: int, step: int) -> date:
    return date(index * step // 12, index * step % 12 + 1, 1)


def _gathered(used: Sequence[int], held: Sequence[int], room: int) -> tuple[list[int], int]:
    """The run of periods that gathers fewest nodes at its ends, the latest of equals; and how many it gathers."""
    runs = [list(used[start : start + room]) for start in range(len(used) - room + 1)]
    lost = [sum(value < run[0] or value > run[-1] for value in held) for run in runs]
    best = min(range(len(runs)), key=lambda index: (lost[index], -index))
    return runs[best], lost[best]


def _opened(stages: Sequence[Stage], used: Sequence[int], chosen: Sequence[int], step: int) -> list[Stage]:
    """The first and last period without an end where they gather what lies beyond."""
    start, end = _first_day(chosen[0], step), _first_day(chosen[-1], step)
    return [
        stage._replace(
            first=None if stage.first == start and used[0] < chosen[0] else stage.first,
            last=None if stage.first == end and used[-1] > chosen[-1] else stage.last,
        )
        for stage in stages
    ]


def _stages(around: _Around, period: Mapping[str, int], chosen: Sequence[int], step: int, *, fold: bool) -> list[Stage]:
    """Periods and the lanes between them, in order."""
    place = {value: 2 * number + 1 for number, value in enumerate(chosen)}
    slot = {key: place[value] for key, value in period.items()}
    slot |= _undated(around, slot, 2 * len(chosen), fold=fold)
    held: dict[int, list[str]] = {}
    for key in around.order:
        held.setdefault(slot[key], []).append(key)
    stages = []
    for number in sorted(held):
        if number % 2:
            value = chosen[number // 2]
            last = _first_day(value + 1, step) - timedelta(1)
            stages.append(Stage(None, _first_day(value, step), last, tuple(held[number])))
        else:
            stages.append(Stage(Lane.UNDATED, None, None, tuple(held[number])))
    return stages


def _undated(around: _Around, slot: Mapping[str, int], end: int, *, fold: bool) -> dict[str, int]:
    """Slots of the undated: odd ones are periods, even ones the lanes before, between and after them."""
    after, before = _bounds(around, slot)
    found, between = {}, []
    for key in around.order:
        if key in slot:
            continue
        low, high = after.get(key), before.get(key)
        if low is None:
            found[key] = 0
        elif high is None:
            found[key] = end
        elif low >= high or fold:
            found[key] = low
        else:
            between.append((high, low, key))
    lane = -1
    for high, low, key in sorted(between):  # as few lanes as reach them all
        if lane < low:
            lane = high - 1
        found[key] = lane
    return found


def _bounds(around: _Around, slot: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The latest dated giver and the earliest dated receiver of each undated node, through others undated."""
    place = {key: index for index, key in enumerate(around.order)}
    straight = [(a, b) for a, b in around.forward if place[a] < place[b]]
    after: dict[str, int] = {}
    before: dict[str, int] = {}
    for a, b in sorted(straight, key=lambda pair: place[pair[0]]):
        low = slot.get(a, after.get(a))
        if b not in slot and low is not None:
            after[b] = max(after.get(b, low), low)
    for a, b in sorted(straight, key=lambda pair: -place[pair[1]]):
        high = slot.get(b, before.get(b))
        if a not in slot and high is not None:
            before[a] = min(before.get(a, high), high)
    return after, before
