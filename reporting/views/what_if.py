"""Hva om: some milestones slip, and what that costs the others. Asked in the address and reckoned; never written."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.actions import version_of
from initiatives.models import User
from reporting.models import Scenario
from reporting.pages.what_if import context
from reporting.pages.what_if_query import WhatIfAsked, asked, of_slips, sent
from reporting.source import Chosen
from reporting.source.scenarios import kept, scenario_of
from reporting.views.frame import page, timed
from reporting.views.scenario_form import ScenarioForm


@timed
def what_if(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /samordning/hva-om/. What the form sends is led on to an address that holds the question."""
    user = tries(request)
    form = sent(request.GET, chosen.query)
    if form is not None:
        return redirect(f"{request.path}{form.query}{_place(form)}")
    return shown(request, chosen, asked(request.GET, chosen.query), user)


@timed
def scenario(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """GET /samordning/hva-om/<uid>/: a kept what-if, reckoned on what is shown."""
    user = tries(request)
    found = scenario_of(user, uid)
    return shown(request, chosen, of_slips(found.slips, chosen.query, found.uid.hex), user, scenario=found)


def _place(form: WhatIfAsked) -> str:
    """Where the reader is led; nowhere when something must be put right, for then what tells so has the focus."""
    if form.search and form.typed:
        return "#sporsmal"
    return "" if any(not each.key or each.line.wrong for each in form.typed) else "#innhold"


def tries(request: HttpRequest) -> User:
    """Who asks. PermissionDenied for those who try no what-ifs."""
    if not access.may_try(request.user) or not isinstance(request.user, User):
        raise PermissionDenied(_("Du har ikke tilgang til å prøve hva om. Spør porteføljekontoret om tilgang."))
    return request.user


def shown(
    request: HttpRequest,
    chosen: Chosen,
    wanted: WhatIfAsked,
    user: User,
    *,
    scenario: Scenario | None = None,
    form: ScenarioForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page with this question; `scenario` the kept one it is, `form` what could not be saved, `refused` why."""
    origin = scenario or _origin(user, wanted)
    own = origin is not None and origin.author_id == user.pk
    more: dict[str, Any] = {
        "scenario": scenario,
        "origin": origin,
        "own": own,
        "version": version_of(origin) if origin is not None and own else 0,
        "form": form or ScenarioForm(initial={"shared": False}),
        "refused": refused,
        "sheets": [("pdf", _("Ark (PDF)")), ("xlsx", _("Excel")), ("csv", "CSV"), ("json", "JSON")],
        "kept": kept(user),
        "me": user.pk,
        "narrower": chosen.audience == "internal" and bool(chosen.record.state.withheld_fields),
    }
    told = context(chosen.record, wanted, kept=scenario is not None)
    return page(request, chosen, "reporting/what_if.html", told | more, status=status)


def _origin(user: User, wanted: WhatIfAsked) -> Scenario | None:
    """The kept what-if the question was taken from, when there is one that this user sees."""
    return next((each for each in kept(user) if each.uid.hex == wanted.origin), None) if wanted.origin else None
