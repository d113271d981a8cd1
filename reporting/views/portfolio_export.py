"""What comes into and goes out of the portfolio as a file."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.portfolio import portfolio
from reporting.exports.portfolio_workbook import portfolio_workbook
from reporting.source import Chosen
from reporting.views.frame import timed
from reporting.views.list_files import offered, taken_out

KIND = "portfolio"
"""What the log of exports calls it."""


@timed
def portfolio_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /portefolje/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may take it
    out."""
    known = offered(format)
    found = portfolio(chosen.record)
    book = portfolio_workbook(chosen.record, found, get_language() or "nb")
    return taken_out(request, chosen, book, known, kind=KIND, name="portefolje", rows=len(found.all), criteria="")
