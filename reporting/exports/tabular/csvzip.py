"""Tables as delimited text, for archives and for other programs: a zip with one file per sheet, or one sheet alone.

UTF-8 with byte order mark, semicolons, RFC 4180 quoting, CRLF. Values are for machines: dates as ISO 8601, decimal
point, whole kroner, true/false. Whoever wants to read in Excel has the workbook; the README in the zip says so.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.exports.tabular import text
from reporting.exports.tabular.about import draft_mark, draft_words
from reporting.exports.tabular.archive import zipped
from reporting.exports.tabular.cells import plain_number
from reporting.exports.tabular.layout import example_words
from reporting.exports.tabular.sheets import Absent, Column, Kind, Link, PartialDate, Sheet, Status, Workbook

ZIP_MIME_TYPE = "application/zip"
CSV_MIME_TYPE = "text/csv; charset=utf-8"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the file: its header and how a value is spelled in it (never called with None or `Absent`)."""

    position: int
    header: str
    spell: Callable[[Any], Any]


def render_csv_zip(workbook: Workbook) -> bytes:
    """A zip with a README and a CSV for each sheet; the same workbook gives the same bytes."""
    with override(workbook.language):
        names = file_names(workbook.sheets)
        readme = _readme(workbook, names)
        parts = {_("LESMEG.txt"): (_BOM + readme.replace("\n", "\r\n")).encode()}
        for sheet, name in zip(workbook.sheets, names, strict=True):
            parts[name] = _csv(sheet, ".").encode()
    return zipped(parts)


def render_csv(sheet: Sheet, language: str, decimal_mark: str = ".") -> bytes:
    """One sheet as CSV. A decimal comma is for lists that are opened straight in a Norwegian Excel."""
    with override(language):
        return _csv(sheet, decimal_mark).encode()


def file_names(sheets: Iterable[Sheet]) -> list[str]:
    """«01-tiltak.csv», in the order of the sheets."""
    return [f"{number:02}-{text.slug(sheet.key)}.csv" for number, sheet in enumerate(sheets, 1)]


def _csv(sheet: Sheet, decimal_mark: str) -> str:
    """Header and rows as text with a byte order mark."""
    target = io.StringIO(newline="")
    target.write(_BOM)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    columns = fields(sheet, decimal_mark)
    columns_of_values = [_column_of(sheet, column) for column in columns]
    extra: list[tuple[str, list[Any]]] = []
    if reasons := _reasons(sheet):
        extra.append((_("Mangler"), reasons))
    if sheet.example_marks:
        marks = sheet.examples_by_row()
        words = [example_words(sheet, marks.get(index, frozenset())) for index in range(len(sheet.rows))]
        extra.append((_("Eksempeldata"), [text.csv_text(one or "") for one in words]))
    headers = text.unique([*(column.header for column in columns), *(header for header, _values in extra)], 1_000)
    writer.writerow([text.csv_text(header) for header in headers])
    writer.writerows(zip(*columns_of_values, *(values for _header, values in extra), strict=True))
    return target.getvalue()


def _column_of(sheet: Sheet, column: Field) -> list[Any]:
    """A column of the file, spelled. None and values that are not there are empty."""
    spell, position = column.spell, column.position
    values = [row[position] for row in sheet.rows]
    return [None if value is None or value.__class__ is Absent else spell(value) for value in values]


def _reasons(sheet: Sheet) -> list[str]:
    """Per row which values are not there, and why: «Budsjett: unntatt, offl. § 22». Empty where all rows are whole."""
    found: dict[int, list[str]] = {}
    for position, column in enumerate(sheet.columns):
        for index, row in enumerate(sheet.rows):
            value = row[position]
            if value.__class__ is Absent and isinstance(value, Absent):
                found.setdefault(index, []).append(f"{column.title}: {value.text}")
    return [text.csv_text("; ".join(found.get(index, []))) for index in range(len(sheet.rows))] if found else []


