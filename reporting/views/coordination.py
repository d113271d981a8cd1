"""Samordning: which agreements between owners are in danger, what waits for what, and who is to receive how much."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from initiatives import access
from initiatives.models import User
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.exports import registry
from reporting.filters import WebFilter
from reporting.pages.coordination import context
from reporting.pages.coordination_query import asked, plans
from reporting.source import Chosen
from reporting.views.frame import page, timed
from reporting.views.my_contracts import answers

OFFERED = (ReportFormat.PDF, ReportFormat.XLSX)


@timed
def coordination(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /samordning/. htmx picks the part it wants out of the whole page."""
    record, now = chosen.record, chosen.kind in ("now", "open")
    held = contracts(record)
    filters = WebFilter(request.GET, held, plans(record))
    wanted = asked(request.GET, filters, record, held, chosen.query)
    prepares = now and access.may_prepare_agendas(request.user)
    shown: dict[str, Any] = context(record, held, filters, wanted, prepares=prepares)
    shown["reports"] = (
        OFFERED if access.may_export(request.user) and ReportKind.COORDINATION in registry.REPORTS else ()
    )
    shown["may_try"] = access.may_try(request.user)
    shown["answers"] = answers(request.user, chosen) if now and isinstance(request.user, User) else None
    return page(request, chosen, "reporting/coordination.html", shown)
