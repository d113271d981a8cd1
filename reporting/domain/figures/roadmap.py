"""Veikart as values: which initiatives hold something in a window of years, in what groups, and what is said of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reporting.domain.figures.feasible_dates import later
from reporting.domain.figures.register import Named, Register, RegisterRow
from reporting.domain.figures.register_search import collation
from reporting.domain.figures.roadmap_courses import NOTHING, Course, Tally, courses
from reporting.domain.record import Record

AROUND = 2
"""Years that hold something the usual window has on each side of today's."""


class Grouping(StrEnum):
    """What the roadmap is grouped by."""

    GOAL = "goal"
    OWNER = "owner"
    SEGMENT = "segment"
    PROGRAMME = "programme"


class Window(NamedTuple):
    """Whole years, both ends in it."""

    first: int
    last: int

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.first, 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.last, 12, 31)

    @property
    def years(self) -> range:
        """Every year."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one goal, owner, segment or programme, the earliest first; `name` is None for those without."""

    name: Named | None
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """`years` are those that hold something of what was asked for; `undated` have no stated date at all, `outside` only
    dates outside the window. `tally` is of everything asked for, `examples` what is invented in it, `held` counts the
    milestones that others delay beyond what their owner says."""

    window: Window
    years: tuple[int, ...]
    groups: tuple[Group, ...]
    undated: tuple[RegisterRow, ...]
    outside: int
    tally: Tally
    examples: Tally
    worst: int
    held: int

    @property
    def shown(self) -> int:
        """How many initiatives are drawn."""
        return sum(len(each.rows) for each in self.groups)


def roadmap(
    record: Record,
    register: Register,
    rows: Sequence[RegisterRow],
    grouping: Grouping = Grouping.GOAL,
    first: int | None = None,
    last: int | None = None,
) -> Roadmap:
    """The rows that hold something between two years, in groups; without years the usual window."""
    known, delayed = courses(record), later(record)
    of = [known[row.uid] for row in rows]
    years = sorted(frozenset().union(*(each.years for each in of)))
    window = _window(years, record.state.today.year, first, last)
    within = frozenset(window.years)
    drawn, undated, outside = [], [], 0
    for row, course in zip(rows, of, strict=True):
        if course.first is None:
            undated.append(row)
        elif course.years.isdisjoint(within):
            outside += 1
        else:
            drawn.append(row)
    return Roadmap(
        window,
        tuple(years),
        _groups(drawn, _Around(record, register, known), grouping),
        tuple(undated),
        outside,
        _added(each.tally for each in of),
        _added(each.examples for each in of),
        max((each.worst for each in of), default=0),
        sum(len(delayed.get(row.uid, ())) for row in rows if row.living),
    )


def _added(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*(each for each in tallies if each is not NOTHING), strict=True)))


def _window(years: Sequence[int], today: int, first: int | None, last: int | None) -> Window:
    """What is asked for; else this year with the nearest years before and after that hold something."""
    before = [year for year in years if year < today][-AROUND:]
    after = [year for year in years if year > today][:AROUND]
    start = first if first is not None else min([*before, today, *([last] if last is not None else [])])
    end = last if last is not None else max([*after, today, start])
    return Window(min(start, end), max(start, end))


class _Around(NamedTuple):
    """What rows are grouped and ordered by."""

    record: Record
    register: Register
    courses: Mapping[str, Course]


def _groups(rows: Iterable[RegisterRow], around: _Around, grouping: Grouping) -> tuple[Group, ...]:
    found: dict[Named | None, list[RegisterRow]] = {}
    for row in rows:
        found.setdefault(_name(row, around, grouping), []).append(row)

    def place(row: RegisterRow) -> tuple[int, date, str]:
        depth = _top(row, around)[1] if grouping is Grouping.PROGRAMME else 0
        return (depth, around.courses[row.uid].first or date.max, row.code)

    ordered = sorted(found, key=lambda name: (name is None, collation(name.label) if name else ""))
    return tuple(Group(name, tuple(sorted(found[name], key=place))) for name in ordered)


def _name(row: RegisterRow, around: _Around, grouping: Grouping) -> Named | None:
    if grouping is Grouping.OWNER:
        return row.owner
    if grouping is Grouping.SEGMENT:
        return Named(row.segments[0], row.segments[0]) if row.segments else None
    return _programme(row, around) if grouping is Grouping.PROGRAMME else row.goal


def _programme(row: RegisterRow, around: _Around) -> Named | None:
    """The highest programme a row is part of, or is itself; None for what stands alone."""
    top, _ = _top(row, around)
    return Named(top.code, top.name) if top is not row or top.uid in around.record.state.parts else None


def _top(row: RegisterRow, around: _Around) -> tuple[RegisterRow, int]:
    """The highest programme above a row, and how many stand between; the row itself where there is none."""
    seen, at = {row.uid}, row
    while at.whole and at.whole not in seen and (above := around.register.by_uid.get(at.whole)):
        seen.add(above.uid)
        at = above
    return at, len(seen) - 1
