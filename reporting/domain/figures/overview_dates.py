"""Milestones of active initiatives: those of the next 90 days; the late ones; and those nobody has confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import MilestoneFact
from initiatives.domain.vocabulary import Basis
from reporting.domain.deviation import days_late, expected, unconfirmed_days
from reporting.domain.figures.overview_ground import Ground, Ref

AHEAD = 90  # days


class Due(NamedTuple):
    """A milestone not reached: the date that counts now, and days late against the first plan (0 when it holds).

    Of an unconfirmed one `days` is how long its date has passed in silence.
    """

    part: Ref
    name: str
    language: str
    kind: str
    date: PartialDate
    days: int
    example: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """Coming ones by date, late ones by days, unconfirmed ones longest first. Unconfirmed is not late, and never both;
    a coming one may be late."""

    coming: tuple[Due, ...]
    late: tuple[Due, ...]
    unconfirmed: tuple[Due, ...]
    late_examples: int
    unconfirmed_examples: int


def dates(ground: Ground) -> Dates:
    """What is due, and what should have been."""
    today = ground.record.state.today
    coming, late, silent = [], [], []
    for part in ground.active:
        for milestone in part.milestones:
            due = _due(milestone, ground.refs[part.uid], today)
            if due is None:
                continue
            if due.date.latest < today:
                silent.append(due)
                continue
            if due.date.latest <= today + timedelta(AHEAD):
                coming.append(due)
            if due.days:
                late.append(due)
    return Dates(
        tuple(sorted(coming, key=lambda each: (each.date, each.part.code, each.name))),
        tuple(sorted(late, key=_longest)),
        tuple(sorted(silent, key=_longest)),
        sum(each.example for each in late),
        sum(each.example for each in silent),
    )


def _longest(each: Due) -> tuple[bool, int, str, str]:
    return each.part.example, -each.days, each.part.code, each.name


def _due(milestone: MilestoneFact, part: Ref, today: date) -> Due | None:
    word = expected(milestone)
    if milestone.actual or word is None:
        return None
    plan = milestone.original or milestone.approved
    late = days_late(plan.date, word.date) if plan else 0
    days = unconfirmed_days(milestone, today) or late
    example = part.example or word.basis == Basis.EXAMPLE
    return Due(part, milestone.name, milestone.language, milestone.kind, word.date, days, example)
