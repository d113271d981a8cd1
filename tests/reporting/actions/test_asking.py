"""What reports ask for comes onto an agenda: only by those who prepare agendas, once, and with the tie back to who
asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from initiatives import actions
from initiatives.domain.refusals import Refused, Why
from initiatives.models import Case, Initiative, Meeting, Revision, User
from initiatives.models.base import Act
from reporting.actions.asking import put_asked_on_agenda, put_asked_on_new_agenda
from reporting.actions.assessing import return_report
from reporting.actions.closing import lock_round
from reporting.actions.rounds import exempt
from reporting.domain.figures.asked import asked
from reporting.models import ReportCase, ReportingPeriod, StatusReport
from reporting.source import choose
from tests.factories import GovernanceBodyFactory, MeetingFactory
from tests.rounds import approve, deliver, report_of

pytestmark = pytest.mark.django_db
ASKS = {"decision_kind": "endorsement", "decision_asked": "Rådet bes slutte seg til mer penger."}
LATER = Act(actor="testoppsett", reason="Feilført")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def meeting(db: None) -> Meeting:
    return MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2026")


@pytest.fixture
def report(period: ReportingPeriod, t001: Initiative, programleder: User) -> StatusReport:
    """A delivered report that asks a body for something."""
    deliver(programleder, report_of(period, t001), "yellow", **ASKS)
    return report_of(period, t001)


def whys(by: User, meeting: Meeting, *reports: StatusReport) -> dict[str, Why]:
    with pytest.raises(Refused) as refused:
        put_asked_on_agenda(by=by, meeting=meeting, reports=reports)
    assert not ReportCase.objects.exists()
    return refused.value.whys


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_secretariat_puts_it_on_an_agenda(
    who: str, request: pytest.FixtureRequest, report: StatusReport, meeting: Meeting
) -> None:
    by = request.getfixturevalue(who)
    before = Revision.objects.get().value
    new = {"body": meeting.body, "date": meeting.date}
    for act, where in ((put_asked_on_agenda, {"meeting": meeting}), (put_asked_on_new_agenda, {"values": new})):
        with pytest.raises(PermissionDenied):
            act(by=by, reports=[report], **where)
    assert (Case.objects.count(), Meeting.objects.count(), Revision.objects.get().value) == (0, 1, before)


# ── what comes of it ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_report_that_asks_becomes_a_case_with_its_words(
    sekretariat: User, report: StatusReport, meeting: Meeting, t001: Initiative
) -> None:
    placed = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report])

    (case,) = placed.new
    assert (placed.meeting, placed.already) == (meeting, ())
    assert (case.title, case.kind, case.text) == (
        f"T001 {t001.name}: tilslutning",
        "endorsement",
        "Rådet bes slutte seg til mer penger.",
    )
    assert (case.initiative, case.language, case.position, case.example) == (t001, "nb", 1, t001.example)
    tie = ReportCase.objects.get()
    assert (tie.report, tie.case) == (report, case)
    assert tie.history.get().actor == str(sekretariat)
    (row,) = asked(choose().record, "2026-3")
    assert [each.case.uid for each in row.cases] == [case.uid.hex]
    assert not row.waits


def test_the_case_is_written_in_the_language_of_the_report(
    sekretariat: User, programleder: User, period: ReportingPeriod, t001: Initiative, meeting: Meeting
) -> None:
    given = report_of(period, t001)
    deliver(programleder, given, "yellow", **(ASKS | {"language": "nn"}))
    (case,) = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[given]).new
    assert case.language == "nn"


def test_the_same_twice_is_one_and_says_what_stood_there(
    sekretariat: User, report: StatusReport, meeting: Meeting
) -> None:
    (case,) = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new
    actions.edit_case(by=sekretariat, case=case, changes={"text": "Skrevet om"})
    before = Revision.objects.get().value

    again = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report, report])

    assert (again.new, again.already) == ((), (case,))
    assert (Case.objects.count(), ReportCase.objects.count(), Revision.objects.get().value) == (1, 1, before)


def test_a_case_that_was_taken_off_leaves_the_place_open(
    sekretariat: User, report: StatusReport, meeting: Meeting
) -> None:
    (case,) = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new
    actions.take_off_agenda(by=sekretariat, case=case, reason="Skal til NUIT")
    assert asked(choose().record, "2026-3")[0].waits
    assert len(put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new) == 1


def test_a_new_meeting_is_called_for_it_once(sekretariat: User, report: StatusReport, meeting: Meeting) -> None:
    values = {"body": meeting.body, "date": meeting.date}
    sent: dict[str, Any] = {"by": sekretariat, "reports": [report], "uid": report.uid}
    with pytest.raises(Refused):  # the body meets that day already: neither meeting nor case
        put_asked_on_new_agenda(values=values, **sent)
    assert (Meeting.objects.count(), Case.objects.count()) == (1, 0)

    other: dict[str, Any] = values | {"body": GovernanceBodyFactory(name="NUIT")}
    first = put_asked_on_new_agenda(values=other, **sent)
    again = put_asked_on_new_agenda(values=other, **sent)
    assert (first.meeting.pk, again.new, again.already) == (again.meeting.pk, (), first.new)
    assert Meeting.objects.count() == 2


def test_a_decision_in_the_case_is_the_answer(
    sekretariat: User, report: StatusReport, meeting: Meeting, t001: Initiative
) -> None:
    (case,) = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new
    values = {"title": "Pengene er gitt", "date": meeting.date, "body": meeting.body}
    actions.add_decision(by=sekretariat, initiative=t001, values=values, case=case)
    (row,) = asked(choose().record, "2026-3")
    assert [each.title for each in row.decisions] == ["Pengene er gitt"]
    assert (row.cases, row.waits) == ((), False)


def test_a_round_that_is_locked_is_no_hindrance(
    sekretariat: User, report: StatusReport, period: ReportingPeriod, meeting: Meeting
) -> None:
    approve(sekretariat, report)
    lock_round(by=sekretariat, period=period, reason="T900 mangler")
    assert len(put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new) == 1
    locked = choose("2026-3").record
    assert [each.cases for each in asked(locked, "2026-3")] == [()]  # not known when it was locked


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_not_delivered_is_not_put_before_a_body(
    sekretariat: User, report: StatusReport, period: ReportingPeriod, t900: Initiative, meeting: Meeting
) -> None:
    other = report_of(period, t900)
    assert whys(sekretariat, meeting, report, other) == {"reports": Why.NOT_DELIVERED}
    exempt(by=sekretariat, report=other, reason="Under avvikling")
    assert whys(sekretariat, meeting, other) == {"reports": Why.NOT_DELIVERED}
    return_report(by=sekretariat, report=report, seen=1, comments={}, message="Se på målet")
    assert whys(sekretariat, meeting, report) == {"reports": Why.NOT_DELIVERED}


def test_a_report_that_asks_for_nothing_makes_no_case(
    sekretariat: User, utenforstaende: User, period: ReportingPeriod, t900: Initiative, meeting: Meeting
) -> None:
    deliver(utenforstaende, report_of(period, t900), "green")
    assert whys(sekretariat, meeting, report_of(period, t900)) == {"reports": Why.ASKS_NOTHING}


@pytest.mark.parametrize("what", ["report", "initiative"])
def test_what_is_withdrawn_makes_no_case(
    what: str, sekretariat: User, report: StatusReport, t001: Initiative, meeting: Meeting
) -> None:
    (report if what == "report" else t001).withdraw(LATER)
    assert whys(sekretariat, meeting, report) == {"reports": Why.WITHDRAWN}


def test_a_meeting_that_has_been_or_was_called_off_takes_no_case(
    sekretariat: User, report: StatusReport, meeting: Meeting
) -> None:
    past = MeetingFactory(date="22.11.2026")
    assert whys(sekretariat, past, report) == {"meeting": Why.MEETING_PASSED}
    actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert whys(sekretariat, meeting, report) == {"meeting": Why.WITHDRAWN}
