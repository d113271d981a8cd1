"""The register's rows: what stands, what is next, what needs an eye, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.facts import (
    DependencyFact,
    Endpoint,
    EntryFact,
    OrganisationFact,
    OwnerFact,
    PlanFact,
    RiskFact,
    Withheld,
)
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.register import register, rows
from reporting.domain.figures.register_milestones import Timeliness, slip_days
from reporting.domain.record import Record
from tests.build import TODAY, line, milestone, observation, record, slice_
from tests.initiatives.domain.networks import agreement, owned, portfolio, work
from tests.reporting.lists.many import many


def row(part=None, said=(), previous=None, **changes):
    part = part or slice_(**changes)
    made = record(part, said={part.code: said})
    return rows(made, previous)[0]


def day(offset):
    return (TODAY + timedelta(offset)).isoformat()


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_colour_that_stands_is_the_last_word():
    found = row(said=[observation("green", "2026-01-01"), observation("red", "2026-10-01")])
    assert (found.colour, found.age) == ("red", (TODAY - date(2026, 10, 1)).days)
    assert [each.colour for each in found.words] == ["green", "red"]


def test_nothing_said_is_not_assessed_and_has_no_age():
    found = row()
    assert (found.colour, found.standing, found.age, found.words) == ("none", None, None, ())


@pytest.mark.parametrize("life", ["paused", "stopped", "completed"])
def test_what_is_not_under_way_shows_no_colour_but_keeps_its_last_word(life):
    found = row(life=life, said=[observation("red")])
    assert found.colour == "none"
    assert found.standing.colour == "red"


def test_rows_agree_with_the_record_on_which_word_stands():
    made = many(200)
    assert all(each.standing == made.standing(made.state.slices[each.uid]) for each in rows(made))


def test_two_words_on_one_day_stand_as_the_record_tells_it():
    part = slice_()
    made = record(part, said={"T1": [observation("red"), replace(observation("green"), key="second")]})
    assert rows(made)[0].standing == made.standing(part)


def test_at_most_five_words_are_shown_the_latest_last():
    found = row(said=[observation("green", f"2026-0{month}-01") for month in range(1, 8)])
    assert [each.as_of.earliest.month for each in found.words] == [3, 4, 5, 6, 7]


def test_the_previous_colour_is_that_of_the_record_before():
    part = slice_()
    before = record(part, said={"T1": [observation("green", "2026-01-01")]})
    assert row(part, [observation("red")], before).previous == "green"
    assert row(part, [observation("red")], record(part)).previous == ""
    assert row(part, [observation("red")]).previous == ""


def test_a_declared_colour_better_than_the_facts_is_contradicted():
    late = slice_(milestones=(milestone(original="2026-01-01", forecast="2027-06-01"),))
    assert row(late, [observation("green")]).contradicted
    assert not row(late, [observation("red")]).contradicted
    assert not row(late).contradicted


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_next_milestone_is_the_first_not_reached_by_what_is_now_expected():
    part = slice_(
        milestones=(
            milestone("reached", original="2026-01-01", actual="2026-01-01"),
            milestone("undated"),
            milestone("later", original="2026-12-01", forecast="2027-12-01"),
            milestone("sooner", original="2027-06-01"),
        )
    )
    found = row(part)
    assert found.next.uid == "sooner"
    assert found.milestones == 4


def test_next_shows_original_approved_and_now_side_by_side():
    found = row(slice_(milestones=(milestone(original="2027-01", approved="2027-02", forecast="2027-05"),))).next
    assert [each.edtf for each in (found.original, found.approved, found.now)] == ["2027-01", "2027-02", "2027-05"]
    assert found.state is Timeliness.LATE


def test_a_date_passed_in_silence_is_unconfirmed_and_not_late():
    found = row(slice_(milestones=(milestone(original=day(-500), forecast=day(-1)),)))
    assert found.next.state is Timeliness.UNCONFIRMED
    assert found.flags == {"unconfirmed", "unreported"}
    assert (found.late, found.unconfirmed, found.unconfirmed_since) == (0, 1, from_edtf(day(-1)))


def test_the_day_itself_has_not_passed():
    assert row(slice_(milestones=(milestone(original=day(0)),))).next.state is Timeliness.ON_PLAN


def test_a_later_date_than_the_original_is_late():
    found = row(slice_(milestones=(milestone(original=day(10), forecast=day(11)),)))
    assert (found.flags, found.late, found.next.slip) == ({"late", "unreported"}, 1, 1)


def test_a_date_told_more_finely_is_not_late():
    found = row(slice_(milestones=(milestone(original="2027", forecast="2027-12-01"),)))
    assert (found.flags, found.next.slip) == ({"unreported"}, 0)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ({"original": "2027-01-01"}, None),
        ({"original": "2027-01-01", "forecast": "2026-12-31"}, -1),
        ({"approved": "2027-01-01", "forecast": "2027-01-03"}, 2),
        ({"forecast": "2027-01-01"}, None),
        ({"original": "2026-01-01", "actual": "2026-01-31"}, 30),
        ({}, None),
    ],
)
def test_slip_is_against_the_first_plan_and_never_made_of_one_word(dates, days):
    assert slip_days(milestone(**dates)) == days


def test_what_is_stopped_or_completed_is_never_late_or_without_date():
    late = (milestone(original=day(-900), forecast=day(-800)),)
    assert row(slice_(life="stopped", milestones=late)).flags == frozenset()
    assert row(slice_(life="completed")).flags == frozenset()


def test_a_new_approved_date_since_the_record_before_is_a_new_plan():
    before = record(slice_(milestones=(milestone(original="2027-01", approved="2027-02"),)))
    moved = slice_(milestones=(milestone(original="2027-01", approved="2027-09"),))
    same = slice_(milestones=(milestone(original="2027-01", approved="2027-02", forecast="2027-12"),))
    new = slice_(milestones=(milestone("other", original="2027-01", approved="2027-09"),))
    assert row(moved, previous=before).replanned == 1
    assert row(same, previous=before).replanned == 0
    assert row(new, previous=before).replanned == 0


def test_without_a_record_before_a_new_plan_is_one_that_ever_moved():
    assert row(slice_(milestones=(milestone(approved="2027-01", replans=1), milestone("m2")))).replanned == 1


# ── flags ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_a_status_is_old_after_ninety_days(days, old):
    assert ("old" in row(said=[observation("green", day(-days))]).flags) is old


def test_the_age_of_a_partial_date_is_its_surest_reading():
    assert row(said=[observation("green", "2026")]).age == 0


def test_unreported_is_an_active_one_nobody_has_spoken_of_since_the_record_before():
    part = slice_()
    period = PeriodFact("p", "2026-2", "2026-2", "tertial", "locked", cut_off=date(2026, 8, 31))
    before = record(part, period=period)
    assert "unreported" in row(part, [observation("green", "2026-08-31")], before).flags
    assert "unreported" not in row(part, [observation("green", "2026-09-01")], before).flags
    assert "unreported" in row(part).flags
    assert "unreported" not in row(part, [observation("green", "2012-01-01")]).flags
    assert "unreported" not in row(slice_(entries=(EntryFact("e", "plan", "planned"),))).flags


def test_an_example_is_flagged():
    assert "example" in row(example=True).flags


# ── places, owners, counts ───────────────────────────────────────────────────────────────────────────────────────────


def test_only_open_entries_count_and_the_offices_order_of_plans_decides():
    plans = {key: PlanFact(key, key, key.upper(), position=place) for place, key in enumerate(("new", "old"), 1)}
    entries = (
        EntryFact("a", "old", "ongoing", "Observere"),
        EntryFact("b", "new", "planned", "Samstyre"),
        EntryFact("c", "old", "wanted", "Borte", left=from_edtf("2020")),
    )
    found = rows(record(slice_(entries=entries), registers={"plans": plans}))[0]
    assert [each.key for each in found.plans] == ["new", "old"]
    assert (found.segments, found.categories) == (("Samstyre", "Observere"), ("planned", "ongoing"))


def test_the_owner_is_the_accountable_one_by_short_name():
    owner = OrganisationFact("o", "hdir", "Helsedirektoratet", "Hdir")
    part = slice_(owners=(OwnerFact("o", "partner"), OwnerFact("o", "accountable")))
    found = rows(record(part, registers={"organisations": {"o": owner}}))[0]
    assert (found.owner.key, found.owner.label, found.owner_name) == ("hdir", "Hdir", "Helsedirektoratet")


def test_counts_leave_out_what_is_withdrawn_or_closed_and_count_each_agreement_once():
    ends = (Endpoint(initiative="uid-T1"), Endpoint(initiative="uid-T1"))
    agreed = DependencyFact("d1", "d1", *ends, "delivery", "accepted")
    gone = DependencyFact("d2", "d2", *ends, "delivery", "withdrawn")
    risks = (RiskFact("r1", "Åpen"), RiskFact("r2", "Lukket", state="closed"))
    found = row(slice_(waits=(agreed, gone), gives=(agreed,), risks=risks))
    assert (found.dependencies, found.open_risks) == (1, 1)


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def amount(*lines):
    return row(slice_(budget=lines)).amount


def test_no_amount_is_none_and_never_zero():
    assert amount() is None
    assert amount(line(amount=None)) is None


def test_like_is_added_to_like():
    found = amount(line("a", amount=10), line("b", amount=5, funding="another"))
    assert (found.amount, found.lines, found.others) == (15, 2, 0)


@pytest.mark.parametrize(
    "unlike",
    [
        {"kind": "proposed"},
        {"measure": "accumulated"},
        {"scope": "Drift"},
        {"price_level": 2020},
        {"qualifier": "about"},
        {"covers_to": date(2027, 12, 31)},
        {"kind_as_stated": "noe annet"},
        {"addable": False},
        {"as_of": exact(date(2026, 1, 1))},
    ],
)
def test_unlike_is_never_added(unlike):
    found = amount(line("a", amount=10), line("b", **({"amount": 5} | unlike)))
    assert (found.lines, found.others) == (1, 1)
    assert found.amount in (5, 10)


def test_a_frame_for_the_whole_is_shown_before_a_years_amount_and_this_year_before_others():
    year = [line(f"y{n}", amount=n, covers_from=date(n, 1, 1), covers_to=date(n, 12, 31)) for n in (2024, 2026, 2027)]
    frame = line("f", amount=7, kind="frame", measure="total", covers_from=None, covers_to=None)
    assert amount(*year).first_year == 2026
    assert amount(year[0], year[2]).first_year == 2027
    assert amount(*year, frame).kind == "frame"


def test_an_amount_for_several_years_comes_after_one_for_a_single_year():
    several = line("a", amount=1250, covers_from=date(2024, 1, 1), covers_to=date(2029, 12, 31))
    single = line("b", amount=276, covers_from=date(2024, 1, 1), covers_to=date(2024, 12, 31))
    assert amount(several, single).amount == 276


def test_a_withheld_term_leaves_the_sum_at_least():
    hidden = Withheld("offl. § 23")
    assert amount(line("a", amount=10), line("b", amount=hidden)).at_least
    assert amount(line("a", amount=hidden)).amount == hidden
    assert amount(line("a", amount=hidden)).sort_value is None


def test_an_interval_is_kept_as_one():
    found = amount(line("a", low=55, high=80))
    assert (found.amount, found.low, found.high, found.sort_value) == (None, 55, 80, 67)


# ── order and memory ─────────────────────────────────────────────────────────────────────────────────────────────────


def codes(made):
    return [each.code for each in rows(made)]


def test_the_usual_order_is_plan_by_plan_and_the_worst_family_first():
    plans = {key: PlanFact(key, key, key, position=place) for place, key in enumerate(("p1", "p2"))}
    parts = [
        slice_("T1", entries=(EntryFact("a", "p2"),)),
        slice_("T2", entries=(EntryFact("b", "p1"),)),
        slice_("T3", entries=(EntryFact("c", "p1"),)),
        slice_("T4", entries=(EntryFact("d", "p1"),), whole="uid-T3"),
        slice_("T5", entries=()),
    ]
    said = {"T2": [observation("yellow")], "T4": [observation("red")]}
    assert codes(record(*parts, said=said, registers={"plans": plans})) == ["T3", "T4", "T2", "T1", "T5"]


def test_a_part_in_another_plan_than_its_programme_stands_on_its_own():
    plans = {key: PlanFact(key, key, key, position=place) for place, key in enumerate(("p1", "p2"))}
    programme = slice_("T1", entries=(EntryFact("a", "p2"),))
    part = slice_("T2", entries=(EntryFact("b", "p1"),), whole="uid-T1")
    assert codes(record(programme, part, registers={"plans": plans})) == ["T2", "T1"]


def test_parts_of_parts_follow_their_own_programme():
    parts = [slice_("T1"), slice_("T2", whole="uid-T1"), slice_("T3", whole="uid-T1"), slice_("T4", whole="uid-T2")]
    made = record(*parts)
    assert codes(made) == ["T1", "T2", "T4", "T3"]


def test_a_circle_of_wholes_loses_no_row_and_ends():
    parts = [
        slice_("T1", whole="uid-T3"),
        slice_("T2", whole="uid-T1"),
        slice_("T3", whole="uid-T2"),
        slice_("T4", whole="uid-T2"),
        slice_("T0", whole="uid-T4"),
    ]
    assert sorted(codes(record(*parts))) == ["T0", "T1", "T2", "T3", "T4"]


def test_no_row_is_lost_or_doubled_in_a_large_portfolio():
    made = many(300)
    assert sorted(codes(made)) == [each.code for each in made.state.ordered]


def test_the_register_of_a_record_is_made_once():
    made = many(20)
    assert register(made) is register(made)
    assert register(made) is register(replace(made, period=None))
    assert register(made) is not register(made, many(20))


def test_after_a_write_only_what_was_touched_is_made_again():
    made = many(20)
    first = {each.uid: each for each in rows(made)}
    touched = next(uid for uid, each in made.state.slices.items() if each.kind == "project")
    slices = {**made.state.slices, touched: replace(made.state.slices[touched], name="Nytt navn")}
    after = replace(made, state=replace(made.state, slices=slices, revision=2))
    second = {each.uid: each for each in rows(after)}
    assert second[touched].name == "Nytt navn"
    assert [uid for uid in first if first[uid] is not second[uid]] == [touched]


def test_a_new_day_makes_every_row_again():
    made = many(5)
    ages = [each.age for each in rows(made) if each.age is not None]
    tomorrow = replace(made, state=replace(made.state, today=made.state.today + timedelta(1)))
    assert [each.age for each in rows(tomorrow) if each.age is not None] == [each + 1 for each in ages]


# ── what others delay ────────────────────────────────────────────────────────────────────────────────────────────────


def waiting(giver="2027-02-01", **changes):
    """T0's m0 gives to T1's m1 and m2; T1 is the row."""
    parts = (
        owned("T0", "c", work("m0", original=giver)),
        owned("T1", "a", work("m1", original="2027-01-20"), work("m2", original="2027-01-01"), **changes),
    )
    links = [agreement(f"d{n}", "T0/m0", f"T1/m{n}") for n in (1, 2)]
    return Record(portfolio(*parts, agreements=links), {})


def test_the_milestone_that_others_delay_the_most_is_told_and_flagged():
    found = register(waiting()).by_uid["uid-T1"]
    assert (found.held.uid, found.held.claimed, found.held.feasible) == ("m2", date(2027, 1, 1), date(2027, 2, 1))
    assert (found.held.days, found.held.earliest) == (31, False)
    assert "held_back" in found.flags
    assert "held_back" not in register(waiting()).by_uid["uid-T0"].flags


def test_a_promise_in_time_delays_nobody():
    found = register(waiting(giver="2026-12-24")).by_uid["uid-T1"]
    assert found.held is None and "held_back" not in found.flags


@pytest.mark.parametrize("life", ["stopped", "completed"])
def test_what_is_over_is_delayed_by_nobody(life):
    found = register(waiting(life=life)).by_uid["uid-T1"]
    assert found.held is None and "held_back" not in found.flags


def test_after_a_write_elsewhere_the_row_that_it_delays_is_made_again_and_the_others_stand():
    before = waiting(giver="2026-12-24")
    assert register(before).by_uid["uid-T1"].held is None
    slower = replace(before.state.codes["T0"], milestones=(work("m0", original="2027-06-01"),))
    after = replace(before, state=replace(before.state, slices={**before.state.slices, slower.uid: slower}))
    assert register(after).by_uid["uid-T1"].held.feasible == date(2027, 6, 1)
    again = replace(after, state=replace(after.state, revision=7))
    assert register(again).by_uid["uid-T1"] is register(after).by_uid["uid-T1"]
