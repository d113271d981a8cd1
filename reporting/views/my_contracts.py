"""Mine avtaler: what others wait for from the reader, what the reader waits for, and what the reader has been told."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access, notices
from initiatives.models import User
from reporting.domain.figures.coordination_counts import cases
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.coordination_queue import Voice, queue, unanswered, voice
from reporting.domain.record import Record
from reporting.pages.coordination_conflicts import Teller
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_queue import context
from reporting.source import Chosen, choose
from reporting.views.frame import page

PAGES = ("oss", "dem", "egne")
NOTICES = 30


@require_safe
@login_required
def my_contracts(request: HttpRequest) -> HttpResponse:
    """GET /samordning/mine/: the queue, which is of now whatever the address asks for."""
    user = request.user
    if not isinstance(user, User) or not access.may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    chosen = choose().seen_by(*access.audience(user))
    record = chosen.record
    mine = voice_of(user, record)
    found = queue(record, mine)
    shown: dict[str, Any] = context(found, None if mine else unanswered(record), _teller(record), _pages(request))
    shown |= {
        "links": Links(""),
        "speaks": bool(mine),
        "office": access.may_edit_all(user),
        "other_time": other_time(request),
        "notices": notices.lines(notices.mine(user, NOTICES)),
        "unread": notices.unread(user),
    }
    return page(request, chosen, "reporting/my_contracts.html", shown)


def voice_of(user: User, record: Record) -> Voice:
    """What a person speaks for in a record. At most two queries."""
    return voice(record, *access.kept(user))


def answers(user: User, chosen: Chosen) -> int | None:
    """How many agreements need the person's answer; None for those who speak for nobody. At most two queries."""
    mine = voice_of(user, chosen.record)
    return queue(chosen.record, mine).answers if mine else None


def _teller(record: Record) -> Teller:
    return Teller(Links(""), record.state.registers, cases(record), hidden_of(record.state))


def _pages(request: HttpRequest) -> dict[str, int]:
    given = {name: request.GET.get(name, "") for name in PAGES}
    return {
        name: int(text)
        for name, text in given.items()
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0
    }


def other_time(request: HttpRequest) -> str:
    """The query of another time than now that was asked for, "" when none was."""
    kept = {name: request.GET[name] for name in ("period", "date") if request.GET.get(name)}
    return f"?{urlencode(kept)}" if kept and kept != {"period": "now"} else ""
