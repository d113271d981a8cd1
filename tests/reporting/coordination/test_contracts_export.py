"""The register of agreements as a file: exactly what is filtered, safe to open, and written down."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from django.test import Client

from initiatives.models import Dependency, Revision, User, WithheldValue
from initiatives.models.base import Act
from reporting.models import ExportLog
from tests.factories import DependencyFactory, known_long_ago

pytestmark = pytest.mark.django_db
SETUP = Act(actor="testoppsett")


def file(client: Client, form: str, query: str = "") -> bytes:
    response = client.get(f"/samordning/avtaler/eksport/{form}/{query}")
    assert response.status_code == 200
    return response.content


def rows(content: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        text = zipped.read("01-avtaler.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_stranger_gets_no_file_and_leaves_no_trace(client: Client) -> None:
    assert client.get("/samordning/avtaler/eksport/xlsx/").status_code == 302
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("form", ["pdf", "exe", "XLSX", "constructor"])
def test_a_format_there_is_not_is_not_found(reader: Client, form: str) -> None:
    assert reader.get(f"/samordning/avtaler/eksport/{form}/").status_code == 404


def test_the_file_holds_exactly_what_is_filtered_in_the_order_chosen(reader: Client, agreed: Any) -> None:
    assert len(rows(file(reader, "csv", "?page=2&size=50"))) == 4
    found = rows(file(reader, "csv", "?external=no&sort=-what"))
    assert [row["Hva"] for row in found] == ["Kodeverket", "Innloggingen må virke", "Felles base"]
    assert len(rows(file(reader, "csv", "?giver=finnesikke"))) == 4


def test_a_row_says_what_the_page_says(reader: Client, agreed: Any) -> None:
    [row] = rows(file(reader, "csv", "?endangered=yes"))
    assert (row["Trenger, kode"], row["Trenger, eier"]) == ("T1", "Helsedirektoratet")
    assert (row["Fra"], row["Fra, milepæl"]) == ("Felles innlogging", "Innlogging klar")
    assert (row["Tilstand"], row["Venter på svar fra"]) == ("Omstridt", "Giver")
    assert "giveren venter selv 31 dager etter løftet" in row["Hva som er galt"].replace("\u00a0", " ")
    assert row["Mulig dato"] == "2027-08-01"


def test_dates_in_the_workbook_are_dates_and_nothing_is_a_formula(reader: Client, agreed: Any) -> None:
    DependencyFactory(
        predecessor_initiative=agreed.t9, successor_initiative=agreed.t1, description='=HYPERLINK("http://ond.example")'
    )
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("http://ond.example")' for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert "2027-08-01" in {str(cell.value)[:10] for cell in cells if cell.is_date}


def test_the_front_sheet_says_what_was_chosen_and_how_many(reader: Client, agreed: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx", "?giver=norsk-helsenett&endangered=yes")))
    told = {str(cell.value).replace("\u00a0", " ") for row in book["Om"].iter_rows() for cell in row}
    assert {"Den som gir: Norsk helsenett; I fare: ja", "1 av 4 avtaler", "åpne først, verst øverst"} <= told


def test_json_is_the_same_facts(reader: Client, agreed: Any) -> None:
    plain = json.dumps(json.loads(file(reader, "json", "?state=noted")), ensure_ascii=False)
    assert "Lov må endres" in plain
    assert "Kodeverket" not in plain


def test_what_is_withheld_says_so_in_the_file(client: Client, utenforstaende: User, agreed: Any) -> None:
    other = DependencyFactory(
        predecessor_external=agreed.rule, successor_initiative=agreed.t1, promised="2027-07-15", description="Hemmelig"
    )
    WithheldValue(subject=other.uid, field="promised", legal_basis="offl. § 23").record(SETUP)
    Revision.objects.update(value=99, registers=99)
    client.force_login(utenforstaende)
    [row] = rows(file(client, "csv", "?q=hemmelig"))
    assert (row["Lovet"], row["Mangler"]) == ("", "Lovet: unntatt")
    assert "ingen lovet dato" not in row["Hva som er galt"]
    assert b"2027-07-15" not in file(client, "json", "?q=hemmelig")


def test_who_took_what_out_is_written_down(reader: Client, leder: User, agreed: Any) -> None:
    content = file(reader, "xlsx", "?state=noted&sort=what&page=3&date=2026-11-23")
    entry = ExportLog.objects.get()
    assert (entry.user, entry.kind, entry.format, entry.rows) == (leder, "contracts", "xlsx", 1)
    assert entry.criteria == "date=2026-11-23&state=noted&sort=what"
    assert entry.sha256 == hashlib.sha256(content).hexdigest()


def test_the_file_is_named_after_what_it_shows(reader: Client, agreed: Any) -> None:
    known_long_ago()
    response = reader.get("/samordning/avtaler/eksport/csv/?date=2026-11-20")
    assert response["Content-Disposition"] == 'attachment; filename="avtaler-2026-11-20.csv.zip"'
    assert Dependency.objects.count() == 4
