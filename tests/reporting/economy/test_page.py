"""Økonomi as it is answered: who reads, what is shown, where figures lead, files, and what it costs."""

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import User, WithheldValue
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting import source
from reporting.models import ExportLog
from tests.cast import tiltak
from tests.factories import BudgetLineFactory, CitationFactory, FundingSourceFactory, SourceFactory
from tests.work import calls

pytestmark = pytest.mark.django_db
TODAY = "2026-11-23T10:00:00+01:00"
MILLION = 1_000_000


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


def amount(part: Any, kind: str, millions: float, year: int = 2024, **values: Any) -> Any:
    covers = {"covers_from": date(year, 1, 1), "covers_to": date(year, 12, 31)} if year else {}
    return BudgetLineFactory(initiative=part, kind=kind, amount=int(millions * MILLION), **(covers | values))


@pytest.fixture
def money() -> dict[str, Any]:
    state = FundingSourceFactory(key="stat", name="Statsbudsjettet")
    one, other = tiltak("T1", name="Legemiddelliste"), tiltak("T2", name="Journal")
    first = amount(one, "proposed", 276, funding=state, what="Foreslått i budsjettet")
    amount(other, "proposed", 30, qualifier="up_to", what="Ekstra tiltak")
    amount(other, "budget", 38, addable=False, note="uklart om det er samme sum")
    amount(other, "frame", 3700, 0, measure="total", what="Kostnadsramme")
    cited = SourceFactory(title="Statsbudsjettet 2024", url="https://www.regjeringen.no/")
    CitationFactory(subject=first.uid, source=cited, basis="stated")
    return {"T1": one, "T2": other, "first": first}


def shown(client: Client, query: str = "") -> str:
    response = client.get(f"/okonomi/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u00a0", " ")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    for url in ("/okonomi/", "/okonomi/eksport/xlsx/"):
        assert client.get(url)["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
@pytest.mark.parametrize("url", ["/okonomi/", "/okonomi/eksport/xlsx/", "/okonomi/eksport/csv/"])
def test_everybody_signed_in_reads(client: Client, name: str, url: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(url).status_code == 200


def test_a_portfolio_without_money_says_so(reader: Client) -> None:
    html = shown(reader)
    assert "Ingen beløp er oppgitt." in html
    assert "Ingenting var registrert på dette tidspunktet." in html


def test_the_headline_is_the_finding(reader: Client, money: Any) -> None:
    assert re.search(r"<h1[^>]*>For 2024 er 276–306 mill. kr forslag.</h1>", shown(reader))


def test_a_figure_leads_to_exactly_its_amounts_with_their_source(reader: Client, money: Any) -> None:
    html = shown(reader)
    found = re.search(r'<a class="amt" data-kind="for" href="([^"]+)#belop" title="2 beløp">276–306</a>', html)
    assert found
    listed = shown(reader, found[1])
    section = listed[listed.index('id="belop"') :]
    assert section.count('<th scope="row"') == 2
    assert "Statsbudsjettet 2024" in section
    assert 'href="https://www.regjeringen.no/"' in section


def test_what_is_not_added_is_shown_with_its_reason(reader: Client, money: Any) -> None:
    told = words(shown(reader))
    assert "Nei: uklart om det er samme sum" in told
    assert "Utenfor summene: 1 gjelder flere år, deler av et år, en ramme eller en beholdning" in told
    assert '<a class="amt" data-kind="unc"' in shown(reader)


def test_totals_stand_apart_from_the_years(reader: Client, money: Any) -> None:
    html = shown(reader)
    assert "Kostnadsramme" in html[html.index('id="h-apart"') :]
    years = html[html.index('id="h-kinds"') : html.index('id="h-funding"')]
    assert "3 700" not in years


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=proposed", 2),
        ("?funding=stat", 1),
        ("?funding=-", 3),
        ("?year=2024", 3),
        ("?data=eksempel", 0),
        ("?data=ekte", 4),
        ("?measure=total", 1),
        ("?tiltak=T1", 1),
        ("?kind=proposed&funding=stat&year=2024", 1),
    ],
)
def test_filters_combine_in_the_address(reader: Client, money: Any, query: str, count: int) -> None:
    html = shown(reader, query)
    assert ("Ingen beløp passer" in html) == (count == 0)
    assert html[html.index("<main") :].count('data-l="Kilde"') == count


