"""The matrix of who needs something from whom, as cells with words and addresses."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.coordination_contracts import Contracts
from reporting.domain.figures.coordination_holders import UNKNOWN, Holder
from reporting.domain.figures.coordination_layout_text import cut
from reporting.domain.figures.coordination_matrix import COLUMNS, REST, ROWS, Cell, Matrix, matrix
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.pages import coordination_words as words
from reporting.pages.coordination_kept import kept
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_query import MATRIX, CoordinationAsked
from reporting.pages.overview_words import of_which_examples

TEMPLATE = "reporting/_coordination_matrix_table.html"
ROOM, SIZE, LINES = 74.0, 12.0, 4
"""Width of a column's heading, the size of its letters, both in pixels, and its lines."""


class Head(NamedTuple):
    """A column or row: in full, as short as it is called over lines that fit a column, and whether it is fictional."""

    name: str
    lines: Sequence[str]
    example: bool


class CellShown(NamedTuple):
    """A cell: its number, how strong it is drawn (0 for none), whether it is in danger, what it is for those who do not
    see it, and where it leads. `own` is where an owner meets itself."""

    number: str
    strength: int
    risk: bool
    words: str
    url: str
    own: bool


class RowShown(NamedTuple):
    """A receiver with its cells and its sum."""

    head: Head
    cells: Sequence[CellShown]
    sum: CellShown


class Table(NamedTuple):
    """The table itself. Of the columns `inner` are organisations and `outer` gather external parties by kind; `apart`
    stand after them. `whole`: nothing is gathered."""

    columns: Sequence[Head]
    inner: int
    outer: int
    apart: Sequence[Head]
    rows: Sequence[RowShown]
    sums: Sequence[CellShown]
    total: CellShown
    whole: bool


class MatrixShown(NamedTuple):
    """The table as it is written, what stands beside it, and where all of it, or less, is shown ("" when it is)."""

    table: SafeString
    note: str
    left_out: str
    all_url: str
    few_url: str


def shown(record: Record, held: Contracts, links: Links, asked: CoordinationAsked) -> MatrixShown | None:
    """The matrix in words; None when nothing is open."""
    whole = asked.shown == MATRIX
    limits = (None, None) if whole else (COLUMNS, ROWS)
    found = once(record, f"matrix {limits}", lambda: matrix(held.rows, *limits))
    if not found.total.count:
        return None
    cut = bool(found.rest or found.hidden)
    return MatrixShown(
        kept(record, TEMPLATE, lambda: {"matrix": _table(found, links, whole=whole)}, links.query, str(whole)),
        note(found),
        left_out(found),
        asked.query(shown=MATRIX) + "#matrise" if cut else "",
        asked.query(shown="") + "#matrise" if whole else "",
    )


def _table(found: Matrix, links: Links, *, whole: bool) -> Table:
    maker = _Maker(found, links)
    outer = sum(each.outside for each in found.givers)
    columns = [_head(each) for each in found.givers if each.key != UNKNOWN]
    unknown = [_head(each) for each in found.givers if each.key == UNKNOWN]
    return Table(
        columns=columns,
        inner=len(columns) - outer,
        outer=outer,
        apart=[*unknown, *([_rest()] if found.rest else [])],
        rows=[maker.row(each) for each in found.receivers],
        sums=maker.sums(),
        total=maker.cell(found.total, None, None),
        whole=whole,
    )


def _head(each: Holder) -> Head:
    return Head(words.holder_name(each), cut(words.holder_short(each), ROOM, SIZE, LINES), each.example)


def _rest() -> Head:
    return Head(_("andre som gir"), [_("Andre")], example=False)


def note(found: Matrix) -> str:
    """How many agreements there are in it."""
    count = ngettext("%(count)s åpen avtale", "%(count)s åpne avtaler", found.total.count)
    told = [count % {"count": formatting.number(found.total.count)}]
    if found.total.examples:
        told.append(of_which_examples(found.total.examples))
    return ", ".join(told)


def left_out(found: Matrix) -> str:
    """Who is gathered or has no row; "" when all are there."""
    told = []
    if found.rest:
        words_ = ngettext("«Andre» samler %(count)s giver", "«Andre» samler %(count)s givere", len(found.rest))
        told.append(words_ % {"count": formatting.number(len(found.rest))})
    if found.hidden:
        words_ = ngettext("%(count)s mottaker har ingen rad", "%(count)s mottakere har ingen rad", len(found.hidden))
        told.append(words_ % {"count": formatting.number(len(found.hidden))})
    return ", ".join(told)


class _Maker:
    def __init__(self, found: Matrix, links: Links) -> None:
        self.found, self.links = found, links
        self.columns = [*found.givers, *([Holder(REST, "")] if found.rest else [])]

    def row(self, receiver: Holder) -> RowShown:
        cells = [self.cell(self.found.cell(receiver.key, giver.key), receiver, giver) for giver in self.columns]
        return RowShown(_head(receiver), cells, self.cell(self.found.of_receiver(receiver.key), receiver, None))

    def sums(self) -> list[CellShown]:
        return [self.cell(self.found.of_giver(giver.key), None, giver) for giver in self.columns]

    def cell(self, cell: Cell, receiver: Holder | None, giver: Holder | None) -> CellShown:
        own = receiver is not None and giver is not None and receiver.key == giver.key and not receiver.outside
        if not cell.count:
            return CellShown("", 0, risk=False, words="", url="", own=own)
        return CellShown(
            formatting.number(cell.count),
            cell.strength,
            cell.endangered > 0,
            self._words(cell, receiver, giver),
            self._url(receiver, giver),
            own,
        )

    def _words(self, cell: Cell, receiver: Holder | None, giver: Holder | None) -> str:
        values = {
            "receiver": words.holder_name(receiver) if receiver else _("Alle"),
            "count": formatting.number(cell.count),
            "giver": _giver(giver),
        }
        told = [_("%(receiver)s trenger %(count)s fra %(giver)s") % values]
        if cell.endangered:
            told.append(_("%(count)s i fare") % {"count": formatting.number(cell.endangered)})
        if cell.examples:
            told.append(of_which_examples(cell.examples))
        return ", ".join(told)

    def _url(self, receiver: Holder | None, giver: Holder | None) -> str:
        asked: dict[str, str | list[str]] = {"open": "yes"}
        if receiver:
            asked["receiver"] = receiver.key
        if giver:
            asked["giver"] = [each.key for each in self.found.rest] if giver.key == REST else giver.key
        return self.links.register(asked)


def _giver(giver: Holder | None) -> str:
    if giver is None:
        return _("alle")
    return _("andre som gir") if giver.key == REST else words.holder_name(giver)
