"""Status over tid: every initiative's status in the last locked periods and now, on screen and as a file."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.main_goals import main_goals
from reporting.domain.figures.status_grid import Grid, Row, grid, select
from reporting.exports.status_workbook import status_workbook
from reporting.filters import StatusFilter
from reporting.pages.status_grid import context, criteria_words, heads_of
from reporting.pages.status_query import StatusAsked, asked, offered, periods_asked
from reporting.source import Chosen
from reporting.source.series import series
from reporting.views.frame import page, timed
from reporting.views.list_files import offered as format_offered
from reporting.views.list_files import taken_out

KIND = "status_grid"
"""What the log of exports calls it."""


class Shown(NamedTuple):
    """The grid, the rows that were asked for, and what was asked."""

    grid: Grid
    rows: tuple[Row, ...]
    filters: StatusFilter
    asked: StatusAsked


@timed
def status_grid(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /rapportering/utvikling/."""
    shown = _shown(request, chosen)
    return page(request, chosen, "reporting/status_grid.html", context(chosen, *shown))


@timed
def status_grid_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /rapportering/utvikling/eksport/<format>/: a file, and a line in the log of exports."""
    known = format_offered(format)
    found, rows, filters, wanted = _shown(request, chosen)
    heads = heads_of(found, chosen)
    book = status_workbook(chosen.record, found, rows, heads, get_language() or "nb", criteria_words(filters))
    criteria = wanted.query().removeprefix("?")
    return taken_out(request, chosen, book, known, kind=KIND, name="status-over-tid", rows=len(rows), criteria=criteria)


def _shown(request: HttpRequest, chosen: Chosen) -> Shown:
    records = series(chosen, periods_asked(request.GET))
    goals = main_goals(chosen.record.state)
    found = grid(records, {uid: goal.key for uid, goal in goals.items()})
    words = {goal.key: f"{goal.code} {goal.text}".strip() for goal in goals.values()}
    filters = StatusFilter(request.GET, offered(found, words))
    wanted = asked(request.GET, filters, chosen.query)
    return Shown(found, select(found.rows, wanted.criteria), filters, wanted)
