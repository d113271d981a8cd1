"""Agendas: chosen conflicts are put before a meeting; meetings and cases are changed. Only the secretariat writes."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from initiatives import actions
from initiatives.access import preparer
from initiatives.actions.values import stored
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Refused
from initiatives.formatting import MISSING, number, when
from initiatives.forms.agenda import AgendaForm, CaseForm, MeetingForm
from initiatives.forms.base import ReasonForm
from initiatives.forms.sentences import sentence
from initiatives.models import Case, Meeting
from initiatives.views import agenda_choice as choice
from initiatives.views.agenda_pages import Page, address, edit_page, page_of, show, withdraw_page
from initiatives.views.pages import NOT_SAVED, attempt, fact_of, read_or_write
from initiatives.views.people import asked, posted, signed_in


class Way(NamedTuple):
    """A fact's other address, and what leads there."""

    url: str
    label: str


@read_or_write
def put_on_agenda(request: HttpRequest) -> HttpResponse:
    """Put the conflicts of the address before a meeting; without conflicts, call a meeting."""
    user = preparer(signed_in(request))
    if "valg" in request.GET and not request.GET.getlist("avtale"):  # sent from the conflicts with nothing ticked
        messages.warning(request, _("Kryss av avtalene som skal løftes."))
        return redirect("reporting:coordination")
    conflicts = choice.conflicts(request.GET.getlist("avtale"), user.writes)
    coming = choice.coming()
    form = AgendaForm(
        posted(request),
        offered=[(each.uid, each.words.title) for each in conflicts],
        meetings=coming,
        proposed=choice.settler(conflicts),
        asked=asked(request, "mote"),
    )
    page = Page(
        title=_("Sett på sakslista") if conflicts else _("Nytt møte"),
        back=reverse("reporting:agendas"),
        lead=_lead(len(conflicts)),
    )
    if request.method != "POST":
        return _chosen(request, page, form, conflicts, 200)
    placed = attempt(form, lambda: _put(request, form, conflicts, coming)) if form.is_valid() else None
    if not isinstance(placed, actions.Placed):
        return _chosen(request, page, form, conflicts, NOT_SAVED)
    _tell(request, placed)
    return redirect(page_of(placed.meeting))


def _chosen(
    request: HttpRequest, page: Page, form: AgendaForm, conflicts: list[choice.Conflict], status: int
) -> HttpResponse:
    chosen = set(form["dependencies"].value() or []) if conflicts else set()
    rows = [(each, each.uid in chosen) for each in conflicts]
    return show(request, "initiatives/agenda_put.html", page, status=status, form=form, conflicts=rows)


def _lead(count: int) -> str:
    if not count:
        return _("Møtet får en egen saksliste. Saker settes opp fra samordningssiden.")
    words = ngettext(
        "%(count)s avtale blir en sak hver. Eierne på begge sider varsles.",
        "%(count)s avtaler blir en sak hver. Eierne på begge sider varsles.",
        count,
    )
    return words % {"count": number(count)}


def _put(
    request: HttpRequest, form: AgendaForm, conflicts: list[choice.Conflict], coming: list[Meeting]
) -> actions.Placed:
    user = signed_in(request)
    wanted = form.cleaned_data.get("dependencies", [])
    chosen = [each.dependency for each in conflicts if each.uid in wanted]
    if form.calls_meeting:
        return actions.put_on_new_agenda(
            by=user, values=form.values(), dependencies=chosen, uid=form.cleaned_data["uid"]
        )
    meeting = next(each for each in coming if str(each.uid) == form.cleaned_data["meeting"])
    return actions.put_on_agenda(by=user, meeting=meeting, dependencies=chosen)


