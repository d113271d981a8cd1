"""Cells as SpreadsheetML. openpyxl makes the package around the rows; the rows themselves are written here.

A cell object for every value costs more than the value: writing the text of the element takes a fifth of the time.
Each writer takes (value, row number) and gives the element; None gives an empty cell that keeps its look.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from reporting.exports.tabular import formats, text
from reporting.exports.tabular.sheets import Absent, Column, Kind, Link, PartialDate
from reporting.exports.tabular.styles import Styles

Writer = Callable[[Any, str], str]
"""(value, row number as text) → the cell's element."""

_BOTH = (False, True)
EXACT = 10**15
"""Excel keeps 15 digits; longer whole numbers are written as text, so that no digit is lost."""
_MAX_LINKS = 65_530
_MAX_URL = 2_079
# One search tells nearly every text apart from those that need work: a formula's beginning, space at the ends, what XML
# reserves, what must be stripped, what Excel's string type reads as an escape.
_NEEDS_CARE = re.compile("^[\\s'=+\\-@＝＋－＠]|\\s$|[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x")

_NOT_IN_URL = re.compile("[\\s\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Findings:
    """What came up while a sheet was written: shortened cells, links (cell, address), and whether values are absent."""

    shortened: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    absent: bool = False


def string(value: str, reference: str, style: int, quoted_style: int, findings: Findings) -> str:
    """Any text as a cell that is text and stays text."""
    value = text.clean(value)
    if not value:
        return f'<c r="{reference}" s="{style}"/>'
    if text.too_long(value):
        findings.shortened.append(reference)
        value = text.shorten(value, "… " + _("[forkortet, hele teksten står i CSV- og JSON-utgaven]"))
    number = quoted_style if text.looks_like_formula(value) else style
    content = escape(text.escape_xstring(value))
    return f'<c r="{reference}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'


def writer(column: Column, letter: str, styles: Styles, findings: Findings, language: str) -> Writer:
    """The writer of a column. `Sheet` has seen to it that there are only values of its kind, None and `Absent`."""
    match column.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return text_writer(letter, styles, findings, wrap=True)
        case Kind.INTEGER | Kind.KRONER | Kind.DECIMAL | Kind.PERCENT:
            return number_writer(column, letter, styles, findings)
        case Kind.DATE:
            return _date_writer(letter, styles, findings, formats.day(language))
        case Kind.MOMENT:
            return _moment_writer(letter, styles, findings, formats.moment(language))
        case Kind.PARTIAL_DATE:
            return _partial_writer(letter, styles, findings, language)
        case Kind.STATUS:
            return _word_writer(letter, styles, findings, lambda status: status.label)
        case Kind.BOOLEAN:
            yes, no = _("Ja"), _("Nei")
            return _word_writer(letter, styles, findings, lambda value: yes if value else no)
        case Kind.LINK:
            return _link_writer(letter, styles, findings)


def _absent(value: Absent, reference: str, styles: Styles, findings: Findings, *, right: bool = False) -> str:
    """The words for a value that is not there."""
    findings.absent = True
    plain, quoted = (styles.body(formats.TEXT, right=right, wrap=True, muted=True, quote=quote) for quote in _BOTH)
    return string(value.text, reference, plain, quoted, findings)


def text_writer(letter: str, styles: Styles, findings: Findings, *, wrap: bool) -> Writer:
    """Text; most of it needs neither escaping nor quoting and takes the short way."""
    style, quoted = (styles.body(formats.TEXT, wrap=wrap, quote=quote) for quote in _BOTH)
    head, middle, tail = f'<c r="{letter}', f'" s="{style}" t="inlineStr"><is><t>', "</t></is></c>"
    empty = f'" s="{style}"/>'
    careful = _NEEDS_CARE.search
    short = text.CELL_LIMIT // 2

    def write(value: Any, row: str) -> str:
        if value is None or value == "":
            return f"{head}{row}{empty}"
        if value.__class__ is Absent:
            return _absent(value, letter + row, styles, findings)
        if len(value) < short and not careful(value):
            return f"{head}{row}{middle}{value}{tail}"
        return string(value, letter + row, style, quoted, findings)

    return write


def number_writer(column: Column, letter: str, styles: Styles, findings: Findings) -> Writer:
    """Numbers as they are."""
    style = styles.body(formats.number(column), right=True)
    as_text = styles.body(formats.TEXT, right=True)
    head, middle, tail, empty = f'<c r="{letter}', f'" s="{style}"><v>', "</v></c>", f'" s="{style}"/>'

    def write(value: Any, row: str) -> str:
        if value is None:
            return f"{head}{row}{empty}"
        kind = value.__class__
        if kind is int:
            if -EXACT < value < EXACT:
                return f"{head}{row}{middle}{value}{tail}"
            return string(str(value), letter + row, as_text, as_text, findings)
        if kind is Absent:
            return _absent(value, letter + row, styles, findings, right=True)
        return f"{head}{row}{middle}{plain_number(value)}{tail}"

    return write


def plain_number(value: float | Decimal) -> str:
    """A number as XML, CSV and JSON write it, with all its digits."""
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def _date_writer(letter: str, styles: Styles, findings: Findings, number_format: str) -> Writer:
    style, as_text = styles.body(number_format), styles.body(formats.TEXT)
    head, middle, tail, empty = f'<c r="{letter}', f'" s="{style}"><v>', "</v></c>", f'" s="{style}"/>'

    def write(value: Any, row: str) -> str:
        if value is None:
            return f"{head}{row}{empty}"
        if value.__class__ is Absent:
            return _absent(value, letter + row, styles, findings)
        serial = formats.excel_serial(value)
        if serial is None:
            return string(value.isoformat(), letter + row, as_text, as_text, findings)
        return f"{head}{row}{middle}{serial}{tail}"

    return write


def _moment_writer(letter: str, styles: Styles, findings: Findings, number_format: str) -> Writer:
    """A moment is shown by its own clock: the caller has put it in the reader's time zone."""
    style, as_text = styles.body(number_format), styles.body(formats.TEXT)

    def write(value: Any, row: str) -> str:
        if value is None:
            return f'<c r="{letter}{row}" s="{style}"/>'
        if value.__class__ is Absent:
            return _absent(value, letter + row, styles, findings)
        serial = formats.excel_serial(value.date())
        if serial is None:
            return string(value.isoformat(), letter + row, as_text, as_text, findings)
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f'<c r="{letter}{row}" s="{style}"><v>{serial + seconds / 86_400!r}</v></c>'

    return write


def _partial_writer(letter: str, styles: Styles, findings: Findings, language: str) -> Writer:
    """The first possible day, shown in the source's words: it sorts as a date and reads as it was given."""
    empty, as_text, quoted = styles.day(), styles.body(formats.TEXT), styles.body(formats.TEXT, quote=True)
    known: dict[PartialDate, tuple[int, int] | None] = {}

    def number_and_style(value: PartialDate) -> tuple[int, int] | None:
        shape = formats.partial(value, language)
        serial = formats.excel_serial(value.earliest) if value.earliest else None
        style = styles.partial(shape) if shape and serial else None
        return (serial, style) if serial and style is not None else None

    def write(value: Any, row: str) -> str:
        if value is None:
            return f'<c r="{letter}{row}" s="{empty}"/>'
        if value.__class__ is Absent:
            return _absent(value, letter + row, styles, findings)
        if value not in known:
            known[value] = number_and_style(value)
        found = known[value]
        if found is None:
            return string(value.text, letter + row, as_text, quoted, findings)
        return f'<c r="{letter}{row}" s="{found[1]}"><v>{found[0]}</v></c>'

    return write


def latest_writer(letter: str, styles: Styles, language: str) -> Writer:
    """The neighbour of a partial date: its last possible day, as a plain date."""
    write_date = _date_writer(letter, styles, Findings(), formats.day(language))
    return lambda value, row: write_date(value.latest if value.__class__ is PartialDate else None, row)


def _word_writer(letter: str, styles: Styles, findings: Findings, word: Callable[[Any], str]) -> Writer:
    """Values of which there are few: the element of each is made once."""
    style, quoted = (styles.body(formats.TEXT, quote=quote) for quote in _BOTH)
    known: dict[Any, str] = {}

    def write(value: Any, row: str) -> str:
        if value is None:
            return f'<c r="{letter}{row}" s="{style}"/>'
        if value.__class__ is Absent:
            return _absent(value, letter + row, styles, findings)
        if value not in known:
            known[value] = string(word(value), letter, style, quoted, findings).removeprefix(f'<c r="{letter}')
        return f'<c r="{letter}{row}{known[value]}'

    return write


def _link_writer(letter: str, styles: Styles, findings: Findings) -> Writer:
    plain = text_writer(letter, styles, findings, wrap=True)
    style, quoted = (styles.body(formats.TEXT, wrap=True, link=True, quote=quote) for quote in _BOTH)

    def write(value: Any, row: str) -> str:
        if value.__class__ is not Link:
            return plain(value, row)
        words = value.text or value.url
        if not opens(value.url) or len(findings.links) >= _MAX_LINKS:
            return plain(words, row)
        findings.links.append((letter + row, value.url))
        return string(words, letter + row, style, quoted, findings)

    return write


def opens(url: str) -> bool:
    """Whether an address may become a link: absolute, to the web or to an e-mail, not longer than Excel takes."""
    if len(url) > _MAX_URL or _NOT_IN_URL.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme in {"http", "https"} else parts.scheme == "mailto" and bool(parts.path)
