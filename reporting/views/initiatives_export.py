"""The list of initiatives as a file: exactly what is filtered, in the order chosen, with every column."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.register import RegisterRow, ordered, register, select
from reporting.domain.vocabulary import ReportKind
from reporting.exports.register_sheets import citations_of, register_workbook
from reporting.filters import InitiativeFilter
from reporting.pages.initiatives import order_words
from reporting.pages.register_columns import BY_SORT
from reporting.pages.register_groups import gathered
from reporting.pages.register_query import Asked, asked
from reporting.source import Chosen
from reporting.views.frame import timed
from reporting.views.list_files import offered, taken_out


@timed
def initiatives_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /tiltak/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may take it out."""
    known = offered(format)
    every = register(chosen.record, chosen.previous())
    filters = InitiativeFilter(request.GET, every)
    wanted = asked(request.GET, filters, chosen.query, None)
    rows = _in_order(select(every.rows, wanted.criteria).rows, wanted)
    book = register_workbook(
        chosen.record,
        rows,
        get_language() or "nb",
        wanted.criteria or None,
        order=order_words(wanted),
        citations=citations_of(chosen.record),
    )
    criteria = wanted.query().removeprefix("?")
    return taken_out(
        request, chosen, book, known, kind=ReportKind.REGISTER, name="tiltak", rows=len(rows), criteria=criteria
    )


def _in_order(rows: Sequence[RegisterRow], wanted: Asked) -> Sequence[RegisterRow]:
    if wanted.sort:
        return ordered(rows, BY_SORT[wanted.column], descending=wanted.descending)
    return gathered(rows, wanted)
