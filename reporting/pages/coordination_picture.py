"""The network of agreements as the page shows it: the drawing, its table, and what can be asked of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives import choices
from initiatives.domain.vocabulary import DependencyKind, DependencyState
from reporting.charts.coordination_network import Drawing, drawing
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.coordination_layout import NARROW, NetNode, lay_out
from reporting.domain.figures.coordination_web import Web, Wish, node_key, web
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.pages import coordination_words as words
from reporting.pages.coordination_kept import kept, written
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_network import heading, mark_word
from reporting.pages.coordination_query import CoordinationAsked
from reporting.pages.coordination_terms import term
from reporting.pages.register_words import code_word

ID, TEMPLATE = "h-net", "reporting/_coordination_network.html"
BUSIEST = 6
"""Initiatives with most agreements that are named beside the picture."""


class End(NamedTuple):
    """One end of an agreement in the picture's table."""

    name: str
    url: str
    language: str
    code: str
    example: bool


class NetRow(NamedTuple):
    """An agreement in the picture's table."""

    receiver: End
    giver: End
    what: str
    language: str
    url: str
    need_by: str
    promised: str
    state: str
    tone: str
    danger: bool


class Busy(NamedTuple):
    """An initiative or external party with many agreements, how many of them are in danger, and the picture around
    it ("" for an external party)."""

    side: Named
    agreements: int
    endangered: int
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template of the network shows."""

    id: str
    finding: str
    note: str
    drawing: Drawing
    rows: Sequence[NetRow]


def network(record: Record, wish: Wish, links: Links) -> tuple[Web, SafeString]:
    """What is asked for and its picture, written; "" where there is nothing to draw. The usual one is made once."""
    usual = wish == Wish()
    found = once(record, "usual web", lambda: web(record, wish)) if usual else web(record, wish)
    if not found.rows:
        return found, SafeString("")

    def context() -> Mapping[str, Any]:
        return {"network": picture(record, found, links)}

    return found, kept(record, TEMPLATE, context, links.query) if usual else written(TEMPLATE, context)


def picture(record: Record, found: Web, links: Links) -> Picture:
    """The picture of a part of the web."""
    nodes = [worded(each) for each in found.nodes]
    drawn = drawing(
        lay_out(nodes, found.edges, record.state.today, NARROW),
        heading=heading,
        mark=mark_word,
        names={each.key: _name(each) for each in nodes},
        urls={key: side_url(side, links) for key, side in found.sides.items()},
    )
    hidden = hidden_of(record.state)
    rows = [_row(each, links, hidden.get(each.agreement.uid, ())) for each in found.rows]
    return Picture(ID, words.web_finding(found), words.web_note(found), drawn, rows)


def busiest(found: Web, links: Links, asked: CoordinationAsked) -> list[Busy]:
    """Those with most agreements in the picture, those in danger first; each leads to the picture around it."""
    held: dict[str, list[AgreementRow]] = {}
    for each in found.rows:
        for side in (each.giver, each.receiver):
            held.setdefault(node_key(side), []).append(each)
    made = [
        Busy(side, len(rows), sum(each.agreement.endangered for each in rows), _around(side, links, asked))
        for key, rows in held.items()
        if (side := found.sides[key]) and len(rows) > 1
    ]
    return sorted(made, key=lambda each: (-each.endangered, -each.agreements, each.side.name))[:BUSIEST]


def _around(side: Named, links: Links, asked: CoordinationAsked) -> str:
    return links.here(asked.around(side.part.code), "nettverk") if side.part else ""


def side_url(side: Named, links: Links) -> str:
    """Where a side leads: the initiative's page, or the agreements with somebody outside."""
    if side.part:
        return links.initiative(side.part)
    return links.register({"q": side.name, "external": "yes"})


def worded(node: NetNode) -> NetNode:
    """The node with what stands under its name, said where no source tells."""
    if node.sub:
        return node
    return replace(node, sub=_("utenfor porteføljen") if node.external else _("eier ikke oppgitt"))


def _name(node: NetNode) -> str:
    """The node in full, for those who do not see its box."""
    told = [node.label, node.sub]
    told += [_("utenfor porteføljen")] if node.external and node.sub != _("utenfor porteføljen") else []
    told += [_("eksempel")] if node.example else []
    told += [_("i fare")] if node.risk else []
    return ", ".join(told)


def _end(side: Named, links: Links) -> End:
    if side.part:
        return End(side.name, links.initiative(side.part), side.language, side.part.code, side.part.example)
    return End(side.name, "", side.language, "", bool(side.external and side.external.example))


def _row(each: AgreementRow, links: Links, withheld: Collection[str]) -> NetRow:
    fact = each.agreement.fact
    return NetRow(
        receiver=_end(each.receiver, links),
        giver=_end(each.giver, links),
        what=fact.description or code_word(DependencyKind, fact.kind),
        language=fact.language if fact.description else get_language() or "nb",
        url=links.contract(each.agreement.uid),
        need_by=term(fact, "need_by", withheld),
        promised=term(fact, "promised", withheld),
        state=choices.label(DependencyState, fact.state),
        tone=choices.tone(DependencyState, fact.state),
        danger=each.agreement.endangered,
    )
