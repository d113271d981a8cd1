"""Veikart: what holds something in which years, in what groups, and what is said of the milestones."""

from datetime import date
from typing import Any

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import EntryFact, GoalFact, OrganisationFact, OwnerFact, Slice
from reporting.domain.figures.register import register
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.figures.roadmap import Grouping, Roadmap, Window, roadmap
from reporting.domain.figures.roadmap_courses import Tally, courses, steps_of
from reporting.domain.record import Record
from tests.build import TODAY, milestone, record, slice_
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def d(text: str) -> Any:
    return from_edtf(text)


def of(*parts: Slice, grouping: Grouping = Grouping.GOAL, registers: Any = None, **window: int) -> Roadmap:
    made = record(*parts, registers=registers or {})
    every = register(made)
    return roadmap(made, every, every.rows, grouping, **window)


def codes(found: Roadmap) -> list[tuple[str, list[str]]]:
    return [(group.name.label if group.name else "–", [row.code for row in group.rows]) for group in found.groups]


def test_an_initiative_without_stated_dates_is_listed_apart_and_nothing_is_invented() -> None:
    found = of(slice_("T1"), slice_("T2", milestones=(milestone(),)), slice_("T3", end=d("2026-12")))
    assert [row.code for row in found.undated] == ["T1", "T2"]
    assert codes(found) == [("–", ["T3"])]


def test_the_usual_window_is_today_with_the_nearest_years_that_hold_something() -> None:
    years = ("2011", "2019", "2024-05", "2029", "2031", "2040")
    found = of(*(slice_(f"T{year}", start=d(year)) for year in years))
    assert found.window == Window(2019, 2031)
    assert found.outside == 2
    assert found.years == (2011, 2019, 2024, 2029, 2031, 2040)


def test_a_portfolio_without_dates_has_this_year() -> None:
    assert of(slice_("T1")).window == Window(2026, 2026)
    assert of().window == Window(2026, 2026)


@pytest.mark.parametrize(
    ("first", "last", "window"),
    [(2020, 2022, (2020, 2022)), (2022, 2020, (2020, 2022)), (2020, None, (2020, 2026)), (None, 2010, (2010, 2010))],
)
def test_a_window_that_is_asked_for(first: int | None, last: int | None, window: tuple[int, int]) -> None:
    assert of(slice_("T1", start=d("2010")), first=first, last=last).window == window


def test_a_stated_span_holds_the_years_between_its_ends_but_a_lone_start_does_not() -> None:
    span = slice_("T1", start=d("2016"), end=d("2029"))
    start = slice_("T2", start=d("2016"))
    found = of(span, start, first=2020, last=2022)
    assert codes(found) == [("–", ["T1"])]
    assert found.outside == 1


def test_milestones_place_an_initiative_too() -> None:
    found = of(slice_("T1", milestones=(milestone(original="2020-05", forecast="2023-05"),)), first=2020, last=2020)
    assert codes(found) == [("–", ["T1"])]


def test_groups_of_goals_owners_and_segments_stand_in_order_and_those_without_last() -> None:
    goals = {f"g{n}": GoalFact(f"g{n}", f"g{n}", "doc", "mål", str(n), "Mål") for n in (1, 2)}
    owners = {"o": OrganisationFact("o", "o", "Etaten", "E")}
    parts = (
        slice_("T1", start=d("2026")),
        slice_("T2", start=d("2026"), entries=(EntryFact("e2", "plan", "ongoing", "Samstyre", None, "g2"),)),
        slice_(
            "T3",
            start=d("2025"),
            entries=(EntryFact("e3", "plan", "ongoing", "", None, "g1"),),
            owners=(OwnerFact("o", "accountable"),),
        ),
    )
    registers = {"goals": goals, "organisations": owners}
    assert codes(of(*parts, registers=registers)) == [("1 Mål", ["T3"]), ("2 Mål", ["T2"]), ("–", ["T1"])]
    assert codes(of(*parts, registers=registers, grouping=Grouping.OWNER)) == [("E", ["T3"]), ("–", ["T1", "T2"])]
    assert codes(of(*parts, registers=registers, grouping=Grouping.SEGMENT)) == [
        ("Samstyre", ["T2"]),
        ("–", ["T3", "T1"]),
    ]


