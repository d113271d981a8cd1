"""The list of initiatives as a file: exactly what is filtered, in the order chosen, with every column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.domain.figures.register import RegisterRow, ordered, register, select
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.exports.register_sheets import citations_of, register_workbook
from reporting.exports.tabular.csvzip import ZIP_MIME_TYPE, render_csv_zip
from reporting.exports.tabular.jsonfile import MIME_TYPE as JSON_MIME_TYPE
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import Workbook
from reporting.exports.tabular.workbook import MIME_TYPE as XLSX_MIME_TYPE
from reporting.exports.tabular.workbook import render_workbook
from reporting.filters import InitiativeFilter
from reporting.pages.initiatives import order_words
from reporting.pages.register_columns import BY_SORT
from reporting.pages.register_groups import gathered
from reporting.pages.register_query import Asked, asked
from reporting.source import Chosen
from reporting.views.frame import timed


@dataclass(frozen=True, slots=True)
class Renderer:
    """How a format is written, what it is served as, and what its file name ends in."""

    render: Callable[[Workbook], bytes]
    mime: str
    suffix: str


RENDERERS = {
    ReportFormat.XLSX: Renderer(render_workbook, XLSX_MIME_TYPE, "xlsx"),
    ReportFormat.CSV: Renderer(render_csv_zip, ZIP_MIME_TYPE, "csv.zip"),
    ReportFormat.JSON: Renderer(render_json, JSON_MIME_TYPE, "json"),
}


@timed
def initiatives_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /tiltak/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may take it out."""
    renderer = RENDERERS.get(ReportFormat(format)) if format in set(ReportFormat) else None
    if renderer is None:
        raise Http404(format)
    every = register(chosen.record, chosen.previous())
    filters = InitiativeFilter(request.GET, every)
    wanted = asked(request.GET, filters, chosen.query, None)
    rows = _in_order(select(every.rows, wanted.criteria).rows, wanted)
    language = get_language() or "nb"
    workbook = register_workbook(
        chosen.record,
        rows,
        language,
        wanted.criteria or None,
        order=order_words(wanted),
        citations=citations_of(chosen.record),
    )
    content = renderer.render(workbook)
    log_export(
        by=request.user if isinstance(request.user, User) else None,
        kind=ReportKind.REGISTER,
        format=format,
        content=content,
        rows=len(rows),
        language=language,
        audience=chosen.audience,
        period_code=chosen.period.code if chosen.period and chosen.kind in ("locked", "open") else "",
        as_of=chosen.day,
        criteria=wanted.query().removeprefix("?"),
    )
    return _served(content, renderer, chosen)


def _in_order(rows: Sequence[RegisterRow], wanted: Asked) -> Sequence[RegisterRow]:
    if wanted.sort:
        return ordered(rows, BY_SORT[wanted.column], descending=wanted.descending)
    return gathered(rows, wanted)


def _served(content: bytes, renderer: Renderer, chosen: Chosen) -> HttpResponse:
    response = HttpResponse(content, content_type=renderer.mime)
    response["Content-Disposition"] = f'attachment; filename="{_name(chosen)}.{renderer.suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _name(chosen: Chosen) -> str:
    """«tiltak-2024-1», «tiltak-2024-03-31»: what it is of, never from when it was taken out."""
    if chosen.kind == "locked" and chosen.period:
        return f"tiltak-{chosen.period.code}"
    return f"tiltak-{(chosen.day or chosen.record.state.today).isoformat()}"
