"""Milestones: the dates of all on one page, and one at a time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative
from initiatives.choices import label
from initiatives.domain.vocabulary import MilestoneKind
from initiatives.forms.dates_table import DatesForm
from initiatives.forms.milestones import MilestoneForm
from initiatives.models import Milestone
from initiatives.views.pages import Page, address, edit_page, fact_of, read_or_write, withdraw_page
from initiatives.views.people import posted, signed_in


@read_or_write
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Forecast and reached for every milestone in one table."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = DatesForm(posted(request), initiative=initiative)
    page = Page(initiative, "milestones", _("Milepæler"), extra={"add": address("add_milestone", initiative)})
    return edit_page(
        request,
        page,
        form,
        lambda: actions.state_all(by=user, initiative=initiative, words=form.words()),
        template="initiatives/milestones.html",
    )


@read_or_write
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Register a milestone."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    usual = {"kind": MilestoneKind.DELIVERY.value, "language": user.writes}
    form = MilestoneForm(posted(request), initiative=initiative, user=user, initial=usual)

    def act() -> Milestone:
        return actions.add_milestone(
            by=user,
            initiative=initiative,
            values=form.changes(),
            dates=form.dates(),
            duration=form.duration(),
            uid=form.cleaned_data["uid"],
        )

    return edit_page(request, Page(initiative, "milestones", _("Ny milepæl")), form, act)


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a milestone, its dates and its remaining work."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    milestone = fact_of(Milestone, request, uid, initiative=initiative)
    form = MilestoneForm(posted(request), fact=milestone, initiative=initiative, user=user)

    def act() -> bool:
        return actions.edit_milestone(
            by=user,
            milestone=milestone,
            changes=form.changes(),
            dates=form.dates(),
            duration=form.duration(),
            version=form.milestone_version,
        )

    return edit_page(
        request,
        Page(initiative, "milestones", milestone.name, lead=_("Milepæl"), language=milestone.language),
        form,
        act,
        withdraw=address("withdraw_milestone", initiative, uid=uid),
    )


@read_or_write
def withdraw(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a milestone back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    milestone = fact_of(Milestone, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "milestones", _("Trekk milepæl"), language=milestone.language),
        lambda reason: actions.withdraw_milestone(by=user, milestone=milestone, reason=reason),
        facts(milestone),
    )


def facts(milestone: Milestone) -> list[tuple[str, str]]:
    """What is to be withdrawn, in words."""
    return [(_("Milepæl"), milestone.name), (_("Slag"), label(MilestoneKind, milestone.kind))]
