"""A locked period out of its snapshot: stored bytes, decoded and kept in memory by their hash."""

from dataclasses import replace
from functools import lru_cache

import orjson

from initiatives.domain.codec import decode
from reporting.domain.record import Record
from reporting.models import Snapshot

KEPT = 4  # decoded snapshots held in memory


def locked(code: str) -> Record | None:
    """The record of a locked period, None when the period has no snapshot. One small query when it is held."""
    row = Snapshot.objects.filter(period__code=code).values_list("id", "sha256", "head").first()
    return _decoded(*row) if row else None


@lru_cache(maxsize=KEPT)
def _decoded(pk: int, _sha256: str, head: str) -> Record:
    content = bytes(Snapshot.objects.values_list("content", flat=True).get(pk=pk))
    return replace(read_content(content), chain_head=head)


def read_content(content: bytes) -> Record:
    """The record a snapshot's bytes hold.

    Raises ValueError for a format this release does not know.
    """
    plain = orjson.loads(content)
    if plain["format"] != 1:
        raise ValueError(f"Snapshot format {plain['format']} is not known to this release.")
    record: Record = decode(Record, plain["record"])
    return record
