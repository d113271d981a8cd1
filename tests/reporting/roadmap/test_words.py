"""The roadmap in words."""

from datetime import date
from typing import Any

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import Slice
from initiatives.domain.feasible import Feasible, Notice
from reporting.domain.figures.register import register
from reporting.domain.figures.roadmap import roadmap
from reporting.domain.figures.roadmap_courses import steps_of
from reporting.pages.roadmap_words import finding, span, step_words
from tests.build import TODAY, milestone, record, slice_

LATE = milestone("late", original="2026-12", forecast="2027-06")
SILENT = milestone("silent", original="2026-05")
REACHED = milestone("reached", actual="2025-03")


def told(*parts: Slice) -> str:
    made = record(*parts)
    every = register(made)
    return finding(roadmap(made, every, every.rows)).replace("\u00a0", " ")


def test_the_finding_names_what_is_late_and_what_nobody_has_confirmed() -> None:
    example = slice_("E1", example=True, milestones=(LATE,))
    assert told(slice_("T1", milestones=(LATE, SILENT))) == "1 milepæl er forsinket, og 1 er ubekreftet."
    assert told(slice_("T1", milestones=(LATE,)), example) == (
        "2 milepæler er forsinket (1 eksempel), ingen er ubekreftet."
    )
    assert told(example) == "1 milepæl er forsinket (et eksempel), ingen er ubekreftet."
    assert told(slice_("T1", milestones=(SILENT,))) == "1 milepæl er ubekreftet, ingen er forsinket."
    assert told(slice_("T1", milestones=(REACHED,))) == "Ingen milepæler er forsinket eller ubekreftet."
    assert told(slice_("T1")) == "Ingen milepæler er registrert."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-01", "2028-06-30", "jan. 2025–30.6.2028"),
        ("2019", None, "fra 2019"),
        (None, "2024-02", "til feb. 2024"),
        (None, None, ""),
    ],
)
def test_a_span_says_only_what_is_stated(start: str | None, end: str | None, words: str) -> None:
    assert span(from_edtf(start) if start else None, from_edtf(end) if end else None) == words


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"actual": "2022-05-07"}, "nådd 7.5.2022"),
        ({"original": "2026-01-01", "actual": "2026-01-08"}, "nådd 8.1.2026, +7 dager"),
        ({"original": "2023-05-15"}, "15.5.2023, ubekreftet"),
        ({"original": "2026-12-01", "forecast": "2027-12-07"}, "7.12.2027, +53 uker"),
        ({"original": "2027-01", "forecast": "2027-01"}, "jan. 2027, som planlagt"),
        ({"forecast": "2027-01"}, "jan. 2027"),
        ({}, "uten dato"),
    ],
)
def test_a_milestone_in_words(dates: dict[str, str], words: str) -> None:
    (step,) = steps_of(slice_("T1", milestones=(milestone(**dates),)), TODAY)
    assert step_words(step).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("notices", "words"),
    [((), "1.1.2027, gjennomførbar 10.2.2027"), ((Notice.EARLIEST,), "1.1.2027, gjennomførbar tidligst 10.2.2027")],
)
def test_a_milestone_that_others_delay_says_when_it_can_be_reached(notices: Any, words: str) -> None:
    kept = Feasible(date(2027, 1, 1), date(2027, 2, 10), notices=frozenset(notices))
    part = slice_("T1", milestones=(milestone(original="2027-01-01", forecast="2027-01-01"),))
    (step,) = steps_of(part, TODAY, {"m1": kept})
    assert step_words(step).replace("\u00a0", " ") == words
