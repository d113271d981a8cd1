"""The one amount a row of the register shows: what says most now, and exactly what it is. Unlike is never added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.domain.facts import BudgetFact, Withheld
from initiatives.domain.vocabulary import Basis, MoneyKind, MoneyMeasure, Qualifier

_MEASURES = (MoneyMeasure.PERIOD, MoneyMeasure.TOTAL, MoneyMeasure.ACCUMULATED, MoneyMeasure.BALANCE)
_QUALIFIERS = (Qualifier.EQUAL, Qualifier.ABOUT, Qualifier.RANGE, Qualifier.OVER, Qualifier.UP_TO)
_PLANS = (MoneyKind.FRAME, MoneyKind.DECIDED, MoneyKind.GRANTED, MoneyKind.BUDGET, MoneyKind.COMMITTED)
_FIRMNESS = dict.fromkeys(_PLANS, 0) | {MoneyKind.PROPOSED: 1, MoneyKind.FORECAST: 2, MoneyKind.ACTUAL: 3}
_LAST = 9
_STRETCH = 20_000  # an amount for several years comes after every amount for one


@dataclass(frozen=True, slots=True)
class MainAmount:
    """Whole kroner, or an interval low–high. `lines` is how many like lines it holds, `others` how many other lines the
    initiative has; `at_least` when one of the lines is withheld, and all withheld ones leave `amount` withheld."""

    kind: str
    measure: str
    qualifier: str
    amount: "int | Withheld | None" = None
    low: "int | Withheld | None" = None
    high: "int | Withheld | None" = None
    first_year: int | None = None
    last_year: int | None = None
    kind_as_stated: str = ""
    lines: int = 1
    others: int = 0
    at_least: bool = False
    example: bool = False

    @property
    def sort_value(self) -> int | None:
        """Kroner to sort by: of an interval its middle, None where nothing is known."""
        if isinstance(self.amount, int):
            return self.amount
        ends = [each for each in (self.low, self.high) if isinstance(each, int)]
        return sum(ends) // len(ends) if ends else None


def main_amount(lines: Iterable[BudgetFact], today: date) -> MainAmount | None:
    """A frame for the whole; else the amount of the year nearest to today, this year and earlier before later; else
    another total, else what has been spent. Plans come before proposals, and the widest of equals. None without any.
    """
    told = [line for line in lines if _says_something(line)]
    if len(told) < 2:
        return _sum(told, others=0) if told else None
    places = [_place(line, today.year) for line in told]
    best = min(places)
    groups: dict[tuple[object, ...], list[BudgetFact]] = {}
    for line, place in zip(told, places, strict=True):
        if place == best:
            groups.setdefault(_like(line), []).append(line)
    return min((_sum(group, others=len(told) - len(group)) for group in groups.values()), key=_firmness)


def _says_something(line: BudgetFact) -> bool:
    return line.amount is not None or line.low is not None or line.high is not None


def _place(line: BudgetFact, year: int) -> tuple[int, int]:
    """How near the line is to what is asked for: by measure, and for a year's amount by the year."""
    if line.measure != MoneyMeasure.PERIOD:
        frame = line.measure == MoneyMeasure.TOTAL and line.kind == MoneyKind.FRAME
        return (-1 if frame else _order(line.measure, _MEASURES), 0)
    first, last = _years(line)
    away = _LAST * 1000 if last is None else (year - last) * 2 if last <= year else (last - year) * 2 + 1
    return (0, away if first == last else away + _STRETCH)


def _firmness(amount: MainAmount) -> tuple[int, int, int]:
    return (
        _order(amount.qualifier, _QUALIFIERS),
        _FIRMNESS.get(amount.kind, _LAST),  # type: ignore[call-overload]
        -(amount.sort_value or 0),
    )


def _order(code: str, codes: tuple[str, ...]) -> int:
    return codes.index(code) if code in codes else _LAST


def _like(line: BudgetFact) -> tuple[object, ...]:
    """What amounts must share to be added; a line that may not be added, or is an interval, is alone."""
    if not line.addable or line.amount is None:
        return (line.uid,)
    covers = (line.covers_from, line.covers_to, line.as_of)
    return (line.kind, line.kind_as_stated, line.measure, line.qualifier, line.scope, line.price_level, *covers)


def _years(line: BudgetFact) -> tuple[int | None, int | None]:
    stood = line.as_of.latest.year if line.as_of else None
    first = line.covers_from.year if line.covers_from else None
    last = line.covers_to.year if line.covers_to else None
    return (first or last or stood, last or first or stood)


def _sum(lines: list[BudgetFact], others: int) -> MainAmount:
    line = lines[0]
    known = [each.amount for each in lines if isinstance(each.amount, int)]
    first, last = _years(line)
    return MainAmount(
        kind=line.kind,
        measure=line.measure,
        qualifier=line.qualifier,
        amount=sum(known) if known else line.amount,
        low=line.low,
        high=line.high,
        first_year=first,
        last_year=last,
        kind_as_stated=line.kind_as_stated,
        lines=len(lines),
        others=others,
        at_least=0 < len(known) < len(lines),
        example=any(each.basis == Basis.EXAMPLE for each in lines),
    )
