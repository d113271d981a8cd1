"""How Excel shows each kind: number formats (in Excel's own grammar, whatever the reader's language) and widths."""

import re
from collections.abc import Iterable
from datetime import date

from reporting.exports.tabular.sheets import Absent, Column, Kind, Link, PartialDate, Status

KRONER = "[<50000]#,##0.0##,,;#,##0.0,,"
"""Whole kroner shown as millions with one decimal; small amounts get three, so that 12 000 kr is not shown as 0,0."""
INTEGER = "#,##0"
TEXT = "@"
GENERAL = "General"

_LOCALES = {"nb": "[$-414]", "nn": "[$-814]", "en": "[$-809]"}
_WIDTHS = {Kind.LONG_TEXT: 56.0, Kind.DATE: 13.0, Kind.MOMENT: 18.0, Kind.PARTIAL_DATE: 17.0, Kind.BOOLEAN: 9.0}
_NUMERIC = {Kind.INTEGER: 11.0, Kind.DECIMAL: 11.0, Kind.KRONER: 13.0, Kind.PERCENT: 10.0}
_DAY = re.compile(r"\d{1,2}[. /-]+[^\W_]+[. /-]+\d{4}|\d{4}-\d{2}-\d{2}")
_IN_FORMAT = re.compile(r'[^"\x00-\x1f\x7f\ud800-\udfff]{1,60}')
_MEASURED_ROWS = 200
_MAX_HEIGHT = 409


def day(language: str) -> str:
    """A day: 4.11.2023, in English 4 Nov 2023."""
    return _LOCALES["en"] + "d mmm yyyy" if language == "en" else r"d\.m\.yyyy"


def moment(language: str) -> str:
    """A day and a time of day."""
    return day(language) + " hh:mm"


def number(column: Column) -> str:
    """The format of a numeric column."""
    digits = "." + "0" * column.decimals if column.decimals else ""
    match column.kind:
        case Kind.KRONER:
            return KRONER
        case Kind.INTEGER:
            return INTEGER
        case Kind.PERCENT:
            return f"0{digits}\\ %"
        case _:
            return f"#,##0{digits}"


def partial(value: PartialDate, language: str) -> str | None:
    """The format that shows a real date in the words of its source: 1.10.2024 as «4. kv. 2024».

    The year is taken from the date, so that all fourth quarters share one format (Excel holds about 200). None where
    the words cannot stand in a format, or do not name the year: nobody could tell such a cell from a plain number.
    """
    if value.earliest is None or not _IN_FORMAT.fullmatch(value.text):
        return None
    if value.earliest == value.latest and _DAY.fullmatch(value.text.strip()):
        return day(language)
    before, year, after = value.text.partition(str(value.earliest.year))
    return f"{_literal(before)}yyyy{_literal(after)}" if year else None


def _literal(words: str) -> str:
    return f'"{words}"' if words else ""


def excel_serial(value: date) -> int | None:
    """The day as Excel counts it; None before March 1900, where Excel's calendar is wrong or has not begun."""
    serial = value.toordinal() - 693_594
    return serial if serial > 60 else None


def width(column: Column, values: Iterable[object]) -> float:
    """Column width in characters: as given, or what kind, title and the first rows ask for."""
    if column.width is not None:
        return column.width
    longest_word = max((len(word) for word in column.title.split()), default=0) + 4.0
    first = [value for value, _ in zip(values, range(_MEASURED_ROWS), strict=False)]
    fixed = _NUMERIC.get(column.kind) or _WIDTHS.get(column.kind)
    if fixed is not None:
        absent = max((len(value.text) + 3.0 for value in first if isinstance(value, Absent)), default=0.0)
        return max(fixed, min(longest_word, 20.0), min(absent, 26.0))
    return min(max(10.0, longest_word, max((len(shown(value)) for value in first), default=0) + 3.0), 42.0)


def shown(value: object) -> str:
    """Roughly the words a cell shows: enough to measure a width by."""
    match value:
        case None:
            return ""
        case Status():
            return value.label
        case Link() | PartialDate() | Absent():
            return value.text
        case _:
            return str(value).partition("\n")[0]


def lines(value: object, width: float) -> int:
    """How many lines a text takes in a column; a generous guess, since fonts differ. Absent words may wrap as well."""
    words = value if isinstance(value, str) else "" if value is None else shown(value)
    if len(words) <= width and "\n" not in words:
        return 1
    return sum(1 + int(len(line) * 1.05 / max(width - 1, 1)) for line in words.split("\n"))


def height(count: float) -> str:
    """The attribute for a row of so many lines.

    Excel measures rows that have none when it opens a file, other programs do not; without `customHeight` Excel still
    measures again when the row is changed.
    """
    return f' ht="{min(15 * count, _MAX_HEIGHT):g}"' if count > 1 else ""
