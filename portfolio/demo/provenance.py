"""The citations behind each loaded row: its sources, what of it is inferred, and why it is known when it is."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date

from initiatives.domain.vocabulary import Basis
from initiatives.models import Citation, Source
from initiatives.models.base import Act
from portfolio.demo.building import Keys
from portfolio.demo.files import Row, midnight, rows, uid

# The field under which a citation says why its subject is known when it is.
KNOWN_FROM = "known_from"


def cite(loaded: Iterable[tuple[uuid.UUID, Row]], keys: Keys, act: Act) -> int:
    """Add the citations that are missing; how many. `loaded` is each subject's uid with its row."""
    known = keys.of(Citation)
    dated = {row.key: row.known_from for name in ("sources", "pages") for row in rows(name)}
    new = {
        made.uid: made for subject, row in loaded for made in _of(subject, row, keys, dated) if made.uid not in known
    }
    for made in new.values():
        made.actor = act.actor
    Citation.objects.bulk_create(new.values(), batch_size=2_000)
    return len(new)


def _of(subject: uuid.UUID, row: Row, keys: Keys, dated: dict[str, date]) -> Iterator[Citation]:
    if row.later:  # the row it belongs to has named the sources
        yield from _reasons(subject, row)
        return
    for source in row.sources:
        # A source that came later is shown from its own day.
        made = _citation(subject, row, "", row.basis, row.note, max(row.known_from, dated[source]), source)
        made.source_id = keys.pk(Source, source)
        yield made
    if not row.sources:
        yield _citation(subject, row, "", row.basis, row.note, row.known_from)
    yield from _reasons(subject, row)


def _reasons(subject: uuid.UUID, row: Row) -> Iterator[Citation]:
    """What of the row is inferred, and why it is known when it is."""
    for field, note in row.inferred:
        yield _citation(subject, row, field, Basis.INFERRED, note, row.known_from)
    yield _citation(subject, row, KNOWN_FROM, row.known_basis, row.known_note, row.known_from)


def _citation(
    subject: uuid.UUID, row: Row, field: str, basis: str, note: str, known: date, source: str = ""
) -> Citation:
    return Citation(
        uid=uid("citation", f"{subject}/{field}/{source}/{row.file}/{row.known_from}"),
        subject=subject,
        field=field,
        basis=Basis(basis).value,
        note=note,
        known_from=midnight(known),
    )
