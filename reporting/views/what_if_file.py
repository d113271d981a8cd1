"""A what-if as a file: the sheet for the board, a workbook, or data. Logged with what was asked."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.domain.vocabulary import Audience
from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.domain.figures.what_if import what_if_of
from reporting.domain.vocabulary import ReportFormat
from reporting.exports.tabular.csvzip import ZIP_MIME_TYPE, render_csv_zip
from reporting.exports.tabular.jsonfile import MIME_TYPE as JSON_MIME_TYPE
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.workbook import MIME_TYPE as XLSX_MIME_TYPE
from reporting.exports.tabular.workbook import render_workbook
from reporting.exports.what_if_paper import what_if_pdf
from reporting.exports.what_if_sheets import Sheets, what_if_workbook
from reporting.models import Scenario
from reporting.pages.what_if_query import WhatIfAsked, asked, of_slips
from reporting.source import Chosen
from reporting.source.scenarios import scenario_of
from reporting.views.frame import timed

KIND = "what_if"
"""What the log of exports calls it."""
LANGUAGES = ("nb", "nn", "en")
WRITERS = {
    ReportFormat.PDF.value: (what_if_pdf, "application/pdf", "pdf"),
    ReportFormat.XLSX.value: (lambda of: render_workbook(what_if_workbook(of)), XLSX_MIME_TYPE, "xlsx"),
    ReportFormat.CSV.value: (lambda of: render_csv_zip(what_if_workbook(of)), ZIP_MIME_TYPE, "csv.zip"),
    ReportFormat.JSON.value: (lambda of: render_json(what_if_workbook(of)), JSON_MIME_TYPE, "json"),
}


@timed
def what_if_file(request: HttpRequest, chosen: Chosen, form: str) -> HttpResponse:
    """GET /samordning/hva-om/fil/<form>/?m=…: the question in the address as a file."""
    user = _may(request)
    return _file(user, chosen, form, asked(request.GET, chosen.query))


@timed
def scenario_file(request: HttpRequest, chosen: Chosen, uid: UUID, form: str) -> HttpResponse:
    """GET /samordning/hva-om/<uid>/fil/<form>/: a kept what-if as a file."""
    user = _may(request)
    scenario = scenario_of(user, uid)
    return _file(user, chosen, form, of_slips(scenario.slips, chosen.query, scenario.uid.hex), scenario)


def _may(request: HttpRequest) -> User:
    """Who takes it out: those who export, and those who try what-ifs themselves."""
    user = request.user
    if not isinstance(user, User) or not (access.may_export(user) or access.may_try(user)):
        raise PermissionDenied(_("Du har ikke tilgang til å ta ut hva om. Spør porteføljekontoret om tilgang."))
    return user


def _file(user: User, chosen: Chosen, form: str, wanted: WhatIfAsked, scenario: Scenario | None = None) -> HttpResponse:
    """The file for a board: what is withheld stays withheld on it, whoever takes it out."""
    if form not in WRITERS:
        raise Http404(form)
    board = chosen.seen_by(Audience.BOARD, frozenset())
    found = what_if_of(board.record, wanted.lines)
    if not found.tried:
        raise Http404(_("Spørsmålet har ingen milepæl som kan gli."))
    language = (get_language() or "nb")[:2]
    language = language if language in LANGUAGES else "nb"
    write, media_type, ending = WRITERS[form]
    named = (scenario.name, scenario.note) if scenario else ("", "")
    with override(language):
        content = write(Sheets(board.record, found, language, *named))
    log_export(
        by=user,
        kind=KIND,
        format=form,
        content=content,
        rows=len(found.rows),
        language=language,
        audience=Audience.BOARD,
        period_code=chosen.period.code if chosen.period and chosen.kind == "locked" else "",
        as_of=chosen.day,
        criteria=wanted.query.removeprefix("?"),
    )
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{_stem(chosen)}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _stem(chosen: Chosen) -> str:
    """«hva-om-2024-1», «hva-om-2024-03-31»: what it is of, never from when it was taken out."""
    if chosen.kind == "locked" and chosen.period:
        return f"hva-om-{chosen.period.code}"
    return f"hva-om-{(chosen.day or chosen.record.state.today).isoformat()}"
