"""The sources behind what an initiative's page shows: short references beside the facts, the whole list at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import CitationFact, SourceFact
from reporting.domain.evidence import KNOWN_FROM, sources
from reporting.pages.initiative_words import field_label

SHORT = 34  # letters of a source's name beside a fact


class Ref(NamedTuple):
    """A reference beside a fact; `url` is '' when the source has no address that may be followed."""

    number: int
    label: str
    title: str
    url: str
    uid: str


@dataclass(slots=True)
class Listed:
    """A source in the list at the end, and the facts it stands behind, each once."""

    number: int
    source: SourceFact
    url: str
    facts: dict[str, None] = field(default_factory=dict)


class Note(NamedTuple):
    """Why a fact, or one field of it, is not simply what a source says."""

    about: str
    field: str
    basis: str
    note: str
    language: str


@dataclass(slots=True)
class Library:
    """Numbers sources in the order they are asked for, and keeps what is said of each fact."""

    known: Mapping[str, SourceFact]
    listed: dict[str, Listed] = field(default_factory=dict)
    notes: dict[Note, None] = field(default_factory=dict)
    known_from: dict[tuple[str, str, str], dict[str, None]] = field(default_factory=dict)

    def refs(self, citations: Iterable[CitationFact], about: str, field_name: str | None = None) -> tuple[Ref, ...]:
        """The sources behind a fact called `about`, or behind one field of it."""
        told = tuple(citations)
        self._keep(told, about)
        found = []
        for uid in sources(told, field_name):
            if uid in self.known:
                entry = self._listed(uid)
                entry.facts[about] = None
                found.append(Ref(entry.number, short(entry.source), entry.source.title, entry.url, uid))
        return tuple(found)

    def _listed(self, uid: str) -> Listed:
        if uid not in self.listed:
            source = self.known[uid]
            self.listed[uid] = Listed(len(self.listed) + 1, source, followable(source.url))
        return self.listed[uid]

    def _keep(self, citations: Iterable[CitationFact], about: str) -> None:
        for each in citations:
            if each.field == KNOWN_FROM:
                if each.note:
                    self.known_from.setdefault((each.basis, each.note, each.language), {})[about] = None
            elif each.basis in (v.Basis.INFERRED, v.Basis.OWN) or (each.note and each.basis != v.Basis.EXAMPLE):
                name = field_label(each.field) if each.field else ""
                self.notes[Note(about, name, each.basis, each.note, each.language)] = None


def basis_of(citations: Iterable[CitationFact], name: str) -> str:
    """On what one field stands, where it is not simply stated: inferred, own or example; else ''."""
    found = [each.basis for each in citations if each.field == name and each.basis != v.Basis.STATED]
    return found[0] if found else ""


def basis_word(basis: str) -> str:
    """The word of a basis that a reader must know of; '' for what is stated."""
    return "" if basis in ("", v.Basis.STATED, v.Basis.OWN) else choices.label(v.Basis, basis)


def short(source: SourceFact) -> str:
    """A source in a few letters: who published it, and when."""
    name = (source.publisher or source.title).split(" / ")[0].split(";")[0].strip()
    name = name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"
    return f"{name} {formatting.when(source.date)}" if source.date else name


def followable(url: str) -> str:
    """An address that a link may lead to; '' for anything else."""
    return url if url.startswith(("https://", "http://")) else ""
