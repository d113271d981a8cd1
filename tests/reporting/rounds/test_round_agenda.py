"""What the reports of a round ask for: shown to the office on the round's page with where it stands, put on an agenda
from there, and the decision coming back."""

import re
from typing import Any

import pytest
from django.test import Client

from initiatives.models import Case, GovernanceBody, Initiative, Meeting, User
from reporting.actions.closing import lock_round
from reporting.actions.rounds import edit_period
from reporting.models import ReportCase, ReportingPeriod, StatusReport
from tests.factories import GovernanceBodyFactory, MeetingFactory
from tests.initiatives.views.filling import errors_of, opened, text_of
from tests.rounds import approve, deliver, report_of

pytestmark = pytest.mark.django_db
PAGE = "/rapportering/runde/2026-3/"
PUT = f"{PAGE}saksliste/"
ASKS = {"decision_kind": "endorsement", "decision_asked": "Rådet bes slutte seg til mer penger."}


@pytest.fixture
def council(db: None) -> GovernanceBody:
    return GovernanceBodyFactory(name="NUFA")


@pytest.fixture
def meeting(council: GovernanceBody) -> Meeting:
    return MeetingFactory(body=council, date="10.12.2026")


@pytest.fixture
def asking(period: ReportingPeriod, t001: Initiative, programleder: User) -> StatusReport:
    deliver(programleder, report_of(period, t001), "yellow", **ASKS)
    return report_of(period, t001)


