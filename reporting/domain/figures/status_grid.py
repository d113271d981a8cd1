"""Status over time: initiatives down, the last locked records and the chosen one across, one cell a status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.limits import badness
from reporting.domain.outline import Outline, Outlined
from reporting.domain.standing import Standing


class Why(StrEnum):
    """What a cell is: a status, or why there is none."""

    STATUS = "status"
    UNREPORTED = "unreported"  # it was to report and did not
    UNASSESSED = "unassessed"  # reported, and not assessed when the round was locked
    SILENT = "silent"  # nobody has spoken, and nobody had to
    LEFT_OUT = "left_out"  # not asked for in the round
    RESTING = "resting"  # known, and not under way
    UNKNOWN = "unknown"  # not in the register then


class Column(NamedTuple):
    """A record: its locked period's code ("" for the chosen one that is not locked) and the day it speaks of."""

    code: str
    day: date


class Cell(NamedTuple):
    """One initiative in one record. `before` is its last colour in a column before this, else what has been told since
    of that time ("" without either)."""

    why: Why
    colour: str
    before: str = ""
    declared: str = ""
    computed: str = Colour.NONE
    standing: Standing | None = None

    @property
    def turned(self) -> bool:
        """Whether it has another colour than the last time it had one."""
        return self.why is Why.STATUS and self.before not in ("", self.colour)

    @property
    def worse(self) -> bool:
        """Whether it turned to the worse."""
        return self.turned and badness(self.colour) > badness(self.before)

    @property
    def explained(self) -> bool:
        """Whether cause and measure are due: it is yellow or red."""
        return self.colour in (Colour.YELLOW, Colour.RED)


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative: as it was named last, with its main goal's key and a cell per column."""

    ref: Ref
    cells: tuple[Cell, ...]
    goal: str = ""

    @property
    def last(self) -> Cell:
        """The cell of the chosen record."""
        return self.cells[-1]

    @property
    def turns(self) -> int:
        """How many times it turned."""
        return sum(each.turned for each in self.cells)

    @property
    def turned_last(self) -> bool:
        """Whether it turned between the last two columns that gave it a colour, the chosen one being the later."""
        return self.last.turned

    @property
    def explained(self) -> bool:
        """Whether any cell is yellow or red."""
        return any(each.explained for each in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` are the initiatives that were under way in some column: the worst now first, then by code."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def turned(self) -> int:
        """How many turned in the last column."""
        return sum(each.turned_last for each in self.rows)

    @property
    def unreported(self) -> int:
        """How many did not report in the last column."""
        return sum(each.last.why is Why.UNREPORTED for each in self.rows)


def grid(records: Sequence[Outlined], goals: "dict[str, str] | None" = None) -> Grid:
    """The grid of some records, oldest first; `goals` is uid of an initiative → key of its main goal."""
    uids = dict.fromkeys(uid for record in records for uid, part in record.parts.items() if part.active)
    rows = [Row(_named(records, uid), tuple(_cells(records, uid)), (goals or {}).get(uid, "")) for uid in uids]
    return Grid(tuple(Column(each.code, each.day) for each in records), tuple(sorted(rows, key=_worst_first)))


def _named(records: Sequence[Outlined], uid: str) -> Ref:
    return next(record.parts[uid].ref for record in reversed(records) if uid in record.parts)


def _cells(records: Sequence[Outlined], uid: str) -> Iterator[Cell]:
    before, since = "", None
    for record in records:
        part = record.parts.get(uid)
        told = before or (part.told_before(since) if part and since else "")
        cell = _cell(part, told)
        since = record.day
        yield cell
        if cell.why is Why.STATUS:
            before = cell.colour


def _cell(part: Outline | None, before: str) -> Cell:
    why = _why(part)
    if part is None or why in (Why.UNKNOWN, Why.RESTING, Why.LEFT_OUT):
        return Cell(why, Colour.NONE)
    return Cell(why, part.colour, before, part.declared, part.computed, part.standing)


def _why(part: Outline | None) -> Why:
    if part is None:
        return Why.UNKNOWN
    tests = (
        (not part.active, Why.RESTING),
        (not part.required, Why.LEFT_OUT),
        (part.unreported, Why.UNREPORTED),
        (part.unassessed, Why.UNASSESSED),
        (part.colour == Colour.NONE, Why.SILENT),
    )
    return next((why for holds, why in tests if holds), Why.STATUS)


def _worst_first(row: Row) -> tuple[bool, int, bool, bool, str]:
    last = row.last
    return row.ref.example, -badness(last.colour), not last.turned, last.why is not Why.UNREPORTED, row.ref.code


# ── what is chosen of it ─────────────────────────────────────────────────────────────────────────────────────────────


class Turned(StrEnum):
    """Which turns are asked for."""

    WORSE = "worse"
    BETTER = "better"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for: keys of owners and goals, colours (or whys without one) now, and turns."""

    owner: frozenset[str] = frozenset()
    goal: frozenset[str] = frozenset()
    colour: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()


def select(rows: Sequence[Row], wanted: Criteria) -> tuple[Row, ...]:
    """The rows that fulfil all that is asked for; of one filter's values any will do."""
    return tuple(each for each in rows if _matches(each, wanted))


def _matches(row: Row, wanted: Criteria) -> bool:
    return (
        (not wanted.owner or row.ref.owner_key in wanted.owner)
        and (not wanted.goal or row.goal in wanted.goal)
        and (not wanted.colour or state_of(row.last) in wanted.colour)
        and (not wanted.turned or any(_turns(row, each) for each in wanted.turned))
    )


def state_of(cell: Cell) -> str:
    """The colour of a cell, or why it has none."""
    return cell.colour if cell.why is Why.STATUS else cell.why


def _turns(row: Row, which: str) -> bool:
    if which == Turned.EVER:
        return row.turns > 0
    return row.turned_last and row.last.worse == (which == Turned.WORSE)
