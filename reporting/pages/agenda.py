"""The pages of the agendas: every meeting with its cases, and one meeting's agenda, case by case."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.facts import Slice
from reporting.domain.figures.agenda import Agenda, Listed, agendas
from reporting.domain.record import Record
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import CaseTold, PlanTold, Side, cases, headings
from reporting.pages.coordination_links import Links, mounted

LANGUAGES = ("nb", "nn", "en")


class Row(NamedTuple):
    """A meeting in the list, and where its agenda is."""

    listed: Listed
    body: str
    url: str


class Order(NamedTuple):
    """Where a case may be moved: 0 where it cannot."""

    up: int
    down: int


class Part(NamedTuple):
    """An initiative and its own page."""

    part: Slice
    url: str


class Stand(NamedTuple):
    """A side of the agreement and the page of its initiative, "" for somebody outside."""

    side: Side
    url: str


class Moved(NamedTuple):
    """A plan that moves, and its initiative's page."""

    told: PlanTold
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A case with everything that leads somewhere."""

    told: CaseTold
    parts: tuple[Part, ...]
    contract: str
    sides: tuple[Stand, ...]
    plans: tuple[Moved, ...]
    order: Order
    decide: str

    @property
    def uid(self) -> UUID:
        """The case's."""
        return UUID(self.told.item.case.uid)


def list_context(record: Record, query: str, *, prepares: bool) -> dict[str, Any]:
    """What the list of agendas shows."""
    found = agendas(record)
    rows = [Row(each, words.body_name(each.body), agenda_url(each.meeting.uid, query)) for each in found]
    links = Links(query)
    return {
        "crumbs": [(_("Samordning"), links.page), (_("Saklister"), "")],
        "finding": words.all_of(found),
        "coming": [row for row in rows if row.listed.coming],
        "past": [row for row in rows if not row.listed.coming],
        "prepares": prepares,
        "call_meeting": mounted("initiatives:put_on_agenda"),
        "links": links,
    }


def context(record: Record, found: Agenda, query: str, *, prepares: bool, exports: bool) -> dict[str, Any]:
    """What one agenda shows. `prepares` and `exports` say what the reader may do here and now."""
    links, uid = Links(query), UUID(found.meeting.uid)
    told = cases(record, found)
    here = f"{words.body_name(found.body)}, {formatting.when(found.meeting.date)}"
    return {
        "crumbs": [(_("Samordning"), links.page), (_("Saklister"), links.agendas), (here, "")],
        "agenda": found,
        "uid": uid,
        "title": words.title(found),
        "body": words.body_name(found.body),
        "day": words.day(found.meeting),
        "finding": words.finding(found),
        "beside": words.beside(found),
        "draft": words.draft(found),
        "cases": [
            _shown(each, links, len(told), decides=not found.draft and not each.item.case.decided) for each in told
        ],
        "heads": headings(),
        "links": links,
        "prepares": prepares,
        "arranges": prepares and found.coming,
        "exports": exports,
        "report_languages": LANGUAGES,
    }


def agenda_url(uid: str, query: str = "") -> str:
    """An agenda's own page at the time shown."""
    return reverse("reporting:agenda", args=[UUID(uid)]) + (f"?{query}" if query else "")


def _shown(told: CaseTold, links: Links, count: int, *, decides: bool) -> Shown:
    item, deal, place = told.item, told.deal, told.item.place
    return Shown(
        told,
        tuple(Part(each, links.initiative(each)) for each in item.parts),
        links.contract(deal.row.agreement.uid) if deal else "",
        tuple(_stand(each, links) for each in deal.sides) if deal else (),
        tuple(Moved(each, links.initiative(each.plan.part)) for each in deal.plans) if deal else (),
        Order(place - 1, place + 1 if place < count else 0),
        f"{mounted('initiatives:add_decision', item.part.code)}?sak={UUID(item.case.uid)}" if decides else "",
    )


def _stand(side: Side, links: Links) -> Stand:
    return Stand(side, links.initiative(side.named.part) if side.named.part else "")
