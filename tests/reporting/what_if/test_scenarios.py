"""Keeping a what-if: the author's alone unless shared, once however often sent, kindly refused, and never a fact."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client

from initiatives import reading
from initiatives.actions import version_of
from initiatives.domain.refusals import Refused, Stale, Why
from initiatives.models import Revision, User
from initiatives.models.base import Fact
from reporting import source
from reporting.actions.scenarios import edit_scenario, save_scenario, withdraw_scenario
from reporting.models import Scenario
from tests.reporting.what_if.conftest import asked

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/hva-om/"
BORN = "01010050053"  # a valid national identity number


def keep(by: User, held: dict[str, Any], **values: Any) -> Scenario:
    usual = {"name": "Innloggingen glir", "slips": [(held["A"].uid.hex, 42)]}
    return save_scenario(by=by, **(usual | values))


def whys(by: User, held: dict[str, Any], **values: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as refused:
        keep(by, held, **values)
    return refused.value.whys


def words(html: bytes) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.decode()))).replace("\u00a0", " ")


# ── the actions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_administrator_keeps_nothing(admin_person: User, held: dict[str, Any]) -> None:
    with pytest.raises(PermissionDenied):
        keep(admin_person, held)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("shared", [True, False])
def test_nobody_changes_or_withdraws_anothers(
    leder: User, sekretariat: User, held: dict[str, Any], shared: bool
) -> None:
    scenario = keep(leder, held, shared=shared)
    with pytest.raises(PermissionDenied):
        edit_scenario(by=sekretariat, scenario=scenario, changes={"name": "Mitt"})
    with pytest.raises(PermissionDenied):
        withdraw_scenario(by=sekretariat, scenario=scenario)
    scenario.refresh_from_db()
    assert (scenario.name, scenario.withdrawn_at) == ("Innloggingen glir", None)


def test_it_is_kept_with_its_author_and_history(leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held, name="  Innloggingen \n glir ", note="Bedt om av rådet", shared=True)
    assert (scenario.name, scenario.author, scenario.shared) == ("Innloggingen glir", leder, True)
    assert scenario.slips == [[held["A"].uid.hex, 42]]
    assert scenario.history.get().actor == "leder"


def test_a_form_sent_twice_keeps_one(leder: User, held: dict[str, Any]) -> None:
    uid = uuid4()
    assert keep(leder, held, uid=uid) == keep(leder, held, uid=uid) == keep(leder, held)
    assert Scenario.objects.count() == 1
    with pytest.raises(Refused) as refused:
        keep(leder, held, uid=uid, name="Noe annet")
    assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_a_name_is_used_once_by_each_and_free_again_when_withdrawn(
    leder: User, sekretariat: User, held: dict[str, Any]
) -> None:
    first = keep(leder, held)
    assert whys(leder, held, slips=[(held["A"].uid.hex, 7)]) == {"name": Why.DUPLICATE}
    assert keep(sekretariat, held).author == sekretariat
    withdraw_scenario(by=leder, scenario=first)
    withdraw_scenario(by=leder, scenario=first)  # twice is once
    assert first.history.count() == 2
    assert keep(leder, held, slips=[(held["A"].uid.hex, 7)]).pk != first.pk


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"name": " "}, {"name": Why.REQUIRED}),
        ({"name": "x" * 121}, {"name": Why.TOO_LONG}),
        ({"name": f"Om {BORN}"}, {"name": Why.IDENTITY_NUMBER}),
        ({"note": f"Ring {BORN}"}, {"note": Why.IDENTITY_NUMBER}),
        ({"note": "x" * 2_001}, {"note": Why.TOO_LONG}),
        ({"slips": []}, {"slips": Why.REQUIRED}),
        ({"slips": [("", 7)]}, {"slips": Why.REQUIRED}),
        ({"slips": [("a", 0)]}, {"slips": Why.OUT_OF_RANGE}),
        ({"slips": [("a", 3_651)]}, {"slips": Why.OUT_OF_RANGE}),
        ({"slips": [("a", 7), ("a", 14)]}, {"slips": Why.DUPLICATE}),
        ({"slips": [(str(n), 7) for n in range(11)]}, {"slips": Why.OUT_OF_RANGE}),
    ],
)
def test_what_will_not_do_is_refused(
    leder: User, held: dict[str, Any], values: dict[str, Any], why: dict[str, Why]
) -> None:
    assert whys(leder, held, **values) == why
    assert not Scenario.objects.exists()


def test_what_changes_nothing_writes_nothing(leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held)
    assert not edit_scenario(
        by=leder, scenario=scenario, changes={"name": "Innloggingen glir ", "slips": scenario.slips}
    )
    assert scenario.history.count() == 1
    assert edit_scenario(by=leder, scenario=scenario, changes={"slips": [(held["A"].uid.hex, 84)], "shared": True})
    scenario.refresh_from_db()
    assert (scenario.slips, scenario.shared) == ([[held["A"].uid.hex, 84]], True)


def test_two_editors_clash_and_the_second_is_told(leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held)
    seen = version_of(scenario)
    edit_scenario(by=leder, scenario=scenario, changes={"name": "Først"}, version=seen)
    with pytest.raises(Stale) as stale:
        edit_scenario(by=leder, scenario=scenario, changes={"name": "Så"}, version=seen)
    assert [(each.field, each.base, each.now, each.mine) for each in stale.value.clashes] == [
        ("name", "Innloggingen glir", "Først", "Så")
    ]


def facts() -> dict[str, int]:
    """How many rows of history each kind of fact has."""
    models = (each for label in ("initiatives", "reporting") for each in apps.get_app_config(label).get_models())
    return {each.__name__: each.history.count() for each in models if issubclass(each, Fact) and each is not Scenario}


def revision() -> int:
    """The number of the last write of a fact."""
    return Revision.objects.values_list("value", flat=True).first() or 0


def test_the_facts_are_never_touched(client: Client, leder: User, held: dict[str, Any]) -> None:
    client.force_login(leder)
    before = (facts(), revision(), reading.current())
    client.get(ADDRESS + asked((held["A"], 42)))
    scenario = keep(leder, held)
    client.get(f"{ADDRESS}{scenario.uid}/")
    client.get(f"{ADDRESS}{scenario.uid}/fil/json/")
    edit_scenario(by=leder, scenario=scenario, changes={"name": "Nytt"})
    withdraw_scenario(by=leder, scenario=scenario)
    state = reading.current()
    assert (facts(), revision()) == before[:2]
    assert state is before[2]
    reading.forget()
    source.forget()
    assert reading.current().slices == before[2].slices


# ── the pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_anothers_private_one_is_not_found_and_a_shared_one_is_read_only(
    client: Client, leder: User, sekretariat: User, admin_person: User, held: dict[str, Any]
) -> None:
    private, shared = keep(leder, held), keep(leder, held, name="Delt", shared=True)
    client.force_login(sekretariat)
    for end in ("", "rediger/", "trekk/", "fil/pdf/"):
        assert client.get(f"{ADDRESS}{private.uid}/{end}").status_code == 404
    assert client.get(f"{ADDRESS}{shared.uid}/").status_code == 200
    assert client.get(f"{ADDRESS}{shared.uid}/rediger/").status_code == 403
    assert client.post(f"{ADDRESS}{shared.uid}/trekk/").status_code == 403
    assert client.post(f"{ADDRESS}{private.uid}/milepaeler/", {"m": f"{held['A'].uid.hex}:7"}).status_code == 404
    told = words(client.get(ADDRESS).content)
    assert "Delt" in told and "Innloggingen glir" not in told
    client.force_login(admin_person)
    assert client.get(f"{ADDRESS}{shared.uid}/").status_code == 403
    assert client.post(f"{ADDRESS}lagre/", {"name": "x", "m": f"{held['A'].uid.hex}:7"}).status_code == 403
    private.refresh_from_db()
    assert private.withdrawn_at is None and Scenario.objects.count() == 2


def test_the_question_that_is_shown_is_kept_and_shown_again(client: Client, leder: User, held: dict[str, Any]) -> None:
    client.force_login(leder)
    uid = held["A"].uid.hex
    sent = {"name": "Til påske", "note": "", "shared": "nei", "uid": str(uuid4()), "m": [f"{uid}:42", f"{uid}:abc"]}
    response = client.post(f"{ADDRESS}lagre/", sent)
    scenario = Scenario.objects.get()
    assert response["Location"] == f"{ADDRESS}{scenario.uid}/"
    assert scenario.slips == [[uid, 42]]
    told = words(client.get(response["Location"]).content)
    assert "Hva om · Til påske" in told and "Glir «Innloggingen klar» 6 uker" in told
    assert client.post(f"{ADDRESS}lagre/", sent)["Location"] == response["Location"]  # pressed twice


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Feltet må fylles ut."),
        ({"name": BORN}, "Teksten inneholder et fødselsnummer"),
        ({"m": "finnesikke:42"}, "Velg minst én milepæl som kan gli, før du lagrer."),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(
    client: Client, leder: User, held: dict[str, Any], changes: dict[str, str], sentence: str
) -> None:
    client.force_login(leder)
    sent = {"name": "Navnet", "note": "Merknaden", "shared": "ja", "uid": str(uuid4()), "m": f"{held['A'].uid.hex}:42"}
    response = client.post(f"{ADDRESS}lagre/", sent | changes)
    assert response.status_code == 422
    assert sentence in words(response.content)
    if "m" not in changes:
        assert "Merknaden" in response.content.decode()
    assert not Scenario.objects.exists()


def test_changed_lengths_are_kept_in_the_same_one_and_a_stale_page_is_told(
    client: Client, leder: User, held: dict[str, Any]
) -> None:
    scenario = keep(leder, held)
    client.force_login(leder)
    uid, origin = held["A"].uid.hex, scenario.uid.hex
    html = client.get(f"{ADDRESS}?m={uid}:84&fra={origin}").content.decode()
    assert "Lagre i «Innloggingen glir»" in words(html.encode())
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version is not None
    sent = {"m": f"{uid}:84", "fra": origin, "version": version[1]}
    assert client.post(f"{ADDRESS}{scenario.uid}/milepaeler/", sent).status_code == 302
    scenario.refresh_from_db()
    assert scenario.slips == [[uid, 84]]
    stale = client.post(f"{ADDRESS}{scenario.uid}/milepaeler/", sent | {"m": f"{uid}:7"})
    assert stale.status_code == 422
    assert "Dette er lagret på nytt siden du åpnet siden" in words(stale.content)
    scenario.refresh_from_db()
    assert scenario.slips == [[uid, 84]]


def test_name_and_sharing_are_edited_and_a_clash_asks(client: Client, leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held)
    client.force_login(leder)
    address, seen = f"{ADDRESS}{scenario.uid}/rediger/", version_of(scenario)
    sent = {"name": "Nytt navn", "note": "", "shared": "ja", "version": seen}
    assert client.post(address, sent).status_code == 302
    response = client.post(address, sent | {"name": "Enda et"})
    assert response.status_code == 422
    assert "Noen andre har lagret mens du skrev" in words(response.content)
    scenario.refresh_from_db()
    assert (scenario.name, scenario.shared) == ("Nytt navn", True)


def test_it_is_withdrawn_after_being_asked(client: Client, leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held)
    client.force_login(leder)
    address = f"{ADDRESS}{scenario.uid}/trekk/"
    assert "Trekke «Innloggingen glir»?" in words(client.get(address).content)
    assert client.post(address)["Location"] == ADDRESS
    assert client.get(f"{ADDRESS}{scenario.uid}/").status_code == 404


def test_what_is_gone_or_reached_since_is_told(client: Client, leder: User, held: dict[str, Any]) -> None:
    scenario = keep(leder, held, slips=[(held["A"].uid.hex, 42), (held["R"].uid.hex, 7), ("f" * 32, 7)])
    client.force_login(leder)
    told = words(client.get(f"{ADDRESS}{scenario.uid}/").content)
    assert "Noe er endret siden dette ble lagret" in told
    assert "Format fastsatt : Er nådd siden dette ble lagret" in told
    assert "Finnes ikke lenger" in told
    assert "Glir «Innloggingen klar» 6 uker" in told
