"""Horizontal bars with the label before and the number after each."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from .. import palette
from . import pen

THICKNESS = 9.0
GAP = 7.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, the number as it is written, and its colour. `value` None draws «not stated»."""

    label: str
    value: float | None
    text: str
    colour: str = palette.ACCENT


def horizontal_bars(
    bars: Sequence[Bar], *, width: float = 493, label_width: float | None = None, highest: float | None = None
) -> Drawing:
    """Bars from zero on one scale, the longest (or `highest`) filling the room. Values below zero are an error."""
    if any(bar.value is not None and bar.value < 0 for bar in bars):
        raise ValueError("Bars begin at zero; a negative value has no length.")
    names = label_width or min(max((pen.width_of(bar.label) for bar in bars), default=0) + 10, width * 0.42)
    numbers = max((pen.width_of(bar.text, strong=True) for bar in bars), default=0) + 6
    room = max(width - names - numbers, 20)
    top = highest or max((bar.value or 0 for bar in bars), default=0) or 1
    heights = [max(THICKNESS, pen.label_height(bar.label, names - 8)) + GAP for bar in bars]
    drawing = Drawing(width, max(sum(heights), 1))
    y = sum(heights)
    for bar, height in zip(bars, heights, strict=True):
        middle = y - height / 2
        pen.label(drawing, 0, middle, bar.label, names - 8)
        long = room * min((bar.value or 0) / top, 1)
        if bar.value:
            pen.box(drawing, names, middle - THICKNESS / 2, max(long, 0.8), THICKNESS, bar.colour)
        colour = palette.INK if bar.value is not None else palette.MUTED
        pen.text(drawing, names + long + 5, middle - 2.8, bar.text, colour=colour, strong=bar.value is not None)
        y -= height
    pen.line(drawing, (names, 0, names, sum(heights)), palette.LINE_STRONG, 0.7)
    return drawing
