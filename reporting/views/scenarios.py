"""Keeping a what-if: saved from the page that shows it, changed, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.domain.refusals import Refused, Stale
from initiatives.forms.sentences import sentence
from initiatives.models import User
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write, tell
from reporting.actions.scenarios import edit_scenario, save_scenario, withdraw_scenario
from reporting.domain.figures.what_if_question import ground, question
from reporting.models import Scenario
from reporting.pages.what_if_query import WhatIfAsked, asked
from reporting.source import Chosen
from reporting.source.scenarios import scenario_of
from reporting.views.frame import timed_act
from reporting.views.scenario_form import ScenarioForm
from reporting.views.what_if import shown, tries


@require_POST
@timed_act
def save(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """POST /samordning/hva-om/lagre/: keep the question that is shown."""
    user, wanted = tries(request), asked(request.POST, chosen.query)
    form = ScenarioForm(request.POST)
    slips = _slips(chosen, wanted)

    def act() -> Scenario:
        return save_scenario(by=user, slips=slips, uid=form.cleaned_data["uid"], **form.changes())

    if not slips:
        return shown(request, chosen, wanted, user, form=form, refused=_nothing(), status=NOT_SAVED)
    made = attempt(form, act) if form.is_valid() else None
    if not isinstance(made, Scenario):
        return shown(request, chosen, wanted, user, form=form, status=NOT_SAVED)
    messages.success(request, _("Lagret. Ingen fakta er endret."))
    return redirect(_address(made, chosen.query))


@require_POST
@timed_act
def save_slips(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """POST /samordning/hva-om/<uid>/milepaeler/: let a kept what-if ask what is shown."""
    user, wanted = tries(request), asked(request.POST, chosen.query)
    scenario = scenario_of(user, uid)
    if not _slips(chosen, wanted):
        return shown(request, chosen, wanted, user, refused=_nothing(), status=NOT_SAVED)
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 19 else 0
    try:
        changed = edit_scenario(by=user, scenario=scenario, changes={"slips": _slips(chosen, wanted)}, version=seen)
    except Refused as refused:
        return shown(request, chosen, wanted, user, refused=_why(refused), status=NOT_SAVED)
    words = _("Lagret. Ingen fakta er endret.") if changed else _("Ingenting var endret, så ingenting ble lagret.")
    messages.success(request, words)
    return redirect(_address(scenario, chosen.query))


@read_or_write
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET and POST /samordning/hva-om/<uid>/rediger/: name, note and whether it is shared."""
    user = tries(request)
    scenario = _own(user, uid)
    form = ScenarioForm(request.POST if request.method == "POST" else None, fact=scenario)

    def act() -> bool:
        return edit_scenario(by=user, scenario=scenario, changes=form.changes(), version=form.seen_version)

    status = 200
    if request.method == "POST":
        result = attempt(form, act) if form.is_valid() else None
        if result is not None:
            tell(request, result, form)
            return redirect(_address(scenario, ""))
        status = NOT_SAVED
    context = {"form": form, "scenario": scenario, "crumbs": _crumbs(scenario, _("Rediger"))}
    return render(request, "reporting/scenario_edit.html", context, status=status)


@read_or_write
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET and POST /samordning/hva-om/<uid>/trekk/: take a kept what-if back."""
    user = tries(request)
    scenario = _own(user, uid)
    if request.method == "POST":
        withdraw_scenario(by=user, scenario=scenario)
        messages.success(request, _("«%(name)s» er trukket.") % {"name": scenario.name})
        return redirect("reporting:what_if")
    context = {"scenario": scenario, "crumbs": _crumbs(scenario, _("Trekk"))}
    return render(request, "reporting/scenario_withdraw.html", context)


def _own(user: User, uid: UUID) -> Scenario:
    """The user's own. Http404 for what the user does not see, PermissionDenied for another's that is shared."""
    scenario = scenario_of(user, uid)
    if scenario.author_id != user.pk:
        raise PermissionDenied(_("Bare den som har lagret dette, kan endre det. Lagre ditt eget i stedet."))
    return scenario


def _slips(chosen: Chosen, wanted: WhatIfAsked) -> tuple[tuple[str, int], ...]:
    """What of the question can be tried: the rest is not kept."""
    return question(ground(chosen.record), wanted.lines).slips


def _nothing() -> str:
    return _("Velg minst én milepæl som kan gli, før du lagrer.")


def _why(refused: Refused) -> str:
    if isinstance(refused, Stale):
        return _(
            "Dette er lagret på nytt siden du åpnet siden, så endringen din er ikke lagret. Se hva som står der nå, "
            "eller lagre ditt som et nytt."
        )
    return " ".join(sentence(each) for each in refused.problems)


def _address(scenario: Scenario, query: str) -> str:
    return reverse("reporting:scenario", args=[scenario.uid]) + (f"?{query}" if query else "")


def _crumbs(scenario: Scenario, here: str) -> list[tuple[str, ...]]:
    return [
        (_("Hva om"), reverse("reporting:what_if")),
        (scenario.name, _address(scenario, ""), scenario.language),
        (here, ""),
    ]
