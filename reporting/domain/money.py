"""What amounts may be added, and what a sum of them says. Only like is added to like.

Amounts are alike when they are of one kind, one price level, and both real or both examples; a year's amount covers
exactly that calendar year. A programme's and its parts' like amounts are never added together: the programme's counts.
What may not be added, covers anything else than one year, or is no amount of a period, is shown and never summed by
year. Nothing is divided.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from initiatives.domain.facts import BudgetFact, Slice
from initiatives.domain.vocabulary import Basis, MoneyKind, MoneyMeasure, Qualifier

RANK: Mapping[str, int] = {each: rank for rank, each in enumerate(MoneyKind)}
"""The order kinds are shown in."""
LAST = len(RANK)


class MoneyKey(NamedTuple):
    """What amounts of a year must share to be added."""

    kind: str
    price_level: int | None
    example: bool

    @property
    def order(self) -> tuple[bool, int, int]:
        """Real before examples, kinds in their order, running prices first."""
        return (self.example, RANK.get(self.kind, LAST), self.price_level or 0)


class Sum(NamedTuple):
    """Whole kroner, at least `low` and at most `high`; None where nothing bounds it from above.

    `lines` are added. `withheld` ones are not, so that the sum is only «at least»; with nothing else it is withheld
    itself. `about` tells that some line is approximate.
    """

    low: int
    high: int | None
    lines: int
    withheld: int = 0
    about: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one figure, with nothing left out or approximate."""
        return self.low == self.high and not self.withheld and not self.about


def key_of(part: Slice, line: BudgetFact) -> MoneyKey:
    """What an initiative's amount may be added to."""
    return MoneyKey(line.kind, line.price_level, is_example(part, line))


def is_example(part: Slice, line: BudgetFact) -> bool:
    """Whether an amount is an invented one."""
    return part.example or line.basis == Basis.EXAMPLE


def year_of(line: BudgetFact) -> int | None:
    """The one calendar year, first day to last, that an amount of a period covers; None for anything else."""
    first, last = line.covers_from, line.covers_to
    if line.measure != MoneyMeasure.PERIOD or first is None or last is None:
        return None
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return first.year if whole and first.year == last.year else None


def ends(line: BudgetFact) -> tuple[int, int | None] | None:
    """At least and at most of one amount, None where it is withheld or not stated. «Up to» reaches down to nothing,
    «over» has no upper end."""
    low = line.amount if line.amount is not None else line.low
    high = line.amount if line.amount is not None else line.high
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    if line.qualifier == Qualifier.UP_TO:
        return min(0, high), max(0, high)
    return low, None if line.qualifier == Qualifier.OVER else high


def total(lines: Iterable[BudgetFact]) -> Sum:
    """The sum of like amounts: of the ends, so that it holds whatever the amounts turn out to be."""
    low, high, added, withheld, about, bounded = 0, 0, 0, 0, False, True
    for line in lines:
        found = ends(line)
        if found is None:
            withheld += 1
            continue
        added += 1
        low += found[0]
        about = about or line.qualifier == Qualifier.ABOUT
        if found[1] is None:
            bounded = False
        else:
            high += found[1]
    return Sum(low, high if bounded and not withheld else None, added, withheld, about)


def newest(lines: Sequence[BudgetFact]) -> list[BudgetFact]:
    """Of an initiative's like amounts of a year those that stand: where amounts of one scope and source were told at
    different times they are versions of one, and the last told counts."""
    if len(lines) < 2:
        return list(lines)
    last: dict[tuple[str, str | None], date] = {}
    for each in lines:
        last[_place(each)] = max(last.get(_place(each), date.min), _told(each))
    return [each for each in lines if _told(each) == last[_place(each)]]


def _place(line: BudgetFact) -> tuple[str, str | None]:
    return line.scope, line.funding


def _told(line: BudgetFact) -> date:
    return line.as_of.latest if line.as_of else date.min


def inside(uids: Collection[str], slices: Mapping[str, Slice]) -> dict[str, str]:
    """Those of some initiatives that are part, however deep, of another of them → the nearest such one."""
    held = uids if isinstance(uids, dict | set | frozenset) else frozenset(uids)
    found = {uid: _above(uid, held, slices) for uid in held}
    return {uid: above for uid, above in found.items() if above}


def _above(uid: str, held: Collection[str], slices: Mapping[str, Slice]) -> str | None:
    seen = {uid}
    above = _whole(slices.get(uid))
    while above and above not in seen:
        if above in held:
            return above
        seen.add(above)
        above = _whole(slices.get(above))
    return None


def _whole(part: Slice | None) -> str | None:
    return part.whole if part else None
