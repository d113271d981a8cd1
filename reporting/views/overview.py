"""Oversikt: what turned, what is in danger, what waits for a decision, and whether the figures can be trusted."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from initiatives.reading.past import end_of
from reporting.domain.facts import TextFact
from reporting.domain.memo import once
from reporting.pages.overview import context
from reporting.source import Chosen
from reporting.source.changes import Change, latest_changes
from reporting.source.statuses import texts
from reporting.views.frame import page, timed


@timed
def overview(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """The first page."""
    show = request.GET.get("show", "")
    shown = context(chosen, chosen.previous(), _texts(chosen), _changes(chosen), show)
    return page(request, chosen, "reporting/overview.html", shown)


def _texts(chosen: Chosen) -> Sequence[TextFact]:
    """The secretariat's words: a locked period's own, else those of the open round as they are now."""
    if chosen.kind in ("locked", "date") or chosen.period is None:
        return chosen.record.texts
    return texts(chosen.period.uid)


def _changes(chosen: Chosen) -> Sequence[Change]:
    """What was written last; a locked period has no log of its own."""
    if chosen.kind == "locked":
        return ()
    known_by = end_of(chosen.day) if chosen.day else None
    return once(chosen.record, "changes", lambda: latest_changes(known_by))
