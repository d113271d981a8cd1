"""The sheets around the data: «Om», the charts, and what the columns mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.worksheet.pagebreak import Break

from reporting.exports.tabular import cells, charts, formats
from reporting.exports.tabular.layout import header_of
from reporting.exports.tabular.sheets import Column, Kind, Sheet, Workbook
from reporting.exports.tabular.styles import Styles

COLUMNS_KEY = "_columns"


@dataclass(frozen=True, slots=True)
class Words:
    """A row of a sheet of words: a role (see `styles`) and a text per cell; `to` is the sheet that it leads to."""

    cells: tuple[tuple[str, str], ...] = ()
    to: str = ""


def summary(
    workbook: Workbook, named: Sequence[tuple[str, Sheet, cells.Findings]], figures: Sequence[tuple[str, int]]
) -> list[Words]:
    """The rows of «Om»: what the file is, what it holds, and how to read it.

    `named` are the data sheets by title, `figures` the title of the sheet of charts and how many it holds.
    """
    rows = [Words((("title", workbook.title),)), Words((("subtitle", workbook.subtitle),)), Words()]
    if workbook.draft:
        rows.append(Words((("label", draft_mark()), ("words", draft_words()))))
    rows += [Words((("label", label), ("words", value))) for label, value in workbook.facts]
    rows += [Words(), Words((("heading", _("Innhold")),))]
    for title, count in figures:
        words = ngettext("%(count)d figur", "%(count)d figurer", count) % {"count": count}
        rows.append(Words((("link", title), ("words", words)), to=title))
    for title, sheet, _findings in named:
        rows.append(Words((("link", title), ("words", _extent(title, sheet))), to=title))
    notes = [(title, note) for title, sheet, findings in named for note in (*sheet.notes, *_found(findings))]
    rows += [Words(), Words((("heading", _("Merknader")),))] if notes else []
    rows += [Words((("label", title), ("words", note))) for title, note in notes]
    rows += [Words(), Words((("heading", _("Slik leses arkene")),))]
    rules = reading_rules(workbook, absent=any(findings.absent for _title, _sheet, findings in named))
    return rows + [Words((("label", label), ("words", words))) for label, words in rules]


def draft_mark() -> str:
    """What stands on everything that is not locked."""
    return _("UTKAST")


def draft_words() -> str:
    """What that means."""
    return _("Ikke låst. Tallene kan endre seg.")


def _extent(title: str, sheet: Sheet) -> str:
    """How much a sheet holds, and its whole title where Excel's is shorter."""
    rows = ngettext("%(count)d rad", "%(count)d rader", len(sheet.rows)) % {"count": len(sheet.rows)}
    columns = ngettext("%(count)d kolonne", "%(count)d kolonner", len(sheet.columns)) % {"count": len(sheet.columns)}
    extent = f"{rows}, {columns}"
    return extent if sheet.title == title else f"{sheet.title}: {extent}"


def _found(findings: cells.Findings) -> Iterator[str]:
    """What had to be changed to fit into Excel."""
    if findings.shortened:
        count = len(findings.shortened)
        places = ", ".join(findings.shortened[:10]) + (" …" if count > 10 else "")
        yield ngettext(
            "%(count)d tekst var lengre enn en celle i Excel kan være, og er forkortet: %(places)s.",
            "%(count)d tekster var lengre enn en celle i Excel kan være, og er forkortet: %(places)s.",
            count,
        ) % {"count": count, "places": places}


