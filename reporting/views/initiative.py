"""One initiative: who says what, whether the facts agree, and everything that is known about it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import access, formatting
from initiatives.domain.facts import Slice
from initiatives.models import User
from reporting.domain.lifecycle import AWAITED
from reporting.domain.vocabulary import PeriodState
from reporting.pages.initiative import context
from reporting.pages.initiative_log import Veil
from reporting.pages.my_reports import address
from reporting.pages.portfolio import beside_initiative
from reporting.pages.report_words import deadline_words
from reporting.source import Chosen, live
from reporting.source.changelog import change_log
from reporting.source.cutoff import cutoff
from reporting.source.evidence import evidence
from reporting.source.hidden import hidden, unnamed
from reporting.source.my_reports import theirs
from reporting.views.frame import page, timed


@timed
def initiative(request: HttpRequest, chosen: Chosen, code: str) -> HttpResponse:
    """The page of the initiative with a code."""
    part = chosen.record.state.codes.get(code)
    if part is None:
        return _not_then(request, chosen, code)
    until = cutoff(chosen)
    log = change_log(part, until, _number(request.GET.get("page", "")))
    veil = hidden(chosen, part)
    shown = context(chosen, part, evidence(chosen, part, until, veil), log, Veil(veil, unnamed(chosen)), until)
    may_edit = _may_edit(request, chosen, part)
    shown |= {
        "may_edit": may_edit,
        "portfolio": beside_initiative(chosen.record.state, part, chosen.query, may_edit=may_edit),
        "to_report": _to_report(request, chosen, part) if may_edit else [],
        "may_try": access.may_try(request.user),
        "crumbs": _crumbs(request, chosen, part),
    }
    return page(request, chosen, "reporting/initiative.html", shown)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _may_edit(request: HttpRequest, chosen: Chosen, part: Slice) -> bool:
    """Only what is known now can be changed. At most one query."""
    if chosen.kind not in ("now", "open"):
        return False
    return bool(access.editable(request.user).filter(code=part.code).exists())


def _to_report(request: HttpRequest, chosen: Chosen, part: Slice) -> list[tuple[str, str, str]]:
    """The reader's reports of the initiative that open rounds wait for: round, its deadline in words, the address."""
    rounds = {each.code: each for each in chosen.periods.all if each.state == PeriodState.OPEN}
    status = chosen.record.status(part)
    awaited = [each for each in status.duties if each.period in rounds and each.state in AWAITED]
    if not awaited or not isinstance(request.user, User):
        return []
    own, today = theirs(request.user, [each.uid for each in awaited]), chosen.record.state.today
    return [
        (each.period, deadline_words(each.deadline or rounds[each.period].deadline, today), address(each.uid))
        for each in awaited
        if each.uid in own
    ]


def _crumbs(request: HttpRequest, chosen: Chosen, part: Slice) -> list[tuple[str, ...]]:
    """The list, the programme it is part of, and this page."""
    time = f"?{chosen.query}" if chosen.query else ""
    whole = chosen.record.state.slices.get(part.whole or "")
    found: list[tuple[str, ...]] = [(pgettext("flere", "Tiltak"), _address("reporting:initiatives", time))]
    if whole:
        found.append((whole.name, _address("reporting:initiative", time, code=whole.code), whole.language))
    return [*found, (part.name, "", part.language)]


def _address(name: str, time: str, **kwargs: Any) -> str:
    try:
        return reverse(name, kwargs=kwargs) + time
    except NoReverseMatch:
        return ""


def _not_then(request: HttpRequest, chosen: Chosen, code: str) -> HttpResponse:
    """An initiative that is known now, but was not at the time asked for; any other code is unknown."""
    known = None if chosen.kind in ("now", "open") else live().state.codes.get(code)
    if known is None:
        raise Http404(_("Tiltaket finnes ikke."))
    day = chosen.day or chosen.record.state.today
    shown = {"known": known, "day": formatting.long_day(day), "crumbs": _crumbs(request, chosen, known)}
    return page(request, chosen, "reporting/initiative/not_then.html", shown, status=404)
