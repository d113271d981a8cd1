"""Traceability, both ways: which initiative carries which commitment, and what is carried by none.

Only an obligation (forpliktelse) can lack an initiative. A commitment of a replaced document is not a gap of today; it
keeps its carriers and says what replaced it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.domain.facts import CommitmentFact, CommitmentRelationFact, DocumentFact, LinkFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import CommitmentNature, PolicyRelation
from reporting.domain.memo import once
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Carrier:
    """An initiative that carries a commitment, and how."""

    part: Slice
    link: LinkFact


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment with its carriers and what it has to do with others. `gap`: an obligation nobody carries."""

    commitment: CommitmentFact
    carriers: tuple[Carrier, ...]
    earlier: tuple[CommitmentRelationFact, ...]
    later: tuple[CommitmentRelationFact, ...]

    @property
    def obligation(self) -> bool:
        """Whether it can lack an initiative."""
        return self.commitment.nature == CommitmentNature.OBLIGATION

    @property
    def gap(self) -> bool:
        """Whether it lacks one."""
        return self.obligation and not self.carriers


@dataclass(frozen=True, slots=True)
class Chapter:
    """The commitments of one place in a document, in its order."""

    locator: str
    rows: tuple[CommitmentRow, ...]

    @property
    def gaps(self) -> int:
        """How many obligations here nobody carries."""
        return sum(row.gap for row in self.rows)


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """A document's commitments and how far they are carried."""

    document: DocumentFact
    chapters: tuple[Chapter, ...]
    replaced_by: tuple[DocumentFact, ...]
    replaces: tuple[DocumentFact, ...]

    @property
    def rows(self) -> tuple[CommitmentRow, ...]:
        """All its commitments, in order."""
        return tuple(row for chapter in self.chapters for row in chapter.rows)

    @property
    def obligations(self) -> int:
        """How many commitments can lack an initiative."""
        return sum(row.obligation for row in self.rows)

    @property
    def carried(self) -> int:
        """How many obligations some initiative carries."""
        return sum(row.obligation and bool(row.carriers) for row in self.rows)

    @property
    def gaps(self) -> int:
        """How many obligations nobody carries."""
        return self.obligations - self.carried


@dataclass(frozen=True, slots=True)
class Coverage:
    """All documents, newest first, and the initiatives that carry no commitment at all."""

    documents: tuple[DocumentCoverage, ...]
    unattached: tuple[Slice, ...]

    @property
    def real(self) -> tuple[DocumentCoverage, ...]:
        """The documents that are no example."""
        return tuple(each for each in self.documents if not each.document.example)

    @property
    def obligations(self) -> int:
        """All obligations; those of example documents are not counted."""
        return sum(each.obligations for each in self.real)

    @property
    def gaps(self) -> int:
        """Obligations nobody carries; those of example documents are not counted."""
        return sum(each.gaps for each in self.real)

    @property
    def carried(self) -> int:
        """Obligations some initiative carries; those of example documents are not counted."""
        return self.obligations - self.gaps

    @property
    def replaced_gaps(self) -> int:
        """How many of the gaps stand in a document that another has replaced."""
        return sum(each.gaps for each in self.real if each.replaced_by)


def coverage(record: Record) -> Coverage:
    """How the record's documents and initiatives hang together."""
    return once(record, "coverage", lambda: _coverage(record.state))


def document_coverage(record: Record, key: str) -> DocumentCoverage | None:
    """The coverage of one document by its key, None when it is not known."""
    return next((each for each in coverage(record).documents if each.document.key == key), None)


def _coverage(state: PortfolioState) -> Coverage:
    rows = _rows_by_document(state)
    documents = sorted(state.registers.documents.values(), key=_newest_first)
    attached = tuple(part for part in state if not part.links and state.is_active(part) and part.whole is None)
    return Coverage(
        documents=tuple(_document(state, each, rows.get(each.uid, [])) for each in documents), unattached=attached
    )


def _newest_first(document: DocumentFact) -> tuple[int, str]:
    return (-document.date.latest.toordinal() if document.date else 0, document.key)


def _rows_by_document(state: PortfolioState) -> dict[str, list[CommitmentRow]]:
    earlier: dict[str, list[CommitmentRelationFact]] = {}
    later: dict[str, list[CommitmentRelationFact]] = {}
    for relation in state.registers.commitment_relations:
        earlier.setdefault(relation.commitment, []).append(relation)
        later.setdefault(relation.earlier, []).append(relation)
    found: dict[str, list[CommitmentRow]] = {}
    for each in sorted(state.registers.commitments.values(), key=lambda one: (one.position, one.key)):
        row = CommitmentRow(
            commitment=each,
            carriers=_carriers(state, each),
            earlier=tuple(earlier.get(each.uid, ())),
            later=tuple(later.get(each.uid, ())),
        )
        found.setdefault(each.document, []).append(row)
    return found


def _carriers(state: PortfolioState, commitment: CommitmentFact) -> tuple[Carrier, ...]:
    found = [
        Carrier(part, link)
        for part in state.carriers.get(commitment.uid, ())
        for link in part.links
        if link.commitment == commitment.uid
    ]
    return tuple(sorted(found, key=lambda each: (each.link.contribution != "main", each.part.code)))


def _document(state: PortfolioState, document: DocumentFact, rows: list[CommitmentRow]) -> DocumentCoverage:
    chapters: dict[str, list[CommitmentRow]] = {}
    for row in rows:
        chapters.setdefault(row.commitment.locator, []).append(row)
    relations = [each for each in state.registers.document_relations if each.relation == PolicyRelation.REPLACES]
    known = state.registers.documents
    return DocumentCoverage(
        document=document,
        chapters=tuple(Chapter(locator, tuple(each)) for locator, each in chapters.items()),
        replaced_by=_documents(known, [each.document for each in relations if each.earlier == document.uid]),
        replaces=_documents(known, [each.earlier for each in relations if each.document == document.uid]),
    )


def _documents(known: Mapping[str, DocumentFact], uids: list[str]) -> tuple[DocumentFact, ...]:
    return tuple(known[uid] for uid in uids if uid in known)
