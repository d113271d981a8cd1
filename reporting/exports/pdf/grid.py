"""A table as values: columns, cells with spans, their widths and heights. Nothing is drawn here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, TypeAlias

from .blocks import Heading
from .flow import Element, Stack, walk
from .ink import Slot
from .inline import Content
from .lines import Line, break_lines, extent
from .structure import Node
from .styles import CELL, CELL_HEADER, COLUMN_HEADER, Align, TextStyle, aligned

PADDING_X = 6.0
PADDING_Y = 4.0
SAMPLE = 200
"""Rows looked at when column widths are chosen."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, alignment ("right" for numbers), and a fixed `width` in points or one by content.

    `row_header` makes its cells TH with row scope.
    """

    title: Content
    align: Align = "left"
    width: float | None = None
    row_header: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than text: spans, other elements inside, a header, another language."""

    content: "Content | Element | Sequence[Element]"
    colspan: int = 1
    rowspan: int = 1
    header: Literal["row", "column"] | None = None
    align: Align | None = None
    lang: str | None = None


CellValue: TypeAlias = "Content | Element | Sequence[Element] | Cell"


@dataclass(slots=True)
class Placed:
    """A cell in its place: laid text, or an element, and the slot that keeps its structure."""

    column: int
    colspan: int
    rowspan: int
    scope: Literal["Column", "Row"] | None
    style: TextStyle
    slot: Slot
    lines: list[Line]
    element: Element | None
    height: float


@dataclass(slots=True)
class Row:
    """Cells that begin in one row; `node` is the TR once drawn. `glued` rows never begin a page."""

    cells: list[Placed]
    height: float
    node: list[Node]
    glued: bool = False
    group: bool = False


class Grid:
    """All rows of a table laid at one width. Linear in the number of cells."""

    def __init__(
        self,
        columns: Sequence[Column],
        head: Sequence[Sequence[CellValue]],
        rows: Sequence[Sequence[CellValue]],
        width: float,
        body_height: float,
    ) -> None:
        self.columns, self.body_height = columns, body_height
        self.widths = column_widths(columns, head, rows, width)
        self.edges = list(accumulate(self.widths, initial=0.0))
        self.head = self._lay(head, in_head=True)
        self.rows = self._lay(rows, in_head=False)
        self.head_height = sum(row.height for row in self.head)
        self.tops = list(accumulate((row.height for row in self.rows), initial=0.0))

    def _lay(self, rows: Sequence[Sequence[CellValue]], in_head: bool) -> list[Row]:
        laid: list[Row] = []
        taken: dict[tuple[int, int], bool] = {}
        for number, values in enumerate(rows):
            laid.append(self._lay_row(number, values, taken, in_head))
        _glue(laid)
        _settle_spans(laid, self.body_height)
        return laid

    def _lay_row(
        self, number: int, values: Sequence[CellValue], taken: dict[tuple[int, int], bool], in_head: bool
    ) -> Row:
        cells: list[Placed] = []
        column = 0
        for value in values:
            while taken and taken.pop((number, column), False):
                column += 1
            cell = value if isinstance(value, Cell) else None
            placed = self._place(value if cell is None else cell, column, in_head)
            if cell is not None and cell.rowspan > 1:
                taken.update(
                    ((number + down, column + right), True)
                    for down in range(1, cell.rowspan)
                    for right in range(cell.colspan)
                )
            cells.append(placed)
            column += placed.colspan
        while taken and taken.pop((number, column), False):
            column += 1
        if column != len(self.columns):
            raise ValueError(f"Row {number + 1} fills {column} of {len(self.columns)} columns.")
        height = max((cell.height for cell in cells if cell.rowspan == 1), default=CELL.leading) + 2 * PADDING_Y
        group = len(cells) == 1 and cells[0].colspan == len(self.columns) and cells[0].scope is not None
        return Row(cells, height, [], group=group)

    def _place(self, value: CellValue, column: int, in_head: bool) -> Placed:
        cell = value if isinstance(value, Cell) else Cell(value)
        if column + cell.colspan > len(self.columns):
            raise ValueError(f"A cell reaches beyond the {len(self.columns)} columns.")
        spec = self.columns[column]
        scope = _scope(cell, spec, in_head)
        base = COLUMN_HEADER if in_head else CELL_HEADER if scope else CELL
        style = aligned(base, cell.align or spec.align)
        width = self.edges[column + cell.colspan] - self.edges[column] - self._padding(column, cell.colspan)
        element = _checked(as_element(cell.content))
        slot = Slot("TH" if scope else "TD", "" if element else cell.content, cell.lang)
        lines = [] if element else break_lines(cell.content, style, width)
        height = element.height_at(width) if element else len(lines) * style.leading
        return Placed(column, cell.colspan, cell.rowspan, scope, style, slot, lines, element, height)

    def _padding(self, column: int, colspan: int) -> float:
        left = PADDING_X if column else 0
        right = PADDING_X if column + colspan < len(self.columns) else 0
        return left + right

    def place_of(self, cell: Placed) -> tuple[float, float]:
        """Left edge and width of the cell's content, from the table's left edge."""
        left = self.edges[cell.column] + (PADDING_X if cell.column else 0)
        return left, self.edges[cell.column + cell.colspan] - self.edges[cell.column] - self._padding(
            cell.column, cell.colspan
        )