def test_a_programme_stands_first_among_its_parts_however_deep() -> None:
    parts = (
        slice_("P", start=d("2026")),
        slice_("Q", start=d("2025"), whole="uid-P"),
        slice_("R", start=d("2024"), whole="uid-Q"),
        slice_("X", start=d("2027")),
    )
    assert codes(of(*parts, grouping=Grouping.PROGRAMME)) == [("Tiltak P", ["P", "Q", "R"]), ("–", ["X"])]


def test_a_circle_of_parts_ends() -> None:
    parts = (slice_("A", start=d("2026"), whole="uid-B"), slice_("B", start=d("2026"), whole="uid-A"))
    assert sum(len(rows) for _, rows in codes(of(*parts, grouping=Grouping.PROGRAMME))) == 2


def test_rows_come_in_the_order_they_begin() -> None:
    found = of(slice_("T1", start=d("2027")), slice_("T2", start=d("2025-06")), slice_("T3", start=d("2025")))
    assert codes(found) == [("–", ["T3", "T2", "T1"])]


LATE = milestone("late", original="2026-12", forecast="2027-06")
SILENT = milestone("silent", original="2026-05")
REACHED = milestone("reached", original="2025-01", actual="2025-03")
ON_PLAN = milestone("plan", original="2027-01", forecast="2027-01")
EARLY = milestone("early", original="2027-10", forecast="2027-08")


def test_milestones_are_counted_late_and_unconfirmed_apart() -> None:
    found = of(slice_("T1", milestones=(LATE, SILENT, REACHED, ON_PLAN, EARLY)))
    assert found.tally == Tally(milestones=5, reached=1, late=1, unconfirmed=1, moved=3)
    assert found.examples == Tally()
    assert found.worst == 181


def test_nothing_is_late_of_what_is_stopped_or_completed() -> None:
    for life in ("stopped", "completed"):
        found = of(slice_("T1", life=life, milestones=(LATE, SILENT)))
        assert (found.tally.late, found.tally.unconfirmed, found.worst) == (0, 0, 0)


def test_invented_milestones_are_counted_by_themselves() -> None:
    found = of(slice_("T1", milestones=(LATE,)), slice_("E1", example=True, milestones=(LATE, SILENT)))
    assert found.tally.late == 2
    assert found.examples == Tally(milestones=2, late=1, unconfirmed=1, moved=1)


def test_a_step_carries_all_its_dates() -> None:
    (step,) = steps_of(slice_("T1", milestones=(milestone(original="2026-01", approved="2026-12"),)), TODAY)
    assert (step.original, step.approved, step.now) == (d("2026-01"), d("2026-12"), d("2026-12"))
    assert step.state is Timeliness.LATE


def test_an_untouched_initiative_keeps_its_course_after_a_write() -> None:
    kept, changed = slice_("T1", start=d("2026")), slice_("T2", start=d("2026"))
    before = courses(record(kept, changed))
    after = courses(record(kept, slice_("T2", start=d("2027"))))
    assert after["uid-T1"] is before["uid-T1"]
    assert after["uid-T2"].years == {2027}


def test_another_day_gives_another_course() -> None:
    part = slice_("T1", milestones=(SILENT,))
    assert courses(record(part))["uid-T1"].tally.unconfirmed == 1
    assert courses(record(part, today=date(2026, 1, 1)))["uid-T1"].tally.unconfirmed == 0


def test_milestones_that_others_delay_are_counted_of_what_still_lives() -> None:
    giver = owned("T0", "c", work("m0", original="2027-02-01"))
    waits = [owned(f"T{n}", "a", work(f"m{n}", original="2027-01-01")) for n in (1, 2)]
    stopped = owned("T3", "a", work("m3", original="2027-01-01"), life="completed")
    links = [agreement(f"d{n}", "T0/m0", f"T{n}/m{n}") for n in (1, 2, 3)]
    made = Record(portfolio(giver, *waits, stopped, agreements=links), {})
    every = register(made)
    assert roadmap(made, every, every.rows).held == 2
    assert roadmap(made, every, every.rows[:1]).held == 0
