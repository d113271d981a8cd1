"""Which language a reader meets: the one chosen here, else the one asked for, else bokmål."""

import pytest
from django.conf import settings
from django.test import Client

from initiatives.models import User


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", "nb"),
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en;q=0.5", "nb"),
        ("nn-NO,nn;q=0.9", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("en", "en"),
        ("en-US,en;q=0.9", "nb"),  # the factory setting of a browser is nobody's wish
        ("fr", "nb"),
    ],
)
@pytest.mark.django_db
def test_the_browser_asks_and_bokmaal_is_the_default(client: Client, asked: str, lang: str) -> None:
    page = client.get("/logg-inn/", headers={"accept-language": asked} if asked else {}).content.decode()

    assert f'<html lang="{lang}"' in page


@pytest.mark.django_db
def test_what_is_chosen_here_wins(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nn"

    page = client.get("/logg-inn/", headers={"accept-language": "en-US"}).content.decode()

    assert '<html lang="nn"' in page


@pytest.mark.django_db
def test_what_is_chosen_by_who_is_signed_in_is_the_language_of_letters_and_texts_too(
    client: Client, programleder: User
) -> None:
    client.force_login(programleder)
    assert (programleder.language, programleder.writes) == ("", "nb")

    answer = client.post("/sprak/", {"language": "nn", "next": "/tiltak/"})

    assert answer.url == "/tiltak/"  # type: ignore[attr-defined]
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nn"
    programleder.refresh_from_db()
    assert (programleder.language, programleder.writes) == ("nn", "nn")


@pytest.mark.parametrize("asked", ["se", "", "nb\0"])
@pytest.mark.django_db
def test_a_language_there_is_not_changes_nothing(client: Client, programleder: User, asked: str) -> None:
    client.force_login(programleder)
    client.post("/sprak/", {"language": "nn"})

    client.post("/sprak/", {"language": asked})

    programleder.refresh_from_db()
    assert programleder.language == "nn"


@pytest.mark.django_db
def test_who_is_not_signed_in_chooses_for_the_pages_alone(client: Client) -> None:
    answer = client.post("/sprak/", {"language": "en"})

    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.django_db
def test_looking_at_the_address_chooses_nothing(client: Client, programleder: User) -> None:
    client.force_login(programleder)

    client.get("/sprak/?language=en")

    programleder.refresh_from_db()
    assert programleder.language == ""
