"""Who moved between two rounds: two stacked columns with bands between, numbers beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from .. import palette
from ..palette import BAND, FILL, Status
from ..shapes import drawn_shape
from . import pen

COLUMN = 9.0
GAP = 9.0
BEFORE, NUMBER = 12.0, 15.5
"""Sizes of the numbers before and now."""
WORD_AT = 18.0
"""From the number to the shape and word."""
LEAST = 3.0
"""Lowest block, so that one of many is seen."""


@dataclass(frozen=True, slots=True)
class FlowClass:
    """A class in both columns, listed from the worst down."""

    status: Status
    word: str


def movement(
    classes: Sequence[FlowClass],
    flows: Mapping[tuple[int, int], int],
    *,
    before: str,
    after: str,
    width: float = 235,
    height: float = 118,
) -> Drawing:
    """`flows[i, j]` initiatives went from class i to class j (indexes into `classes`); the columns are their sums.

    `before` and `after` name the two rounds.
    """
    count = range(len(classes))
    left = [sum(flows.get((i, j), 0) for j in count) for i in count]
    right = [sum(flows.get((i, j), 0) for i in count) for j in count]
    drawing = Drawing(width, height)
    foot = 15.0
    unit = _unit(max(sum(left), sum(right)), height - foot, len(classes))
    tops = _tops(left, right, unit, height)
    x1, x2 = _columns(classes, max(*left, *right, 0), width)
    _bands(drawing, classes, flows, tops, unit, (x1 + COLUMN, x2))
    room = pen.width_of(str(max(right, default=0)), NUMBER, strong=True)
    for index, each in enumerate(classes):
        pair = left[index], right[index]
        _numbers(drawing, each, tops[index], _block(*pair, unit), pair, (x1, x2), room)
        for x, number in ((x1, left[index]), (x2, right[index])):
            if number:
                tall = max(number * unit, LEAST)
                pen.box(drawing, x, tops[index] - tall, COLUMN, tall, FILL[each.status])
    pen.text(drawing, x1 + COLUMN, 2, before, colour=palette.MUTED, anchor="end")
    pen.text(drawing, x2, 2, after, colour=palette.MUTED)
    return drawing


def _columns(classes: Sequence[FlowClass], largest: int, width: float) -> tuple[float, float]:
    """Left ends of the two columns: the words at the right get the room they need."""
    words = max((pen.width_of(each.word) for each in classes), default=0)
    number = pen.width_of(str(largest), NUMBER, strong=True)
    first = pen.width_of(str(largest), BEFORE) + 12
    second = width - words - number - COLUMN - WORD_AT - 20
    return first, min(max(second, first + COLUMN + 40), first + width * 0.4)


def _unit(total: int, height: float, classes: int) -> float:
    """Points per initiative."""
    return max((height - GAP * classes - LEAST * classes) / max(total, 1), 0.01)


def _block(before: int, after: int, unit: float) -> float:
    """Height kept for a class: its larger column, at least enough for its numbers."""
    return max(before * unit, after * unit, LEAST)


def _tops(left: Sequence[int], right: Sequence[int], unit: float, height: float) -> list[float]:
    tops, y = [], height - 6
    for before, after in zip(left, right, strict=True):
        tops.append(y)
        y -= max(_block(before, after, unit), 9) + GAP
    return tops


def _bands(
    drawing: Drawing,
    classes: Sequence[FlowClass],
    flows: Mapping[tuple[int, int], int],
    tops: Sequence[float],
    unit: float,
    ends: tuple[float, float],
) -> None:
    """Bands in class order at both ends; what stood still is pale, what turned stands out and lies on top."""
    starts, stops = list(tops), list(tops)
    drawn = []
    for (i, j), number in sorted(flows.items()):
        if number:
            tall = max(number * unit, 2.0)
            drawn.append((i != j, i, j, (starts[i], starts[i] - tall)))
            starts[i] -= tall
    arrivals = {}
    for (i, j), number in sorted(flows.items(), key=lambda item: (item[0][1], item[0][0])):
        if number:
            tall = max(number * unit, 2.0)
            arrivals[i, j] = (stops[j], stops[j] - tall)
            stops[j] -= tall
    for moved, i, j, start in sorted(drawn):
        colour = _band_colour(classes, i, j) if moved else _still(classes[i].status)
        pen.band(drawing, ends[0], ends[1], start, arrivals[i, j], colour)


def _band_colour(classes: Sequence[FlowClass], i: int, j: int) -> str:
    """Worse in the colour of trouble, better in the accent: classes are listed from the worst."""
    return BAND["crit"] if j < i else palette.ACCENT_SOFT


def _still(status: Status) -> str:
    return BAND[status] if status != "crit" else "#f0cccc"


def _numbers(
    drawing: Drawing,
    each: FlowClass,
    top: float,
    tall: float,
    numbers: tuple[int, int],
    columns: tuple[float, float],
    room: float,
) -> None:
    middle = top - tall / 2
    pen.text(drawing, columns[0] - 8, middle - 4.4, str(numbers[0]), size=BEFORE, colour=palette.MUTED, anchor="end")
    x = columns[1] + COLUMN + 8
    pen.text(drawing, x, middle - 5.6, str(numbers[1]), size=NUMBER, strong=True)
    x += room + WORD_AT - 8
    drawing.add(drawn_shape(each.status, x, middle - 3.1, 6.4))
    pen.text(drawing, x + 11, middle - 2.8, each.word, width=drawing.width - x - 11)
