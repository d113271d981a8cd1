"""Money per year: bars side by side, never stacked, each with its amount above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from .. import palette
from . import pen

FOOT = 16.0
KEY = 17.0
HEADROOM = 13.0


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of money: its name, an amount per group (None: not stated), a colour.

    `hollow` draws only an outline, for money that is not granted.
    """

    name: str
    amounts: Sequence[float | None]
    colour: str = palette.ACCENT
    hollow: bool = False


def money_bars(
    groups: Sequence[str],
    series: Sequence[Series],
    *,
    text: Callable[[float], str],
    missing: str = "–",
    width: float = 493,
    height: float = 150,
) -> Drawing:
    """Bars per group (year). `text` writes an amount; `missing` stands where none is stated. Raises ValueError when a
    series does not have one amount per group, or for a negative amount."""
    _check(groups, series)
    drawing = Drawing(width, height)
    tallest = max((amount or 0 for each in series for amount in each.amounts), default=0) or 1
    room = height - FOOT - KEY - HEADROOM
    slot = width / max(len(groups), 1)
    thick = min(34.0, (slot - 14) / max(len(series), 1))
    _key(drawing, series, height - 9)
    for number, name in enumerate(groups):
        centre = slot * (number + 0.5)
        left = centre - thick * len(series) / 2
        for index, each in enumerate(series):
            _bar(drawing, each, each.amounts[number], (left + thick * index, thick), room / tallest, text, missing)
        pen.text(drawing, centre, 3, name, colour=palette.MUTED, anchor="middle", width=slot - 4)
    pen.line(drawing, (0, FOOT, width, FOOT), palette.LINE_STRONG, 0.7)
    return drawing


def _check(groups: Sequence[str], series: Sequence[Series]) -> None:
    for each in series:
        if len(each.amounts) != len(groups):
            raise ValueError(f"«{each.name}» has {len(each.amounts)} amounts for {len(groups)} groups.")
        if any(amount is not None and amount < 0 for amount in each.amounts):
            raise ValueError(f"«{each.name}» holds a negative amount.")


def _bar(
    drawing: Drawing,
    each: Series,
    amount: float | None,
    place: tuple[float, float],
    scale: float,
    text: Callable[[float], str],
    missing: str,
) -> None:
    x, thick = place
    tall = (amount or 0) * scale
    if amount:
        fill = palette.PAPER if each.hollow else each.colour
        edge = each.colour if each.hollow else None
        pen.box(
            drawing, x + 1, FOOT, thick - 2, max(tall, 0.8), fill, edge=edge, dash=[2, 1.5] if each.hollow else None
        )
    words = missing if amount is None else text(amount)
    colour = palette.MUTED if amount is None else palette.INK
    size = min(pen.LABEL, pen.LABEL * (thick + 8) / max(pen.width_of(words), 1))
    pen.text(drawing, x + thick / 2, FOOT + tall + 3, words, anchor="middle", colour=colour, size=max(size, 5.5))


def _key(drawing: Drawing, series: Sequence[Series], y: float) -> None:
    """Names with their swatches, above the bars; left out when there is only one kind."""
    x = 0.0
    for each in series if len(series) > 1 else ():
        fill = palette.PAPER if each.hollow else each.colour
        pen.box(drawing, x, y, 9, 6.5, fill, edge=each.colour, dash=[2, 1.5] if each.hollow else None)
        pen.text(drawing, x + 13, y + 0.4, each.name, colour=palette.MUTED)
        x += 13 + pen.width_of(each.name) + 16
