"""Snapshots of every format there has been are read for ever, by what this release knows."""

import gc
import gzip
import sys
from pathlib import Path

import orjson
import pytest

from initiatives.domain.codec import encode
from reporting.domain.reckoned import reckoned
from reporting.domain.record import FORMAT_VERSION, Record
from reporting.domain.standing import UNREPORTED
from reporting.source.errors import BadTime
from reporting.source.formats import UPGRADES
from reporting.source.locked import read_content

KEPT = Path(__file__).parent / "snapshots"
"""One snapshot of each format, as it was stored by the demo of its release."""
PERIODS = {1: "2024-1", 2: "2026-3"}


def kept(version: int) -> bytes:
    return gzip.decompress((KEPT / f"format-{version}.json.gz").read_bytes())


def test_the_collector_rests_while_a_snapshot_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def record(plain: object) -> object:
        seen.append(gc.isenabled())
        return plain

    monkeypatch.setattr(sys.modules[read_content.__module__], "record_of", record)
    read_content(b"{}")
    assert (seen, gc.isenabled()) == ([False], True)


def test_one_snapshot_of_each_format_is_kept() -> None:
    assert {path.name for path in KEPT.iterdir()} == {f"format-{n}.json.gz" for n in range(1, FORMAT_VERSION + 1)}
    assert set(UPGRADES) == set(range(1, FORMAT_VERSION))


@pytest.mark.parametrize("version", range(1, FORMAT_VERSION + 1))
def test_a_snapshot_of_each_format_is_read_with_all_that_was_in_it(version: int) -> None:
    record = read_content(kept(version))

    assert record.period is not None and (record.period.code, record.period.locked) == (PERIODS[version], True)
    part = record.state.codes["T008"]
    assert part.name.startswith("DHV") and part.milestones
    assert any(each.budget for each in record.state)
    assert record.standing(part).colour == "red"  # type: ignore[union-attr]
    assert record.texts and record.citations and record.results is not None
    assert record.results.counts["none"] > 0
    assert reckoned(record).agreements


def test_what_was_locked_before_rounds_said_who_must_report_counts_all_that_is_under_way() -> None:
    record = read_content(kept(1))

    assert not record.campaign
    assert all(record.required(part) for part in record.state)
    said = [record.standing(part) for part in record.state]
    assert not [each for each in said if each and each.origin == UNREPORTED]


def test_what_was_locked_since_tells_who_was_to_report_and_did_not() -> None:
    record = read_content(kept(2))

    assert record.campaign
    asked = {part.code for part in record.state if record.required(part)}
    silent = {part.code for part in record.state if (said := record.standing(part)) and said.origin == UNREPORTED}
    assert asked == {"E01", "E02", "E03", "E04", "E05", "E06", "E07"}
    assert silent == {"E03", "E07"}
    assert record.period is not None and record.period.lock_reason


def test_stored_bytes_are_read_and_never_rewritten() -> None:
    content = kept(1)

    record = read_content(content)

    assert orjson.loads(content)["format"] == 1
    assert isinstance(record, Record) and encode(record)


def test_a_format_of_a_later_release_is_told_and_not_guessed() -> None:
    plain = orjson.loads(kept(1)) | {"format": FORMAT_VERSION + 1}

    with pytest.raises(BadTime) as caught:
        read_content(orjson.dumps(plain), "2024-1")
    assert (caught.value.code, caught.value.given) == ("unknown_format", "2024-1")
