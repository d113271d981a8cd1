"""The page of a round: who reads what, what stands first, what the office can do from there, and its cost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives import reading
from initiatives.models import Initiative, User
from reporting.actions.closing import lock_round
from reporting.actions.reports import open_draft, save_draft
from reporting.actions.rounds import exempt, extend
from reporting.models import ExportLog, Reminder, ReportingPeriod, StatusReport
from reporting.source import forget
from tests.cast import tiltak
from tests.factories import StewardshipFactory
from tests.rounds import approve, deliver, open_round, planned_round, report_of, under_way

pytestmark = pytest.mark.django_db
PAGE = "/rapportering/runde/2026-3/"


def shown(client: Client, url: str = PAGE, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def words(html: str) -> str:
    """The page without its marks, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, period: ReportingPeriod) -> None:
    assert client.get(PAGE)["Location"].startswith("/logg-inn/")


ACTS = ("rediger/", "apne/", "trekk/", "ta-inn/", "tekster/", "las/", "tillegg/", "saksliste/")
POSTS = ("purr/", "godkjenn/", *ACTS)


@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_secretariat_acts_on_a_round(
    who: str, client: Client, period: ReportingPeriod, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))

    assert {path: client.get(PAGE + path).status_code for path in ACTS} == dict.fromkeys(ACTS, 403)
    assert {path: client.post(PAGE + path).status_code for path in POSTS} == dict.fromkeys(POSTS, 403)
    assert client.get("/rapportering/runde/ny/").status_code == 403
    html = shown(client)
    assert 'method="post" action="/rapportering/runde' not in html
    assert "Lås med mangler</a>" not in html


def test_leaders_see_all_reports_and_who_reports_only_the_own_and_the_totals(
    client: Client, leder: User, programleder: User, period: ReportingPeriod
) -> None:
    client.force_login(leder)
    assert {"T001", "T900"} <= set(words(shown(client)).split())

    client.force_login(programleder)
    html = words(shown(client))
    assert "T001" in html.split()
    assert "T900" not in html.split()
    assert "Norsk helsenett" not in html
    assert "Du har én rapport å levere." in html
    assert "2 Ikke åpnet" in html


def test_a_round_that_is_not_there_is_not_found(office: Client) -> None:
    assert client_status(office, "/rapportering/runde/1999-9/") == 404
    assert client_status(office, "/rapportering/runde/%00/") == 404


def client_status(client: Client, url: str) -> int:
    return client.get(url).status_code


# ── what stands there ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_headline_is_what_stands_in_the_way_and_how_long_is_left(office: Client, period: ReportingPeriod) -> None:
    assert "To eiere har ikke åpnet rapporten. 14 dager igjen." in words(shown(office))


