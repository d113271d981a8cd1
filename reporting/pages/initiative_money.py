"""Money in words: the finding, the bars, and a table in which every amount says exactly what it is."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.facts import BudgetFact, EstimateFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import EstimateKind, MoneyKind, MoneyMeasure, QualityAssurance
from reporting.charts.initiative import Bars, BarWords, bars
from reporting.domain import overrun
from reporting.domain.evidence import Evidence
from reporting.domain.figures.initiative_money import Amount, Money, MoneyRow, money
from reporting.domain.results import Computed
from reporting.pages.initiative_sources import Library, Ref, basis_word
from reporting.pages.initiative_verdicts import percent
from reporting.pages.initiative_words import amount_words, withheld_of, withheld_words, years_words


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount as its source gives it."""

    fact: BudgetFact
    what: str
    kind: str
    amount: str
    years: str
    about: tuple[str, ...]  # measure, scope, price level, who pays
    basis: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class SumLine:
    """The sum of like lines, and what it holds."""

    amount: str
    lines: str


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """A cost estimate, and its external quality assurance."""

    fact: EstimateFact
    kind: str
    amount: str
    assurance: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Purse:
    """The section: a table body per kind, each row's lines and, of several, their sum."""

    finding: str
    note: str
    chart: Bars | None
    groups: tuple[tuple[str, tuple[tuple[tuple[AmountLine, ...], SumLine | None], ...]], ...]
    estimates: tuple[EstimateLine, ...]
    example: bool


def purse(state: PortfolioState, part: Slice, computed: Computed | None, evidence: Evidence, library: Library) -> Purse:
    """Everything the section shows; `computed` is what facts give for money."""
    found = money(part)
    heads = [_kind(group.kind) for group in found.groups]
    told = [BarWords(_label(row), bar_words(row)) for group in found.groups for row in group.rows]
    groups = tuple(
        (head, tuple(_row(state, part, row, evidence, library) for row in group.rows))
        for head, group in zip(heads, found.groups, strict=True)
    )
    return Purse(
        finding(found, computed),
        _note(found),
        bars(found, heads, told),
        groups,
        tuple(_estimate(part, each, evidence, library) for each in part.estimates),
        any(row.example for group in found.groups for row in group.rows),
    )


def finding(found: Money, computed: Computed | None) -> str:
    """What the figure shows: that a frame is passed, else the largest overrun, else only what it is."""
    if found.frame and found.passing:
        worst = found.passing[0]
        return _("%(what)s (%(amount)s) er over rammen på %(frame)s") % {
            "what": capfirst(worst.line.what),
            "amount": amount_words(worst.amount),
            "frame": amount_words(found.frame.amount),
        }
    over = next((each for each in computed.reasons if each.code == overrun.OVER), None) if computed else None
    lines = {line.uid: line for group in found.groups for row in group.rows for line in row.lines}
    if over and over.value and over.subject in lines:
        return _("«%(what)s» er %(percent)s over planen") % {
            "what": lines[over.subject].what,
            "percent": percent(over.value),
        }
    return _("Penger etter type")


def _note(found: Money) -> str:
    """What must be known to read the figure."""
    told = [_("mill. kr"), _("typene summeres aldri")]
    if found.frame and found.passing:
        told.insert(1, _("stiplet linje er «%(frame)s»") % {"frame": found.frame.line.what})
        if any(row.line.scope != found.frame.line.scope for row in found.passing):
            told.append(_("omfanget er oppgitt ulikt, så avviket gir ingen beregnet farge"))
    return ", ".join(told)


def _kind(kind: str) -> str:
    return capfirst(choices.label(MoneyKind, kind))


def _label(row: MoneyRow) -> str:
    """What a bar is: its name, and the year where the name does not hold it."""
    years = years_words(row)
    what = row.line.what
    label = what if not years or years in what else f"{what}, {years}"
    return f"{label} ({_payers(row)})" if len(row.lines) > 1 else label


def _payers(row: MoneyRow) -> str:
    words = ngettext("%(count)s kilde", "%(count)s kilder", len(row.lines))
    return words % {"count": formatting.number(len(row.lines))}


def bar_words(row: MoneyRow) -> str:
    """How much, with the mark of an example."""
    words = amount_words(row.amount)
    return f"{words} · {_('eksempel')}" if row.example else words


def _row(
    state: PortfolioState, part: Slice, row: MoneyRow, evidence: Evidence, library: Library
) -> tuple[tuple[AmountLine, ...], SumLine | None]:
    lines = tuple(_line(state, part, each, row, evidence, library) for each in row.lines)
    if len(lines) == 1:
        return lines, None
    return lines, SumLine(amount_words(row.amount), _("Sum av %(lines)s") % {"lines": _payers(row)})


def _line(
    state: PortfolioState, part: Slice, fact: BudgetFact, row: MoneyRow, evidence: Evidence, library: Library
) -> AmountLine:
    what = fact.what or withheld_of(part, fact.uid, "what") or formatting.MISSING
    return AmountLine(
        fact=fact,
        what=what,
        kind=_kind(fact.kind),
        amount=amount_words(Amount(fact.amount, fact.low, fact.high, fact.qualifier)),
        years=years_words(row) or formatting.MISSING,
        about=tuple(_about(state, fact)),
        basis=basis_word(fact.basis),
        refs=library.refs(evidence.of(fact.uid), _("beløpet «%(what)s»") % {"what": what}),
    )


def _about(state: PortfolioState, fact: BudgetFact) -> list[str]:
    """Measure, the day it stood at, scope, price level and who pays; only what is stated."""
    told = [choices.label(MoneyMeasure, fact.measure)]
    if fact.as_of:
        told.append(_("per %(day)s") % {"day": formatting.when(fact.as_of)})
    if fact.scope:
        told.append(_("omfang: %(scope)s") % {"scope": fact.scope})
    if fact.price_level:
        told.append(_("%(year)s-kroner") % {"year": fact.price_level})
    payer = state.registers.funding.get(fact.funding or "")
    if payer:
        told.append(_("betales av %(who)s") % {"who": payer.name})
    if fact.kind_as_stated and fact.kind_as_stated.casefold() not in (choices.label(MoneyKind, fact.kind), "eksempel"):
        told.append(_("kildens ord: «%(words)s»") % {"words": fact.kind_as_stated})
    if not fact.addable:
        told.append(_("kan ikke summeres med andre"))
    return told


def _estimate(part: Slice, fact: EstimateFact, evidence: Evidence, library: Library) -> EstimateLine:
    kind = choices.label(EstimateKind, fact.kind)
    amount = fact.amount
    words = (
        formatting.money(amount)
        if isinstance(amount, int)
        else withheld_words(amount)
        if amount
        else formatting.MISSING
    )
    return EstimateLine(
        fact,
        capfirst(kind),
        words,
        capfirst(choices.label(QualityAssurance, fact.assurance)) if fact.assurance else formatting.MISSING,
        library.refs(evidence.of(fact.uid), _("anslaget %(kind)s") % {"kind": kind}),
    )
