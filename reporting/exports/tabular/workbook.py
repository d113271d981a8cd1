"""The workbook as an Excel file: «Om» first, charts, one sheet per part with a real table, what the columns mean.

openpyxl in write-only mode makes styles, tables, charts, properties and the package; the rows are written as XML by
`cells` and put into the sheets while the package is zipped (`archive`).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook as ExcelWorkbook

from reporting.exports.tabular import about, charts, text
from reporting.exports.tabular.archive import FixedZip
from reporting.exports.tabular.cells import Findings
from reporting.exports.tabular.datasheet import furnish, set_up_print
from reporting.exports.tabular.layout import Layout, plan, write_rows
from reporting.exports.tabular.links import Links
from reporting.exports.tabular.sheets import Sheet, Workbook
from reporting.exports.tabular.styles import Styles

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_ABOUT, _FIGURES = "_about", "_figures"


@dataclass(frozen=True, slots=True)
class _Part:
    """A data sheet on its way into the file."""

    sheet: Sheet
    layout: Layout
    worksheet: Any
    findings: Findings


def render_workbook(workbook: Workbook) -> bytes:
    """The xlsx file; the same workbook gives the same bytes."""
    with override(workbook.language):
        renderer = _Renderer(workbook)
        try:
            return renderer.render()
        finally:
            for rows in renderer.rows.values():
                rows.close()


class _Renderer:
    """One rendering: the openpyxl workbook, its styles and the rows and links of its sheets by title."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.excel = ExcelWorkbook(write_only=True)
        # There are no formulas; without this Excel asks whether to save a file that was only looked at.
        self.excel.calculation.fullCalcOnLoad = False
        self.rows: dict[str, IO[bytes]] = {}
        self.links: dict[str, Links] = {}
        self._names: set[str] = set()

    def render(self) -> bytes:
        titles = self._titles()
        worksheets = [self.excel.create_sheet(title) for title in titles.values()]
        by_key = dict(zip(titles, worksheets, strict=True))
        self.styles = Styles(worksheets[0], self.workbook.language)
        sheets = [*self.workbook.sheets, *([glossary] if (glossary := about.glossary(self.workbook, titles)) else [])]
        parts = [self._part(sheet, by_key[sheet.key]) for sheet in sheets]
        drawn = [one for part in parts if (one := charts.draw(part.sheet, part.layout, part.worksheet))]
        if drawn:
            self._figures(by_key[_FIGURES], drawn, titles)
        named = [(part.worksheet.title, part.sheet, part.findings) for part in parts]
        figures = [(titles[_FIGURES], len(drawn))] if drawn else []
        self._words(by_key[_ABOUT], about.summary(self.workbook, named, figures), (30.0, 100.0))
        return self._packed(worksheets, drawn)

    def _titles(self) -> dict[str, str]:
        """The sheets of the file in order: key → title."""
        keys = {_ABOUT: _("Om")}
        if any(sheet.chart and sheet.rows for sheet in self.workbook.sheets):
            keys[_FIGURES] = _("Figurer")
        keys |= {sheet.key: sheet.title for sheet in self.workbook.sheets}
        if any(column.help for sheet in self.workbook.sheets for column in sheet.columns):
            keys[about.COLUMNS_KEY] = _("Kolonner")
        return dict(zip(keys, text.sheet_titles(keys.values()), strict=True))

    def _part(self, sheet: Sheet, worksheet: Any) -> _Part:
        layout, findings = plan(sheet), Findings()
        furnish(worksheet, sheet, layout, self._table_name(sheet.key), self.workbook)
        self.rows[worksheet.title] = write_rows(sheet, layout, self.styles, findings, self.workbook.language)
        self.links[worksheet.title] = Links(outward=findings.links)
        return _Part(sheet, layout, worksheet, findings)

    def _figures(self, worksheet: Any, drawn: Sequence[charts.Drawn], titles: dict[str, str]) -> None:
        self._words(worksheet, about.chart_rows(drawn, titles), (104.0,))
        about.break_pages(worksheet, len(drawn))
        for one in drawn:
            worksheet.add_chart(one.chart)

    def _words(self, worksheet: Any, rows: Sequence[about.Words], widths: Sequence[float]) -> None:
        """A sheet of words: set-up, links, rows."""
        about.furnish_words(worksheet, widths)
        set_up_print(worksheet, self.workbook, worksheet.title)
        self.links[worksheet.title] = Links(inward=about.inner_links(rows))
        self.rows[worksheet.title] = io.BytesIO(about.word_rows(rows, self.styles, widths).encode())

    def _table_name(self, key: str) -> str:
        """A valid name for a table, unique in the workbook: letters, digits and _; never like a cell's address."""
        base = "tabell_" + text.slug(key).replace("-", "_")[:100]
        name, number = base, 2
        while name in self._names:
            name, number = f"{base}_{number}", number + 1
        self._names.add(name)
        return name

    def _packed(self, worksheets: Sequence[Any], drawn: Sequence[charts.Drawn]) -> bytes:
        rows: dict[str, IO[bytes]] = {}
        insertions: dict[str, tuple[bytes, bytes]] = {}
        for number, worksheet in enumerate(worksheets, 1):
            rows[f"xl/worksheets/sheet{number}.xml"] = self.rows[worksheet.title]
            insertions |= self.links[worksheet.title].insertions(number)
        self._set_properties()
        target = io.BytesIO()
        # openpyxl's own save() would stamp the time of saving into the file.
        charts.DescribingWriter(self.excel, FixedZip(target, rows, insertions), drawn).save()
        return target.getvalue()

    def _set_properties(self) -> None:
        properties, created = self.excel.properties, _in_utc(self.workbook.created)
        properties.title = text.one_line(self.workbook.title, 250)
        properties.subject = text.one_line(self.workbook.subtitle, 250)
        properties.creator = properties.lastModifiedBy = text.one_line(self.workbook.author, 250)
        properties.language = _LANGUAGE_TAGS.get(self.workbook.language, self.workbook.language)
        properties.created = properties.modified = created


def _in_utc(moment: datetime) -> datetime:
    """Without a time zone; the first hours of year 1 have no other than their own."""
    try:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:
        return moment.replace(tzinfo=None)
