"""Which language a reader meets: the one chosen here, else the one asked for, else bokmål."""

import pytest
from django.conf import settings
from django.test import Client


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
