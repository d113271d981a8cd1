"""Veikart as it is answered: who reads, what is drawn, how it is filtered and grouped, and what it costs."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import User
from portfolio.synthetic.generate import generate
from reporting import source
from tests.cast import tiltak
from tests.factories import ActionPlanFactory, MilestoneDateFactory, MilestoneFactory, PlanEntryFactory
from tests.work import calls

pytestmark = pytest.mark.django_db
TODAY = "2026-11-23T10:00:00+01:00"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


def milestone(part: Any, name: str, **dates: str) -> None:
    made = MilestoneFactory(initiative=part, name=name)
    for role, date in dates.items():
        MilestoneDateFactory(milestone=made, role=role, date=date)


@pytest.fixture
def parts(eier: Any) -> dict[str, Any]:
    plan = ActionPlanFactory(key="p1", name="Plan 1")
    late = tiltak("T1", name="Felles journal", owner=eier, start="2025", end="2027-06")
    other = tiltak("T2", name="Prøvesvar", start="2019")
    none = tiltak("T3", name="<b>Uten</b> datoer")
    for each in (late, other, none):
        PlanEntryFactory(initiative=each, plan=plan, segment="Samstyre")
    milestone(late, "Pilot ferdig", original="2026-10", forecast="2027-02")
    milestone(late, "Kontrakt", actual="2026-01-15")
    milestone(other, "Forskrift vedtas", original="2026-05-01")
    return {"T1": late, "T2": other, "T3": none}


def shown(client: Client, query: str = "") -> str:
    response = client.get(f"/veikart/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u00a0", " ")


def drawn(html: str) -> list[str]:
    return re.findall(r'<li class="gantt__row" id="t-([^"]+)"', html)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/veikart/")["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
def test_everybody_signed_in_reads(client: Client, name: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get("/veikart/").status_code == 200


def test_an_empty_register_says_so(reader: Client) -> None:
    html = shown(reader)
    assert "Ingen milepæler er registrert." in html
    assert "Ingenting var registrert på dette tidspunktet." in html


def test_the_headline_counts_the_late_and_the_unconfirmed(reader: Client, parts: Any) -> None:
    html = shown(reader)
    assert re.search(r"<h1[^>]*>1 milepæl er forsinket, og 1 er ubekreftet.</h1>", html)
    assert "Av 3 milepæler er 1 nådd og 1 flyttet fra opprinnelig plan." in html


def test_a_row_leads_to_its_initiative_and_says_what_is_late(reader: Client, parts: Any) -> None:
    html = shown(reader)
    assert drawn(html) == ["T2", "T1"]
    assert '<a href="/tiltak/T1/">Felles journal</a>' in html
    assert "1 forsinket, +17 uker" in words(html)
    assert "1 ubekreftet" in words(html)
    assert "1 av 2 milepæler nådd" in html


def test_what_nobody_has_dated_is_listed_apart_and_written_safely(reader: Client, parts: Any) -> None:
    response = reader.get("/veikart/").content.decode()
    apart = response[response.index("Uten oppgitte datoer") :]
    assert "&lt;b&gt;Uten&lt;/b&gt; datoer" in apart
    assert "<b>Uten</b>" not in response


def test_milestones_open_under_their_initiative_and_shut_again(reader: Client, parts: Any) -> None:
    html = shown(reader, "?tiltak=T1&q=journal")
    assert "Pilot ferdig" in html
    assert "feb. 2027, +17 uker" in html
    assert "nådd 15.1.2026" in html
    assert re.search(r'href="\?q=journal#t-T1" aria-expanded="true"', html)


def test_the_table_has_every_date_of_every_milestone(reader: Client, parts: Any) -> None:
    told = words(shown(reader, "?vis=tabell"))
    assert "Pilot ferdig okt. 2026 – feb. 2027 – feb. 2027, +17 uker" in told
    assert "Forskrift vedtas 1.5.2026 – 1.5.2026 – 1.5.2026, ubekreftet" in told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=journal", ["T1"]),
        ("?q=forskrift", ["T2"]),
        ("?owner=helsedirektoratet", ["T1"]),
        ("?plan=p1&flag=late", ["T1"]),
        ("?flag=unconfirmed", ["T2"]),
        ("?segment=Samstyre", ["T2", "T1"]),
        ("?fra=2019&til=2020", ["T2"]),
        ("?fra=2027", ["T1"]),
    ],
)
def test_filters_and_window_live_in_the_address(reader: Client, parts: Any, query: str, expected: list[str]) -> None:
    assert drawn(shown(reader, query)) == expected


def test_what_lies_outside_the_window_is_counted_and_can_be_reached(reader: Client, parts: Any) -> None:
    html = shown(reader, "?fra=2027&til=2027")
    assert "1 bare utenfor tidsrommet" in html
    assert 'href="?fra=2019&til=2027"' in html


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("goal", ["Uten hovedmål"]),
        ("owner", ["Helsedirektoratet", "Uten oppgitt eier"]),
        ("segment", ["Samstyre"]),
        ("programme", ["Utenfor programmer"]),
        ("tull", ["Uten hovedmål"]),
    ],
)
def test_groupings(reader: Client, parts: Any, group: str, headings: list[str]) -> None:
    html = shown(reader, f"?gruppe={group}")
    assert re.findall(r'<h2 id="g-\d+">([^<]+?) <span', html) == headings


@pytest.mark.parametrize(
    "query",
    [
        "?fra=x",
        "?fra=0000&til=99999",
        "?til=²²²²",
        "?page=-1",
        "?page=99",
        "?tiltak=%00",
        "?tiltak=T9",
        "?vis=x",
        "?q=%00",
    ],
)
def test_no_address_crashes_the_page(reader: Client, parts: Any, query: str) -> None:
    assert drawn(shown(reader, query)) == ["T2", "T1"]


def test_what_is_not_understood_is_told(reader: Client, parts: Any) -> None:
    assert "«finnesikke» finnes ikke blant valgene." in shown(reader, "?owner=finnesikke")


def test_nothing_found_says_what_to_loosen(reader: Client, parts: Any) -> None:
    html = shown(reader, "?q=finnesikke")
    assert "Ingen tiltak å tegne" in html
    assert "Uten «Søk»" in html


def test_the_time_is_kept_and_followed(reader: Client, parts: Any, leder: User) -> None:
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        reader.force_login(leder)
        milestone(parts["T3"], "Ny milepæl", forecast="2026-12-01")
        assert "T3" in drawn(shown(reader))
        before = shown(reader, "?date=2026-11-23")
    assert "T3" not in drawn(before)
    assert '<a href="/tiltak/T1/?date=2026-11-23">' in before
    assert "?date=2026-11-23&flag=late" in before


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_reads_in_every_language(reader: Client, parts: Any, language: str) -> None:
    assert reader.get("/veikart/", headers={"accept-language": language}).status_code == 200


# ── what it costs ────────────────────────────────────────────────────────────────────────────────────────────────────


def cost(client: Client) -> tuple[int, int]:
    """Queries cold and warm."""
    reading.forget()
    source.forget()
    found = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/veikart/").status_code == 200
        found.append(len(caught))
    return found[0], found[1]


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_portfolio(reader: Client) -> None:
    generate(105)
    few, work = cost(reader), calls(lambda: reader.get("/veikart/"))
    generate(100)
    assert cost(reader) == few
    assert few[1] <= 7
    assert calls(lambda: reader.get("/veikart/")) < 1.3 * work  # it draws a hundred, whatever the size


@pytest.mark.slow
def test_a_page_of_a_large_portfolio_is_light(reader: Client) -> None:
    generate(120)
    html = shown(reader)
    assert len(drawn(html)) == 100
    assert "Viser 1–100 av 120" in html
    assert len(reader.get("/veikart/").content) < 155_000
