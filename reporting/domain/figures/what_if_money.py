"""The amounts of the initiatives a what-if hits, in the years it hits them. Only like is added to like."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.domain.facts import BudgetFact
from reporting.domain.figures.economy_lines import Place, entries, years_of
from reporting.domain.money import MoneyKey, Sum, total
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class MoneyHit:
    """`rows`: key → year → sum, real before example. `by_part`: uid of an initiative → its own sums. `pairs` counts
    initiatives times years with an amount; `beside` the amounts that touch the years and are in no sum; `inside` those
    that a programme among the hit holds already; `without` the initiatives no amount of those years is stated of."""

    years: tuple[int, ...]
    rows: tuple[tuple[MoneyKey, Mapping[int, Sum]], ...]
    by_part: Mapping[str, tuple[tuple[MoneyKey, int, Sum], ...]]
    pairs: int
    beside: int
    inside: int
    without: tuple[str, ...]

    @property
    def withheld(self) -> bool:
        """Whether some amount is withheld from this reader."""
        return any(sum.withheld for _, years in self.rows for sum in years.values())


Lines = dict[tuple[MoneyKey, int], list[BudgetFact]]


def money_hit(record: Record, years: Mapping[str, range]) -> MoneyHit:
    """The money of these initiatives, each in the years it is hit."""
    sums: Lines = defaultdict(list)
    own: dict[str, Lines] = {uid: defaultdict(list) for uid in years}
    beside = inside = 0
    for each in entries(record, list(years)):
        hit = years[each.part.uid]
        if each.place in (Place.UNLIKE, Place.APART):
            beside += any(year in hit for year in years_of(each.line))
        elif each.year in hit and each.year is not None and each.place is not Place.OLDER:
            own[each.part.uid][each.key, each.year].append(each.line)
            if each.place is Place.INSIDE:
                inside += 1
            else:
                sums[each.key, each.year].append(each.line)
    return MoneyHit(
        tuple(sorted({year for _, year in sums})),
        _by_key(sums),
        {uid: _own(lines) for uid, lines in own.items()},
        sum(len({year for _, year in lines}) for lines in own.values()),
        beside,
        inside,
        tuple(uid for uid, lines in own.items() if not lines),
    )


def _by_key(sums: Lines) -> tuple[tuple[MoneyKey, Mapping[int, Sum]], ...]:
    rows: dict[MoneyKey, dict[int, Sum]] = defaultdict(dict)
    for (key, year), lines in sums.items():
        rows[key][year] = total(lines)
    return tuple((key, rows[key]) for key in sorted(rows, key=lambda key: key.order))


def _own(lines: Lines) -> tuple[tuple[MoneyKey, int, Sum], ...]:
    ordered = sorted(lines, key=lambda each: (each[1], each[0].order))
    return tuple((key, year, total(lines[key, year])) for key, year in ordered)
