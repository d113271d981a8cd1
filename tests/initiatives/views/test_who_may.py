"""Every address × everybody, reading and writing: the wrong person first."""

from typing import Any

import pytest
from django.test import Client

from initiatives.models import Initiative, Revision, User
from tests.factories import RiskFactory
from tests.initiatives.views.conftest import NAMES, WITHOUT_INITIATIVE, address

pytestmark = pytest.mark.django_db

GATED = [name for name in NAMES if name not in WITHOUT_INITIATIVE]
LISTS = {
    "dependencies",
    "money",
    "risks",
    "benefits",
    "decisions",
    "commitments",
    "ownership",
}  # nothing is posted there


def answer(client: Client, method: str, url: str) -> Any:
    return client.get(url) if method == "get" else client.post(url, {"name": "Kapret", "reason": "Kapret"})


@pytest.mark.parametrize("name", NAMES)
def test_the_anonymous_are_sent_to_sign_in(name: str, client: Client, facts: dict[str, Any]) -> None:
    url = address(name, facts)
    response = client.get(url)
    assert (response.status_code, response["Location"]) == (302, f"/logg-inn/?next={url}")


@pytest.mark.parametrize("name", NAMES)
def test_what_the_anonymous_send_is_not_done(name: str, client: Client, facts: dict[str, Any]) -> None:
    response = answer(client, "post", address(name, facts))
    assert response.status_code == 403
    assert 'name="password"' in response.content.decode()
    assert not Revision.objects.filter(value__gt=0).exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
@pytest.mark.parametrize("name", GATED)
def test_those_who_are_not_stewards_are_refused(
    name: str, who: str, method: str, client: Client, cast: dict[str, User], facts: dict[str, Any]
) -> None:
    client.force_login(cast[who])
    response = answer(client, method, address(name, facts))
    assert response.status_code == (405 if method == "post" and name in LISTS else 403)
    assert not Revision.objects.filter(value__gt=0).exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", GATED)
def test_an_unknown_initiative_is_not_found(
    name: str, method: str, client: Client, sekretariat: User, facts: dict[str, Any]
) -> None:
    client.force_login(sekretariat)
    response = answer(client, method, address(name, facts, code="T404"))
    assert response.status_code == (405 if method == "post" and name in LISTS else 404)


@pytest.mark.parametrize("who", ["programleder", "sekretariat"])
@pytest.mark.parametrize("name", NAMES)
def test_stewards_and_the_secretariat_see_the_page(
    name: str, who: str, client: Client, cast: dict[str, User], facts: dict[str, Any]
) -> None:
    client.force_login(cast[who])
    response = client.get(address(name, facts), follow=True)  # the office withdraws a contract on the act's own page
    assert response.status_code == 200
    assert 'aria-label="Brødsmuler"' in response.content.decode()
    assert not Revision.objects.filter(value__gt=0).exists()


@pytest.mark.parametrize("name", [name for name in GATED if name not in LISTS])
def test_a_form_without_its_token_is_refused(name: str, programleder: User, facts: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(programleder)
    assert client.post(address(name, facts), {"name": "Kapret"}).status_code == 403
    assert not Revision.objects.filter(value__gt=0).exists()


@pytest.mark.parametrize("name", [name for name in GATED if name not in {*LISTS, "milestones"}])
def test_an_empty_form_is_answered_with_what_is_missing(
    name: str, client: Client, programleder: User, facts: dict[str, Any]
) -> None:
    client.force_login(programleder)
    suffix = f"?ekstern={facts['dependency'].predecessor_external.uid}" if name == "add_dependency" else ""
    response = client.post(address(name, facts) + suffix, {})
    content = response.content.decode()
    assert response.status_code == 422
    assert "ds-error-summary" in content
    assert 'aria-invalid="true"' in content
    assert not Revision.objects.filter(value__gt=0).exists()


def test_a_fact_of_another_initiative_is_not_found(
    client: Client, programleder: User, facts: dict[str, Any], t900: Initiative
) -> None:
    client.force_login(programleder)
    risk = RiskFactory(initiative=t900)
    for tail in ("", "trekk/"):
        assert client.get(f"/tiltak/T001/risikoer/{risk.uid}/{tail}").status_code == 404
        assert client.post(f"/tiltak/T001/risikoer/{risk.uid}/{tail}", {"reason": "Bort"}).status_code == 404


def test_a_dependency_of_others_is_not_found(client: Client, programleder: User, t001: Initiative, t900: Any) -> None:
    from tests.factories import DependencyFactory, ExternalPartyFactory

    dependency = DependencyFactory(predecessor_external=ExternalPartyFactory(), successor_initiative=t900)
    client.force_login(programleder)
    assert client.get(f"/tiltak/T001/avhengigheter/{dependency.uid}/").status_code == 404


def test_the_accountable_owner_is_not_edited_as_a_partner(client: Client, programleder: User, t001: Initiative) -> None:
    client.force_login(programleder)
    assert client.get(f"/tiltak/T001/eierskap/{t001.owners.get().uid}/").status_code == 404


def test_a_withdrawn_fact_is_not_shown_for_editing(client: Client, programleder: User, facts: dict[str, Any]) -> None:
    from initiatives.models.base import Act

    facts["risk"].withdraw(Act("test", reason="Feil"))
    client.force_login(programleder)
    assert client.get(address("edit_risk", facts)).status_code == 404


def test_only_ones_own_initiatives_are_offered_for_a_commitment(
    client: Client, programleder: User, utenforstaende: User, leder: User, facts: dict[str, Any]
) -> None:
    url = address("choose_initiative", facts)
    client.force_login(utenforstaende)
    assert "T001" not in client.get(url).content.decode()
    assert client.get(url, {"tiltak": "T001"}).status_code == 200
    client.force_login(leder)
    assert "ikke ansvarlig for noe tiltak" in client.get(url).content.decode()
    client.force_login(programleder)
    response = client.get(url, {"tiltak": "t001 Program"})
    assert response["Location"] == address("link_commitment", facts)


@pytest.mark.parametrize(
    "url",
    [
        "/tiltak/T%001/rediger/",
        "/tiltak/T001/foringer/%00/",
        "/foringer/%00/knytt/",
    ],
)
def test_an_address_with_a_null_byte_is_not_found(url: str, client: Client, programleder: User) -> None:
    client.force_login(programleder)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["ekstern", "tiltak", "sok", "dokument"])
@pytest.mark.parametrize(
    "where", ["/tiltak/T001/avhengigheter/ny/", "/tiltak/T001/foringer/", "/foringer/c-free/knytt/"]
)
def test_a_search_with_a_null_byte_is_answered(
    where: str, name: str, client: Client, programleder: User, facts: dict[str, Any]
) -> None:
    client.force_login(programleder)
    assert client.get(where, {name: "\x00"}).status_code == 200
    assert "\x00" not in client.get(where, {name: "a\x00b"}).content.decode()
