"""The facts of an initiative as lines: what is stated with its source, what is not stated, what is withheld."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.facts import CitationFact, EntryFact, OwnerFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Contribution, OwnershipRole, Phase, PlanCategory, RiskLevel
from reporting.domain.evidence import Evidence, sources
from reporting.domain.figures.initiative_lineage import Carried, assignments, carried
from reporting.pages.initiative_sources import Library, Ref, basis_of, basis_word
from reporting.pages.initiative_words import code_word, withheld_of


class Part(NamedTuple):
    """A piece of a value: text, the language it is stored in, an initiative's code or a small remark after it."""

    text: str
    language: str = ""
    code: str = ""
    meta: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One field. Without parts nothing is stated."""

    label: str
    parts: tuple[Part, ...] = ()
    basis: str = ""
    refs: tuple[Ref, ...] = field(default=())


def facts(state: PortfolioState, part: Slice, evidence: Evidence, library: Library) -> tuple[FactLine, ...]:
    """Every field a leader asks for, also those no source says anything of."""
    book = _Book(state, part, evidence, library)
    return (
        book.field(_("Formål"), "purpose", Part(part.purpose, part.language)),
        *book.owners(),
        *book.reporters(),
        *book.whole(),
        *book.entries(),
        book.field(_("Start"), "start", Part(formatting.when(part.start) if part.start else "")),
        book.field(_("Slutt"), "end", Part(formatting.when(part.end) if part.end else "")),
        book.field(_("Fase"), "phase", *_phase_parts(part)),
        book.field(_("Risiko"), "risk", Part(code_word(RiskLevel, part.risk), meta=_("egen skala, gir ingen farge"))),
        book.field(
            _("Sist oppdatert hos kilden"),
            "updated_at_source",
            Part(formatting.when(part.updated_at_source) if part.updated_at_source else ""),
        ),
        *book.optional(_("Merknad"), "note", part.note),
        *book.whole_sources(),
    )


def _phase_parts(part: Slice) -> Iterator[Part]:
    word, stated = code_word(Phase, part.phase), part.phase_as_stated
    if word and stated and stated.casefold() != word.casefold():
        yield Part(word, meta=_("kildens ord: «%(words)s»") % {"words": stated})
    else:
        yield Part(word or stated, "" if word else part.language)


@dataclass(frozen=True, slots=True)
class _Book:
    state: PortfolioState
    part: Slice
    evidence: Evidence
    library: Library

    def field(self, label: str, name: str, *parts: Part) -> FactLine:
        """A field of the initiative itself, with the sources of the field when it has its own."""
        citations = self.evidence.of(self.part.uid)
        shown = tuple(each for each in parts if each.text)
        if not shown:
            hidden = withheld_of(self.part, self.part.uid, name)
            return FactLine(label, (Part(hidden),) if hidden else ())
        return FactLine(label, shown, self._basis(citations, name), self._own(citations, label.lower(), name))

    def _own(self, citations: Iterable[CitationFact], about: str, name: str | None = None) -> tuple[Ref, ...]:
        """The sources of a field that do not stand behind the whole initiative anyway; those are told once."""
        told = self.library.refs(citations, about, name)
        whole = sources(self.evidence.of(self.part.uid), "")
        return tuple(each for each in told if each.uid not in whole)

    def whole_sources(self) -> Iterator[FactLine]:
        """The sources behind the initiative as a whole."""
        found = self.library.refs(self.evidence.of(self.part.uid), _("tiltaket"), "")
        if found:
            yield FactLine(_("Kilder"), refs=found)

    def optional(self, label: str, name: str, text: str) -> Iterator[FactLine]:
        """A field that is not missed when it is empty."""
        if text:
            yield self.field(label, name, Part(text, self.part.language))

    def _basis(self, citations: tuple[CitationFact, ...], name: str) -> str:
        return "" if self.part.example else basis_word(basis_of(citations, name))

    def owners(self) -> Iterator[FactLine]:
        """The accountable owner, also when nobody says who; then the other parties."""
        standing = [each for each in self.part.owners if each.valid_to is None]
        accountable = [each for each in standing if each.role == OwnershipRole.ACCOUNTABLE]
        yield from (self._owner(each) for each in accountable)
        if not accountable:
            yield FactLine(_("Eier"))
        yield from (self._owner(each) for each in standing if each.role != OwnershipRole.ACCOUNTABLE)
        yield from (self._owner(each) for each in self.part.owners if each.valid_to is not None)

    def _owner(self, owner: OwnerFact) -> FactLine:
        found = self.state.organisation(owner.organisation)
        citations = self.evidence.of_named("owner", f"{owner.organisation}{owner.role}")
        accountable = owner.role == OwnershipRole.ACCOUNTABLE
        label = _("Eier") if accountable else capfirst(choices.label(OwnershipRole, owner.role))
        label = _("Tidligere %(role)s") % {"role": label.lower()} if owner.valid_to else label
        basis = "" if self.part.example else basis_word(basis_of(citations, "organisation") or owner.basis)
        name = Part(
            found.name if found else formatting.MISSING, found.written_form if found else "", meta=_spell(owner)
        )
        return FactLine(label, (name,), basis, self._own(citations, label.lower()))

    def reporters(self) -> Iterator[FactLine]:
        """Who reports on it; the one whose word counts is said when there are several."""
        found = [(each, self.state.organisation(each.organisation)) for each in self.part.reporters]
        told = [
            Part(body.name, body.written_form, meta=_("leder rapporteringen") if each.lead and len(found) > 1 else "")
            for each, body in found
            if body
        ]
        citations = [one for each, _body in found for one in self.evidence.of_named("reporter", each.organisation)]
        if told:
            yield FactLine(_("Rapporteres av"), tuple(told), "", self._own(citations, _("rapporteres av")))

    def whole(self) -> Iterator[FactLine]:
        """The programme it is part of; the source's own word for it where no link is known."""
        whole = self.state.slices.get(self.part.whole or "")
        if whole:
            citations = self.evidence.of_named("whole", whole.uid)
            basis = "" if self.part.example else basis_word(self.part.whole_basis)
            link = Part(whole.name, whole.language, code=whole.code)
            yield FactLine(_("Del av"), (link,), basis, self._own(citations, _("del av")))
        elif self.part.programme:
            yield self.field(_("Program, som oppgitt"), "programme", Part(self.part.programme, self.part.language))

    def entries(self) -> Iterator[FactLine]:
        """Its places in plans, with segment, focus area and goals."""
        for entry in self.part.entries:
            plan = self.state.registers.plans.get(entry.plan)
            name = plan.name if plan else formatting.MISSING
            citations = self.evidence.of(entry.uid)
            refs = self._own(citations, _("plassen i «%(plan)s»") % {"plan": name})
            basis = "" if self.part.example else basis_word(basis_of(citations, ""))
            yield FactLine(_("I plan"), (Part(name, meta=_spell_in_plan(entry)), *self._goals(entry)), basis, refs)

    def _goals(self, entry: EntryFact) -> Iterator[Part]:
        if entry.segment:
            yield Part(_("Segment: %(name)s") % {"name": entry.segment})
        area = self.state.registers.focus_areas.get(entry.focus_area or "")
        if area:
            yield Part(_("Innsatsområde: %(name)s") % {"name": f"{area.code} {area.name}".strip()})
        for label, uid in ((_("Hovedmål"), entry.main_goal), *((_("Også mål"), each) for each in entry.other_goals)):
            goal = self.state.registers.goals.get(uid or "")
            if goal:
                yield Part(f"{label} {goal.code}: {goal.text}" if goal.code else f"{label}: {goal.text}", goal.language)


