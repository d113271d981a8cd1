"""A what-if as files: who may, the same numbers in all of them, the same bytes twice, and a line in the log."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from initiatives import reading
from initiatives.models import BudgetLine, User, WithheldValue
from reporting import source
from reporting.actions.scenarios import save_scenario
from reporting.models import ExportLog
from tests.exports.pdf.reader import read
from tests.exports.pdf.verapdf import engine
from tests.factories import SETUP
from tests.reporting.what_if.conftest import asked

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/hva-om/fil/"
SIZES = ["+6 uker", "+6 uker", "+6 uker", "+12 dager"]
FORMS = ["pdf", "xlsx", "csv", "json"]


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


def file(client: Client, form: str, query: str) -> bytes:
    response = client.get(f"{ADDRESS}{form}/{query}")
    assert response.status_code == 200
    return response.content


def told(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_tries_nothing_takes_nothing_out(client: Client, admin_person: User, held: dict[str, Any]) -> None:
    assert client.get(f"{ADDRESS}pdf/{asked((held['A'], 42))}").status_code == 302
    client.force_login(admin_person)
    for form in FORMS:
        assert client.get(f"{ADDRESS}{form}/{asked((held['A'], 42))}").status_code == 403
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat"])
def test_the_others_may(client: Client, name: str, held: dict[str, Any], request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(f"{ADDRESS}json/{asked((held['A'], 42))}").status_code == 200


@pytest.mark.parametrize("address", ["exe/?m={A}:42", "PDF/?m={A}:42", "pdf/", "pdf/?m=finnesikke:42", "pdf/?m={A}:x"])
def test_what_there_is_not_is_not_found(reader: Client, held: dict[str, Any], address: str) -> None:
    assert reader.get(ADDRESS + address.format(A=held["A"].uid.hex)).status_code == 404
    assert not ExportLog.objects.exists()


# ── what they hold ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", FORMS)
def test_the_same_call_twice_gives_the_same_bytes(reader: Client, held: dict[str, Any], form: str) -> None:
    first = file(reader, form, asked((held["A"], 42)))
    reading.forget()
    source.forget()
    assert file(reader, form, asked((held["A"], 42))) == first
    assert file(reader, form, asked((held["A"], 49))) != first


def test_page_paper_and_sheets_carry_the_same_numbers(reader: Client, held: dict[str, Any]) -> None:
    query = asked((held["A"], 42))
    days = [(date(2027, 1, 10), date(2027, 2, 21), 42), (date(2027, 2, 1), date(2027, 3, 15), 42)]
    days += [(date(2027, 4, 1), date(2027, 5, 13), 42), (date(2027, 5, 1), date(2027, 5, 13), 12)]

    page = unescape(reader.get(f"/samordning/hva-om/{query}").content.decode())
    shown = re.findall(r'<span class="was">([\d.]+)</span> → <span class="now">([\d.]+)', page)[: len(days)]
    assert shown == [(_day(before), _day(after)) for before, after, _ in days]

    tree = read(file(reader, "pdf", query)).tree
    rows = [[told(cell.text) for cell in row.all("TH", "TD")] for row in tree.all("Table")[0].all("TR")][1:]
    assert [row[1] for row in rows] == [
        f"{_day(b)} → {_day(a)} {size}" for (b, a, _), size in zip(days, SIZES, strict=True)
    ]

    sheets = {each["key"]: each for each in json.loads(file(reader, "json", query))["sheets"]}
    values = [row["values"] for row in sheets["kjeden"]["rows"]]
    assert [(each["before"], each["after"], each["days"]) for each in values] == [
        (before.isoformat(), after.isoformat(), count) for before, after, count in days
    ]
    assert sheets["penger"]["rows"][0]["values"]["low"] == 12_000_000

    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx", query)))
    held_rows = [[cell.value for cell in row] for row in book["Kjeden"].iter_rows(min_row=2)]
    assert [(row[6], row[7], row[8]) for row in held_rows] == [
        (datetime(b.year, b.month, b.day), datetime(a.year, a.month, a.day), count) for b, a, count in days
    ]

    with zipfile.ZipFile(io.BytesIO(file(reader, "csv", query))) as zipped:
        name = next(each for each in zipped.namelist() if "kjeden" in each)
        lines = list(csv.DictReader(io.StringIO(zipped.read(name).decode("utf-8-sig")), delimiter=";"))
    assert [int(line["Flyttes (dager)"]) for line in lines] == [count for _, _, count in days]


def _day(value: date) -> str:
    return f"{value.day}.{value.month}.{value.year}"


def test_paper_says_on_every_page_that_it_is_a_reckoning(reader: Client, held: dict[str, Any]) -> None:
    made = read(file(reader, "pdf", asked((held["A"], 42))))
    assert 1 <= len(made.artifacts) <= 2
    for page in map(" ".join, made.artifacts):
        assert "HVA OM" in page and "Hva om · en regning" in page, page
    text = told(made.tree.text)
    assert "En regning, ikke en beslutning. Ingen fakta er endret." in text
    assert "Glir «Innloggingen klar» 6 uker, flyttes tre andre milepæler hos to eiere." in text
    assert "avtalen er omstridt og regnes ikke" in text
    assert "Avklare avtalen fra" in text and "Hva det hviler på" in text
    (figure,) = made.tree.all("Figure")
    assert "Innloggingen klar: 10.1.2027 til 21.2.2027" in told(figure.entries["Alt"])


def test_the_workbook_says_it_on_its_front_sheet(reader: Client, held: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(reader, "xlsx", asked((held["A"], 42)))))
    words = {told(str(cell.value)) for row in book["Om"].iter_rows() for cell in row}
    assert "En regning, ikke en beslutning. Ingen fakta er endret." in words
    assert any(each.startswith("Glir «Innloggingen klar» 6 uker") for each in words)


def test_what_is_withheld_stays_withheld_on_what_goes_to_the_board(reader: Client, held: dict[str, Any]) -> None:
    line = BudgetLine.objects.get()
    WithheldValue(subject=line.uid, field="amount", legal_basis="offl. § 23").record(SETUP)
    query = asked((held["A"], 42))
    assert "12 mill. kr" in told(unescape(reader.get(f"/samordning/hva-om/{query}").content.decode()))
    assert (
        "det som er unntatt offentlighet, står som unntatt der"
        in reader.get(f"/samordning/hva-om/{query}").content.decode()
    )
    tree = read(file(reader, "pdf", query)).tree
    (money,) = [each for each in tree.all("Table") if "Penger i årene" in each.text]
    assert told(money.text).endswith("2027Budsjettunntatt")
    assert b"12000000" not in file(reader, "json", query)


def test_a_kept_one_carries_its_name_and_note(reader: Client, leder: User, held: dict[str, Any]) -> None:
    scenario = save_scenario(by=leder, name="Til påske", note="Bedt om av rådet", slips=[(held["A"].uid.hex, 42)])
    response = reader.get(f"/samordning/hva-om/{scenario.uid}/fil/pdf/")
    text = told(read(response.content).tree.text)
    assert "Hva om: Til påske" in text and "Bedt om av rådet" in text


def test_who_took_what_out_is_written_down_with_the_question(reader: Client, leder: User, held: dict[str, Any]) -> None:
    file(reader, "xlsx", asked((held["A"], 42)) + "&date=2026-11-23")
    entry = ExportLog.objects.get()
    assert (entry.user, entry.kind, entry.format, entry.rows) == (leder, "what_if", "xlsx", 4)
    assert (entry.as_of, entry.audience) == (date(2026, 11, 23), "board")
    assert entry.criteria == f"date=2026-11-23&m={held['A'].uid.hex}:42"


def test_the_file_is_named_after_the_time_it_is_of(reader: Client, held: dict[str, Any]) -> None:
    response = reader.get(f"{ADDRESS}csv/{asked((held['A'], 42))}&date=2026-11-23")
    assert response["Content-Disposition"] == 'attachment; filename="hva-om-2026-11-23.csv.zip"'


@pytest.mark.pdf
@pytest.mark.skipif(engine.missing() is not None, reason=str(engine.missing()))
def test_the_reference_validator_agrees_that_the_sheet_is_accessible_and_archivable(
    reader: Client, held: dict[str, Any], tmp_path: Path
) -> None:
    made = tmp_path / "hva-om.pdf"
    made.write_bytes(file(reader, "pdf", asked((held["A"], 42), (held["X"], 70))))
    verdicts = engine.validate("ua1,2a", [made])
    assert [(each.flavour, each.broken) for each in verdicts if not each.passed] == []
    assert len(verdicts) == 2
