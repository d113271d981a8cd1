"""Setting up a round, opening it, and asking more of one that is open. Only the secretariat."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import access, reading
from initiatives.domain.refusals import Refused
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write, tell
from initiatives.views.people import posted, signed_in
from reporting.actions.rounds import add_period, edit_period, open_period, take_in, withdraw_period
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.round_asked import AskedOf, asked_of, wanted
from reporting.domain.vocabulary import PeriodState
from reporting.forms.rounds import Refusable, RoundForm, TakeInForm, WithdrawRoundForm
from reporting.models import StatusReport
from reporting.pages import round_setup as pages
from reporting.pages.overview_words import capital, in_words
from reporting.pages.round_links import of_round as address
from reporting.pages.rounds import crumbs
from reporting.source.campaign import asked_already, contacts
from reporting.views.round_frame import Round, of_own_round, page


@read_or_write
@login_required
def round_add(request: HttpRequest) -> HttpResponse:
    """/rapportering/runde/ny/: set up a round; «Forhåndsvis» tells who would be asked and saves nothing."""
    user = access.runner(request.user)
    state = reading.current()
    form = RoundForm(posted(request), segments=pages.segments(state))
    status, seen = 200, {}
    if request.method == "POST":
        valid = form.is_valid()
        if valid and "vis" in request.POST:
            seen = _seen(form)
        else:
            values = form.changes() if valid else {}
            uid = form.cleaned_data.get("uid")
            made = attempt(form, lambda: add_period(by=user, values=values, uid=uid)) if valid else None
            if made is not None:
                messages.success(
                    request, _("Runden er satt opp. Se over hvem som blir bedt om å rapportere, og åpne den.")
                )
                return redirect(address("open", values["code"]))
            status = NOT_SAVED
    context = {"form": form, "crumbs": crumbs(None, (_("Ny runde"), "")), "title": _("Ny runde"), **seen}
    return render(request, "reporting/round_edit.html", context, status=status)


@read_or_write
@of_own_round
def round_edit(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/rediger/: change a round that is not locked."""
    user = signed_in(request)
    form = RoundForm(posted(request), fact=found.row, segments=pages.segments(found.record.state))
    status, seen = 200, {}
    if request.method == "POST":
        valid = form.is_valid()
        if valid and "vis" in request.POST:
            seen = _seen(form)
        else:
            row, version = found.row, form.seen_version
            done = (
                attempt(form, lambda: edit_period(by=user, period=row, changes=form.changes(), version=version))
                if valid
                else None
            )
            if done is not None:
                tell(request, done, form)
                return redirect(address("", form.cleaned_data["code"]))
            status = NOT_SAVED
    title = _("Endre runden")
    context = {
        "form": form,
        "title": title,
        "back": address("", found.fact.code),
        "withdraw": address("withdraw", found.fact.code) if found.fact.state == PeriodState.PLANNED else "",
        "locked": found.fact.locked,
        "asked": found.fact.state != PeriodState.PLANNED,
    }
    return page(request, found, "reporting/round_edit.html", _framed(found, title) | context | seen, status)


def _framed(found: Round, title: str) -> dict[str, Any]:
    return {"crumbs": crumbs(found.fact, (title, "")), "period": found.fact, "title": title}


# ── who would be asked ───────────────────────────────────────────────────────────────────────────────────────────────


def _seen(form: RoundForm) -> dict[str, Any]:
    """Who would be asked by the round as it is typed."""
    given = form.cleaned_data
    plan = given.get("plan")
    period = PeriodFact(
        "",
        given["code"],
        given["name"],
        given["kind"],
        PeriodState.PLANNED.value,
        given["cut_off"],
        plan=plan.uid.hex if plan else None,
        form=given["form"],
        forms=form.forms(),
    )
    return {**pages.preview(_asked(period)), "focus_asked": True}


