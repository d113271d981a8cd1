"""Money: what became of each sum, and of each initiative's amounts. Only like is added to like, as in økonomi: a sum is
of one year, kind and price level, real or example, and a programme is never added to its parts.

A sum's change is reckoned from the amounts that differ. What stands still cancels out, however inexact it is; so the
change is often surer than the sums.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.domain.facts import BudgetFact, Slice
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair
from reporting.domain.figures.economy_lines import Entry, Place, entries
from reporting.domain.memo import once
from reporting.domain.money import MoneyKey, Sum, is_example, key_of, newest, total, year_of
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SumChange(Change):
    """The sum of a year's like amounts. `low` and `high` bound the change in kroner, None where nothing does."""

    key: MoneyKey
    year: int
    before: Sum | None
    after: Sum | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange(Change):
    """The like amounts of one initiative, year, scope and source; or one amount that covers anything else than a year
    (`year` is None). `line` is the newest of them. `before` and `after` are None where nothing was told."""

    key: MoneyKey
    year: int | None
    line: BudgetFact
    before: Sum | None
    after: Sum | None
    low: int | None
    high: int | None

    @property
    def subject(self) -> str:
        """What the amount is for."""
        return self.line.what

    @property
    def language(self) -> str:
        """The language it is told in."""
        return self.line.language


def money_changes(pair: Pair) -> tuple[Change, ...]:
    """Sums first, by year and kind; then amounts."""
    return (*_sums(pair), *_amounts(pair))


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

Cell = tuple[MoneyKey, int]
Values = tuple[object, ...]


def _sums(pair: Pair) -> Iterator[SumChange]:
    before, after = _counted(pair.before), _counted(pair.after)
    touched = {before[uid][0] for uid in before.keys() - after.keys()}
    for uid, held in after.items():
        was = before.get(uid)
        if was != held:
            touched |= {held[0], was[0]} if was else {held[0]}
    then, now = _lines(pair.before, touched), _lines(pair.after, touched)
    for cell in sorted(touched, key=lambda cell: (cell[1], cell[0].order)):
        old, new = then.get(cell, []), now.get(cell, [])
        known = {each.uid: each for each in old}
        stays = {each.uid for each in new if (same := known.get(each.uid)) and _values(same) == _values(each)}
        low, high = _moved([each for each in old if each.uid not in stays], [e for e in new if e.uid not in stays])
        yield SumChange(
            kind=_kind(low, high, Kind.SUM_MORE, Kind.SUM_LESS, Kind.SUM_OTHER),
            size=max(abs(low or 0), abs(high or 0)),
            example=cell[0].example,
            key=cell[0],
            year=cell[1],
            before=total(old) if old else None,
            after=total(new) if new else None,
            low=low,
            high=high,
        )


def _counted(record: Record) -> Mapping[str, tuple[Cell, Values]]:
    """uid of an amount in a sum → which sum, and what decides it; found once per record."""

    def made() -> dict[str, tuple[Cell, Values]]:
        held = (each for each in entries(record) if each.place is Place.COUNTED)
        return {each.line.uid: (_cell(each), _values(each.line)) for each in held}

    return once(record, "diff amounts in sums", made)


def _cell(entry: Entry) -> Cell:
    return entry.key, entry.year or 0


def _lines(record: Record, touched: set[Cell]) -> dict[Cell, list[BudgetFact]]:
    found: dict[Cell, list[BudgetFact]] = defaultdict(list)
    for each in entries(record) if touched else ():
        if each.place is Place.COUNTED and (cell := _cell(each)) in touched:
            found[cell].append(each.line)
    return found


def _values(line: BudgetFact) -> Values:
    return line.amount, line.low, line.high, line.qualifier


def _moved(old: Sequence[BudgetFact], new: Sequence[BudgetFact]) -> tuple[int | None, int | None]:
    """At least and at most of what came less what went. A withheld amount leaves that side open."""
    gone, came = total(old), total(new)
    low = None if gone.withheld or gone.high is None else came.low - gone.high
    high = None if came.withheld or came.high is None else came.high - gone.low
    return low, high


def _kind(low: int | None, high: int | None, more: Kind, less: Kind, other: Kind) -> Kind:
    if low is not None and low > 0:
        return more
    if high is not None and high < 0:
        return less
    return other


# ── amounts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _amounts(pair: Pair) -> Iterator[AmountChange]:
    before, after = _told(pair.before), _told(pair.after)
    for then, now in pair.both:
        if before[then.uid] != after[now.uid]:
            yield from _of_one(pair, then, now)
    for part in pair.fresh:
        yield from _of_one(pair, None, part)
    for part in pair.gone:
        yield from _of_one(pair, part, None)


def _told(record: Record) -> Mapping[str, Values]:
    """uid of an initiative → all that decides what its amounts are; found once per record."""
    parts = record.state.slices.values()
    return once(record, "diff amounts", lambda: {each.uid: tuple(map(_whole, each.budget)) for each in parts})


def _whole(line: BudgetFact) -> Values:
    place = (line.uid, line.kind, line.measure, line.price_level, line.scope, line.funding, line.addable, line.basis)
    return (*place, line.covers_from, line.covers_to, *_values(line))


def _of_one(pair: Pair, then: Slice | None, now: Slice | None) -> Iterator[AmountChange]:
    before, after = (_placed(each) if each else {} for each in (then, now))
    part = now or then
    for place in sorted({*before, *after}, key=repr) if part else ():
        old, new = before.get(place, []), after.get(place, [])
        if part and sorted(map(_values, old), key=repr) != sorted(map(_values, new), key=repr):
            yield _amount(pair, part, old, new)


def _placed(part: Slice) -> dict[object, list[BudgetFact]]:
    """Amounts that are versions of one, and those that stand alone."""
    found: dict[object, list[BudgetFact]] = defaultdict(list)
    for line in part.budget:
        year = year_of(line)
        alone = year is None or not line.addable
        found[line.uid if alone else (key_of(part, line), year, line.scope, line.funding)].append(line)
    return {place: newest(lines) for place, lines in found.items()}


def _amount(pair: Pair, part: Slice, old: Sequence[BudgetFact], new: Sequence[BudgetFact]) -> AmountChange:
    line = (new or old)[-1]
    low, high = _moved(old, new)
    ref = pair.ref(part.uid)
    key = key_of(part, line)
    return AmountChange(
        kind=_kind(low, high, Kind.AMOUNT_MORE, Kind.AMOUNT_LESS, Kind.AMOUNT_OTHER),
        part=ref,
        known=line.as_of.latest if new and line.as_of else None,
        size=max(abs(low or 0), abs(high or 0)),
        example=is_example(part, line),
        key=key,
        year=year_of(line),
        line=line,
        before=total(old) if old else None,
        after=total(new) if new else None,
        low=low,
        high=high,
    )
