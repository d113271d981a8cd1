"""Agreements that come into danger by a what-if: the same judgement before and after, with what slips claimed anew."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from initiatives.domain.agreements import SERIOUS, Agreement, Concern, Concerned, agreements
from initiatives.domain.facts import DependencyFact
from initiatives.domain.feasible import Feasible
from initiatives.domain.whatif import WhatIf
from reporting.domain.figures.coordination import AgreementRow, row, worst_first
from reporting.domain.reckoned import Reckoned


@dataclass(frozen=True, slots=True)
class Conflict:
    """An agreement with what is newly wrong with it, and what was wrong and gets worse, with the days it then has."""

    row: AgreementRow
    new: tuple[Concerned, ...]
    worse: tuple[tuple[Concerned, int], ...]

    @property
    def newly(self) -> bool:
        """Whether it was in no danger before."""
        return bool(self.new) and not self.worse


def conflicts(found: Reckoned, result: WhatIf, slips: Mapping[str, int]) -> tuple[Conflict, ...]:
    """The agreements between owners that the moves endanger: those in no danger before first, then worst first."""
    facts = _touched(found, {move.key for move in result.moves})
    before = agreements(found.state, found.net, result.before, facts)
    after = agreements(found.state, found.net, _claimed_anew(result, slips), facts)
    held = [
        made for then, now in zip(before, after, strict=True) if now.across and (made := _conflict(found, then, now))
    ]
    return tuple(sorted(held, key=lambda each: (not each.newly, worst_first(each.row))))


def _touched(found: Reckoned, moved: Collection[str]) -> list[DependencyFact]:
    return [
        fact
        for fact in found.state.dependencies.values()
        if fact.uid in moved or fact.predecessor.milestone in moved or fact.successor.milestone in moved
    ]


def _claimed_anew(result: WhatIf, slips: Mapping[str, int]) -> dict[str, Feasible]:
    """The dates after, where whoever slips says so: an own date of theirs that lies before the new one moves to it."""
    dates = dict(result.after)
    for key in slips:
        if dates[key].claimed is not None:
            dates[key] = replace(dates[key], claimed=dates[key].feasible)
    return dates


def _conflict(found: Reckoned, before: Agreement, after: Agreement) -> Conflict | None:
    then, now = _lateness(before), _lateness(after)
    new = tuple(each for sort, each in now.items() if sort not in then)
    worse = tuple(
        (then[sort], each.days or 0)
        for sort, each in now.items()
        if sort in then and (each.days or 0) > (then[sort].days or 0)
    )
    return Conflict(row(found.state, after), new, worse) if new or worse else None


def _lateness(agreement: Agreement) -> dict[Concern, Concerned]:
    """What endangers somebody's plan by so many days, by sort, the worst of each."""
    found: dict[Concern, Concerned] = {}
    for each in agreement.concerns:
        if each.concern in SERIOUS and each.days is not None:
            found.setdefault(_sort(each.concern), each)
    return found


def _sort(concern: Concern) -> Concern:
    """That a giver is late by its own word or by reckoning is one sort: the question moves its word."""
    return Concern.FEASIBLE_AFTER_PROMISE if concern is Concern.CLAIM_AFTER_PROMISE else concern
