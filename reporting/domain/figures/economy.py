"""Money as numbers and references: sums by kind and year, by who pays, by initiative; what stands apart; the budget
beside what came of it; and every amount behind it all.

Only like is added to like (see `reporting.domain.money`); everything asked for is shown, in a sum or beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import BudgetFact, Slice
from reporting.domain.figures.economy_compare import Compared, compare
from reporting.domain.figures.economy_lines import NOT_STATED, Entry, Place, Wanted, entries, years_of
from reporting.domain.memo import once
from reporting.domain.money import LAST, RANK, MoneyKey, Sum, total
from reporting.domain.record import Record

__all__ = ["NOT_STATED", "Apart", "Cell", "Economy", "Entry", "Of", "Place", "Row", "Wanted", "economy", "years_of"]


KEPT = 12
"""Selections kept per record."""


class Cell(NamedTuple):
    """What is told of a year: the sum of what counts, and the amounts that may not be added."""

    sum: Sum | None
    unlike: tuple[BudgetFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Like amounts by year. `above` is the programme whose amounts hold all of the row's, "" where none does."""

    key: MoneyKey
    cells: Mapping[int, Cell]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Of:
    """The rows of one funding source or one initiative; `uid` is None for amounts of which no source is stated."""

    uid: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Amounts of the very same sort that cover anything else than one calendar year: of one initiative, kind, measure,
    stretch, day and scope. `sum` is None where they may not be added."""

    part: Slice
    key: MoneyKey
    measure: str
    scope: str
    line: BudgetFact
    lines: tuple[BudgetFact, ...]
    sum: Sum | None


@dataclass(frozen=True)
class Economy:
    """Everything the page shows. `places` counts the amounts by place, `examples` the invented ones among them."""

    years: tuple[int, ...]
    kinds: tuple[Row, ...]
    funding: tuple[Of, ...]
    initiatives: tuple[Of, ...]
    apart: tuple[Apart, ...]
    compared: tuple[Compared, ...]
    entries: Sequence[Entry]
    places: Mapping[Place, int]
    examples: int


def economy(record: Record, wanted: Wanted | None = None, uids: Collection[str] | None = None) -> Economy:
    """The money of some initiatives, as far as it is asked for. All of it is reckoned once per record, and so are the
    last few selections."""
    kept: dict[object, Economy] = once(record, "economy", dict)
    asked = (wanted or Wanted(), None if uids is None else tuple(uids))
    if asked not in kept:
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        held = entries(record, uids)
        kept[asked] = _economy(record, [each for each in held if wanted.holds(each)] if wanted else held)
    return kept[asked]


def _economy(record: Record, held: Sequence[Entry]) -> Economy:
    yearly = [each for each in held if each.year is not None]
    return Economy(
        years=tuple(sorted({each.year for each in yearly if each.year})),
        kinds=_rows(each for each in yearly if each.place in (Place.COUNTED, Place.UNLIKE)),
        funding=_by_funding(yearly, record),
        initiatives=_by_initiative(yearly),
        apart=_apart(held),
        compared=compare(held, record.state.slices),
        entries=sorted(held, key=lambda each: each.order),
        places=Counter(each.place for each in held),
        examples=sum(each.key.example for each in held),
    )


def _by_funding(yearly: Iterable[Entry], record: Record) -> tuple[Of, ...]:
    found: dict[str | None, list[Entry]] = defaultdict(list)
    for each in yearly:
        if each.place in (Place.COUNTED, Place.UNLIKE):
            found[each.line.funding].append(each)
    names = {uid: each.name for uid, each in record.state.registers.funding.items()}
    made_up = {uid for uid, lines in found.items() if all(each.key.example for each in lines)}
    ordered = sorted(found, key=lambda uid: (uid in made_up, uid is None, names.get(uid or "", "")))
    return tuple(Of(uid, _rows(found[uid])) for uid in ordered)


def _by_initiative(yearly: Iterable[Entry]) -> tuple[Of, ...]:
    found: dict[str, list[Entry]] = defaultdict(list)
    order: dict[str, tuple[bool, str]] = {}
    for each in yearly:
        if each.place is not Place.OLDER:
            found[each.part.uid].append(each)
            order[each.part.uid] = (each.part.example, each.part.code)
    return tuple(Of(uid, _rows(found[uid])) for uid in sorted(found, key=order.__getitem__))


def _rows(held: Iterable[Entry]) -> tuple[Row, ...]:
    """A row per key, in their order."""
    told: dict[MoneyKey, dict[int, tuple[list[BudgetFact], list[BudgetFact]]]] = {}
    above: dict[MoneyKey, set[str]] = {}
    for each in held:
        if each.year is None:
            continue
        lists = told.setdefault(each.key, {}).setdefault(each.year, ([], []))
        lists[each.place is Place.UNLIKE].append(each.line)
        above.setdefault(each.key, set()).add(each.above or "")
    return tuple(
        Row(
            key,
            {year: Cell(total(added) if added else None, tuple(unlike)) for year, (added, unlike) in told[key].items()},
            min(above[key]),  # "" comes first: a row that counts somewhere is not wholly held by another
        )
        for key in sorted(told, key=lambda key: key.order)
    )


Sort = tuple[str, MoneyKey, str, str, str, object, object, PartialDate | None]


def _apart(held: Iterable[Entry]) -> tuple[Apart, ...]:
    found: dict[object, list[Entry]] = defaultdict(list)
    for each in held:
        if each.year is None:
            found[_sort(each) if each.place is Place.APART else each.line.uid].append(each)
    groups = [_group(group) for group in found.values()]
    return tuple(sorted(groups, key=lambda one: (one.part.example, one.part.code, _rank(one), one.line.key)))


def _sort(each: Entry) -> Sort:
    line = each.line
    covers = (line.covers_from, line.covers_to)
    return (each.part.uid, each.key, line.measure, line.scope, line.kind_as_stated, *covers, line.as_of)


def _group(group: Sequence[Entry]) -> Apart:
    first, lines = group[0], tuple(each.line for each in group)
    addable = first.place is Place.APART
    return Apart(
        first.part,
        first.key,
        first.line.measure,
        first.line.scope,
        first.line,
        lines,
        total(lines) if addable else None,
    )


def _rank(one: Apart) -> int:
    return RANK.get(one.key.kind, LAST)
