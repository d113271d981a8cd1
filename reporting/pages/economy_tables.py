"""The tables of økonomi by year: cells are links to the very amounts they are made of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.economy import NOT_STATED, Cell, Row
from reporting.domain.money import MoneyKey
from reporting.pages.economy_query import EXAMPLE, REAL, EconomyAsked
from reporting.pages.money_words import FIRM, held, kind_word, line_words, price_word, sum_words

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
    return TableRow(
        kind_word(row.key.kind),
        price_word(row.key.price_level),
        row.key.example,
        row.above,
        tuple(_cell(row, row.cells.get(year), year, asked, keys) for year in years),
    )


def url(key: MoneyKey, year: int, asked: EconomyAsked, keys: Mapping[str, Iterable[str]]) -> str:
    """The address of the amounts behind a sum of a year."""
    narrow = {
        "kind": [key.kind],
        "measure": ["period"],
        "price": [str(key.price_level or NOT_STATED)],
        "year": [str(year)],
        **keys,
    }
    return asked.narrowed(narrow, EXAMPLE if key.example else REAL) + AMOUNTS


def _cell(row: Row, cell: Cell | None, year: int, asked: EconomyAsked, keys: Mapping[str, Iterable[str]]) -> SafeString:
    if cell is None:
        return _nothing()
    href = url(row.key, year, asked, keys)
    shown = []
    if cell.sum is not None:
        look = "unc" if row.above else "bev" if row.key.kind in FIRM else "for"
        shown.append((look, href, held(cell.sum), sum_words(cell.sum)))
    if len(cell.unlike) == 1:
        shown.append(("unc", href, _unlike(1), line_words(cell.unlike[0])))
    elif cell.unlike:
        shown.append(("unc", href, _unlike(len(cell.unlike)), _count(len(cell.unlike))))
    return format_html_join(SafeString("<br>"), '<a class="amt" data-kind="{}" href="{}" title="{}">{}</a>', shown)


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
