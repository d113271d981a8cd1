"""What a row of the register says of an initiative's milestones: the next one, and how many need an eye."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.dates import PartialDate, SlipKind, slip
from initiatives.domain.facts import DateWord, MilestoneFact, Slice
from initiatives.domain.vocabulary import Basis
from reporting.domain.deviation import days_late, expected, unconfirmed_days


class Timeliness(StrEnum):
    """How a milestone stands on a day. `UNCONFIRMED`, its date passed in silence, is a class of its own, not late."""

    REACHED = "reached"
    UNCONFIRMED = "unconfirmed"
    LATE = "late"
    ON_PLAN = "on_plan"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """The milestone that comes first of those not reached. `slip` in days against the original plan (the approved one
    where no original is known), None where there is nothing to compare with; below zero it comes earlier."""

    uid: str
    key: str
    name: str
    language: str
    state: Timeliness
    original: PartialDate | None = None
    approved: PartialDate | None = None
    now: PartialDate | None = None
    slip: int | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Milestones:
    """Counts of one initiative; `unconfirmed_since` is the oldest date that has passed in silence."""

    next: NextMilestone | None = None
    late: int = 0
    unconfirmed: int = 0
    unconfirmed_since: PartialDate | None = None


NO_MILESTONES = Milestones()


def milestones(part: Slice, today: date) -> Milestones:
    """What a row says of the milestones of `part`."""
    if not part.milestones:
        return NO_MILESTONES
    late = unconfirmed = 0
    since: PartialDate | None = None
    first: tuple[tuple[date, str], MilestoneFact, Timeliness] | None = None
    for each in part.milestones:
        if each.actual is not None:
            continue
        state, word = timeliness(each, today), expected(each)
        late += state is Timeliness.LATE
        if state is Timeliness.UNCONFIRMED and word:
            unconfirmed += 1
            since = word.date if since is None else min(since, word.date)
        order = (word.date.latest if word else date.max, each.key)
        if first is None or order < first[0]:
            first = (order, each, state)
    coming = _next(first[1], first[2]) if first else None
    return Milestones(coming, late, unconfirmed, since)


def timeliness(milestone: MilestoneFact, today: date) -> Timeliness:
    """How a milestone stands on a day."""
    if milestone.actual is not None:
        return Timeliness.REACHED
    word = expected(milestone)
    if word is None:
        return Timeliness.UNDATED
    if unconfirmed_days(milestone, today):
        return Timeliness.UNCONFIRMED
    plan = milestone.original or milestone.approved
    late = plan is not None and plan is not word and days_late(plan.date, word.date) > 0
    return Timeliness.LATE if late else Timeliness.ON_PLAN


def slip_days(milestone: MilestoneFact) -> int | None:
    """Days between the first plan and the day it was reached or is now expected; None with less than two words."""
    plan = milestone.original or milestone.approved
    word = milestone.actual or expected(milestone)
    if plan is None or word is None or plan is word:
        return None
    if late := days_late(plan.date, word.date):
        return late
    moved = slip(plan.date, word.date)
    return moved.days if moved.kind is SlipKind.EARLIER else 0


def replanned(part: Slice, before: Slice | None, *, compared: bool) -> int:
    """How many approved dates are new or moved since the record `before` is of; without one, how many ever moved."""
    if not compared:
        return sum(each.replans > 0 for each in part.milestones)
    if before is None:
        return 0
    known = {each.uid: _day(each.approved) for each in before.milestones}
    return sum(
        each.uid in known and each.approved is not None and known[each.uid] != _day(each.approved)
        for each in part.milestones
    )


def is_example(words: Iterable[DateWord | None]) -> bool:
    """Whether a date among the words is an invented one."""
    return any(word is not None and word.basis == Basis.EXAMPLE for word in words)


def _day(word: DateWord | None) -> PartialDate | None:
    return word.date if word else None


def _next(milestone: MilestoneFact, state: Timeliness) -> NextMilestone:
    return NextMilestone(
        uid=milestone.uid,
        key=milestone.key,
        name=milestone.name,
        language=milestone.language,
        state=state,
        original=_day(milestone.original),
        approved=_day(milestone.approved),
        now=_day(expected(milestone)),
        slip=slip_days(milestone),
        example=is_example((milestone.original, milestone.approved, milestone.forecast)),
    )
