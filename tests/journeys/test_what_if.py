"""A leader tries what a slip costs the others, on a telephone; keeps it, and takes it to the board."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import NARROW, SignIn, Sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_leader_runs_a_what_if_on_a_telephone_keeps_it_and_takes_it_to_the_board(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    sign_in("leder")
    page.set_viewport_size(NARROW)
    page.goto(f"{live_server.url}/samordning/")
    page.get_by_role("button", name="Regn ut").click()  # the milestone most wait for stands chosen, with six weeks
    page.wait_for_url(re.compile(r"/samordning/hva-om/\?m=\w{32}:42"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 uker, flyttes")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.get_by_role("navigation", name="Prøv også").get_by_role("link", name="12 uker").click()
    page.wait_for_url(re.compile(r":84$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 uker, flyttes")
    expect(page.get_by_role("region", name="Kjeden").get_by_role("listitem").first).to_contain_text("+12 uker")
    sound()

    page.set_viewport_size(NARROW)
    page.get_by_role("link", name="Endre spørsmålet").click()
    page.get_by_text("Legg til en milepæl til").click()
    page.get_by_label("Søk etter milepæl").fill("henvisning")
    expect(page.get_by_label("Milepæl", exact=True).locator("optgroup")).to_have_count(1)
    expect(page.locator("#live")).to_contain_text("milepæler passer")
    page.get_by_label("Milepæl", exact=True).select_option(index=1)
    page.get_by_role("button", name="Regn ut").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glir disse to samtidig")
    sound()

    page.get_by_text("Gi det et navn").click()
    page.get_by_label("Navn", exact=False).fill("To om gangen")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Lagret. Ingen fakta er endret.")
    expect(page.get_by_role("main")).to_contain_text("Hva om · To om gangen")
    sound()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ark (PDF)").click()
    assert re.fullmatch(r"hva-om-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    page.goto(f"{live_server.url}/samordning/sannsynlighet/")
    page.get_by_text("Halvparten av gangene innen").first.click()
    expect(page.get_by_text("Det som oftest avgjør slutten").first).to_be_visible()
    sound()
    assert complaints == []


def test_it_all_works_without_scripts(browser: Browser, page: Page, live_server: LiveServer, sign_in: SignIn) -> None:
    sign_in("leder")
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/samordning/hva-om/")
    plain.get_by_label("Søk etter milepæl").fill("innloggingen klar")
    plain.get_by_role("button", name="Søk", exact=True).click()
    plain.get_by_label("Milepæl", exact=True).select_option(index=1)
    plain.get_by_label("Glir", exact=True).fill("seks")
    plain.get_by_role("button", name="Regn ut").click()
    expect(plain.get_by_label("Glir", exact=True).first).to_have_value("seks")
    expect(plain.get_by_label("Glir", exact=True).first).to_have_attribute("aria-invalid", "true")
    plain.get_by_label("Glir", exact=True).first.fill("6")
    plain.get_by_role("button", name="Regn ut").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("6 uker, flyttes")
    plain.get_by_role("button", name="Fjern").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Hva om en milepæl glir?")
    context.close()
