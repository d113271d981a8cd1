"""Computed colours: at each limit, and what never happens whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.facts import DateWord, EntryFact, PlanFact, Withheld
from reporting.domain import rag
from reporting.domain.deviation import days_late, expected
from reporting.domain.facts import ToleranceFact
from reporting.domain.limits import badness
from reporting.domain.results import Results
from tests.build import TODAY, line, milestone, record, slice_, word


def colours(part, **changes):
    made = record(part, **changes)
    return {each.dimension: each for each in rag.compute(made).computed[part.uid]}


def time_of(*milestones, **changes):
    return colours(slice_(milestones=milestones), **changes)["time"]


def money_of(*lines, **changes):
    return colours(slice_(budget=lines), **changes)["money"]


def after(days):
    return (date(2027, 1, 1) + timedelta(days)).isoformat()


@pytest.mark.parametrize(
    ("days", "colour"), [(-30, "green"), (0, "green"), (14, "green"), (15, "yellow"), (90, "yellow"), (91, "red")]
)
def test_time_is_coloured_by_days_after_the_original_plan(days, colour):
    computed = time_of(milestone(original=after(0), forecast=after(days)))
    assert computed.colour == colour
    assert computed.reasons[0].subject == "m1"
    assert computed.reasons[0].value == max(0, days)
    assert computed.reasons[0].code == ("within_limits" if colour == "green" else "late_against_original")


@pytest.mark.parametrize(("days", "colour"), [(0, "none"), (1, "green"), (14, "green"), (15, "yellow"), (91, "red")])
def test_a_passed_date_nobody_has_confirmed_is_a_reason_of_its_own(days, colour):
    computed = time_of(milestone(original=(TODAY - timedelta(days)).isoformat()))
    assert computed.colour == colour
    if colour in ("yellow", "red"):
        assert [(each.code, each.value) for each in computed.reasons] == [("unreached_unconfirmed", days)]


def test_a_moved_date_that_passes_in_silence_too_is_measured_from_the_plan():
    moved = milestone(original="2026-06-01", approved="2026-08-01", forecast="2026-11-20")
    computed = time_of(moved)
    assert [(each.code, each.value) for each in computed.reasons] == [
        ("unreached_unconfirmed", 175),
        ("late_against_original", 172),
    ]


@pytest.mark.parametrize("days", [90, 91])
def test_a_reached_milestone_counts_by_the_day_it_was_reached(days):
    reached = (date(2026, 1, 1) + timedelta(days)).isoformat()
    computed = time_of(milestone(original="2026-01-01", actual=reached))
    assert (computed.colour, computed.reasons[0].value) == ("yellow" if days == 90 else "red", days)


def test_an_old_delay_of_a_step_long_done_does_not_colour_what_remains():
    old = milestone("m1", original="2020-01-01", actual="2021-01-01")
    last = milestone("m2", original="2025-01-01", actual="2025-01-05")
    assert time_of(old, last).colour == "green"
    assert time_of(old).colour == "red"


@pytest.mark.parametrize(
    ("original", "forecast", "colour"),
    [
        ("2027", "2027-11-30", "green"),  # only told more finely
        ("2027-06-15", "2027", "green"),  # told more coarsely: nobody says it is late
        ("2027-06", "2027-07", "yellow"),
        ("2027", "2028", "red"),
        ("2027-12-01", "2028", "yellow"),  # «in 2028» may be 1 January: 31 days
        ("2027-23", "2027-11-30", "green"),
        ("2027-23", "2027-12-20", "yellow"),
    ],
)
def test_a_partial_date_never_gives_worse_than_its_surest_reading(original, forecast, colour):
    assert time_of(milestone(original=original, forecast=forecast)).colour == colour


def test_an_approved_move_does_not_reset_the_original_but_is_marked():
    computed = time_of(milestone(original=after(0), approved=after(200), forecast=after(205)))
    assert computed.colour == "red"
    assert [(each.code, each.subject, each.value) for each in computed.reasons] == [
        ("late_against_original", "m1", 205),
        ("better_against_approved", "green", 5),
    ]


def test_what_is_as_late_against_the_approved_plan_is_not_marked():
    computed = time_of(milestone(original=after(0), approved=after(5), forecast=after(205)))
    assert "better_against_approved" not in {each.code for each in computed.reasons}


def test_the_latest_word_counts_whether_forecast_or_approval():
    forecast, approved = word("2027-01", date(2026, 1, 1)), word("2027-06", date(2026, 5, 1))
    assert expected(milestone(forecast=forecast, approved=approved)) is approved
    assert expected(milestone(forecast=replace(forecast, known=date(2026, 5, 1)), approved=approved)).date.edtf == (
        "2027-01"
    )


@pytest.mark.parametrize(
    "without",
    [milestone(), milestone(original="2027"), milestone(forecast="2027"), milestone(actual="2026")],
    ids=["no date", "first plan and nothing since", "forecast without a plan", "reached without a plan"],
)
def test_without_a_plan_and_news_of_it_there_is_no_colour(without):
    computed = time_of(without)
    assert computed.colour == "none"
    assert [each.code for each in computed.reasons] == ["no_basis"]


@pytest.mark.parametrize(
    ("forecast", "colour", "value"),
    [
        (900_000, "green", 0),
        (1_000_000, "green", 0),
        (1_020_000, "green", 200),
        (1_020_001, "yellow", 201),
        (1_100_000, "yellow", 1000),
        (1_100_001, "red", 1001),
    ],
)
def test_money_is_coloured_by_hundredths_of_a_per_cent_over(forecast, colour, value):
    computed = money_of(line("b1", amount=1_000_000), line("b2", kind="forecast", amount=forecast))
    assert (computed.colour, computed.reasons[0].value, computed.reasons[0].subject) == (colour, value, "b2")


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "drift"},
        {"price_level": 2024},
        {"funding": "kommunene"},
        {"covers_to": date(2027, 12, 31)},
        {"measure": "total"},
        {"amount": Withheld("offl. § 14")},
        {"qualifier": "up_to"},
        {"kind": "proposed"},
    ],
)
def test_only_like_money_is_compared_with_like(other):
    news = {"kind": "forecast", "amount": 2_000_000} | other
    assert money_of(line("b1", amount=1_000_000), line("b2", **news)).colour == "none"


def test_spending_so_far_shows_an_overrun_but_never_that_all_is_well():
    plan = line("b1", amount=1_000_000)
    assert money_of(plan, line("b2", kind="actual", amount=500_000)).colour == "none"
    assert money_of(plan, line("b2", kind="actual", amount=1_500_000)).colour == "red"
    ended = date(2027, 1, 1)
    assert money_of(plan, line("b2", kind="actual", amount=500_000), today=ended).colour == "green"


def test_accumulated_spending_is_held_against_the_total_frame():
    total = {"covers_from": None, "covers_to": None}
    frame = line("b1", kind="frame", measure="total", amount=100, **total)
    assert money_of(frame, line("b2", kind="actual", measure="accumulated", amount=120, **total)).colour == "red"
    assert money_of(frame, line("b2", kind="actual", measure="accumulated", amount=90, **total)).colour == "none"


def test_a_raised_budget_does_not_reset_the_first_but_is_marked():
    computed = money_of(
        line("b1", amount=100, as_of=from_edtf("2025-10")),
        line("b2", amount=130, as_of=from_edtf("2026-05")),
        line("b3", kind="forecast", amount=131),
    )
    assert computed.colour == "red"
    assert [(each.code, each.value) for each in computed.reasons] == [
        ("over_original", 3100),
        ("better_against_approved", 77),
    ]


def test_an_interval_is_read_to_the_best_and_over_means_at_least():
    plan = line("b1", amount=None, low=90, high=100)
    assert money_of(plan, line("b2", kind="forecast", low=102, high=150)).colour == "green"
    assert money_of(plan, line("b2", kind="forecast", amount=100, qualifier="over")).colour == "none"
    assert money_of(plan, line("b2", kind="forecast", amount=150, qualifier="over")).colour == "red"


def test_lines_of_one_day_are_added_only_where_they_may_be():
    plans = (line("b1", amount=60), line("b2", amount=40))
    news = line("b3", kind="forecast", amount=100)
    assert money_of(*plans, news).colour == "green"
    assert money_of(replace(plans[0], addable=False), plans[1], news).colour == "none"


def test_overall_is_the_worst_of_time_and_money_with_its_reasons():
    part = slice_(
        milestones=(milestone(original=after(0), forecast=after(20)),),
        budget=(line("b1", amount=100), line("b2", kind="forecast", amount=200)),
    )
    computed = colours(part)
    assert (computed["time"].colour, computed["money"].colour) == ("yellow", "red")
    assert (computed["overall"].colour, computed["overall"].reasons) == ("red", computed["money"].reasons)


def test_risk_is_a_scale_of_its_own_and_never_a_colour():
    computed = colours(slice_(risk="high"))
    assert computed["risk"].colour == computed["overall"].colour == "none"
    assert (computed["risk"].reasons[0].code, computed["risk"].reasons[0].subject) == ("own_scale", "high")


@pytest.mark.parametrize(
    "changes",
    [
        {"life": "paused"},
        {"life": "stopped"},
        {"life": "completed"},
        {"entries": ()},
        {"entries": (EntryFact("e", "plan", "planned"),)},
        {"entries": (EntryFact("e", "plan", "wanted"),)},
        {"entries": (EntryFact("e", "plan", "ongoing", left=from_edtf("2026-01")),)},
        {"entries": (EntryFact("e", "ended", "ongoing"),)},
    ],
)
def test_what_is_not_active_gets_no_colour_and_is_not_counted(changes):
    part = slice_(milestones=(milestone(original="2020"),), **changes)
    ended = PlanFact("ended", "ended", "Gammel plan", valid_to=from_edtf("2022"))
    plans = {"plans": {"plan": PlanFact("plan", "plan", "Plan"), "ended": ended}}
    results = rag.compute(record(part, registers=plans))
    assert {each.colour for each in results.computed[part.uid]} == {"none"}
    assert sum(results.counts.values()) == 0


def test_the_limits_that_hold_on_the_day_are_used():
    late = milestone(original=after(0), forecast=after(30))
    rules = (
        ToleranceFact("time", date(2012, 1, 1), 14, 90),
        ToleranceFact("time", date(2026, 1, 1), 30, 90),
        ToleranceFact("time", date(2027, 1, 1), 1, 2),
        ToleranceFact("money", date(2026, 1, 1), 0, 0),
    )
    assert time_of(late, tolerances=rules).colour == "green"
    assert time_of(late, tolerances=rules, today=date(2025, 1, 1)).colour == "yellow"
    assert time_of(late, tolerances=rules, today=date(2027, 1, 1)).colour == "red"


def test_a_programme_and_its_parts_are_never_counted_together():
    late = (milestone(original=after(0), forecast=after(300)),)
    programme = slice_("T1", milestones=late)
    part = slice_("T2", milestones=late, whole=programme.uid)
    paused = slice_("T3", life="paused", whole=programme.uid)
    below = slice_("T4", milestones=late, whole=paused.uid)
    other = slice_("T5")
    results = rag.compute(record(programme, part, paused, below, other))
    assert results.counts == {"red": 1, "yellow": 0, "green": 0, "none": 1}


def test_results_of_a_locked_period_win_over_what_would_be_computed_now():
    kept = Results("rag 0", {}, {"red": 7})
    assert rag.as_record_results(record(slice_(), results=kept)) is kept


def test_a_record_is_reckoned_once_also_when_shown_for_another_period():
    made = record(slice_())
    first = rag.as_record_results(made)
    assert rag.as_record_results(replace(made, period=None, texts=())) is first
    rules = (ToleranceFact("time", date(2026, 1, 1), 0, 0),)
    assert rag.as_record_results(replace(made, tolerances=rules)) is not first


CODES = st.sampled_from(
    ["2027", "2028", "2027-06", "2027-07", "2027-06-15", "2027-21", "2027-23", "2027-34", "2027-37", "2027-40"]
)


@given(CODES, CODES)
def test_days_late_are_sure_in_both_ends(plan, now):
    a, b = from_edtf(plan), from_edtf(now)
    assert 0 <= days_late(a, b) <= max(0, (b.latest - a.latest).days)
    if b.earliest <= a.latest and b.latest <= a.latest:
        assert days_late(a, b) == 0


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_later_forecast_never_gives_a_better_colour(plan, days, more):
    def colour(late):
        forecast = DateWord(exact(plan + timedelta(late)), date(2026, 1, 1))
        return badness(time_of(milestone(original=plan.isoformat(), forecast=forecast)).colour)

    assert colour(days) <= colour(days + more)


@given(st.integers(1, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_more_money_never_gives_a_better_colour(plan, forecast, more):
    def colour(amount):
        return badness(money_of(line("b1", amount=plan), line("b2", kind="forecast", amount=amount)).colour)

    assert 1 <= colour(forecast) <= colour(forecast + more)
