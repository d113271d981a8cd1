"""Dependency contracts between two owners: what the plan implies, where the two words clash, what the buffer bears.

The engine reckons on the giver's claim; the promise is compared with it, not scheduled. Dates are the latest day of
what was said, durations, lags and buffers calendar days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from initiatives.domain.network import Link
from initiatives.domain.vocabulary import DependencyState, LinkType

STALE_AFTER = 90  # days without both sides standing by it


class Clash(StrEnum):
    PROMISE_AFTER_NEED = "promise_after_need"
    CLAIM_AFTER_PROMISE = "claim_after_promise"
    FEASIBLE_AFTER_PROMISE = "feasible_after_promise"
    NEED_AFTER_IMPLIED = "need_after_implied"  # the receiver asks later than its own plan needs
    ONE_SIDED = "one_sided"  # confirmed by one side only
    STALE = "stale"  # unconfirmed for over 90 days


@dataclass(frozen=True, slots=True)
class Conflict:
    """A clash and its size in days: how late, or how old."""

    clash: Clash
    days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of one contract: the two words, the plans behind them, and when each side last stood by it.
    `since` is when the contract became known."""

    need_by: date | None = None
    promised: date | None = None
    implied_need: date | None = None
    claimed: date | None = None
    feasible: date | None = None
    giver_confirmed: date | None = None
    receiver_confirmed: date | None = None
    since: date | None = None


def propagates(state: str, *, binding: bool) -> bool:
    """Whether the engine schedules by the contract: accepted ones and, marked, proposed ones, if they bind."""
    return binding and state in (DependencyState.ACCEPTED, DependencyState.PROPOSED)


def implied_need(link: Link, claimed: date, duration: int, giver_duration: int) -> date:
    """The latest day of the giver that keeps the receiver's claim, given the work of both in days."""
    days = -link.lag
    if link.type in (LinkType.FS, LinkType.SS):
        days -= duration
    if link.type in (LinkType.SS, LinkType.SF):
        days += giver_duration
    return claimed + timedelta(days=days)


def buffer_used(feasible: date, promised: date, buffer: int) -> int:
    """How many of the buffer's days the giver's feasible date eats. The buffer lies inside the receiver's plan: links
    propagate their lag without it."""
    return max(0, min((feasible - promised).days, buffer))


def conflicts(terms: Terms, today: date) -> tuple[Conflict, ...]:
    """Every clash, in the order of Clash."""
    late = [
        (Clash.PROMISE_AFTER_NEED, terms.need_by, terms.promised),
        (Clash.CLAIM_AFTER_PROMISE, terms.promised, terms.claimed),
        (Clash.FEASIBLE_AFTER_PROMISE, terms.promised, terms.feasible),
        (Clash.NEED_AFTER_IMPLIED, terms.implied_need, terms.need_by),
    ]
    found = [Conflict(clash, (b - a).days) for clash, a, b in late if a and b and b > a]
    return (*found, *_unconfirmed(terms, today))


def _unconfirmed(terms: Terms, today: date) -> list[Conflict]:
    words = [word for word in (terms.giver_confirmed, terms.receiver_confirmed) if word]
    oldest = min(words, default=terms.since)
    age = (today - oldest).days if oldest else 0
    found = [Conflict(Clash.ONE_SIDED, age)] if len(words) == 1 else []
    return [*found, Conflict(Clash.STALE, age)] if age > STALE_AFTER else found
