"""What stands around a report: last time's words, what was sent, what others say, and what dates lead to."""

from dataclasses import replace
from datetime import date
from typing import Any

from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.facts import DependencyFact, Endpoint, ReporterFact
from reporting.domain.answers import OVERALL
from reporting.domain.facts import CommentFact, DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.figures.my_reports import in_order, rounds
from reporting.domain.figures.report_consequences import consequences
from reporting.domain.figures.report_dates import Typed, row, with_dates
from reporting.domain.figures.report_ground import ReportGround, before, ground
from reporting.domain.record import Record
from tests.build import TODAY, milestone, observation, record, slice_

PERIOD = PeriodFact("p", "2026-3", "Tredje tertial", "tertial", "open", date(2026, 12, 31), deadline=date(2026, 12, 15))


def report(uid: str = "r", period: str = "2026-2", state: str = "approved", day: int = 1, **more: Any) -> ReportFact:
    ratings = more.pop("ratings", (RatingFact(OVERALL, "yellow", cause="quality", measure="Mer test"),))
    return ReportFact(uid, period, state, 1, date(2026, 8, day), ratings=ratings, **more)


def duty(uid: str = "r3", period: str = "2026-3", state: str = "draft", **more: Any) -> DutyFact:
    return DutyFact(uid, period, state, **more)


def of(*duties: DutyFact, reports: tuple[ReportFact, ...] = (), period: PeriodFact = PERIOD, **more: Any) -> Record:
    status = InitiativeStatus(tuple(more.pop("observations", ())), reports, duties)
    part = slice_("T1", **more)
    return record(part, statuses={part.uid: status}, period=period)


def made(known: Record, uid: str = "r3", period: PeriodFact = PERIOD) -> ReportGround:
    found = ground(known, known.state.codes["T1"], period, uid, {"2026-2", "2026-1"})
    assert found is not None
    return found


# ── last time ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_last_time_is_the_same_organisations_newest_report_of_an_earlier_round() -> None:
    reports = (
        report("a", "2026-1", day=1, organisation="o1"),
        report("b", "2026-2", day=2, organisation="o1", summary="Sist"),
        report("c", "2026-2", day=3, organisation="o2"),
        report("d", "2027-1", day=4, organisation="o1"),
    )
    found = before(InitiativeStatus((), reports), "o1", {"2026-1", "2026-2"})
    assert found is not None and found.report is not None
    assert (found.report.uid, found.answers.summary) == ("b", "Sist")


def test_what_was_never_delivered_is_no_last_time() -> None:
    assert before(InitiativeStatus((), (report(state="draft"),)), None, {"2026-2"}) is None
    late = before(InitiativeStatus((), (report(state="draft", addendum=True),)), None, {"2026-2"})
    assert late is not None


def test_without_an_own_report_the_last_public_word_stands_beside_and_fills_nothing() -> None:
    seen = (observation("green", "2026-01-01"), observation("red", "2026-06-01", reason="Stopp"))
    found = made(of(duty(), observations=seen))
    assert found.before and found.before.observation and found.before.answers.overall.colour == "red"
    assert found.begins_with is None and found.same_as_last is not None


def test_nobody_is_taken_to_have_rated_what_a_source_leaves_unrated() -> None:
    found = made(of(duty(), observations=(observation("none"),)))
    assert found.before is not None and found.before.answers.overall.colour == ""


def test_what_was_sent_in_this_round_comes_before_last_time() -> None:
    reports = (report("x"), report("r3", "2026-3", "returned", summary="Nå"))
    found = made(of(duty(state="returned"), reports=reports))
    assert found.begins_with is not None and found.begins_with.summary == "Nå"


def test_a_body_is_not_asked_again_by_itself() -> None:
    asked = report(decision_kind="approval", decision_asked="Mer penger")
    found = made(of(duty(), reports=(asked,)))
    assert found.begins_with is not None and found.begins_with.decision_asked == ""
    assert found.before is not None and found.before.answers.decision_asked == "Mer penger"


def test_others_stand_beside_with_what_they_have_said() -> None:
    theirs = report("r4", "2026-3", "submitted", organisation="o2")
    known = of(duty(organisation="o1"), duty("r4", organisation="o2", lead=False), reports=(theirs,))
    found = made(known)
    assert found.shared and [(each.duty.uid, each.report) for each in found.others] == [("r4", theirs)]


def test_a_report_the_record_does_not_know_has_no_ground() -> None:
    known = of(duty())
    assert ground(known, known.state.codes["T1"], PERIOD, "other", ()) is None


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_typed_dates_are_tried_on_the_facts_and_others_stand() -> None:
    part = slice_(milestones=(milestone("a", original="2026-06", forecast="2026-07"), milestone("b", forecast="2027")))
    tried = with_dates(part, {"a": Typed(from_edtf("2026-12"), exact(TODAY))}, TODAY)
    first, second = tried.milestones
    assert first.forecast and first.actual
    assert (first.forecast.date.edtf, first.forecast.known, first.actual.date) == ("2026-12", TODAY, exact(TODAY))
    assert second is part.milestones[1]


