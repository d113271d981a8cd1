"""The rules of a round: who must report, which moves lead where, what a report must say, when people are reminded."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.facts import EntryFact, OrganisationFact, OwnerFact, ReporterFact
from initiatives.domain.refusals import Why
from reporting.domain.answers import OVERALL, Answer, Answers, dimensions, is_calm, problems, said
from reporting.domain.duties import Duty, duties
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact, TextFact
from reporting.domain.lifecycle import (
    AWAITED,
    DELIVERED,
    PeriodMove,
    ReportMove,
    period_after,
    report_after,
    report_moves,
)
from reporting.domain.readiness import readiness
from reporting.domain.record import Record
from reporting.domain.reminders import due_stage
from reporting.domain.standing import UNREPORTED
from reporting.domain.vocabulary import PeriodState, ReportState, Stage
from tests.build import TODAY, observation, slice_, state

PERIOD = PeriodFact("p", "2026-3", "Tredje tertial", "tertial", "open", date(2026, 11, 1), plan="plan")


def whys(answers: Answers, computed: dict[str, str] | None = None, form: str = "full") -> dict[str, Why]:
    return {each.field: each.why for each in problems(answers, computed or {}, form, TODAY)}


def whole(colour: str, **changes: Any) -> Answers:
    answer = Answer(colour, changes.pop("reason", ""), changes.pop("cause", ""))
    return Answers(ratings={OVERALL: answer}, **changes)


MEASURED = {"measure": "Leie inn to", "measure_owner": "Prosjekteier", "measure_due": exact(TODAY)}


# ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_period_goes_only_forward_and_a_locked_one_nowhere() -> None:
    found = {(state, move): period_after(state, move) for state in PeriodState for move in PeriodMove}

    assert {key: after for key, after in found.items() if after} == {
        (PeriodState.PLANNED, PeriodMove.OPEN): PeriodState.OPEN,
        (PeriodState.OPEN, PeriodMove.LOCK): PeriodState.LOCKED,
    }


def test_only_what_is_delivered_is_approved_or_sent_back_and_only_what_is_awaited_submitted() -> None:
    for each in ReportState:
        assert (report_after(each, ReportMove.SUBMIT) is not None) == (each in AWAITED)
        assert (report_after(each, ReportMove.RETURN) is not None) == (each in DELIVERED)
        assert (report_after(each, ReportMove.APPROVE) is not None) == (each in DELIVERED)
        assert (report_after(each, ReportMove.EXEMPT) is not None) == (each in AWAITED)
    assert report_moves(ReportState.EXEMPT) == (ReportMove.INCLUDE,)


# ── who must report ──────────────────────────────────────────────────────────────────────────────────────────────────


def place(category: str = "ongoing", segment: str = "", plan: str = "plan", left: str = "") -> EntryFact:
    return EntryFact("e", plan, category, segment, left=from_edtf(left) if left else None)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"entries": (place(""),)}, True),
        ({"entries": (place("planned"),)}, False),
        ({"entries": (place("wanted"),)}, False),
        ({"entries": (place(plan="another"),)}, False),
        ({"entries": (place(left="2026-01"),)}, False),
        ({"life": "paused"}, False),
        ({"life": "completed"}, False),
    ],
)
def test_what_is_under_way_in_the_plan_of_the_round_must_report(changes: dict[str, Any], asked: bool) -> None:
    found = duties(state(slice_("T1", **({"entries": (place(),)} | changes))), PERIOD)

    assert bool(found) is asked


def test_every_organisation_that_reports_is_asked_and_one_of_them_leads() -> None:
    two = (ReporterFact("nhn", False), ReporterFact("hdir", True))
    nobody_leads = (ReporterFact("nhn", False), ReporterFact("hdir", False))

    assert duties(state(slice_("T1", reporters=two)), PERIOD) == (
        Duty("uid-T1", "nhn", False, "full"),
        Duty("uid-T1", "hdir", True, "full"),
    )
    assert [each.lead for each in duties(state(slice_("T1", reporters=nobody_leads)), PERIOD)] == [True, False]


def test_an_organisation_that_is_named_twice_is_asked_once() -> None:
    twice = (ReporterFact("hdir", True), ReporterFact("nhn", False), ReporterFact("hdir", False))

    found = duties(state(slice_("T1", reporters=twice)), PERIOD)

    assert [(each.organisation, each.lead) for each in found] == [("hdir", True), ("nhn", False)]


def test_without_a_reporter_the_owner_is_asked_and_without_an_owner_nobody_by_name() -> None:
    owner = OrganisationFact("hdir", "hdir", "Helsedirektoratet", "directorate")
    owned = slice_("T1", owners=(OwnerFact("hdir", "accountable"),))

    found = duties(state(owned, slice_("T2"), organisations={"hdir": owner}), PERIOD)

    assert [each.organisation for each in found] == ["hdir", None]


def test_the_form_follows_the_segment_and_a_segment_may_be_let_off_altogether() -> None:
    period = PeriodFact(
        "p",
        "c",
        "n",
        "tertial",
        "open",
        TODAY,
        plan="plan",
        form="full",
        forms={"Koordinere": "light", "Observere": "none"},
    )
    parts = [slice_(f"T{n}", entries=(place(segment=each),)) for n, each in enumerate(("", "Koordinere", "Observere"))]

    assert [(each.initiative, each.form) for each in duties(state(*parts), period)] == [
        ("uid-T0", "full"),
        ("uid-T1", "light"),
    ]


# ── what a report must say ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_green_report_as_the_facts_needs_nothing_more() -> None:
    assert whys(whole("green"), {"overall": "green"}) == {}
    assert whys(whole("green"), {"overall": "none"}) == {}


def test_a_colour_for_the_whole_must_be_given() -> None:
    assert whys(Answers()) == {"colour_overall": Why.REQUIRED}
    assert whys(whole("purple")) == {"colour_overall": Why.UNKNOWN_CODE}


@pytest.mark.parametrize(("declared", "computed", "asked"), [
    ("green", "yellow", True), ("green", "red", True), ("yellow", "red", True), ("none", "red", True),
    ("none", "yellow", True), ("yellow", "yellow", False), ("red", "green", False), ("green", "none", False),
])  # fmt: skip
def test_a_better_colour_than_the_facts_give_needs_a_reason(declared: str, computed: str, asked: bool) -> None:
    given = Answers(ratings={OVERALL: Answer("red", "", "other"), "time": Answer(declared)}, **MEASURED)

    assert (whys(given, {"time": computed}).get("reason_time") == Why.BETTER_THAN_FACTS) is asked
    reasoned = Answers(ratings={OVERALL: Answer("red", "", "other"), "time": Answer(declared, "Fordi")}, **MEASURED)
    assert "reason_time" not in whys(reasoned, {"time": computed})


def test_the_whole_better_than_its_worst_part_needs_a_reason() -> None:
    given = Answers(ratings={OVERALL: Answer("green"), "time": Answer("red", "", "other")}, **MEASURED)

    assert whys(given) == {"reason_overall": Why.BETTER_THAN_PARTS}


def test_leaving_the_whole_unrated_needs_a_reason() -> None:
    assert whys(whole("none")) == {"reason_overall": Why.UNASSESSED_NEEDS_REASON}
    assert whys(whole("none", reason="Ikke begynt")) == {}


@pytest.mark.parametrize("colour", ["yellow", "red"])
def test_yellow_and_red_need_a_coded_cause_and_who_does_what_until_when(colour: str) -> None:
    assert whys(whole(colour)) == {
        "cause_overall": Why.CAUSE_NEEDED,
        "measure": Why.MEASURE_NEEDED,
        "measure_owner": Why.MEASURE_NEEDED,
        "measure_due": Why.MEASURE_NEEDED,
    }
    assert whys(whole(colour, cause="quality", **MEASURED)) == {}


def test_a_measure_that_should_have_been_done_is_no_measure() -> None:
    late = MEASURED | {"measure_due": exact(TODAY - timedelta(days=1))}

    assert whys(whole("red", cause="quality", **late)) == {"measure_due": Why.PASSED}


def test_a_dimension_without_a_cause_has_that_of_the_whole() -> None:
    ratings = {OVERALL: Answer("red", "", "quality"), "time": Answer("red")}

    assert whys(Answers(ratings=ratings, **MEASURED), {"time": "red"}) == {}
    assert whys(Answers(ratings={OVERALL: Answer("green", "Så vidt"), "time": Answer("red")}, **MEASURED)) == {
        "cause_time": Why.CAUSE_NEEDED
    }


def test_a_light_form_asks_only_of_the_whole() -> None:
    assert dimensions("light") == (OVERALL,)
    assert len(dimensions("full")) == 7
    given = Answers(ratings={OVERALL: Answer("green"), "time": Answer("green")})
    assert whys(given, {"time": "red", "overall": "green"}, "light") == {}


def test_what_is_asked_of_a_body_says_what_kind_of_case_it_is() -> None:
    assert whys(whole("green", decision_asked="Slutte seg til")) == {"decision_kind": Why.INCOMPLETE}
    assert whys(whole("green", decision_kind="endorsement")) == {"decision_asked": Why.INCOMPLETE}
    assert whys(whole("green", decision_kind="wish", decision_asked="x")) == {"decision_kind": Why.UNKNOWN_CODE}


@given(st.sampled_from(("green", "yellow", "red", "none")), st.sampled_from(("green", "yellow", "red", "none", "")))
def test_whatever_the_facts_give_a_report_can_always_be_finished(declared: str, computed: str) -> None:
    given = whole(declared, reason="Slik er det", cause="other", **MEASURED)

    assert whys(given, {"overall": computed}) == {}


def test_last_times_report_is_what_the_next_one_begins_with() -> None:
    rating = RatingFact("overall", "red", assessed="red", reason="Sent ute", cause="quality", measure="Leie inn")
    report = ReportFact("r", "2026-2", "approved", 1, TODAY, ratings=(rating,), summary="Sånn", highlight="Ti kontor")

    found = said(report)

    assert found.overall == Answer("red", "Sent ute", "quality")
    assert (found.measure, found.summary, found.highlight, found.no_change) == ("Leie inn", "Sånn", "Ti kontor", False)


@pytest.mark.parametrize(
    ("changes", "computed", "before", "calm"),
    [
        ({}, "green", "green", True),
        ({}, "none", "", True),
        ({}, "yellow", "green", False),
        ({}, "green", "red", False),
        ({"decision_asked": "Penger"}, "green", "green", False),
        ({"given_by": "Kari"}, "green", "green", False),
        ({"ratings": (RatingFact("overall", "yellow"),)}, "green", "green", False),
        ({"ratings": (RatingFact("overall", "green"), RatingFact("money", "red"))}, "green", "green", False),
        ({"ratings": ()}, "green", "green", False),
    ],
)
def test_only_what_is_green_in_every_way_may_be_approved_unread(
    changes: dict[str, Any], computed: str, before: str, calm: bool
) -> None:
    usual: dict[str, Any] = {"ratings": (RatingFact("overall", "green"), RatingFact("time", "none"))}

    assert is_calm(ReportFact("r", "2026-3", "submitted", 1, TODAY, **(usual | changes)), computed, before) is calm


# ── reminders ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [(8, None), (7, "week_before"), (2, "week_before"), (1, "day_before"), (0, "day_before"), (-1, "late"),
     (-6, "late"), (-7, "week_late"), (-60, "week_late")],
)  # fmt: skip
def test_each_stage_has_its_days(days_left: int, stage: str | None) -> None:
    found = due_stage(TODAY + timedelta(days=days_left), TODAY, ())

    assert found == (Stage(stage) if stage else None)


def test_nobody_is_reminded_right_after_a_letter_of_a_deadline_that_is_far_off() -> None:
    deadline = TODAY + timedelta(days=5)

    assert due_stage(deadline, TODAY, {"kick_off"}, TODAY - timedelta(days=1)) is None
    assert due_stage(deadline, TODAY, {"kick_off"}, TODAY - timedelta(days=3)) is Stage.WEEK_BEFORE
    assert due_stage(TODAY, TODAY, {"manual"}, TODAY) is Stage.DAY_BEFORE


@given(st.integers(0, 60), st.lists(st.booleans(), min_size=70, max_size=70))
def test_however_often_it_runs_each_stage_is_sent_once(start: int, runs: list[bool]) -> None:
    deadline, sent, last, told = TODAY + timedelta(days=start), set(), None, []
    for n, runs_today in enumerate(runs):
        day = TODAY + timedelta(days=n)
        for _ in range(2 if runs_today else 0):
            stage = due_stage(deadline, day, sent, last)
            if stage is not None:
                sent.add(stage.value)
                last = day
                told.append(stage)

    assert len(told) == len(set(told))
    assert told == sorted(told, key=list(Stage).index)


# ── what stands in a locked round, and whether it can be locked ──────────────────────────────────────────────────────


def reported(state_: str, declared: str = "green", assessed: str = "", **changes: Any) -> InitiativeStatus:
    """An initiative that was to report, and has (unless it is a draft)."""
    rating = RatingFact("overall", declared, assessed, **changes)
    report = ReportFact("r", "2026-3", state_, 1, date(2026, 11, 10), ratings=(rating,))
    duty = DutyFact("r", "2026-3", state_)
    return InitiativeStatus((observation("red", "2026-11-20"),), () if state_ == "draft" else (report,), (duty,))


def locked_record(status: InitiativeStatus) -> Record:
    period = PeriodFact("p", "2026-3", "n", "tertial", "locked", date(2026, 11, 22))
    return Record(state(slice_("T1")), {"uid-T1": status}, period)


@pytest.mark.parametrize(
    ("status", "colour", "declared", "origin"),
    [
        (reported("approved", "green", "yellow"), "yellow", "green", "report"),
        (reported("approved", "green"), "green", "green", "report"),
        (reported("submitted", "green"), "none", "green", "report"),
        (reported("returned", "green"), "none", "", UNREPORTED),
        (reported("draft"), "none", "", UNREPORTED),
    ],
)
def test_in_a_locked_round_only_what_the_secretariat_has_assessed_counts(
    status: InitiativeStatus, colour: str, declared: str, origin: str
) -> None:
    found = locked_record(status)

    standing = found.standing(slice_("T1"))
    assert standing is not None
    assert (standing.colour, standing.declared, standing.origin) == (colour, declared, origin)
    assert found.required(slice_("T1"))


def test_who_was_let_off_does_not_count_and_keeps_the_last_word() -> None:
    found = locked_record(reported("exempt"))

    assert not found.required(slice_("T1"))
    assert found.standing(slice_("T1")).colour == "red"  # type: ignore[union-attr]


def test_while_the_round_is_open_the_last_word_stands() -> None:
    period = PeriodFact("p", "2026-3", "n", "tertial", "open", date(2026, 11, 22))
    found = Record(state(slice_("T1")), {"uid-T1": reported("draft")}, period)

    assert found.standing(slice_("T1")).colour == "red"  # type: ignore[union-attr]
    assert found.required(slice_("T1"))


def test_where_two_report_the_leads_word_counts_though_the_other_spoke_later() -> None:
    def told(organisation: str, colour: str, day: int, *, lead: bool) -> ReportFact:
        rated = (RatingFact("overall", colour),)
        return ReportFact(
            organisation, "2026-3", "approved", 1, date(2026, 11, day), organisation, ratings=rated, lead=lead
        )

    both = InitiativeStatus(reports=(told("hdir", "yellow", 10, lead=True), told("nhn", "red", 12, lead=False)))
    only_other = InitiativeStatus(reports=(told("nhn", "red", 12, lead=False),))

    record = Record(state(slice_("T1")), {"uid-T1": both})
    assert record.standing(slice_("T1")).colour == "yellow"  # type: ignore[union-attr]
    assert Record(state(slice_("T1")), {"uid-T1": only_other}).standing(slice_("T1")).colour == "red"  # type: ignore[union-attr]


def test_a_round_is_ready_when_all_is_approved_with_its_measures() -> None:
    texts = (TextFact("summary", "nb", "Slik går det"), TextFact("common_causes", "nb", "Folk mangler"))
    status = reported("approved", "yellow", measure="Leie", measure_owner="PE", measure_due=exact(TODAY))

    found = readiness(Record(state(slice_("T1")), {"uid-T1": status}, PERIOD, texts), PERIOD)

    assert (found.asked, found.gaps, found.texts, found.needs_reason) == (1, (), (), False)


def test_what_is_missing_is_told_by_name() -> None:
    statuses = {
        "uid-T1": reported("draft"),
        "uid-T2": reported("returned"),
        "uid-T3": reported("submitted"),
        "uid-T4": reported("approved", "red"),
        "uid-T5": reported("exempt"),
    }
    record = Record(state(*(slice_(f"T{n}") for n in range(1, 6))), statuses, PERIOD)

    found = readiness(record, PERIOD)

    assert (found.missing, found.returned, found.unassessed, found.without_measure) == (
        ("T1",),
        ("T2",),
        ("T3",),
        ("T4",),
    )
    assert found.gaps == ("T1", "T2", "T3", "T4")
    assert (found.asked, found.texts) == (4, ("summary", "common_causes"))


@pytest.mark.parametrize(("declared", "assessed", "missing"), [("green", "red", ("T1",)), ("red", "green", ())])
def test_a_measure_is_missing_by_the_colour_that_counts(declared: str, assessed: str, missing: tuple[str, ...]) -> None:
    record = Record(state(slice_("T1")), {"uid-T1": reported("approved", declared, assessed)}, PERIOD)

    assert readiness(record, PERIOD).without_measure == missing


def test_before_the_cut_off_has_passed_locking_needs_a_reason() -> None:
    period = PeriodFact("p", "2026-3", "n", "tertial", "open", TODAY)

    assert readiness(Record(state(), {}, period), period).needs_reason
    assert not readiness(Record(state(), {}, PERIOD), PERIOD).needs_reason


# ── several reporters ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lead", "counts"),
    [("returned", "lead"), ("submitted", "lead"), ("approved", "lead"), ("exempt", "other"), (None, "other")],
)
def test_the_leads_word_counts_unless_it_gave_none_or_was_let_off_after_it_had(lead: str | None, counts: str) -> None:
    other = ReportFact("other", "2026-3", "approved", 1, TODAY - timedelta(1), lead=False)
    reports = [other, ReportFact("lead", "2026-3", lead, 1, TODAY)] if lead else [other]

    found = InitiativeStatus(reports=tuple(reports)).report_in("2026-3")

    assert found is not None
    assert found.uid == counts


def test_what_one_said_before_it_was_let_off_still_stands_where_nobody_else_reports() -> None:
    only = ReportFact("lead", "2026-3", "exempt", 1, TODAY)

    assert InitiativeStatus(reports=(only,)).report_in("2026-3") == only
