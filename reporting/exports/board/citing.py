"""Numbered sources: each gets its number where the report first leans on it, the same on paper and in sheets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.domain.facts import CitationFact, Slice, SourceFact
from initiatives.domain.state import subjects
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.record import Record
from reporting.exports.register_sheets import citations_of


@dataclass(frozen=True, slots=True)
class Numbered:
    """`numbers`: uid of a source → its number from 1, in the order of `sources`; `citations`: subject → what stands
    behind it."""

    numbers: Mapping[str, int]
    sources: tuple[SourceFact, ...]
    citations: Mapping[str, tuple[CitationFact, ...]]

    def of(self, *uids: str) -> tuple[int, ...]:
        """Numbers of the sources behind some facts, in order, each once."""
        found = (each.source or "" for uid in uids for each in self.citations.get(uid, ()))
        return tuple(sorted({self.numbers[each] for each in found if each in self.numbers}))

    def number(self, source: str | None) -> tuple[int, ...]:
        """The number of one source."""
        return (self.numbers[source],) if source and source in self.numbers else ()


def numbered(record: Record, first: Sequence[Exceptional], then: Sequence[Slice]) -> Numbered:
    """The sources of the round's own figures and texts, of exceptions, other active initiatives, and every amount."""
    citations = citations_of(record)
    return in_order(record, citations, _leaned_on(record, citations, first, then))


def in_order(record: Record, citations: Mapping[str, tuple[CitationFact, ...]], leaned_on: Iterable[str]) -> Numbered:
    """The sources by their uids, numbered where each is first leaned on."""
    known = record.state.registers.sources
    order = dict.fromkeys(uid for uid in leaned_on if uid in known)
    numbers = {uid: number for number, uid in enumerate(order, start=1)}
    return Numbered(numbers, tuple(known[uid] for uid in numbers), citations)


def _leaned_on(
    record: Record,
    citations: Mapping[str, tuple[CitationFact, ...]],
    first: Iterable[Exceptional],
    then: Iterable[Slice],
) -> Iterator[str]:
    code = record.period.code if record.period else ""
    yield from (each.source for each in record.texts if each.source)
    yield from (each.source for each in record.state.registers.figures if each.period == code)
    parts = [record.state.slices[each.part.uid] for each in first]
    for part in (*parts, *then):
        for uid in subjects(part):
            yield from (each.source for each in citations.get(uid, ()) if each.source)
    for part in record.state.ordered:  # every amount has its source, whoever's it is
        for line in part.budget:
            yield from (each.source for each in citations.get(line.uid, ()) if each.source)
