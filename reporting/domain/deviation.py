"""How an initiative's milestones stand against its plan: days late, and days without news of a date that has passed.

What remains is weighed, and what was reached last: an old delay of a step long done does not colour the plan for ever.
A milestone nobody has said anything about since its first plan gives no colour: silence is not green. Silence after a
date has passed is measured from the plan: moving a forecast that nobody confirms either makes nothing better.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from initiatives.domain.dates import PartialDate, SlipKind, precision, slip
from initiatives.domain.facts import DateWord, MilestoneFact
from initiatives.domain.vocabulary import Colour
from reporting.domain.limits import Limits, badness, worst
from reporting.domain.results import Reason

LATE = "late_against_original"
LATE_AGAINST_APPROVED = "late_against_approved"
UNCONFIRMED = "unreached_unconfirmed"
WITHIN = "within_limits"
NO_BASIS = "no_basis"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A colour and the facts behind it, worst first."""

    colour: str
    reasons: tuple[Reason, ...]


NOTHING = Weighed(Colour.NONE, (Reason(NO_BASIS),))


def expected(milestone: MilestoneFact) -> DateWord | None:
    """The date that now counts for a milestone not reached: of forecast and approved the one said last, else the
    original."""
    forecast, approved = milestone.forecast, milestone.approved
    if forecast and approved:
        return approved if approved.known > forecast.known else forecast
    return forecast or approved or milestone.original


def days_late(plan: PartialDate, now: PartialDate) -> int:
    """Days from plan to now that are sure, 0 when it holds.

    Dates of one precision move as `slip` tells. Where one is coarser, both ends must have moved: «in 2024» is not
    late against 15 June 2024.
    """
    moved = slip(plan, now)
    if moved.kind is not SlipKind.LATER:
        return 0
    if precision(plan) == precision(now):
        return moved.days
    return max(0, min(moved.days, (now.earliest - plan.earliest).days))


def unconfirmed_days(milestone: MilestoneFact, today: date) -> int:
    """Days since the date that counts passed without anybody saying that the milestone was reached, else 0."""
    word = expected(milestone)
    if milestone.actual or word is None:
        return 0
    return max(0, (today - word.date.latest).days)


def weigh(milestones: Iterable[MilestoneFact], today: date, limits: Limits, *, approved: bool = False) -> Weighed:
    """The colour of time against the original plan, or against the latest approved one."""
    found = [
        (limits.colour(days), Reason(code, milestone.uid, days))
        for milestone in weighed_ones(milestones)
        for code, days in _facts(milestone, today, approved)
    ]
    return summed_up(found)


def weighed_ones(milestones: Iterable[MilestoneFact]) -> Iterator[MilestoneFact]:
    """Those not reached, and the last reached."""
    every = tuple(milestones)
    last = max((each.actual.date.latest for each in every if each.actual), default=None)
    return (each for each in every if each.actual is None or each.actual.date.latest == last)


def summed_up(found: list[tuple[str, Reason]]) -> Weighed:
    """The worst colour with everything that is not green, worst first; of green ones the largest deviation alone."""
    if not found:
        return NOTHING
    colour = worst(each for each, _ in found)
    ranked = sorted(found, key=lambda each: (-badness(each[0]), -(each[1].value or 0), each[1].subject))
    if colour == Colour.GREEN:
        first = ranked[0][1]
        return Weighed(colour, (Reason(WITHIN, first.subject, first.value),))
    return Weighed(colour, tuple(reason for each, reason in ranked if each != Colour.GREEN))


def _facts(milestone: MilestoneFact, today: date, approved: bool) -> Iterator[tuple[str, int]]:
    plan = (milestone.approved if approved else None) or milestone.original
    word = milestone.actual or expected(milestone)
    if word is None:
        return
    if plan and word is not milestone.original:
        yield (LATE_AGAINST_APPROVED if approved else LATE), days_late(plan.date, word.date)
    if unconfirmed_days(milestone, today):
        planned = min(plan.date.latest, word.date.latest) if plan else word.date.latest
        yield UNCONFIRMED, (today - planned).days
