"""Those who report are written to at every turn of a round: one letter a person, in the person's language, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from initiatives.domain.refusals import Refused
from initiatives.models import Initiative, Notice, User
from initiatives.notices import send_due
from reporting.actions.assessing import Assessment, return_report
from reporting.actions.closing import lock_round
from reporting.actions.reminding import remind, send_reminders
from reporting.actions.rounds import edit_period, exempt, extend
from reporting.models import ReportingPeriod, StatusReport
from tests.cast import tiltak
from tests.factories import ReportingLineFactory, StewardshipFactory, UserFactory
from tests.rounds import approve, deliver, open_round, planned_round, report_of, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(
    sekretariat: User, t001: Initiative, t900: Initiative, programleder: User, utenforstaende: User
) -> ReportingPeriod:
    for user, language in ((programleder, "nn"), (utenforstaende, "en")):
        user.email, user.language = f"{user.username}@example.org", language
        user.save()
    other = tiltak("T002", owner=programleder.organisation, name="SAFEST")
    return open_round(sekretariat, t001, t900, other)


@pytest.fixture
def report(period: ReportingPeriod, t001: Initiative, programleder: User) -> StatusReport:
    deliver(programleder, report_of(period, t001), "yellow", decision_kind="endorsement", decision_asked="Mer penger")
    return report_of(period, t001)


def sent() -> dict[str, str]:
    """Sign-in name → the letter, of what has been written since last."""
    mail.outbox.clear()
    send_due(timezone.now())
    found = {each.to[0].partition("@")[0]: f"{each.subject}\n{each.body}" for each in mail.outbox}
    assert len(found) == len(mail.outbox), "one letter a person"
    return found


def test_the_opening_is_one_letter_a_person_with_all_his_or_her_reports(period: ReportingPeriod) -> None:
    letters = sent()

    assert set(letters) == {"programleder", "utenforstaende"}
    assert "T001" in letters["programleder"] and "T002" in letters["programleder"]
    assert "T900" not in letters["programleder"] and "T001" not in letters["utenforstaende"]
    assert {each.kind for each in Notice.objects.all()} == {"round_opened"}


def test_a_reminder_goes_to_those_who_have_not_delivered_and_once(
    report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    sent()
    assert period.deadline is not None

    send_reminders(period.deadline)
    letters = sent()
    send_reminders(period.deadline)

    assert "T002" in letters["programleder"] and "T001" not in letters["programleder"]
    assert "T900" in letters["utenforstaende"]
    assert sent() == {}
    remind(by=sekretariat, period=period, reports=[report_of(period, report.initiative)], words="Ring meg")
    assert sent() == {}  # it is delivered


def test_what_the_office_writes_by_hand_stands_in_the_letter(
    period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    sent()
    remind(by=sekretariat, period=period, reports=[report_of(period, t900)], words="Ring meg i dag")

    assert "Ring meg i dag" in sent()["utenforstaende"]


def test_a_returned_report_comes_with_its_comments(report: StatusReport, sekretariat: User) -> None:
    sent()
    return_report(by=sekretariat, report=report, seen=1, comments={"measure": "Hvem gjør dette?"}, message="Nesten")

    letters = sent()
    assert set(letters) == {"programleder"}
    assert "Hvem gjør dette?" in letters["programleder"] and "Nesten" in letters["programleder"]
    assert f"/rapportering/rapport/{report.uid}/" in letters["programleder"]


def test_an_approved_report_says_where_the_office_saw_it_differently(report: StatusReport, sekretariat: User) -> None:
    sent()
    approve(sekretariat, report, overall=Assessment("red", "To milepæler er passert"))

    assert "To milepæler er passert" in sent()["programleder"]


def test_an_extension_and_an_exemption_are_told_with_their_reasons(
    period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    sent()
    extend(
        by=sekretariat, report=report_of(period, t900), deadline=timezone.localdate() + timedelta(30), reason="Ferietid"
    )
    assert "Ferietid" in sent()["utenforstaende"]

    exempt(by=sekretariat, report=report_of(period, t900), reason="Nettopp godkjent")
    assert "Nettopp godkjent" in sent()["utenforstaende"]


def test_at_the_lock_everybody_hears_what_the_report_led_to(
    report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    sent()
    approve(sekretariat, report)
    sent()

    lock_round(by=sekretariat, period=period, reason="Fristen er ute")

    told = {each.recipient.username: each.values for each in Notice.objects.filter(kind="round_locked")}
    outcomes = {each["code"]: each.get("outcomes") for values in told.values() for each in values["reports"]}
    assert outcomes == {"T001": ["exception", "decision"], "T002": ["unreported"], "T900": ["unreported"]}
    assert set(sent()) == {"programleder", "utenforstaende"}


def test_a_reminder_of_what_was_sent_back_says_so(
    report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    assert period.deadline is not None
    return_report(by=sekretariat, report=report, seen=1, comments={}, message="Nesten")

    send_reminders(period.deadline)

    told = Notice.objects.get(kind="round_reminded", recipient__username="programleder").values["reports"]
    assert {each["code"]: each.get("returned", False) for each in told} == {"T001": True, "T002": False}


def test_a_shared_initiative_is_an_exception_by_the_report_that_counts(
    sekretariat: User, programleder: User, utenforstaende: User, t001: Initiative
) -> None:
    for owner, lead in ((programleder.organisation, True), (utenforstaende.organisation, False)):
        ReportingLineFactory(initiative=t001, organisation=owner, lead=lead)
    period = open_round(sekretariat, t001)
    for by, colour in ((programleder, "green"), (utenforstaende, "red")):
        own = StatusReport.objects.get(period=period, organisation=by.organisation)
        deliver(by, own, colour)
        approve(sekretariat, own)

    lock_round(by=sekretariat, period=period)

    told = {each.recipient.username: each.values["reports"] for each in Notice.objects.filter(kind="round_locked")}
    assert {name: [each["outcomes"] for each in reports] for name, reports in told.items()} == {
        "programleder": [["listed"]],
        "utenforstaende": [["listed"]],
    }


def test_a_refused_act_tells_nobody(report: StatusReport, period: ReportingPeriod, sekretariat: User) -> None:
    sent()
    for act in (
        lambda: lock_round(by=sekretariat, period=period),
        lambda: return_report(by=sekretariat, report=report, seen=1, comments={}),
        lambda: extend(by=sekretariat, report=report, deadline=timezone.localdate(), reason=""),
    ):
        with pytest.raises(Refused):
            act()

    assert sent() == {}


def test_who_enters_for_somebody_else_is_not_written_to_but_they_are(
    period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    deliver(sekretariat, report_of(period, t900), given_by="Kari Nordmann")
    colleague = UserFactory(username="kollega", role="secretariat", email="kollega@example.org")
    StewardshipFactory(user=colleague, initiative=t900)
    sent()

    approve(colleague, report_of(period, t900))

    assert set(sent()) == {"utenforstaende"}


def test_another_deadline_of_the_round_is_told_those_who_still_are_to_report_by_it(
    report: StatusReport, period: ReportingPeriod, t900: Initiative, sekretariat: User, programleder: User
) -> None:
    assert period.deadline is not None
    before, later = period.deadline, period.deadline + timedelta(days=7)
    extend(by=sekretariat, report=report_of(period, t900), deadline=before + timedelta(days=30), reason="Ferie")
    send_due(timezone.now())

    assert edit_period(by=sekretariat, period=period, changes={"deadline": later})
    letters = sent()

    assert set(letters) == {"programleder"}  # T900 has a later one of its own
    assert "T002" in letters["programleder"] and "T001" not in letters["programleder"]  # T001 is delivered
    assert f"{later.day}.{later.month}.{later.year}" in letters["programleder"].replace("\u00a0", " ")

    assert edit_period(by=sekretariat, period=period, changes={"note": "Møtet er flyttet"})
    assert sent() == {}


def test_the_deadline_of_a_round_that_is_not_open_is_told_nobody(sekretariat: User, t001: Initiative) -> None:
    planned = planned_round(sekretariat, plan=under_way(t001))
    assert planned.deadline is not None

    edit_period(by=sekretariat, period=planned, changes={"deadline": planned.deadline + timedelta(days=7)})

    assert not Notice.objects.exists()


def test_a_deadline_of_ones_own_that_the_rounds_has_passed_is_none_any_more(
    period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    assert period.deadline is not None
    extend(by=sekretariat, report=report_of(period, t900), deadline=period.deadline + timedelta(days=5), reason="Ferie")
    send_due(timezone.now())

    edit_period(by=sekretariat, period=period, changes={"deadline": period.deadline + timedelta(days=10)})

    assert (report_of(period, t900).deadline, report_of(period, t900).deadline_reason) == (None, "")
    assert set(sent()) == {"programleder", "utenforstaende"}
    assert send_reminders(period.deadline + timedelta(days=3)) == 3  # a week before the new one, all of them


@pytest.mark.parametrize("days", [5, 7])
def test_whose_own_deadline_lapses_is_told_the_day_it_was_and_nothing_where_it_is_the_same(
    days: int, period: ReportingPeriod, t900: Initiative, sekretariat: User
) -> None:
    assert period.deadline is not None
    own, moved = period.deadline + timedelta(days=5), period.deadline + timedelta(days=days)
    extend(by=sekretariat, report=report_of(period, t900), deadline=own, reason="Ferie")
    Notice.objects.all().delete()

    edit_period(by=sekretariat, period=period, changes={"deadline": moved})

    told = {each["code"]: each["before"] for one in Notice.objects.all() for each in one.values["reports"]}
    assert told["T002"] == period.deadline.isoformat()
    assert told.get("T900") == (None if own == moved else own.isoformat())
