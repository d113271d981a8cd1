"""The Table element: one structure tree node however many pages it covers.

How it stays fast: all cells are laid once, in one pass, into plain rows with running heights. Cutting at a page
end is a binary search in those heights, so the cost is linear in cells; each page's lines, grounds and shapes
are one artifact, and each cell is one marked-content sequence written straight to the page. platypus's own Table
would measure and copy the remaining rows again for each page.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import palette
from .blocks import TextBlock
from .flow import SLACK, Element
from .grid import PADDING_Y, CellValue, Column, Grid, Placed, Row
from .ink import decoration, place, write_text
from .palette import stroke_operator
from .structure import Node, TaggedCanvas

KEEP_WHOLE = 0.4
"""A row lower than this share of the page is moved rather than cut."""
FIRST = LAST = 2
"""Rows a table has at least at the foot of the page it begins on, and at the top of the one it ends on."""


@dataclass(slots=True)
class TableState:
    """What all parts of a table share: the values, the laid grid and the nodes."""

    columns: Sequence[Column]
    head: Sequence[Sequence[CellValue]]
    rows: Sequence[Sequence[CellValue]]
    summary: str | None = None
    laid: tuple[float, Grid] | None = None
    node: Node | None = None
    thead: Node | None = None
    tbody: Node | None = None

    def grid(self, width: float, body_height: float) -> Grid:
        """The rows laid at this width, once."""
        if self.laid is None or self.laid[0] != width:
            self.laid = (width, Grid(self.columns, self.head, self.rows, width, body_height))
        return self.laid[1]


class DataTable(Element):
    """Rows `begin` to `end` of a table, with the head above. `first` and `last` hold pieces of a cut row."""

    def __init__(
        self,
        state: TableState,
        caption: TextBlock | None = None,
        begin: int = 0,
        end: int | None = None,
        first: Row | None = None,
        last: Row | None = None,
        continued: bool = False,
    ) -> None:
        super().__init__(14 if caption else 6, 12)
        self.state, self.caption, self.continued = state, caption, continued
        self.begin, self.end = begin, len(state.rows) if end is None else end
        self.first, self.last = first, last

    def _grid(self, width: float) -> Grid:
        return self.state.grid(width, self.page_height)

    def _above(self, grid: Grid, width: float) -> float:
        caption = self.caption.height_at(width) + self.caption.style.space_after if self.caption else 0
        return caption + grid.head_height

    def measure(self, width: float) -> float:
        grid = self._grid(width)
        pieces = sum(row.height for row in (self.first, self.last) if row)
        return self._above(grid, width) + grid.tops[self.end] - grid.tops[self.begin] + pieces

    # ── cutting ──────────────────────────────────────────────────────────
    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        grid = self._grid(width)
        room = height - self._above(grid, width)
        if self.first:
            if self.first.height > room + SLACK:
                return self._cut_first(grid, room, force)
            room -= self.first.height
        stop = bisect_right(grid.tops, grid.tops[self.begin] + room + SLACK, self.begin, self.end + 1) - 1
        stop = max(stop, self.begin)
        while self.begin < stop < self.end and grid.rows[stop].glued:
            stop -= 1
        left = room - (grid.tops[stop] - grid.tops[self.begin])
        return self._cut_row(grid, stop, left, force) or self._cut_between(self._worth(grid, stop, force))

    def _worth(self, grid: Grid, stop: int, force: bool) -> int:
        """Where to cut so that no row stands alone: a lonely last row gets company, and a table that has no room for
        its first rows begins on the next page."""
        begun = self.continued or self.first is not None or force
        if self.last is None and self.end - LAST < stop < self.end:
            earlier = self.end - LAST
            while self.begin < earlier and grid.rows[earlier].glued:
                earlier -= 1
            stop = earlier if earlier > self.begin or not begun else stop
        told = sum(not row.group for row in grid.rows[self.begin : max(stop, self.begin)])
        return self.begin if not begun and stop < self.end and told < FIRST else stop

    def _cut_between(self, stop: int) -> tuple[Element, Element] | None:
        if (stop == self.begin and self.first is None) or (stop == self.end and self.last is None):
            return None
        return self._head_part(stop, None), self._tail_part(stop, None)

    def _cut_row(self, grid: Grid, stop: int, room: float, force: bool) -> tuple[Element, Element] | None:
        """Cut the row at `stop` itself, when it is tall or when nothing else would fit on an empty page."""
        if stop >= self.end:
            return None
        row = grid.rows[stop]
        alone = force and stop == self.begin and self.first is None
        if not alone and row.height < KEEP_WHOLE * grid.body_height:
            return None
        pieces = cut_row(row, grid, room, alone)
        if pieces is None:
            return None
        return self._head_part(stop, pieces[0]), self._tail_part(stop + 1, pieces[1])

    def _cut_first(self, grid: Grid, room: float, force: bool) -> tuple[Element, Element] | None:
        pieces = cut_row(self.first, grid, room, force) if self.first else None
        if pieces is None:
            return None
        return self._part(self.begin, self.begin, pieces[0], None, False), self._part(
            self.begin, self.end, pieces[1], self.last, True
        )

    def _head_part(self, stop: int, last: Row | None) -> "DataTable":
        return self._part(self.begin, stop, self.first, last, False)

    def _tail_part(self, start: int, first: Row | None) -> "DataTable":
        return self._part(start, self.end, first, self.last, True)

    def _part(self, begin: int, end: int, first: Row | None, last: Row | None, tail: bool) -> "DataTable":
        part = DataTable(self.state, None if tail else self.caption, begin, end, first, last, self.continued or tail)
        part.page_height = self.page_height
        return part

    # ── painting ─────────────────────────────────────────────────────────
    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        grid = self._grid(width)
        table = self._open(canvas)
        with canvas.inside(table):
            if self.caption:
                self.caption.paint(canvas, x, top, width)
                top -= self.caption.height_at(width) + self.caption.style.space_after
            head, body = self._open_sections(canvas)
        body_top = top - grid.head_height
        rows = [row for row in (self.first, *grid.rows[self.begin : self.end], self.last) if row]
        canvas.decorate(_hairlines(grid, rows, x, body_top))
        if self.continued:
            with canvas.artifact("Pagination"):
                paint_rows(canvas, grid, grid.head, head, x, top)
        else:
            paint_rows(canvas, grid, grid.head, head, x, top)
        paint_rows(canvas, grid, rows, body, x, body_top)

    def _open(self, canvas: TaggedCanvas) -> Node:
        if self.state.node is None:
            summary = {"Table": {"Summary": self.state.summary}} if self.state.summary else None
            self.state.node = canvas.node("Table", attributes=summary)
        return self.state.node

    def _open_sections(self, canvas: TaggedCanvas) -> tuple[Node, Node]:
        if self.state.thead is None or self.state.tbody is None:
            self.state.thead, self.state.tbody = canvas.node("THead"), canvas.node("TBody")
        return self.state.thead, self.state.tbody


def cut_row(row: Row, grid: Grid, room: float, force: bool) -> tuple[Row, Row] | None:
    """A row in two, at most `room` high above; both halves keep the same TR and cells. None if it cannot be."""
    height = room - 2 * PADDING_Y
    heads: list[Placed] = []
    tails: list[Placed] = []
    for cell in row.cells:
        parts = _cut_cell(cell, grid, height, force)
        if parts is None:
            return None
        heads.append(parts[0])
        tails.append(parts[1])
    if not any(cell.height for cell in heads) or not any(cell.height for cell in tails):
        return None
    return _piece_of(row, heads), _piece_of(row, tails)


def _piece_of(row: Row, cells: list[Placed]) -> Row:
    return Row(cells, max(cell.height for cell in cells) + 2 * PADDING_Y, row.node, group=row.group)


def _cut_cell(cell: Placed, grid: Grid, height: float, force: bool) -> tuple[Placed, Placed] | None:
    if cell.height <= height + SLACK:
        return cell, replace(cell, lines=[], element=None, height=0.0)
    if cell.element is not None:
        width = grid.place_of(cell)[1]
        parts = cell.element.cut(width, height, force)
        if parts is None:
            return None
        head, tail = (replace(cell, element=part, height=part.height_at(width)) for part in parts)
        return head, tail
    fits = int((height + SLACK) // cell.style.leading)
    if fits < 1 or (fits < 2 and not force):
        return None
    return (
        replace(cell, lines=cell.lines[:fits], height=fits * cell.style.leading),
        replace(cell, lines=cell.lines[fits:], height=(len(cell.lines) - fits) * cell.style.leading),
    )


def paint_rows(canvas: TaggedCanvas, grid: Grid, rows: Sequence[Row], section: Node, x: float, top: float) -> None:
    """Draw rows downwards from `top`: first every shape and stroke as one artifact, then the cells."""
    strokes: list[str] = []
    texts = []
    for row in rows:
        for cell in row.cells:
            left, width = grid.place_of(cell)
            cell_top = top - PADDING_Y - (_drop(row, cell) if section.tag == "THead" else 0)
            placed = list(place(cell.lines, cell.style, x + left, cell_top, width))
            strokes.extend(decoration(placed))
            texts.append((row, cell, placed, x + left, cell_top, width))
        top -= row.height
    canvas.decorate(strokes)
    for row, cell, placed, left, cell_top, width in texts:
        if not row.node:
            row.node.append(canvas.node("TR", parent=section))
        node = _cell_node(canvas, cell, row.node[0])
        if cell.element is not None:
            with canvas.inside(node):
                cell.element.paint(canvas, left, cell_top, width)
        elif placed:
            write_text(canvas, placed, cell.style, cell.slot)


def _drop(row: Row, cell: Placed) -> float:
    """Column heads stand on the line below them."""
    return max(row.height - cell.height - 2 * PADDING_Y, 0.0) if cell.rowspan == 1 else 0.0


def _cell_node(canvas: TaggedCanvas, cell: Placed, row: Node) -> Node:
    slot = cell.slot
    if slot.node is None:
        table: dict[str, object] = {}
        if cell.scope:
            table["Scope"] = f"/{cell.scope}"
        if cell.colspan > 1:
            table["ColSpan"] = cell.colspan
        if cell.rowspan > 1:
            table["RowSpan"] = cell.rowspan
        lang = {"Lang": slot.lang} if slot.lang else None
        slot.node = canvas.node(slot.tag, lang, {"Table": table} if table else None, parent=row)
    return slot.node


def _hairlines(grid: Grid, rows: Sequence[Row], x: float, top: float) -> list[str]:
    """The dark line under the head and a hairline under each row, except through cells that span it."""
    right = x + grid.edges[-1]
    operators = [stroke_operator(palette.LINE_STRONG), f"0.8 w {x:.2f} {top:.2f} m {right:.2f} {top:.2f} l S"]
    operators.append(f"{stroke_operator(palette.LINE)} 0.5 w")
    spans: list[tuple[int, Placed]] = []
    for number, row in enumerate(rows):
        top -= row.height
        spans.extend((number + cell.rowspan - 1, cell) for cell in row.cells if cell.rowspan > 1)
        if spans:
            spans = [(last, cell) for last, cell in spans if last > number]
        for left, end in _uncovered(grid, [cell for _, cell in spans]):
            operators.append(f"{x + left:.2f} {top:.2f} m {x + end:.2f} {top:.2f} l S")
    return operators


def _uncovered(grid: Grid, cells: Sequence[Placed]) -> list[tuple[float, float]]:
    """The stretches of the table's width that none of these cells covers."""
    if not cells:
        return [(0.0, grid.edges[-1])]
    covered = {column for cell in cells for column in range(cell.column, cell.column + cell.colspan)}
    return [(grid.edges[n], grid.edges[n + 1]) for n in range(len(grid.widths)) if n not in covered]
