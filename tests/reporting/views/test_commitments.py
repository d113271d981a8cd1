"""The pages of føringer: who sees them, what they say, and how many queries they take."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import User
from reporting import source
from tests.cast import *  # noqa: F403
from tests.factories import (
    CommitmentFactory,
    InitiativeCommitmentFactory,
    InitiativeFactory,
    PolicyDocumentFactory,
)

pytestmark = pytest.mark.django_db
PAGES = ["/foringer/", "/foringer/m9/"]


@pytest.fixture
def document() -> object:
    return PolicyDocumentFactory(key="m9", number="Meld. St. 9", session="2012–2013", title="Én innbygger – én journal")


@pytest.mark.parametrize("url", PAGES)
def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, document: object, url: str) -> None:
    response = client.get(url)

    assert response.status_code == 302
    assert response["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
def test_everyone_who_is_signed_in_reads(
    client: Client, document: object, url: str, name: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(name))

    assert client.get(url).status_code == 200


def test_an_unknown_document_is_not_found(client: Client, leder: User) -> None:
    client.force_login(leder)

    assert client.get("/foringer/finnes-ikke/").status_code == 404


def test_a_gap_is_said_and_a_carrier_is_linked(client: Client, leder: User, document: object) -> None:
    CommitmentFactory(document=document, key="c1", statement="Skal bæres")
    CommitmentFactory(document=document, key="c2", statement="Skal også bæres")
    part = InitiativeFactory(code="T1", name="Bæreren")
    InitiativeCommitmentFactory(initiative=part, commitment=CommitmentFactory(document=document, key="c3"))
    client.force_login(leder)

    page = client.get("/foringer/m9/").content.decode()

    assert page.count("Ingen tiltak bærer denne forpliktelsen") == 2
    assert 'href="/tiltak/T1/"' in page


@pytest.mark.parametrize(("show", "shown"), [("all", 2), ("gaps", 1), ("carried", 1), ("tull", 2)])
def test_the_choice_of_what_to_show_narrows_the_list(
    client: Client, leder: User, document: object, show: str, shown: int
) -> None:
    CommitmentFactory(document=document, key="c1")
    InitiativeCommitmentFactory(
        initiative=InitiativeFactory(code="T1"), commitment=CommitmentFactory(document=document, key="c2")
    )
    client.force_login(leder)

    page = client.get(f"/foringer/m9/?vis={show}").content.decode()

    assert page.count('class="commitment__text"') == shown


def test_the_number_of_queries_does_not_grow(client: Client, leder: User, document: object) -> None:
    client.force_login(leder)

    def cold() -> int:
        reading.forget()
        source.forget()
        with CaptureQueriesContext(connection) as caught:
            client.get("/foringer/")
        return len(caught)

    few = cold()
    for n in range(15):
        InitiativeCommitmentFactory(
            initiative=InitiativeFactory(code=f"T{n}"), commitment=CommitmentFactory(document=document, key=f"c{n}")
        )

    assert cold() == few
