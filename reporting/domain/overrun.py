"""How an initiative's money stands against its plan: overrun in hundredths of a per cent.

Only like is compared with like: the same stretch of time, measure, scope, price level and funding. Lines of a group
told at different times are versions of one amount, lines told at the same time are added when they may be. Of an
interval or an «about» the reading kindest to the initiative counts; a withheld amount gives no colour.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from initiatives.domain.facts import BudgetFact
from initiatives.domain.vocabulary import Colour, MoneyKind, MoneyMeasure, Qualifier
from reporting.domain.deviation import Weighed, summed_up
from reporting.domain.limits import Limits
from reporting.domain.results import Reason

OVER = "over_original"
OVER_APPROVED = "over_approved"
PLANS = (MoneyKind.BUDGET, MoneyKind.FRAME, MoneyKind.DECIDED, MoneyKind.GRANTED)  # the first there is counts
NEWS = (MoneyKind.FORECAST, MoneyKind.ACTUAL)


class Group(NamedTuple):
    """What amounts must share to be compared."""

    measure: str
    covers_from: date | None
    covers_to: date | None
    scope: str
    price_level: int | None
    funding: str | None


class Amount(NamedTuple):
    """At least and at most, None where open; and the line that is named for it."""

    low: int | None
    high: int | None
    line: str


def weigh(lines: Iterable[BudgetFact], today: date, limits: Limits, *, approved: bool = False) -> Weighed:
    """The colour of money against the first plan, or against the latest."""
    told: dict[Group, dict[str, list[BudgetFact]]] = {}
    for line in lines:
        told.setdefault(_group(line), {}).setdefault(line.kind, []).append(line)
    code = OVER_APPROVED if approved else OVER
    found = []
    for plan, news, sure in _pairs(told, today, approved):
        over = _over(plan, news, sure, limits)
        if over is not None:
            found.append((limits.colour(over), Reason(code, news.line, over)))
    return summed_up(found)


def _group(line: BudgetFact) -> Group:
    return Group(line.measure, line.covers_from, line.covers_to, line.scope, line.price_level, line.funding)


def _pairs(
    told: dict[Group, dict[str, list[BudgetFact]]], today: date, approved: bool
) -> Iterator[tuple[Amount, Amount, bool]]:
    """Plan, news, and whether the news is the whole of it: spending so far can show an overrun, never its absence."""
    for group, kinds in told.items():
        so_far = group.measure == MoneyMeasure.ACCUMULATED
        planned = told.get(group._replace(measure=MoneyMeasure.TOTAL), {}) if so_far else kinds
        plan = next((_version(planned[kind], newest=approved) for kind in PLANS if kind in planned), None)
        if plan is None or group.measure == MoneyMeasure.BALANCE:
            continue
        over = group.covers_to is not None and group.covers_to < today
        for kind in NEWS:
            news = _version(kinds[kind], newest=True) if kind in kinds else None
            if news:
                yield plan, news, not so_far and (kind == MoneyKind.FORECAST or over)


def _version(lines: list[BudgetFact], *, newest: bool) -> Amount | None:
    """The first or latest amount of one kind; None where it cannot be told."""
    times = [each.as_of.latest if each.as_of else date.min for each in lines]
    wanted = max(times) if newest else min(times)
    those = [line for line, time in zip(lines, times, strict=True) if time == wanted]
    if len(those) > 1 and not all(each.addable for each in those):
        return None
    ends = [_ends(each) for each in those]
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
    return Amount(
        sum(lows) if len(lows) == len(ends) else None,
        sum(highs) if len(highs) == len(ends) else None,
        those[0].uid,
    )


def _ends(line: BudgetFact) -> tuple[int | None, int | None]:
    low = line.amount if line.amount is not None else line.low
    high = line.amount if line.amount is not None else line.high
    return (
        low if isinstance(low, int) and line.qualifier != Qualifier.UP_TO else None,
        high if isinstance(high, int) and line.qualifier != Qualifier.OVER else None,
    )


def _over(plan: Amount, news: Amount, sure: bool, limits: Limits) -> int | None:
    """Hundredths of a per cent over the plan, rounded up so that a limit is exact; None when nothing is sure."""
    if not plan.high or news.low is None:
        return None
    over = max(0, -(-(news.low - plan.high) * 10_000 // plan.high))
    open_ended = not sure or news.high is None
    return None if open_ended and limits.colour(over) == Colour.GREEN else over
