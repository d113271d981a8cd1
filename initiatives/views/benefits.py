"""Benefits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative
from initiatives.actions.values import stored
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.formatting import money, when
from initiatives.forms.control import BenefitForm
from initiatives.models import Benefit, Initiative
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import Page, address, edit_page, fact_of, read_only, read_or_write, show, withdraw_page
from initiatives.views.people import posted, signed_in


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The benefits that stand."""
    initiative = editable_initiative(signed_in(request), code)
    rows = initiative.benefits.standing().select_related("owner").order_by("id")
    table = Listing(
        title=_("Gevinster"),
        head=_("Gevinst"),
        columns=(_("Slag"), _("Gevinsteier"), _("Beløp"), _("Planlagt")),
        rows=[_item(each, initiative) for each in rows],
        add=address("add_benefit", initiative),
        add_label=_("Ny gevinst"),
        empty=_("Ingen gevinster er registrert."),
    )
    return show(request, "initiatives/list.html", Page(initiative, "benefits", _("Gevinster")), tables=[table])


def _item(benefit: Benefit, initiative: Initiative) -> Item:
    cells = (label(v.BenefitKind, benefit.kind), str(benefit.owner or "–"), money(benefit.amount))
    return item(benefit, benefit.name, "benefit", initiative, *cells, when(stored(benefit, "planned")))


@read_or_write
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Register a benefit."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = BenefitForm(posted(request), initial={"qualifier": v.Qualifier.EQUAL.value, "language": user.writes})
    return edit_page(
        request,
        Page(initiative, "benefits", _("Ny gevinst")),
        form,
        lambda: actions.add_benefit(
            by=user, initiative=initiative, values=form.changes(), uid=form.cleaned_data["uid"]
        ),
    )


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a benefit."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    benefit = fact_of(Benefit, request, uid, initiative=initiative)
    form = BenefitForm(posted(request), fact=benefit)
    return edit_page(
        request,
        Page(initiative, "benefits", benefit.name, lead=_("Gevinst"), language=benefit.language),
        form,
        lambda: actions.edit_benefit(by=user, benefit=benefit, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_benefit", initiative, uid=uid),
    )


@read_or_write
def withdraw(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a benefit back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    benefit = fact_of(Benefit, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "benefits", _("Trekk gevinst"), language=benefit.language),
        lambda reason: actions.withdraw_benefit(by=user, benefit=benefit, reason=reason),
        [(_("Gevinst"), benefit.name), (_("Slag"), label(v.BenefitKind, benefit.kind))],
    )
