"""Who owns an initiative, and who else takes part."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative, may_edit
from initiatives.actions.ownership import accountable
from initiatives.actions.values import stored
from initiatives.choices import label
from initiatives.domain.dates import exact
from initiatives.domain.vocabulary import OwnershipRole
from initiatives.formatting import when
from initiatives.forms.links import OwnerForm, PartnerForm
from initiatives.models import Initiative, Ownership
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import (
    Page,
    address,
    edit_page,
    fact_of,
    page_of,
    read_only,
    read_or_write,
    show,
    withdraw_page,
)
from initiatives.views.people import posted, signed_in


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The accountable owner, and the others."""
    initiative = editable_initiative(signed_in(request), code)
    rows = initiative.owners.standing().exclude(role=OwnershipRole.ACCOUNTABLE).select_related("organisation")
    table = Listing(
        title=_("Andre som deltar"),
        head=_("Virksomhet"),
        columns=(_("Rolle"), _("Fra"), _("Til")),
        rows=[_item(each, initiative) for each in rows.order_by("id")],
        add=address("add_partner", initiative),
        add_label=_("Ny deltaker"),
        empty=_("Ingen andre er registrert."),
    )
    former = initiative.owners.standing().filter(role=OwnershipRole.ACCOUNTABLE).select_related("organisation")
    return show(
        request,
        "initiatives/ownership.html",
        Page(initiative, "ownership", _("Eierskap")),
        tables=[table],
        owner=accountable(initiative),
        owners=[(each.organisation, _span(each)) for each in former.order_by("-id")],
        change=address("change_owner", initiative),
    )


def _span(ownership: Ownership) -> str:
    first, last = stored(ownership, "valid_from"), stored(ownership, "valid_to")
    if first is None and last is None:
        return _("tidspunkt ikke oppgitt")
    if last is None:
        return _("fra %(first)s") % {"first": when(first)}
    return _("til %(last)s") % {"last": when(last)} if first is None else f"{when(first)} – {when(last)}"


def _item(partner: Ownership, initiative: Initiative) -> Item:
    dates = (when(stored(partner, "valid_from")), when(stored(partner, "valid_to")))
    return item(partner, partner.organisation.name, "partner", initiative, label(OwnershipRole, partner.role), *dates)


@read_or_write
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the initiative over to another organisation."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = OwnerForm(posted(request), initiative=initiative, initial={"valid_from": exact(timezone.localdate())})

    def act() -> bool:
        return actions.change_owner(
            by=user,
            initiative=initiative,
            organisation=form.cleaned_data["organisation"],
            valid_from=form.cleaned_data["valid_from"],
            reason=form.cleaned_data["reason"],
            version=form.seen_version,
        )

    page = Page(initiative, "ownership", _("Ny tiltakseier"))
    answer = edit_page(request, page, form, act)
    if answer.status_code == 302 and not may_edit(user, initiative):
        answer["Location"] = page_of(initiative)  # who hands over may no longer edit
    return answer


@read_or_write
def add_partner(request: HttpRequest, code: str) -> HttpResponse:
    """Register an organisation's part."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = PartnerForm(posted(request), initial={"role": OwnershipRole.PARTNER.value})
    return edit_page(
        request,
        Page(initiative, "ownership", _("Ny deltaker")),
        form,
        lambda: actions.add_partner(by=user, initiative=initiative, values=form.changes()),
    )


@read_or_write
def edit_partner(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change an organisation's part."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    partner = _partner(request, uid, initiative)
    form = PartnerForm(posted(request), fact=partner)
    return edit_page(
        request,
        Page(initiative, "ownership", partner.organisation.name, lead=_("Deltaker")),
        form,
        lambda: actions.edit_partner(by=user, partner=partner, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_partner", initiative, uid=uid),
    )


@read_or_write
def withdraw_partner(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a part back that was registered by mistake."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    partner = _partner(request, uid, initiative)
    return withdraw_page(
        request,
        Page(initiative, "ownership", _("Trekk deltaker")),
        lambda reason: actions.withdraw_partner(by=user, partner=partner, reason=reason),
        [(_("Virksomhet"), partner.organisation.name), (_("Rolle"), label(OwnershipRole, partner.role))],
    )


def _partner(request: HttpRequest, uid: UUID, initiative: Initiative) -> Ownership:
    """One of those who take part; the accountable owner is changed on a page of its own."""
    roles = [role for role in OwnershipRole if role != OwnershipRole.ACCOUNTABLE]
    partner: Ownership = fact_of(Ownership, request, uid, initiative=initiative, role__in=roles)
    return partner
