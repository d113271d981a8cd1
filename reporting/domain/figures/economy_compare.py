"""The budget of a year beside its accounts and its forecast, for exactly the same initiatives, scopes and sources.

A pair is one initiative's like amounts of one year, scope, price level and funding, where both are told. A part's pair
is left out where its programme has one. Withheld amounts make no pair.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.facts import BudgetFact, Slice
from initiatives.domain.vocabulary import MoneyKind
from reporting.domain.figures.economy_lines import Entry, Place
from reporting.domain.money import Sum, inside, total

NEWS = (MoneyKind.ACTUAL, MoneyKind.FORECAST)


class _Same(NamedTuple):
    """What two amounts must share to be compared."""

    year: int
    price_level: int | None
    example: bool
    uid: str
    scope: str
    funding: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A budget beside what came of it. `low` and `high` bound the deviation in kroner, None where nothing does;
    below zero less was spent than budgeted. `initiatives` is how many have both, `of` how many have a budget."""

    year: int
    news: str
    price_level: int | None
    example: bool
    initiatives: int
    of: int
    budget: Sum
    came: Sum

    @property
    def low(self) -> int | None:
        """The least it can have deviated."""
        return None if self.budget.high is None else self.came.low - self.budget.high

    @property
    def high(self) -> int | None:
        """The most it can have deviated."""
        return None if self.came.high is None else self.came.high - self.budget.low

    @property
    def share(self) -> float | None:
        """The deviation as a fraction of the budget, None unless both are one figure."""
        one = self.budget.low == self.budget.high and self.came.low == self.came.high
        return (self.came.low - self.budget.low) / self.budget.low if one and self.budget.low > 0 else None


def compare(entries: Iterable[Entry], slices: Mapping[str, Slice]) -> tuple[Compared, ...]:
    """A comparison per year, price level and news; real before examples, the latest year first."""
    told: dict[str, dict[_Same, list[BudgetFact]]] = defaultdict(lambda: defaultdict(list))
    for each in entries:
        wanted = each.year is not None and each.place in (Place.COUNTED, Place.INSIDE)
        if wanted and each.key.kind in (MoneyKind.BUDGET, *NEWS):
            told[each.key.kind][_same(each)].append(each.line)
    budgets = told[MoneyKind.BUDGET]
    found = [one for news in NEWS for one in _compared(news, budgets, told[news], slices)]
    return tuple(sorted(found, key=lambda one: (one.example, -one.year, one.price_level or 0, NEWS.index(one.news))))


def _same(each: Entry) -> _Same:
    line = each.line
    return _Same(each.year or 0, line.price_level, each.key.example, each.part.uid, line.scope, line.funding)


def _compared(
    news: MoneyKind,
    budgets: Mapping[_Same, list[BudgetFact]],
    came: Mapping[_Same, list[BudgetFact]],
    slices: Mapping[str, Slice],
) -> list[Compared]:
    pairs: dict[tuple[int, int | None, bool], list[_Same]] = defaultdict(list)
    for same in budgets:
        if same in came and not total([*budgets[same], *came[same]]).withheld:
            pairs[same[:3]].append(same)
    having: dict[tuple[int, int | None, bool], set[str]] = defaultdict(set)
    for same in budgets:
        having[same[:3]].add(same.uid)
    found = []
    for group, members in pairs.items():
        held = {each.uid for each in members}
        within = inside(held, slices)
        counted = [each for each in members if each.uid not in within]
        year, price_level, example = group
        found.append(
            Compared(
                year,
                news,
                price_level,
                example,
                initiatives=len(held) - len(within),
                of=len(having[group]) - len(inside(having[group], slices)),
                budget=total(line for each in counted for line in budgets[each]),
                came=total(line for each in counted for line in came[each]),
            )
        )
    return found
