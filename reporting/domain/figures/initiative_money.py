"""The money of one initiative by kind and year. Only like is added to like: lines that differ in nothing but who pays.

A frame that a forecast or what has been spent passes is told, never subtracted from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.domain.facts import BudgetFact, Slice, Withheld
from initiatives.domain.vocabulary import Basis, MoneyKind, MoneyMeasure, Qualifier

ORDER = (
    *(MoneyKind.FRAME, MoneyKind.DECIDED, MoneyKind.GRANTED, MoneyKind.BUDGET, MoneyKind.COMMITTED, MoneyKind.FUNDING),
    *(MoneyKind.FORECAST, MoneyKind.ACTUAL, MoneyKind.ESTIMATE, MoneyKind.AUTHORISED, MoneyKind.RESERVE),
    MoneyKind.PROPOSED,
)
_RANK = {each: rank for rank, each in enumerate(ORDER)}
_PASSING = (MoneyKind.FORECAST, MoneyKind.ACTUAL)
_WHOLE = (MoneyMeasure.TOTAL, MoneyMeasure.ACCUMULATED)


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole kroner: one amount, an interval, or withheld. `at_least` when a part of a sum is withheld."""

    amount: "int | Withheld | None" = None
    low: "int | Withheld | None" = None
    high: "int | Withheld | None" = None
    qualifier: str = Qualifier.EQUAL
    at_least: bool = False

    @property
    def least(self) -> int | None:
        """At least so much, None when that is not known."""
        low = self.amount if self.amount is not None else self.low
        return low if isinstance(low, int) and self.qualifier != Qualifier.UP_TO else None

    @property
    def size(self) -> int | None:
        """Where a bar ends, None when nothing may be drawn."""
        high = self.amount if self.amount is not None else self.high
        return high if isinstance(high, int) else None

    @property
    def withheld(self) -> Withheld | None:
        """By what law, when it is withheld."""
        return next((each for each in (self.amount, self.low, self.high) if isinstance(each, Withheld)), None)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Like lines and their sum; most rows hold one line. Years are those covered, else the one it stood at."""

    lines: tuple[BudgetFact, ...]
    amount: Amount
    first_year: int | None
    last_year: int | None
    example: bool

    @property
    def line(self) -> BudgetFact:
        """What all its lines share."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """The rows of one kind, by year."""

    kind: str
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """All groups; the widest frame, and what has passed it, largest first; the largest amount there is to draw."""

    groups: tuple[MoneyGroup, ...]
    frame: MoneyRow | None
    passing: tuple[MoneyRow, ...]
    largest: int


def money(part: Slice) -> Money:
    """The initiative's money, put in order."""
    groups = _groups(part)
    every = [row for group in groups for row in group.rows]
    frame = _frame(every)
    passing = [row for row in every if frame and _passes(row, frame)]
    return Money(
        groups,
        frame,
        tuple(sorted(passing, key=lambda row: -(row.amount.least or 0))),
        max((row.amount.size or 0 for row in every), default=0),
    )


def _groups(part: Slice) -> tuple[MoneyGroup, ...]:
    like: dict[tuple[object, ...], list[BudgetFact]] = {}
    for line in part.budget:
        like.setdefault(_like(line), []).append(line)
    kinds: dict[str, list[MoneyRow]] = {}
    for lines in like.values():
        kinds.setdefault(lines[0].kind, []).append(_row(lines, part.example))
    order = sorted(kinds, key=lambda kind: _RANK.get(kind, len(_RANK)))  # type: ignore[call-overload]
    return tuple(MoneyGroup(kind, tuple(sorted(kinds[kind], key=_by_year))) for kind in order)


def _like(line: BudgetFact) -> tuple[object, ...]:
    """What lines must share to be added: everything but who pays. An interval or an unsure amount stands alone."""
    if not line.addable or line.amount is None or line.qualifier != Qualifier.EQUAL:
        return (line.uid,)
    covers = (line.covers_from, line.covers_to, line.as_of)
    said = (line.what, line.kind_as_stated, line.scope, line.price_level, line.basis)
    return (line.kind, line.measure, *covers, *said)


def _row(lines: list[BudgetFact], example: bool) -> MoneyRow:
    first, last = years(lines[0])
    return MoneyRow(
        tuple(lines), _sum(lines), first, last, example or any(each.basis == Basis.EXAMPLE for each in lines)
    )


def _sum(lines: list[BudgetFact]) -> Amount:
    line = lines[0]
    if len(lines) == 1:
        return Amount(line.amount, line.low, line.high, line.qualifier)
    known = [each.amount for each in lines if isinstance(each.amount, int)]
    return Amount(sum(known) if known else line.amount, at_least=0 < len(known) < len(lines))


def years(line: BudgetFact) -> tuple[int | None, int | None]:
    """The first and last year a line covers, else the year it stood at."""
    stood = line.as_of.latest.year if line.as_of else None
    first = line.covers_from.year if line.covers_from else None
    last = line.covers_to.year if line.covers_to else None
    return first or last or stood, last or first or stood


def _by_year(row: MoneyRow) -> tuple[int, int, str]:
    return row.first_year or 0, row.last_year or 0, row.line.key


def _frame(rows: Iterable[MoneyRow]) -> MoneyRow | None:
    """The widest frame for the whole that is told exactly."""
    frames = [
        row
        for row in rows
        if row.line.kind == MoneyKind.FRAME
        and row.line.measure == MoneyMeasure.TOTAL
        and isinstance(row.amount.amount, int)
    ]
    return max(frames, key=lambda row: row.amount.size or 0, default=None)


def _passes(row: MoneyRow, frame: MoneyRow) -> bool:
    """Whether a forecast, or what has been spent, is surely more than the frame."""
    if row.line.kind not in _PASSING or row.line.measure not in _WHOLE:
        return False
    least, limit = row.amount.least, frame.amount.size
    if least is None or limit is None:
        return False
    return least > limit or (least == limit and row.amount.qualifier == Qualifier.OVER)