def test_what_is_begun_and_who_saved_it_last_is_told(
    office: Client, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    report = report_of(period, t001)
    open_draft(by=programleder, report=report)
    assert "åpnet 23.11.2026, ikke skrevet i" in words(shown(office))

    save_draft(by=programleder, report=report, changes={"summary": ("", "Begynt")})
    assert "lagret 23.11.2026 av Pia Programleder" in words(shown(office))


def test_an_own_deadline_and_why_is_told(
    office: Client, sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    day = timezone.localdate() + timedelta(days=30)
    extend(by=sekretariat, report=report_of(period, t001), deadline=day, reason="Sykdom")

    assert "frist 23.12.2026, utsatt: Sykdom" in words(shown(office))


def test_who_is_exempt_stands_beside_and_is_not_counted(
    office: Client, sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    exempt(by=sekretariat, report=report_of(period, t001), reason="Avsluttes nå")

    html = words(shown(office))
    assert "1 er fritatt og telles ikke med." in html
    assert "Avsluttes nå" in html
    assert "Én eier har ikke åpnet rapporten." in html


def test_nobody_to_write_to_is_said_and_cannot_be_picked(office: Client, sekretariat: User) -> None:
    open_round(sekretariat, tiltak("T050"))

    html = shown(office)
    assert "Ingen å skrive til: ingen har ansvar for tiltaket" in html
    assert "disabled" in html
    assert "Send purring til én" not in words(html)


def test_a_planned_round_asks_nobody_and_shows_the_way_to_open_it(office: Client, sekretariat: User) -> None:
    planned_round(sekretariat)

    html = words(shown(office))
    assert "Runden er ikke åpnet." in html
    assert "Må følges opp" not in html
    assert "Se hvem som blir spurt" in html


def test_an_empty_round_says_so(office: Client, sekretariat: User) -> None:
    open_round(sekretariat)

    assert "Ingen er bedt om å rapportere ennå." in words(shown(office))


def test_a_locked_round_names_who_did_not_report_and_why_it_was_locked_all_the_same(
    office: Client, sekretariat: User, period: ReportingPeriod, delivered: StatusReport
) -> None:
    approve(sekretariat, delivered)
    lock_round(by=sekretariat, period=period, reason="Rådet møtes i morgen")

    html = words(shown(office))
    assert "Runden er låst. 1 av 2 rapporterte." in html
    assert "Låst med mangler: Rådet møtes i morgen" in html
    assert "Ikke rapportert · 1 Helsenettet T900" in html
    assert 'name="rapport"' not in shown(office)


def test_the_lists_are_narrowed_by_the_address_and_an_unknown_wish_is_none(
    office: Client, sekretariat: User, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    open_draft(by=programleder, report=report_of(period, t001))

    begun = shown(office, f"{PAGE}?vis=begun")
    assert begun.count('name="rapport"') == 1
    assert shown(office, f"{PAGE}?vis=zz&side=-1&ko=zz").count('name="rapport"') == 2


def test_a_long_list_is_turned_page_by_page_and_keeps_what_it_is_narrowed_to(
    office: Client, sekretariat: User, eier: Any, programleder: User
) -> None:
    open_round(sekretariat, *(tiltak(f"T{n:03}", owner=eier) for n in range(100, 155)))

    assert shown(office).count('name="rapport"') == 50
    assert shown(office, f"{PAGE}?side=2").count('name="rapport"') == 5
    assert "?vis=unopened&amp;side=2#oppfolging" in shown(office, f"{PAGE}?vis=unopened")


# ── reminding ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_picked_ones_are_reminded_and_no_other(
    office: Client, period: ReportingPeriod, t001: Initiative, t900: Initiative
) -> None:
    answer = office.post(f"{PAGE}purr/", {"rapport": report_of(period, t001).uid, "hvem": "valgte"}, follow=True)

    assert "Purring er sendt til én person." in words(answer.content.decode())
    assert set(Reminder.objects.filter(stage="manual").values_list("report__initiative__code", flat=True)) == {"T001"}


@pytest.mark.parametrize(("sent", "codes"), [
    ({"hvem": "alle"}, {"T001", "T900"}),
    ({"hvem": "forsinket"}, set()),
])  # fmt: skip
def test_all_that_are_awaited_are_reminded_or_only_the_late_ones(
    office: Client, period: ReportingPeriod, sent: dict[str, str], codes: set[str]
) -> None:
    office.post(f"{PAGE}purr/", sent)

    assert set(Reminder.objects.filter(stage="manual").values_list("report__initiative__code", flat=True)) == codes


def test_one_row_is_reminded_by_its_own_button(office: Client, period: ReportingPeriod, t900: Initiative) -> None:
    office.post(f"{PAGE}purr/", {"en": report_of(period, t900).uid, "rapport": "zz"})

    assert Reminder.objects.get(stage="manual").report.initiative == t900


def test_nothing_picked_and_twice_a_day_are_told_with_what_was_typed(
    office: Client, period: ReportingPeriod, t001: Initiative
) -> None:
    nothing = office.post(f"{PAGE}purr/", {"hvem": "valgte", "words": "Hilsen oss"})
    assert nothing.status_code == 422
    assert "Kryss av hvem som skal purres." in nothing.content.decode()
    assert "Hilsen oss" in nothing.content.decode()

    given = {"rapport": report_of(period, t001).uid, "hvem": "valgte", "words": "Hilsen oss"}
    office.post(f"{PAGE}purr/", given)
    again = office.post(f"{PAGE}purr/", given)
    assert again.status_code == 422
    assert "i dag allerede" in again.content.decode()
    assert "Hilsen oss" in again.content.decode()


def test_the_address_of_a_refused_reminder_leads_to_the_round(office: Client, period: ReportingPeriod) -> None:
    answer = office.get(f"{PAGE}purr/")

    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}#oppfolging"


def test_no_identity_number_goes_out_in_a_reminder(office: Client, period: ReportingPeriod, t001: Initiative) -> None:
    given = {"rapport": report_of(period, t001).uid, "hvem": "valgte", "words": "Ring 01010050053"}

    answer = office.post(f"{PAGE}purr/", given)

    assert answer.status_code == 422
    assert not Reminder.objects.filter(stage="manual").exists()
    assert mail.outbox == []


def test_a_report_of_another_round_is_not_reminded_of_here(
    office: Client, sekretariat: User, period: ReportingPeriod
) -> None:
    other = open_round(sekretariat, tiltak("T070"), code="2027-1")
    theirs = StatusReport.objects.get(period=other)

    assert office.post(f"{PAGE}purr/", {"rapport": theirs.uid, "hvem": "valgte"}).status_code in (302, 422)
    assert not Reminder.objects.filter(stage="manual").exists()


# ── approving several ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def calm(
    period: ReportingPeriod, sekretariat: User, colleague: User, t001: Initiative, t900: Initiative, programleder: User
) -> dict[str, str]:
    """Two green reports: T001 by its own, T900 entered by the office."""
    deliver(programleder, report_of(period, t001))
    deliver(sekretariat, report_of(period, t900), given_by="Ola Nordmann, prosjektleder")
    return {code: f"{report_of(period, part).uid}:1" for code, part in (("T001", t001), ("T900", t900))}


def test_the_calm_ones_are_ticked_and_those_entered_for_others_are_not(office: Client, calm: dict[str, str]) -> None:
    html = shown(office)

    ticked = calm["T001"].replace("-", "")
    assert f'value="{ticked}" checked' in html
    assert calm["T900"].replace("-", "") not in html
    assert "ført inn av deg" in html


def test_several_are_approved_at_once_and_what_was_refused_is_told_by_name(
    office: Client, calm: dict[str, str], period: ReportingPeriod
) -> None:
    answer = office.post(f"{PAGE}godkjenn/", {"rapport": [*calm.values(), "zz:1", "tull"]}, follow=True)

    states = dict(period.reports.values_list("initiative__code", "state"))
    assert states == {"T001": "approved", "T900": "submitted"}
    told = words(answer.content.decode())
    assert "Én rapport er godkjent." in told
    assert "T900 Helsenettet: Du har selv ført inn denne rapporten." in told


def test_a_version_that_was_replaced_since_is_not_approved(
    office: Client, calm: dict[str, str], period: ReportingPeriod
) -> None:
    answer = office.post(f"{PAGE}godkjenn/", {"rapport": calm["T001"].replace(":1", ":7")}, follow=True)

    assert "Rapporten er endret siden du åpnet siden" in answer.content.decode()
    assert not period.reports.filter(state="approved").exists()


def test_a_report_that_deviates_is_never_approved_with_the_calm_ones(
    office: Client, period: ReportingPeriod, delivered: StatusReport
) -> None:
    """It was calm when the page was opened, or its box was made up: yellow is looked at by itself."""
    answer = office.post(f"{PAGE}godkjenn/", {"rapport": f"{delivered.uid}:1"}, follow=True)

    assert "Les det som står nå, og velg igjen." in answer.content.decode()
    assert not period.reports.filter(state="approved").exists()


def test_a_report_of_another_round_is_not_approved_from_this_one(
    office: Client, sekretariat: User, calm: dict[str, str], period: ReportingPeriod
) -> None:
    other = planned_round(sekretariat, code="2027-1")

    office.post(f"/rapportering/runde/{other.code}/godkjenn/", {"rapport": list(calm.values())})

    assert not period.reports.filter(state="approved").exists()


# ── the chase list, and what it costs ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_chase_list_is_taken_out_in_every_format_and_logged(
    form: str, office: Client, period: ReportingPeriod
) -> None:
    answer = office.get(f"{PAGE}purreliste/{form}/")

    assert answer.status_code == 200
    log = ExportLog.objects.get(kind="chase_list")
    assert (log.format, log.rows, log.period_code) == (form, 2, "2026-3")
    assert office.get(f"{PAGE}purreliste/pdf/").status_code == 404


