"""Veikart: when the initiatives run, and how their milestones stand against the plan."""

from django.http import HttpRequest, HttpResponse

from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def roadmap(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Every initiative with the dates somebody has stated."""
    return page(request, chosen, "reporting/roadmap.html", {"parts": chosen.record.state.ordered})
