"""The dependency network: boxes in columns of time or lanes, and lines from giver to receiver, as on screen."""

from collections.abc import Callable

from reportlab.graphics.shapes import Drawing, Path, Polygon, Rect
from reportlab.lib.colors import HexColor

from reporting.domain.figures.coordination_layout import Column, Layout, Mark, PlacedEdge, PlacedNode

from .. import palette
from . import pen

LABEL, SUB = 12.5, 11.0
"""Sizes of the layout's two kinds of text, in its own pixels."""
PAD, HEADING, RULE = 10.0, 14.0, 23.0
ARROW, HALF, ROUND = 8.0, 4.0, 5.0
SMALLEST, LARGEST = 6.0, 8.0
"""Points of the smallest text that may be printed, and of the largest that a small network grows to."""
LINES = {"crit": palette.FILL["crit"], "warn": palette.FILL["warn"], "soft": palette.LINE_STRONG}


def network(
    layout: Layout,
    *,
    heading: Callable[[Column], str],
    mark: Callable[[PlacedNode], str],
    width: float = 493,
) -> Drawing:
    """The layout drawn at most `width` points wide. Raises ValueError when that makes its words smaller than six
    points: lay it out for the paper's width (`PORTRAIT` for 493, `LANDSCAPE` for 740)."""
    scale = min(width / max(layout.width, 1), LARGEST / LABEL)
    if scale * SUB < SMALLEST:
        raise ValueError(f"A network {layout.width:.0f} wide cannot be read on {width:.0f} points.")
    page = Drawing(max(layout.width * scale, 1), max(layout.height * scale, 1))
    sheet = _Sheet(page, scale, layout.height)
    for column in layout.columns:
        _heading(sheet, column, heading(column))
    for edge in layout.edges:
        _edge(sheet, edge)
    for node in layout.nodes:
        _node(sheet, node, mark(node))
    return page


def legible(layout: Layout, *, width: float, height: float) -> bool:
    """Whether the layout can be read when it has to fit so many points: if not, draw less of the network."""
    return min(width / max(layout.width, 1), height / max(layout.height, 1)) * SUB >= SMALLEST


class _Sheet:
    """A drawing whose places are given in the layout's pixels, from the top."""

    def __init__(self, page: Drawing, scale: float, height: float) -> None:
        self.page, self.scale, self.height = page, scale, height

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place in points, from the bottom."""
        return x * self.scale, (self.height - y) * self.scale

    def text(self, x: float, y: float, words: str, size: float, **look: object) -> None:
        """Words with their baseline at a place."""
        pen.text(self.page, *self.at(x, y), words, size=size * self.scale, **look)  # type: ignore[arg-type]


def _heading(sheet: _Sheet, column: Column, words: str) -> None:
    colour = palette.ACCENT if column.now else palette.LINE_STRONG
    left, right = sheet.at(column.x, RULE), sheet.at(column.x + column.width, RULE)
    pen.line(sheet.page, (*left, *right), colour, 1.2 if column.now else 0.5)
    sheet.text(column.x, HEADING, words, LABEL, strong=True)


def _edge(sheet: _Sheet, placed: PlacedEdge) -> None:
    colour = HexColor(LINES[placed.edge.tone])
    line = Path(
        strokeColor=colour,
        strokeWidth=0.7 if placed.edge.tone == "soft" else 1.1,
        strokeDashArray=[2.4, 1.8] if placed.edge.dashed else None,
        fillColor=None,
    )
    points = [sheet.at(*point) for point in placed.curve[3 * placed.shared :]]
    line.moveTo(*points[0])
    for first, second, end in zip(points[1::3], points[2::3], points[3::3], strict=True):
        line.curveTo(*first, *second, *end)
    sheet.page.add(line)
    back = ARROW if placed.backward else -ARROW
    x, y = placed.tip
    corners = [sheet.at(x, y), sheet.at(x + back, y - HALF), sheet.at(x + back, y + HALF)]
    sheet.page.add(Polygon([value for corner in corners for value in corner], fillColor=colour, strokeColor=None))


def _node(sheet: _Sheet, placed: PlacedNode, mark: str) -> None:
    node = placed.node
    sheet.page.add(
        Rect(
            *sheet.at(placed.x, placed.y + placed.height),
            placed.width * sheet.scale,
            placed.height * sheet.scale,
            rx=ROUND * sheet.scale,
            ry=ROUND * sheet.scale,
            fillColor=HexColor(palette.WASH if node.external else palette.PAPER),
            strokeColor=HexColor(palette.FILL["crit"] if node.risk else palette.LINE_STRONG),
            strokeWidth=1.2 if node.risk else 0.6,
            strokeDashArray=[1.8, 1.8] if node.external else None,
        )
    )
    left, right = placed.x + PAD, placed.x + placed.width - PAD
    for line, level in zip(placed.lines, placed.line_ys, strict=True):
        sheet.text(left, level, line, LABEL)
    if placed.sub:
        sheet.text(left, placed.sub_y, placed.sub, SUB, colour=palette.MUTED)
    if mark:
        colour = palette.TEXT["warn"] if placed.mark is Mark.EXAMPLE else palette.MUTED
        sheet.text(right, placed.mark_y, mark, SUB, colour=colour, anchor="end")
