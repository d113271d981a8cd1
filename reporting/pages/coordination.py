"""The coordination page's context: conflicts first, the picture, the matrix, the load, and the words around."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.domain.agreements import Concern
from reporting.domain.figures import what_if_search
from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.coordination_contracts import Contracts
from reporting.domain.figures.coordination_counts import Counts, cases, circles, counts
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.coordination_web import MOST_STEPS, View, Wish
from reporting.domain.figures.network_names import node_named
from reporting.domain.record import Record
from reporting.filters import WebFilter
from reporting.pages import coordination_load, coordination_matrix
from reporting.pages import coordination_words as words
from reporting.pages import initiatives as shared
from reporting.pages.coordination_conflicts import Teller, Told
from reporting.pages.coordination_kept import kept, written
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_picture import busiest, network
from reporting.pages.coordination_query import CoordinationAsked, written_error
from reporting.pages.pager import Pager, paged

ROWS, LOOSE_ROWS = "reporting/_coordination_rows.html", "reporting/_coordination_loose.html"
CONFLICTS, LOOSE, LISTED = 10, 10, 300
"""Conflicts on a page, agreements nobody stands by that are listed for each reason, and initiatives to choose among."""


class Loose(NamedTuple):
    """Agreements nobody stands by for one reason: how many in words, the first of them, and where all are."""

    label: str
    rows: Sequence[Told]
    left: int
    url: str


class CircleTold(NamedTuple):
    """Milestones that wait for each other, by name, and the agreements that were left out of the reckoning."""

    path: Sequence[tuple[str, str]]
    agreements: Sequence[tuple[str, str, str]]


def context(
    record: Record, held: Contracts, filters: WebFilter, asked: CoordinationAsked, *, prepares: bool
) -> dict[str, Any]:
    """What the templates show. `prepares`: the reader puts agreements on agendas, now."""
    links = Links(asked.time)
    found = counts(record)
    prepares = prepares and bool(links.put_on_agenda)
    teller = Teller(links, record.state.registers, cases(record), hidden_of(record.state), prepares)
    return {
        "links": links,
        "asked": asked,
        "counts": found,
        "finding": words.finding(found),
        "beside": words.beside(found),
        "circles": _circles(record, held, links),
        "conflicts": (pager := _conflicts(found, asked)),
        "conflict_rows": _rows(record, pager, teller),
        "endangered_url": links.register({"endangered": "yes", "inside": "no"}),
        "loose": _loose_written(record, found, teller) if found.unsupported else "",
        "loose_summary": words.loose_summary(found) if found.unsupported else "",
        "prepares": prepares,
        **_picture(record, held, filters, asked, links),
        "matrix": coordination_matrix.shown(record, held, links, asked),
        "load": coordination_load.shown(record, links, asked),
        "what_if_options": what_if_search.suggested(record) if links.what_if else (),
    }


def _conflicts(found: Counts, asked: CoordinationAsked) -> Pager[AgreementRow]:
    return paged(found.endangered, asked.page, CONFLICTS, lambda page: f"{asked.query(page=page)}#konflikter")


def _rows(record: Record, pager: Pager[AgreementRow], teller: Teller) -> SafeString:
    """The conflicts of this page; those of the first are kept, for nearly everybody reads them."""

    def context() -> Mapping[str, Any]:
        caption = _("Avtaler mellom eiere som er i fare, verst først")
        return {"rows": teller.all(pager.rows), "caption": caption, "prepares": teller.prepares}

    if pager.first > 1:
        return written(ROWS, context)
    return kept(record, ROWS, context, "conflicts", teller.links.query, str(teller.prepares))


def _loose_written(record: Record, found: Counts, teller: Teller) -> SafeString:
    def context() -> Mapping[str, Any]:
        return {"loose": _loose(found, teller), "prepares": teller.prepares}

    return kept(record, LOOSE_ROWS, context, teller.links.query, str(teller.prepares))


def _loose(found: Counts, teller: Teller) -> list[Loose]:
    return [
        Loose(words.loose(why, len(rows)), teller.all(rows[:LOOSE]), max(0, len(rows) - LOOSE), _of(why, teller.links))
        for why, rows in found.loose.items()
    ]


def _of(why: Concern, links: Links) -> str:
    return links.register({"concern": why.value, "endangered": "no", "inside": "no", "open": "yes"})


def _circles(record: Record, held: Contracts, links: Links) -> list[CircleTold]:
    told = []
    for circle, rows in circles(record):
        named = [node_named(record.state, key) for key in circle.path]
        path = [
            (each.milestone.name if each.milestone else each.name, each.part.name if each.part else "")
            for each in named
        ]
        left = [
            (
                each.told.agreement.fact.description or _("avtale uten beskrivelse"),
                each.told.agreement.fact.language,
                links.contract(each.uid),
            )
            for each in rows
        ]
        told.append(CircleTold(path, left))
    return told


def _picture(
    record: Record, held: Contracts, filters: WebFilter, asked: CoordinationAsked, links: Links
) -> dict[str, Any]:
    found, picture = network(record, asked.wish, links)
    return {
        "network": picture,
        "network_note": words.web_note(found),
        "web": found,
        "limits": words.web_limits(found, asked.wish.view),
        "busiest": busiest(found, links, asked),
        "wishes": shared.picks(filters, ("eier", "plan", "tilstand")),
        "views": shared.picks(filters, ("vis",)),
        "initiatives": _initiatives(record, held),
        "written_error": written_error(asked, record, held),
        "steps": range(1, MOST_STEPS + 1),
        "narrowed": bool(asked.picture()),
        "usual_url": f"{asked.query(wish=Wish(), tiltak='')}#nettverk",
        "whole_url": f"{asked.query(wish=replace(asked.wish, view=View.ALL))}#nettverk",
    }


def _initiatives(record: Record, held: Contracts) -> SafeString:
    """The initiatives to choose among; of more than one can look through, a name or a code is typed."""
    found = held.choices["initiative"]
    if len(found) > LISTED:
        return SafeString("")
    return kept(record, "reporting/_coordination_datalist.html", lambda: {"initiatives": found})
