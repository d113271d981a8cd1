"""Money by year: one row per kind, only like added to like.

A sum holds amounts of one kind, one price level and one calendar year, real ones and examples apart. A programme's and
its parts' amounts are never added together: the programme's count. What may not be added, spans several years or has
no year is counted beside the sums, never in them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.facts import BudgetFact, Slice
from initiatives.domain.vocabulary import Basis, MoneyKind, MoneyMeasure, Qualifier
from reporting.domain.figures.overview_ground import Ground

COLUMNS = 4  # years shown
REAL = 2  # of them at least, where there are real amounts
KINDS = {each: rank for rank, each in enumerate(MoneyKind)}


class MoneyKey(NamedTuple):
    """What a row of sums has in common."""

    kind: str
    price_level: int | None
    example: bool


class Sum(NamedTuple):
    """Whole kroner: `low` equals `high` unless an interval is in it. `lines` are added; `withheld` are not, so that
    the sum is «at least»; `open` says that some line is «over», «about» or «up to»."""

    low: int
    high: int
    lines: int
    withheld: int
    open: bool


@dataclass(frozen=True, slots=True)
class Money:
    """`rows`: key → year → sum, in the order of kinds, real before example. `beside` counts the amounts left out."""

    years: tuple[int, ...]
    rows: tuple[tuple[MoneyKey, dict[int, Sum]], ...]
    beside: int
    lines: int


Told = dict[tuple[MoneyKey, int], dict[str, list[BudgetFact]]]


def money(ground: Ground) -> Money:
    """Sums of the years nearest to today that have any amount."""
    told: Told = defaultdict(lambda: defaultdict(list))
    lines = beside = 0
    for part in ground.record.state.ordered:
        for line in part.budget:
            lines += 1
            year = _year(line)
            if year is None or not line.addable:
                beside += 1
                continue
            example = part.example or line.basis == Basis.EXAMPLE
            told[MoneyKey(line.kind, line.price_level, example), year][part.uid].append(line)
    today = ground.record.state.today.year
    near = _near(told, today)
    sums: dict[MoneyKey, dict[int, Sum]] = defaultdict(dict)
    for (key, year), parts in told.items():
        if year in near:
            sums[key][year] = _sum([line for part in _highest(parts, ground) for line in parts[part]])
    ordered = sorted(sums.items(), key=lambda row: (row[0].example, KINDS[MoneyKind(row[0].kind)], row[0][1] or 0))
    return Money(tuple(sorted(near)), tuple(ordered), beside, lines)


def _near(told: Told, today: int) -> list[int]:
    """The years nearest to today; the nearest ones with real amounts are among them, however old."""
    every = sorted({year for _, year in told}, key=lambda year: (abs(year - today), -year))
    real = {year for key, year in told if not key.example}
    first = [year for year in every if year in real][:REAL]
    return [*first, *(year for year in every if year not in first)][:COLUMNS]


def _year(line: BudgetFact) -> int | None:
    """The calendar year an amount of a period lies within."""
    if line.measure != MoneyMeasure.PERIOD or line.covers_from is None or line.covers_to is None:
        return None
    return line.covers_from.year if line.covers_from.year == line.covers_to.year else None


def _highest(parts: dict[str, list[BudgetFact]], ground: Ground) -> Iterator[str]:
    """Those with no programme above them in the same sum."""
    slices = ground.record.state.slices
    for uid in parts:
        seen = {uid}
        above = slices[uid].whole
        while above and above not in seen and above not in parts:
            seen.add(above)
            above = _whole(slices.get(above))
        if not above or above == uid or above not in parts:
            yield uid


def _whole(part: Slice | None) -> str | None:
    return part.whole if part else None


def _sum(lines: list[BudgetFact]) -> Sum:
    low = high = withheld = added = 0
    for line in lines:
        least = line.amount if line.amount is not None else line.low
        most = line.amount if line.amount is not None else line.high
        if isinstance(least, int) and isinstance(most, int):
            low, high, added = low + least, high + most, added + 1
        else:
            withheld += 1
    exact = all(each.qualifier in (Qualifier.EQUAL, Qualifier.RANGE) for each in lines)
    return Sum(low, high, added, withheld, not exact)
