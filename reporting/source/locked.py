"""A locked period out of its snapshot: stored bytes, held against their hash and their place in the chain, decoded and
kept in memory by that hash. What does not agree is never shown."""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

import orjson

from initiatives.reading.rest import collector_rests
from reporting.domain.record import Record
from reporting.models import Snapshot
from reporting.source.errors import BROKEN, UNKNOWN_FORMAT, BadTime
from reporting.source.formats import UnknownFormat, record_of

HELD_BYTES = 24_000_000  # stored bytes of the decoded snapshots held in memory; at least the last two are held
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
    return locked_ones([code]).get(code)


def locked_ones(codes: Collection[str]) -> dict[str, Record]:
    """The records of several locked periods by their codes, those without a snapshot left out. One small query, and one
    for each that is not held. Raises BadTime as `locked` does."""
    return {link.code: _decoded(link) for link in _links(codes)}


def heads(codes: Collection[str]) -> dict[str, str]:
    """The chain's heads of several locked periods, without their records. One small query. Raises BadTime where the
    chain is not what was written."""
    return {link.code: link.head for link in _links(codes)}


def _links(codes: Collection[str]) -> list[Link]:
    columns = ("period__code", "id", "sha256", "previous_sha256", "head")
    chain = [Link(*row) for row in Snapshot.objects.order_by("id").values_list(*columns)] if codes else []
    wanted = [place for place, link in enumerate(chain) if link.code in codes]
    for place in wanted:
        _hold_together(chain, place)
    return [chain[place] for place in wanted]


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


def forget_locked() -> None:
    """Forget the decoded snapshots held in memory."""
    with _lock:
        _held.clear()


# (code, row, hash, head) → (stored bytes, the record), the one used last at the end. A comparison over many periods
# reads them all: small portfolios keep them, of large ones only the last stay.
_held: OrderedDict[tuple[str, int, str, str], tuple[int, Record]] = OrderedDict()
_lock = Lock()


def _decoded(link: Link) -> Record:
    key = (link.code, link.pk, link.sha256, link.head)
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key][1]
    content = bytes(Snapshot.objects.values_list("content", flat=True).get(pk=link.pk))
    found = hashlib.sha256(content).hexdigest()
    if found != link.sha256:
        log.error("Snapshot %s of period %s has the hash %s, not %s", link.pk, link.code, found, link.sha256)
        raise BadTime(BROKEN, link.code)
    record = replace(read_content(content, link.code), chain_head=link.head)
    if not is_of(record, link.code):
        log.error("Snapshot %s is shown as period %s and is of another", link.pk, link.code)
        raise BadTime(BROKEN, link.code)
    with _lock:
        _held[key] = len(content), record
        while len(_held) > 2 and sum(size for size, _ in _held.values()) > HELD_BYTES:
            _held.popitem(last=False)
    return record


def is_of(record: Record, code: str) -> bool:
    """Whether a stored record is of the period its row points to: the row is not among the bytes that are hashed."""
    return record.period is not None and record.period.code == code


def read_content(content: bytes, code: str = "") -> Record:
    """The record a snapshot's bytes hold.

    Raises BadTime for a format this release does not know.
    """
    try:
        with collector_rests():
            return record_of(orjson.loads(content))
    except UnknownFormat as unknown:
        log.error("The snapshot of period %s has format %s, which this release does not know", code, unknown)
        raise BadTime(UNKNOWN_FORMAT, code) from unknown
