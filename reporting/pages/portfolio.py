"""The pages of what comes into, moves in and goes out of the portfolio: all of it, and one question as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import ORDER, Need, needs
from initiatives.domain.facts import CriterionFact, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.portfolio import Asked, Count, PlanTable, Portfolio, of_initiative
from reporting.pages import portfolio_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.overview_words import capital, of_which_examples

MOST = 20
"""Decided questions the page shows; the files hold all."""


class CriterionTold(NamedTuple):
    """A criterion with what the proposer answers and what the office finds."""

    fact: CriterionFact
    text: str
    answer: str
    finding: str

    @property
    def differs(self) -> bool:
        """Whether the office finds otherwise than the proposer answers."""
        return self.fact.assessed is not None and self.fact.assessed != self.fact.answer


class Listed(NamedTuple):
    """A case before a coming meeting, and where its agenda is."""

    title: str
    language: str
    kind: str
    before: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A question in words, with everything that leads somewhere."""

    asked: Asked
    name: str
    what: str
    way: str
    who: str
    when: str
    criteria: tuple[CriterionTold, ...]
    answered: str
    found: str
    asked_kind: str
    outcome: str
    decided_by: str
    cases: tuple[Listed, ...]
    url: str
    initiative: str

    @property
    def language(self) -> str:
        """The language of the question's own texts."""
        return self.asked.change.language


class Cells(NamedTuple):
    """A row of the plan's table: its heading, and the count of each category."""

    heading: str
    stated: bool
    counts: tuple[str, ...]


class Plan(NamedTuple):
    """A plan's table."""

    name: str
    rows: tuple[Cells, ...]
    total: Cells
    examples: str
    resting: str


class Act(NamedTuple):
    """Something the reader can do, and where."""

    label: str
    url: str
    main: bool = False


def context(found: Portfolio, query: str) -> dict[str, Any]:
    """What the page of all questions shows."""
    return {
        "finding": words.finding(found),
        "beside": words.beside(found),
        "waiting": [told(each, query) for each in found.waiting],
        "decided": [told(each, query) for each in found.decided[:MOST]],
        "more_decided": max(0, len(found.decided) - MOST),
        "withdrawn": [told(each, query) for each in found.withdrawn[:MOST]],
        "plans": [_plan(each) for each in found.plans],
        "criteria": [(each.value, choices.label(v.Criterion, each.value)) for each in v.Criterion],
        "crumbs": _crumbs(query, here=True),
        "heads": [capfirst(choices.label(v.PlanCategory, each.value)) for each in ORDER],
    }


def one(asked: Asked, query: str) -> dict[str, Any]:
    """What the page of one question shows."""
    shown = told(asked, query)
    return {
        "told": shown,
        "asked": asked,
        "decision": asked.decision,
        "against": asked.against,
        "facts": _facts(shown),
        "crumbs": [*_crumbs(query), (shown.name, "", asked.part.language)],
    }


def told(asked: Asked, query: str) -> Told:
    """One question in words."""
    links, change = Links(query), asked.change
    time = f"?{query}" if query else ""
    return Told(
        asked=asked,
        name=words.name(asked.part),
        what=words.what(asked),
        way=words.way(asked),
        who=words.who(asked),
        when=words.when(asked),
        criteria=tuple(map(_criterion, change.criteria)) if needs(change.kind, Need.CRITERIA) else (),
        answered=words.verdict(asked.answered),
        found=words.verdict(asked.found),
        asked_kind=capfirst(choices.label(v.CaseKind, change.asked_kind)),
        outcome=words.outcome(asked),
        decided_by=words.decided_by(asked),
        cases=tuple(
            Listed(
                each.case.title,
                each.case.language,
                capfirst(choices.label(v.CaseKind, each.case.kind)),
                " ".join(filter(None, (each.body.name if each.body else "", formatting.when(each.case.meeting)))),
                f"{reverse('reporting:agenda', args=[UUID(each.case.meeting_uid)])}{time}#sak-{UUID(each.case.uid)}",
            )
            for each in asked.cases
        ),
        url=change_url(change.uid, query),
        initiative=links.initiative(asked.part),
    )


def change_url(uid: str, query: str = "") -> str:
    """A question's own page at the time shown."""
    return reverse("reporting:portfolio_change", args=[UUID(uid)]) + (f"?{query}" if query else "")


def beside_initiative(state: PortfolioState, part: Slice, query: str, *, may_edit: bool) -> dict[str, Any]:
    """What an initiative's own page says of it: what is or was last asked, and what may be asked now."""
    found = of_initiative(state, part)
    acts = []
    if may_edit and not any(each.open for each in found):
        placed = any(each.left is None and state.plan_runs(each.plan) for each in part.entries)
        names = (
            (("propose_move", _("Foreslå flytting")), ("propose_exit", _("Foreslå uttak")))
            if placed
            else (("propose_admission", _("Foreslå opptak")),)
        )
        acts = [Act(label, reverse(f"initiatives:{name}", args=[part.code])) for name, label in names]
    return {"asked": [told(each, query) for each in found[:1]], "acts": acts}


def _crumbs(query: str, *, here: bool = False) -> list[tuple[str, ...]]:
    """The way here from the list of initiatives, in the time shown."""
    return [
        (pgettext("flere", "Tiltak"), _page("initiatives", query)),
        (_("Inn og ut av porteføljen"), "" if here else _page("portfolio_changes", query)),
    ]


def _page(name: str, query: str) -> str:
    return reverse(f"reporting:{name}") + (f"?{query}" if query else "")


def _criterion(fact: CriterionFact) -> CriterionTold:
    text = choices.label(v.Criterion, fact.criterion)
    return CriterionTold(fact, text, words.yes(fact.answer), words.yes(fact.assessed))


def _facts(shown: Told) -> list[tuple[str, str, str]]:
    """Label, value and the value's language."""
    asked, change = shown.asked, shown.asked.change
    rows = [
        (_("Foreslått av"), shown.who, ""),
        (_("Foreslått"), formatting.day(change.proposed) if change.proposed else formatting.MISSING, ""),
        (_("Plan"), asked.plan.name if asked.plan else formatting.MISSING, ""),
    ]
    if asked.entry:
        rows.append((_("Står nå som"), choices.label(v.PlanCategory, words.standing(asked)), ""))
    if change.category:
        rows.append((_("Foreslått som"), choices.label(v.PlanCategory, change.category), ""))
    if change.segment:
        rows.append((_("Segment"), change.segment, change.language))
    if asked.goal:
        rows.append((_("Hovedmål"), f"{asked.goal.code} {asked.goal.text}".strip(), asked.goal.language))
    return rows


def _plan(table: PlanTable) -> Plan:
    rows = tuple(_cells(words.segment(row.segment), bool(row.segment), row.counts) for row in table.rows)
    examples = capital(of_which_examples(sum(each.examples for each in table.totals.values())))
    total = _cells(_("Til sammen"), True, table.totals)
    return Plan(table.plan.name, rows, total, f"{examples}." if examples else "", words.resting(table.resting))


def _cells(heading: str, stated: bool, counts: Mapping[str, Count]) -> Cells:
    return Cells(heading, stated, tuple(words.count(counts[each.value]) for each in ORDER))
