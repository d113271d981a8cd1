"""The register of agreements, whole or as the part that a filter changes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url, replace_url

from reporting.domain.figures.coordination_contracts import contracts as figure
from reporting.domain.figures.coordination_contracts import select
from reporting.filters import ContractFilter
from reporting.pages.contracts import context
from reporting.pages.contracts_query import ContractsAsked, asked
from reporting.pages.coordination_links import Links
from reporting.source import Chosen
from reporting.tables import ContractTable
from reporting.views.frame import page, timed
from reporting.views.initiatives import FORM, is_part


@timed
def contracts(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /samordning/avtaler/: the register; to htmx only what a filter, an order or a page changes."""
    held = figure(chosen.record)
    filters = ContractFilter(request.GET, held)
    wanted = asked(request.GET, filters, chosen.query)
    part = is_part(request)
    # A link without an id is gone after the swap, and the keyboard with it, unless the list takes it over.
    shown = _listed(chosen, filters, wanted) | {"refocus": part and not request.headers.get("HX-Trigger")}
    # What makes links from here on repeats only what says something.
    request.GET = wanted.as_query_dict()  # type: ignore[assignment]
    template = "reporting/_contracts_update.html" if part else "reporting/contracts.html"
    response = page(request, chosen, template, shown)
    patch_vary_headers(response, ("HX-Request",))
    if part:
        # What is typed replaces the address; a link is a step one can go back from.
        told = replace_url if request.headers.get("HX-Trigger") == FORM else push_url
        told(response, f"{request.path}{wanted.query(page=wanted.page)}")
    return response


def _listed(chosen: Chosen, filters: ContractFilter, wanted: ContractsAsked) -> dict[str, Any]:
    held, links = figure(chosen.record), Links(chosen.query)
    selection = select(held.rows, wanted.criteria)
    table = ContractTable(selection.rows, sort=wanted.sort, links=links)
    table.paginate(page=min(wanted.page, Paginator(selection.rows, wanted.size).num_pages), per_page=wanted.size)
    return context(held, filters, selection, wanted) | {"table": table, "body": table.body(), "links": links}