def column_widths(
    columns: Sequence[Column],
    head: Sequence[Sequence[CellValue]],
    rows: Sequence[Sequence[CellValue]],
    width: float,
) -> list[float]:
    """Widths that add up to `width`: fixed ones as given but never narrower than their longest word, the rest by
    content as a browser would share it. Where all longest words have room, none is cut."""
    needs = [_needs(index, columns, head, rows) for index in range(len(columns))]
    flexible = [index for index, column in enumerate(columns) if column.width is None]
    least = sum(needs[index][0] for index in flexible)
    most = sum(needs[index][1] for index in flexible)
    widths = _fixed(columns, needs, width - least)
    free = width - sum(widths)
    for index in flexible:
        low, high = needs[index]
        if least >= free:
            widths[index] = free * low / least
        elif most <= free:
            widths[index] = free * high / most
        else:
            widths[index] = low + (free - least) * (high - low) / (most - least)
    scale = width / (sum(widths) or 1)
    return [each * scale for each in widths]


def _fixed(columns: Sequence[Column], needs: Sequence[tuple[float, float]], room: float) -> list[float]:
    """Widths of the fixed columns, 0 of the others: each at least its longest word, and where they take more than
    `room` they give up what they have beyond that."""
    widths = [max(column.width, low) if column.width else 0.0 for column, (low, _) in zip(columns, needs, strict=True)]
    spare = [max(wide - low, 0.0) for wide, (low, _) in zip(widths, needs, strict=True)]
    share = min(max(sum(widths) - room, 0.0) / (sum(spare) or 1), 1.0)
    return [wide - share * each for wide, each in zip(widths, spare, strict=True)]


def _needs(
    index: int, columns: Sequence[Column], head: Sequence[Sequence[CellValue]], rows: Sequence[Sequence[CellValue]]
) -> tuple[float, float]:
    """Least and most width of a column: its longest word, and a tamed natural width of its texts."""
    padding = PADDING_X * (index > 0) + PADDING_X * (index < len(columns) - 1) + 0.5
    low, naturals = 24.0, [30.0]
    samples = [(row[index], COLUMN_HEADER) for row in head if len(row) == len(columns)]
    samples += [
        (row[index], aligned(CELL_HEADER, columns[index].align)) for row in rows[:SAMPLE] if len(row) == len(columns)
    ]
    for value, style in samples:
        content = value.content if isinstance(value, Cell) else value
        if isinstance(value, Cell) and value.colspan > 1:
            continue
        element = as_element(content)
        if element is None:
            widest, natural = extent(content, style)
            low = max(low, min(widest, 150))
            naturals.append(natural)
        else:
            naturals.append(110.0)
    high = max(min(max(naturals), 170 + 0.12 * max(naturals)), low)
    return low + padding, min(high, 420) + padding


def as_element(content: object) -> Element | None:
    """The content as one element, or None when it is text."""
    if isinstance(content, Element):
        return content
    if isinstance(content, list | tuple) and content and isinstance(content[0], Element):
        return Stack([each for each in content if isinstance(each, Element)])
    return None


def _checked(element: Element | None) -> Element | None:
    if element is not None and any(isinstance(each, Heading) for each in walk((element,))):
        raise ValueError("A table cell cannot hold a heading; use strong text.")
    return element


def _scope(cell: Cell, column: Column, in_head: bool) -> Literal["Column", "Row"] | None:
    if in_head or cell.header == "column":
        return "Column"
    return "Row" if cell.header == "row" or (column.row_header and cell.colspan == 1) else None


def _glue(rows: list[Row]) -> None:
    """Rows under a spanning cell, and the first row of a group, stay with the row above."""
    until = 0
    for number, row in enumerate(rows):
        row.glued = number < until or (number > 0 and rows[number - 1].group)
        until = max([until, *(number + cell.rowspan for cell in row.cells)])


def _settle_spans(rows: list[Row], body_height: float) -> None:
    """Make room for spanning cells: in their last row, or in their first when the span is longer than a page."""
    for number, row in enumerate(rows):
        for cell in row.cells:
            if cell.rowspan == 1:
                continue
            spanned = rows[number : number + cell.rowspan]
            if len(spanned) < cell.rowspan:
                raise ValueError(f"A cell in row {number + 1} spans {cell.rowspan} rows; the table ends before that.")
            total = sum(each.height for each in spanned)
            need = cell.height + 2 * PADDING_Y
            if max(total, need) > body_height:
                row.height = max(row.height, need)
                for each in spanned:
                    each.glued = each.glued and each is row
            elif need > total:
                spanned[-1].height += need - total
