"""The dates of one contract on a line of time, as plain SVG numbers: each mark with its words, which meet neither other
words nor a line.

Coordinates are text with a dot, as SVG writes them in every language. Words are given by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

WIDTH = 876
LEFT, RIGHT = 8, 868
LETTER = 6.4  # how wide a letter is, about
ROW = 20  # from one row of words to the next
AXIS_GAP = 24  # between the words and the line of time: room for the stroke of today
MARGIN = 0.06  # of the span, on either side of the first and the last mark
SHORTEST = 60  # days the line shows at least


class Point(NamedTuple):
    """What is to be drawn: the mark's kind, its day, and what is written at it."""

    kind: str
    day: date
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark: where it stands on the line, where its words stand, and from where its stem goes down to it."""

    kind: str
    x: str
    text: str
    text_x: str
    text_y: str
    stem: str
    tone: str


class Tick(NamedTuple):
    """The first of a month or year, and its words."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The whole picture. `y` is the line of time."""

    width: int
    height: str
    y: str
    marks: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    today: str


def line(points: Sequence[Point], today: date) -> Line | None:
    """The marks along time, today among them; None when there is no date."""
    if not points:
        return None
    ordered = sorted(points, key=lambda each: (each.day, each.kind))
    scale = _Scale.over(ordered, today)
    placed = _rows(ordered, scale)
    rows = 1 + max(row for _, row in placed)
    y = rows * ROW + AXIS_GAP
    return Line(
        WIDTH,
        _text(y + 26),
        _text(y),
        tuple(_drawn(point, row, scale, y) for point, row in placed),
        tuple(scale.ticks()),
        _text(scale.x(today)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    right: float

    @classmethod
    def over(cls, points: Sequence[Point], today: date) -> "_Scale":
        """All the days with room on either side, and room for the words to the right of each mark."""
        days = [*(each.day for each in points), today]
        span = max((max(days) - min(days)).days, SHORTEST)
        room = timedelta(days=round(span * MARGIN) + 1)
        whole = cls(min(days) - room, min(days) + timedelta(days=span) + room, RIGHT)
        kept = [LEFT + (WIDTH - LEFT - _wide(each)) / whole.share(each.day) for each in points]
        return replace(whole, right=min(RIGHT, *kept))

    def share(self, day: date) -> float:
        """How far along the line a day lies, from 0 to 1."""
        return (day - self.first).days / (self.last - self.first).days

    def x(self, day: date) -> float:
        return LEFT + (self.right - LEFT) * self.share(day)

    def ticks(self) -> "list[Tick]":
        """Each first of January; of a short span each first of a quarter."""
        months = (1, 4, 7, 10) if (self.last - self.first).days < 800 else (1,)
        found = [date(year, month, 1) for year in range(self.first.year, self.last.year + 1) for month in months]
        return [Tick(_text(self.x(day)), _label(day)) for day in found if self.first < day < self.last]


def _label(day: date) -> str:
    return str(day.year) if day.month == 1 else f"{day.month}.{day.year}"


def _rows(points: Sequence[Point], scale: _Scale) -> "list[tuple[Point, int]]":
    """Each mark and the row of its words, row 0 next to the line: one above every later mark that begins beneath them,
    so that no stem goes through words."""
    placed: list[tuple[Point, int]] = []
    for point in reversed(points):
        end = scale.x(point.day) + _wide(point)
        beneath = [row for later, row in placed if scale.x(later.day) <= end]
        placed.append((point, 1 + max(beneath, default=-1)))
    return placed[::-1]


def _wide(point: Point) -> float:
    """How far the words reach to the right of their mark."""
    return len(point.text) * LETTER + 12


def _drawn(point: Point, row: int, scale: _Scale, y: float) -> Drawn:
    at, text_y = scale.x(point.day), y - AXIS_GAP - row * ROW
    return Drawn(
        point.kind, _text(at), point.text, _text(at + 6), _text(text_y), _text(text_y - 10), point.tone
    )  # fmt: skip


def _text(value: float) -> str:
    return f"{value:.1f}"
