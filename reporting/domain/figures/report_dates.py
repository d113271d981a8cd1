"""The dates an owner types in a report, tried on the facts before they are given: how far each is from the first plan,
who waits for it, and which colours they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from initiatives.domain.dates import PartialDate, Slip, SlipKind, slip
from initiatives.domain.facts import DateWord, MilestoneFact, Slice
from initiatives.domain.negotiation import OPEN
from reporting.domain.deviation import expected, unconfirmed_days


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed for a milestone; None where the input is empty."""

    forecast: PartialDate | None = None
    actual: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class DateRow:
    """A milestone with the dates that are typed. `slip` is against the first plan there is, `moved` against the date
    that counted before; `waits` agreements wait for it; `silent` is how many days its date has passed without news."""

    fact: MilestoneFact
    slip: Slip | None
    moved: int
    waits: int
    silent: int


def with_dates(part: Slice, typed: Mapping[str, Typed], today: date) -> Slice:
    """The initiative as it is when the dates are given; uid of a milestone → what is typed."""
    return replace(
        part,
        milestones=tuple(
            _with(each, typed[each.uid], today) if each.uid in typed else each for each in part.milestones
        ),
    )


def _with(milestone: MilestoneFact, typed: Typed, today: date) -> MilestoneFact:
    return replace(
        milestone,
        forecast=_word(milestone.forecast, typed.forecast, today),
        actual=_word(milestone.actual, typed.actual, today),
    )


def _word(stands: DateWord | None, given: PartialDate | None, today: date) -> DateWord | None:
    if given is None:
        return None
    same = stands is not None and (stands.date.edtf == given.edtf)
    return stands if same else DateWord(given, today)


def row(part: Slice, milestone: MilestoneFact, typed: Typed, today: date) -> DateRow:
    """One milestone with what is typed for it."""
    then = _with(milestone, typed, today)
    now, was = then.actual or expected(then), milestone.actual or expected(milestone)
    plan = milestone.original or milestone.approved
    moved = slip(was.date, now.date) if was and now else None
    return DateRow(
        milestone,
        slip(plan.date, now.date) if plan and now and plan is not now else None,
        moved.days if moved and moved.kind is not SlipKind.SPECIFIED else 0,
        sum(each.predecessor.milestone == milestone.uid and each.state in OPEN for each in part.gives),
        unconfirmed_days(then, today),
    )
