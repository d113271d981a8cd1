"""From a described sheet to the columns Excel gets, with their headers, widths and writers."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from reporting.exports.tabular import cells, formats, text
from reporting.exports.tabular.sheets import Column, Kind, Sheet
from reporting.exports.tabular.styles import Styles

_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.KRONER, Kind.PERCENT}
_HEADER_LIMIT = 255
_IN_MEMORY = 16 * 2**20
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class ExcelColumn:
    """A column as it stands in the file. `tucked` ones are grouped under a button and start hidden."""

    letter: str
    header: str
    width: float
    kind: Kind | None = None
    tucked: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet, and where each described column (by key) and the column of example marks went."""

    columns: tuple[ExcelColumn, ...]
    letters: dict[str, str]
    example: str | None

    @property
    def last(self) -> str:
        """The last column's letter."""
        return self.columns[-1].letter

    def table_range(self, rows: int) -> str:
        """The cells of header and rows; Excel wants at least one row under a header."""
        return f"A1:{self.last}{max(rows, 1) + 1}"


def header_of(column: Column) -> str:
    """Title and unit. Whole kroner are shown in millions, and the header says so."""
    unit = column.unit or {Kind.KRONER: _("mill. kr"), Kind.PERCENT: "%"}.get(column.kind, "")
    return f"{column.title} ({unit})" if unit and unit.lower() != column.title.lower() else column.title


def plan(sheet: Sheet) -> Layout:
    """Where each column goes: a partial date takes two, and example data one more at the end."""
    wanted: list[tuple[str, float, Kind | None, bool]] = []
    positions: dict[str, int] = {}
    for index, column in enumerate(sheet.columns):
        width = formats.width(column, (row[index] for row in sheet.rows))
        positions[column.key] = len(wanted)
        wanted.append((header_of(column), width, column.kind, False))
        if column.kind is Kind.PARTIAL_DATE:
            wanted.append((_("%(title)s, siste mulige dag") % {"title": column.title}, 14.0, None, True))
    if sheet.example_marks:
        wanted.append((_("Eksempeldata"), 16.0, None, False))
    headers = text.unique((text.one_line(header, _HEADER_LIMIT) or "–" for header, *_rest in wanted), _HEADER_LIMIT)
    columns = tuple(
        ExcelColumn(get_column_letter(number), header, width, kind, tucked)
        for number, (header, (_title, width, kind, tucked)) in enumerate(zip(headers, wanted, strict=True), 1)
    )
    letters = {key: columns[position].letter for key, position in positions.items()}
    return Layout(columns, letters, columns[-1].letter if sheet.example_marks else None)


def write_rows(sheet: Sheet, layout: Layout, styles: Styles, findings: cells.Findings, language: str) -> IO[bytes]:
    """Header and rows as XML, in memory while they are few and on disk beyond; ready to be read from the start."""
    with ExitStack() as on_failure:
        spool = on_failure.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))
        spool.write(header_row(layout, styles).encode())
        block: list[str] = []
        for row in body_rows(sheet, layout, styles, findings, language):
            block.append(row)
            if len(block) == _BLOCK:
                spool.write("".join(block).encode())
                block.clear()
        spool.write("".join(block).encode())
        spool.seek(0)
        on_failure.pop_all()
    return spool


def header_row(layout: Layout, styles: Styles) -> str:
    """The row that names the columns."""

    def cell(column: ExcelColumn) -> str:
        role = "number_head" if column.kind in _NUMBERS else "head"
        plain, quoted = styles.special(role), styles.special(role, quote=True)
        return cells.string(column.header, f"{column.letter}1", plain, quoted, cells.Findings())

    lines = max(formats.lines(column.header, column.width - 2) for column in layout.columns if not column.tucked)
    return f'<row r="1"{formats.height(lines)}>{"".join(map(cell, layout.columns))}</row>'


def body_rows(sheet: Sheet, layout: Layout, styles: Styles, findings: cells.Findings, language: str) -> Iterator[str]:
    """The rows, each as high as its text needs."""
    pairs = _writers(sheet, layout, styles, findings, language)
    mark = _example_writer(sheet, layout, styles)
    tall = _wrapping(sheet, layout)
    for index, row in enumerate(sheet.rows):
        number = str(index + 2)
        written = "".join([write(row[position], number) for position, write in pairs])
        lines = max([formats.lines(row[position], width) for position, width in tall], default=1)
        yield f'<row r="{number}"{formats.height(lines)}>{written}{mark(index, number)}</row>'


def _writers(
    sheet: Sheet, layout: Layout, styles: Styles, findings: cells.Findings, language: str
) -> list[tuple[int, cells.Writer]]:
    """Position in the row and writer, for each column in the file."""
    pairs: list[tuple[int, cells.Writer]] = []
    for position, column in enumerate(sheet.columns):
        letter = layout.letters[column.key]
        pairs.append((position, cells.writer(column, letter, styles, findings, language)))
        if column.kind is Kind.PARTIAL_DATE:
            neighbour = layout.columns[len(pairs)].letter
            pairs.append((position, cells.latest_writer(neighbour, styles, language)))
    return pairs


def _wrapping(sheet: Sheet, layout: Layout) -> list[tuple[int, float]]:
    """Position and width of the columns whose text may need several lines."""
    widths = {column.letter: column.width for column in layout.columns}
    return [
        (position, widths[layout.letters[column.key]])
        for position, column in enumerate(sheet.columns)
        if column.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.LINK}
    ]


def whole_row() -> str:
    """The word in the column of example marks when all of the row is example data."""
    return _("Hele raden")


def _example_writer(sheet: Sheet, layout: Layout, styles: Styles) -> cells.Writer:
    """(row index, row number) → the cell that says what in the row is example data."""
    letter = layout.example
    if letter is None:
        return lambda index, number: ""
    write = cells.text_writer(letter, styles, cells.Findings(), wrap=True)
    marks = sheet.examples_by_row()
    return lambda index, number: write(example_words(sheet, marks.get(index, frozenset())), number)


def example_words(sheet: Sheet, marks: frozenset[str | None]) -> str | None:
    """«Hele raden», or the titles of the marked columns; None where nothing is marked."""
    if None in marks:
        return whole_row()
    return ", ".join(column.title for column in sheet.columns if column.key in marks) or None