def _tell(request: HttpRequest, placed: actions.Placed) -> None:
    """What is new on the agenda, and what stood there already."""
    if placed.new:
        words = ngettext(
            "%(count)s sak er satt på sakslista, og eierne er varslet. Se over teksten før møtet.",
            "%(count)s saker er satt på sakslista, og eierne er varslet. Se over tekstene før møtet.",
            len(placed.new),
        )
        messages.success(request, words % {"count": number(len(placed.new))})
    elif not placed.already:
        messages.success(request, _("Møtet er lagret."))
    tell_already(request, placed)


def tell_already(request: HttpRequest, placed: actions.Placed) -> None:
    """What stood on the agenda already, and was not put there again."""
    for case in placed.already:
        messages.info(
            request, _("Står alt på sakslista, og ble ikke satt opp igjen: %(title)s") % {"title": case.title}
        )


@read_or_write
def edit_meeting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a meeting."""
    user = preparer(signed_in(request))
    meeting = fact_of(Meeting, request, uid)
    form = MeetingForm(posted(request), fact=meeting)
    page = Page(title=_("Endre møtet"), back=page_of(meeting), lead=_("Sakene på lista følger møtet."), meeting=meeting)
    return edit_page(
        request,
        page,
        form,
        lambda: actions.edit_meeting(by=user, meeting=meeting, changes=form.changes(), version=form.seen_version),
        other=Way(address("withdraw_meeting", meeting), _("Avlys møtet")),
    )


@read_or_write
def withdraw_meeting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Call a meeting off."""
    user = preparer(signed_in(request))
    meeting = fact_of(Meeting, request, uid)
    page = Page(title=_("Avlys møtet"), back=reverse("reporting:agendas"), meeting=meeting)
    facts = [
        (_("Råd eller utvalg"), meeting.body.name, meeting.body.language),
        (_("Møtedag"), when(stored(meeting, "date")), ""),
        (_("Møtenummer"), meeting.number or MISSING, ""),
    ]
    return withdraw_page(
        request,
        page,
        ReasonForm(posted(request)),
        lambda reason: actions.withdraw_meeting(by=user, meeting=meeting, reason=reason),
        facts,
        cancel=page_of(meeting),
    )


@read_or_write
def edit_case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a case's words."""
    user = preparer(signed_in(request))
    case = _case(request, uid)
    form = CaseForm(posted(request), fact=case)
    page = Page(title=case.title, back=page_of(case.meeting), meeting=case.meeting, language=case.language)
    return edit_page(
        request,
        page,
        form,
        lambda: actions.edit_case(by=user, case=case, changes=form.changes(), version=form.seen_version),
        other=Way(address("take_off_agenda", case), _("Ta saken av lista")),
    )


@require_POST
def move_case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Move a case to the place `to`, if it still stands on the place `seen`."""
    user = preparer(signed_in(request))
    case = _case(request, uid)
    places = [_place(request.POST.get(name, "")) for name in ("to", "seen")]
    try:
        if not actions.move_case(by=user, case=case, to=places[0], seen=places[1]):
            messages.info(request, _("Lista er endret siden du åpnet den, så saken ble stående. Se over rekkefølgen."))
    except Refused as refused:
        messages.info(request, " ".join(sentence(each) for each in refused.problems))
    return redirect(f"{page_of(case.meeting)}#rad-{case.uid}")


@read_or_write
def take_off_agenda(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a case off its agenda."""
    user = preparer(signed_in(request))
    case = _case(request, uid)
    page = Page(title=_("Ta saken av lista"), back=page_of(case.meeting), meeting=case.meeting)
    facts = [
        (_("Tema"), case.title, case.language),
        (_("Sakstype"), label(v.CaseKind, case.kind), ""),
        (_("Saksnummer"), case.number or MISSING, ""),
    ]
    return withdraw_page(
        request,
        page,
        ReasonForm(posted(request)),
        lambda reason: actions.take_off_agenda(by=user, case=case, reason=reason),
        facts,
    )


def _case(request: HttpRequest, uid: UUID) -> Case:
    case: Case = fact_of(Case, request, uid, meeting__isnull=False)
    return case


def _place(text: str) -> int:
    """A place on the list; 0, which is none, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
