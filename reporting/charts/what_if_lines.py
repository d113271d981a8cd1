"""What moves as plain SVG shapes: a row per milestone on one axis of time, from the old day to the new.

Every row and the axis above them are pictures of one width, so that a day stands in one place in all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

WIDTH = 480
HEIGHT, MIDDLE = 22, 11
QUARTERS, YEARS = 6, 9  # ticks there is room for
MARGIN = 9  # room for a mark at either end


class Tick(NamedTuple):
    """Where a stretch of time begins, and how far it runs; `quarter` is None for a whole year."""

    day: date
    quarter: int | None
    x: str


class Shapes(NamedTuple):
    """A row: the old day as a ring, the line, the new day as a diamond, or a square where it is what is tried; the
    claimed day as an upright line, "" where it is one of them."""

    was: str
    line: str
    now: str
    claimed: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to places across the picture."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day that lies between the ends."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    def holds(self, day: date) -> bool:
        """Whether a day is in the picture."""
        return self.first <= day <= self.last

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginnings of quarters where there is room for them, else of years, else of every so many years."""
        quarters = [date(year, month, 1) for year in self._years for month in (1, 4, 7, 10)]
        held = [day for day in quarters if self.holds(day)]
        if len(held) <= QUARTERS:
            return tuple(Tick(day, (day.month + 2) // 3, _n(self.x(day))) for day in held)
        years = [date(year, 1, 1) for year in self._years if self.holds(date(year, 1, 1))]
        step = -(-len(years) // YEARS)
        return tuple(Tick(day, None, _n(self.x(day))) for day in years[::step])

    @property
    def _years(self) -> range:
        return range(self.first.year, self.last.year + 1)


def grid(ticks: Sequence[Tick]) -> str:
    """The upright lines of the ticks, for a picture one unit high that is stretched under the rows."""
    return "".join(f"M{tick.x} 0v1" for tick in ticks)


def upright(day: date, axis: Axis) -> str:
    """One upright line, "" when the day is not in the picture."""
    return f"M{_n(axis.x(day))} 0v1" if axis.holds(day) else ""


def shapes(before: date, after: date, claimed: date | None, axis: Axis, *, tried: bool = False) -> Shapes:
    """The shapes of one row."""
    old, new = axis.x(before), axis.x(after)
    mark = f"M{_n(axis.x(claimed))} 2v{HEIGHT - 4}" if claimed and claimed != before and axis.holds(claimed) else ""
    return Shapes(
        f"M{_n(old)} {MIDDLE}h.1",  # a dot; the stylesheet makes it a ring
        f"M{_n(old)} {MIDDLE}H{_n(new)}",
        f"M{_n(new - 5)} {MIDDLE - 5}h10v10h-10z" if tried else f"M{_n(new)} {MIDDLE - 6}l6 6-6 6-6-6z",
        mark,
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
