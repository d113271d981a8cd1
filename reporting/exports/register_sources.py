"""The register's last sheet: what stands behind each fact, and where it can be read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import CitationFact, Slice, SourceFact
from reporting.domain.record import Record
from reporting.exports.register_values import field, partial, sheet, text, word
from reporting.exports.tabular.sheets import CellValue, Kind, Link, Sheet

Item = tuple[Slice, str, CitationFact, SourceFact | None]
"""The initiative, what of it, the citation, and its source."""


def sources_sheet(record: Record, parts: Sequence[Slice], citations: Mapping[str, tuple[CitationFact, ...]]) -> Sheet:
    """«Kilder»: a row per citation of an initiative or of one of its facts."""
    basis = word(v.Basis)
    return sheet(
        "kilder",
        _("Kilder"),
        [
            field("code", _("Kode"), lambda item: item[0].code),
            field("what", _("Gjelder"), lambda item: item[1], width=44),
            field("field", _("Felt"), lambda item: text(item[2].field)),
            field("basis", _("Grunnlag"), lambda item: basis(item[2].basis)),
            field("source", _("Kilde"), lambda item: item[3].title if item[3] else None, width=60),
            field("publisher", _("Utgiver"), lambda item: text(item[3].publisher) if item[3] else None),
            field("date", _("Kildens dato"), _date, Kind.PARTIAL_DATE),
            field("url", _("Adresse"), lambda item: _link(item[3]), Kind.LINK),
            field("note", _("Merknad"), lambda item: text(item[2].note), Kind.LONG_TEXT),
        ],
        _items(record, parts, citations) if citations else (),
        is_example=lambda item: item[0].example or item[2].basis == v.Basis.EXAMPLE,
        frozen_columns=1,
    )


def _items(record: Record, parts: Sequence[Slice], citations: Mapping[str, tuple[CitationFact, ...]]) -> Iterator[Item]:
    sources = record.state.registers.sources
    for part in parts:
        for uid, what in _subjects(part):
            for each in citations.get(uid, ()):
                yield part, what, each, sources.get(each.source or "")


def _subjects(part: Slice) -> Iterator[tuple[str, str]]:
    """uid and name of the initiative and of each of its facts."""
    yield part.uid, part.name
    named: tuple[tuple[Sequence[Any], str], ...] = (
        (part.milestones, "name"),
        (part.waits, "description"),
        (part.budget, "what"),
        (part.risks, "title"),
        (part.benefits, "name"),
        (part.decisions, "title"),
    )
    for facts, name in named:
        for each in facts:
            yield each.uid, getattr(each, name) or getattr(each, "key", "")
    for entry in part.entries:
        yield entry.uid, _("Plass i plan")
    for link in part.links:
        yield link.uid, _("Føring")
    for fate in (*part.fates, *part.origins):
        yield fate.uid, _("Videreføring")


def _date(item: Item) -> CellValue:
    return partial(item[3].date) if item[3] else None


def _link(source: SourceFact | None) -> CellValue:
    return Link(source.url, source.url) if source and source.url else None
