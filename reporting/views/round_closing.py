"""The office's own words for a round, its lock, and what is added after it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from initiatives.models import User
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write
from initiatives.views.people import posted, signed_in
from reporting.actions.closing import AlreadyLocked, lock_round
from reporting.actions.period_texts import add_addendum, save_texts
from reporting.domain.vocabulary import PeriodState
from reporting.forms.period_texts import TextsForm
from reporting.forms.rounds import AddendumForm, LockForm
from reporting.models import PeriodText
from reporting.pages import round_lock, round_texts
from reporting.pages.round_links import of_round as address
from reporting.pages.round_links import reports_of
from reporting.pages.rounds import crumbs
from reporting.source.campaign import addenda
from reporting.views.round_frame import Round, figure, of_own_round, page, ready


def _framed(found: Round, title: str) -> dict[str, Any]:
    back = address("", found.fact.code)
    return {"crumbs": crumbs(found.fact, (title, "")), "period": found.fact, "title": title, "back": back}


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@of_own_round
def round_texts_page(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/tekster/?sprak=nn: the office's own words in one language at a time."""
    user = signed_in(request)
    language = _language(request, user)
    rows = list(PeriodText.objects.standing().filter(period=found.row))
    mine = {each.kind: each for each in rows if each.language == language}
    form = TextsForm(posted(request), rows=mine, language=language)
    status = 200
    if request.method == "POST":
        saved = attempt(form, lambda: _save(user, found, language, form)) if form.is_valid() else None
        if saved is not None:
            _tell_saved(request, saved=bool(saved))
            return redirect(f"{address('texts', found.fact.code)}?sprak={language}")
        status = NOT_SAVED
    context = {
        "form": form,
        "language": language,
        "tabs": round_texts.tabs(found.record.texts if found.fact.locked else rows, language),
        "frozen": round_texts.frozen(found.record, language) if found.fact.locked else [],
        "help": round_texts.told(found.record, found.chosen.previous(), found.fact),
        "locked": found.fact.locked,
    }
    return page(request, found, "reporting/round_texts.html", _framed(found, _("Tekster")) | context, status)


def _save(user: User, found: Round, language: str, form: TextsForm) -> bool:
    return save_texts(by=user, period=found.row, language=language, texts=form.texts(), versions=form.versions())


def _tell_saved(request: HttpRequest, *, saved: bool) -> None:
    if saved:
        messages.success(request, _("Tekstene er lagret."))
    else:
        messages.info(request, _("Ingenting var endret, så ingenting ble lagret."))


def _language(request: HttpRequest, user: User) -> str:
    asked = request.GET.get("sprak", "")
    return asked if asked in round_texts.LANGUAGES else user.writes


# ── the lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@of_own_round
def round_lock_page(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/las/: what is missing by name, what the lock does; then it is done, for ever."""
    form = LockForm(posted(request))
    status = 200
    if request.method == "POST":
        done = _locked(request, found, form) if form.is_valid() else None
        if done is not None:
            return redirect(address("lock", found.fact.code))
        status = NOT_SAVED
    readiness = ready(found)
    checks = round_lock.checks(readiness, figure(found), found.record.state)
    language = signed_in(request).writes
    context = {
        "form": form,
        "checks": checks,
        "asked": readiness.asked,
        "gaps": round_lock.gaps(checks),
        "missing": round_lock.missing(checks),
        "does": round_lock.HOW,
        "open": found.fact.state == PeriodState.OPEN,
        "locked": found.fact.locked,
        "chain_head": found.record.chain_head,
        "reports_url": reports_of(found.fact.code),
        "addendum": AddendumForm(language=language, whole=True),
        "addendum_url": address("addendum", found.fact.code),
        "addenda": addenda(found.fact.code) if found.fact.locked else (),
    }
    title = _("Låst") if found.fact.locked else _("Lås runden")
    return page(request, found, "reporting/round_lock.html", _framed(found, title) | context, status)


def _locked(request: HttpRequest, found: Round, form: LockForm) -> object | None:
    by, reason = signed_in(request), form.cleaned_data["reason"]
    try:
        done = attempt(form, lambda: lock_round(by=by, period=found.row, reason=reason))
    except AlreadyLocked:
        messages.info(request, _("Runden er allerede låst. Ingenting er endret."))
        return found
    if done is not None:
        messages.success(request, _("Runden er låst. Nå kan rapportene utgis."))
    return done


@read_or_write
@of_own_round
def round_addendum(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/tillegg/: what came or was corrected after the lock, dated and beside it."""
    user = signed_in(request)
    form = AddendumForm(posted(request), language=user.writes)
    status = 200
    if request.method == "POST":
        done = attempt(form, lambda: _add(user, found, form)) if form.is_valid() else None
        if done is not None:
            messages.success(request, _("Tillegget er lagret. Det som er låst, er uendret."))
            return redirect(f"{address('', found.fact.code)}#tillegg")
        status = NOT_SAVED
    context = {"form": form, "button": _("Legg til"), "blocked": _blocked(found)}
    return page(request, found, "reporting/round_act.html", _framed(found, _("Nytt tillegg")) | context, status)


def _blocked(found: Round) -> str:
    return "" if found.fact.locked else _("Runden er ikke låst. Rett det i rapporten i stedet.")


def _add(user: User, found: Round, form: AddendumForm) -> object:
    given = form.cleaned_data
    return add_addendum(
        by=user,
        period=found.row,
        text=given["text"],
        language=given["language"],
        initiative=given["initiative"],
    )
