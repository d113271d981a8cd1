"""Drawing helpers shared by the figures: text in Inter, lines and boxes in our colours."""

from collections.abc import Sequence
from typing import Literal

from reportlab.graphics.shapes import Drawing, Line, Path, Polygon, Rect, String
from reportlab.lib.colors import HexColor

from .. import fonts, palette
from ..lines import break_lines
from ..pages import fit
from ..styles import TextStyle

Anchor = Literal["start", "middle", "end"]
LABEL = 7.8
"""Size of labels in figures, points."""
LABEL_STYLE = TextStyle(LABEL, 9.6)


def text(
    drawing: Drawing,
    x: float,
    y: float,
    words: str,
    *,
    size: float = LABEL,
    colour: str = palette.INK,
    strong: bool = False,
    anchor: Anchor = "start",
    width: float | None = None,
) -> None:
    """One line of text with its baseline at y, shortened to `width`."""
    font = fonts.STRONG if strong else fonts.REGULAR
    style = TextStyle(size, size * 1.2, font=font)
    shown = fit(words, style, width) if width is not None else fonts.clean(words).replace("\n", " ")
    drawing.add(String(x, y, shown, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor))


def wrapped(words: str, width: float, most: int = 2) -> list[str]:
    """The words on at most `most` lines of a label column; the last is shortened when there are more."""
    lines = ["".join(piece.text for piece in line.pieces).rstrip() for line in break_lines(words, LABEL_STYLE, width)]
    if len(lines) <= most:
        return lines
    rest = fonts.clean(words)[len(" ".join(lines[: most - 1])) :].strip()
    return [*lines[: most - 1], fit(rest, LABEL_STYLE, width)]


def label(drawing: Drawing, x: float, middle: float, words: str, width: float) -> None:
    """A row label of up to two lines, centred on a height."""
    lines = wrapped(words, width)
    y = middle - LABEL * 0.36 + LABEL_STYLE.leading * (len(lines) - 1) / 2
    for line in lines:
        text(drawing, x, y, line)
        y -= LABEL_STYLE.leading


def label_height(words: str, width: float) -> float:
    """Height a row label takes."""
    return len(wrapped(words, width)) * LABEL_STYLE.leading


def line(
    drawing: Drawing,
    points: tuple[float, float, float, float],
    colour: str = palette.LINE,
    thickness: float = 0.5,
    dash: Sequence[float] | None = None,
) -> None:
    """A straight line."""
    drawing.add(Line(*points, strokeColor=HexColor(colour), strokeWidth=thickness, strokeDashArray=dash))


def box(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str | None,
    *,
    edge: str | None = None,
    dash: Sequence[float] | None = None,
) -> None:
    """A filled or outlined rectangle."""
    drawing.add(
        Rect(
            x,
            y,
            width,
            height,
            fillColor=HexColor(colour) if colour else None,
            strokeColor=HexColor(edge) if edge else None,
            strokeWidth=0.7,
            strokeDashArray=dash,
        )
    )


def diamond(drawing: Drawing, x: float, y: float, radius: float, colour: str, hollow: bool = False) -> None:
    """A milestone marker centred at (x, y)."""
    points = [x, y + radius, x + radius, y, x, y - radius, x - radius, y]
    drawing.add(
        Polygon(
            points,
            fillColor=HexColor(palette.PAPER if hollow else colour),
            strokeColor=HexColor(colour),
            strokeWidth=0.9,
        )
    )


def band(
    drawing: Drawing, left: float, right: float, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    """A flow between two columns: (top, bottom) on the left to (top, bottom) on the right, in an S curve."""
    middle = (left + right) / 2
    path = Path(fillColor=HexColor(colour), strokeColor=None)
    path.moveTo(left, start[0])
    path.curveTo(middle, start[0], middle, end[0], right, end[0])
    path.lineTo(right, end[1])
    path.curveTo(middle, end[1], middle, start[1], left, start[1])
    path.closePath()
    drawing.add(path)


def width_of(words: str, size: float = LABEL, strong: bool = False) -> float:
    """Width of a label in points."""
    return fonts.width(fonts.clean(words), fonts.STRONG if strong else fonts.REGULAR, size)
