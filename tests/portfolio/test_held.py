"""A form sent after the session ended is kept over the sign-in; nothing else is."""

import html
import re
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from initiatives.models import Initiative, User
from portfolio.held import SALT

PASSWORD = "riktig-passord-1"
EDIT = "/tiltak/T001/rediger/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def late(client: Client, programleder: User) -> tuple[Client, Any]:
    """A browser whose session ended while its form was open, and what it is answered."""
    programleder.set_password(PASSWORD)
    programleder.save()
    client.force_login(programleder)
    form = client.get(EDIT).context["form"]
    sent = {each.html_name: "" if each.value() is None else str(each.value()) for each in form}
    client.logout()
    return client, client.post(EDIT, sent | {"purpose": 'Én "liste"\nmed <to> linjer'})


def fields(response: Any) -> dict[str, str]:
    """The hidden fields of the page's own form, as a browser would send them."""
    page = response.content.decode().partition("<main")[2].partition("</main")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_what_was_typed_is_saved_after_signing_in_again(late: tuple[Client, Any], t001: Initiative) -> None:
    client, asked = late
    assert asked.status_code == 403
    assert "tatt vare på" in asked.content.decode()
    answer = client.post("/logg-inn/", fields(asked) | {"username": "programleder", "password": PASSWORD})
    assert f'action="{EDIT}"' in answer.content.decode()
    t001.refresh_from_db()
    assert t001.purpose == ""  # nothing is saved unasked
    assert client.post(EDIT, fields(answer)).status_code == 302
    t001.refresh_from_db()
    assert t001.purpose == 'Én "liste"\nmed <to> linjer'


def test_a_wrong_password_on_the_way_loses_nothing(late: tuple[Client, Any]) -> None:
    client, asked = late
    again = client.post("/logg-inn/", fields(asked) | {"username": "programleder", "password": "feil"})
    assert fields(again)["held"] == fields(asked)["held"]


def test_what_others_made_up_is_not_shown_as_a_form(late: tuple[Client, Any]) -> None:
    client, asked = late
    forged = signing.dumps(["https://evil.example/", [["a", "b"]]], key="en annen nøkkel", salt=SALT)
    answer = client.post(
        "/logg-inn/", fields(asked) | {"username": "programleder", "password": PASSWORD, "held": forged}
    )
    assert (answer.status_code, answer["Location"]) == (302, EDIT)


@pytest.mark.parametrize("sent", [{}, {"old_password": "x"}])
def test_passwords_and_empty_forms_are_not_kept(sent: dict[str, str], client: Client, t001: Initiative) -> None:
    assert client.post(EDIT, sent).status_code == 302


def test_a_partial_update_leads_to_the_sign_in_page(client: Client, t001: Initiative) -> None:
    assert client.post(EDIT, {"name": "x"}, headers={"hx-request": "true"}).status_code == 302


def test_a_form_without_its_token_is_not_kept(t001: Initiative) -> None:
    answer = Client(enforce_csrf_checks=True).post(EDIT, {"name": "x"})
    assert 'name="held"' not in answer.content.decode()


def test_pages_of_those_who_are_signed_in_are_kept_by_no_one(client: Client, programleder: User) -> None:
    client.force_login(programleder)
    assert client.get(EDIT)["Cache-Control"] == "private, no-cache"
    assert client.get("/finnes-ikke/")["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/helse/")["Cache-Control"]


def test_signing_out_empties_the_browsers_memory(client: Client, programleder: User) -> None:
    client.force_login(programleder)
    assert client.post("/logg-ut/")["Clear-Site-Data"] == '"cache"'
