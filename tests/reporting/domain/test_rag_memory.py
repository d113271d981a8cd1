"""Colours are remembered per slice, and only as long as nothing they follow from has changed."""

from dataclasses import replace
from datetime import date

from reporting.domain.facts import ToleranceFact
from reporting.domain.rag import compute, overall
from tests.build import milestone, record, slice_

LATE = slice_("T1", milestones=(milestone(original="2026-01-31", forecast="2027-12-31"),))


def test_a_slice_that_changed_is_reckoned_again() -> None:
    on_plan = replace(LATE, milestones=(milestone(original="2027-01-31", forecast="2027-01-31"),))

    before, after = compute(record(LATE)), compute(record(on_plan))

    assert overall(before.computed["uid-T1"]) == "red"
    assert overall(after.computed["uid-T1"]) == "green"


def test_another_day_gives_other_colours() -> None:
    silent = slice_("T1", milestones=(milestone(original="2026-06-30", forecast="2026-06-30"),))

    assert overall(compute(record(silent, today=date(2026, 6, 1))).computed["uid-T1"]) == "green"
    assert overall(compute(record(silent, today=date(2026, 12, 31))).computed["uid-T1"]) == "red"


def test_other_limits_give_other_colours() -> None:
    wide = (ToleranceFact("time", date(2020, 1, 1), 10_000, 20_000),)

    assert overall(compute(record(LATE)).computed["uid-T1"]) == "red"
    assert overall(compute(record(LATE, tolerances=wide)).computed["uid-T1"]) == "green"


def test_an_untouched_slice_keeps_the_very_same_colours() -> None:
    assert compute(record(LATE)).computed["uid-T1"] is compute(record(LATE)).computed["uid-T1"]
