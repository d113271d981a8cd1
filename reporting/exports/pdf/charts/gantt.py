"""A strip per initiative over time: planned span, original and present milestones, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.graphics.shapes import Drawing

from .. import palette
from . import pen

ROW = 19.0
HEAD = 18.0
THIN = 5.0


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date as first planned and as it stands now; either may be unknown. `colour` marks the present date."""

    original: date | None = None
    now: date | None = None
    colour: str = palette.INK


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One strip: a label, its span (open ends run out of the picture), the original span below, its milestones."""

    label: str
    start: date | None = None
    end: date | None = None
    original_start: date | None = None
    original_end: date | None = None
    milestones: Sequence[Milestone] = ()
    colour: str = palette.ACCENT_SOFT


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Place of a date, kept inside the picture."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def gantt(
    rows: Sequence[GanttRow],
    *,
    first: date,
    last: date,
    today: date | None = None,
    today_label: str = "",
    ticks: Sequence[tuple[date, str]] | None = None,
    width: float = 493,
    label_width: float = 165,
) -> Drawing:
    """Strips from `first` to `last`. `ticks` are the dates written above, by default each new year."""
    height = HEAD + ROW * len(rows) + 2
    drawing = Drawing(width, height)
    axis = _Axis(first, last, label_width, width - 6)
    floor, ceiling = 0.0, height - HEAD
    taken = _label_of(axis.x(today), today_label, width) if today is not None and axis.holds(today) else (0.0, 0.0)
    for day, words in ticks if ticks is not None else year_ticks(first, last):
        x, wide = axis.x(day), pen.width_of(words)
        pen.line(drawing, (x, floor, x, ceiling + 3))
        left = x - 2 - wide if x + 2 + wide > width else x + 2
        if left + wide < taken[0] or left > taken[1]:  # else half of it would stand behind the word of today
            pen.text(drawing, left, ceiling + 6, words, colour=palette.MUTED)
    for number, row in enumerate(rows):
        middle = ceiling - ROW * (number + 0.5)
        pen.line(drawing, (0, middle - ROW / 2, width, middle - ROW / 2))
        pen.label(drawing, 0, middle, row.label, label_width - 10)
        _strip(drawing, row, axis, middle)
    if today is not None and axis.holds(today):
        _today(drawing, axis.x(today), floor, ceiling, today_label)
    return drawing


def year_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """The first of January of each year in the span, written as the year."""
    years = range(first.year, last.year + 1)
    return [(day, str(day.year)) for day in (date(year, 1, 1) for year in years) if first <= day <= last]


def _strip(drawing: Drawing, row: GanttRow, axis: _Axis, middle: float) -> None:
    if row.start or row.end:
        _span(drawing, axis, row.start, row.end, middle - THIN / 2, THIN, row.colour)
    if row.original_start or row.original_end:
        _span(drawing, axis, row.original_start, row.original_end, middle - THIN / 2 - 2.6, 1.4, palette.LINE_STRONG)
    for milestone in row.milestones:
        _milestone(drawing, milestone, axis, middle)


def _span(
    drawing: Drawing, axis: _Axis, start: date | None, end: date | None, y: float, tall: float, colour: str
) -> None:
    left, right = axis.x(start or axis.first), axis.x(end or axis.last)
    pen.box(drawing, left, y, max(right - left, 1.0), tall, colour)


def _milestone(drawing: Drawing, milestone: Milestone, axis: _Axis, y: float) -> None:
    """Hollow where it was planned, filled where it stands, a line between when it moved."""
    original, now = milestone.original, milestone.now
    if original and now and original != now:
        pen.line(drawing, (axis.x(original), y, axis.x(now), y), milestone.colour, 0.8)
    if original and axis.holds(original) and original != now:
        pen.diamond(drawing, axis.x(original), y, 3.2, palette.LINE_STRONG, hollow=True)
    if now and axis.holds(now):
        pen.diamond(drawing, axis.x(now), y, 3.4, milestone.colour)


def _today(drawing: Drawing, x: float, floor: float, ceiling: float, words: str) -> None:
    pen.line(drawing, (x, floor, x, ceiling + 3), palette.ACCENT, 1.1, [2, 2])
    if words:
        left, right = _label_of(x, words, drawing.width)
        pen.box(drawing, left, ceiling + 3.5, right - left, 10.5, palette.PAPER)
        pen.text(drawing, (left + right) / 2, ceiling + 6, words, colour=palette.ACCENT, anchor="middle")


def _label_of(x: float, words: str, width: float) -> tuple[float, float]:
    """Where the word of today begins and ends, inside the picture."""
    if not words:
        return 0.0, 0.0
    wide = pen.width_of(words) + 6
    left = min(max(x - wide / 2, 0), width - wide)
    return left, left + wide