def _asked(period: PeriodFact) -> AskedOf:
    state = reading.current()
    found = wanted(state, period, asked_already(period.code))
    people = [[str(one) for one in each] for each in contacts(found)]
    return asked_of(state, found, people)


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@of_own_round
def round_open(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/apne/: what opening does and to whom; then it is done."""
    form = Refusable(request.POST if request.method == "POST" else None)
    status = 200
    undated = found.fact.state == PeriodState.PLANNED and found.fact.deadline is None
    if request.method == "POST" and form.is_valid():
        made = None if undated else attempt(form, lambda: open_period(by=signed_in(request), period=found.row))
        if isinstance(made, tuple):
            messages.success(request, _opened(made))
            return redirect(address("", found.fact.code))
        status = NOT_SAVED
    title = _("Åpne runden")
    context = {
        "form": form,
        "planned": found.fact.state == PeriodState.PLANNED,
        "undated": undated,
        "when": pages.when_words(found.fact),
        "edit_url": address("edit", found.fact.code),
        "back": address("", found.fact.code),
        **pages.preview(_asked(found.fact)),
    }
    return page(request, found, "reporting/round_open.html", _framed(found, title) | context, status)


def _opened(made: tuple[StatusReport, ...]) -> str:
    words = ngettext(
        "Runden er åpnet. Én rapport er bedt om, og de som har ansvar, får e-post.",
        "Runden er åpnet. %(count)s rapporter er bedt om, og de som har ansvar, får e-post.",
        len(made),
    )
    return words % {"count": capital(in_words(len(made)))}


@read_or_write
@of_own_round
def round_withdraw(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/trekk/: take back a round that was never opened."""
    form = WithdrawRoundForm(posted(request))
    status = 200
    if request.method == "POST":
        if form.is_valid() and _withdrawn(request, found, form):
            messages.success(request, _("Runden er trukket. Den blir stående i historikken."))
            return redirect("reporting:my_reports")
        status = NOT_SAVED
    title = _("Trekk runden")
    context = {"form": form, "back": address("edit", found.fact.code), "button": title, "danger": True}
    return page(request, found, "reporting/round_act.html", _framed(found, title) | context, status)


def _withdrawn(request: HttpRequest, found: Round, form: WithdrawRoundForm) -> bool:
    try:
        withdraw_period(by=signed_in(request), period=found.row, reason=form.cleaned_data["reason"])
    except Refused as refused:
        form.show(refused)
        return False
    return True


# ── asking more of an open one ───────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@of_own_round
def round_take_in(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/ta-inn/: all that has come under way since (`alle`), or a single initiative."""
    code, whole = found.fact.code, "alle" in request.POST
    held = {each.code for each in found.record.state if found.record.status(each).duties_in(code)}
    form: Any = Refusable(request.POST) if whole else TakeInForm(posted(request), but=sorted(held))
    status = 200
    if request.method == "POST":
        made = attempt(form, lambda: _take_in(request, found, form, whole=whole)) if form.is_valid() else None
        if isinstance(made, tuple):
            _tell_taken_in(request, len(made))
            return redirect(address("", code))
        status = NOT_SAVED
        form = form if not whole else _again(form, held)
    title = _("Ta inn flere tiltak")
    context = {
        "form": form,
        "open": found.fact.state == PeriodState.OPEN,
        "back": address("", code),
        **pages.preview(_asked(found.fact)),
    }
    return page(request, found, "reporting/round_take_in.html", _framed(found, title) | context, status)


def _again(refused: Refusable, held: set[str]) -> TakeInForm:
    """The other form of the page, with what was refused."""
    form = TakeInForm({}, but=sorted(held))
    form.full_clean()
    form.errors.clear()
    for text in refused.non_field_errors():
        form.add_error(None, text)
    return form


def _take_in(request: HttpRequest, found: Round, form: Any, *, whole: bool) -> tuple[StatusReport, ...]:
    by = signed_in(request)
    if whole:
        return take_in(by=by, period=found.row)
    given = form.cleaned_data
    return take_in(by=by, period=found.row, initiatives=[given["initiative"]], form=given["form"])


def _tell_taken_in(request: HttpRequest, count: int) -> None:
    if not count:
        messages.info(request, _("Ingen nye tiltak skulle vært med, så ingenting ble endret."))
        return
    words = ngettext("Én rapport er bedt om.", "%(count)s rapporter er bedt om.", count)
    messages.success(request, capital(words % {"count": in_words(count)}))
