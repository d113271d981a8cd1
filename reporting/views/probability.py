"""Sannsynlighet: how likely each initiative's end is, and what that rests on."""

from django.http import HttpRequest, HttpResponse

from initiatives import access
from reporting.domain.figures.register import register, select
from reporting.filters import InitiativeFilter
from reporting.pages.probability import context
from reporting.pages.probability_query import asked
from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def probability(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /samordning/sannsynlighet/."""
    record = chosen.record
    every = register(record, chosen.previous())
    filters = InitiativeFilter(request.GET, every)
    wanted = asked(request.GET, filters, chosen.query)
    told = context(record, every, filters, select(every.rows, wanted.criteria), wanted)
    more = {"may_try": access.may_try(request.user)}
    return page(request, chosen, "reporting/probability.html", told | more)
