"""Økonomi as a file: exactly what is shown, with every amount and its source."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.domain.figures.register import register
from reporting.domain.vocabulary import ReportFormat
from reporting.exports.economy_sheets import economy_workbook
from reporting.exports.tabular.csvzip import ZIP_MIME_TYPE, render_csv_zip
from reporting.exports.tabular.sheets import Workbook
from reporting.exports.tabular.workbook import MIME_TYPE as XLSX_MIME_TYPE
from reporting.exports.tabular.workbook import render_workbook
from reporting.filters import EconomyFilter
from reporting.pages.economy import chosen_words, figure_of
from reporting.pages.economy_query import asked, offered
from reporting.source import Chosen
from reporting.views.economy import cited
from reporting.views.frame import timed

KIND = "economy"
"""What the log of exports calls it."""


class Renderer(NamedTuple):
    """How a format is written, what it is served as, and what its file name ends in."""

    render: Callable[[Workbook], bytes]
    mime: str
    suffix: str


RENDERERS = {
    ReportFormat.XLSX.value: Renderer(render_workbook, XLSX_MIME_TYPE, "xlsx"),
    ReportFormat.CSV.value: Renderer(render_csv_zip, ZIP_MIME_TYPE, "csv.zip"),
}


@timed
def economy_export(request: HttpRequest, chosen: Chosen, format: str) -> HttpResponse:
    """GET /okonomi/eksport/<format>/: a file, and a line in the log of exports."""
    renderer = RENDERERS.get(format)
    if renderer is None:
        raise Http404(format)
    record, language = chosen.record, get_language() or "nb"
    every = register(record, chosen.previous())
    filters = EconomyFilter(request.GET, offered(record, every, request.GET.getlist("tiltak")))
    wanted = asked(request.GET, filters, chosen.query)
    figure = figure_of(record, every, wanted)
    citations = cited(chosen)([each.line.uid for each in figure.entries])
    words = chosen_words(filters, wanted)
    content = renderer.render(economy_workbook(record, figure, language, chosen=words, citations=citations))
    log_export(
        by=request.user if isinstance(request.user, User) else None,
        kind=KIND,
        format=format,
        content=content,
        rows=len(figure.entries),
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
    """«okonomi-2024-1», «okonomi-2024-03-31»: what it is of, never from when it was taken out."""
    if chosen.kind == "locked" and chosen.period:
        return f"okonomi-{chosen.period.code}"
    return f"okonomi-{(chosen.day or chosen.record.state.today).isoformat()}"
