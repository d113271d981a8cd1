"""The page of one contract: everything it shows but its frame, its course and what the reader can do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.agreements import SERIOUS
from initiatives.domain.contracts import STALE_AFTER
from initiatives.domain.facts import CaseFact, CitationFact
from initiatives.domain.state import Registers
from initiatives.domain.vocabulary import DependencyState, Side
from reporting.charts.contract_dates import Line, Point, line
from reporting.domain.figures.contract import Cause, Contract, Dated, Mark
from reporting.domain.figures.coordination import Named
from reporting.pages import agreement_words
from reporting.pages import contract_words as words
from reporting.pages.coordination_conflicts import Wrong
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_terms import term
from reporting.pages.initiative_sources import Library, basis_word


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side in words."""

    named: Named
    role: str
    url: str
    name: str
    owner: str
    confirmed: str
    stale: bool
    dissolved: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date of the table."""

    label: str
    day: str
    whose: str
    after: str
    late: bool


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One step of why the date is what it is."""

    name: str
    language: str
    code: str
    url: str
    day: str
    then: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case about the contract."""

    case: CaseFact
    body: str
    when: str


def context(
    contract: Contract, registers: Registers, links: Links, citations: Iterable[CitationFact], hidden: Collection[str]
) -> dict[str, Any]:
    """Everything the page shows. `hidden` names the fields of the contract that are withheld from the reader."""
    agreement, fact, today = contract.agreement, contract.fact, contract.today
    library = Library(registers.sources)
    told = tuple(citations)
    return {
        "contract": contract,
        "fact": fact,
        "row": contract.row,
        "giver": _side(contract, Side.GIVER, links),
        "receiver": _side(contract, Side.RECEIVER, links),
        "sides": (_side(contract, Side.RECEIVER, links), _side(contract, Side.GIVER, links)),
        "verb": words.waits_for(fact),
        "state": choices.label(DependencyState, fact.state),
        "age": agreement_words.state_age(contract.row),
        "awaits": agreement_words.waits(agreement),
        "wrong": tuple(Wrong(agreement_words.concern(each), each.concern in SERIOUS) for each in agreement.concerns),
        "need_by": term(fact, "need_by", hidden),
        "promised": term(fact, "promised", hidden),
        "counter": term(fact, "counter_date", hidden) if fact.counter_date or "counter_date" in hidden else "",
        "picture": picture(contract, today),
        "dates": tuple(_date(each, contract) for each in contract.dates),
        "giver_words": words.received(fact) or words.giver(contract),
        "causes": tuple(_cause(each, links) for each in contract.causes if agreement.open),
        "receiver_words": words.receiver(agreement),
        "implied_words": words.implied(agreement),
        "link": words.link(fact),
        "lag": words.lag(fact.lag),
        "buffer": words.buffer(agreement),
        "binding": words.binding(fact),
        "reckoning": words.reckoning(contract.reckoning),
        "cases": tuple(_case(each, registers) for each in contract.cases),
        "refs": library.refs(told, _("avtalen")),
        "library": library,
        "basis": "" if agreement.example else basis_word(fact.basis),
        "hidden": hidden,
    }


def _side(contract: Contract, side: Side, links: Links) -> SideLine:
    named = contract.row.giver if side is Side.GIVER else contract.row.receiver
    terms = contract.agreement.terms
    stood = terms.giver_confirmed if side is Side.GIVER else terms.receiver_confirmed
    age = (contract.today - stood).days if stood else None
    ended = named.dissolved(contract.today)
    return SideLine(
        named=named,
        role=_("Giver") if side is Side.GIVER else _("Mottaker"),
        url=links.initiative(named.part) if named.part else "",
        name=named.name or _("unntatt"),
        owner=agreement_words.owner(named),
        confirmed=words.confirmed(contract.agreement, side, age),
        stale=age is not None and age > STALE_AFTER,
        dissolved=_("avviklet %(day)s") % {"day": formatting.when(ended)} if ended else "",
    )


# ── the dates ────────────────────────────────────────────────────────────────────────────────────────────────────────


def picture(contract: Contract, today: date) -> Line | None:
    """The dates on one line; None when there are fewer than two."""
    found = [each for each in contract.dates if not _same_claim(each, contract)]
    points = [Point(each.mark, each.day, _label(each), _tone(each, contract)) for each in found]
    return line(points, today) if len(points) > 1 else None


def _same_claim(each: Dated, contract: Contract) -> bool:
    """Whether the giver's own date is what the engine says too: told once."""
    return each.mark is Mark.CLAIMED and each.day == contract.agreement.terms.feasible


def _label(each: Dated) -> str:
    return f"{words.mark(each.mark)} {_day(each)}"


def _day(each: Dated) -> str:
    return formatting.when(each.date) if each.date else formatting.day(each.day)


def _tone(each: Dated, contract: Contract) -> str:
    """Red for a date after the need, of what is still to come."""
    open_ = contract.agreement.open and each.mark in (Mark.PROMISED, Mark.CLAIMED, Mark.FEASIBLE, Mark.COUNTER)
    return "crit" if open_ and (each.late or 0) > 0 else ""


def _date(each: Dated, contract: Contract) -> DateLine:
    late = bool(_tone(each, contract))
    return DateLine(
        words.mark(each.mark), _day(each), words.whose(each.mark, contract.fact), words.after_need(each.late), late
    )


# ── why, and where it is taken up ────────────────────────────────────────────────────────────────────────────────────


def _cause(each: Cause, links: Links) -> CauseLine:
    milestone, part = each.milestone, each.part
    return CauseLine(
        name=(milestone.name if milestone else each.external) or _("unntatt"),
        language=milestone.language if milestone and milestone.name else "",
        code=part.code if part else "",
        url=links.initiative(part) if part else "",
        day=formatting.day(each.day) if each.day else formatting.MISSING,
        then=words.step(each),
    )


def _case(case: CaseFact, registers: Registers) -> CaseLine:
    meeting = registers.meetings.get(case.meeting_uid or "")
    body = registers.bodies.get((meeting.body if meeting else case.body) or "")
    day = meeting.date if meeting and meeting.date else case.meeting
    return CaseLine(case, body.name if body else "", formatting.when(day) if day else "")
