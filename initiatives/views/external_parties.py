"""Somebody outside the portfolio: who it is, who follows it up, and the contracts it stands in."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_external
from initiatives.actions.values import stored
from initiatives.choices import label, tone
from initiatives.domain import vocabulary as v
from initiatives.formatting import when
from initiatives.forms.dependencies import ExternalPartyForm
from initiatives.forms.told import told
from initiatives.models import Dependency, ExternalParty
from initiatives.models.sides import RELATED, initiative_of
from initiatives.views.contract_pages import contract_page
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write
from initiatives.views.people import posted, signed_in


@dataclass(frozen=True, slots=True)
class Line:
    """One contract of the party: with whom, and how it stands."""

    url: str
    name: str
    language: str
    gives: bool
    need_by: str
    promised: str
    state: str
    tone: str


@read_or_write
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change what is said of an external party."""
    user = signed_in(request)
    party = editable_external(user, uid)
    form = ExternalPartyForm(posted(request), fact=party)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            result = attempt(
                form,
                lambda: actions.edit_external_party(
                    by=user, party=party, changes=form.changes(), version=form.seen_version
                ),
            )
            if result is not None:
                saved = f"{_('Lagret.')} {told(form)}".strip()
                messages.info(request, saved if result else _("Ingenting var endret, så ingenting ble lagret."))
                return redirect(request.path)
        status = NOT_SAVED
    shown = {
        "party": party,
        "form": form,
        "lines": _lines(party),
        "back": reverse("reporting:coordination"),
        "crumbs": [(_("Samordning"), reverse("reporting:coordination")), (party.name, "", party.language)],
    }
    return render(request, "initiatives/external_party.html", shown, status=status)


def _lines(party: ExternalParty) -> list[Line]:
    """Its standing contracts with initiatives, by key."""
    where = Q(predecessor_external=party) | Q(successor_external=party)
    found = Dependency.objects.standing().filter(where).select_related(*RELATED).order_by("key")
    return [line for each in found if (line := _line(each, party)) is not None]


def _line(dependency: Dependency, party: ExternalParty) -> Line | None:
    gives = dependency.predecessor_external_id == party.pk
    whole = initiative_of(dependency, v.Side.RECEIVER if gives else v.Side.GIVER)
    if whole is None:
        return None
    return Line(
        url=contract_page(dependency),
        name=str(whole),
        language=whole.language,
        gives=gives,
        need_by=when(stored(dependency, "need_by")),
        promised=when(stored(dependency, "promised")),
        state=label(v.DependencyState, dependency.state),
        tone=tone(v.DependencyState, dependency.state),
    )
