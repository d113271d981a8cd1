"""The register of agreements as a file: exactly what is filtered, in the order chosen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.domain.figures.coordination_contracts import contracts, ordered, select
from reporting.domain.vocabulary import ReportFormat
from reporting.exports.contracts_workbook import contracts_workbook
from reporting.filters import ContractFilter
from reporting.pages.contracts import criteria_words, order_words
from reporting.pages.contracts_query import asked
from reporting.source import Chosen
from reporting.views.frame import timed
from reporting.views.initiatives_export import RENDERERS

KIND = "contracts"
"""What the log of exports calls it."""


@timed
def contracts_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /samordning/avtaler/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may take
    it out."""
    renderer = RENDERERS.get(ReportFormat(format)) if format in set(ReportFormat) else None
    if renderer is None:
        raise Http404(format)
    held, language = contracts(chosen.record), get_language() or "nb"
    filters = ContractFilter(request.GET, held)
    wanted = asked(request.GET, filters, chosen.query)
    rows = select(held.rows, wanted.criteria).rows
    if wanted.sort:
        rows = ordered(rows, wanted.column, descending=wanted.descending)
    words = criteria_words(wanted.criteria, filters)
    book = contracts_workbook(chosen.record, rows, len(held.rows), language, words, order_words(wanted))
    content = renderer.render(book)
    log_export(
        by=request.user if isinstance(request.user, User) else None,
        kind=KIND,
        format=format,
        content=content,
        rows=len(rows),
        language=language,
        audience=chosen.audience,
        period_code=chosen.period.code if chosen.period and chosen.kind in ("locked", "open") else "",
        as_of=chosen.day,
        criteria=wanted.query().removeprefix("?"),
    )
    response = HttpResponse(content, content_type=renderer.mime)
    response["Content-Disposition"] = f'attachment; filename="{_name(chosen)}.{renderer.suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _name(chosen: Chosen) -> str:
    """«avtaler-2024-1», «avtaler-2024-03-31»: what it is of, never from when it was taken out."""
    if chosen.kind == "locked" and chosen.period:
        return f"avtaler-{chosen.period.code}"
    return f"avtaler-{(chosen.day or chosen.record.state.today).isoformat()}"
