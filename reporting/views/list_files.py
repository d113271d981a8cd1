"""A list taken out as a file: written, noted in the log of exports and served, the same for every list."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.domain.vocabulary import ReportFormat
from reporting.exports.tabular.csvzip import ZIP_MIME_TYPE, render_csv_zip
from reporting.exports.tabular.jsonfile import MIME_TYPE as JSON_MIME_TYPE
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import Workbook
from reporting.exports.tabular.workbook import MIME_TYPE as XLSX_MIME_TYPE
from reporting.exports.tabular.workbook import render_workbook
from reporting.source import Chosen


class Renderer(NamedTuple):
    """How a format is written, what it is served as, and what its file name ends in."""

    render: Callable[[Workbook], bytes]
    mime: str
    suffix: str


RENDERERS: dict[str, Renderer] = {
    ReportFormat.XLSX.value: Renderer(render_workbook, XLSX_MIME_TYPE, "xlsx"),
    ReportFormat.CSV.value: Renderer(render_csv_zip, ZIP_MIME_TYPE, "csv.zip"),
    ReportFormat.JSON.value: Renderer(render_json, JSON_MIME_TYPE, "json"),
}


def offered(format: str, *formats: ReportFormat) -> str:
    """The format, if the list is offered in it (in all of them without `formats`). Raises Http404."""
    if format not in RENDERERS or (formats and format not in formats):
        raise Http404(format)
    return format


def taken_out(
    request: HttpRequest, chosen: Chosen, book: Workbook, format: str, *, kind: str, name: str, rows: int, criteria: str
) -> HttpResponse:
    """The list's file, and a line in the log of exports. `kind` is what the log calls it, `name` what the file's name
    begins with, `criteria` the query it was filtered by."""
    renderer = RENDERERS[format]
    content = renderer.render(replace(book, draft=chosen.kind != "locked"))
    log_export(
        by=request.user if isinstance(request.user, User) else None,
        kind=kind,
        format=format,
        content=content,
        rows=rows,
        language=get_language() or "nb",
        audience=chosen.audience,
        period_code=chosen.period.code if chosen.period and chosen.kind in ("locked", "open") else "",
        as_of=chosen.day,
        criteria=criteria,
    )
    response = HttpResponse(content, content_type=renderer.mime)
    response["Content-Disposition"] = f'attachment; filename="{name}-{_of(chosen)}.{renderer.suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _of(chosen: Chosen) -> str:
    """«2024-1», «2024-03-31»: what it is of, never from when it was taken out."""
    if chosen.kind == "locked" and chosen.period:
        return chosen.period.code
    return (chosen.day or chosen.record.state.today).isoformat()
