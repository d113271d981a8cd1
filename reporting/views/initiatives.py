"""The list of initiatives, whole or as the part that a filter changes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url, replace_url

from initiatives.domain.vocabulary import Dimension
from reporting.domain.figures.register import Register, register, select
from reporting.domain.limits import limits
from reporting.filters import InitiativeFilter
from reporting.pages import initiatives as words
from reporting.pages.register_cells import Around
from reporting.pages.register_groups import gathered, groups
from reporting.pages.register_query import Asked, asked
from reporting.source import Chosen
from reporting.tables import InitiativeTable
from reporting.views.frame import page, timed

REMEMBERED = "register"
FORM = "filters"


@timed
def initiatives(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /tiltak/: the list; to htmx only what a filter, an order or a page changes."""
    every = register(chosen.record, chosen.previous())
    filters = InitiativeFilter(request.GET, every)
    wanted = asked(request.GET, filters, chosen.query, request.session.get(REMEMBERED))
    _remember(request, wanted)
    # A link without an id is gone after the swap, and the keyboard with it, unless the list takes it over.
    refocus = is_part(request) and not request.headers.get("HX-Trigger")
    context = listed(chosen, every, filters, wanted) | {"refocus": refocus}
    # What makes links from here on repeats only what says something.
    request.GET = wanted.as_query_dict()  # type: ignore[assignment]
    part = is_part(request)
    template = "reporting/_initiatives_update.html" if part else "reporting/initiatives.html"
    response = page(request, chosen, template, context)
    patch_vary_headers(response, ("HX-Request",))
    if part:
        # What is typed replaces the address; a link is a step one can go back from.
        told = replace_url if request.headers.get("HX-Trigger") == FORM else push_url
        told(response, f"{request.path}{wanted.query(page=wanted.page)}")
    return response


def listed(chosen: Chosen, every: Register, filters: InitiativeFilter, wanted: Asked) -> dict[str, Any]:
    """What the templates need of a list."""
    selection = select(every.rows, wanted.criteria)
    rows = gathered(selection.rows, wanted)
    table = InitiativeTable(every, rows, columns=wanted.columns, sort=wanted.sort, around=_around(chosen))
    table.paginate(page=min(wanted.page, Paginator(rows, wanted.size).num_pages), per_page=wanted.size)
    return {
        "asked": wanted,
        "filters": filters,
        "selection": selection,
        "table": table,
        "body": table.body(groups(table.rows_of_page, rows, every, wanted)),
        "lede": words.lede(every),
        "picks": words.picks(filters, words.PICKS),
        "more_picks": words.picks(filters, words.MORE_PICKS),
        "colours": words.chips(selection, wanted),
        "colour_error": words.chip_error(filters),
        "flags": words.flag_chips(selection, wanted, compared=every.compared),
        "active": words.active_filters(filters, wanted),
        "loosen": [] if selection.rows else words.loosen(every, filters, wanted),
        "count": words.count_words(selection),
        "order": words.order_words(wanted),
        "sizes": words.sizes(wanted),
        "columns": words.column_options(wanted),
        "column_error": words.column_error(wanted),
    }


def _around(chosen: Chosen) -> Around:
    record = chosen.record
    return Around(
        list_url=reverse("reporting:initiatives"),
        time_query=f"?{chosen.query}" if chosen.query else "",
        limits=limits(record.tolerances, Dimension.TIME, record.state.today),
    )


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; a step back in the browser's history asks it for the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def _remember(request: HttpRequest, wanted: Asked) -> None:
    """Keep the columns one has chosen; the session is written only when they are others than before."""
    held = {"columns": list(wanted.columns)}
    if wanted.chose_columns and request.session.get(REMEMBERED) != held:
        request.session[REMEMBERED] = held
