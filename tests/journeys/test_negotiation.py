"""Two owners negotiate an agreement to a dispute; the secretariat puts it on the agenda and prints it."""

import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import Dependency
from tests.journeys.conftest import NARROW, SignIn, Sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_owners_negotiate_to_a_dispute_and_the_secretariat_puts_it_before_the_council(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    sign_in("programleder")
    contract = _the_receiver_proposes(page, live_server.url)
    sign_in("utenforstaende")
    page.goto(f"{live_server.url}/samordning/mine/")
    expect(page.get_by_role("region", name="Varsler")).to_contain_text("Alle fagsystemer")
    sound()
    _the_giver_says_on_a_phone_when_it_can_be_kept(page, contract)
    sound()

    sign_in("programleder")
    page.goto(f"{live_server.url}/samordning/mine/")
    expect(page.get_by_role("region", name="Varsler")).to_contain_text("Motforslag: 15.1.2028")
    page.goto(contract)
    expect(page.get_by_role("link", name=re.compile("^Godta"))).to_be_visible()
    assert mail.outbox == []  # letters are sent by the scheduler's command, not by a request

    sign_in("sekretariat")
    page.goto(f"{live_server.url}/samordning/")
    sound()
    _the_secretariat_puts_it_on_the_agenda(page, sound)
    sound()
    _and_prints_it(page)

    sign_in("leder")
    page.goto(f"{live_server.url}/?show=cases")
    expect(page.get_by_role("main")).to_contain_text("Alle fagsystemer koblet til")
    page.goto(contract + "?date=2026-01-15")
    expect(page.get_by_role("main")).not_to_contain_text("rekker det ikke før jul")
    assert [each for each in complaints if "404" not in each] == []


def _the_receiver_proposes(page: Page, base: str) -> str:
    """First with a promise that has passed, which is said beside the field while the rest stands. The address."""
    page.goto(f"{base}/tiltak/E03/avhengigheter/ny/?tiltak=E05")
    page.get_by_label("Vår side").select_option("Eksempel: Prosjektet avsluttes")
    page.get_by_label("Deres side").select_option("Eksempel: Alle fagsystemer koblet til")
    page.get_by_label("Hva skal leveres?").fill("Eksempel: Alle fagsystemer må være koblet til")
    page.get_by_label("Trengs senest").fill("1.11.2027")
    page.get_by_label("Lovet").fill("1.6.2020")
    page.get_by_role("group", name="Bindende").get_by_label("Ja").check()
    send = page.get_by_role("main").locator("button[type=submit]").first
    send.click()
    expect(page.get_by_label("Lovet")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Hva skal leveres?")).to_have_value("Eksempel: Alle fagsystemer må være koblet til")
    page.get_by_label("Lovet").fill("")
    send.click()
    expect(page.get_by_label("Lovet")).to_have_count(0)
    agreed = Dependency.objects.latest("id")
    assert (agreed.state, agreed.last_word) == ("proposed", "receiver")
    return f"{base}/samordning/avtaler/{agreed.uid}/"


def _the_giver_says_on_a_phone_when_it_can_be_kept(page: Page, contract: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(contract)
    page.get_by_role("link", name=re.compile("ikke holder")).first.click()
    page.get_by_label("Hva er i veien?").fill("Eksempel: Leverandøren rekker det ikke før jul")
    page.get_by_label("Når kan dere levere?").fill("15.1.2028")
    page.get_by_role("button", name="Send innvendingen").click()
    page.wait_for_url(contract)
    expect(page.get_by_role("main")).to_contain_text("omstridt")
    expect(page.get_by_role("main")).to_contain_text("15.1.2028")


def _the_secretariat_puts_it_on_the_agenda(page: Page, sound: Sound) -> None:
    row = page.get_by_role("row").filter(has_text="Alle fagsystemer må være koblet til")
    expect(row).to_contain_text("omstridt")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sett på saksliste").click()
    sound()
    page.get_by_role("button", name="Sett på sakslista").click()
    expect(page.get_by_role("main")).to_contain_text("15.1.2028")
    expect(page.get_by_role("main")).to_contain_text("Eksempelrådet")


def _and_prints_it(page: Page) -> None:
    assert _downloaded(page, re.compile("PDF")).startswith(b"%PDF-1.7")
    assert _downloaded(page, re.compile("Excel")).startswith(b"PK")
    text = _downloaded(page, re.compile("Tekst", re.I)).decode()
    assert "Eksempelrådet" in text and "15.1.2028" in text


def _downloaded(page: Page, name: re.Pattern[str]) -> bytes:
    """A file of the agenda."""
    with page.expect_download() as caught:
        page.get_by_role("main").get_by_role("button", name=name).first.click()
    return Path(caught.value.path()).read_bytes()
