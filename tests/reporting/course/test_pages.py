"""The pages of the course: the wrong person first; what a locked round shows; that nothing leaks; what they cost."""

import io
import json
import re
import zipfile
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives import models as m
from initiatives import reading
from initiatives.models import User
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting.actions.locking import lock_period
from reporting.exports.registry import render
from reporting.models import ExportLog, ReportingPeriod
from reporting.source import forget
from reporting.source.locked import forget_locked
from tests.factories import UserFactory
from tests.reporting.course.conftest import Rounds

pytestmark = pytest.mark.django_db
PAGES = ("reporting:status_grid", "reporting:verification", "reporting:tolerances")
EXPORTS = ("reporting:status_grid_export", "reporting:verification_export")


def shown(client: Client, name: str, query: str = "") -> str:
    response = client.get(reverse(name) + query)
    assert response.status_code == 200, response.status_code
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split()).replace("\xa0", " ")


def taken(client: Client, name: str, query: str = "") -> dict[str, Any]:
    """The export as JSON: key of a sheet → its rows."""
    response = client.get(reverse(name, kwargs={"format": "json"}) + query)
    assert response.status_code == 200
    return {each["key"]: [row["values"] for row in each["rows"]] for each in json.loads(response.content)["sheets"]}


@pytest.mark.parametrize("name", PAGES)
def test_nobody_reads_without_signing_in_or_without_a_role(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 302
    client.force_login(UserFactory(username="ny", role=""))
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", EXPORTS)
def test_nobody_takes_it_out_without_a_role_and_every_file_is_logged(client: Client, leder: User, name: str) -> None:
    address = reverse(name, kwargs={"format": "xlsx"})
    client.force_login(UserFactory(username="ny", role=""))
    assert client.get(address).status_code == 403
    assert not ExportLog.objects.exists()

    client.force_login(leder)
    assert client.get(address).status_code == 200
    assert ExportLog.objects.get().user == leder
    assert client.get(reverse(name, kwargs={"format": "pdf"})).status_code == 404


def test_the_grid_shows_each_round_and_what_is_behind_it(client: Client, leder: User, rounds: Rounds) -> None:
    client.force_login(leder)
    told = shown(client, "reporting:status_grid")

    assert "2025-3" in told
    assert "Ikke rapportert" in told  # T900, in both rounds
    assert "verre, fra Under kontroll" in told  # T001, from 2025-3 to 2026-1
    assert "Hva som gjøres, er ikke oppgitt." in told  # the owner said green, so no measure was given


def test_the_grid_is_narrowed_and_says_what_it_does_not_know(client: Client, leder: User, rounds: Rounds) -> None:
    client.force_login(leder)

    assert "Helsenettet" not in shown(client, "reporting:status_grid", "?period=2026-1&colour=red")
    assert "Program pasientens" not in shown(client, "reporting:status_grid", "?period=2026-1&colour=unreported")
    assert "finnes ikke blant valgene" in shown(client, "reporting:status_grid", "?owner=ukjent&perioder=99&page=x")
    assert "Ingen tiltak passer" in shown(client, "reporting:status_grid", "?colour=yellow")


def test_the_file_holds_exactly_what_is_chosen_with_cause_and_measure(
    client: Client, leder: User, rounds: Rounds
) -> None:
    client.force_login(leder)
    rows = taken(client, "reporting:status_grid_export", "?period=2026-1&colour=red")["status_over_tid"]

    assert [each["code"] for each in rows] == ["T001"]
    assert rows[0]["status_0"]["word"] == "Under kontroll"
    assert rows[0]["turn_1"] == "verre, fra Under kontroll"


def test_a_locked_round_publishes_what_is_assessed_with_what_was_declared_beside(
    client: Client, leder: User, rounds: Rounds
) -> None:
    client.force_login(leder)
    told = shown(client, "reporting:verification", "?period=2026-1")
    counts = {
        each["class"]: each for each in taken(client, "reporting:verification_export", "?period=2026-1")["fordeling"]
    }

    assert (counts["Kritisk"]["published"], counts["Kritisk"]["declared"]) == (1, 0)
    assert (counts["Under kontroll"]["published"], counts["Under kontroll"]["declared"]) == (0, 1)
    assert (counts["Ikke rapportert"]["published"], counts["Ikke rapportert"]["declared"]) == (1, 1)
    assert "1, skulle rapportere i runden og gjorde det ikke" in told
    assert "Slik er det" in told  # the owner's reason for green


def test_the_log_of_new_plans_tells_why_and_by_whom_up_to_the_time_shown(
    client: Client, leder: User, rounds: Rounds
) -> None:
    client.force_login(leder)

    now, then = shown(client, "reporting:verification"), shown(client, "reporting:verification", "?period=2025-3")
    assert "Leverandøren er forsinket" in now
    assert "ført av testoppsett" in now
    assert "Leverandøren er forsinket" not in then
    assert "Leverandøren er forsinket" not in shown(client, "reporting:verification", "?date=2026-01-15")


def test_greens_that_slipped_are_told_as_numbers_where_they_are_few(
    client: Client, leder: User, rounds: Rounds
) -> None:
    client.force_login(leder)
    told = shown(client, "reporting:verification", "?period=2026-1")

    assert "1 av 1" in told  # green in 2025-3, five months later in 2026-1
    assert "100 %" not in told


def test_what_is_withheld_is_in_no_page_and_no_file_of_any_time(
    client: Client, utenforstaende: User, programleder: User, rounds: Rounds
) -> None:
    for field in ("name", "approved"):
        m.WithheldValue(subject=rounds.milestone.uid, field=field, legal_basis="offl. § 23").record(Act(actor="Siri"))
    row = m.Revision.objects.get()
    m.Revision.objects.update(value=row.value + 1, registers=row.value + 1)
    reading.forget()
    forget()

    client.force_login(utenforstaende)
    for query in ("", "?period=2026-1", "?period=2025-3", "?date=2026-06-01"):
        for name in (*PAGES, "reporting:overview"):
            told = shown(client, name, query)
            assert "Pilot i gang" not in told, (name, query)
            assert "Leverandøren er forsinket" not in told, (name, query)
        for name in EXPORTS:
            file = client.get(reverse(name, kwargs={"format": "csv"}) + query).content
            parts = zipfile.ZipFile(io.BytesIO(file))
            text = "".join(parts.read(each).decode() for each in parts.namelist())
            assert "Pilot i gang" not in text
            assert "Leverandøren er forsinket" not in text
    assert "Pilot i gang" not in client.get("/tiltak/T001/").content.decode()

    client.force_login(programleder)  # whose own it is
    assert "Leverandøren er forsinket" in shown(client, "reporting:verification")


def test_the_initiatives_page_shows_how_its_dates_were_told(client: Client, leder: User, rounds: Rounds) -> None:
    client.force_login(leder)
    page = client.get("/tiltak/T001/")

    assert 'id="utvikling"' in page.content.decode()
    cells = [(each["head"], *each["cells"]) for each in page.context["trend"]["table"]["rows"]]
    assert [each[3] for each in cells] == ["1.3.2026", "1.5.2026", "1.10.2026"]
    assert [each[4] for each in cells] == ["–", "+9 uker", "+22 uker"]
    past = client.get("/tiltak/T001/?period=2025-3").context["trend"]
    assert len(past["table"]["rows"]) == 2
    assert client.get("/tiltak/T900/").context["trend"] is None


def test_the_overview_tells_published_beside_declared_and_who_did_not_report(
    client: Client, leder: User, rounds: Rounds
) -> None:
    client.force_login(leder)
    told = shown(client, "reporting:overview", "?period=2026-1")

    assert "meldt 1" in told
    assert "1 ikke rapportert" in told
    assert "1 av 2 pågående tiltak har meldt i 2026-1" in told
    assert "Ikke rapportert" in shown(client, "reporting:initiatives", "?period=2026-1")
    stubborn = client.get("/tiltak/T900/?period=2026-1").content.decode()
    assert "Tiltaket skulle rapportere i 2026-1 og gjorde det ikke." in stubborn
    assert 'href="/rapportering/runde/2026-1/"' in stubborn
    assert "Ikke rapportert" not in client.get("/tiltak/T900/").content.decode()  # now the last word counts


@pytest.mark.parametrize("report", ["board", "register"])
def test_every_report_of_a_round_that_somebody_did_not_answer_says_so(rounds: Rounds, report: str) -> None:
    book = json.loads(render(report, "json", period="2026-1").content)

    words = {
        cell["word"]
        for sheet in book["sheets"]
        for row in sheet["rows"]
        for cell in row["values"].values()
        if isinstance(cell, dict) and "word" in cell
    }
    assert "Ikke rapportert" in words
    assert render(report, "pdf", period="2026-1").content.startswith(b"%PDF")


# ── cost ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow_with_the_portfolio_or_the_periods(
    client: Client, leder: User, rounds: Rounds, name: str
) -> None:
    client.force_login(leder)
    address = reverse(name)
    client.get(address)
    small = cost(client, address)

    generate(25)
    client.get(address)
    assert cost(client, address) == small
    for month in (5, 6, 7):
        period = ReportingPeriod(code=f"2026-{month}x", cut_off=date(2026, month, 28), state="open")
        period.record(Act(actor="Siri"))
        lock_period(period=period, act=Act(actor="Siri"))
    client.get(address)
    assert cost(client, f"{address}?perioder=5") == small
    assert cost(client, f"{address}?perioder=3") == small
    reading.forget()
    forget()
    forget_locked()
    cold = cost(client, address)
    assert cold < 75