def _spell(owner: OwnerFact) -> str:
    """Since when, until when; '' when no source says."""
    told = [_("fra %(day)s") % {"day": formatting.when(owner.valid_from)}] if owner.valid_from else []
    told += [_("til %(day)s") % {"day": formatting.when(owner.valid_to)}] if owner.valid_to else []
    return " ".join(told)


def _spell_in_plan(entry: EntryFact) -> str:
    told = [choices.label(PlanCategory, entry.category)] if entry.category else []
    told += [_("kom inn %(day)s") % {"day": formatting.when(entry.entered)}] if entry.entered else []
    told += [_("gikk ut %(day)s") % {"day": formatting.when(entry.left)}] if entry.left else []
    return ", ".join(told)


# ── policy ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A commitment the initiative carries."""

    carried: Carried
    document: str
    key: str
    contribution: str
    basis: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task given in a letter."""

    title: str
    about: str


def policy(state: PortfolioState, part: Slice, evidence: Evidence, library: Library) -> tuple[PolicyLine, ...]:
    """The commitments it carries."""
    return tuple(_policy(each, part, evidence, library) for each in carried(state, part))


def _policy(each: Carried, part: Slice, evidence: Evidence, library: Library) -> PolicyLine:
    document = each.document
    name = formatting.MISSING
    if document:
        name = f"{document.number} ({document.session})" if document.session else document.title
    return PolicyLine(
        each,
        name,
        document.key if document else "",
        capfirst(choices.label(Contribution, each.link.contribution)),
        "" if part.example else basis_word(each.link.basis),
        library.refs(evidence.of(each.link.uid), _("føringen %(key)s") % {"key": each.commitment.key}),
    )


def tasks(state: PortfolioState, part: Slice) -> tuple[TaskLine, ...]:
    """The tasks given in letters that it carries, in words."""
    found = []
    for each in assignments(state, part):
        told = [each.number] if each.number else []
        orderer, receiver = state.organisation(each.orderer), state.organisation(each.receiver)
        told += [_("fra %(who)s") % {"who": orderer.name}] if orderer else []
        told += [_("til %(who)s") % {"who": receiver.name}] if receiver else []
        told += [_("frist %(day)s") % {"day": formatting.when(each.deadline)}] if each.deadline else []
        found.append(TaskLine(each.title, " · ".join(told)))
    return tuple(found)
