"""A data sheet around its rows: table, frozen heads, widths, colours with words, print set-up."""

from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from reporting.exports.tabular import text
from reporting.exports.tabular.about import draft_mark
from reporting.exports.tabular.layout import Layout, whole_row
from reporting.exports.tabular.sheets import SHAPES, Kind, Sheet, Tone, Workbook
from reporting.exports.tabular.styles import FILLS, INKS, MUTED, differential

WIDE = 240.0
"""Characters across a printed page at most: a wider sheet takes several pages, and stays legible."""


def furnish(worksheet: Any, sheet: Sheet, layout: Layout, table_name: str, workbook: Workbook) -> None:
    """Everything about a data sheet except its rows. Must come before anything is written to it."""
    rows = len(sheet.rows)
    worksheet.freeze_panes = f"{_letter_after(layout, sheet)}2"
    worksheet.sheet_view.showGridLines = False
    _set_widths(worksheet, layout)
    worksheet.sheet_properties.outlinePr.summaryRight = False
    worksheet.tables.add(_table(table_name, layout, rows))
    _colour(worksheet, layout, rows)
    worksheet.print_title_rows = "1:1"
    set_up_print(worksheet, workbook, worksheet.title)
    _spread(worksheet, sheet, layout)
    worksheet.calculate_dimension = lambda: layout.table_range(rows)


def _set_widths(worksheet: Any, layout: Layout) -> None:
    """Widths, and the tucked columns folded away under a button at the column they belong to."""
    for before, column in zip((None, *layout.columns), layout.columns, strict=False):
        dimension = worksheet.column_dimensions[column.letter]
        dimension.width = column.width
        if column.tucked and before is not None:
            dimension.outlineLevel, dimension.hidden = 1, True
            # openpyxl counts the levels after it has written where Excel looks for them.
            worksheet.column_dimensions.max_outline = 1
            worksheet.column_dimensions[before.letter].collapsed = True


def _spread(worksheet: Any, sheet: Sheet, layout: Layout) -> None:
    """A sheet too wide for one page is printed over several, the columns that stay in sight repeated on each."""
    across = ceil(sum(column.width for column in layout.columns if not column.tucked) / WIDE)
    if across > 1:
        worksheet.page_setup.fitToWidth = across
        if sheet.frozen_columns:
            last = sheet.columns[min(sheet.frozen_columns, len(sheet.columns) - 1) - 1]
            worksheet.print_title_cols = f"A:{layout.letters[last.key]}"


def _letter_after(layout: Layout, sheet: Sheet) -> str:
    """The first column that scrolls."""
    return layout.letters[sheet.columns[min(sheet.frozen_columns, len(sheet.columns) - 1)].key]


def _table(name: str, layout: Layout, rows: int) -> Table:
    """A real table object. Its column names must be the header cells' text, so both come from the layout.

    In write-only mode openpyxl cannot look the headers up: they are given to it, with the filter.
    """
    reference = layout.table_range(rows)
    names = [text.escape_xstring(column.header) for column in layout.columns]
    return Table(
        displayName=name,
        name=name,
        ref=reference,
        tableColumns=[TableColumn(id=number, name=header) for number, header in enumerate(names, 1)],
        autoFilter=AutoFilter(ref=reference),
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showColumnStripes=False),
    )


def _colour(worksheet: Any, layout: Layout, rows: int) -> None:
    """Colours that follow the words: they hold when somebody changes a cell, and nothing hangs on them."""
    last_row = max(rows, 1) + 1
    for column in layout.columns:
        if column.kind is Kind.STATUS:
            for tone in Tone:
                worksheet.conditional_formatting.add(
                    f"{column.letter}2:{column.letter}{last_row}", _begins_with(column.letter, tone)
                )
    if layout.example:
        words = whole_row().replace('"', '""')
        style = DifferentialStyle(font=Font(color=MUTED, i=True))
        rule = Rule(type="expression", formula=[f'${layout.example}2="{words}"'], dxf=style)
        worksheet.conditional_formatting.add(f"A2:{layout.last}{last_row}", rule)


def _begins_with(letter: str, tone: Tone) -> Rule:
    shape = SHAPES[tone]
    return Rule(
        type="beginsWith",
        operator="beginsWith",
        text=shape,
        formula=[f'LEFT({letter}2,1)="{shape}"'],
        dxf=differential(INKS[tone], FILLS[tone]),
    )


def set_up_print(worksheet: Any, workbook: Workbook, part: str) -> None:
    """A4 across, as wide as the page, with title, part, subtitle and page x of y."""
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_margins.left = worksheet.page_margins.right = 0.4
    worksheet.page_margins.top = worksheet.page_margins.bottom = 0.75
    worksheet.oddHeader.left.text = _coded(workbook.title, 110)
    worksheet.oddHeader.right.text = _coded(part, 60)
    if workbook.draft:
        worksheet.oddHeader.center.text = draft_mark()
    worksheet.oddFooter.left.text = _coded(workbook.subtitle, 150)
    worksheet.oddFooter.right.text = _("Side %(page)s av %(pages)s") % {"page": "&P", "pages": "&N"}


def _coded(words: str, limit: int) -> str:
    """Words for a header or footer, where & begins a code; Excel takes 255 characters for all of it, codes counted."""
    room = limit - text.one_line(words, limit).count("&")
    return text.one_line(words, max(room, 1)).replace("&", "&&")
