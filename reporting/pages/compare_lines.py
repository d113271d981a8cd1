"""Each change as a line: what, whose, before, after, and why or who decided. The same on screen, paper and sheets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import Agreement
from initiatives.domain.facts import DateWord, DecisionFact, RiskFact
from initiatives.domain.state import Registers
from reporting.domain.diff import (
    AgreementChange,
    AmountChange,
    Change,
    DateChange,
    DecisionChange,
    FieldChange,
    Kind,
    PlanQuestion,
    RiskChange,
    StatusTurn,
    SumChange,
)
from reporting.domain.money import Sum
from reporting.pages import agreement_words, money_words
from reporting.pages.compare_kinds import label

MISSING = formatting.MISSING


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and their language where they are stored ones."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words. `colours` are the two statuses of a turn, shown as shape and word; `moved` is how far, in
    words; `why` and `decided` are "" where nobody has told."""

    change: Change
    what: str
    subject: Words
    before: str
    after: str
    moved: str = ""
    why: Words = Words("")
    decided: Words = Words("")
    colours: tuple[str, str] | None = None


def line(change: Change, registers: Registers) -> Line:
    """A change in words; `registers` name bodies."""
    return _MAKERS[type(change)](change, registers)


def _line(change: Change, before: str, after: str, **more: Any) -> Line:
    return Line(
        change, label(change), Words(change.subject, change.language), before or MISSING, after or MISSING, **more
    )


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _status(change: StatusTurn, _registers: Registers) -> Line:
    own = change.kind in (Kind.DECLARED_WORSE, Kind.DECLARED_BETTER)
    colours = (change.declared_before, change.declared_after) if own else (change.before, change.after)
    silent = (False, False) if own else (change.unreported_before, change.unreported_after)
    before, after = (status_word(each, unreported) for each, unreported in zip(colours, silent, strict=True))
    return _line(change, before, after, why=_why(change), moved="" if own else _declared(change), colours=colours)


def status_word(colour: str, unreported: bool) -> str:
    """A status as a word; not having reported is one of its own."""
    return _("Ikke rapportert") if unreported else choices.label(v.Colour, colour or v.Colour.NONE)


def _why(change: StatusTurn) -> Words:
    said = change.standing
    if said is None or change.kind in (Kind.BETTER, Kind.UNREPORTED):
        return Words("")
    cause = capfirst(choices.label(v.Cause, said.cause)) if said.cause else ""
    if said.reason:
        return Words(f"{cause}: {said.reason}" if cause else said.reason, said.language)
    return Words(cause)


def _declared(change: StatusTurn) -> str:
    """What the owner declared, where it is another colour than the one that counts."""
    before, after = change.declared_before, change.declared_after
    if not after or (after == change.after and before in ("", change.before)):
        return ""
    now = choices.label(v.Colour, after)
    if not before or before == after:
        return _("eieren melder %(status)s") % {"status": now}
    return _("eieren meldte %(before)s, nå %(now)s") % {"before": choices.label(v.Colour, before), "now": now}


# ── the initiative itself ────────────────────────────────────────────────────────────────────────────────────────────

_CODES = {Kind.PHASE: v.Phase}
_LIVES = (Kind.STOPPED, Kind.PAUSED, Kind.COMPLETED, Kind.RESUMED)


def _field(change: FieldChange, registers: Registers) -> Line:
    kind: Any = v.LifeState if change.kind in _LIVES else _CODES.get(change.kind, v.PlanCategory)
    plain = change.kind in (Kind.OWNER, Kind.NAME)
    before, after = (each if plain else choices.label(kind, each) for each in (change.before, change.after))
    decided = decision_words(change.decision, registers)
    return _line(change, before, after, why=Words(change.plan), decided=decided)


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _date(change: DateChange, registers: Registers) -> Line:
    moved = formatting.slip_words(change.days) if change.days else ""
    after = _when(change.after)
    if change.kind is Kind.UNCONFIRMED:
        moved, after = "", _("passert for %(days)s siden") % {"days": formatting.days(change.days)}
    told = Words(change.reason, change.language) if change.kind is not Kind.UNCONFIRMED else Words("")
    decided = decision_words(change.decision, registers)
    return _line(change, _when(change.before), after, moved=moved, why=told, decided=decided)


