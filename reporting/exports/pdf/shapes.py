"""The four status shapes, drawn: ● in order, ▲ some trouble, ◆ critical, ○ not assessed.

Shapes are paths, never font glyphs, so that they look alike everywhere and read as nothing.
"""

from functools import lru_cache

from reportlab.graphics.shapes import Circle, Polygon, Shape
from reportlab.lib.colors import HexColor

from .palette import EDGE, FILL, TINT, Status, fill_operator, stroke_operator

_CURVE = 0.5523
"""Control point distance that makes four Bézier curves a circle."""

POLYGONS: dict[Status, tuple[tuple[float, float], ...]] = {
    "warn": ((0.5, 0.97), (1.0, 0.06), (0.0, 0.06)),
    "crit": ((0.5, 1.03), (1.03, 0.5), (0.5, -0.03), (-0.03, 0.5)),
}
"""Corners in a unit square with the origin at the bottom left."""


def shape_operators(status: Status, x: float, y: float, size: float) -> str:
    """PDF path of the shape in the square with its bottom left corner at (x, y)."""
    return f"q 1 0 0 1 {x:.2f} {y:.2f} cm {_shape_path(status, size)} Q"


@lru_cache(maxsize=64)
def _shape_path(status: Status, size: float) -> str:
    corners = POLYGONS.get(status)
    if corners is not None:
        first, *rest = ((size * a, size * b) for a, b in corners)
        path = f"{first[0]:.2f} {first[1]:.2f} m " + " ".join(f"{a:.2f} {b:.2f} l" for a, b in rest)
        return f"{fill_operator(FILL[status])} {path} h f"
    if status == "none":
        ring = _circle(size / 2, size / 2, size * 0.39)
        return f"{stroke_operator(FILL[status])} {size * 0.125:.2f} w {ring} h S"
    return f"{fill_operator(FILL[status])} {_circle(size / 2, size / 2, size * 0.44)} h f"


def arrow_operators(x: float, y: float, width: float, colour: str) -> str:
    """A small arrow to the right, centred on the height y."""
    tip, back = x + width, x + width * 0.62
    head = f"{back:.2f} {y + 2:.2f} m {tip:.2f} {y:.2f} l {back:.2f} {y - 2:.2f} l S"
    return f"{stroke_operator(colour)} 0.8 w {x:.2f} {y:.2f} m {tip:.2f} {y:.2f} l S {head}"


def pill_operators(status: Status, x: float, y: float, width: float, height: float) -> str:
    """The tinted ground of a pill, with a hairline round it."""
    r = height / 2
    c = r * (1 - _CURVE)
    right, top = x + width, y + height
    path = (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l "
        f"{right - c:.2f} {y:.2f} {right:.2f} {y + c:.2f} {right:.2f} {y + r:.2f} c "
        f"{right:.2f} {top - c:.2f} {right - c:.2f} {top:.2f} {right - r:.2f} {top:.2f} c {x + r:.2f} {top:.2f} l "
        f"{x + c:.2f} {top:.2f} {x:.2f} {top - c:.2f} {x:.2f} {top - r:.2f} c "
        f"{x:.2f} {y + c:.2f} {x + c:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
    return f"{fill_operator(TINT[status])} {stroke_operator(EDGE[status])} 0.7 w {path} B"


def drawn_shape(status: Status, x: float, y: float, size: float) -> Shape:
    """The same shape for a vector drawing (reportlab.graphics)."""
    colour = HexColor(FILL[status])
    corners = POLYGONS.get(status)
    if corners is not None:
        points = [value for a, b in corners for value in (x + size * a, y + size * b)]
        return Polygon(points, fillColor=colour, strokeColor=None)
    centre = (x + size / 2, y + size / 2)
    if status == "none":
        return Circle(*centre, size * 0.39, fillColor=None, strokeColor=colour, strokeWidth=size * 0.125)
    return Circle(*centre, size * 0.44, fillColor=colour, strokeColor=None)


def _circle(cx: float, cy: float, r: float) -> str:
    k = r * _CURVE
    return (
        f"{cx + r:.2f} {cy:.2f} m {cx + r:.2f} {cy + k:.2f} {cx + k:.2f} {cy + r:.2f} {cx:.2f} {cy + r:.2f} c "
        f"{cx - k:.2f} {cy + r:.2f} {cx - r:.2f} {cy + k:.2f} {cx - r:.2f} {cy:.2f} c "
        f"{cx - r:.2f} {cy - k:.2f} {cx - k:.2f} {cy - r:.2f} {cx:.2f} {cy - r:.2f} c "
        f"{cx + k:.2f} {cy - r:.2f} {cx + r:.2f} {cy - k:.2f} {cx + r:.2f} {cy:.2f} c"
    )