def section(client: Client) -> str:
    """What the round's page says is asked, in one line; "" where it says nothing."""
    html = client.get(PAGE).content.decode()
    found = re.search(r'<section[^>]*id="sporsmal".*?</section>', html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<(?!a )[^>]+>", " ", found[0])) if found else ""


def asked_of(report: StatusReport) -> str:
    return f"{PUT}?valg=1&rapport={report.uid}"


@pytest.mark.parametrize("who", ["leder", "programleder", "admin_person", "utenforstaende"])
def test_only_the_office_is_shown_it_and_puts_it(
    who: str, client: Client, asking: StatusReport, meeting: Meeting, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert section(client) == ""
    sent = {"reports": [str(asking.uid)], "meeting": str(meeting.uid)}
    assert client.post(asked_of(asking), sent).status_code == 403
    assert not Case.objects.exists()


def test_the_office_reads_what_is_asked_and_where_it_stands(
    office: Client, asking: StatusReport, meeting: Meeting, t001: Initiative
) -> None:
    told = section(office)
    assert "T001" in told
    assert "Tilslutning: Rådet bes slutte seg til mer penger." in told
    assert "Ikke på noen saksliste" in told and "Sett på sakslista" in told

    office.post(asked_of(asking), {"reports": [str(asking.uid)], "meeting": str(meeting.uid)})
    told, case = section(office), Case.objects.get()
    assert f"/samordning/saksliste/{meeting.uid}/#sak-{case.uid}" in told
    assert "Står på sakslista for NUFA 10.12.2026." in told
    assert "Sett på sakslista" not in told


def test_nothing_asked_is_not_spoken_of(office: Client, delivered: StatusReport) -> None:
    assert section(office) == ""


def test_the_rounds_own_meeting_is_proposed(
    office: Client, sekretariat: User, asking: StatusReport, period: ReportingPeriod, meeting: Meeting
) -> None:
    nearer: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUIT"), date="1.12.2026")
    assert opened(office, asked_of(asking))["meeting"] == "ny"
    edit_period(by=sekretariat, period=period, changes={"body": meeting.body})
    assert opened(office, asked_of(asking))["meeting"] == str(meeting.uid)
    edit_period(by=sekretariat, period=period, changes={"meeting": nearer})
    assert opened(office, asked_of(asking))["meeting"] == str(nearer.uid)


def test_what_is_put_on_the_agenda_leads_there_and_is_put_once(
    office: Client, asking: StatusReport, meeting: Meeting
) -> None:
    sent = {"reports": [str(asking.uid)], "meeting": str(meeting.uid)}
    answer = office.post(asked_of(asking), sent)
    assert answer["Location"] == f"/samordning/saksliste/{meeting.uid}/"
    assert "Saken er satt på sakslista." in text_of(office.get(answer["Location"]))
    again = office.post(asked_of(asking), sent, follow=True)
    assert "Står alt på sakslista, og ble ikke satt opp igjen" in text_of(again)
    assert (Case.objects.count(), ReportCase.objects.count()) == (1, 1)


@pytest.mark.parametrize("new", [False, True])
def test_a_double_click_on_all_that_waits_is_no_error(
    new: bool, office: Client, asking: StatusReport, meeting: Meeting
) -> None:
    where = {"meeting": "ny", "body": str(meeting.body.pk), "date": "17.12.2026"} if new else {}
    sent = opened(office, PUT) | {"reports": [str(asking.uid)], "meeting": str(meeting.uid)} | where
    answers = [office.post(PUT, sent) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Case.objects.count(), Meeting.objects.count()) == (1, 2 if new else 1)


def test_what_somebody_else_put_on_another_agenda_meanwhile_is_not_put_again(
    office: Client, asking: StatusReport, meeting: Meeting
) -> None:
    other: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUIT"), date="1.12.2026")
    office.post(PUT, {"reports": [str(asking.uid)], "meeting": str(other.uid)})
    assert office.post(PUT, {"reports": [str(asking.uid)], "meeting": str(meeting.uid)}).status_code != 302
    assert Case.objects.get().meeting == other


def test_a_new_meeting_is_called_on_the_way(office: Client, asking: StatusReport, council: GovernanceBody) -> None:
    sent = opened(office, asked_of(asking)) | {"reports": [str(asking.uid)], "meeting": "ny"}
    assert set(errors_of(office.post(asked_of(asking), sent | {"body": "", "date": "snart"}))) == {"body", "date"}
    assert not Meeting.objects.exists()
    assert office.post(asked_of(asking), sent | {"body": str(council.pk), "date": "17.12.2026"}).status_code == 302
    assert Case.objects.get().meeting.body == council


def test_what_is_refused_is_said_and_nothing_is_lost(office: Client, asking: StatusReport, meeting: Meeting) -> None:
    sent = {"reports": [str(asking.uid)], "meeting": str(meeting.uid)}
    assert errors_of(office.post(asked_of(asking), sent | {"reports": []})) == {
        "reports": "Velg minst én rapport, eller gå tilbake."
    }
    assert errors_of(office.post(asked_of(asking), sent | {"meeting": ""})) == {"meeting": "Velg et møte."}
    answer = office.post(asked_of(asking), sent | {"meeting": "borte", "number": "4/2026"})
    assert answer.status_code == 422
    assert errors_of(answer) == {"meeting": "Møtet er flyttet eller avlyst. Velg et annet."}
    assert 'value="4/2026"' in answer.content.decode()
    assert not Case.objects.exists()


def test_nothing_ticked_leads_back_with_a_word(office: Client, asking: StatusReport) -> None:
    answer = office.get(f"{PUT}?valg=1", follow=True)
    assert answer.redirect_chain[0][0] == f"{PAGE}#sporsmal"
    assert "Kryss av det som skal settes på sakslista." in text_of(answer)


def test_where_all_is_placed_nothing_is_offered(office: Client, asking: StatusReport, meeting: Meeting) -> None:
    assert "Rådet bes slutte seg" in text_of(office.get(PUT))
    office.post(asked_of(asking), {"reports": [str(asking.uid)], "meeting": str(meeting.uid)})
    assert "Ingenting venter på å settes opp" in text_of(office.get(PUT))
    assert "Står på sakslista for NUFA 10.12.2026." in text_of(office.get(asked_of(asking)))


def test_after_the_lock_it_is_put_and_the_decision_comes_back(
    office: Client,
    sekretariat: User,
    asking: StatusReport,
    period: ReportingPeriod,
    council: GovernanceBody,
    t001: Initiative,
) -> None:
    today: Any = MeetingFactory(body=council, date="23.11.2026")
    approve(sekretariat, asking)
    lock_round(by=sekretariat, period=period, reason="T900 mangler")
    before = text_of(office.get("/?period=2026-3"))
    office.post(asked_of(asking), {"reports": [str(asking.uid)], "meeting": str(today.uid)})
    assert "Står på sakslista for NUFA 23.11.2026." in section(office)

    agenda = office.get(f"/samordning/saksliste/{today.uid}/").content.decode()
    url = re.search(r'href="([^"]*/vedtak/[^"]*\?sak=[^"]*)"', agenda)
    assert url and "Før vedtaket" in agenda
    sent = opened(office, url[1])
    assert (sent["body"], sent["date"]) == (str(council.pk), "23.11.2026")
    for _ in range(2):  # a double click
        assert office.post(url[1], sent | {"title": "Pengene er gitt"}).status_code == 302
    assert Case.objects.get().decisions.count() == 1

    assert "Vedtatt 23.11.2026: Pengene er gitt" in re.sub(r"\s+", " ", section(office))
    assert "Pengene er gitt" in text_of(office.get(f"/samordning/saksliste/{today.uid}/"))
    assert text_of(office.get("/?period=2026-3")) == before