def _when(word: DateWord | None) -> str:
    return formatting.when(word.date) if word else ""


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sum(change: SumChange, _registers: Registers) -> Line:
    key = change.key
    told = _("%(what)s for %(year)s") % {"what": money_words.kind_word(key.kind), "year": change.year}
    beside = (money_words.price_word(key.price_level), _("eksempel") if key.example else "")
    subject = ", ".join(each for each in (told, *beside) if each)
    return Line(
        change, label(change), Words(subject), _money(change.before), _money(change.after), moved=moved_words(change)
    )


def _amount(change: AmountChange, _registers: Registers) -> Line:
    year = str(change.year) if change.year else ""
    told = ", ".join(each for each in (money_words.key_words(change.key), year) if each)
    return _line(change, _money(change.before), _money(change.after), moved=moved_words(change), why=Words(told))


def _money(found: Sum | None) -> str:
    return money_words.with_unit(money_words.sum_words(found)) if found else MISSING


def moved_words(change: SumChange | AmountChange) -> str:
    """How much more or less, as sure as it is: «+140 mill. kr», «minst +2 mill. kr»; "" where that says nothing."""
    if change.before is None or change.after is None or (change.low is None and change.high is None):
        return ""
    return money_words.with_unit(money_words.deviation(change.low, change.high))


# ── agreements, risks, decisions ─────────────────────────────────────────────────────────────────────────────────────


def _agreement(change: AgreementChange, _registers: Registers) -> Line:
    why = Words("")
    if change.kind is Kind.DISPUTED and change.after and change.after.fact.objection:
        why = Words(change.after.fact.objection, change.after.fact.objection_language)
    elif change.kind is Kind.ENDANGERED and change.after:
        why = Words(agreement_words.in_danger(change.after))
    return _line(change, _standing(change.before), _standing(change.after), why=why)


def _standing(agreement: Agreement | None) -> str:
    if agreement is None:
        return ""
    state = choices.label(v.DependencyState, agreement.fact.state)
    return _("%(state)s, i fare") % {"state": state} if agreement.endangered else state


def _risk(change: RiskChange, _registers: Registers) -> Line:
    if change.level_after:
        before, after = (choices.label(v.RiskLevel, each) for each in (change.level_before, change.level_after))
        return Line(change, label(change), Words(_("oppgitt risiko")), before, after)
    measure = change.after.measure if change.after else ""
    return _line(change, _grave(change.before), _grave(change.after), why=Words(measure, change.language))


def _grave(risk: RiskFact | None) -> str:
    if risk is None:
        return ""
    state = choices.label(v.RiskState, risk.state)
    if risk.likelihood and risk.consequence:
        return _("%(state)s, %(likelihood)s × %(consequence)s") % {
            "state": state,
            "likelihood": risk.likelihood,
            "consequence": risk.consequence,
        }
    return state


def _decision(change: DecisionChange, registers: Registers) -> Line:
    day = formatting.when(change.decision.date)
    who = Words(_decider(change.decision, registers))
    before, after = (day, "") if change.kind is Kind.REVOKED else ("", day)
    return _line(change, before, after, decided=who)


def _question(change: PlanQuestion, registers: Registers) -> Line:
    before, after = (
        choices.label(v.PlanChangeState, each.state) if each else "" for each in (change.before, change.after)
    )
    reason = Words(change.after.reason, change.after.language)
    decided = decision_words(change.decision, registers)
    told = _line(change, before, after, why=reason, decided=decided)
    return Line(change, told.what, Words(change.plan), told.before, told.after, why=told.why, decided=told.decided)


def decision_words(decision: DecisionFact | None, registers: Registers) -> Words:
    """«Revidert plan vedtatt, NUFA 16.5.2023»: what was decided, by whom and when."""
    if decision is None:
        return Words("")
    told = [_decider(decision, registers), formatting.when(decision.date) if decision.date else ""]
    small = " ".join(each for each in told if each)
    return Words(f"{decision.title}, {small}" if small else decision.title, decision.language)


def _decider(decision: DecisionFact, registers: Registers) -> str:
    body = registers.bodies.get(decision.body or "")
    return body.name if body else decision.decided_by


_MAKERS: dict[type[Change], Callable[[Any, Registers], Line]] = {
    StatusTurn: _status,
    FieldChange: _field,
    DateChange: _date,
    SumChange: _sum,
    AmountChange: _amount,
    AgreementChange: _agreement,
    RiskChange: _risk,
    DecisionChange: _decision,
    PlanQuestion: _question,
}
