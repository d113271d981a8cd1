"""A register with nothing in it yet: every page says so in a sentence, and every file can be taken out."""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.domain.vocabulary import Role
from initiatives.models import User
from reporting import urls
from tests.factories import UserFactory
from tests.rounds import open_round

pytestmark = pytest.mark.django_db
ROUND = "2026-3"
NOBODY = (UUID(int=0),)
KNOWN: dict[str, tuple[Any, ...]] = {"code": (ROUND,), "key": ("wp-m9",), "uid": NOBODY, "pk": (1,)}
FILES = {
    "format": ("json", "csv", "xlsx"),
    "form": ("json", "csv", "pdf"),
    "report": ("board", "coordination", "register"),
}
SAID = {
    "overview": "Her er det ingen tiltak",
    "commitments": "Her er det ingen føringer",
    "initiatives": "Det finnes ingen tiltak her",
    "roadmap": "Ingen tiltak å tegne",
    "coordination": "Ingen avtaler her",
    "my_contracts": "Ingen avtaler venter på svar.",
    "contracts": "Det finnes ingen avtaler her",
    "agendas": "Her er det ingen møter ennå",
    "portfolio_changes": "Ingen forslag om porteføljen venter.",
    "status_grid": "Ingen tiltak er i gang",
    "verification": "Her er det ingen tiltak",
    "tolerances": "De vanlige grensene.",
    "reports": "Ingen pågående tiltak er registrert.",
    "economy": "Ingen beløp er oppgitt",
    "probability": "Ingen av tiltakene kan beregnes ennå.",
    "what_if": "Ingen avtaler mellom milepæler er ført ennå.",
}
OF_NO_ROUND = {"my_reports": "Ingen runde er åpen nå.", "compare": "Ingen periode er låst ennå."}
OF_A_ROUND = {
    "my_reports": "Ingen er bedt om rapport ennå.",
    "compare": "Ingen periode er låst ennå.",
    "round": "Ingen er bedt om å rapportere i denne runden.",
}
OFFICE = {
    "round_texts": "Ingen pågående tiltak er registrert.",
    "round_lock": "Ingen er bedt om å rapportere, og datakuttet er passert.",
    "round_agenda": "Ingenting venter på å settes opp",
    "round_take_in": "Ingen nye siden runden ble åpnet",
}
EMPTY = re.compile(r"<tbody[^>]*>\s*</tbody>|<(?:ul|ol|dl)[^>]*>\s*</(?:ul|ol|dl)>")


ALL_FORMATS = ("initiatives_export", "portfolio_export", "status_grid_export", "verification_export")
TAKES_OUT = (Role.SECRETARIAT, Role.LEADERSHIP)


@pytest.fixture(params=["only people", "a plan and an open round"])
def said(request: pytest.FixtureRequest, sekretariat: Any) -> dict[str, str]:
    """What each page is to say, in a database without any initiative."""
    if request.param == "only people":
        return SAID | OF_NO_ROUND
    open_round(sekretariat, code=ROUND)
    return SAID | OF_A_ROUND


def addresses(*, files: bool) -> Iterator[tuple[str, str]]:
    """(name, address) of the pages of reporting, or of its files; a new kind of argument must be named here."""
    for pattern in urls.urlpatterns:
        name, wanted = str(pattern.name), pattern.pattern.converters.keys()  # type: ignore[union-attr]
        if files is not wanted.isdisjoint(FILES) and name != "issue":
            for values in product(*((KNOWN | FILES)[each] for each in wanted)):
                yield name, reverse(f"reporting:{name}", kwargs=dict(zip(wanted, values, strict=True)))


def asked(client: Client, address: str) -> tuple[int, bytes]:
    response: Any = client.get(address)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else response.content


def text_of(body: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


@pytest.mark.parametrize("role", Role)
def test_every_page_says_that_there_is_nothing(client: Client, said: dict[str, str], role: Role) -> None:
    client.force_login(UserFactory(username="ny", role=role.value))
    told = said | (OFFICE if role is Role.SECRETARIAT and "round" in said else {})
    for name, address in addresses(files=False):
        status, body = asked(client, address)
        if (name, role) == ("what_if", Role.ADMINISTRATOR):
            assert status == 403, address  # people and reference data are theirs, plans are not
        elif name in told:
            assert status == (422 if name == "compare" else 200), (address, status)
            assert told[name] in text_of(body), (address, text_of(body)[300:1500])
        else:
            assert status in (200, 302, 403, 404, 405), (address, status)
        if status == 200:
            assert not EMPTY.search(body.decode()), address


@pytest.mark.parametrize("role", Role)
def test_every_file_of_nothing_can_be_taken_out(client: Client, said: dict[str, str], role: Role) -> None:
    client.force_login(UserFactory(username="ny", role=role.value))
    for name, address in addresses(files=True):
        status, body = asked(client, address)
        assert status in (200, 403, 404, 422), (address, status)
        if status == 200:
            assert not address.endswith("/json/") or json.loads(body), address
        else:
            assert name not in ALL_FORMATS or role not in TAKES_OUT, (address, status)


@pytest.mark.parametrize("query", ["?date=2026-01-01", "?period=now"])
def test_any_time_of_an_empty_register_can_be_asked_for(client: Client, leder: User, query: str) -> None:
    client.force_login(leder)
    for name, address in addresses(files=False):
        if name in SAID:
            status, body = asked(client, address + query)
            assert (status, bool(EMPTY.search(body.decode()))) == (200, False), address


def test_two_days_of_an_empty_register_have_nothing_between_them(client: Client, leder: User) -> None:
    client.force_login(leder)
    status, body = asked(client, reverse("reporting:compare") + "?fra=2026-01-01&til=2026-06-01")
    assert status == 200
    assert "Ingenting er endret mellom de to tidspunktene." in text_of(body)
