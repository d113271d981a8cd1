"""A workbook as canonical JSON: sorted keys, no white space, exact numbers, ISO dates.

Each row has `values` (null where a value is not there), `absent` (key → reason and words) and `example` (marked keys,
or true for the whole row), the latter two only where they say something.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson

from reporting.exports.tabular import text
from reporting.exports.tabular.cells import plain_number
from reporting.exports.tabular.sheets import Absent, Chart, Column, Kind, Link, PartialDate, Sheet, Status, Workbook

MIME_TYPE = "application/json"
FORMAT = "samstyr-tables"
VERSION = 1
"""Raised when a reader of the former version would misunderstand the file."""

_INTEGER_LIMIT = 2**63


def render_json(workbook: Workbook) -> bytes:
    """The JSON file, with a line end. The same workbook gives the same bytes."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": text.clean(workbook.title),
        "subtitle": text.clean(workbook.subtitle),
        "language": workbook.language,
        "draft": workbook.draft,
        "created": workbook.created.isoformat(),
        "author": text.clean(workbook.author),
        "facts": [{"label": text.clean(label), "value": text.clean(value)} for label, value in workbook.facts],
        "sheets": [_sheet(sheet) for sheet in workbook.sheets],
    }
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    marks = sheet.examples_by_row()
    keys = [column.key for column in sheet.columns]
    spellers = [_SPELL[column.kind] for column in sheet.columns]
    rows = [
        _row(keys, [_spelled(value, spell) for spell, value in zip(spellers, row, strict=True)], row, marks.get(index))
        for index, row in enumerate(sheet.rows)
    ]
    return {
        "key": sheet.key,
        "title": text.clean(sheet.title),
        "notes": [text.clean(note) for note in sheet.notes],
        "columns": [_column(column) for column in sheet.columns],
        "rows": rows,
        "chart": _chart(sheet.chart),
    }


def _column(column: Column) -> dict[str, str]:
    unit = {Kind.KRONER: "kr", Kind.PERCENT: "1"}.get(column.kind, column.unit)
    title, explanation = text.clean(column.title), text.clean(column.help)
    return {"key": column.key, "title": title, "kind": column.kind.value, "unit": unit, "help": explanation}


def _chart(chart: Chart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    words = {"title": text.clean(chart.title), "alt": text.clean(chart.alt)}
    return {"kind": chart.kind.value, "category": chart.category, "series": list(chart.series), **words}


def _row(
    keys: Sequence[str], values: Sequence[Any], given: Sequence[object], marked: frozenset[str | None] | None
) -> dict[str, Any]:
    row: dict[str, Any] = {"values": dict(zip(keys, values, strict=True))}
    absent = {
        key: {"reason": value.reason, "text": text.clean(value.text)}
        for key, value in zip(keys, given, strict=True)
        if value.__class__ is Absent and isinstance(value, Absent)
    }
    if absent:
        row["absent"] = absent
    if marked:
        row["example"] = True if None in marked else sorted(key for key in marked if key)
    return row


def _spelled(value: Any, spell: Callable[[Any], Any]) -> Any:
    return None if value is None or value.__class__ is Absent else spell(value)


def _number(value: float | Decimal) -> Any:
    """A number with all its digits: orjson knows neither decimals nor integers beyond 64 bits."""
    if isinstance(value, int):
        return value if -_INTEGER_LIMIT < value < _INTEGER_LIMIT else orjson.Fragment(str(value))
    return orjson.Fragment(plain_number(value))


def _status(value: Status) -> dict[str, str]:
    return {"code": value.tone.value, "word": text.clean(value.word)}


def _link(value: Link | str) -> dict[str, str | None]:
    if isinstance(value, Link):
        return {"text": text.clean(value.text), "url": text.clean(value.url)}
    return {"text": text.clean(value), "url": None}


def _partial(value: PartialDate) -> dict[str, Any]:
    return {"text": text.clean(value.text), "earliest": value.earliest, "latest": value.latest}


def _iso(value: date | datetime) -> str:
    return value.isoformat()


_SPELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: text.clean,
    Kind.LONG_TEXT: text.clean,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.KRONER: _number,
    Kind.PERCENT: _number,
    Kind.DATE: _iso,
    Kind.MOMENT: _iso,
    Kind.PARTIAL_DATE: _partial,
    Kind.STATUS: _status,
    Kind.LINK: _link,
    Kind.BOOLEAN: bool,
}
