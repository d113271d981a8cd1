"""The list of initiatives as a table: django-tables2 keeps columns, order and pages, the body is written in one go.

Its own way of writing cells looks up each one by name and signature, which for five hundred cells is half the page; so
the body is made here, a function per column, and the order comes from the register's sort keys. A row that has been
written is kept as long as its register, for as many rows as are looked at in a day.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from reporting.domain.figures import coordination_contracts as contracts
from reporting.domain.figures.register import Register, RegisterRow, ordered
from reporting.pages import contracts_cells
from reporting.pages.coordination_links import Links
from reporting.pages.register_cells import Around
from reporting.pages.register_columns import ALWAYS, BY_SORT, COLUMNS, Column

KEPT_ROWS = 3_000
Key = tuple[Any, ...]
_written: "WeakKeyDictionary[Register, dict[Key, SafeString]]" = WeakKeyDictionary()


class RegisterData(TableListData):
    """Rows in their usual order until a column is chosen. Requests share them, so they are never sorted in place."""

    data: Sequence[RegisterRow]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in aliases[:1]:
            wanted = OrderBy(alias)
            self.data = ordered(self.data, BY_SORT[wanted.bare], descending=wanted.is_descending)


def _column(column: Column) -> tables.Column:
    attrs = {"th": {"class": "num"}} if "num" in column.css else {}
    return tables.Column(verbose_name=column.heading, accessor="uid", orderable=bool(column.sort), attrs=attrs)


class InitiativeTable(tables.Table):
    """The list. `columns` are keys of the columns to show; they come in the usual order, and the name always."""

    caption_hidden = True

    class Meta:
        order_by_field = "sort"
        page_field = "page"
        attrs = {"class": "tiltak", "id": "tiltak"}

    def __init__(
        self, register: Register, rows: Sequence[RegisterRow], *, columns: Sequence[str], sort: str, around: Around
    ) -> None:
        shown = [each for each in COLUMNS if each.key in columns or each.key == ALWAYS]
        extra = [(each.key, _column(each)) for each in shown]
        super().__init__(RegisterData(rows), order_by=sort or None, extra_columns=extra)
        self.caption = _("Tiltak med status, eier, milepæler og penger")
        self.shown = [(each, str(each.heading)) for each in shown]
        self.around = around
        self.written = _written.setdefault(register, {})
        self.like: Key = (get_language(), tuple(each.key for each in shown), around)

    @property
    def rows_of_page(self) -> Sequence[RegisterRow]:
        """The rows of this page."""
        first = self.page.start_index() - 1 if self.page.paginator.count else 0
        found: Sequence[RegisterRow] = self.data.data[first : first + self.page.paginator.per_page]
        return found

    def body(self, groups: Sequence[tuple[SafeString, Sequence[tuple[RegisterRow, int]]]]) -> SafeString:
        """The table's body: per group its heading, if it has one, and its rows with how deep each is indented."""
        # Links in the body lead to other pages, so htmx leaves them alone.
        return format_html_join("", '<tbody hx-boost="false">{}{}</tbody>', self._bodies(groups))

    def _bodies(self, groups: Sequence[tuple[SafeString, Sequence[tuple[RegisterRow, int]]]]) -> Iterator[Any]:
        for heading, rows in groups:
            head = SafeString("")
            if heading:
                line = '<tr class="grp"><th scope="rowgroup" colspan="{}">{}</th></tr>'
                head = format_html(line, len(self.shown), heading)
            yield head, SafeString("".join(self._row(row, depth) for row, depth in rows))

    def _row(self, row: RegisterRow, depth: int) -> SafeString:
        key = (row.uid, min(depth, 2), self.like)
        found = self.written.get(key)
        if found is None:
            if len(self.written) >= KEPT_ROWS:
                self.written.clear()
            found = self.written[key] = self._new_row(row, min(depth, 2))
        return found

    def _new_row(self, row: RegisterRow, depth: int) -> SafeString:
        cells = "".join([self._cell(column, heading, row) for column, heading in self.shown])
        return format_html(_ROW[depth], SafeString(cells))

    def _cell(self, column: Column, heading: str, row: RegisterRow) -> SafeString:
        content = column.cell(row, self.around)
        if column.key == ALWAYS:
            return format_html('<th scope="row">{}</th>', content)
        css = column.css if content not in _EMPTY else f"{column.css} x-narrow".lstrip()
        if not css:
            return format_html('<td data-l="{}">{}</td>', heading, content)
        return format_html('<td class="{}" data-l="{}">{}</td>', css, heading, content)


class ContractData(TableListData):
    """Agreements in their usual order until a column is chosen. Requests share them: never sorted in place."""

    data: Sequence[contracts.ContractRow]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in aliases[:1]:
            wanted = OrderBy(alias)
            self.data = contracts.ordered(self.data, wanted.bare, descending=wanted.is_descending)


class ContractTable(tables.Table):
    """The register of agreements."""

    caption_hidden = True

    class Meta:
        order_by_field = "sort"
        page_field = "page"
        attrs = {"class": "avtaler", "id": "avtaler"}

    def __init__(self, rows: Sequence[contracts.ContractRow], *, sort: str, links: Links) -> None:
        extra = [(each.key, _contract_column(each)) for each in contracts_cells.COLUMNS]
        super().__init__(ContractData(rows), order_by=sort or None, extra_columns=extra)
        self.caption = _("Avtaler med hvem som trenger hva fra hvem, tilstand og datoer")
        self.links = links

    def body(self) -> SafeString:
        """The table's body: the rows of this page."""
        first = self.page.start_index() - 1 if self.page.paginator.count else 0
        rows = self.data.data[first : first + self.page.paginator.per_page]
        columns = [(each, str(each.heading)) for each in contracts_cells.COLUMNS]
        # Links in the body lead to other pages, so htmx leaves them alone.
        written = SafeString("".join(self._row(row, columns) for row in rows))
        return format_html('<tbody hx-boost="false">{}</tbody>', written)

    def _row(self, row: contracts.ContractRow, columns: Sequence[tuple[contracts_cells.Column, str]]) -> SafeString:
        cells = [self._cell(column, heading, row) for column, heading in columns]
        return format_html(_ROW[0], SafeString("".join(cells)))

    def _cell(self, column: contracts_cells.Column, heading: str, row: contracts.ContractRow) -> SafeString:
        content = column.cell(row, self.links)
        if column.key == contracts_cells.HEAD:
            return format_html('<th scope="row">{}</th>', content)
        css = f"{column.css}{' x-narrow' if content in _EMPTY else ''}".strip()
        return format_html('<td class="{}" data-l="{}">{}</td>', css, heading, content)


def _contract_column(column: contracts_cells.Column) -> tables.Column:
    attrs = {"th": {"class": "num"}} if "num" in column.css else {}
    return tables.Column(verbose_name=column.heading, accessor="uid", orderable=column.sorts, attrs=attrs)


_ROW = ("<tr>{}</tr>", '<tr class="sub">{}</tr>', '<tr class="sub sub--2">{}</tr>')
_EMPTY = ("", "–")
