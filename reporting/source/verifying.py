"""Whether the locked periods are what was locked: every snapshot against its hash, its place in the chain and what is
known outside; every issued file against its hash; and, when asked, whether today's code would reckon the same."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.domain.reckoned import results
from reporting.domain.record import Record
from reporting.domain.results import Results
from reporting.domain.vocabulary import PeriodState
from reporting.models import IssuedReport, ReportingPeriod, Snapshot
from reporting.source.errors import BadTime
from reporting.source.locked import chained, is_of, read_content


@dataclass(frozen=True, slots=True)
class Checked:
    """One snapshot: its period, its head, and what is wrong with it (codes; none when it is whole)."""

    code: str
    head: str
    wrong: tuple[str, ...]


CHANGED_BYTES = "changed_bytes"  # the stored bytes do not have the stored hash
BROKEN_CHAIN = "broken_chain"  # it does not follow from the one before it
OTHER_PERIOD = "other_period"  # its row points to another period than the bytes are of
UNREADABLE = "unreadable"  # a format this release does not know


@dataclass(frozen=True, slots=True)
class Difference:
    """What today's code reckons otherwise than was stored: of which subject (uid), and both values as plain text."""

    code: str
    what: str
    subject: str
    stored: str
    today: str


def check_all() -> Iterator[Checked]:
    """Every snapshot in the order of locking. One at a time: a snapshot may be large."""
    before = ""
    for row in Snapshot.objects.order_by("id").select_related("period").iterator(chunk_size=1):
        yield Checked(row.period.code, row.head, tuple(_wrong(row, before)))
        before = row.head


def _wrong(row: Snapshot, before: str) -> Iterator[str]:
    content = bytes(row.content)
    whole = hashlib.sha256(content).hexdigest() == row.sha256
    if not whole:
        yield CHANGED_BYTES
    if row.previous_sha256 != before or row.head != chained(before, row.sha256):
        yield BROKEN_CHAIN
    if whole:
        yield from _misread(content, row.period.code)


def _misread(content: bytes, code: str) -> Iterator[str]:
    try:
        if not is_of(read_content(content, code), code):
            yield OTHER_PERIOD
    except (BadTime, ValueError):
        yield UNREADABLE


def without_snapshot() -> tuple[str, ...]:
    """Codes of the locked periods whose snapshot is gone: a chain that has lost its end still holds together."""
    locked = ReportingPeriod.objects.filter(state=PeriodState.LOCKED, snapshots__isnull=True)
    return tuple(locked.order_by("code").values_list("code", flat=True))


def changed_files() -> Iterator[str]:
    """Names of the issued files whose bytes are not those that were issued. One at a time: a file may be large."""
    for row in IssuedReport.objects.order_by("id").iterator(chunk_size=1):
        if hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256:
            yield row.file_name


def unknown_heads(expected: str = "") -> tuple[str, ...]:
    """Heads known outside that no snapshot has: the expected one, and those printed in issued reports. Whoever rewrites
    the whole chain cannot rewrite what has been handed out."""
    kept = set(Snapshot.objects.values_list("head", flat=True))
    printed = IssuedReport.objects.exclude(chain_head="").order_by("id").values_list("chain_head", flat=True)
    wanted = dict.fromkeys([expected] if expected else [], None) | dict.fromkeys(printed)
    return tuple(each for each in wanted if each not in kept)


def recomputed() -> Iterator[Difference]:
    """Where today's code would reckon something else than what each locked period shows. Nothing is changed."""
    for row in Snapshot.objects.order_by("id").select_related("period").iterator(chunk_size=1):
        try:
            record = read_content(bytes(row.content), row.period.code)
        except BadTime:
            yield Difference(row.period.code, UNREADABLE, "", str(row.format_version), "")
            continue
        if record.results is not None:
            yield from _differences(row.period.code, record, record.results)


def _differences(code: str, record: Record, stored: Results) -> Iterator[Difference]:
    today = results(record)
    yield from _compared(code, "engine", {"": stored.engine}, {"": today.engine})
    yield from _compared(code, "colours", _colours(stored), _colours(today))
    yield from _compared(code, "counts", stored.counts, today.counts)
    if stored.schedule:
        yield from _compared(code, "schedule", {"": stored.schedule}, {"": today.schedule})
        yield from _compared(code, "dates", stored.dates, today.dates)
        yield from _compared(code, "concerns", stored.concerns, today.concerns)


def _colours(found: Results) -> dict[str, tuple[tuple[str, str], ...]]:
    return {uid: tuple((each.dimension, each.colour) for each in one) for uid, one in found.computed.items()}


def _compared(code: str, what: str, stored: Mapping[str, Any], today: Mapping[str, Any]) -> Iterator[Difference]:
    for subject in sorted({*stored, *today}):
        a, b = stored.get(subject), today.get(subject)
        if a != b:
            yield Difference(code, what, subject, _plain(a), _plain(b))


def _plain(value: Any) -> str:
    return "–" if value is None else str(value)
