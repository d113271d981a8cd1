"""How each initiative runs over time, as far as anybody has said: its years, and its milestones in numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.feasible import Feasible
from reporting.domain.deviation import expected
from reporting.domain.figures.register_milestones import Timeliness, is_example, slip_days, timeliness
from reporting.domain.memo import once
from reporting.domain.record import Record

NO_YEARS: frozenset[int] = frozenset()


class Step(NamedTuple):
    """A milestone as it is drawn. `now` is when it was reached, or is now expected; `slip` as `slip_days` tells it;
    `kept` what the engine says where what it waits for makes it later than claimed."""

    milestone: MilestoneFact
    state: Timeliness
    original: PartialDate | None
    approved: PartialDate | None
    now: PartialDate | None
    slip: int | None
    example: bool
    kept: Feasible | None = None


class Tally(NamedTuple):
    """Milestones in numbers. `late` and `unconfirmed` are of active initiatives, as on oversikt, and never the same
    milestone; `moved` stand, or were reached, on another day than first planned."""

    milestones: int = 0
    reached: int = 0
    late: int = 0
    unconfirmed: int = 0
    moved: int = 0


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Course:
    """`years` are all years a stated date falls in, with those between a stated start and end; `first` is the day by
    which courses are ordered, None when nobody has stated any date. `worst` is the longest delay in days.
    `examples` counts what is invented in `tally`."""

    years: frozenset[int] = NO_YEARS
    first: date | None = None
    tally: Tally = NOTHING
    examples: Tally = NOTHING
    worst: int = 0


def courses(record: Record) -> Mapping[str, Course]:
    """uid → course; of an initiative nobody has touched since the last live record the one already reckoned."""
    return once(record, "courses", lambda: _courses(record))


@dataclass(slots=True)
class _Last:
    """The courses of the last live record: after a write most initiatives are the very same."""

    today: date | None = None
    held: dict[str, tuple[Slice, bool, Course]] = field(default_factory=dict)


_last = _Last()


def _courses(record: Record) -> dict[str, Course]:
    today = record.state.today
    live = record.state.known_by is None and record.results is None
    known = _last.held if live and _last.today == today else {}
    shared: dict[frozenset[int], frozenset[int]] = {}
    held: dict[str, tuple[Slice, bool, Course]] = {}
    for uid, part in record.state.slices.items():
        found, active = known.get(uid), record.state.is_active(part)
        same = found is not None and found[0] is part and found[1] is active
        held[uid] = found if found and same else (part, active, _course(part, active, today, shared))
    if live:
        _last.today, _last.held = today, held
    return {uid: course for uid, (_, _, course) in held.items()}


def _course(part: Slice, active: bool, today: date, shared: dict[frozenset[int], frozenset[int]]) -> Course:
    steps = tuple(steps_of(part, today))
    dates = [each for each in (part.start, part.end, *(one for step in steps for one in step[2:5])) if each]
    if not dates:
        return Course(tally=Tally(milestones=len(steps)) if steps else NOTHING)
    years = {year for each in dates for year in range(each.earliest.year, each.latest.year + 1)}
    if part.start and part.end:
        years.update(range(part.start.earliest.year, part.end.latest.year + 1))
    frozen = frozenset(years)
    return Course(
        shared.setdefault(frozen, frozen),
        min(each.earliest for each in dates),
        tally(steps, living=active),
        tally((each for each in steps if each.example or part.example), living=active),
        max((each.slip or 0 for each in steps if active and each.state is Timeliness.LATE), default=0),
    )


def steps_of(part: Slice, today: date, kept: Mapping[str, Feasible] = MappingProxyType({})) -> Iterator[Step]:
    """The milestones of an initiative, in their own order; `kept` are those that others delay, by uid."""
    for each in part.milestones:
        word = each.actual or expected(each)
        yield Step(
            each,
            timeliness(each, today),
            each.original.date if each.original else None,
            each.approved.date if each.approved else None,
            word.date if word else None,
            slip_days(each),
            part.example or is_example((each.original, each.approved, word)),
            kept.get(each.uid),
        )


def tally(steps: "Iterator[Step] | tuple[Step, ...]", *, living: bool) -> Tally:
    """Some milestones in numbers."""
    count = reached = late = unconfirmed = moved = 0
    for each in steps:
        count += 1
        reached += each.state is Timeliness.REACHED
        late += living and each.state is Timeliness.LATE
        unconfirmed += living and each.state is Timeliness.UNCONFIRMED
        moved += bool(each.slip)
    return Tally(count, reached, late, unconfirmed, moved)
