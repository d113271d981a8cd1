"""Assessing a report: facts against claims, approved or sent back; its deadline, and whether it must be given."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from initiatives import access, formatting
from initiatives.models import User
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write
from initiatives.views.people import posted
from reporting import gates
from reporting.actions.assessing import approve_report, return_report
from reporting.actions.rounds import exempt, extend, include
from reporting.domain.figures.assessment import assessment
from reporting.domain.vocabulary import PeriodState, ReportState
from reporting.forms.assessing import AssessForm
from reporting.forms.rounds import DeadlineForm, ExemptForm, IncludeForm
from reporting.models import StatusReport
from reporting.pages import assess as pages
from reporting.pages.overview_words import capital
from reporting.pages.round_links import of_report, of_round
from reporting.pages.rounds import crumbs
from reporting.source import BadTime, choose
from reporting.source.cutoff import cutoff
from reporting.source.evidence import evidence
from reporting.source.hidden import hidden
from reporting.views import frame
from reporting.views.round_frame import Round, figure, page


@read_or_write
@login_required
def assess(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/rapportering/rapport/<uid>/vurder/: only the secretariat; who has entered it may not approve it."""
    reporting = gates.assessable(request.user, uid)
    try:
        found = _round(reporting.report, reporting.by)
    except BadTime as bad:
        return frame.told(request, bad)
    whole = figure(found)
    told = assessment(found.record, found.chosen.previous(), whole, uid.hex)
    if told is None:
        return _not_given(request, found, reporting.report)
    form = AssessForm(posted(request), rows=told.dimensions, seen=told.report.number)
    status = 200
    if request.method == "POST":
        if form.is_valid() and attempt(form, lambda: _act(reporting.by, reporting.report, form)) is not None:
            _tell(request, reporting.report, form)
            return redirect(of_report("assess", told.next) if told.next else of_round("", found.fact.code))
        status = NOT_SAVED
    until = cutoff(found.chosen)
    behind = evidence(found.chosen, told.part, until, hidden(found.chosen, told.part))
    context = pages.context(found.record, told, behind, reporting.by.username)
    context |= {
        "form": form,
        "open": found.fact.state == PeriodState.OPEN,
        "reaches": any(access.reporters_of([(reporting.report.initiative, reporting.report.organisation)])),
        "crumbs": crumbs(found.fact, (_("Vurder %(code)s") % {"code": told.part.code}, "")),
        "who_can": pages.who_can([str(each) for each in access.office() if each.pk != reporting.by.pk]),
        "back": of_round("", found.fact.code),
    }
    return page(request, found, "reporting/assess.html", context, status)


def _round(report: StatusReport, by: User) -> Round:
    return Round(report.period, choose(period=report.period.code).seen_by(*access.audience(by)))


def _act(by: User, report: StatusReport, form: AssessForm) -> bool:
    seen = form.cleaned_data["seen"]
    if form.approves:
        approve_report(by=by, report=report, seen=seen, assessed=form.assessed())
    else:
        message = form.cleaned_data["message"]
        return_report(by=by, report=report, seen=seen, comments=form.comments(), message=message)
    return True


def _tell(request: HttpRequest, report: StatusReport, form: AssessForm) -> None:
    values = {"code": report.initiative.code, "name": report.initiative.name}
    if form.approves:
        messages.success(request, _("%(code)s %(name)s er godkjent.") % values)
    else:
        messages.success(request, _("%(code)s %(name)s er sendt tilbake med merknadene dine.") % values)


def _not_given(request: HttpRequest, found: Round, report: StatusReport) -> HttpResponse:
    """There is nothing to assess yet."""
    context = {
        "crumbs": crumbs(found.fact, (report.initiative.code, "")),
        "title": report.initiative.name,
        "title_language": report.initiative.language,
        "back": of_round("", found.fact.code),
        "blocked": _("Rapporten er ikke levert, så det er ingenting å vurdere ennå."),
    }
    return page(request, found, "reporting/round_act.html", context)


# ── deadline, exempt, asked again ────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@login_required
def report_deadline(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/rapportering/rapport/<uid>/frist/: a deadline of its own."""
    report, by = _theirs(request, uid)
    form = DeadlineForm(posted(request))

    def act() -> bool:
        given = form.cleaned_data
        extend(by=by, report=report, deadline=given["deadline"], reason=given["reason"])
        return True

    def done() -> str:
        return _("Fristen er nå %(day)s.") % {"day": formatting.long_day(form.cleaned_data["deadline"])}

    deadline = report.deadline or report.period.deadline
    lead = _("Fristen er nå %(day)s. Eieren får beskjed om den nye.") % {"day": formatting.long_day(deadline)}
    return _acted(request, report, form, act, title=_("Utsett fristen"), lead=lead, done=done)


@read_or_write
@login_required
def report_exempt(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/rapportering/rapport/<uid>/unnta/: it need not be given in this round."""
    report, by = _theirs(request, uid)
    form = ExemptForm(posted(request))

    def act() -> bool:
        exempt(by=by, report=report, reason=form.cleaned_data["reason"])
        return True

    lead = _("Tiltaket rapporterer ikke i denne runden. Eieren får beskjed, og begrunnelsen står i rapporten.")
    return _acted(request, report, form, act, title=_("Frita tiltaket"), lead=lead, done=_("Tiltaket er fritatt."))


@read_or_write
@login_required
def report_include(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/rapportering/rapport/<uid>/ta-med/: it must be given all the same."""
    report, by = _theirs(request, uid)
    form = IncludeForm(posted(request))

    def act() -> bool:
        include(by=by, report=report, reason=form.cleaned_data["reason"])
        return True

    was = _("Fritatt: %(reason)s") % {"reason": report.exempt_reason} if report.state == ReportState.EXEMPT else ""
    lead = f"{was} {_('Eieren blir bedt om rapporten på nytt.')}" if was else ""
    blocked = "" if was else _("Tiltaket er allerede med i runden.")
    done = _("Tiltaket er med i runden igjen.")
    return _acted(request, report, form, act, title=_("Ta med tiltaket"), lead=lead, done=done, blocked=blocked)


def _theirs(request: HttpRequest, uid: UUID) -> tuple[StatusReport, User]:
    found = gates.assessable(request.user, uid)
    return found.report, found.by


def _acted(
    request: HttpRequest,
    report: StatusReport,
    form: Any,
    act: Any,
    *,
    title: str,
    lead: str,
    done: str | Callable[[], str],
    blocked: str = "",
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the round. `blocked` says why there is nothing to ask."""
    by = gates.assessable(request.user, report.uid).by
    try:
        found = _round(report, by)
    except BadTime as bad:
        return frame.told(request, bad)
    back = of_round("", report.period.code)
    status = 200
    if request.method == "POST":
        if form.is_valid() and attempt(form, act) is not None:
            told = done if isinstance(done, str) else done()
            messages.success(request, capital(f"{report.initiative.code}: {told}"))
            return redirect(f"{back}#oppfolging")
        status = NOT_SAVED
    shut = "" if found.fact.state == PeriodState.OPEN else _("Runden er ikke åpen, så dette kan ikke endres nå.")
    context = {
        "blocked": shut or blocked,
        "crumbs": crumbs(found.fact, (f"{report.initiative.code}: {title}", "")),
        "title": title,
        "lead": lead,
        "of": report.initiative,
        "form": form,
        "button": title,
        "back": back,
    }
    return page(request, found, "reporting/round_act.html", context, status)