def fields(sheet: Sheet, decimal_mark: str = ".") -> list[Field]:
    """The columns of the file. A status also gives its code, a link its address, a partial date its two bounds."""
    return [
        Field(position, header, spell)
        for position, column in enumerate(sheet.columns)
        for header, spell in _fields_of(column, decimal_mark)
    ]


def _fields_of(column: Column, decimal_mark: str) -> list[tuple[str, Callable[[Any], Any]]]:
    title = column.title
    unit = {Kind.KRONER: _("kr"), Kind.PERCENT: _("andel av 1")}.get(column.kind, column.unit)
    named = f"{title} ({unit})" if unit else title
    match column.kind:
        case Kind.INTEGER | Kind.KRONER | Kind.DECIMAL | Kind.PERCENT:
            return [(named, lambda value: _number(value, decimal_mark))]
        case Kind.STATUS:
            return [(named, lambda status: text.csv_text(status.word)), (_of(title, _("kode")), _tone)]
        case Kind.LINK:
            return [(named, _link_words), (_of(title, _("adresse")), _link_address)]
        case Kind.PARTIAL_DATE:
            first, last = _of(title, _("første mulige dag")), _of(title, _("siste mulige dag"))
            return [(named, _partial_words), (first, _earliest), (last, _latest)]
        case _:
            return [(named, _SPELL[column.kind])]


def _of(title: str, part: str) -> str:
    return f"{title}, {part}"


def _number(value: float | Decimal, decimal_mark: str) -> str:
    number = str(value) if isinstance(value, int) else plain_number(value)
    return number.replace(".", decimal_mark)


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _tone(status: Status) -> str:
    return status.tone.value


def _link_words(value: Link | str) -> str:
    return text.csv_text(value.text if isinstance(value, Link) else value)


def _link_address(value: Link | str) -> str | None:
    return text.csv_text(value.url) if isinstance(value, Link) else None


def _partial_words(value: PartialDate) -> str:
    return text.csv_text(value.text)


def _earliest(value: PartialDate) -> str | None:
    return value.earliest.isoformat() if value.earliest else None


def _latest(value: PartialDate) -> str | None:
    return value.latest.isoformat() if value.latest else None


_SPELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: text.csv_text,
    Kind.LONG_TEXT: text.csv_text,
    Kind.DATE: _iso,
    Kind.MOMENT: _iso,
    Kind.BOOLEAN: lambda value: "true" if value else "false",
}


def _readme(workbook: Workbook, names: list[str]) -> str:
    """What the zip holds and how its files are spelled."""
    draft = [f"{draft_mark()}: {draft_words()}"] if workbook.draft else []
    told = [f"{label}: {value}" for label, value in workbook.facts]
    lines = [workbook.title, workbook.subtitle, *draft, "", *told, ""]
    for sheet, name in zip(workbook.sheets, names, strict=True):
        lines += [f"{name}: {sheet.title}", *(f"  {note}" for note in sheet.notes)]
        lines += [f"  {column.title}: {column.help}" for column in sheet.columns if column.help]
    lines += ["", _("Slik er filene skrevet"), *_rules()]
    return "\n".join(text.clean(line) for line in lines) + "\n"


def _rules() -> list[str]:
    return [
        _("Tegnsett UTF-8 med BOM, semikolon mellom feltene, tekst med semikolon eller linjeskift i anførselstegn."),
        _("Datoer er skrevet ÅÅÅÅ-MM-DD, tall med desimalpunktum, beløp i hele kroner, ja/nei som true/false."),
        _("Et tomt felt betyr at verdien ikke er oppgitt, aldri null. Kolonnen «Mangler» sier hvorfor når det vites."),
        _("Tekst som begynner med = + - @ eller tabulator, har fått ' foran, så regneark ikke tar den for en formel."),
        _("For lesing i Excel: bruk arbeidsboka (xlsx), som har ekte datoer og tall."),
    ]
