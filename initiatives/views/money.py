"""Budget lines and cost estimates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import actions
from initiatives.access import editable_initiative
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.formatting import MISSING, money, when
from initiatives.forms.money import BudgetLineForm, CostEstimateForm, period
from initiatives.models import BudgetLine, CostEstimate, Initiative
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import Page, address, edit_page, fact_of, read_only, read_or_write, show, withdraw_page
from initiatives.views.people import posted, signed_in


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The amounts that stand."""
    initiative = editable_initiative(signed_in(request), code)
    lines = Listing(
        title=_("Budsjettlinjer"),
        head=_("Hva"),
        columns=(_("Slag"), _("Gjelder for"), _("Beløp"), _("Finansieringskilde")),
        rows=[_line(each, initiative) for each in initiative.budget.standing().select_related("funding")],
        add=address("add_budget_line", initiative),
        add_label=_("Ny budsjettlinje"),
        empty=_("Ingen beløp er registrert."),
    )
    estimates = Listing(
        title=pgettext("flere", "Kostnadsanslag"),
        head=_("Anslag"),
        columns=(_("Beløp"), _("Prisnivå"), _("Ekstern kvalitetssikring")),
        rows=[_estimate(each, initiative) for each in initiative.estimates.standing().order_by("id")],
        add=address("add_estimate", initiative),
        add_label=_("Nytt kostnadsanslag"),
        empty=_("Ingen kostnadsanslag er registrert."),
    )
    return show(request, "initiatives/list.html", Page(initiative, "money", _("Penger")), tables=[lines, estimates])


def _line(line: BudgetLine, initiative: Initiative) -> Item:
    cells = (label(v.MoneyKind, line.kind), when(period(line.covers_from, line.covers_to)), amount_words(line))
    return item(line, line.what or line.key, "budget_line", initiative, *cells, str(line.funding or MISSING))


def amount_words(line: BudgetLine) -> str:
    """An amount and how sure it is: «ca. 38,5 mill. kr», «20–30 mill. kr»."""
    if line.amount is None:
        return f"{money(line.low)} – {money(line.high)}"
    sure = line.qualifier in ("", v.Qualifier.EQUAL)
    return money(line.amount) if sure else f"{label(v.Qualifier, line.qualifier)} {money(line.amount)}"


def _estimate(estimate: CostEstimate, initiative: Initiative) -> Item:
    assurance = label(v.QualityAssurance, estimate.assurance) or MISSING
    cells = (money(estimate.amount), str(estimate.price_level or MISSING), assurance)
    return item(estimate, label(v.EstimateKind, estimate.kind), "estimate", initiative, *cells)


@read_or_write
def add_line(request: HttpRequest, code: str) -> HttpResponse:
    """Register an amount."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = BudgetLineForm(
        posted(request),
        initial={
            "measure": v.MoneyMeasure.PERIOD.value,
            "qualifier": v.Qualifier.EQUAL.value,
            "language": user.writes,
        },
    )
    return edit_page(
        request,
        Page(initiative, "money", _("Ny budsjettlinje")),
        form,
        lambda: actions.add_budget_line(
            by=user, initiative=initiative, values=form.changes(), uid=form.cleaned_data["uid"]
        ),
    )


@read_or_write
def edit_line(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change an amount."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    line = fact_of(BudgetLine, request, uid, initiative=initiative)
    form = BudgetLineForm(posted(request), fact=line)
    return edit_page(
        request,
        Page(initiative, "money", line.what or line.key, lead=_("Budsjettlinje"), language=line.language),
        form,
        lambda: actions.edit_budget_line(by=user, line=line, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_budget_line", initiative, uid=uid),
    )


@read_or_write
def withdraw_line(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take an amount back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    line = fact_of(BudgetLine, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "money", _("Trekk budsjettlinje"), language=line.language),
        lambda reason: actions.withdraw_budget_line(by=user, line=line, reason=reason),
        [(_("Budsjettlinje"), line.what), (_("Slag"), label(v.MoneyKind, line.kind)), (_("Beløp"), amount_words(line))],
    )


@read_or_write
def add_estimate(request: HttpRequest, code: str) -> HttpResponse:
    """Register a cost estimate."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = CostEstimateForm(posted(request), initial={"kind": v.EstimateKind.ESTIMATE.value, "language": user.writes})
    return edit_page(
        request,
        Page(initiative, "money", _("Nytt kostnadsanslag")),
        form,
        lambda: actions.add_estimate(
            by=user, initiative=initiative, values=form.changes(), uid=form.cleaned_data["uid"]
        ),
    )


@read_or_write
def edit_estimate(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a cost estimate."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    estimate = fact_of(CostEstimate, request, uid, initiative=initiative)
    form = CostEstimateForm(posted(request), fact=estimate)
    return edit_page(
        request,
        Page(initiative, "money", label(v.EstimateKind, estimate.kind), lead=_("Kostnadsanslag")),
        form,
        lambda: actions.edit_estimate(by=user, estimate=estimate, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_estimate", initiative, uid=uid),
    )


@read_or_write
def withdraw_estimate(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a cost estimate back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    estimate = fact_of(CostEstimate, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "money", _("Trekk kostnadsanslag")),
        lambda reason: actions.withdraw_estimate(by=user, estimate=estimate, reason=reason),
        [(_("Kostnadsanslag"), label(v.EstimateKind, estimate.kind)), (_("Beløp"), money(estimate.amount))],
    )
