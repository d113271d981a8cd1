"""The register of agreements as a file: exactly what is filtered, in the order chosen."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.figures.coordination_contracts import contracts, ordered, select
from reporting.exports.contracts_workbook import contracts_workbook
from reporting.filters import ContractFilter
from reporting.pages.contracts import criteria_words, order_words
from reporting.pages.contracts_query import asked
from reporting.source import Chosen
from reporting.views.frame import timed
from reporting.views.list_files import offered, taken_out

KIND = "contracts"
"""What the log of exports calls it."""


@timed
def contracts_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /samordning/avtaler/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may take
    it out."""
    known = offered(format)
    held = contracts(chosen.record)
    filters = ContractFilter(request.GET, held)
    wanted = asked(request.GET, filters, chosen.query)
    rows = select(held.rows, wanted.criteria).rows
    if wanted.sort:
        rows = ordered(rows, wanted.column, descending=wanted.descending)
    words = criteria_words(wanted.criteria, filters)
    book = contracts_workbook(chosen.record, rows, len(held.rows), get_language() or "nb", words, order_words(wanted))
    criteria = wanted.query().removeprefix("?")
    return taken_out(request, chosen, book, known, kind=KIND, name="avtaler", rows=len(rows), criteria=criteria)
