"""By command and by button, for every audience; the same call gives the same bytes; issued files are kept."""

from pathlib import Path

import pytest
import time_machine
from django.test import Client

from initiatives import reading
from initiatives.models import User
from reporting.exports import registry
from reporting.models import ExportLog, IssuedReport
from reporting.source import forget
from tests.exports.board.test_command import export


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_the_same_call_twice_gives_the_same_bytes(demo: None, form: str) -> None:
    for period in ("2024-1", ""):
        first = registry.render("coordination", form, period=period)
        reading.forget()
        forget()
        second = registry.render("coordination", form, period=period)
        assert (first.name, first.sha256) == (second.name, second.sha256)


def test_languages_and_times_are_files_of_their_own(demo: None) -> None:
    calls = [{"period": "2024-1"}, {"period": "2024-1", "language": "nn"}, {"period": "2024-1", "language": "en"}]
    calls += [{"period": "2023-3"}, {"day": "2024-06-01"}, {}]
    made = [registry.render("coordination", "json", **each) for each in calls]
    assert len({each.sha256 for each in made}) == len({each.name for each in made}) == len(made)


def test_a_locked_report_does_not_move_with_the_calendar(demo: None) -> None:
    first = registry.render("coordination", "pdf", period="2024-1")
    with time_machine.travel("2027-05-17", tick=False):
        reading.forget()
        forget()
        assert registry.render("coordination", "pdf", period="2024-1").sha256 == first.sha256


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_the_command_writes_and_logs_it(demo: None, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"samordning.{form}"
    told = export(path, "--period", "2024-1", report="coordination", form=form)
    assert str(path) in told and "sha256" in told
    assert ExportLog.objects.get().kind == "coordination"


def test_a_day_and_every_audience_can_be_asked_for(demo: None, tmp_path: Path) -> None:
    export(tmp_path / "then.json", "--date", "2024-06-01", report="coordination", form="json")
    assert "1. juni 2024" in (tmp_path / "then.json").read_text("utf-8")
    for audience in ("board", "internal", "public"):
        path = tmp_path / f"{audience}.json"
        export(path, "--audience", audience, report="coordination", form="json")
        assert ("Eksempel" in path.read_text("utf-8")) == (audience != "public")


def test_the_page_offers_it_only_to_those_who_export(demo: None, client: Client) -> None:
    address = "/rapporter/coordination/pdf/"
    assert client.get(address).status_code == 302
    for name, may in (("leder", False), ("sekretariat", True)):
        client.force_login(User.objects.get(username=name))
        page = client.get("/samordning/?period=2024-1").content.decode()
        assert (f'href="{address}?period=2024-1"' in page) == may, name
        assert client.get(f"{address}?period=2024-1").status_code == (200 if may else 403)
    assert "Samordningsrapport" in client.get("/rapporter/").content.decode()


def test_a_locked_periods_report_is_issued_and_served_as_issued(demo: None, client: Client) -> None:
    client.force_login(User.objects.get(username="sekretariat"))
    assert client.post("/rapporter/coordination/pdf/utgi/?period=2024-1").status_code == 302
    issued = IssuedReport.objects.get(kind="coordination")
    assert issued.chain_head
    made = registry.render("coordination", "pdf", period="2024-1")
    assert client.get(f"/rapporter/utgitt/{issued.pk}/").content == made.content
    assert client.post("/rapporter/coordination/pdf/utgi/").status_code == 404  # only what is locked is issued
    assert IssuedReport.objects.filter(kind="coordination").count() == 1
