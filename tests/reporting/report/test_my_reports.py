"""Rapportering: what each reader has to do, what became of it, and how far the rounds have come."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.actions import add_decision
from initiatives.models import Initiative, Organisation, User
from initiatives.models.base import Act
from reporting.actions.asking import put_asked_on_agenda
from reporting.actions.assessing import Assessment, return_report
from reporting.actions.closing import lock_round
from reporting.actions.locking import lock_period
from reporting.actions.reminding import remind
from reporting.actions.rounds import exempt, extend
from reporting.models import ReportingPeriod, StatusReport
from tests.cast import tiltak
from tests.factories import GovernanceBodyFactory, MeetingFactory
from tests.reporting.report.filling import opened, sent, text_of
from tests.rounds import approve, deliver, open_round, planned_round

pytestmark = pytest.mark.django_db
PAGE = "/rapportering/"


def rows(client: Client, name: str = "due") -> list[Any]:
    found: list[Any] = client.get(PAGE).context[name]
    return found


# ── who sees what ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("who", ["leder", "sekretariat", "admin_person"])
def test_who_reports_nothing_sees_the_rounds_and_nobodys_duties(
    client: Client, request: pytest.FixtureRequest, report: StatusReport, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    answer = client.get(PAGE)
    assert answer.context["due"] == []
    assert "Runde 2026-3: 0 av 2 levert." in text_of(answer)


def test_each_sees_his_own_alone(client: Client, utenforstaende: User, report: StatusReport) -> None:
    client.force_login(utenforstaende)
    assert [each.ground.part.code for each in rows(client)] == ["T900"]


# ── what is to be done ───────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_to_be_reported_says_its_deadline_and_how_long_there_is(owner: Client, report: StatusReport) -> None:
    told = text_of(owner.get(PAGE))
    assert "Ett tiltak venter på rapport fra deg, første frist er 7. desember 2026." in told
    assert "om 14 dager" in told and "ikke meldt før" in told


def test_the_most_urgent_comes_first(
    client: Client, programleder: User, sekretariat: User, t001: Initiative, eier: Organisation
) -> None:
    later = tiltak("T002", owner=eier)
    period = open_round(sekretariat, t001, later)
    extend(
        by=sekretariat,
        report=StatusReport.objects.get(period=period, initiative=t001),
        deadline=timezone.localdate() + timedelta(days=20),
        reason="Sykdom",
    )
    client.force_login(programleder)
    found = rows(client)
    assert [each.ground.part.code for each in found] == ["T002", "T001"]
    assert (found[1].left, found[1].reason) == ("om 20 dager", "Sykdom")


def test_what_is_late_is_said_first(owner: Client, programleder: User, report: StatusReport, now: Any) -> None:
    now.move_to("2026-12-10T09:00:00+01:00")
    owner.force_login(programleder)
    told = text_of(owner.get(PAGE))
    assert "ett er over fristen" in told and "3 dager over fristen" in told


def test_what_is_begun_says_when_it_was_saved(owner: Client, report: StatusReport) -> None:
    sent(owner, report, opened(owner, report), "save", summary="Hei")
    told = text_of(owner.get(PAGE))
    assert "utkast lagret kl. 14.32" in told and "Fortsett" in told


def test_what_came_back_shows_its_first_remark(
    owner: Client, programleder: User, sekretariat: User, report: StatusReport
) -> None:
    deliver(programleder, report, "red")
    return_report(by=sekretariat, report=report, seen=1, comments={"measure": "Hvem gjør det?", "summary": "Kort ned"})
    told = text_of(owner.get(PAGE))
    assert "Sendt tilbake. Hvem gjør det? 2 merknader" in told and "Svar på merknadene" in told


# ── what became of it ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_delivered_says_what_it_led_to(
    owner: Client,
    programleder: User,
    sekretariat: User,
    report: StatusReport,
    period: ReportingPeriod,
    t001: Initiative,
) -> None:
    meeting: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2026")
    deliver(programleder, report, "yellow", decision_kind="approval", decision_asked="Mer penger")
    assert "venter på vurdering" in text_of(owner.get(PAGE))
    approve(sekretariat, report, overall=Assessment("red", "Datoen holder ikke"))
    told = text_of(owner.get(PAGE))
    assert "Samlet status er vurdert til «Kritisk»; dere meldte «Noen utfordringer»." in told
    assert "Datoen holder ikke" in told
    (case,) = put_asked_on_agenda(by=sekretariat, meeting=meeting, reports=[report]).new
    assert "Står på sakslista for NUFA 10.12.2026." in text_of(owner.get(PAGE))
    answer = {"title": "Styret ga mer penger", "date": meeting.date, "decided_by": "Styret"}
    add_decision(by=sekretariat, initiative=t001, values=answer, case=case)
    lock_round(by=sekretariat, period=period, reason="T900 mangler")
    told = text_of(owner.get(PAGE))
    assert "Omtalt blant unntakene i runde 2026-3." in told and "Vedtatt 10.12.2026: Styret ga mer penger" in told


def test_a_round_locked_without_the_report_offers_an_addendum(
    owner: Client, report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    lock_round(by=sekretariat, period=period, reason="De svarer ikke")
    told = text_of(owner.get(PAGE))
    assert "Låst uten rapport fra deg" in told and "Gi et tillegg" in told
    assert rows(owner) == []


def test_who_is_let_off_reads_why(owner: Client, report: StatusReport, sekretariat: User) -> None:
    exempt(by=sekretariat, report=report, reason="Nettopp startet")
    assert "Nettopp startet" in text_of(owner.get(PAGE))


# ── the rounds ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_open_rounds_come_first_then_planned_then_locked(
    office: Client,
    sekretariat: User,
    programleder: User,
    report: StatusReport,
    period: ReportingPeriod,
    t001: Initiative,
) -> None:
    planned_round(sekretariat, code="2027-1", opens=timezone.localdate() + timedelta(days=90), deadline=None)
    deliver(programleder, report)
    answer = office.get(PAGE)
    assert [each.count.period.code for each in answer.context["rounds"]] == ["2026-3", "2027-1"]
    assert "1 av 2 levert" in text_of(answer)
    lock_round(by=sekretariat, period=period, reason="T900 mangler")
    assert [each.count.period.code for each in office.get(PAGE).context["rounds"]] == ["2027-1", "2026-3"]


def test_the_page_is_of_now_and_says_so_at_another_time(owner: Client, report: StatusReport) -> None:
    answer = owner.get(PAGE + "?date=2026-01-01")
    assert "viser alltid nå" in text_of(answer) and len(answer.context["due"]) == 1


def test_names_cannot_break_out(client: Client, programleder: User, sekretariat: User, eier: Organisation) -> None:
    part = tiltak("T003", owner=eier, name="<script>alert(1)</script>")
    open_round(sekretariat, part)
    client.force_login(programleder)
    assert "<script>alert" not in client.get(PAGE).content.decode()


def test_queries_do_not_grow_with_the_number_of_reports(
    client: Client, programleder: User, sekretariat: User, eier: Organisation, t001: Initiative
) -> None:
    open_round(sekretariat, t001, code="2026-1")
    client.force_login(programleder)
    client.get(PAGE)
    counts = []
    for more in (0, 25):
        parts = [tiltak(f"T2{n:02}", owner=eier) for n in range(more)]
        if parts:
            open_round(sekretariat, *parts, code="2026-2")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 26


def test_the_initiatives_own_page_says_that_a_report_is_awaited_to_those_who_give_it(
    owner: Client, office: Client, report: StatusReport
) -> None:
    told = text_of(owner.get("/tiltak/T001/"))
    assert "Rapporter for 2026-3 , frist 7.12.2026, om 14 dager" in told
    assert "Rapporter for 2026-3" not in text_of(office.get("/tiltak/T001/"))


def test_the_letter_that_opened_the_round_is_no_reminder(
    owner: Client, sekretariat: User, report: StatusReport, period: ReportingPeriod
) -> None:
    assert [each.reminded for each in rows(owner)] == [""]

    remind(by=sekretariat, period=period, reports=[report])

    assert [each.reminded for each in rows(owner)] == ["purret 23.11.2026"]


def test_a_locked_round_in_which_nobody_was_asked_says_where_its_statuses_are_from(
    client: Client, leder: User, sekretariat: User, t001: Initiative
) -> None:
    lock_period(period=planned_round(sekretariat, code="2026-1"), act=Act("Innlasting"))
    client.force_login(leder)

    assert "Ingen ble bedt om rapport; statusene er fra åpne kilder." in text_of(client.get(PAGE))


def test_a_round_of_example_initiatives_alone_is_marked(
    client: Client, leder: User, sekretariat: User, programleder: User, t001: Initiative
) -> None:
    open_round(sekretariat, t001, code="2026-3")
    made = tiltak("E01", example=True)
    open_round(sekretariat, made, code="2026-4")
    client.force_login(leder)

    assert {each.count.period.code: each.count.example for each in client.get(PAGE).context["rounds"]} == {
        "2026-3": False,
        "2026-4": True,
    }


def test_the_overview_tells_how_far_the_open_round_has_come(
    client: Client, leder: User, programleder: User, report: StatusReport
) -> None:
    deliver(programleder, report)
    client.force_login(leder)

    told = client.get("/")

    assert "Runde 2026-3 1 av 2 levert · frist 7.12.2026, om 14 dager" in text_of(told)
    assert 'href="/rapportering/runde/2026-3/"' in told.content.decode()
    assert "Runde 2026-3" not in text_of(client.get("/?date=2026-11-22"))
