"""Risks and opportunities."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.formatting import MISSING
from initiatives.forms.control import RiskForm
from initiatives.models import Initiative, Risk
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import Page, address, edit_page, fact_of, read_only, read_or_write, show, withdraw_page
from initiatives.views.people import posted, signed_in


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The risks that stand."""
    initiative = editable_initiative(signed_in(request), code)
    table = Listing(
        title=_("Risikoer og muligheter"),
        head=_("Risiko"),
        columns=(_("Tilstand"), _("Sannsynlighet"), _("Konsekvens"), _("Ansvarlig")),
        rows=[_item(each, initiative) for each in initiative.risks.standing().order_by("id")],
        add=address("add_risk", initiative),
        add_label=_("Ny risiko"),
        empty=_("Ingen risikoer er registrert."),
    )
    return show(request, "initiatives/list.html", Page(initiative, "risks", _("Risikoer")), tables=[table])


def _item(risk: Risk, initiative: Initiative) -> Item:
    steps = (str(each) if each is not None else MISSING for each in (risk.likelihood, risk.consequence))
    state = label(v.RiskState, risk.state)
    return item(risk, risk.title, "risk", initiative, state, *steps, risk.measure_owner or MISSING)


@read_or_write
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Register a risk."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = RiskForm(
        posted(request),
        initial={"kind": v.RiskKind.RISK.value, "state": v.RiskState.OPEN.value, "language": user.writes},
    )
    return edit_page(
        request,
        Page(initiative, "risks", _("Ny risiko")),
        form,
        lambda: actions.add_risk(by=user, initiative=initiative, values=form.changes(), uid=form.cleaned_data["uid"]),
    )


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a risk."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    risk = fact_of(Risk, request, uid, initiative=initiative)
    form = RiskForm(posted(request), fact=risk)
    return edit_page(
        request,
        Page(initiative, "risks", risk.title, lead=_("Risiko"), language=risk.language),
        form,
        lambda: actions.edit_risk(by=user, risk=risk, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_risk", initiative, uid=uid),
    )


@read_or_write
def withdraw(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a risk back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    risk = fact_of(Risk, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "risks", _("Trekk risiko"), language=risk.language),
        lambda reason: actions.withdraw_risk(by=user, risk=risk, reason=reason),
        [(_("Risiko"), risk.title), (_("Tilstand"), label(v.RiskState, risk.state))],
    )
