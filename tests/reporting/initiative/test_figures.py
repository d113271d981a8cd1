"""What the page of an initiative reckons: moves, sums of like money, passed frames, agreements, verdicts, family."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import (
    ConfirmationFact,
    DependencyFact,
    Endpoint,
    ExternalFact,
    OrganisationFact,
    ReporterFact,
    SuccessionFact,
    Withheld,
)
from initiatives.domain.vocabulary import Colour
from reporting.domain.evidence import Told
from reporting.domain.facts import InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.figures.initiative_dependencies import DependencyRow
from reporting.domain.figures.initiative_dependencies import rows as dependencies
from reporting.domain.figures.initiative_history import grid
from reporting.domain.figures.initiative_lineage import lineage
from reporting.domain.figures.initiative_milestones import moves, rows
from reporting.domain.figures.initiative_money import money
from reporting.domain.figures.initiative_verdicts import verdicts
from reporting.domain.reckoned import reckoned_for
from tests.build import TODAY, line, milestone, observation, record, slice_, word

LAW = Withheld("offl. § 23")


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_milestones_stand_by_the_date_that_counts_now_and_undated_ones_last():
    part = slice_(
        milestones=(
            milestone("none"),
            milestone("late", original="2026-01-10", forecast="2027-06-01"),
            milestone("done", actual="2025-05-05"),
        )
    )
    assert [row.fact.uid for row in rows(part, TODAY)] == ["done", "late", "none"]


def test_a_row_says_whose_word_counts_and_how_far_it_is_from_the_first_plan():
    only = milestone(original="2026-01-10", approved="2026-05-01", forecast=word("2026-12-20", date(2026, 6, 1)))
    (row,) = rows(slice_(milestones=(only,)), TODAY)
    assert (row.role, row.late, row.silent) == ("forecast", 344, 0)


def told(role: str, edtf: str, known: str, **changes: str) -> Told:
    return Told(f"{role}{edtf}", "m1", role, word(edtf, date.fromisoformat(known), **changes))


def test_each_move_of_a_plan_or_forecast_is_told_newest_first_with_what_it_replaced():
    words = (
        told("original", "2026-03-01", "2025-01-01"),
        told("approved", "2026-03-01", "2025-01-01"),  # the plan as decided: no move
        told("approved", "2026-06-01", "2025-08-01", reason="Anskaffelsen"),
        told("forecast", "2026-06-01", "2025-09-01"),  # holds the plan: no move
        told("forecast", "2026-09-01", "2026-02-01"),
    )
    found = moves(slice_(milestones=(milestone(original="2026-03-01"),)), {"m1": words})
    assert [(each.told.role, each.was and each.was.edtf, each.days) for each in found] == [
        ("forecast", "2026-06-01", 92),
        ("approved", "2026-03-01", 92),
    ]
    assert [each.replanned for each in found] == [False, True]


def test_a_date_told_more_precisely_has_not_moved():
    words = (told("original", "2026-23", "2025-01-01"), told("forecast", "2026-10-15", "2026-01-01"))
    assert moves(slice_(milestones=(milestone(original="2026-23"),)), {"m1": words}) == ()


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_lines_that_differ_only_in_who_pays_are_added_and_nothing_else_is():
    part = slice_(
        budget=(
            line("a", amount=10, funding="stat"),
            line("b", amount=5, funding="kommune"),
            line("c", amount=7, scope="bare sykehus"),
            line("d", amount=9, qualifier="about"),
            line("e", amount=3, kind="forecast"),
        )
    )
    found = money(part)
    assert [group.kind for group in found.groups] == ["budget", "forecast"]
    assert sorted(row.amount.amount for row in found.groups[0].rows) == [7, 9, 15]


def test_a_sum_with_a_withheld_line_is_at_least_and_one_of_withheld_lines_alone_is_withheld():
    some = money(slice_(budget=(line("a", amount=10, funding="x"), line("b", amount=LAW, funding="y"))))
    ((row,),) = [group.rows for group in some.groups]
    assert (row.amount.amount, row.amount.at_least) == (10, True)
    none = money(slice_(budget=(line("a", amount=LAW, funding="x"), line("b", amount=LAW, funding="y"))))
    ((row,),) = [group.rows for group in none.groups]
    assert row.amount.withheld == LAW and row.amount.size is None
    assert none.largest == 0


@pytest.mark.parametrize(
    ("news", "passed"),
    [
        ({"kind": "forecast", "measure": "total", "amount": 101}, True),
        ({"kind": "forecast", "measure": "accumulated", "amount": 100, "qualifier": "over"}, True),
        ({"kind": "actual", "measure": "accumulated", "amount": 101}, True),
        ({"kind": "forecast", "measure": "total", "amount": 100}, False),
        ({"kind": "forecast", "measure": "total", "amount": 300, "qualifier": "up_to"}, False),  # may be less
        ({"kind": "forecast", "measure": "total", "low": 90, "high": 200}, False),  # may be less
        ({"kind": "forecast", "measure": "period", "amount": 300}, False),  # one year is no whole
        ({"kind": "proposed", "measure": "total", "amount": 300}, False),  # nobody has decided it
    ],
)
def test_a_frame_is_passed_only_by_what_is_surely_more(news, passed):
    frame = line("frame", kind="frame", measure="total", amount=100, covers_from=None, covers_to=None)
    found = money(slice_(budget=(frame, line("news", covers_from=None, covers_to=None, **news))))
    assert bool(found.passing) is passed


# ── dependencies ─────────────────────────────────────────────────────────────────────────────────────────────────────
def depends(**changes: object) -> DependencyFact:
    usual = {
        "predecessor": Endpoint(initiative="uid-G", milestone="mg"),
        "successor": Endpoint(initiative="uid-T1"),
        "kind": "delivery",
        "state": "accepted",
        "need_by": from_edtf("2027-01-10"),
        "promised": from_edtf("2027-01-01"),
    }
    return DependencyFact("d", "d", **(usual | changes))


def row_of(fact: DependencyFact, *, giver_date: str = "2027-01-01", **giver: object) -> DependencyRow:
    other = slice_("G", milestones=(milestone("mg", original=giver_date),), gives=(fact,), **giver)
    whole = record(slice_(waits=(fact,)), other)
    (row,) = dependencies(reckoned_for(whole, whole.state.codes["T1"]), whole.state.codes["T1"])
    return row


def concerns(fact: DependencyFact, **giver: object) -> list[tuple[str, int | None]]:
    return [(each.concern, each.days) for each in row_of(fact, **giver).agreement.concerns]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"need_by": from_edtf("2026-11-01")}, [("promise_after_need", 61), ("need_passed", 22)]),
        ({"promised": from_edtf("2027-02-10")}, [("promise_after_need", 31)]),
        ({"promised": None}, [("no_promise", None)]),
        ({"promised": None, "need_by": None, "state": "noted"}, [("noted", None)]),  # nobody has broken a promise
        ({"need_by": from_edtf("2026-11-01"), "state": "fulfilled"}, []),
    ],
)
def test_what_is_wrong_with_a_dependency_is_what_coordination_says(changes, found):
    assert concerns(depends(**changes)) == found


def test_a_giver_whose_milestone_comes_after_the_promise_is_late_and_told_once():
    assert concerns(depends(), giver_date="2027-03-01") == [("claim_after_promise", 59)]
    kept = depends(promised=from_edtf("2027-03-01"))
    assert concerns(kept, giver_date="2027-03-01") == [("promise_after_need", 50)]


def test_a_stopped_giver_and_a_dissolved_owner_are_told():
    assert concerns(depends(), life="stopped") == [("giver_stopped", None)]
    fact = depends(predecessor=Endpoint(external="x"))
    registers = {
        "externals": {"x": ExternalFact("x", "x", "Forskriften", organisation="o")},
        "organisations": {"o": OrganisationFact("o", "o", "Direktoratet", valid_to=from_edtf("2024-01-01"))},
    }
    part = slice_(waits=(fact,))
    whole = record(part, registers=registers)
    (row,) = dependencies(reckoned_for(whole, part), part)
    assert (row.other.name, row.other.owner_name) == ("Forskriften", "Direktoratet")
    assert [each.concern for each in row.agreement.concerns] == ["party_dissolved"]


def test_confirmations_have_an_age_and_continuations_come_last():
    stood = depends(confirmations=(ConfirmationFact("giver", date(2026, 11, 13)),))
    carried_on = replace(depends(kind="continuation", promised=None), uid="d0", key="d0")
    part = slice_(waits=(carried_on, stood))
    whole = record(part, slice_("G"))
    found = dependencies(reckoned_for(whole, part), part)
    assert [row.continuation for row in found] == [False, True]
    assert found[0].stood[0].days == 10
    assert found[1].agreement.concerns == ()


@pytest.mark.parametrize(
    ("changes", "reckoning"),
    [
        ({"binding": True, "successor": Endpoint(initiative="uid-T1", milestone="m1")}, "yes"),
        ({"binding": True}, "whole"),
        ({"successor": Endpoint(initiative="uid-T1", milestone="m1")}, "loose"),
        ({"binding": True, "state": "disputed"}, "disputed"),
        ({"state": "noted"}, "noted"),
        ({"state": "fulfilled"}, "over"),
    ],
)
def test_whether_plans_go_by_an_agreement_and_if_not_why(changes, reckoning):
    fact = depends(**changes)
    part = slice_(waits=(fact,), milestones=(milestone("m1", original="2027-03-01"),))
    giver = slice_("G", milestones=(milestone("mg", original="2027-01-01"),), gives=(fact,))
    whole = record(part, giver)
    (row,) = dependencies(reckoned_for(whole, part), part)
    assert row.reckoning == reckoning
    assert row.tried == ("mg" if row.agreement.scheduled else "")  # only what moves somebody is worth trying


# ── verdicts ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def report(organisation: str, colour: str, submitted: str = "2026-11-10", **changes: object) -> ReportFact:
    rating = RatingFact("overall", colour, assessed=str(changes.pop("assessed", "")))
    state = str(changes.pop("state", "submitted"))
    day = date.fromisoformat(submitted)
    return ReportFact(organisation, "2026-3", state, 1, day, organisation=organisation, ratings=(rating,), **changes)


BODIES = {each: OrganisationFact(each, each, each.upper()) for each in ("hdir", "nhn")}
TWO = (ReporterFact("hdir", lead=True), ReporterFact("nhn", lead=False))


def verdict(*reports: ReportFact, observations=(), **part: object):
    statuses = {"uid-T1": InitiativeStatus(tuple(observations), reports)}
    whole = record(slice_(**part), statuses=statuses, registers={"organisations": BODIES})
    return verdicts(whole, whole.state.codes["T1"])


def test_two_reporters_stand_side_by_side_and_the_leads_word_counts():
    found = verdict(report("nhn", "green", "2026-11-20"), report("hdir", "red"), reporters=TWO)
    assert [
        (each.organisation and each.organisation.key, each.rating.declared, each.counts) for each in found.words
    ] == [
        ("hdir", "red", True),
        ("nhn", "green", False),
    ]


def test_a_reporter_that_has_not_spoken_is_named():
    found = verdict(report("nhn", "green"), reporters=TWO)
    assert [each.key for each in found.silent] == ["hdir"]
    assert [each.counts for each in found.words] == [True]  # the only word there is


def test_a_draft_is_no_word_and_age_is_counted_from_the_day_it_was_given():
    assert verdict(report("hdir", "green", state="draft")).words == ()
    assert verdict(report("hdir", "green", "2026-11-13")).words[0].days == 10


def test_a_colour_better_than_the_facts_is_contradicted_whoever_said_it_last():
    late = {"milestones": (milestone(original="2026-01-01", forecast="2027-01-01"),)}
    assert verdict(report("hdir", "green"), **late).contradicted
    assert not verdict(report("hdir", "red"), **late).contradicted
    assert verdict(observations=[observation("yellow")], **late).contradicted
    assert not verdict(report("hdir", "none"), **late).contradicted  # no colour is no claim


def test_what_the_secretariat_says_is_of_the_word_that_counts():
    found = verdict(report("nhn", "green", assessed="red"), report("hdir", "yellow", assessed="yellow"), reporters=TWO)
    assert found.assessed and found.assessed.assessed == "yellow"


def test_in_a_locked_round_the_word_given_in_it_stands_whatever_another_round_says_later():
    later = replace(report("hdir", "green", "2026-11-20", assessed="green"), period="AH-1")
    own = report("hdir", "yellow", assessed="red", state="approved")
    statuses = {"uid-T1": InitiativeStatus((), (own, later))}
    whole = record(slice_(reporters=TWO[:1]), statuses=statuses, registers={"organisations": BODIES})
    period = PeriodFact("p", "2026-3", "Tredje tertial", "tertial", "locked", date(2026, 11, 30))

    def told(found):
        said = verdicts(found, found.state.codes["T1"])
        return said.words[0].rating.declared, said.assessed.assessed

    assert told(whole) == ("green", "green")
    assert told(replace(whole, period=period)) == ("yellow", "red")


def test_of_two_rounds_on_one_day_the_sides_tell_of_the_one_that_stands():
    both = InitiativeStatus((), (report("hdir", "yellow"), replace(report("hdir", "green"), period="AH-1")))
    whole = record(slice_(reporters=TWO[:1]), statuses={"uid-T1": both}, registers={"organisations": BODIES})
    part = whole.state.codes["T1"]

    assert verdicts(whole, part).words[0].rating.declared == whole.standing(part).declared


def test_an_initiative_that_rests_gets_no_computed_colour():
    found = verdict(life="stopped", milestones=(milestone(original="2020-01-01"),))
    assert found.overall == Colour.NONE


# ── family and history ───────────────────────────────────────────────────────────────────────────────────────────────
def test_siblings_are_those_that_carry_on_the_same_predecessor():
    fates = tuple(SuccessionFact(f"s{n}", "uid-OLD", f"uid-T{n}", "continued") for n in (1, 2))
    one = slice_("T1", origins=(fates[0],), whole="uid-OLD")
    whole = record(slice_("OLD", fates=fates), one, slice_("T2", origins=(fates[1],)))
    found = lineage(whole, one)
    assert [each.part.code for each in found.siblings] == ["T2"]
    assert found.whole and found.whole.part.code == "OLD"
    assert [each.part.code for each in lineage(whole, whole.state.codes["OLD"]).parts] == ["T1"]


def test_a_predecessor_not_known_at_the_time_is_told_without_its_name():
    one = slice_("T1", origins=(SuccessionFact("s", "uid-GONE", "uid-T1", "renamed"),))
    assert lineage(record(one), one).origins[0].other is None


def test_the_grid_has_the_last_words_in_order_and_only_rated_dimensions():
    words = [observation("green", f"2026-0{n}-01") for n in range(1, 8)]
    rated = ReportFact(
        "r",
        "2026-3",
        "approved",
        1,
        date(2026, 11, 1),
        ratings=(RatingFact("overall", "red"), RatingFact("time", "red")),
    )
    found = grid(InitiativeStatus(tuple(words), (rated,)))
    assert len(found.columns) == 6 and found.columns[-1].period == "2026-3"
    assert [name for name, _cells in found.rows] == ["overall", "time"]
    assert found.rows[1][1][:-1] == (None,) * 5