def test_what_is_not_understood_is_told_and_the_rest_still_filters(reader: Client, money: Any) -> None:
    html = shown(reader, "?kind=tull&funding=stat")
    assert "«tull» finnes ikke blant valgene." in html
    assert html.count('data-l="Kilde"') == 1


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=x",
        "?lines=99999",
        "?apart=-1",
        "?year=20x4",
        "?data=%00",
        "?price=%FF",
        "?tiltak=",
        "?kind=&plan=",
    ],
)
def test_no_address_crashes_the_page(reader: Client, money: Any, query: str) -> None:
    assert shown(reader, query).count('data-l="Kilde"') == 4


def test_the_time_is_kept_and_followed(reader: Client, money: Any, leder: User) -> None:
    with time_machine.travel("2026-11-24T10:00:00+01:00", tick=False):
        reader.force_login(leder)
        amount(money["T1"], "granted", 7)
        assert 'data-kind="bev"' in shown(reader)
        html = shown(reader, "?date=2026-11-23")
    assert "Slik det var kjent" in html
    assert 'data-kind="bev" href' not in html
    assert "date=2026-11-23&kind=proposed" in html


def test_a_withheld_amount_makes_the_sum_at_least_for_those_it_is_withheld_from(
    client: Client, leder: User, utenforstaende: User
) -> None:
    part = tiltak("T1")
    secret = amount(part, "granted", 12)
    amount(part, "granted", 5)
    WithheldValue(subject=secret.uid, field="amount", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    client.force_login(leder)
    assert ">17</a>" in shown(client)
    client.force_login(utenforstaende)
    html = shown(client)
    assert 'title="1 beløp, 1 unntatt">minst 5</a>' in html
    assert ">unntatt</td>" in html


def test_the_file_holds_exactly_what_is_shown_and_is_logged(reader: Client, money: Any) -> None:
    response = reader.get("/okonomi/eksport/xlsx/?kind=proposed")
    assert response["Content-Disposition"] == 'attachment; filename="okonomi-2026-11-23.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"276000000", "306000000", "Ekstra tiltak"} <= cells
    assert "Kostnadsramme" not in cells
    log = ExportLog.objects.get()
    assert (log.kind, log.format, log.rows, log.criteria) == ("economy", "xlsx", 2, "kind=proposed")


def test_the_same_file_twice_is_the_same_bytes(reader: Client, money: Any) -> None:
    assert reader.get("/okonomi/eksport/xlsx/").content == reader.get("/okonomi/eksport/xlsx/").content


def test_an_unknown_format_is_not_found(reader: Client) -> None:
    assert reader.get("/okonomi/eksport/pdf/").status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_reads_in_every_language(reader: Client, money: Any, language: str) -> None:
    assert reader.get("/okonomi/", headers={"accept-language": language}).status_code == 200


def test_each_list_that_is_turned_has_a_name_of_its_own(reader: Client) -> None:
    for number in range(60):
        amount(tiltak(f"X{number:02}"), "granted", 1)
    turned = re.findall(r'<nav class="row" aria-label="Bla i listen" id="([^"]+)"', shown(reader))
    assert turned == ["nav-h-initiatives", "nav-h-lines"]


# ── what it costs ────────────────────────────────────────────────────────────────────────────────────────────────────


def cost(client: Client) -> tuple[int, int]:
    """Queries cold and warm."""
    reading.forget()
    source.forget()
    found = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/okonomi/").status_code == 200
        found.append(len(caught))
    return found[0], found[1]


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_portfolio(reader: Client) -> None:
    generate(20)
    few, work = cost(reader), calls(lambda: reader.get("/okonomi/"))
    generate(80)
    assert cost(reader) == few
    assert few[1] <= 8
    assert calls(lambda: reader.get("/okonomi/")) < 3 * work  # five times as many: a warm page reckons nothing anew


def test_many_amounts_are_folded_until_they_are_asked_for(reader: Client, money: Any) -> None:
    for number in range(20):
        amount(money["T2"], "budget", number, 2000 + number)
    folded, opened = '<details class="fold">', '<details class="fold" open>'
    assert folded in shown(reader)
    assert "Vis 24 beløp med kilder" in shown(reader)
    assert all(opened in shown(reader, query) for query in ("?kind=proposed", "?data=ekte", "?lines=2"))


def test_few_amounts_need_no_folding(reader: Client, money: Any) -> None:
    assert '<details class="fold" open>' in shown(reader)


def test_invented_payers_stand_below_the_real_ones(reader: Client, money: Any) -> None:
    made_up = FundingSourceFactory(key="abc", name="A oppdiktet")
    amount(money["T1"], "budget", 5, funding=made_up, basis="example")
    html = shown(reader)
    section = html[html.index('id="h-funding"') :]
    assert section.index("Statsbudsjettet") < section.index("Ikke oppgitt") < section.index("A oppdiktet")
