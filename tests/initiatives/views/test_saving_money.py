"""Filling in money, links, hand-overs and withdrawals as people do."""

from typing import Any

import pytest
from django.test import Client

from initiatives.models import (
    BudgetLine,
    Initiative,
    InitiativeCommitment,
    Risk,
)
from tests.initiatives.views.conftest import address
from tests.initiatives.views.filling import again, errors_of, opened, text_of

pytestmark = pytest.mark.django_db

EDIT = "/tiltak/T001/rediger/"


# ── money and the rest ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_amount_for_a_period_is_registered(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/penger/ny/"
    sent = opened(steward, url) | {
        "what": "Tilskudd", "kind": "granted", "amount": "38,5 mill", "covers": "2024–2026", "price_level": "2024",
    }  # fmt: skip
    steward.post(url, sent)
    line = BudgetLine.objects.get()
    assert (line.amount, str(line.covers_from), str(line.covers_to)) == (38_500_000, "2024-01-01", "2026-12-31")
    assert "38,5\u00a0mill.\u00a0kr" in steward.get("/tiltak/T001/penger/").content.decode()


def test_an_interval_is_between_whatever_the_list_said(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/penger/ny/"
    steward.post(
        url,
        opened(steward, url) | {"what": "R", "kind": "frame", "measure": "total", "low": "20 mill", "high": "30 mill"},
    )
    line = BudgetLine.objects.get()
    assert (line.amount, line.low, line.high, line.qualifier) == (None, 20_000_000, 30_000_000, "range")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"amount": "mange penger"}, "amount", "med sifre"),
        ({"amount": "38,5,2 mill"}, "amount", "to desimaltegn"),
        ({"amount": "1", "low": "1", "high": "2"}, "amount", "enten ett beløp"),
        ({"amount": "", "low": "3", "high": "2"}, "high", "minst så stort"),
        ({"amount": "1", "covers": ""}, "covers", "hvilken periode"),
        ({"amount": "1", "covers": "2024-2023"}, "covers", "slutter før den begynner"),
        ({"amount": "1", "price_level": "24"}, "price_level", "fra 1990 til 2100"),
        ({"amount": "1", "kind": ""}, "kind", "må fylles ut"),
    ],
)
def test_money_that_breaks_a_rule_is_told_beside_the_field(
    typed: dict[str, str], field: str, said: str, steward: Client, t001: Initiative
) -> None:
    url = "/tiltak/T001/penger/ny/"
    usual = {"what": "Tilskudd", "kind": "granted", "covers": "2024"}
    response = steward.post(url, opened(steward, url) | usual | typed)
    assert response.status_code == 422
    assert said in errors_of(response)[field]
    assert all(again(response)[name] == value for name, value in typed.items())
    assert not BudgetLine.objects.exists()


def test_a_double_click_adds_one(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/risikoer/ny/"
    sent = opened(steward, url) | {"title": "Forsinket leverandør", "likelihood": "4"}
    for _ in "ab":
        assert steward.post(url, sent).status_code == 302
    assert Risk.objects.get().likelihood == 4


def test_a_commitment_is_found_linked_and_unlinked(steward: Client, facts: dict[str, Any], t001: Initiative) -> None:
    listing = "/tiltak/T001/foringer/"
    assert facts["commitment"].statement in steward.get(listing, {"sok": "regjeringen"}).content.decode()
    assert "Ingen føringer passer" in steward.get(listing, {"sok": "xyzzy"}).content.decode()
    url = address("link_commitment", facts)
    steward.post(url, opened(steward, url) | {"reason": "Vi leverer dette"})
    link = InitiativeCommitment.objects.get(commitment=facts["commitment"])
    response = steward.post(url, opened(steward, url) | {"reason": "En gang til"})
    assert "allerede registrert" in text_of(response)
    steward.post(f"/tiltak/T001/foringer/kobling/{link.uid}/trekk/", {"reason": "Flyttet"})
    link.refresh_from_db()
    assert link.withdrawn_reason == "Flyttet"


def test_who_hands_over_is_led_to_a_page_they_may_see(
    steward: Client, t001: Initiative, annen_eier: Any, eier: Any
) -> None:
    url = "/tiltak/T001/eierskap/ny-eier/"
    response = steward.post(
        url, opened(steward, url) | {"organisation": annen_eier.pk, "valid_from": "2026", "reason": "Omorganisering"}
    )
    assert response.status_code == 302
    assert "eierskap" not in response["Location"]
    assert steward.get(url).status_code == 403


def test_withdrawing_asks_for_a_reason_and_says_what_is_in_the_way(steward: Client, facts: dict[str, Any]) -> None:
    url = address("withdraw_milestone", facts)
    assert errors_of(steward.post(url, {"reason": " "})) == {
        "reason": "Skriv en begrunnelse. Den blir stående i loggen."
    }
    response = steward.post(url, {"reason": "Slått sammen"})
    assert "D001 viser til det" in text_of(response)
    steward.post(address("withdraw_dependency", facts), {"reason": "Ikke aktuell"})
    assert steward.post(url, {"reason": "Slått sammen"}).status_code == 302
    facts["milestone"].refresh_from_db()
    assert facts["milestone"].withdrawn_reason == "Slått sammen"
