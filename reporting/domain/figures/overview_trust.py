"""Can we trust the figures: who has spoken, how old the words are, and where facts contradict them."""

from dataclasses import dataclass
from statistics import median_low

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.deviation import days_late, expected
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.limits import badness
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Trust:
    """Of the counted initiatives: `reported` of the `asked` in the round `period` ("" without one), ages of what stands
    in days (None when nothing does), those declared better than facts say, and greens of the record before that slipped
    since (`greens` of them can be compared, None without a record before). `changed`: the secretariat's colour is
    another than the owner's."""

    period: str
    total: int
    reported: int
    spoken: int
    median_age: int | None
    oldest_age: int | None
    oldest: Ref | None
    better_than_computed: tuple[Ref, ...]
    greens: int | None
    slipped: tuple[Ref, ...]
    asked: int = 0
    unreported: tuple[Ref, ...] = ()
    changed: tuple[Ref, ...] = ()


def trust(ground: Ground) -> Trust:
    """What can be said of how far the figures can be trusted."""
    today = ground.record.state.today
    period = ground.record.period.code if ground.record.period else ""
    ages = {
        each.uid: max(0, (today - said.as_of.latest).days)
        for each in ground.counted
        if (said := ground.standings.get(each.uid)) and said.colour not in ("", Colour.NONE)
    }
    oldest = max(ages, key=lambda uid: (ages[uid], uid), default=None)
    asked = _asked(ground, period)
    greens = [each for each in ground.counted if ground.before.get(each.uid) == Colour.GREEN]
    return Trust(
        period=period,
        total=len(ground.counted),
        reported=sum(_reported(each, period, ground) for each in asked),
        spoken=len(ages),
        median_age=median_low(ages.values()) if ages else None,
        oldest_age=ages[oldest] if oldest else None,
        oldest=ground.refs[oldest] if oldest else None,
        better_than_computed=tuple(ground.refs[each.uid] for each in ground.counted if _better(each, ground)),
        greens=len(greens) if ground.previous else None,
        slipped=tuple(ground.refs[each.uid] for each in greens if _slipped(each, ground)),
        asked=len(asked),
        unreported=tuple(ground.refs[each.uid] for each in asked if ground.unreported(each.uid)),
        changed=tuple(ground.refs[each.uid] for each in ground.counted if _changed(each, ground)),
    )


def _asked(ground: Ground, period: str) -> tuple[Slice, ...]:
    """Those that are to report in the round, also parts of a programme; every counted one where nobody was told to."""
    duties = {each.uid: ground.record.status(each).duties_in(period) for each in ground.active}
    if not any(duties.values()):
        return ground.counted
    return tuple(part for part in ground.active if any(each.required for each in duties[part.uid]))


def _changed(part: Slice, ground: Ground) -> bool:
    said = ground.standings.get(part.uid)
    return said is not None and said.overruled


def _reported(part: Slice, period: str, ground: Ground) -> bool:
    reports = ground.record.status(part).reports
    given = (ReportState.SUBMITTED, ReportState.APPROVED)
    return any(each.period == period and each.state in given for each in reports)


def _better(part: Slice, ground: Ground) -> bool:
    """Whether the owner's own word, or the one of the public source, is better than the facts."""
    said = ground.standings.get(part.uid)
    colour = (said.declared or said.colour) if said else ""
    return badness(colour) > 0 and badness(ground.computed[part.uid]) > badness(colour)


def _slipped(part: Slice, ground: Ground) -> bool:
    """Whether some milestone is now expected, or was reached, later than the record before expected."""
    then = ground.previous.state.slices.get(part.uid) if ground.previous else None
    known = {each.uid: expected(each) for each in then.milestones if not each.actual} if then else {}
    return any(
        (word := each.actual or expected(each)) and (was := known.get(each.uid)) and days_late(was.date, word.date) > 0
        for each in part.milestones
    )
