"""Exceptions, dates, dependencies and cases of the overview: what comes first, and what is kept apart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.facts import (
    BodyFact,
    CaseFact,
    DependencyFact,
    Endpoint,
    ExternalFact,
    OrganisationFact,
    OwnerFact,
)
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, ReportFact
from reporting.domain.figures.overview import overview
from reporting.domain.figures.overview_cases import waiting
from reporting.domain.figures.overview_dates import dates
from reporting.domain.figures.overview_exceptions import calm, causes, exceptions, resting
from reporting.domain.figures.overview_ground import Ground
from tests.build import TODAY, milestone, observation, record, slice_

OWNERS = {key: OrganisationFact(key, key, f"Eier {key}") for key in ("a", "b")}


def owned(code, owner, **changes):
    return slice_(code, owners=(OwnerFact(owner, "accountable"),), **changes)


def day(offset):
    return exact(TODAY + timedelta(offset))


def test_red_comes_first_then_what_worsened_then_yellow_and_examples_last_of_each():
    parts = [slice_(f"T{n}", example=n == 2) for n in range(1, 7)]
    now = dict(zip(("T1", "T2", "T3", "T4", "T5", "T6"), ("yellow", "red", "red", "yellow", "green", ""), strict=True))
    then = {"T1": "yellow", "T2": "red", "T3": "red", "T4": "green"}
    shown = record(*parts, said={code: [observation(colour)] for code, colour in now.items() if colour})
    before = record(*parts, said={code: [observation(colour, "2026-01")] for code, colour in then.items()})
    ground = Ground(shown, before)
    assert [each.part.code for each in exceptions(ground)] == ["T3", "T2", "T4", "T1"]
    assert [each.worse for each in exceptions(ground)] == [False, False, True, False]
    assert [each.code for each in calm(ground)] == ["T5"]


def test_a_red_part_of_a_programme_is_an_exception_of_its_own():
    parts = slice_("T1"), slice_("T2", whole="uid-T1")
    ground = Ground(record(*parts, said={"T2": [observation("red")]}), None)
    assert [(each.part.code, each.within) for each in exceptions(ground)] == [("T2", "T1")]


def test_a_colour_better_than_facts_say_is_marked():
    late = slice_(milestones=(milestone(original="2026-01", forecast="2027-06"),))
    found = exceptions(Ground(record(late, said={"T1": [observation("yellow")]}), None))
    assert (found[0].computed, found[0].contradicted) == ("red", True)


def test_an_overdue_measure_is_told():
    due = observation("red", measure="Ny leverandør", measure_due=day(-1))
    found = exceptions(Ground(record(slice_(), said={"T1": [due]}), None))
    assert found[0].overdue(TODAY)
    assert not found[0].overdue(TODAY - timedelta(1))


def test_causes_are_counted_the_most_common_first():
    said = {
        f"T{n}": [observation("yellow", cause=cause)] for n, cause in enumerate(("quality", "funding", "quality", ""))
    }
    ground = Ground(record(*(slice_(code) for code in said), said=said), None)
    assert causes(exceptions(ground)) == (("quality", 2), ("funding", 1))


def test_what_has_no_colour_says_why_and_what_is_over_is_left_out():
    parts = (
        slice_("T1"),
        slice_("T2", life="paused"),
        slice_("T3", entries=(replace(slice_().entries[0], category="planned"),)),
        slice_("T4", life="completed"),
        slice_("T5", life="stopped"),
    )
    found = resting(Ground(record(*parts, said={"T2": [observation("red")]}), None))
    assert [(each.part.code, each.why) for each in found] == [("T1", "silent"), ("T2", "paused"), ("T3", "planned")]


@pytest.mark.parametrize(("offset", "coming", "silent"), [(-1, 0, 1), (0, 1, 0), (90, 1, 0), (91, 0, 0)])
def test_the_next_ninety_days_include_both_ends_and_the_past_is_unconfirmed(offset, coming, silent):
    part = slice_(milestones=(milestone(original=day(offset).edtf),))
    found = dates(Ground(record(part), None))
    assert (len(found.coming), len(found.unconfirmed)) == (coming, silent)
    assert [each.days for each in found.unconfirmed] == [1] * silent


def test_late_and_unconfirmed_are_never_the_same():
    late = milestone("m1", original="2026-01-01", forecast=day(200).edtf)
    passed = milestone("m2", original="2026-01-01", forecast="2026-06-01")
    reached = milestone("m3", original="2026-01-01", actual="2026-06-01")
    found = dates(Ground(record(slice_(milestones=(late, passed, reached))), None))
    assert [each.name for each in found.late] == ["Milepæl m1"]
    assert [each.name for each in found.unconfirmed] == ["Milepæl m2"]
    assert found.coming == ()


def test_dates_of_what_is_not_active_are_not_awaited():
    paused = slice_(life="paused", milestones=(milestone(original="2020"),))
    assert dates(Ground(record(paused), None)).unconfirmed == ()


def test_the_longest_comes_first_and_examples_after_real_ones():
    parts = (
        slice_("T1", milestones=(milestone("m1", original="2026-10"),)),
        slice_("T2", milestones=(milestone("m2", original="2020"),), example=True),
        slice_("T3", milestones=(milestone("m3", original="2022"),)),
    )
    found = dates(Ground(record(*parts), None))
    assert [each.part.code for each in found.unconfirmed] == ["T3", "T1", "T2"]
    assert found.unconfirmed_examples == 1


def dependency(**changes):
    usual = {
        "uid": "d1",
        "key": "D1",
        "predecessor": Endpoint(initiative="uid-T1"),
        "successor": Endpoint(initiative="uid-T2"),
        "kind": "delivery",
        "state": "accepted",
        "need_by": day(100),
        "promised": day(90),
    }
    return DependencyFact(**(usual | changes))


def told(shown):
    """Which agreements oversikt lists as in danger, each with its worst concern, and how many nobody stands by."""
    figure = overview(shown, None)
    worst = [(each.agreement.worst.concern, each.agreement.worst.days) for each in figure.endangered]
    return worst, {str(why): len(rows) for why, rows in figure.agreements.loose.items()}


def danger_of(giver=None, owners=("a", "b"), **changes):
    fact = dependency(**changes)
    parts = owned("T1", owners[0], **(giver or {})), owned("T2", owners[1], waits=(fact,))
    return told(record(*parts, registers={"organisations": OWNERS}))


@pytest.mark.parametrize(
    ("changes", "danger", "loose"),
    [
        ({}, [], {}),
        ({"state": "disputed"}, [("disputed", None)], {}),
        ({"need_by": day(-5)}, [("promise_after_need", 95)], {}),
        ({"need_by": day(-5), "promised": None}, [("need_passed", 5)], {}),
        ({"need_by": day(-5), "state": "fulfilled"}, [], {}),
        ({"need_by": day(-5), "state": "withdrawn"}, [], {}),
        ({"need_by": day(-5), "fulfilled": day(-6)}, [], {}),
        ({"promised": day(130)}, [("promise_after_need", 30)], {}),
        ({"promised": None}, [], {"no_promise": 1}),
        ({"promised": None, "state": "noted"}, [], {"noted": 1}),
        ({"promised": None, "need_by": None, "state": "noted"}, [], {"noted": 1}),
        ({"giver": {"life": "stopped"}}, [("giver_stopped", None)], {}),
        ({"giver": {"life": "completed"}, "promised": None}, [], {"unreceipted": 1}),
        ({"owners": ("a", "a"), "state": "disputed"}, [], {}),
    ],
)
def test_an_agreement_between_owners_is_in_danger_for_a_reason_and_else_only_counted(changes, danger, loose):
    assert danger_of(**changes) == (danger, loose)


def test_a_giver_whose_organisation_is_gone_leaves_the_agreement_without_a_party():
    gone = {**OWNERS, "a": replace(OWNERS["a"], valid_to=day(-1))}
    parts = owned("T1", "a"), owned("T2", "b", waits=(dependency(),))
    assert told(record(*parts, registers={"organisations": gone})) == ([("party_dissolved", None)], {})


def test_somebody_outside_the_portfolio_is_named():
    outside = {"x": ExternalFact("x", "x", "EPJ-leverandører")}
    fact = dependency(predecessor=Endpoint(external="x"), state="disputed")
    shown = record(owned("T2", "b", waits=(fact,)), registers={"organisations": OWNERS, "externals": outside})
    (found,) = overview(shown, None).endangered
    assert (found.giver.part, found.giver.name) == (None, "EPJ-leverandører")


def test_the_worst_danger_comes_first_and_examples_after_real_ones():
    facts = tuple(
        dependency(uid=f"d{n}", key=f"D{n}", **changes)
        for n, changes in enumerate(
            (
                {"state": "noted", "need_by": None, "promised": None},
                {"need_by": day(-1), "promised": None},
                {"state": "disputed", "basis": "example"},
                {"state": "disputed"},
            )
        )
    )
    parts = owned("T1", "a"), owned("T2", "b", waits=facts)
    shown = record(*parts, registers={"organisations": OWNERS})
    assert [each.agreement.uid for each in overview(shown, None).endangered] == ["d3", "d2", "d1"]
    assert told(shown)[1] == {"noted": 1}


def test_undecided_cases_come_once_by_meeting_and_then_what_reports_ask_for():
    first, second = (
        CaseFact("c1", "Sak 1", "approval", body="r", meeting=day(20)),
        CaseFact("c2", "Sak 2", "discussion"),
    )
    decided = CaseFact("c3", "Sak 3", "approval", decided=True)
    asked = ReportFact("r1", "2026-3", "submitted", 1, TODAY, decision_asked="Penger for 2027")
    drafted, old = replace(asked, state="draft"), replace(asked, period="2026-2")
    parts = slice_("T1", cases=(second, first, decided)), slice_("T2", cases=(first,))
    shown = record(
        *parts,
        statuses={"uid-T2": InitiativeStatus(reports=(old, drafted, asked))},
        period=PeriodFact("p", "2026-3", "", "tertial", "open", TODAY),
        registers={"bodies": {"r": BodyFact("r", "nuit", "NUIT")}},
    )
    found = waiting(Ground(shown, None))
    assert [(each.title, each.body, each.asked) for each in found] == [
        ("Sak 1", "NUIT", False),
        ("Sak 2", "", False),
        ("Penger for 2027", "", True),
    ]


@pytest.mark.parametrize(
    ("period", "state", "shown"),
    [
        ("open", "returned", True),
        ("open", "draft", False),
        ("locked", "approved", True),
        ("locked", "submitted", True),
        ("locked", "returned", False),  # it stands as not reported
        ("locked", "exempt", False),
    ],
)
def test_in_a_locked_round_only_what_was_delivered_asks_and_shines(period, state, shown):
    said = ReportFact("r", "2026-3", state, 1, TODAY, decision_asked="Penger", highlight="Ti kontor")
    known = record(
        slice_("T1"),
        statuses={"uid-T1": InitiativeStatus(reports=(said,), duties=(DutyFact("r", "2026-3", state),))},
        period=PeriodFact("p", "2026-3", "", "tertial", period, TODAY),
    )
    found = overview(known, None)
    told = [each.title for each in found.waiting], [each.text for each in found.bright]
    assert told == ((["Penger"], ["Ti kontor"]) if shown else ([], []))


def test_what_a_report_asks_for_stands_once_when_it_is_a_case_and_not_at_all_when_it_is_decided():
    waits = CaseFact("c1", "T1 Tiltak: tilslutning", "endorsement", meeting=day(20))
    done = CaseFact("c2", "T2 Tiltak: godkjenning", "approval", decided=True)
    off = ReportFact("r3", "2026-3", "approved", 1, TODAY, decision_asked="Tatt av lista", cases=("c9",))
    asked = [replace(off, uid=f"r{n}", decision_asked=f"Spørsmål {n}", cases=(f"c{n}",)) for n in (1, 2)]
    shown = record(
        *(slice_("T1", cases=(waits,)), slice_("T2", cases=(done,)), slice_("T3")),
        statuses={f"uid-T{n}": InitiativeStatus(reports=(each,)) for n, each in enumerate([*asked, off], start=1)},
        period=PeriodFact("p", "2026-3", "", "tertial", "open", TODAY),
    )
    found = waiting(Ground(shown, None))
    assert [(each.title, each.case, each.asked) for each in found] == [
        ("T1 Tiltak: tilslutning", "c1", True),
        ("Tatt av lista", "", True),
    ]


def test_need_dates_told_as_a_year_pass_with_the_year():
    assert danger_of(need_by=from_edtf("2026"), promised=day(30))[0] == []
    assert danger_of(need_by=from_edtf("2025"), promised=None)[0] == [("need_passed", 327)]
