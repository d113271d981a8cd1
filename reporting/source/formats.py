"""The formats snapshots have been written in. Stored bytes are never rewritten: what an earlier release wrote is read
by small pure functions, each from one format to the next."""

from collections.abc import Callable, Mapping
from typing import Any

from initiatives.domain.codec import decode
from reporting.domain.record import FORMAT_VERSION, Record

Plain = dict[str, Any]


def rounds(record: Plain) -> Plain:
    """1 → 2: rounds came to say who is to report. Those of before do not: all that is under way counts in them."""
    return record


UPGRADES: Mapping[int, Callable[[Plain], Plain]] = {1: rounds}
"""Format → what makes a record of the next one of it."""


class UnknownFormat(Exception):
    """A format this release does not know."""


def record_of(plain: Plain) -> Record:
    """The record of a snapshot's content, whatever release wrote it. Raises UnknownFormat."""
    version, record = int(plain["format"]), plain["record"]
    while version in UPGRADES and version != FORMAT_VERSION:
        record, version = UPGRADES[version](record), version + 1
    if version != FORMAT_VERSION:
        raise UnknownFormat(plain["format"])
    found: Record = decode(Record, record)
    return found
