"""Who must report in a round: which initiatives, for which organisations, and how much is asked."""

from collections.abc import Iterator
from typing import NamedTuple

from initiatives.domain.facts import EntryFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import PlanCategory
from reporting.domain.facts import PeriodFact
from reporting.domain.vocabulary import ReportForm

UNDER_WAY = frozenset({PlanCategory.ONGOING.value, ""})  # no source says that it is planned or wanted


class Duty(NamedTuple):
    """One report that is asked for, by uids; `organisation` is None where nobody is known to own the initiative."""

    initiative: str
    organisation: str | None
    lead: bool
    form: str


def duties(state: PortfolioState, period: PeriodFact) -> tuple[Duty, ...]:
    """The reports of a round, by code of the initiative: all that is under way in its plan (in any plan that runs, when
    it has none), but segments of which nothing is asked."""
    return tuple(each for part in state.ordered for each in _of(part, state, period))


def of_initiative(part: Slice, state: PortfolioState, form: str) -> tuple[Duty, ...]:
    """The reports of one initiative: by each organisation that reports on it, else by its owner."""
    if part.reporters:
        led = any(each.lead for each in part.reporters)
        found: dict[str, Duty] = {}  # the one that leads stands first; named twice is asked once
        for n, each in enumerate(part.reporters):
            found.setdefault(each.organisation, Duty(part.uid, each.organisation, each.lead if led else n == 0, form))
        return tuple(found.values())
    owner = state.owner(part)
    return (Duty(part.uid, owner.uid if owner else None, True, form),)


def _of(part: Slice, state: PortfolioState, period: PeriodFact) -> Iterator[Duty]:
    entry = _entry(part, state, period)
    if entry is None or not state.is_active(part):
        return
    form = period.form_of(entry.segment)
    if form != ReportForm.NONE:
        yield from of_initiative(part, state, form)


def _entry(part: Slice, state: PortfolioState, period: PeriodFact) -> EntryFact | None:
    """The initiative's open place in the round's plan, if it is under way there."""
    open_ones = (each for each in part.entries if each.left is None and each.category in UNDER_WAY)
    return next((each for each in open_ones if each.plan == period.plan or not period.plan), None)
