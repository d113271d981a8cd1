"""A locked period out of its snapshot: stored bytes, held against their hash and their place in the chain, decoded and
kept in memory by that hash. What does not agree is never shown."""

import hashlib
import logging
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import orjson

from initiatives.domain.codec import decode
from reporting.domain.record import FORMAT_VERSION, Record
from reporting.models import Snapshot
from reporting.source.errors import BROKEN, UNKNOWN_FORMAT, BadTime

KEPT = 4  # decoded snapshots held in memory
log = logging.getLogger(__name__)


class Link(NamedTuple):
    """One snapshot's place in the chain."""

    code: str
    pk: int
    sha256: str
    previous: str
    head: str


def locked(code: str) -> Record | None:
    """The record of a locked period, None when the period has no snapshot. One small query when it is held.

    Raises BadTime: broken_snapshot when the stored bytes or the chain are not what was written at the lock,
    unknown_format when another release wrote them.
    """
    columns = ("period__code", "id", "sha256", "previous_sha256", "head")
    chain = [Link(*row) for row in Snapshot.objects.order_by("id").values_list(*columns)]
    place = next((n for n, each in enumerate(chain) if each.code == code), None)
    if place is None:
        return None
    _hold_together(chain, place)
    return _decoded(*chain[place])


def chained(previous: str, sha256: str) -> str:
    """The head of the chain after a snapshot: changed bytes anywhere before it give another."""
    return hashlib.sha256(f"{previous}{sha256}".encode()).hexdigest()


def _hold_together(chain: list[Link], place: int) -> None:
    """A snapshot follows from the one before it, and the one after follows from it."""
    link = chain[place]
    before = chain[place - 1].head if place else ""
    after = chain[place + 1].previous if place + 1 < len(chain) else link.head
    if link.previous != before or link.head != chained(before, link.sha256) or after != link.head:
        log.error("Snapshot %s of period %s does not fit its chain", link.pk, link.code)
        raise BadTime(BROKEN, link.code)


@lru_cache(maxsize=KEPT)
def _decoded(code: str, pk: int, sha256: str, _previous: str, head: str) -> Record:
    content = bytes(Snapshot.objects.values_list("content", flat=True).get(pk=pk))
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        log.error("Snapshot %s of period %s has the hash %s, not %s", pk, code, found, sha256)
        raise BadTime(BROKEN, code)
    return replace(read_content(content, code), chain_head=head)


def read_content(content: bytes, code: str = "") -> Record:
    """The record a snapshot's bytes hold.

    Raises BadTime for a format this release does not know.
    """
    plain = orjson.loads(content)
    if plain["format"] != FORMAT_VERSION:
        log.error("The snapshot of period %s has format %s, which this release does not know", code, plain["format"])
        raise BadTime(UNKNOWN_FORMAT, code)
    record: Record = decode(Record, plain["record"])
    return record
