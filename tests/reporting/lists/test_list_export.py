"""The list as a file: exactly what is filtered, safe to open, and written down."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client

from reporting.actions.exporting import log_export
from reporting.models import ExportLog
from tests.cast import tiltak
from tests.factories import OrganisationFactory, known_long_ago
from tests.reporting.lists.facts import status

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reader(client: Client, leder: Any) -> Client:
    """Leadership, with three initiatives to read."""
    owner = OrganisationFactory(key="ks", name="KS")
    status(tiltak("T001", owner=owner, name='=HYPERLINK("http://ond.example","klikk")'), "red", "2026-11-01")
    tiltak("T002", owner=owner, name="@SUM(A1)", note="-2+3", start="2026-05-17")
    tiltak("T003", name="Uten eier")
    client.force_login(leder)
    return client


def file(client: Client, format: str, query: str = "") -> bytes:
    response = client.get(f"/tiltak/eksport/{format}/{query}")
    assert response.status_code == 200
    return response.content


def csv_rows(content: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        text = zipped.read("01-tiltak.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_stranger_gets_no_file_and_leaves_no_trace(client: Client) -> None:
    assert client.get("/tiltak/eksport/xlsx/").status_code == 302
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("format", ["pdf", "exe", "XLSX", "constructor"])
def test_a_format_there_is_not_is_not_found(reader: Client, format: str) -> None:
    assert reader.get(f"/tiltak/eksport/{format}/").status_code == 404


def test_the_file_holds_exactly_what_is_filtered_in_the_order_chosen(reader: Client) -> None:
    assert [row["Kode"] for row in csv_rows(file(reader, "csv", "?owner=ks&sort=-code"))] == ["T002", "T001"]
    assert [row["Kode"] for row in csv_rows(file(reader, "csv", "?q=uten"))] == ["T003"]
    assert len(csv_rows(file(reader, "csv", "?page=2&size=50"))) == 3


def test_nothing_in_the_file_is_a_formula(reader: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("http://ond.example","klikk")' for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    names = [row["Tiltak"] for row in csv_rows(file(reader, "csv", "?sort=code"))]
    assert names == ['\'=HYPERLINK("http://ond.example","klikk")', "'@SUM(A1)", "Uten eier"]


def test_dates_in_the_workbook_are_dates(reader: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx", "?q=T002")))
    assert datetime(2026, 5, 17) in {cell.value for row in book["Tiltak"].iter_rows() for cell in row}


def test_the_front_sheet_says_what_was_chosen_and_of_what_time(reader: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx", "?owner=ks&date=2026-11-23")))
    words = {str(cell.value) for row in book["Om"].iter_rows() for cell in row}
    assert {"Eier: KS", "Slik det var kjent 23. november 2026", "2 av 3 tiltak"} <= words


def test_json_is_the_same_facts(reader: Client) -> None:
    plain = json.loads(file(reader, "json", "?colour=red"))
    assert "T001" in json.dumps(plain)
    assert "T002" not in json.dumps(plain)


def test_a_wrong_filter_is_left_out_as_on_the_page(reader: Client) -> None:
    assert len(csv_rows(file(reader, "csv", "?owner=finnesikke&q=" + "x" * 10_000))) == 3


def test_the_file_is_named_after_what_it_shows(reader: Client) -> None:
    known_long_ago()
    response = reader.get("/tiltak/eksport/csv/?date=2026-11-20")
    assert response["Content-Disposition"] == 'attachment; filename="tiltak-2026-11-20.csv.zip"'


def test_who_took_what_out_is_written_down(reader: Client, leder: Any) -> None:
    content = file(reader, "xlsx", "?owner=ks&date=2026-11-23&sort=name&page=3")
    entry = ExportLog.objects.get()
    assert (entry.user, entry.actor, entry.kind, entry.format) == (leder, "leder", "register", "xlsx")
    assert (entry.rows, entry.as_of, entry.criteria) == (2, date(2026, 11, 23), "date=2026-11-23&owner=ks&sort=name")
    assert entry.sha256 == hashlib.sha256(content).hexdigest()


def test_looking_at_the_list_is_not_an_export(reader: Client) -> None:
    reader.get("/tiltak/")
    assert not ExportLog.objects.exists()


def test_a_command_names_itself_and_nobody_is_anonymous() -> None:
    entry = log_export(by=None, system="system: export_report", kind="register", format="csv", content=b"")
    assert (entry.user, entry.actor) == (None, "system: export_report")
    with pytest.raises(ValueError, match="by somebody"):
        log_export(by=None, kind="register", format="csv", content=b"")
