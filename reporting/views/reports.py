"""Rapporter: make a report of the time shown, issue a locked period's report, and fetch what was issued."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives import access
from initiatives.domain.vocabulary import Audience
from initiatives.models import User
from reporting import choices
from reporting.actions.exporting import log_export
from reporting.actions.issuing import issue_report
from reporting.domain.figures.overview import overview
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.exports import registry
from reporting.models import IssuedReport, ReportingPeriod
from reporting.pages.overview_words import finding
from reporting.pages.reports import offers
from reporting.source import Chosen
from reporting.views.frame import page, timed, timed_act

LANGUAGES = ("nb", "nn", "en")


@timed
def reports(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """What can be made of the time shown, and what has been issued."""
    issued = IssuedReport.objects.defer("content").select_related("period")
    context = {
        "offers": offers(chosen),
        "issued": issued,
        "finding": finding(overview(chosen.record, chosen.previous())),
        "may_export": access.may_export(request.user),
        "report_languages": LANGUAGES,
    }
    return page(request, chosen, "reporting/reports.html", context)


@timed
def report_file(request: HttpRequest, chosen: Chosen, report: str, form: str) -> HttpResponse:
    """A report of the time shown, as a file."""
    made = _made(request, chosen, report, form)
    log_export(
        by=_person(request),
        kind=report,
        format=form,
        content=made.content,
        language=_language(request),
        audience=Audience.BOARD,
        period_code=chosen.period.code if chosen.period and chosen.kind == "locked" else "",
        as_of=chosen.day,
    )
    return _file(made.name, made.media_type, made.content)


@require_POST
@timed_act
def issue(request: HttpRequest, chosen: Chosen, report: str, form: str) -> HttpResponse:
    """Issue a locked period's report: from now on its file is served as it is today."""
    _may(request)
    if chosen.kind != "locked" or chosen.period is None:
        raise Http404(_("Bare rapporten for en låst periode kan utgis."))
    made = _made(request, chosen, report, form)
    issued = issue_report(
        by=_person(request),
        period=get_object_or_404(ReportingPeriod, code=chosen.period.code),
        kind=report,
        format=form,
        language=_language(request),
        audience=Audience.BOARD,
        title=choices.label(ReportKind, report),
        file_name=made.name,
        content=made.content,
        sha256=made.sha256,
        chain_head=chosen.record.chain_head,
        release=registry.RELEASE,
    )
    messages.success(request, _("Rapporten er utgitt som utgave %(edition)s.") % {"edition": issued.edition})
    return redirect(f"{reverse('reporting:reports')}?{chosen.query}")


@timed
def issued_file(request: HttpRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """A file as it was issued."""
    issued = get_object_or_404(IssuedReport, pk=pk)
    content = bytes(issued.content)
    log_export(
        by=_person(request),
        kind=f"issued {issued.kind}",
        format=issued.format,
        content=content,
        language=issued.language,
        audience=issued.audience,
        period_code=issued.period.code if issued.period else "",
    )
    return _file(issued.file_name, _media_type(issued.format), content)


def _made(request: HttpRequest, chosen: Chosen, report: str, form: str) -> registry.File:
    _may(request)
    if report not in registry.REPORTS or form not in [each.value for each in ReportFormat]:
        raise Http404(report)
    return registry.render_chosen(report, form, chosen.seen_by(Audience.BOARD, frozenset()), _language(request))


def _may(request: HttpRequest) -> None:
    if not access.may_export(request.user):
        raise PermissionDenied(_("Bare porteføljekontoret tar ut rapporter. Utgitte rapporter kan alle lese."))


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _language(request: HttpRequest) -> str:
    given = request.GET.get("lang") or request.POST.get("lang") or (get_language() or "nb")[:2]
    return given if given in LANGUAGES else "nb"


def _media_type(form: str) -> str:
    kinds = {"pdf": "application/pdf", "json": "application/json", "csv": "application/zip"}
    return kinds.get(form, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _file(name: str, media_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
