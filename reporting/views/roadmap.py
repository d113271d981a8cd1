"""Veikart: when the initiatives run, and how their milestones stand against the plan."""

from django.http import HttpRequest, HttpResponse

from reporting.domain.figures.register import register, select
from reporting.domain.figures.roadmap import roadmap as figure
from reporting.filters import InitiativeFilter
from reporting.pages.roadmap import context
from reporting.pages.roadmap_query import asked
from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def roadmap(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /veikart/. htmx picks the part it wants out of the whole page."""
    record = chosen.record
    every = register(record, chosen.previous())
    filters = InitiativeFilter(request.GET, every)
    wanted = asked(request.GET, filters, chosen.query)
    selection = select(every.rows, wanted.criteria)
    found = figure(record, every, selection.rows, wanted.group, wanted.first, wanted.last)
    shown = context(record, every, filters, selection, wanted, found)
    return page(request, chosen, "reporting/roadmap.html", shown)
