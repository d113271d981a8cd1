"""The citations behind each loaded row: its sources, what of it is inferred, and why it counts as known when it does."""

import uuid
from collections.abc import Iterable, Iterator

from initiatives.domain.vocabulary import Basis
from initiatives.models import Citation, Source
from initiatives.models.base import Act
from portfolio.demo.building import Keys
from portfolio.demo.files import Row, midnight, uid


def cite(loaded: Iterable[tuple[uuid.UUID, Row]], keys: Keys, act: Act) -> int:
    """Add the citations that are missing; how many. `loaded` is each subject's uid with its row."""
    known = keys.of(Citation)
    new = {made.uid: made for subject, row in loaded for made in _of(subject, row, keys) if made.uid not in known}
    for made in new.values():
        made.actor = act.actor
    Citation.objects.bulk_create(new.values(), batch_size=2_000)
    return len(new)


def _of(subject: uuid.UUID, row: Row, keys: Keys) -> Iterator[Citation]:
    for source in row.sources or ("",):
        yield _citation(subject, row, keys, "", source, row.basis, row.note)
    for field, note in row.inferred:
        yield _citation(subject, row, keys, field, "", Basis.INFERRED, note)
    yield _citation(subject, row, keys, "known_from", "", row.known_basis, row.known_note)


def _citation(subject: uuid.UUID, row: Row, keys: Keys, field: str, source: str, basis: str, note: str) -> Citation:
    return Citation(
        uid=uid("citation", f"{subject}/{field}/{source}/{row.file}/{row.known_from}"),
        subject=subject,
        field=field,
        source_id=keys.pk(Source, source) if source else None,
        basis=Basis(basis).value,
        note=note,
        known_from=midnight(row.known_from),
    )
