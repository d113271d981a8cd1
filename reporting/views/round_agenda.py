"""What the reports of a round ask for is put before a body. Always of now: a body meets after the lock."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.access import audience, preparer
from initiatives.actions import Placed
from initiatives.formatting import number
from initiatives.models import GovernanceBody, Meeting
from initiatives.views.agenda import tell_already
from initiatives.views.agenda_choice import coming
from initiatives.views.agenda_pages import page_of
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write
from initiatives.views.people import posted, signed_in
from reporting.actions.asking import put_asked_on_agenda, put_asked_on_new_agenda
from reporting.domain.figures.asked import Asked, asked
from reporting.forms.agenda import AskedForm
from reporting.pages.round_agenda import lines
from reporting.pages.round_links import of_round as address
from reporting.pages.rounds import crumbs
from reporting.source import choose
from reporting.source.campaign import reports_of, uids
from reporting.views.round_frame import Round, of_own_round, page


def asked_of(request: HttpRequest, found: Round) -> dict[str, Any]:
    """What the round's own page shows of it."""
    rows = lines(_asked_now(request, found))
    return {"asked": rows, "asked_waits": any(each.waits for each in rows)}


def _asked_now(request: HttpRequest, found: Round) -> tuple[Asked, ...]:
    """What the reports of the round ask for, as it stands now, whatever was locked."""
    chosen = choose().seen_by(*audience(request.user)) if found.fact.locked else found.chosen
    return asked(chosen.record, found.fact.code)


@read_or_write
@of_own_round
def round_agenda(request: HttpRequest, found: Round) -> HttpResponse:
    """/rapportering/runde/<code>/saksliste/?rapport=<uid>: what these reports ask for is put before a meeting; without
    any, all that stands on no agenda is offered."""
    preparer(signed_in(request))
    back = f"{address('', found.fact.code)}#sporsmal"
    wanted = {each.hex for each in uids(request.GET.getlist("rapport"))}
    if "valg" in request.GET and not wanted:  # sent from the round with nothing ticked
        messages.warning(request, _("Kryss av det som skal settes på sakslista."))
        return redirect(back)
    before = _sent_before(request)
    rows = [each for each in _asked_now(request, found) if _offered(each, wanted) or before(each)]
    meetings = coming()
    form = AskedForm(
        posted(request),
        offered=[(str(each.uid), each.text) for each in lines(rows)],
        meetings=meetings,
        proposed=_body(found),
        asked=str(found.row.meeting.uid) if found.row.meeting else "",
    )
    status = 200
    if request.method == "POST" and rows:
        placed = attempt(form, lambda: _put(request, found, form, meetings)) if form.is_valid() else None
        if isinstance(placed, Placed):
            _tell(request, placed)
            return redirect(page_of(placed.meeting))
        status = NOT_SAVED
    return page(request, found, "reporting/round_agenda.html", _context(found, form, rows, back), status)


def _offered(each: Asked, wanted: set[str]) -> bool:
    """What the address asks for, but for what is decided."""
    return not each.decisions and each.report.uid in wanted if wanted else each.waits and not each.cases


def _sent_before(request: HttpRequest) -> Callable[[Asked], bool]:
    """Whether an earlier sending of the same form, a double click, has put it on that agenda already."""
    chosen = {each.hex for each in uids(request.POST.getlist("reports"))}
    meetings = {each.hex for each in uids([request.POST.get("meeting", ""), request.POST.get("uid", "")])}

    def before(each: Asked) -> bool:
        return each.report.uid in chosen and any(one.case.meeting_uid in meetings for one in each.cases)

    return before


def _body(found: Round) -> GovernanceBody | None:
    """The body the round is for."""
    row = found.row
    body: GovernanceBody | None = row.body or (row.meeting.body if row.meeting else None)
    return body


def _context(found: Round, form: AskedForm, rows: list[Asked], back: str) -> dict[str, Any]:
    chosen = set(form["reports"].value() or []) if rows else set()
    title = _("Sett på sakslista")
    return {
        "crumbs": crumbs(found.fact, (title, "")),
        "period": found.fact,
        "title": title,
        "lead": _("Det hver rapport ber om, blir en sak. Vedtaket vises for eieren når det er ført i saken.")
        if rows
        else "",
        "back": back,
        "form": form,
        "asked": [(each, each.uid in chosen) for each in lines(rows)],
    }


def _put(request: HttpRequest, found: Round, form: AskedForm, meetings: list[Meeting]) -> Placed:
    by = signed_in(request)
    reports = reports_of(found.fact.code, uids(form.cleaned_data["reports"]))
    if form.calls_meeting:
        return put_asked_on_new_agenda(by=by, values=form.values(), reports=reports, uid=form.cleaned_data["uid"])
    meeting = next(each for each in meetings if str(each.uid) == form.cleaned_data["meeting"])
    return put_asked_on_agenda(by=by, meeting=meeting, reports=reports)


def _tell(request: HttpRequest, placed: Placed) -> None:
    if placed.new:
        words = ngettext(
            "Saken er satt på sakslista. Se over teksten før møtet.",
            "%(count)s saker er satt på sakslista. Se over tekstene før møtet.",
            len(placed.new),
        )
        messages.success(request, words % {"count": number(len(placed.new))})
    tell_already(request, placed)
