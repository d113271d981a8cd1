"""Decisions about an initiative."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import actions
from initiatives.access import editable_initiative, may_prepare_agendas
from initiatives.actions.values import stored
from initiatives.formatting import MISSING, when
from initiatives.forms.control import DecisionForm
from initiatives.models import Decision, Initiative
from initiatives.views.agenda_choice import undecided
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import Page, address, edit_page, fact_of, read_only, read_or_write, show, withdraw_page
from initiatives.views.people import asked, posted, signed_in


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The decisions that stand."""
    initiative = editable_initiative(signed_in(request), code)
    rows = initiative.decisions.standing().select_related("body")
    table = Listing(
        title=pgettext("flere", "Vedtak"),
        head=_("Vedtak"),
        columns=(_("Dato"), _("Vedtatt av")),
        rows=[_item(each, initiative) for each in rows],
        add=address("add_decision", initiative),
        add_label=_("Nytt vedtak"),
        empty=_("Ingen vedtak er registrert."),
    )
    return show(request, "initiatives/list.html", Page(initiative, "decisions", table.title), tables=[table])


def _item(decision: Decision, initiative: Initiative) -> Item:
    by = decision.decided_by or str(decision.body or MISSING)
    return item(decision, decision.title, "decision", initiative, when(stored(decision, "date")), by)


@read_or_write
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Register a decision."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    cases = undecided(initiative, request.POST.get("uid", "")) if may_prepare_agendas(user) else None
    form = DecisionForm(
        posted(request), cases=cases, initial={"language": user.writes} | _made_in(cases, asked(request, "sak"))
    )
    return edit_page(
        request,
        Page(initiative, "decisions", _("Nytt vedtak")),
        form,
        lambda: actions.add_decision(
            by=user,
            initiative=initiative,
            values=form.changes(),
            uid=form.cleaned_data["uid"],
            case=form.cleaned_data.get("case"),
        ),
    )


def _made_in(cases: Any, uid: str) -> dict[str, Any]:
    """What the form begins with when it is opened from a case: its meeting's body and day."""
    case = next((each for each in cases or () if str(each.uid) == uid), None)
    return {"case": case.pk, "body": case.meeting.body_id, "date": stored(case.meeting, "date")} if case else {}


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a decision."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    decision = fact_of(Decision, request, uid, initiative=initiative)
    form = DecisionForm(posted(request), fact=decision)
    return edit_page(
        request,
        Page(initiative, "decisions", decision.title, lead=_("Vedtak"), language=decision.language),
        form,
        lambda: actions.edit_decision(by=user, decision=decision, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_decision", initiative, uid=uid),
    )


@read_or_write
def withdraw(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a decision back."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    decision = fact_of(Decision, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "decisions", _("Trekk vedtak"), language=decision.language),
        lambda reason: actions.withdraw_decision(by=user, decision=decision, reason=reason),
        [(_("Vedtak"), decision.title), (_("Dato"), when(stored(decision, "date")))],
    )