def test_a_date_that_is_not_moved_keeps_the_word_that_stands() -> None:
    stands = milestone("a", forecast="2026-07")
    part = slice_(milestones=(stands,))
    assert with_dates(part, {"a": Typed(from_edtf("2026-07"))}, TODAY).milestones[0].forecast is stands.forecast
    assert with_dates(part, {"a": Typed()}, TODAY).milestones[0].forecast is None


def test_a_later_date_tells_how_far_it_is_and_who_waits() -> None:
    waits = DependencyFact("d", "d", Endpoint("uid-T1", "a"), Endpoint("uid-T2"), "delivery", "accepted")
    over = replace(waits, uid="e", state="fulfilled")
    part = slice_(milestones=(milestone("a", original="2026-12-01", forecast="2026-12-01"),), gives=(waits, over))
    found = row(part, part.milestones[0], Typed(exact(date(2026, 12, 15))), TODAY)
    assert found.slip is not None
    assert (found.slip.days, found.moved, found.waits, found.silent) == (14, 14, 1, 0)
    assert row(part, part.milestones[0], Typed(exact(date(2026, 11, 3))), TODAY).silent == 20


# ── what became of it, and the order of things ───────────────────────────────────────────────────────────────────────


def test_consequences_tell_another_colour_the_exceptions_and_remarks_while_it_is_sent_back() -> None:
    ratings = (RatingFact(OVERALL, "yellow", assessed="red"), RatingFact("time", "green", assessed="green"))
    state = record(slice_("T1")).state
    found = consequences(report(ratings=ratings), state, frozenset({"uid-T1"}), "uid-T1")
    assert [each.dimension for each in found.assessed] == [OVERALL] and found.exception is True
    assert consequences(report(), state, None, "uid-T1").exception is None
    remark = (CommentFact("measure", "Hvem?"),)
    assert consequences(report(state="returned", comments=remark), state, None, "uid-T1").comments == remark
    assert consequences(report(comments=remark), state, None, "uid-T1").comments == ()


def test_the_earliest_deadline_first_and_what_came_back_before_what_is_new() -> None:
    cases = {
        "new": duty("new"),
        "back": duty("back", state="returned"),
        "later": duty("later", deadline=date(2026, 12, 30)),
        "gone": duty("gone", state="exempt"),
        "sent": duty("sent", state="submitted"),
    }
    found = in_order(made(of(each), each.uid) for each in cases.values())
    assert [each.duty.uid for each in found.due] == ["back", "new", "later"]
    assert [each.duty.uid for each in found.delivered] == ["sent"]
    assert [each.duty.uid for each in found.exempt] == ["gone"]


def test_in_a_locked_round_what_was_not_given_is_missed_until_an_addendum_comes() -> None:
    locked = replace(PERIOD, state="locked")
    missed = made(of(duty(), period=locked), period=locked)
    late = report("r3", "2026-3", "draft", addendum=True)
    told = made(of(duty(), reports=(late,), period=locked), period=locked)
    found = in_order([missed, told])
    assert (found.missed, found.delivered, found.due) == ((missed,), (told,), ())


def test_a_planned_round_asks_nothing() -> None:
    planned = replace(PERIOD, state="planned")
    assert in_order([made(of(duty(), period=planned), period=planned)]).due == ()


def test_those_let_off_are_not_asked_and_the_approved_are_delivered_too() -> None:
    known = of(duty("a"), duty("b", state="approved"), duty("c", state="submitted"), duty("d", state="exempt"))
    (found,) = rounds(known, [PERIOD])
    assert (found.asked, found.delivered, found.approved, found.returned, found.exempt) == (3, 2, 1, 0, 1)


def test_of_what_is_withdrawn_nothing_is_asked_but_a_locked_round_stays_as_it_was() -> None:
    gone = InitiativeStatus(duties=(duty("g"), duty("h", period="2026-2")))
    known = of(duty("a"), duty("b", period="2026-2"))
    known = replace(known, statuses={**known.statuses, "uid-gone": gone})
    locked = replace(PERIOD, code="2026-2", state="locked")

    assert [each.asked for each in rounds(known, [PERIOD, locked])] == [1, 2]


def test_the_reporters_of_an_initiative_are_no_duty_by_themselves() -> None:
    known = of(reporters=(ReporterFact("o1", True),))
    assert ground(known, known.state.codes["T1"], PERIOD, "r3", ()) is None
