"""The secretariat assesses: approves, sets another colour where facts say so, sends back, locks; never its own."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from initiatives.actions.revision import revise
from initiatives.domain.refusals import Refused, Why
from initiatives.models import Initiative, User
from initiatives.models.base import Act
from reporting.actions import reminding
from reporting.actions.assessing import Assessment, approve_calm, approve_report, return_report
from reporting.actions.closing import AlreadyLocked, lock_round
from reporting.actions.period_texts import add_addendum, save_texts
from reporting.actions.reminding import remind, send_reminders
from reporting.actions.rounds import extend
from reporting.models import (
    PeriodAddendum,
    PeriodText,
    Reminder,
    ReportComment,
    ReportingPeriod,
    Snapshot,
    StatusReport,
)
from reporting.source import choose
from tests.cast import tiltak
from tests.rounds import approve, deliver, report_of

pytestmark = pytest.mark.django_db


def refused(act: Any, **values: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.whys


@pytest.fixture
def report(period: ReportingPeriod, t001: Initiative, programleder: User) -> StatusReport:
    deliver(programleder, report_of(period, t001), "yellow")
    return report_of(period, t001)


@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_secretariat_assesses_writes_texts_reminds_and_locks(
    who: str, request: pytest.FixtureRequest, report: StatusReport, period: ReportingPeriod
) -> None:
    by = request.getfixturevalue(who)
    for act, values in (
        (approve_report, {"report": report, "seen": 1}),
        (return_report, {"report": report, "seen": 1, "comments": {"measure": "x"}}),
        (save_texts, {"period": period, "language": "nb", "texts": {"summary": "x"}}),
        (add_addendum, {"period": period, "language": "nb", "text": "x"}),
        (remind, {"period": period, "reports": [report]}),
        (lock_round, {"period": period, "reason": "x"}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=by, **values)  # type: ignore[operator]
    report.refresh_from_db()
    assert (report.state, Snapshot.objects.count(), PeriodText.objects.count()) == ("submitted", 0, 0)


def test_approving_makes_the_declared_colours_the_secretariats(report: StatusReport, sekretariat: User) -> None:
    approve(sekretariat, report)

    report.refresh_from_db()
    told = choose().record.status(choose().record.state.codes["T001"]).reports[-1]
    assert report.state == "approved"
    assert {(each.declared, each.assessed, each.comment) for each in told.ratings} == {("yellow", "yellow", "")}
    assert told.rating().assessed_on == timezone.localdate()  # type: ignore[union-attr]


def test_another_colour_needs_a_comment_and_stands_beside_the_owners(report: StatusReport, sekretariat: User) -> None:
    assert refused(approve_report, by=sekretariat, report=report, seen=1, assessed={"overall": Assessment("red")}) == {
        "comment_overall": Why.OTHER_COLOUR
    }

    approve(sekretariat, report, overall=Assessment("red", "To milepæler er passert"))

    part = choose().record.state.codes["T001"]
    rating = choose().record.status(part).reports[-1].rating()
    assert rating is not None
    assert (rating.declared, rating.assessed, rating.comment) == ("yellow", "red", "To milepæler er passert")
    assert choose().record.standing(part).colour == "red"  # type: ignore[union-attr]


def test_looked_at_once_more_the_last_assessment_counts(report: StatusReport, sekretariat: User) -> None:
    approve(sekretariat, report)
    approve(sekretariat, report, overall=Assessment("red", "Nye opplysninger"))

    part = choose().record.state.codes["T001"]
    assert choose().record.standing(part).colour == "red"  # type: ignore[union-attr]
    assert report.history.count() == 4  # asked, submitted, approved twice


def test_nobody_approves_what_he_or_she_has_entered(
    period: ReportingPeriod, t900: Initiative, sekretariat: User, colleague: User
) -> None:
    deliver(sekretariat, report_of(period, t900), given_by="Kari Nordmann")

    assert refused(approve_report, by=sekretariat, report=report_of(period, t900), seen=1) == {"": Why.OWN_REPORT}
    approve(colleague, report_of(period, t900))
    assert report_of(period, t900).state == "approved"


def test_what_was_changed_since_it_was_read_is_not_approved(
    report: StatusReport, sekretariat: User, programleder: User
) -> None:
    return_report(by=sekretariat, report=report, seen=1, comments={"measure": "Når?"})
    deliver(programleder, report, "red")

    assert refused(approve_report, by=sekretariat, report=report, seen=1) == {"": Why.REPORT_CHANGED}
    assert refused(return_report, by=sekretariat, report=report, seen=1, comments={"x": "y"}) == {
        "": Why.REPORT_CHANGED
    }


def test_a_report_comes_back_with_comments_at_the_fields(report: StatusReport, sekretariat: User) -> None:
    return_report(
        by=sekretariat, report=report, seen=1, comments={"measure": "Hvem?", "cause_time": "  "}, message="Nesten"
    )

    report.refresh_from_db()
    told = choose().record.status(choose().record.state.codes["T001"]).reports[-1]
    assert report.state == "returned"
    assert {(each.field, each.text, each.by) for each in told.comments} == {
        ("measure", "Hvem?", str(sekretariat)),
        ("", "Nesten", str(sekretariat)),
    }


def test_a_report_is_not_sent_back_without_a_word(report: StatusReport, sekretariat: User) -> None:
    assert refused(return_report, by=sekretariat, report=report, seen=1, comments={"measure": " "}) == {
        "message": Why.NOTHING_SAID
    }
    assert not ReportComment.objects.exists()


def test_the_calm_ones_are_approved_together_and_what_is_refused_is_told(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    deliver(sekretariat, report_of(period, t900), given_by="Kari Nordmann")
    other = report_of(period, t900)

    done, stopped = approve_calm(by=sekretariat, reports=[(report, 1), (other, 1)])

    assert (done, [(each, why.whys) for each, why in stopped]) == ([report], [(other, {"": Why.OWN_REPORT})])


# ── locking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_locking_with_something_missing_says_what_and_goes_on_for_a_reason(
    report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    with pytest.raises(Refused) as caught:
        lock_round(by=sekretariat, period=period)
    (problem,) = caught.value.problems
    assert (problem.field, problem.why, problem.values["names"]) == ("reason", Why.GAPS, ("T900", "T001"))
    assert not Snapshot.objects.exists()

    lock_round(by=sekretariat, period=period, reason="Eieren svarer ikke")

    record = choose(period="2026-3").record
    assert record.period is not None
    assert (record.period.state, record.period.lock_reason) == ("locked", "Eieren svarer ikke")
    standings = {code: record.standing(record.state.codes[code]) for code in ("T001", "T900")}
    assert [(each.colour, each.declared, each.origin) for each in standings.values() if each] == [
        ("none", "yellow", "report"),
        ("none", "", "unreported"),
    ]


def test_a_round_in_order_is_locked_without_a_reason_and_only_once(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, utenforstaende: User, sekretariat: User
) -> None:
    deliver(utenforstaende, report_of(period, t900))
    for each in StatusReport.objects.all():
        approve(sekretariat, each)

    snapshot = lock_round(by=sekretariat, period=period)

    assert (snapshot.actor, choose(period="2026-3").record.chain_head) == (str(sekretariat), snapshot.head)
    assert choose(period="2026-3").record.period.lock_reason == ""  # type: ignore[union-attr]
    with pytest.raises(AlreadyLocked):
        lock_round(by=sekretariat, period=period)


def test_what_became_known_after_the_cut_off_is_kept_by_name_in_the_lock_and_reports_are_not_among_it(
    report: StatusReport, period: ReportingPeriod, t001: Initiative, sekretariat: User
) -> None:
    early = tiltak("T300", known_from=timezone.now() - timedelta(days=30))
    revise([early.pk])

    lock_round(by=sekretariat, period=period, reason="Fristen er ute")

    late = choose(period="2026-3").record.after_cut_off
    assert t001.uid.hex in late
    assert not {early.uid.hex, report.uid.hex} & set(late)


def test_a_reason_given_where_nothing_is_missing_is_not_told_as_one(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, utenforstaende: User, sekretariat: User
) -> None:
    deliver(utenforstaende, report_of(period, t900))
    for each in StatusReport.objects.all():
        approve(sekretariat, each)

    snapshot = lock_round(by=sekretariat, period=period, reason="Som avtalt")

    assert (choose(period="2026-3").record.period.lock_reason, snapshot.reason) == ("", "Som avtalt")  # type: ignore[union-attr]


def test_nothing_is_assessed_reminded_or_written_after_the_lock_but_addenda(
    report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    lock_round(by=sekretariat, period=period, reason="Fristen er ute")
    before = choose(period="2026-3").record

    for act, values in (
        (approve_report, {"report": report, "seen": 1}),
        (return_report, {"report": report, "seen": 1, "comments": {"x": "y"}}),
        (save_texts, {"period": period, "language": "nb", "texts": {"summary": "Nytt"}}),
        (remind, {"period": period, "reports": [report]}),
    ):
        assert set(refused(act, by=sekretariat, **values).values()) == {Why.ROUND_NOT_NOW}
    first = add_addendum(by=sekretariat, period=period, text="Tallet for 2025 var feil", language="nb")
    again = add_addendum(by=sekretariat, period=period, text="Tallet for 2025 var feil", language="nb")
    assert first == again
    assert (PeriodAddendum.objects.get().actor, choose(period="2026-3").record) == (str(sekretariat), before)


def test_an_addendum_is_for_what_is_locked(period: ReportingPeriod, sekretariat: User) -> None:
    assert refused(add_addendum, by=sekretariat, period=period, text="x", language="nb") == {"": Why.ROUND_NOT_NOW}


def test_the_texts_of_a_round_are_kept_by_language_and_are_in_the_lock(
    period: ReportingPeriod, sekretariat: User
) -> None:
    save_texts(by=sekretariat, period=period, language="nb", texts={"summary": "Slik går det", "highlight": ""})
    save_texts(by=sekretariat, period=period, language="nn", texts={"summary": "Slik går det no"})
    assert not save_texts(by=sekretariat, period=period, language="nb", texts={"summary": "Slik går det"})

    lock_round(by=sekretariat, period=period, reason="Prøve")

    texts = choose(period="2026-3").record.texts
    assert {(each.kind, each.language, each.text) for each in texts} == {
        ("summary", "nb", "Slik går det"),
        ("summary", "nn", "Slik går det no"),
    }


# ── reminders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_reminders_are_sent_once_a_stage_to_those_who_have_not_delivered(
    report: StatusReport, period: ReportingPeriod, t900: Initiative
) -> None:
    deadline = period.deadline
    assert deadline is not None

    assert send_reminders(deadline - timedelta(days=8)) == 0
    assert send_reminders(deadline - timedelta(days=7)) == 1
    assert send_reminders(deadline - timedelta(days=7)) == 0
    assert send_reminders(deadline) == 1
    assert send_reminders(deadline + timedelta(days=1)) == 1

    late = Reminder.objects.exclude(stage="kick_off").values_list("report__initiative__code", "stage", "recipients")
    assert list(late) == [("T900", "week_before", 1), ("T900", "day_before", 1), ("T900", "late", 1)]


def test_nobody_is_reminded_of_an_initiative_that_is_withdrawn(
    period: ReportingPeriod, t900: Initiative, t001: Initiative, sekretariat: User
) -> None:
    assert period.deadline is not None
    t900.withdraw(Act(actor=str(sekretariat), user=sekretariat, reason="Slått sammen"))

    assert send_reminders(period.deadline) == 1

    told = Reminder.objects.exclude(stage="kick_off").values_list("report__initiative__code", flat=True)
    assert list(told) == ["T001"]


def test_a_round_that_is_locked_while_the_reminders_wait_for_it_reminds_nobody(
    period: ReportingPeriod, sekretariat: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadline = period.deadline
    assert deadline is not None
    held = reminding._remind

    def after_the_lock(pk: int, today: date) -> int:
        lock_round(by=sekretariat, period=period, reason="Fristen er ute")
        return held(pk, today)

    monkeypatch.setattr(reminding, "_remind", after_the_lock)

    assert send_reminders(deadline) == 0


def test_a_new_deadline_has_stages_of_its_own(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    first = period.deadline
    assert first is not None
    assert send_reminders(first) == 1
    later = first + timedelta(days=30)

    with time_machine.travel(f"{first}T12:00:00+01:00", tick=False):
        extend(by=sekretariat, report=report_of(period, t900), deadline=later, reason="Ferie")
        assert send_reminders(first) == 0

    assert [send_reminders(later - timedelta(days=left)) for left in (8, 7, 7, 1, 0, -1)] == [0, 1, 0, 1, 0, 1]
    kept = Reminder.objects.exclude(stage="kick_off").values_list("stage", "deadline")
    assert list(kept) == [("day_before", first), ("week_before", later), ("day_before", later), ("late", later)]


def test_what_was_sent_before_deadlines_were_written_down_is_not_sent_again(
    report: StatusReport, period: ReportingPeriod, t900: Initiative
) -> None:
    assert period.deadline is not None
    of_t900 = Reminder.objects.create(report=report_of(period, t900), stage="late", actor="Samstyr")

    import_module("reporting.migrations.0006_reminded_deadline").of_todays_deadlines(apps, None)

    of_t900.refresh_from_db()
    assert of_t900.deadline == period.deadline
    assert send_reminders(period.deadline + timedelta(days=1)) == 0


def test_an_extended_report_is_reminded_by_its_own_deadline(
    period: ReportingPeriod, t900: Initiative, t001: Initiative, sekretariat: User
) -> None:
    deadline = period.deadline
    assert deadline is not None
    extend(by=sekretariat, report=report_of(period, t900), deadline=deadline + timedelta(days=30), reason="Ferie")

    send_reminders(deadline)

    told = Reminder.objects.exclude(stage="kick_off").values_list("report__initiative__code", flat=True)
    assert list(told) == ["T001"]


def test_by_hand_those_who_are_awaited_are_written_to_once_a_day(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    everyone = list(StatusReport.objects.filter(period=period))

    assert remind(by=sekretariat, period=period, reports=everyone, words="Ring meg") == 1
    assert refused(remind, by=sekretariat, period=period, reports=everyone) == {"": Why.REMINDED_TODAY}
    assert [each.report.initiative for each in Reminder.objects.filter(stage="manual")] == [t900]


def test_no_identity_number_is_mailed(period: ReportingPeriod, t900: Initiative, sekretariat: User) -> None:
    words = "Ring 01010050053"

    assert refused(remind, by=sekretariat, period=period, reports=[report_of(period, t900)], words=words) == {
        "words": Why.IDENTITY_NUMBER
    }
    assert not Reminder.objects.filter(stage="manual").exists()
