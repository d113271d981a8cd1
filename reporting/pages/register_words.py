"""The register's codes and numbers in words, shared by the list's cells and the sheets of the exports."""

from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Withheld
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.register import FACETS, Criteria, Flag
from reporting.domain.figures.register_money import MainAmount
from reporting.domain.figures.register_row import RegisterRow
from reporting.domain.standing import UNREPORTED, Standing


def code_word(kind: type, value: str) -> str:
    """The label of a code with a capital; «–» where none is stated."""
    return capfirst(choices.label(kind, value)) if value else formatting.MISSING


def status_word(row: RegisterRow) -> str:
    """The word beside the colour: «Kritisk»; of what is not under way why it has none: «Avsluttet», «Planlagt»."""
    if row.life != v.LifeState.ACTIVE and row.colour == v.Colour.NONE:
        return code_word(v.LifeState, row.life)
    if row.asks and row.colour == v.Colour.NONE and row.standing is None:
        return code_word(v.PlanChangeState, row.asks)
    waiting = [each for each in row.categories if each in (v.PlanCategory.PLANNED, v.PlanCategory.WANTED)]
    if row.colour == v.Colour.NONE and waiting and row.standing is None:
        return code_word(v.PlanCategory, waiting[0])
    if row.standing is not None and row.colour == v.Colour.NONE:
        return _silence(row.standing)
    return choices.label(v.Colour, row.colour)


def _silence(standing: Standing) -> str:
    """Why a word gives no colour: in a locked round nothing came, or what came was not assessed."""
    if standing.origin == UNREPORTED:
        return _("Ikke rapportert")
    if standing.declared not in ("", v.Colour.NONE):
        return _("Levert, ikke vurdert")
    return choices.label(v.Colour, v.Colour.NONE)


def phase_word(row: RegisterRow) -> str:
    """The phase, in the source's own words where it fits none of ours."""
    return code_word(v.Phase, row.phase) if row.phase else row.phase_as_stated or formatting.MISSING


def amount_words(amount: MainAmount) -> str:
    """Millions without the unit, as sure as they are: «276», «ca. 200», «minst 12», «55–80», «unntatt»."""
    if amount.amount is None:
        return f"{formatting.millions(amount.low)}–{formatting.millions(amount.high)}"
    number = formatting.millions(amount.amount)
    if isinstance(amount.amount, Withheld):
        return number
    if amount.at_least:
        return _("minst %(amount)s") % {"amount": number}
    if amount.qualifier in ("", v.Qualifier.EQUAL):
        return number
    return f"{choices.label(v.Qualifier, amount.qualifier)}{formatting.NBSP}{number}"


def amount_about(amount: MainAmount) -> str:
    """What the amount is: «forslag 2024», «ramme», «prognose 2024–2029»."""
    return " ".join(each for each in (choices.label(v.MoneyKind, amount.kind), years(amount)) if each)


def years(amount: MainAmount) -> str:
    """The year or years an amount covers or stood at."""
    if amount.first_year is None or amount.first_year == amount.last_year:
        return str(amount.first_year or "")
    return f"{amount.first_year}–{amount.last_year}"


LABELS = {
    "q": gettext_lazy("Søk"),
    "plan": gettext_lazy("Plan"),
    "owner": gettext_lazy("Eier"),
    "phase": gettext_lazy("Fase"),
    "segment": gettext_lazy("Segment"),
    "goal": gettext_lazy("Hovedmål"),
    "kind": gettext_lazy("Type"),
    "life": gettext_lazy("Livsløp"),
    "category": gettext_lazy("Kategori"),
    "colour": gettext_lazy("Status"),
    "flag": gettext_lazy("Hurtigfilter"),
}
"""What each filter is called."""
CODES: dict[str, type[StrEnum]] = {
    "phase": v.Phase,
    "kind": v.InitiativeKind,
    "life": v.LifeState,
    "category": v.PlanCategory,
    "colour": v.Colour,
}
"""The filters whose values are a closed set."""


def flag_label(flag: str, *, compared: bool = True) -> str:
    """What a flag is called; some words need a record to compare with."""
    words = {
        Flag.LATE: _("Forsinket milepæl"),
        Flag.UNCONFIRMED: _("Ubekreftet milepæl"),
        Flag.REPLANNED: _("Ny plan siden sist") if compared else _("Ny plan"),
        Flag.OLD: _("Status eldre enn 90 dager"),
        Flag.NO_DATE: _("Uten dato"),
        Flag.UNREPORTED: _("Ikke meldt siden sist") if compared else _("Aldri meldt"),
        Flag.HELD_BACK: _("Gjennomførbar dato er senere enn lovet"),
        Flag.EXAMPLE: _("Eksempel"),
    }
    return words[Flag(flag)]


def criteria_words(criteria: Criteria, state: PortfolioState) -> list[str]:
    """What was asked for: «Eier: KS eller Helfo», «Status: Kritisk»."""
    told = [f"{LABELS['q']}: «{criteria.q}»"] if criteria.q else []
    names = {
        "plan": {each.key: each.name for each in state.registers.plans.values()},
        "owner": {each.key: each.short_name or each.name for each in state.registers.organisations.values()},
        "goal": {each.key: f"{each.code} {each.text}".strip() for each in state.registers.goals.values()},
    }
    for facet in FACETS:
        keys = sorted(getattr(criteria, facet))
        if facet == "flag":
            labels = [flag_label(key) for key in keys]
        elif facet in CODES:
            labels = [choices.label(CODES[facet], key) for key in keys]
        else:
            labels = [names.get(facet, {}).get(key, key) for key in keys]
        if labels:
            told.append(f"{LABELS[facet]}: {_(' eller ').join(labels)}")
    return told