def test_who_reports_takes_out_only_the_own(client: Client, programleder: User, period: ReportingPeriod) -> None:
    client.force_login(programleder)

    content = client.get(f"{PAGE}purreliste/json/").json()

    assert [row["values"]["code"] for row in content["sheets"][0]["rows"]] == ["T001"]
    assert content["draft"] is True


def queries(client: Client, url: str) -> int:
    """What the address costs cold."""
    client.get(url)
    reading.forget()
    forget()
    with CaptureQueriesContext(connection) as held:
        assert client.get(url).status_code == 200
    return len(held)


@pytest.mark.parametrize("path", ["", "las/", "tekster/", "saksliste/", "purreliste/json/"])
def test_the_cost_is_the_same_for_two_reports_and_for_twenty_five(
    path: str, office: Client, sekretariat: User, eier: Any, programleder: User
) -> None:
    few = [tiltak(f"T{n:03}", owner=eier) for n in range(2, 4)]
    open_round(sekretariat, *few)
    cheap = queries(office, PAGE + path)

    many = [tiltak(f"T{n:03}", owner=eier) for n in range(100, 123)]
    period = ReportingPeriod.objects.get(code="2026-3")
    under_way(*many, plan=period.plan)
    office.post(f"{PAGE}ta-inn/", {"alle": "1"})
    for each in many[:9]:
        deliver(programleder, report_of(period, each), decision_kind="approval", decision_asked="Mer penger")
    StewardshipFactory(user=programleder, initiative=many[0])

    assert queries(office, PAGE + path) == cheap
    assert period.reports.count() == 25