def reading_rules(workbook: Workbook, *, absent: bool) -> Iterator[tuple[str, str]]:
    """What a reader must know, as far as it applies to this workbook; `absent`: some of its values are not there."""
    kinds = {column.kind for sheet in workbook.sheets for column in sheet.columns}
    yield _("Tom celle"), _("Verdien er ikke oppgitt. En tom celle er aldri null.")
    if absent:
        yield _("Ord i kursiv"), _("Verdien finnes ikke her, og ordene sier hvorfor.")
    if Kind.KRONER in kinds:
        yield _("Beløp"), _("Cella inneholder hele kroner og viser millioner kroner. Summer regnes av hele kroner.")
    if Kind.PARTIAL_DATE in kinds:
        yield (
            _("Omtrentlige datoer"),
            _(
                "En dato som bare er kjent som måned, kvartal, tertial eller år, vises med kildens ord. Cella "
                "inneholder den første mulige dagen, slik at kolonnen kan sorteres. Den siste mulige dagen står i "
                "den skjulte kolonnen til høyre, som åpnes med pluss-knappen over kolonnene."
            ),
        )
    if Kind.STATUS in kinds:
        yield _("Status"), _("Status vises med form, ord og farge; formen og ordet sier det samme som fargen.")
    if any(sheet.example_marks for sheet in workbook.sheets):
        yield _("Eksempeldata"), _("Arbeidsboka inneholder oppdiktede eksempelverdier. De er merket i siste kolonne.")


def word_rows(rows: Sequence[Words], styles: Styles, widths: Sequence[float]) -> str:
    """Rows of words as XML, each high enough for its size of letters and its lines."""

    def cell(row: int, position: int, role: str, words: str) -> str:
        plain, quoted = styles.special(role), styles.special(role, quote=True)
        return cells.string(words, f"{'ABCD'[position]}{row}", plain, quoted, cells.Findings())

    def height(row: Words) -> str:
        tallest = {"title": 2, "heading": 1.4, "subtitle": 1.2}
        wrapped = zip(row.cells, widths, strict=False)
        lines = [tallest.get(role, formats.lines(words, width)) for (role, words), width in wrapped]
        return formats.height(max(lines, default=1))

    return "".join(
        f'<row r="{number}"{height(row)}>'
        + "".join(cell(number, position, *one) for position, one in enumerate(row.cells) if one[1])
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def inner_links(rows: Sequence[Words]) -> list[tuple[str, str]]:
    """The links from a sheet of words to other sheets: cell and place."""
    return [(f"A{number}", "'{}'!A1".format(row.to.replace("'", "''"))) for number, row in enumerate(rows, 1) if row.to]


def chart_rows(drawn: Sequence[charts.Drawn], titles: dict[str, str]) -> list[Words]:
    """The words around the charts: the finding, what is seen, and where the figures stand. Places the charts."""
    rows: list[Words] = []
    for one in drawn:
        rows.append(Words((("heading", one.words.title),)))
        rows.append(Words((("words", one.words.alt),)))
        title = titles[one.sheet.key]
        rows.append(Words((("link", _("Tallene står i arket %(sheet)s") % {"sheet": title}),), to=title))
        one.chart.anchor = f"A{len(rows) + 1}"
        rows += [Words()] * (charts.ROWS_PER_CHART - 3)
    return rows


def break_pages(worksheet: Any, count: int) -> None:
    """One chart to a printed page."""
    for number in range(1, count):
        worksheet.row_breaks.append(Break(id=number * charts.ROWS_PER_CHART))


def glossary(workbook: Workbook, titles: dict[str, str]) -> Sheet | None:
    """What each column means, as a sheet like the others; None where no column has an explanation."""
    rows = [
        (titles[sheet.key], header_of(column), column.help)
        for sheet in workbook.sheets
        for column in sheet.columns
        if column.help
    ]
    if not rows:
        return None
    columns = (
        Column("sheet", _("Ark"), width=24.0),
        Column("column", _("Kolonne"), width=32.0),
        Column("help", _("Forklaring"), Kind.LONG_TEXT, width=90.0),
    )
    return Sheet(COLUMNS_KEY, _("Kolonner"), columns, rows, frozen_columns=0)


def furnish_words(worksheet: Any, widths: Sequence[float]) -> None:
    """The set-up of a sheet of words, but for print."""
    worksheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCD", widths, strict=False):
        worksheet.column_dimensions[letter].width = width
