"""The milestone trend on paper: across, when it was said; up, which date was expected then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportlab.graphics.shapes import Drawing, PolyLine
from reportlab.lib.colors import HexColor

from reporting.domain.trend import apart

from .. import palette
from . import pen

HEAD, FOOT, LEFT = 14.0, 14.0, 26.0
ROW = 11.0
LEAST = 96.0


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One milestone: (said, expected) in order, the day its line ends, and what stands beside its end."""

    label: str
    points: Sequence[tuple[date, date]]
    end: date
    reached: bool = False
    colour: str = palette.INK


def milestone_trend(
    lines: Sequence[TrendLine],
    *,
    today: date,
    marks: Sequence[tuple[date, str]] = (),
    today_label: str = "",
    width: float = 493,
    label_width: float = 170,
) -> Drawing:
    """The lines from the first word to `today`; `marks` are the times at which plans were told. Needs one line."""
    height = max(LEAST, ROW * len(lines)) + HEAD + FOOT
    drawing = Drawing(width, height)
    box = _Box.of(lines, today, (LEFT, width - label_width, FOOT, height - HEAD))
    _grid(drawing, box, marks)
    _diagonal(drawing, box, today_label)
    for line in lines:
        _line(drawing, box, line)
    marked = [box.y(line.points[-1][1]) for line in lines]
    for line, y in zip(lines, apart(marked, ROW - 1.5, box.bottom + 2, box.top - 2), strict=True):
        pen.text(drawing, box.right + 8, y - 2.6, line.label, colour=line.colour, width=label_width - 10)
    return drawing


@dataclass(frozen=True, slots=True)
class _Box:
    """Days to points, both ways."""

    first: date
    today: date
    low: date
    high: date
    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def of(cls, lines: Sequence[TrendLine], today: date, edges: tuple[float, float, float, float]) -> "_Box":
        told = [expected for line in lines for _, expected in line.points]
        first = min(*(line.points[0][0] for line in lines), today - timedelta(days=30))
        room = timedelta(days=max(20, (max(told) - min(told)).days // 12))
        return cls(first, today, min(told) - room, max(*told, today) + room, *edges)

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.today - self.first).days, 1)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def y(self, day: date) -> float:
        share = (day - self.low).days / max((self.high - self.low).days, 1)
        return self.bottom + (self.top - self.bottom) * min(max(share, 0.0), 1.0)


def _grid(drawing: Drawing, box: _Box, marks: Sequence[tuple[date, str]]) -> None:
    """Years up and across, and the upright lines of the times plans were told."""
    step = next(each for each in (1, 2, 5, 10, 20) if (box.high.year - box.low.year) / each <= 8)
    for year in range(box.low.year + 1, box.high.year + 1):
        if year % step == 0:
            y = box.y(date(year, 1, 1))
            pen.line(drawing, (box.left, y, box.right, y))
            pen.text(drawing, box.left - 4, y - 2.6, str(year), colour=palette.MUTED, anchor="end")
    for year in range(box.first.year + 1, box.today.year + 1):
        if year % step == 0:
            x = box.x(date(year, 1, 1))
            pen.line(drawing, (x, box.bottom, x, box.bottom + 3), palette.LINE_STRONG)
            pen.text(drawing, x, 3, str(year), colour=palette.MUTED, anchor="middle")
    pen.line(drawing, (box.left, box.bottom, box.right, box.bottom), palette.LINE_STRONG, 0.7)
    last = box.left - 40
    for day, code in sorted(marks):
        x = box.x(day)
        pen.line(drawing, (x, box.bottom, x, box.top), palette.LINE_STRONG, 0.6)
        if x - last > pen.width_of(code) + 6:
            pen.text(drawing, x, box.top + 4, code, colour=palette.MUTED, anchor="middle")
            last = x


def _diagonal(drawing: Drawing, box: _Box, words: str) -> None:
    start, end = max(box.first, box.low), min(box.today, box.high)
    if start >= end:
        return
    pen.line(drawing, (box.x(start), box.y(start), box.x(end), box.y(end)), palette.ACCENT, 0.9, [1.5, 2])
    if words:
        middle = start + (end - start) / 2
        x, y, wide = box.x(middle), box.y(middle), pen.width_of(words) + 6
        pen.box(drawing, x - wide / 2, y - 4.5, wide, 9, palette.PAPER)
        pen.text(drawing, x, y - 2.6, words, colour=palette.ACCENT, anchor="middle")


def _line(drawing: Drawing, box: _Box, line: TrendLine) -> None:
    """Level until the next word; a dot at each word, a diamond where it was reached."""
    corners: list[float] = []
    for said, expected in line.points:
        if corners:
            corners += [box.x(said), corners[-1]]
        corners += [box.x(said), box.y(expected)]
    corners += [box.x(line.end), corners[-1]]
    drawing.add(PolyLine(corners, strokeColor=HexColor(line.colour), strokeWidth=1.3))
    for place, (said, expected) in enumerate(line.points):
        last = place == len(line.points) - 1
        if not (last and line.reached):
            x, y = box.x(said), box.y(expected)
            pen.box(drawing, x - 1.6, y - 1.6, 3.2, 3.2, line.colour)
    if line.reached:
        pen.diamond(drawing, box.x(line.end), corners[-1], 3.2, line.colour)
