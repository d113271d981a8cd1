"""The page of one initiative: every section's values, made once, in the order they are read and numbered."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.facts import Slice
from initiatives.domain.state import subjects
from initiatives.domain.vocabulary import Dimension, InitiativeKind, LifeState, PlanCategory, PlanChangeState
from reporting.domain.evidence import Evidence
from reporting.domain.figures.initiative_history import grid
from reporting.domain.figures.initiative_lineage import Lineage, lineage
from reporting.domain.figures.initiative_verdicts import verdicts
from reporting.domain.figures.portfolio import candidate
from reporting.domain.limits import Limits
from reporting.domain.reckoned import reckoned_for
from reporting.domain.trend import Mark, trend, words_told
from reporting.pages import initiative_control as control
from reporting.pages import trend as trend_words
from reporting.pages.coordination_links import Links
from reporting.pages.initiative_chance import chance
from reporting.pages.initiative_dependencies import web
from reporting.pages.initiative_facts import facts, policy, tasks
from reporting.pages.initiative_log import Veil, lines
from reporting.pages.initiative_milestones import plan
from reporting.pages.initiative_money import purse
from reporting.pages.initiative_sources import Library, Ref, basis_word
from reporting.pages.initiative_verdicts import voices
from reporting.pages.initiative_words import code_word, phase_words, withheld_of
from reporting.source import Chosen
from reporting.source.changelog import Log
from reporting.source.cutoff import Cutoff
from reporting.source.series import earlier_periods


class Section(NamedTuple):
    """A section of the page: its anchor, its name, and whether there is anything in it."""

    anchor: str
    label: str
    filled: bool


class StepLine(NamedTuple):
    """A step of the way, with its sources."""

    step: Any
    spent: str
    basis: str
    refs: tuple[Ref, ...]


def context(chosen: Chosen, part: Slice, evidence: Evidence, log: Log, veil: Veil, until: Cutoff) -> dict[str, Any]:
    """Everything the page shows but its frame."""
    record, state = chosen.record, chosen.record.state
    library = Library(state.registers.sources)
    found = verdicts(record, part)
    family = lineage(record, part)
    reckoned, links = reckoned_for(record, part), Links(chosen.query)
    told_on = _("per %(day)s") % {"day": formatting.long_day(state.today)}
    shown: dict[str, Any] = {
        "part": part,
        "owner": state.owner(part),
        "headline": headline(chosen, part),
        "voices": voices(found, part, evidence, library, told_on),
        "moved_only": found.moved,
        "after_cut_off": after_cut_off(chosen, part),
        "facts": facts(state, part, evidence, library),
        "plan": plan(part, reckoned, found.time, evidence, library),
        "purse": purse(state, part, found.dimension(Dimension.MONEY), evidence, library),
        "chance": chance(record, part, links),
        "web": web(reckoned, part, evidence, library, links),
        "risks": control.risks(part, state.today, evidence, library),
        "benefits": control.benefits(state, part, evidence, library),
        "indicators": control.indicators(part.indicators),
        "policy": policy(state, part, evidence, library),
        "tasks": tasks(state, part),
        "decisions": control.decisions(state, part, evidence, library),
        "cases": control.cases(state, part),
        "trend": _trend(chosen, part, evidence, found.time),
        "history": control.history(state, grid(record.status(part))),
        "family": family,
        "origins": _steps(family, evidence, library, before=True),
        "fates": _steps(family, evidence, library, before=False),
        "log": log,
        "log_lines": lines(log, veil, until.known),
        "today": state.today,
    }
    found_sections = sections(shown)
    missing = [each.label.lower() for each in found_sections if not each.filled]
    shown["sparse"] = not any(each.filled for each in found_sections[:5])
    shown |= {"sections": found_sections, "missing": missing, "library": library, "known_from": _known_from(library)}
    return shown


def after_cut_off(chosen: Chosen, part: Slice) -> str:
    """How much of what a locked period shows of the initiative became known after its cut-off; "" for nothing."""
    count = len(set(subjects(part)) & set(chosen.record.after_cut_off))
    words = ngettext(
        "%(count)s opplysning om tiltaket ble kjent etter datakutt.",
        "%(count)s opplysninger om tiltaket ble kjent etter datakutt.",
        count,
    )
    return words % {"count": formatting.number(count)} if count else ""


def headline(chosen: Chosen, part: Slice) -> tuple[str, ...]:
    """What stands under the name: kind, owner, segment, phase, goal; life and category where they say something."""
    state = chosen.record.state
    owner = state.owner(part)
    told = [code_word(InitiativeKind, part.kind), owner.name if owner else _("eier ikke oppgitt")]
    entries = [each for each in part.entries if each.left is None]
    told += [each.segment for each in entries if each.segment]
    told += [phase_words(part)] if phase_words(part) else []
    goals = [state.registers.goals.get(each.main_goal or "") for each in entries]
    told += [_("mål %(code)s") % {"code": each.code} for each in goals if each and each.code]
    if part.life != LifeState.ACTIVE:
        told.append(choices.label(LifeState, part.life))
    told += [choices.label(PlanCategory, each.category) for each in entries if each.category not in ("", "ongoing")]
    told += [choices.label(PlanChangeState, candidate(part))] if candidate(part) else []
    return tuple(dict.fromkeys(told))


def sections(shown: dict[str, Any]) -> tuple[Section, ...]:
    """The sections in the order of the page; those with nothing are told in one line instead."""
    family: Lineage = shown["family"]
    return (
        Section("milepaeler", _("Milepæler"), bool(shown["plan"].lines)),
        Section("penger", _("Penger"), bool(shown["purse"].groups or shown["purse"].estimates)),
        Section("avhengigheter", _("Avhengigheter"), bool(shown["web"].lines)),
        Section("risikoer", _("Risikoer"), bool(shown["risks"])),
        Section("gevinster", _("Gevinster"), bool(shown["benefits"] or shown["indicators"])),
        Section("fakta", _("Fakta"), True),
        Section("foringer", _("Føringer"), bool(shown["policy"] or shown["tasks"])),
        Section("vedtak", _("Vedtak og saker"), bool(shown["decisions"] or shown["cases"])),
        Section("forlop", _("Forløp og program"), bool(family)),
        *([Section("utvikling", _("Utvikling"), True)] if shown["trend"] else []),
        Section("historikk", _("Statushistorikk"), bool(shown["history"].heads)),
        Section("logg", _("Endringslogg"), True),
        Section("kilder", _("Kilder"), True),
    )


def _trend(chosen: Chosen, part: Slice, evidence: Evidence, limits: Limits) -> dict[str, Any] | None:
    """How the milestones' dates have been told over time, with every word that is known of them."""
    named = [replace(each, name=each.name or withheld_of(part, each.uid, "name")) for each in part.milestones]
    marks = [Mark(each.cut_off, each.code) for each in earlier_periods(chosen)]
    return trend_words.chart(trend(named, words_told(evidence.told), marks, chosen.record.state.today), limits)


def _steps(family: Lineage, evidence: Evidence, library: Library, *, before: bool) -> tuple[StepLine, ...]:
    found = []
    for step in family.origins if before else family.fates:
        spent = step.fact.spent
        words = _("%(amount)s brukt") % {"amount": formatting.money(spent)} if spent is not None else ""
        about = (
            _("forløpet fra «%(name)s»") % {"name": step.other.name} if before and step.other else _("forløpet videre")
        )
        refs = library.refs(evidence.of(step.fact.uid), about)
        found.append(StepLine(step, words, basis_word(step.fact.basis), refs))
    return tuple(found)


def _known_from(library: Library) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """Why facts count as known from their day: the explanation, its language and basis, and of which facts."""
    found = library.known_from.items()
    return tuple((note, language, basis_word(basis), tuple(facts)) for (basis, note, language), facts in found)
