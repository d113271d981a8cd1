"""The dates of one contract on a line of time, as plain SVG numbers: each mark with its words, none over another.

Coordinates are text with a dot, as SVG writes them in every language. Words are given by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

WIDTH = 876
LEFT, RIGHT = 8, 868
LETTER = 6.4  # how wide a letter is, about
ROW = 20  # from one row of words to the next
AXIS_GAP = 16  # between the words and the line of time
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
    end: bool


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
    scale = _Scale.over([*(each.day for each in points), today])
    placed = list(_rows(sorted(points, key=lambda each: (each.day, each.kind)), scale))
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

    @classmethod
    def over(cls, days: Sequence[date]) -> "_Scale":
        span = max((max(days) - min(days)).days, SHORTEST)
        room = timedelta(days=round(span * MARGIN) + 1)
        return cls(min(days) - room, min(days) + timedelta(days=span) + room)

    def x(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> "list[Tick]":
        """Each first of January; of a short span each first of a quarter."""
        months = (1, 4, 7, 10) if (self.last - self.first).days < 800 else (1,)
        found = [date(year, month, 1) for year in range(self.first.year, self.last.year + 1) for month in months]
        return [Tick(_text(self.x(day)), _label(day)) for day in found if self.first < day < self.last]


def _label(day: date) -> str:
    return str(day.year) if day.month == 1 else f"{day.month}.{day.year}"


def _rows(points: Sequence[Point], scale: _Scale) -> "list[tuple[Point, int]]":
    """Each mark in the lowest row where its words meet no others'; row 0 lies next to the line."""
    taken: list[float] = []
    found = []
    for point in points:
        left, right = _span(point, scale)
        row = next((number for number, end in enumerate(taken) if end < left), len(taken))
        taken[row : row + 1] = [right]
        found.append((point, row))
    return found


def _span(point: Point, scale: _Scale) -> tuple[float, float]:
    at, wide = scale.x(point.day), len(point.text) * LETTER + 12
    return (at - wide, at + 6) if at + wide > RIGHT else (at - 6, at + wide)


def _drawn(point: Point, row: int, scale: _Scale, y: float) -> Drawn:
    left, _ = _span(point, scale)
    at, text_y = scale.x(point.day), y - AXIS_GAP - row * ROW
    end = left < at - 6
    return Drawn(
        point.kind, _text(at), point.text, _text(at - 6 if end else at + 6), _text(text_y), _text(text_y - 10),
        point.tone, end,
    )  # fmt: skip


def _text(value: float) -> str:
    return f"{value:.1f}"
