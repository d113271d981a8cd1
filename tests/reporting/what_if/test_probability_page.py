"""The page of probabilities as it is answered: who reads, what is shown and refused, and what it costs."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import User
from portfolio.synthetic.generate import generate
from reporting import source
from reporting.domain.figures import probability as figure
from reporting.pages.probability_query import SHOWN
from tests.factories import DurationEstimateFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/sannsynlighet/"


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


@pytest.fixture
def estimated(held: dict[str, Any]) -> dict[str, Any]:
    """A, B and C with estimates; D has none."""
    for name in "ABC":
        DurationEstimateFactory(milestone=held[name], low=20, likely=30, high=90)
    return held


def shown(client: Client, query: str = "") -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\u00a0", " ")


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
def test_everybody_signed_in_reads(client: Client, name: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(ADDRESS).status_code == 200


def test_only_who_may_try_is_led_to_a_what_if(client: Client, admin_person: User, leder: User, estimated: Any) -> None:
    client.force_login(admin_person)
    assert "Hva om den glir" not in shown(client)
    client.force_login(leder)
    assert "Hva om den glir" in shown(client)


def test_what_can_be_reckoned_is_shown_and_the_rest_told_with_its_reason(reader: Client, estimated: Any) -> None:
    told = shown(reader)
    assert "To av 3 tiltak kan beregnes." in told
    assert "Verken anslag eller nok ferdige å sammenlikne med · 1" in told
    assert (
        "Kan ikke beregnes fordi «Innføring starter» verken har trepunktsanslag eller nok ferdige milepæler å "
        "sammenlikne med (1 av 20)."
    ) in told
    assert "Leverandøren er tatt på ordet" in told
    assert "10 000 kjøringer med fast frø" in told


def test_one_initiative_is_asked_for_by_its_code(reader: Client, estimated: Any) -> None:
    told = shown(reader, "?tiltak=T2")
    assert re.search(r"Halvparten av gangene er «Alle i bruk» nådd innen \d+\.\d+\.2027\.", told)
    assert "Det som oftest avgjør slutten" in told and "Innloggingen klar" in told
    assert "Kan ikke beregnes fordi «Innføring starter»" in shown(reader, "?tiltak=T3")


def test_filters_narrow_what_is_simulated(reader: Client, estimated: Any) -> None:
    assert "1 av 1 tiltak kan beregnes" in shown(reader, "?q=innlogging")
    assert "1 av 1 tiltak kan beregnes" in shown(reader, "?owner=norsk-helsenett")


@pytest.mark.parametrize(
    "query", ["?tiltak=FINNESIKKE", "?felles=99", "?felles=x", "?page=999", "?owner=x", "?tiltak=%00"]
)
def test_bad_input_is_told_or_left_out_and_never_crashes(reader: Client, estimated: Any, query: str) -> None:
    told = shown(reader, query)
    if "FINNESIKKE" in query:
        assert "Det finnes ikke noe tiltak «FINNESIKKE» her." in told


def test_common_luck_is_a_switch_that_keeps_the_rest_of_the_question(reader: Client, estimated: Any) -> None:
    html = reader.get(f"{ADDRESS}?tiltak=T2").content.decode()
    found = re.findall(r'<a class="chip" href="([^"]+)"', html)
    assert [unescape(each) for each in found] == ["?tiltak=T2", "?tiltak=T2&felles=30", "?tiltak=T2&felles=60"]
    told = shown(reader, "?tiltak=T2&felles=60")
    assert "I 60 av 100 kjøringer går alt arbeidet til en eier like godt" in told


def test_ranges_have_words_and_a_table_behind(reader: Client, estimated: Any) -> None:
    html = reader.get(ADDRESS).content.decode()
    assert len(re.findall(r'role="img" aria-label="Halvparten av gangene innen', html)) == 2
    assert html.count('data-l="P85"') == 2


def test_only_what_is_shown_is_simulated_and_only_once(
    reader: Client, now: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = figure.simulate

    def counted(works: Any, links: Any, today: Any, ends: Any, **more: Any) -> Any:
        held = list(ends)
        asked.append(len(held))
        return real(works, links, today, held, **more)

    monkeypatch.setattr(figure, "simulate", counted)
    generate(60)
    reading.forget()
    source.forget()
    shown(reader)
    shown(reader)
    shown(reader, "?page=2")
    assert asked == [SHOWN, SHOWN]


def test_queries_do_not_grow_with_the_portfolio(reader: Client, now: None) -> None:
    def cost() -> tuple[int, int]:
        reading.forget()
        source.forget()
        return _queries(reader, ADDRESS), _queries(reader, f"{ADDRESS}?felles=30")

    generate(40)
    small = cost()
    generate(40)
    large = cost()
    assert small == large
    assert large[0] <= 60
    assert large[1] == 4  # session, user, periods, revision


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
