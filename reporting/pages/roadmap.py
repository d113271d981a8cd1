"""The roadmap's context: groups with their lines, filters, the window, and the words around."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from initiatives.domain.facts import Slice
from reporting.charts import roadmap_lines as lines
from reporting.domain.figures.feasible_dates import later
from reporting.domain.figures.register import Register, RegisterRow, Selection
from reporting.domain.figures.roadmap import Grouping, Roadmap, Window
from reporting.domain.figures.roadmap_courses import Step, courses, steps_of
from reporting.domain.record import Record
from reporting.filters import InitiativeFilter
from reporting.pages import initiatives as shared
from reporting.pages import roadmap_words as words
from reporting.pages.pager import Pager, paged
from reporting.pages.roadmap_query import RoadmapAsked
from reporting.pages.roadmap_rows import Around, row_html

ROWS, TABLE_ROWS, UNDATED = 100, 40, 60
"""Initiatives on a page of the picture and of the table, and how many without dates are named."""
QUARTERS_NAMED = 3
"""Years in a window up to which quarters have names."""
MORE_PICKS = ("phase", "segment", "goal", "kind", "life", "category")


class GroupShown(NamedTuple):
    """A group on this page: its rows written, or as rows of a table."""

    name: str
    total: int
    html: SafeString
    rows: Sequence["TableRow"]


class TableRow(NamedTuple):
    """An initiative in the table, with its milestones."""

    row: RegisterRow
    part: Slice
    steps: Sequence[tuple[Step, str, str]]


def context(
    record: Record,
    register: Register,
    filters: InitiativeFilter,
    selection: Selection,
    asked: RoadmapAsked,
    found: Roadmap,
) -> dict[str, Any]:
    """What the templates show."""
    pager = _pager(found, asked)
    return {
        "asked": asked,
        "found": found,
        "finding": words.finding(found),
        "beside": words.beside(found),
        "count": words.count_words(found, selection.total),
        "filters": filters,
        "picks": shared.picks(filters, ("plan", "owner")),
        "more_picks": shared.picks(filters, MORE_PICKS),
        "colours": shared.chips(selection, asked),
        "colour_error": shared.chip_error(filters),
        "flags": shared.flag_chips(selection, asked, compared=register.compared),
        "active": shared.active_filters(filters, asked),
        "loosen": [] if selection.rows else shared.loosen(register, filters, asked),
        "groupings": [(each.value, words.GROUPINGS[each], each is asked.group) for each in Grouping],
        "years": _years(found),
        "window": found.window,
        "whole_window": _whole(found, asked),
        "axis": _axis(found.window),
        "year_lines": lines.year_lines(found.window),
        "today": record.state.today,
        "today_line": lines.today_line(record.state.today, found.window),
        "width": lines.WIDTH,
        "held": found.held,
        "groups": _groups(record, found, pager, asked),
        "pager": pager,
        "undated": found.undated[:UNDATED],
        "undated_more": max(0, len(found.undated) - UNDATED),
    }


Placed = tuple[int, RegisterRow]


def _pager(found: Roadmap, asked: RoadmapAsked) -> Pager[Placed]:
    rows = [(number, row) for number, group in enumerate(found.groups) for row in group.rows]
    return paged(
        rows, asked.page, TABLE_ROWS if asked.table else ROWS, lambda page: asked.query(page=page) + "#veikart"
    )


def _groups(record: Record, found: Roadmap, pager: Pager[Placed], asked: RoadmapAsked) -> list[GroupShown]:
    around = Around(
        slices=record.state.slices,
        courses=courses(record),
        later=later(record),
        axis=lines.Axis(found.window),
        asked=asked,
        base=reverse("reporting:initiatives"),
        time_query=f"?{asked.time}" if asked.time else "",
        today=record.state.today,
    )
    held: dict[int, list[RegisterRow]] = {}
    for number, row in pager.rows:
        held.setdefault(number, []).append(row)
    return [_group(found, number, rows, around) for number, rows in held.items()]


def _group(found: Roadmap, number: int, rows: Sequence[RegisterRow], around: Around) -> GroupShown:
    group = found.groups[number]
    name = group.name.label if group.name else str(words.WITHOUT[around.asked.group])
    if around.asked.table:
        return GroupShown(name, len(group.rows), SafeString(""), [_table_row(row, around) for row in rows])
    return GroupShown(name, len(group.rows), SafeString("".join(row_html(row, around) for row in rows)), ())


def _table_row(row: RegisterRow, around: Around) -> TableRow:
    part = around.slices[row.uid]
    steps = steps_of(part, around.today, around.kept(row))
    return TableRow(row, part, [(each, words.step_words(each), words.kept_words(each)) for each in steps])


def _years(found: Roadmap) -> range:
    """The years to choose among: from the first that holds something to the last, and the window."""
    ends = (*found.years[:1], *found.years[-1:], found.window.first, found.window.last)
    return range(min(ends), max(ends) + 1)


def _whole(found: Roadmap, asked: RoadmapAsked) -> str:
    """The query over every year that holds something; "" when the window does already."""
    if not found.years or (found.window.first <= found.years[0] and found.years[-1] <= found.window.last):
        return ""
    return asked.with_window(found.years[0], found.years[-1])


def _axis(window: Window) -> list[tuple[int, Sequence[int]]]:
    """Each year, with its quarters where there is room for their names."""
    quarters = range(1, 5) if len(window.years) <= QUARTERS_NAMED else ()
    return [(year, quarters) for year in window.years]
