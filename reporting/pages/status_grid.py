"""Status over time in words: the finding, the heads, and each row's cells with what stands behind them."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.status_grid import Cell, Column, Grid, Row
from reporting.filters import StatusFilter
from reporting.pages.coordination_links import mounted
from reporting.pages.initiatives import Chip, Pick, picks
from reporting.pages.overview_words import capital, in_words
from reporting.pages.pager import Pager, paged
from reporting.pages.round_words import listed
from reporting.pages.status_query import KEYS, StatusAsked
from reporting.pages.status_words import Told, column_word, shown, told, turn_words, word_of
from reporting.source import Chosen
from reporting.source.series import FEWEST, MOST

SIZE = 60  # rows of a page


class CellLine(NamedTuple):
    """A cell as it is drawn: the column it stands in, its word, whether a shape stands before it, and its turn."""

    column: str
    cell: Cell
    word: str
    shape: bool
    turn: str


class Behind(NamedTuple):
    """What was said of a yellow or red status in one column."""

    column: str
    colour: str
    told: Told


@dataclass(frozen=True, slots=True)
class RowLine:
    """One initiative: its address ("" where it is not known at this time), its cells, and what stands behind them."""

    row: Row
    url: str
    cells: tuple[CellLine, ...]
    behind: tuple[Behind, ...]


def context(
    chosen: Chosen, found: Grid, rows: tuple[Row, ...], filters: StatusFilter, asked: StatusAsked
) -> dict[str, Any]:
    """Everything the page shows but its frame."""
    pager = paged(rows, asked.page, SIZE, asked.query)
    heads = heads_of(found, chosen)
    return {
        "finding": finding(found),
        "lede": _lede(found, rows),
        "columns": list(zip(heads, found.columns, strict=True)),
        "pager": pager,
        "lines": _lines(pager, heads, chosen),
        "picks": _picks(filters),
        "active": _active(filters, asked),
        "asked": asked,
        "over": [(str(each), asked.over(each), each == asked.periods) for each in range(FEWEST, MOST + 1)],
        "few": len(found.columns) < 3,
    }


def heads_of(found: Grid, chosen: Chosen) -> list[str]:
    """The heads of the columns: the periods' codes, and what the chosen time is called."""
    now = formatting.day(chosen.day) if chosen.day else _("nå")
    return [column_word(each, now=now) for each in found.columns]


def finding(found: Grid) -> str:
    """What turned in the last column, in a sentence."""
    if not found.rows:
        return _("Ingen tiltak er i gang.")
    worse = sum(row.last.worse for row in found.rows)
    better = found.turned - worse
    told = []
    if worse:
        told.append(ngettext("%(count)s ble verre", "%(count)s ble verre", worse) % {"count": in_words(worse)})
    if better:
        told.append(ngettext("%(count)s ble bedre", "%(count)s ble bedre", better) % {"count": in_words(better)})
    turned = _("%(told)s siden sist.") % {"told": listed(told)} if told else _("Ingen snudde siden sist.")
    if not found.unreported:
        return capital(turned)
    words = ngettext("%(count)s rapporterte ikke.", "%(count)s rapporterte ikke.", found.unreported)
    silent = capital(words % {"count": in_words(found.unreported)})
    return f"{capital(turned)} {silent}" if told else silent


def _lede(found: Grid, rows: tuple[Row, ...]) -> str:
    words = ngettext("%(shown)s av %(total)s tiltak", "%(shown)s av %(total)s tiltak", len(found.rows))
    count = words % {"shown": formatting.number(len(rows)), "total": formatting.number(len(found.rows))}
    periods = len(found.columns) - 1
    over = ngettext("%(count)s låst periode", "%(count)s låste perioder", periods)
    return f"{count} · {over % {'count': formatting.number(periods)}}"


def _lines(pager: Pager[Row], heads: list[str], chosen: Chosen) -> list[RowLine]:
    base, time = mounted("reporting:initiatives"), f"?{chosen.query}" if chosen.query else ""
    known = chosen.record.state.slices
    return [
        RowLine(
            row,
            f"{base}{row.ref.code}/{time}" if row.ref.uid in known else "",
            tuple(
                CellLine(head, cell, word_of(cell), shown(cell), turn_words(cell))
                for head, cell in zip(heads, row.cells, strict=True)
            ),
            tuple(behind(row, heads)),
        )
        for row in pager.rows
    ]


def behind(row: Row, heads: list[str]) -> list[Behind]:
    """Cause and measure of each yellow or red cell."""
    return [
        Behind(head, cell.colour, told(cell.standing))
        for head, cell in zip(heads, row.cells, strict=True)
        if cell.explained
    ]


def day_words(column: Column) -> str:
    """The day a column speaks of."""
    return formatting.day(column.day)


def _picks(filters: StatusFilter) -> list[Pick]:
    return picks(filters, KEYS)


def _active(filters: StatusFilter, asked: StatusAsked) -> list[Chip]:
    """Everything that is on, each with the address of the page without it."""
    found = []
    for name in KEYS:
        field = filters.form.fields[name]
        labels = dict(field.choices)
        found += [
            Chip(f"on-{name}-{number}", f"{field.label}: {labels[key]}", 0, asked.toggled(name, key), on=True)
            for number, key in enumerate(filters.known(name))
        ]
    return found


def criteria_words(filters: StatusFilter) -> list[str]:
    """What was filtered, for a file."""
    told = []
    for name in KEYS:
        field, on = filters.form.fields[name], filters.known(name)
        labels = dict(field.choices)
        if on:
            told.append(f"{field.label}: {_(' eller ').join(str(labels[key]) for key in on)}")
    return told
