"""The pages and files of what comes into and goes out of the portfolio: who reads what of which time."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives import actions
from initiatives.models import ActionPlan, Initiative, Organisation, PlanChange, User
from reporting.actions.locking import lock_period
from reporting.models import ExportLog, ReportingPeriod
from reporting.source import forget
from tests.factories import SETUP, GovernanceBodyFactory, InitiativeFactory, MeetingFactory, UserFactory
from tests.initiatives.plans import admission, assessed, decided, entry, plan
from tests.initiatives.views.filling import text_of

pytestmark = pytest.mark.django_db
ALL = "/portefolje/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def portfolio(db: None) -> ActionPlan:
    return plan()


@pytest.fixture
def asked(programleder: User, eier: Organisation, portfolio: ActionPlan) -> PlanChange:
    return admission(programleder, portfolio, eier)


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


def page(change: PlanChange) -> str:
    return reverse("reporting:portfolio_change", args=[change.uid])


def files(*formats: str) -> list[str]:
    return [reverse("reporting:portfolio_export", args=[each]) for each in formats or ("xlsx", "csv", "json")]


# ── the way there ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("time", ["", "?date=2026-11-20"])
def test_it_is_found_from_the_initiatives_and_leads_back_there_in_the_time_shown(
    reader: Client, portfolio: ActionPlan, time: str
) -> None:
    assert f'href="{ALL}{time}"' in reader.get(f"/tiltak/{time}").content.decode()
    shown = reader.get(ALL + time).content.decode()
    assert f'<a href="/tiltak/{time}">Tiltak</a>' in shown
    assert f'<a href="/tiltak/{time}" aria-current="page">Tiltak</a>' in shown  # the menu says where one is


def test_it_is_found_from_reporting(reader: Client) -> None:
    assert f'href="{ALL}"' in reader.get("/rapportering/").content.decode()


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_strangers_and_those_of_no_role_read_nothing(client: Client, asked: PlanChange) -> None:
    for url in (ALL, page(asked), *files()):
        assert client.get(url)["Location"].startswith("/logg-inn/")
    client.force_login(UserFactory(role="gjest"))
    for url in (ALL, page(asked), *files()):
        assert client.get(url).status_code == 403
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize(
    ("who", "proposes", "acts"),
    [
        ("programleder", True, {"Trekk forslaget"}),
        ("utenforstaende", True, set()),
        ("leder", False, set()),
        ("admin", False, set()),
        ("sekretariat", True, {"Vurder på nytt", "Før vedtak", "Sett på saksliste", "Trekk forslaget"}),
    ],
)
def test_everybody_reads_and_each_is_offered_what_is_his_or_hers(
    who: str, proposes: bool, acts: set[str], client: Client, cast: dict[str, User], asked: PlanChange
) -> None:
    assessed(cast["sekretariat"], asked)
    client.force_login(cast[who])
    assert ("Foreslå et nytt tiltak" in text_of(client.get(ALL))) is proposes
    shown = client.get(page(asked))
    assert {each.label for each in shown.context["acts"]} == acts


def test_before_it_is_assessed_nothing_can_be_decided(client: Client, sekretariat: User, asked: PlanChange) -> None:
    client.force_login(sekretariat)
    assert [each.label for each in client.get(page(asked)).context["acts"]] == ["Vurder", "Trekk forslaget"]


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_says_what_waits_and_for_whom(
    reader: Client, sekretariat: User, asked: PlanChange, portfolio: ActionPlan, t900: Initiative
) -> None:
    entry(t900, portfolio, category="ongoing", segment="Samstyre")
    told = text_of(reader.get(ALL))
    assert "Ett forslag venter på vurdering." in told
    assert "Opptak som planlagt i Nasjonal e-helseportefølje" in told
    assert "oppfyller kriteriene" in told and "ikke avklart" in told
    assessed(sekretariat, asked)
    told = text_of(reader.get(ALL))
    assert "Ett forslag venter på vedtak." in told
    assert "Rådet bes slutte seg til opptaket." in told
    assert "Ikke satt på noen saksliste ennå." in told


def test_the_page_of_one_shows_the_whole_case(reader: Client, sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    meeting: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2026")
    actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)
    told = text_of(reader.get(page(asked)))
    for words in ("Fordi 2a", "Tas inn som planlagt.", "Tilslutning", "Opptak av «Digital", "NUFA 10.12.2026"):
        assert words in told
    decided(sekretariat, asked)
    told = text_of(reader.get(page(asked)))
    assert "Tatt inn" in told and "Tiltaket tas inn" in told and "Hva rådet ble bedt om" in told


def test_it_waits_on_the_overview_and_on_the_agenda(reader: Client, sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    meeting: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2026")
    actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting)
    for url in ("/", reverse("reporting:agenda", args=[meeting.uid])):
        assert "Opptak av «Digital hjemmeoppfølging»" in text_of(reader.get(url))


def test_a_proposed_initiative_says_so_and_counts_nowhere(reader: Client, asked: PlanChange) -> None:
    assert "Ingen pågående tiltak er registrert." in text_of(reader.get("/"))
    assert "Foreslått" in text_of(reader.get("/tiltak/"))
    told = text_of(reader.get(f"/tiltak/{asked.initiative.code}/"))
    assert "· foreslått" in told and "Opptak som planlagt" in told


def test_the_initiatives_page_offers_what_can_be_asked_of_it(
    client: Client, programleder: User, t001: Initiative, portfolio: ActionPlan, eier: Organisation
) -> None:
    client.force_login(programleder)
    url = f"/tiltak/{t001.code}/"
    assert "Foreslå opptak" in text_of(client.get(url))
    place = entry(t001, portfolio)
    forget()
    from initiatives import reading

    reading.forget()
    told = text_of(client.get(url))
    assert "Foreslå flytting" in told and "Foreslå uttak" in told
    actions.propose_exit(by=programleder, entry=place, values={"reason": "Ferdig", "organisation": eier})
    told = text_of(client.get(url))
    assert "Foreslå" not in told and "Uttak fra Nasjonal e-helseportefølje" in told


def test_what_nobody_knows_of_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("reporting:portfolio_change", args=[PlanChange().uid])).status_code == 404


def test_the_empty_page_says_so(reader: Client) -> None:
    told = text_of(reader.get(ALL))
    assert "Ingen forslag om porteføljen venter." in told and "Ingen plan som gjelder, har tiltak." in told


# ── of which time ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_past_date_shows_what_was_asked_then(
    client: Client, sekretariat: User, asked: PlanChange, clock: Any
) -> None:
    InitiativeFactory(known_from=datetime.fromisoformat("2026-01-01T12:00:00+01:00"))
    clock.move_to("2026-11-25T09:00:00+01:00")
    assessed(sekretariat, asked)
    decided(sekretariat, asked)
    client.force_login(sekretariat)
    then = client.get(f"{page(asked)}?date=2026-11-24")
    assert (then.context["asked"].change.state, then.context["acts"]) == ("proposed", [])
    assert client.get(page(asked)).context["asked"].change.state == "granted"
    assert "Ett forslag venter på vurdering." in text_of(client.get(f"{ALL}?date=2026-11-24"))
    assert client.get(f"{page(asked)}?date=2026-11-22").status_code == 404
    assert "Foreslå et nytt tiltak" not in text_of(client.get(f"{ALL}?date=2026-11-24"))


def test_a_locked_period_keeps_what_was_proposed_then(
    client: Client, sekretariat: User, asked: PlanChange, clock: Any
) -> None:
    period = ReportingPeriod(code="2026-3", name="Tertial", kind="tertial", state="open", cut_off=date(2026, 11, 23))
    period.record(SETUP)
    lock_period(period=period, act=SETUP)
    clock.move_to("2026-12-01T09:00:00+01:00")
    assessed(sekretariat, asked)
    decided(sekretariat, asked)
    client.force_login(sekretariat)
    for url in (ALL, page(asked)):
        told = text_of(client.get(f"{url}?period=2026-3"))
        assert "foreslått" in told and "Tatt inn" not in told
        assert "Tatt inn" in text_of(client.get(url))
    rows = json.loads(client.get(f"{files('json')[0]}?period=2026-3").content)["sheets"]
    assert "Vedtatt" not in json.dumps(rows, ensure_ascii=False).split('"rows"', 1)[1].split("kriterier")[0]


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_files_hold_every_question_and_are_written_down(
    reader: Client, sekretariat: User, asked: PlanChange
) -> None:
    assessed(sekretariat, asked)
    contents = {url.rstrip("/").rsplit("/", 1)[1]: reader.get(url).content for url in files()}
    book = openpyxl.load_workbook(io.BytesIO(contents["xlsx"]))
    assert {"Forslag", "Kriterier", "Plassering"} <= set(book.sheetnames)
    found = [cell.value for row in book["Kriterier"].iter_rows() for cell in row]
    assert "Fordi 2b" in found
    assert "Digital hjemmeoppfølging" in contents["json"].decode()
    assert [(each.kind, each.rows) for each in ExportLog.objects.all()] == [("portfolio", 1)] * 3
    assert reader.get(files("pdf")[0]).status_code == 404


def test_no_page_asks_more_the_more_there_is(
    reader: Client, programleder: User, eier: Organisation, portfolio: ActionPlan
) -> None:
    def queries(url: str) -> int:
        from initiatives import reading

        reading.forget()
        forget()
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(url).status_code == 200
        return len(caught)

    first = admission(programleder, portfolio, eier)
    few = [queries(url) for url in (ALL, page(first), *files("json"))]
    for number in range(4):
        admission(programleder, portfolio, eier, new={"name": f"Nytt {number}", "kind": "project", "purpose": "x"})
    assert [queries(url) for url in (ALL, page(first), *files("json"))] == few
