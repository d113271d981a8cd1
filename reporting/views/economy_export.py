"""Økonomi as a file: exactly what is shown, with every amount and its source."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.register import register
from reporting.domain.vocabulary import ReportFormat
from reporting.exports.economy_sheets import economy_workbook
from reporting.filters import EconomyFilter
from reporting.pages import economy_query
from reporting.pages.economy import chosen_words, figure_of
from reporting.source import Chosen
from reporting.views.economy import cited
from reporting.views.frame import timed
from reporting.views.list_files import offered, taken_out

KIND = "economy"
"""What the log of exports calls it."""


@timed
def economy_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /okonomi/eksport/<format>/: a file, and a line in the log of exports."""
    known = offered(format, ReportFormat.XLSX, ReportFormat.CSV)
    record = chosen.record
    every = register(record, chosen.previous())
    choices = economy_query.offered(record, every, request.GET.getlist("tiltak"))
    filters = EconomyFilter(request.GET, choices)
    wanted = economy_query.asked(request.GET, filters, chosen.query)
    figure = figure_of(record, every, wanted)
    citations = cited(chosen)([each.line.uid for each in figure.entries])
    words = chosen_words(filters, wanted)
    book = economy_workbook(record, figure, get_language() or "nb", chosen=words, citations=citations)
    rows, criteria = len(figure.entries), wanted.query().removeprefix("?")
    return taken_out(request, chosen, book, known, kind=KIND, name="okonomi", rows=rows, criteria=criteria)
