"""A round and several people at the same moment. SQLite lets one in at a time; PostgreSQL shows whether our locks hold,
and whether two acts wait for each other for ever."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from initiatives.actions import edit_initiative
from initiatives.domain.dates import exact
from initiatives.domain.refusals import Refused
from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Case, Initiative, Meeting, Notice, User
from reporting.actions.asking import put_asked_on_agenda, put_asked_on_new_agenda
from reporting.actions.assessing import approve_report, return_report
from reporting.actions.closing import lock_round
from reporting.actions.locking import AlreadyLocked
from reporting.actions.reminding import remind
from reporting.actions.reports import save_draft
from reporting.actions.rounds import exempt, open_period, take_in
from reporting.domain.vocabulary import PeriodState
from reporting.models import (
    Rating,
    ReportCase,
    ReportDraft,
    ReportingPeriod,
    Snapshot,
    StatusReport,
    StatusReportVersion,
)
from reporting.source import choose
from reporting.source.locked import forget_locked
from tests.factories import GovernanceBodyFactory, InitiativeFactory, MeetingFactory, PlanEntryFactory
from tests.initiatives.actions.test_concurrency import together
from tests.rounds import approve, deliver, planned_round, report_of, under_way

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks two connections at once"),
]
ATTEMPTS = pytest.mark.parametrize("attempt", range(3))


def names(results: list[Any]) -> set[str]:
    return {type(each).__name__ for each in results}


def kept(period: ReportingPeriod, code: str) -> Any:
    """What the snapshot holds of the report of an initiative."""
    forget_locked()
    record = choose(period.code).record
    return record.status(record.state.codes[code]).report_in(period.code)


@ATTEMPTS
def test_what_is_submitted_while_the_round_is_locked_is_in_it_or_is_an_addendum(
    attempt: int, period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User
) -> None:
    report = report_of(period, t001)
    results = together(
        lambda: deliver(programleder, report, "yellow"),
        lambda: lock_round(by=sekretariat, period=period, reason="Vi må videre"),
    )

    assert names(results) == {"StatusReportVersion", "Snapshot"}
    version, snapshot = StatusReportVersion.objects.get(), Snapshot.objects.get()
    assert (kept(period, "T001") is None) == version.addendum
    assert hashlib.sha256(bytes(snapshot.content)).hexdigest() == snapshot.sha256
    assert report_of(period, t001).state == ("draft" if version.addendum else "submitted")


@ATTEMPTS
@pytest.mark.parametrize("act", ["approve", "return"])
def test_what_is_assessed_while_the_round_is_locked_is_in_it_or_refused(
    attempt: int, act: str, period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User
) -> None:
    report = report_of(period, t001)
    deliver(programleder, report, "yellow")

    def assess() -> str:
        if act == "approve":
            approve_report(by=sekretariat, report=report, seen=1)
        else:
            return_report(by=sekretariat, report=report, seen=1, comments={}, message="Se på målet")
        return "done"

    results = together(assess, lambda: lock_round(by=sekretariat, period=period, reason="Vi må videre"))

    assert names(results) in ({"str", "Snapshot"}, {"Refused", "Snapshot"})
    found = kept(period, "T001")
    assert found.state == report_of(period, t001).state
    assert (found.state == "submitted") == any(isinstance(each, Refused) for each in results)


@ATTEMPTS
def test_a_round_is_locked_once(attempt: int, period: ReportingPeriod, sekretariat: User, colleague: User) -> None:
    results = together(
        lambda: lock_round(by=sekretariat, period=period, reason="Vi må videre"),
        lambda: lock_round(by=colleague, period=period, reason="Vi må videre"),
    )
    assert names(results) == {"Snapshot", "AlreadyLocked"}
    assert any(isinstance(each, AlreadyLocked) for each in results)
    assert Snapshot.objects.count() == 1


@ATTEMPTS
def test_a_report_submitted_and_approved_twice_at_once_is_one(
    attempt: int, period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User, colleague: User
) -> None:
    report = report_of(period, t001)
    together(*[lambda: deliver(programleder, report, "yellow")] * 2)
    assert StatusReportVersion.objects.count() == 1

    results = together(lambda: approve(sekretariat, report), lambda: approve(colleague, report))

    assert names(results) == {"NoneType"}
    assert Rating.objects.filter(assessed=True).count() == 3
    assert Notice.objects.filter(kind=NoticeKind.ROUND_APPROVED).count() == 1


@ATTEMPTS
def test_all_the_acts_of_a_round_at_once_never_wait_for_each_other_for_ever(
    attempt: int,
    period: ReportingPeriod,
    t001: Initiative,
    t900: Initiative,
    programleder: User,
    sekretariat: User,
    colleague: User,
) -> None:
    more = [InitiativeFactory(code=code) for code in ("T501", "T502")]
    for each in more:
        PlanEntryFactory(initiative=each, plan=period.plan, category="ongoing")
    mine, other = report_of(period, t001), report_of(period, t900)

    results = together(
        lambda: take_in(by=sekretariat, period=period, initiatives=[*reversed(more), t001, t900]),
        lambda: deliver(programleder, mine, "yellow"),
        lambda: save_draft(by=programleder, report=mine, changes={"summary": ("", "Slik går det")}),
        lambda: exempt(by=colleague, report=other, reason="Under avvikling"),
        lambda: remind(by=colleague, period=period, reports=[mine, other]),
        lambda: lock_round(by=sekretariat, period=period, reason="Vi må videre"),
    )

    allowed = {"tuple", "StatusReportVersion", "Saved", "NoneType", "int", "Snapshot", "Refused"}
    assert names(results) <= allowed, results
    assert ReportingPeriod.objects.get(pk=period.pk).state == PeriodState.LOCKED
    assert Snapshot.objects.count() == 1


@ATTEMPTS
def test_two_who_put_the_same_on_an_agenda_make_one_case(
    attempt: int, period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User, colleague: User
) -> None:
    report = report_of(period, t001)
    deliver(programleder, report, "yellow", decision_kind="approval", decision_asked="Mer penger")
    meeting = MeetingFactory(date="10.12.2099")

    results = together(
        lambda: put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]),
        lambda: put_asked_on_agenda(by=colleague, meeting=meeting, reports=[report]),
    )

    assert names(results) == {"Placed"}
    assert sorted((len(each.new), len(each.already)) for each in results) == [(0, 1), (1, 0)]
    assert (Case.objects.count(), ReportCase.objects.count()) == (1, 1)


@ATTEMPTS
def test_a_meeting_called_for_what_is_asked_never_waits_for_ever(
    attempt: int,
    period: ReportingPeriod,
    t001: Initiative,
    t900: Initiative,
    programleder: User,
    utenforstaende: User,
    sekretariat: User,
    colleague: User,
) -> None:
    mine, other = report_of(period, t001), report_of(period, t900)
    for by, each in ((programleder, mine), (utenforstaende, other)):
        deliver(by, each, "yellow", decision_kind="approval", decision_asked="Mer penger")
    body = GovernanceBodyFactory()
    values = {"body": body, "date": exact(timezone.localdate())}

    results = together(
        lambda: put_asked_on_new_agenda(by=sekretariat, values=values, reports=[other, mine], uid=mine.uid),
        lambda: put_asked_on_new_agenda(by=sekretariat, values=values, reports=[other, mine], uid=mine.uid),
        lambda: edit_initiative(by=colleague, initiative=t001, changes={"name": "Et annet navn"}),
        lambda: return_report(by=colleague, report=other, seen=1, comments={}, message="Se på målet"),
        lambda: lock_round(by=sekretariat, period=period, reason="Vi må videre"),
    )

    assert names(results) <= {"Placed", "bool", "NoneType", "Snapshot", "Refused"}, results
    assert Meeting.objects.count() == Case.objects.values("meeting").distinct().count()


@ATTEMPTS
def test_two_who_open_a_round_ask_each_once(
    attempt: int, t001: Initiative, t900: Initiative, sekretariat: User, colleague: User
) -> None:
    period = planned_round(sekretariat, plan=under_way(t001, t900))
    results = together(
        lambda: open_period(by=sekretariat, period=period), lambda: open_period(by=colleague, period=period)
    )
    assert names(results) == {"tuple", "Refused"}
    assert StatusReport.objects.count() == 2


def test_a_draft_is_saved_again_by_another(
    period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User
) -> None:
    """PostgreSQL locks no row on the side of a join that may be empty: nothing that was typed was ever saved."""
    report = report_of(period, t001)
    for by, base, text in ((programleder, "", "Slik"), (sekretariat, "Slik", "Slik går det")):
        save_draft(by=by, report=report, changes={"summary": (base, text)})
    assert ReportDraft.objects.get().content == {"summary": "Slik går det"}


@ATTEMPTS
def test_what_is_typed_while_the_report_is_sent_is_no_draft_of_a_sent_report(
    attempt: int, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    report = report_of(period, t001)
    results = together(
        lambda: deliver(programleder, report, "yellow"),
        lambda: save_draft(by=programleder, report=report, changes={"summary": ("", "Slik går det")}),
    )
    assert names(results) in ({"StatusReportVersion", "Saved"}, {"StatusReportVersion", "Refused"})
    assert list(ReportDraft.objects.values_list("content", flat=True)) in ([], [{}])
