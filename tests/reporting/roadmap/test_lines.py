"""The lines of time: what is stated is drawn, where it is stated, and nothing else."""

from datetime import date
from typing import Any

from initiatives.domain.dates import from_edtf
from initiatives.domain.feasible import Feasible
from reporting.charts.roadmap_lines import Axis, Piece, initiative, milestone, today_line, year_lines
from reporting.domain.figures.roadmap import Window
from reporting.domain.figures.roadmap_courses import Step, steps_of
from tests.build import TODAY, slice_
from tests.build import milestone as made

AXIS = Axis(Window(2023, 2026), width=1461)  # one unit a day


def d(text: str | None) -> Any:
    return from_edtf(text) if text else None


def step(**dates: Any) -> Step:
    return next(iter(steps_of(slice_("T1", milestones=(made(**dates),)), TODAY)))


def span(start: str | None, end: str | None) -> list[Piece]:
    return initiative(d(start), d(end), (), AXIS).pieces


def test_exact_dates_are_sharp() -> None:
    assert span("2023-01-11", "2023-01-30") == [Piece("10", "20", "solid")]


def test_partial_dates_are_soft_from_their_first_day_to_their_last() -> None:
    assert span("2023-01", "2023-03") == [
        Piece("0", "30", "soft"),
        Piece("30", "30", "solid"),
        Piece("60", "30", "soft"),
    ]


def test_ends_that_overlap_are_soft_all_through() -> None:
    assert span("2023", "2023-06") == [Piece("0", "181", "soft")]


def test_a_start_or_an_end_alone_fades_at_once() -> None:
    assert span("2023-01-11", None) == [Piece("10", "26", "out")]
    assert span(None, "2023-02-10") == [Piece("14", "26", "in"), Piece("40", "1", "soft")]


def test_nothing_stated_draws_nothing() -> None:
    assert span(None, None) == []
    assert initiative(None, None, (step(),), AXIS).paths == {}


def test_what_runs_beyond_the_window_is_cut_and_said_with_an_arrow() -> None:
    shapes = initiative(d("2019-01-01"), d("2030-01-01"), (), AXIS)
    assert shapes.pieces == [Piece("0", "1461", "solid")]
    assert shapes.paths == {"more": "M6 25l-5 4 5 4zM1455 25l5 4-5 4z"}


def test_a_late_milestone_has_its_original_date_its_new_one_and_the_line_between() -> None:
    paths = initiative(None, None, (step(original="2026-12-01", forecast="2026-12-11"),), AXIS).paths
    assert paths == {
        "original": "M1430 29h.1",
        "slip": "M1430 29L1440 13",
        "late": "M1440 7l6 6-6 6-6-6z",
    }


def test_reached_unconfirmed_and_coming_ones_have_marks_of_their_own() -> None:
    kinds = {
        next(iter(set(initiative(None, None, (step(**dates),), AXIS).paths) - {"original"})): dates
        for dates in ({"actual": "2023-05-01"}, {"forecast": "2023-05-01"}, {"forecast": "2026-12-24"})
    }
    assert set(kinds) == {"reached", "unconfirmed", "now"}


def test_the_approved_date_is_a_stroke() -> None:
    paths = initiative(None, None, (step(original="2023-01-01", approved="2023-01-11"),), AXIS).paths
    assert paths["approved"] == "M10 22v14"


def test_the_original_plan_runs_from_its_first_date_to_its_last() -> None:
    steps = (step(original="2023-01-11"), step(original="2023-02-10"))
    assert initiative(None, None, steps, AXIS).plan == Piece("10", "30", "plan")
    assert initiative(None, None, steps[:1], AXIS).plan is None


def test_a_line_that_leaves_the_picture_is_cut_at_its_edge() -> None:
    paths = milestone(step(original="2026-12-01", forecast="2028-12-01"), AXIS).paths
    assert paths["slip"] == "M1430 15L1461 15"
    assert "late" not in paths
    assert paths["more"] == "M1455 11l5 4-5 4z"


def test_a_milestone_told_as_a_month_is_soft_over_the_month() -> None:
    assert milestone(step(forecast="2026-12"), AXIS).pieces == [Piece("1430", "31", "soft")]


def test_years_quarters_and_today() -> None:
    years, quarters = year_lines(Window(2025, 2026))
    assert (years.count("M"), quarters.count("M")) == (2, 6)
    assert year_lines(Window(2010, 2026))[1] == ""
    assert today_line(date(2026, 1, 1), Window(2025, 2025)) == ""
    assert today_line(date(2025, 1, 1), Window(2025, 2025)) == "M0 0v1"


def test_nothing_is_late_of_what_is_over() -> None:
    steps = (step(original="2026-12-01", forecast="2026-12-11"), step(forecast="2025-01-01"))
    assert set(initiative(None, None, steps, AXIS, living=False).paths) == {"original", "moved", "now", "silent"}


def test_when_it_can_be_reached_is_a_hollow_diamond_at_the_end_of_a_thin_line() -> None:
    part = slice_("T1", milestones=(made(original="2025-01-01", forecast="2025-01-11"),))
    kept = {"m1": Feasible(date(2025, 1, 11), date(2025, 2, 10))}
    (held,) = steps_of(part, TODAY, kept)
    for shapes, y in ((initiative(None, None, (held,), AXIS), 13), (milestone(held, AXIS), 15)):
        assert shapes.paths["kept"] == f"M771 {y - 5}l5 5-5 5-5-5z"
        assert shapes.paths["kept_line"] == f"M741 {y}H771"
    assert "kept" not in milestone(step(original="2025-01-01", forecast="2025-01-11"), AXIS).paths


def test_a_date_that_can_be_kept_beyond_the_window_is_an_arrow_at_the_edge() -> None:
    kept = {"m1": Feasible(date(2026, 12, 1), date(2027, 2, 1))}
    (held,) = steps_of(slice_("T1", milestones=(made(forecast="2026-12-01"),)), TODAY, kept)
    shapes = initiative(None, None, (held,), AXIS)
    assert "kept" not in shapes.paths and "kept_line" in shapes.paths
    assert shapes.paths["more"] == "M1455 25l5 4-5 4z"
