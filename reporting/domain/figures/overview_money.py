"""Money by year: one row per kind, only like added to like (see `reporting.domain.money`).

What may not be added, covers anything else than one calendar year or is no amount of a period is counted beside the
sums, never in them.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from initiatives.domain.facts import BudgetFact
from reporting.domain.figures.economy_lines import Place, entries
from reporting.domain.figures.overview_ground import Ground
from reporting.domain.money import MoneyKey, Sum, total

__all__ = ["Money", "MoneyKey", "Sum", "money"]

COLUMNS = 4  # years shown
REAL = 2  # of them at least, where there are real amounts


@dataclass(frozen=True, slots=True)
class Money:
    """`rows`: key → year → sum, in the order of kinds, real before example. `beside` counts the amounts left out."""

    years: tuple[int, ...]
    rows: tuple[tuple[MoneyKey, dict[int, Sum]], ...]
    beside: int
    lines: int


def money(ground: Ground) -> Money:
    """Sums of the years nearest to today that have any amount."""
    told: dict[tuple[MoneyKey, int], list[BudgetFact]] = defaultdict(list)
    beside = 0
    held = entries(ground.record)
    for each in held:
        if each.place is Place.COUNTED and each.year is not None:
            told[each.key, each.year].append(each.line)
        beside += each.place in (Place.UNLIKE, Place.APART)
    near = _near(told, ground.record.state.today.year)
    sums: dict[MoneyKey, dict[int, Sum]] = defaultdict(dict)
    for (key, year), lines in told.items():
        if year in near:
            sums[key][year] = total(lines)
    ordered = sorted(sums.items(), key=lambda row: row[0].order)
    return Money(tuple(sorted(near)), tuple(ordered), beside, len(held))


def _near(told: Collection[tuple[MoneyKey, int]], today: int) -> list[int]:
    """The years nearest to today; the nearest ones with real amounts are among them, however old."""
    every = sorted({year for _, year in told}, key=lambda year: (abs(year - today), -year))
    real = {year for key, year in told if not key.example}
    first = [year for year in every if year in real][:REAL]
    return [*first, *(year for year in every if year not in first)][:COLUMNS]
