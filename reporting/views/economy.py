"""Økonomi: the amounts that are known, and what each of them is."""

from django.http import HttpRequest, HttpResponse

from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def economy(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Every amount with the initiative it stands on."""
    return page(request, chosen, "reporting/economy.html", {"parts": chosen.record.state.ordered})
