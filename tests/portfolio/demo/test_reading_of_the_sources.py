"""How single facts were read: dates in their role, money as what it is, status as stated."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from initiatives.models import BudgetLine, Decision, Initiative, Milestone, MilestoneDate
from reporting.models import StatusObservation

pytestmark = pytest.mark.usefixtures("demo")


def dates(key: str) -> dict[str, tuple[str, date]]:
    """Role → (date, day it was known in Norway) of a milestone."""
    found = MilestoneDate.objects.filter(milestone__key=key)
    return {each.role: (each.date.edtf, local(each.known_from)) for each in found}


def local(moment: Any) -> date:
    day: date = timezone.localtime(moment).date()
    return day


def test_what_was_reached_has_an_actual_date_and_no_plan() -> None:
    assert dates("M007") == {"actual": ("2022-05-07", date(2022, 5, 7))}


def test_what_was_planned_has_an_original_and_a_forecast_and_no_actual() -> None:
    known = date(2023, 1, 20)
    assert dates("M012") == {"original": ("2024-04-27", known), "forecast": ("2024-04-27", known)}


def test_the_rebaselined_milestone_keeps_its_original_beside_what_was_decided() -> None:
    assert dates("M010") == {
        "original": ("2023-11-04", date(2023, 1, 20)),
        "approved": ("2024-11-09", date(2023, 5, 16)),
        "forecast": ("2024-11-09", date(2023, 5, 16)),
    }
    decision = MilestoneDate.objects.get(milestone__key="M010", role="approved").decision
    assert (decision.initiative.code, decision.date.edtf) == ("T012", "2023-05-16")


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [("M028", "2023-23", "høst 2023"), ("M005", "2019-21", "våren 2019"), ("M033", "2026-06", "medio 2026"),
     ("M053", "2023-22", "sommer 2023"), ("M001", "2015", "")],
)  # fmt: skip
def test_a_partial_date_keeps_the_words_of_its_source(key: str, code: str, words: str) -> None:
    assert {(each.date.edtf, each.date.literal) for each in Milestone.objects.get(key=key).dates.all()} == {
        (code, words)
    }


def test_a_plan_in_an_undated_source_was_known_when_its_first_plan_was_due() -> None:
    assert dates("M035")["original"] == ("2029", date(2023, 12, 31))


def test_decisions_are_those_a_source_calls_decisions() -> None:
    assert set(Decision.objects.filter(example=False).values_list("initiative__code", "date_edtf")) == {
        ("T012", "2019-08-29"),
        ("T012", "2023-05-16"),
        ("T012", "2023-11-02"),
        ("T056", "2024-02-02"),
        ("T007", "2023-01-20"),
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("B001", ("proposed", "period", "equal", 276_000_000, date(2024, 1, 1), date(2024, 12, 31), "", True)),
        ("B004", ("budget", "period", "equal", 38_000_000, date(2023, 1, 1), date(2023, 12, 31), "", False)),
        ("B006", ("granted", "period", "equal", 9_600_000, date(2023, 1, 1), date(2023, 12, 31), "", True)),
        ("B009", ("forecast", "accumulated", "over", 4_000_000_000, None, None, "2023-12-31", True)),
        ("B012", ("authorised", "balance", "equal", 380_000_000, None, None, "2023-02", True)),
        ("B013", ("authorised", "balance", "equal", 522_000_000, None, None, "2023-05", True)),
        ("B015", ("proposed", "total", "up_to", 350_000_000, None, None, "2023", True)),
    ],
)
def test_an_amount_says_what_it_is(key: str, expected: tuple[Any, ...]) -> None:
    line: Any = BudgetLine.objects.get(key=key)
    as_of = line.as_of.edtf if line.as_of else ""
    found = (line.kind, line.measure, line.qualifier, line.amount, line.covers_from, line.covers_to, as_of)
    assert (*found, line.addable) == expected


def test_an_interval_stays_an_interval() -> None:
    line = BudgetLine.objects.get(key="B016")
    assert (line.amount, line.low, line.high, line.qualifier) == (None, 55_000_000, 80_000_000, "range")


def test_the_calculated_benefit_is_not_money_to_spend() -> None:
    assert not BudgetLine.objects.filter(key="B025").exists()


def test_status_keeps_the_words_colour_and_previous_colour_of_its_source() -> None:
    red = StatusObservation.objects.get(key="T016/2026-02")
    assert (red.status_as_stated, red.colour, red.previous) == ("rød (tilleggsmelding)", "red", "yellow")
    assert StatusObservation.objects.get(key="T056/2023-09-15").colour == "none"
    assert not StatusObservation.objects.filter(initiative__code="T019").exists()  # a word, no colour


def test_life_is_apart_from_the_place_in_the_plan() -> None:
    stopped = Initiative.objects.get(code="T031")
    assert stopped.life == "stopped" and stopped.entries.get().category == ""
    assert Initiative.objects.get(code="T006").entries.get().category == "planned"


def test_what_is_empty_in_the_source_is_empty_here() -> None:
    silent: Any = Initiative.objects.get(code="T086")
    assert (silent.phase, silent.risk, silent.start, silent.end) == ("", "", None, None)
    assert not silent.budget.exists() and not silent.milestones.exists()
