"""The register of agreements as it is answered: who reads, filters, order, pages, and what a filter changes."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from initiatives.models import User
from tests.factories import DependencyFactory
from tests.reporting.coordination.agreed import shown, words

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/avtaler/"


def listed(html: str) -> list[str]:
    """What the rows are about, in their order."""
    body = html[html.index("<tbody") : html.index("</tbody>")] if "<tbody" in html else ""
    cells = re.findall(r'<td class="" data-l="Hva">(.*?)</td>', body)
    return [unescape(words(each)).strip().split("  ")[0] for each in cells]


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
def test_everybody_signed_in_reads(client: Client, name: str, request: pytest.FixtureRequest, agreed: Any) -> None:
    client.force_login(request.getfixturevalue(name))
    assert "Viser 4 av 4 avtaler" in shown(client, ADDRESS)


def test_nothing_registered_is_said(reader: Client) -> None:
    html = shown(reader, ADDRESS)
    assert "Det finnes ingen avtaler her" in html
    assert "Ingen avhengighet var registrert på dette tidspunktet." in html


def test_the_worst_comes_first_and_a_row_tells_all(reader: Client, agreed: Any) -> None:
    html = shown(reader, ADDRESS)
    assert [each.split(" Innlogging klar")[0] for each in listed(html)] == [
        "Innloggingen må virke",
        "Kodeverket",
        "Felles base",
        "Lov må endres",
    ]
    told = words(html)
    assert "Felles journal T1 Helsedirektoratet Felles innlogging T9 Norsk helsenett" in told
    assert "Forskriften utenfor porteføljen" in told
    assert "giveren venter selv 31 dager etter løftet" in told


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=noted", ["Lov må endres"]),
        ("?state=noted&state=proposed", ["Kodeverket", "Lov må endres"]),
        ("?concern=promise_after_need", ["Innloggingen må virke"]),
        ("?giver=norsk-helsenett&receiver=helsedirektoratet", ["Innloggingen må virke"]),
        ("?giver=utenfor:regelverk", ["Lov må endres"]),
        ("?initiative=T2", ["Felles base"]),
        ("?kind=legal", ["Lov må endres"]),
        ("?external=no&inside=no", ["Innloggingen må virke", "Kodeverket"]),
        ("?endangered=yes", ["Innloggingen må virke"]),
        ("?awaiting=yes", ["Innloggingen må virke", "Kodeverket"]),
        ("?inside=yes", ["Felles base"]),
        ("?q=kodeverket", ["Kodeverket"]),
        ("?q=forskriften", ["Lov må endres"]),
        ("?sort=what&external=no", ["Felles base", "Innloggingen må virke", "Kodeverket"]),
        ("?sort=-need_by&awaiting=yes", ["Innloggingen må virke", "Kodeverket"]),
    ],
)
def test_filters_and_order_live_in_the_address(reader: Client, agreed: Any, query: str, expected: list[str]) -> None:
    found = [each.split(" Innlogging klar")[0] for each in listed(shown(reader, ADDRESS + query))]
    assert found == expected


def test_what_there_is_not_is_told_and_left_out(reader: Client, agreed: Any) -> None:
    html = shown(reader, f"{ADDRESS}?giver=tull&state=rart&sort=hemmelig&size=7&page=99&endangered=kanskje")
    assert "«tull» finnes ikke blant valgene." in html
    assert "«rart» finnes ikke blant valgene." in html
    assert "«kanskje» finnes ikke blant valgene." in html
    assert "Viser 4 av 4 avtaler" in html


def test_an_empty_list_says_what_to_loosen(reader: Client, agreed: Any) -> None:
    html = shown(reader, f"{ADDRESS}?state=disputed&kind=legal")
    assert "Ingen avtaler passer" in html
    assert "Uten «Tilstand»" in html
    assert "gir 1 avtale" in html


def test_what_is_on_can_be_taken_off_one_by_one(reader: Client, agreed: Any) -> None:
    html = reader.get(f"{ADDRESS}?q=felles&initiative=T1&inside=yes").content.decode()
    assert 'href="?q=felles&amp;initiative=T1" data-on' in html
    assert 'href="?q=felles&amp;inside=yes" data-on' in html
    assert '<input type="hidden" form="filters" name="initiative" value="T1">' in html


def test_chips_count_what_they_would_give(reader: Client, agreed: Any) -> None:
    told = words(shown(reader, f"{ADDRESS}?external=no"))
    assert "Alle 3 Foreslått 1 Godtatt 1 Omstridt 1" in told
    assert "Åpne 3 I fare 1 Venter på svar 2 Utenfor porteføljen 1 Inni én eier 1" in told


def test_a_long_list_has_pages_that_keep_the_filters(reader: Client, agreed: Any) -> None:
    for _ in range(60):
        DependencyFactory(predecessor_initiative=agreed.t9, successor_initiative=agreed.t1, description="Mange")
    html = reader.get(f"{ADDRESS}?q=mange").content.decode()
    assert "Viser 60 av 64 avtaler" in html.replace("\u00a0", " ")
    assert "?q=mange&amp;page=2" in html
    assert len(listed(reader.get(f"{ADDRESS}?q=mange&page=2").content.decode())) == 10


def test_htmx_gets_only_the_list_and_its_address(reader: Client, agreed: Any) -> None:
    response = reader.get(f"{ADDRESS}?q=felles&state=&giver=tull", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert 'data-announce="Viser' in html
    assert response["HX-Push-Url"] == f"{ADDRESS}?q=felles"
    assert "HX-Request" in response["Vary"]
    typed = reader.get(f"{ADDRESS}?q=f", headers={"HX-Request": "true", "HX-Trigger": "filters"})
    assert typed["HX-Replace-Url"] == f"{ADDRESS}?q=f"


def test_the_time_is_kept(reader: Client, leder: User, agreed: Any) -> None:
    html = reader.get(f"{ADDRESS}?date=2026-11-23&q=kode").content.decode()
    assert '<input type="hidden" name="date" value="2026-11-23">' in html
    assert "/tiltak/T1/?date=2026-11-23" in html
    assert "eksport/xlsx/?date=2026-11-23&amp;q=kode" in html
