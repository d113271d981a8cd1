"""Every amount with its place: whether it is in a sum, and if not, why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from initiatives.domain.facts import BudgetFact, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.memo import once
from reporting.domain.money import LAST, RANK, MoneyKey, inside, key_of, newest, year_of
from reporting.domain.record import Record

NOT_STATED = "-"
"""What a filter calls that which no source says."""
NONE: frozenset[str] = frozenset()


class Place(IntEnum):
    """Why an amount is in the sum of its year, or is not."""

    COUNTED = 0
    INSIDE = 1  # a programme's like amount holds it
    OLDER = 2  # the same amount was told anew
    UNLIKE = 3  # may not be added, its note says why
    APART = 4  # covers anything else than one calendar year


class Entry(NamedTuple):
    """An amount, what it is like, the one year it covers, its place, and the programme whose amount holds it."""

    part: Slice
    line: BudgetFact
    key: MoneyKey
    year: int | None
    place: Place
    above: str | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Those in sums first, real before examples; by initiative, kind and year."""
        rank = RANK.get(self.key.kind, LAST)
        return (self.place, self.key.example, self.part.code, rank, self.year or 9999, self.line.key)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which amounts are asked for. An empty filter lets everything through. `price` holds years as text; `NOT_STATED`
    in `price` and `funding` asks for what is not stated. `example` is None for both real and invented ones."""

    kind: frozenset[str] = NONE
    measure: frozenset[str] = NONE
    funding: frozenset[str] = NONE
    price: frozenset[str] = NONE
    year: frozenset[int] = frozenset()
    code: frozenset[str] = NONE
    example: bool | None = None

    def __bool__(self) -> bool:
        sets = (self.kind, self.measure, self.funding, self.price, self.year, self.code)
        return any(sets) or self.example is not None

    def holds(self, entry: Entry) -> bool:
        """Whether an amount is asked for."""
        line = entry.line
        return (
            (self.example is None or entry.key.example == self.example)
            and (not self.kind or line.kind in self.kind)
            and (not self.measure or line.measure in self.measure)
            and (not self.funding or (line.funding or NOT_STATED) in self.funding)
            and (not self.price or str(line.price_level or NOT_STATED) in self.price)
            and (not self.year or not self.year.isdisjoint(years_of(line)))
            and (not self.code or entry.part.code in self.code)
        )


def years_of(line: BudgetFact) -> Collection[int]:
    """The years an amount covers, or was told of."""
    if line.covers_from and line.covers_to:
        return range(line.covers_from.year, line.covers_to.year + 1)
    return range(line.as_of.earliest.year, line.as_of.latest.year + 1) if line.as_of else ()


def entries(record: Record, uids: Collection[str] | None = None) -> Sequence[Entry]:
    """Every amount of some initiatives with its place among them; of all when none are named."""
    if uids is None:
        return once(record, "money entries", lambda: tuple(_placed(record.state, record.state.slices)))
    return tuple(_placed(record.state, uids))


Group = dict[str, list[BudgetFact]]


def _placed(state: PortfolioState, uids: Iterable[str]) -> Iterator[Entry]:
    """Places are found among all amounts of the initiatives, so that a filter on amounts never changes what counts."""
    groups: dict[tuple[MoneyKey, int], Group] = defaultdict(lambda: defaultdict(list))
    slices = state.slices
    for uid in uids:
        part = slices[uid]
        for line in part.budget:
            key, year = key_of(part, line), year_of(line)
            if not line.addable:
                yield Entry(part, line, key, year, Place.UNLIKE)
            elif year is None:
                yield Entry(part, line, key, None, Place.APART)
            else:
                groups[key, year][uid].append(line)
    for (key, year), group in groups.items():
        yield from _of_a_year(key, year, group, state)


def _of_a_year(key: MoneyKey, year: int, group: Group, state: PortfolioState) -> Iterator[Entry]:
    above = inside(group, state.slices)
    for uid, lines in group.items():
        part = state.slices[uid]
        whole = state.slices[above[uid]].code if uid in above else None
        standing = newest(lines)
        for line in lines:
            if not any(line is each for each in standing):
                yield Entry(part, line, key, year, Place.OLDER)
            elif whole:
                yield Entry(part, line, key, year, Place.INSIDE, whole)
            else:
                yield Entry(part, line, key, year, Place.COUNTED)
