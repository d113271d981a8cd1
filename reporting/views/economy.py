"""Økonomi: the amounts that are known, what may be added of them, and what each of them is."""

from django.http import HttpRequest, HttpResponse

from initiatives import reading
from reporting.domain.figures.register import register
from reporting.filters import EconomyFilter
from reporting.pages.economy import Cited, context, figure_of
from reporting.pages.economy_query import asked, offered
from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def economy(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /okonomi/."""
    record = chosen.record
    every = register(record, chosen.previous())
    filters = EconomyFilter(request.GET, offered(record, every, request.GET.getlist("tiltak")))
    wanted = asked(request.GET, filters, chosen.query)
    found = figure_of(record, every, wanted)
    return page(request, chosen, "reporting/economy.html", context(record, found, filters, wanted, cited(chosen)))


def cited(chosen: Chosen) -> Cited:
    """Who says what: of a locked period what it carries, else one query."""
    record = chosen.record
    if record.citations:
        return lambda uids: {uid: record.citations.get(uid, ()) for uid in uids}
    return lambda uids: reading.citations(uids, record.state.known_by)
