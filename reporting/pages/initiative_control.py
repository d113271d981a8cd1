"""Risks, benefits, decisions, cases and the status history in words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import BenefitFact, CaseFact, DecisionFact, IndicatorFact, RiskFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import CaseKind, Cause, Dimension, EvidenceGrade, RiskKind, RiskState
from reporting.domain.evidence import Evidence
from reporting.domain.facts import RatingFact
from reporting.domain.figures.initiative_history import Column, Grid
from reporting.domain.figures.initiative_money import Amount
from reporting.pages.initiative_sources import Library, Ref, basis_word
from reporting.pages.initiative_words import amount_words, scale, withheld_of


# ── risks ────────────────────────────────────────────────────────────────────────────────────────────────────────────
class RiskLine(NamedTuple):
    """A risk or opportunity, in words; `weight` is likelihood × consequence, None when either is missing."""

    fact: RiskFact
    title: str
    kind: str
    state: str
    tone: str
    likelihood: str
    consequence: str
    weight: int | None
    overdue: bool
    basis: str
    refs: tuple[Ref, ...]


def risks(part: Slice, today: date, evidence: Evidence, library: Library) -> tuple[RiskLine, ...]:
    """Open ones before closed, the heaviest first, threats before opportunities."""
    found = [_risk(part, each, today, evidence, library) for each in part.risks]
    return tuple(sorted(found, key=_heaviest))


def _heaviest(line: RiskLine) -> tuple[bool, bool, int, str]:
    return line.fact.state == RiskState.CLOSED, line.fact.kind != RiskKind.RISK, -(line.weight or 0), line.title


def _risk(part: Slice, fact: RiskFact, today: date, evidence: Evidence, library: Library) -> RiskLine:
    title = fact.title or withheld_of(part, fact.uid, "title")
    live = fact.state in (RiskState.OPEN, RiskState.OCCURRED)
    return RiskLine(
        fact,
        title,
        capfirst(choices.label(RiskKind, fact.kind)),
        choices.label(RiskState, fact.state),
        choices.tone(RiskState, fact.state),
        scale(fact.likelihood),
        scale(fact.consequence),
        fact.likelihood * fact.consequence if fact.likelihood and fact.consequence else None,
        live and fact.measure_due is not None and fact.measure_due.latest < today,
        "" if part.example else basis_word(fact.basis),
        library.refs(evidence.of(fact.uid), _("risikoen «%(title)s»") % {"title": title}),
    )


# ── benefits ─────────────────────────────────────────────────────────────────────────────────────────────────────────
class Point(NamedTuple):
    """A target or a measured value, with its date and what it rests on."""

    value: str
    date: PartialDate | None
    evidence: str
    note: str = ""


class IndicatorLine(NamedTuple):
    """What is measured: the first target for ever beside the latest, and every measurement."""

    fact: IndicatorFact
    original: Point | None
    latest: Point | None  # None while the first still stands
    measured: tuple[Point, ...]


class BenefitLine(NamedTuple):
    """A benefit in words."""

    fact: BenefitFact
    name: str
    amount: str
    owner: str
    evidence: str
    indicators: tuple[IndicatorLine, ...]
    basis: str
    refs: tuple[Ref, ...]


def benefits(state: PortfolioState, part: Slice, evidence: Evidence, library: Library) -> tuple[BenefitLine, ...]:
    """Its benefits in order of key."""
    return tuple(_benefit(state, part, each, evidence, library) for each in part.benefits)


def _benefit(
    state: PortfolioState, part: Slice, fact: BenefitFact, evidence: Evidence, library: Library
) -> BenefitLine:
    owner = state.organisation(fact.owner)
    name = fact.name or withheld_of(part, fact.uid, "name")
    return BenefitLine(
        fact,
        name,
        _money(fact),
        owner.name if owner else "",
        choices.label(EvidenceGrade, fact.evidence),
        indicators(fact.indicators),
        "" if part.example else basis_word(fact.basis),
        library.refs(evidence.of(fact.uid), _("gevinsten «%(name)s»") % {"name": name}),
    )


def _money(fact: BenefitFact) -> str:
    if fact.amount is None:
        return ""
    words = amount_words(Amount(fact.amount, qualifier=fact.qualifier))
    return words if not isinstance(fact.amount, int) else _("%(amount)s mill. kr") % {"amount": words}


def indicators(found: tuple[IndicatorFact, ...]) -> tuple[IndicatorLine, ...]:
    """What is measured, in words."""
    return tuple(_indicator(each) for each in found)


def _indicator(fact: IndicatorFact) -> IndicatorLine:
    targets = [Point(_value(each.value), each.due, _grade(each.evidence), each.reason) for each in fact.targets]
    measured = [
        Point(_value(each.value), each.measured, _grade(each.evidence), each.note) for each in fact.measurements
    ]
    first = targets[0] if targets else None
    return IndicatorLine(fact, first, targets[-1] if len(targets) > 1 else None, tuple(measured))


def _grade(evidence: str) -> str:
    return choices.label(EvidenceGrade, evidence)


def _value(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    exponent = value.normalize().as_tuple().exponent
    return formatting.number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


# ── decisions and cases ──────────────────────────────────────────────────────────────────────────────────────────────
class DecisionLine(NamedTuple):
    """A decision: who decided, in which case."""

    fact: DecisionFact
    title: str
    who: str
    basis: str
    refs: tuple[Ref, ...]


class CaseLine(NamedTuple):
    """A case: what sort, before which body, and whether it has been decided."""

    fact: CaseFact
    about: str


def decisions(state: PortfolioState, part: Slice, evidence: Evidence, library: Library) -> tuple[DecisionLine, ...]:
    """Newest first."""
    newest = sorted(part.decisions, key=lambda each: each.date.latest if each.date else date.min, reverse=True)
    return tuple(_decision(state, part, each, evidence, library) for each in newest)


def _decision(
    state: PortfolioState, part: Slice, fact: DecisionFact, evidence: Evidence, library: Library
) -> DecisionLine:
    body = state.registers.bodies.get(fact.body or "")
    told = [fact.decided_by or (body.name if body else "")]
    told += [_("sak %(number)s") % {"number": fact.case}] if fact.case else []
    told += [choices.label(CaseKind, fact.case_kind)] if fact.case_kind else []
    title = fact.title or withheld_of(part, fact.uid, "title")
    return DecisionLine(
        fact,
        title,
        " · ".join(each for each in told if each),
        "" if part.example else basis_word(fact.basis),
        library.refs(evidence.of(fact.uid), _("vedtaket «%(title)s»") % {"title": title}),
    )


def cases(state: PortfolioState, part: Slice) -> tuple[CaseLine, ...]:
    """Its own, and those about what it is to give to others: those that wait first, by meeting."""
    found = {each.uid: each for each in (*part.cases, *_of_others(state, part))}
    ordered = sorted(found.values(), key=lambda each: (each.decided, each.meeting.latest if each.meeting else date.max))
    return tuple(CaseLine(each, " · ".join(_case(state, each))) for each in ordered)


def _of_others(state: PortfolioState, part: Slice) -> Iterator[CaseFact]:
    """Cases of those who wait for it, about that."""
    given = {fact.uid: fact.successor.initiative for fact in part.gives}
    for uid in dict.fromkeys(given.values()):
        other = state.slices.get(uid or "")
        yield from (each for each in other.cases if each.dependency in given) if other else ()


def _case(state: PortfolioState, fact: CaseFact) -> Iterator[str]:
    body = state.registers.bodies.get(fact.body or "")
    if fact.number:
        yield _("sak %(number)s") % {"number": fact.number}
    yield choices.label(CaseKind, fact.kind)
    if body:
        yield body.name
    yield _("vedtatt") if fact.decided else _("venter på vedtak")


# ── status history ───────────────────────────────────────────────────────────────────────────────────────────────────
class Cell(NamedTuple):
    """What one word says of one dimension. `assessed` is '' where the secretariat has not set another colour."""

    colour: str
    assessed: str
    cause: str
    reason: str
    measure: str
    language: str


class History(NamedTuple):
    """The grid: heads (when, who), and rows of cells."""

    heads: tuple[tuple[str, str, Column], ...]
    rows: tuple[tuple[str, tuple[tuple[Column, Cell | None], ...]], ...]


def history(state: PortfolioState, grid: Grid) -> History:
    """The grid in words."""
    heads = tuple((_head(each), _who(state, each), each) for each in grid.columns)
    rows = tuple(
        (
            choices.label(Dimension, name),
            tuple((column, _cell(cell, column)) for column, cell in zip(grid.columns, cells, strict=True)),
        )
        for name, cells in grid.rows
    )
    return History(heads, rows)


def _head(column: Column) -> str:
    return _("Runde %(period)s") % {"period": column.period} if column.period else formatting.when(column.as_of)


def _who(state: PortfolioState, column: Column) -> str:
    if not column.period:
        return _("eksempel") if column.example else _("åpen kilde")
    body = state.organisation(column.organisation)
    who = (body.short_name or body.name) if body else _("eier")
    return _("meldt av %(who)s %(day)s") % {"who": who, "day": formatting.when(column.as_of)}


def _cell(rating: RatingFact | None, column: Column) -> Cell | None:
    if rating is None:
        return None
    return Cell(
        rating.declared or rating.assessed,
        rating.assessed if rating.assessed not in ("", rating.declared) and rating.declared else "",
        choices.label(Cause, rating.cause),
        rating.reason,
        rating.measure,
        column.language,
    )
