"""The chart of money by year: side by side, as sure as the sums, and known to plotly."""

from typing import Any

import plotly.graph_objects as go

from reporting.charts.economy_years import drawn_years, money_by_year
from reporting.domain.figures.economy import economy
from tests.build import line, record, slice_

MILLION = 1_000_000


def figure(*parts: Any) -> dict[str, Any]:
    found = economy(record(*parts))
    return money_by_year(
        found.kinds,
        found.years,
        name=lambda row: row.key.kind,
        words=lambda sum: str(sum.low),
        url=lambda row, year: f"/okonomi/?year={year}",
        unit="mill. kr",
    )


def test_plotly_knows_every_word_of_it_and_nothing_is_stacked() -> None:
    part = slice_(
        "E1",
        example=True,
        budget=(line("a", amount=5 * MILLION), line("b", low=MILLION, high=3 * MILLION, kind="forecast")),
    )
    made = figure(part)
    go.Figure(made)  # raises for a property there is not
    assert made["layout"]["barmode"] == "group"
    assert {trace["type"] for trace in made["data"]} == {"bar"}


def test_a_bar_reaches_the_most_and_its_whisker_the_least() -> None:
    (trace,) = figure(slice_("T1", budget=(line("a", low=MILLION, high=3 * MILLION, qualifier="range"),)))["data"]
    assert trace["y"] == [3.0]
    assert trace["error_y"]["arrayminus"] == [2.0]
    assert trace["text"] == ["1000000"]


def test_a_sum_without_an_upper_end_is_drawn_at_its_least() -> None:
    (trace,) = figure(slice_("T1", budget=(line("a", amount=4 * MILLION, qualifier="over"),)))["data"]
    assert trace["y"] == [4.0]
    assert "error_y" not in trace


def test_rows_without_a_year_in_common_share_a_place() -> None:
    from datetime import date

    early = {"covers_from": date(2024, 1, 1), "covers_to": date(2024, 12, 31)}
    part = slice_(
        "T1",
        budget=(
            line("a", amount=1, **early),
            line("b", amount=1, kind="granted"),
            line("c", amount=1, kind="actual"),
        ),
    )
    slots = {trace["name"]: trace["offsetgroup"] for trace in figure(part)["data"]}
    assert slots["budget"] == slots["granted"] != slots["actual"]


def test_a_bar_leads_to_its_amounts_here_at_home() -> None:
    (trace,) = figure(slice_("T1", budget=(line("a", amount=1),)))["data"]
    assert trace["customdata"] == ["/okonomi/?year=2026"]


def test_no_more_years_than_fit_and_the_nearest_first() -> None:
    assert drawn_years([2000, 2017, 2024, 2030], 2026) == (2024, 2030)
    assert drawn_years([2017, 2024, 2028], 2026) == (2017, 2024, 2028)
    assert drawn_years([], 2026) == ()
