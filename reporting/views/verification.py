"""Etterprøving: can the colours be trusted? On screen and as a file."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.verification import Verification
from reporting.domain.figures.verification import verification as figure
from reporting.domain.figures.verification_course import Course, course
from reporting.domain.replans import Replanned, replans
from reporting.exports.verification_workbook import verification_workbook
from reporting.pages.status_query import PERIODS, periods_asked
from reporting.pages.verification import context
from reporting.source import Chosen
from reporting.source.cutoff import cutoff
from reporting.source.hidden import hidden
from reporting.source.replans import approved_words
from reporting.source.series import USUAL, series
from reporting.views.frame import page, timed
from reporting.views.list_files import offered, taken_out

KIND = "verification"
"""What the log of exports calls it."""


class Shown(NamedTuple):
    """What the page is made of."""

    found: Verification
    course: Course
    log: tuple[Replanned, ...]
    periods: int


@timed
def verification(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /rapportering/etterproving/."""
    shown = _shown(request, chosen)
    more = {"export_query": _query(chosen, shown.periods)}
    return page(request, chosen, "reporting/verification.html", context(chosen, *shown) | more)


@timed
def verification_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /rapportering/etterproving/eksport/<format>/: a file, and a line in the log of exports."""
    known = offered(format)
    shown = _shown(request, chosen)
    book = verification_workbook(chosen.record, shown.found, shown.course, shown.log, get_language() or "nb")
    rows = sum(len(each.rows) for each in book.sheets)
    criteria = _query(chosen, shown.periods).removeprefix("?")
    return taken_out(request, chosen, book, known, kind=KIND, name="etterproving", rows=rows, criteria=criteria)


def _shown(request: HttpRequest, chosen: Chosen) -> Shown:
    periods = periods_asked(request.GET)
    records = series(chosen, periods)
    words = approved_words(chosen, cutoff(chosen), hidden(chosen))
    return Shown(figure(records[-1]), course(records), replans(chosen.record.state, words), periods)


def _query(chosen: Chosen, periods: int) -> str:
    """The query that asks for the same again."""
    pairs = [chosen.query] if chosen.query else []
    return "?" + "&".join([*pairs, f"{PERIODS}={periods}"] if periods != USUAL else pairs)
