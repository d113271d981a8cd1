"""The tables of økonomi by year: cells are links to the very amounts they are made of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.economy import NOT_STATED, Cell, Row
from reporting.domain.money import MoneyKey
from reporting.pages.economy_query import EXAMPLE, REAL, EconomyAsked
from reporting.pages.money_words import FIRM, held, kind_word, line_words, price_word, sum_words

LINK = '<a class="amt" data-kind="{}" href="{}" title="{}">{}</a>'
AMOUNTS = "#belop"
"""Where the amounts are listed."""


class TableRow(NamedTuple):
    """A row: what it is of, and a cell per year. `above` is the code of the programme whose amounts hold it."""

    kind: str
    price: str
    example: bool
    above: str
    cells: tuple[SafeString, ...]


class Group(NamedTuple):
    """Rows with one heading; without a name for rows that need none."""

    name: str
    rows: tuple[TableRow, ...]
    url: str = ""
    language: str = ""
    code: str = ""
    example: bool = False


def table_rows(
    rows: Iterable[Row], years: Sequence[int], asked: EconomyAsked, **keys: Iterable[str]
) -> tuple[TableRow, ...]:
    """The rows as they are shown; `keys` narrow the links of the cells further."""
    return tuple(_row(row, years, asked, keys) for row in rows)


def _row(row: Row, years: Sequence[int], asked: EconomyAsked, keys: Mapping[str, Iterable[str]]) -> TableRow:
    address = _address(row.key, asked, keys)
    look = "unc" if row.above else "bev" if row.key.kind in FIRM else "for"
    return TableRow(
        kind_word(row.key.kind),
        price_word(row.key.price_level),
        row.key.example,
        row.above,
        tuple(_cell(row.cells.get(year), look, f"{address}&year={year}{AMOUNTS}") for year in years),
    )


def url(key: MoneyKey, year: int, asked: EconomyAsked) -> str:
    """The address of the amounts behind a sum of a year."""
    return f"{_address(key, asked, {})}&year={year}{AMOUNTS}"


def _address(key: MoneyKey, asked: EconomyAsked, keys: Mapping[str, Iterable[str]]) -> str:
    """The query of a row's amounts, made once for all its years."""
    price = str(key.price_level or NOT_STATED)
    narrow = {"kind": [key.kind], "measure": ["period"], "price": [price], "year": (), **keys}
    return asked.narrowed(narrow, EXAMPLE if key.example else REAL)


def _cell(cell: Cell | None, look: str, href: str) -> SafeString:
    if cell is None:
        return _nothing()
    shown = []
    if cell.sum is not None:
        shown.append((look, held(cell.sum), sum_words(cell.sum)))
    if len(cell.unlike) == 1:
        shown.append(("unc", _unlike(1), line_words(cell.unlike[0])))
    elif cell.unlike:
        shown.append(("unc", _unlike(len(cell.unlike)), _count(len(cell.unlike))))
    links = [format_html(LINK, kind, href, title, words) for kind, title, words in shown]
    return links[0] if len(links) == 1 else format_html("{}<br>{}", *links)


def _nothing() -> SafeString:
    return format_html(
        '<span class="quiet"><span aria-hidden="true">{}</span><span class="ds-sr-only">{}</span></span>',
        formatting.MISSING,
        _("ikke oppgitt"),
    )


def _count(count: int) -> str:
    return ngettext("%(count)s beløp", "%(count)s beløp", count) % {"count": formatting.number(count)}


def _unlike(count: int) -> str:
    return _("%(count)s som ikke kan legges sammen") % {"count": _count(count)}
