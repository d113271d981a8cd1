"""The list of initiatives in a real browser: no axe violation, nothing sideways, filters that update and go back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import User
from tests.cast import tiltak
from tests.factories import OrganisationFactory
from tests.reporting.lists.facts import place, plan, status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture
def listed(page: Page, live_server: LiveServer, complaints: list[str]) -> Page:
    """The list, as somebody who is signed in sees it: 60 initiatives of two owners."""
    User.objects.create_user("leder", password="samstyr-demo", role="leadership")
    owners = [OrganisationFactory(key=key, name=key.upper()) for key in ("ks", "helfo")]
    portfolio = plan("ny", "Nasjonal portefølje", 1)
    for number in range(60):
        part = tiltak(f"T{number:03}", owner=owners[number % 2], name=f"Tiltak nummer {number}")
        place(part, portfolio, category="ongoing")
        if number % 7 == 0:
            status(part, ("red", "yellow", "green")[number % 3], "2026-10-01")
    page.goto(live_server.url + "/logg-inn/?next=/tiltak/")
    page.fill("#id_username", "leder")
    page.fill("#id_password", "samstyr-demo")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#liste")
    page.wait_for_load_state()  # scripts hear of nothing before they are there
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_list_breaks_no_rule_and_never_scrolls_sideways(
    listed: Page, axe: Callable[[Page], list[str]], complaints: list[str], size: str, scheme: str
) -> None:
    listed.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    listed.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in ("", "?q=finnesikke&owner=x", "?sort=-name&size=100"):
        listed.goto(listed.url.split("?")[0] + address)
        assert axe(listed) == []
        assert not listed.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    listed.click("summary:has-text('Kolonner')")
    assert axe(listed) == []
    assert not listed.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert complaints == []


def test_typing_filters_without_losing_the_place_and_tells_the_count(listed: Page) -> None:
    listed.fill("#id_q", "nummer 4")
    expect(listed.locator("#live")).to_have_text("Viser 15 av 60 tiltak")
    assert listed.url.endswith("/tiltak/?q=nummer+4")
    assert listed.evaluate("document.activeElement.id") == "id_q"


def test_boxes_chips_order_and_back_work_together(listed: Page) -> None:
    listed.click("[aria-labelledby='pick-owner-label pick-owner']")
    listed.get_by_label("KS", exact=True).check()
    expect(listed.locator("#live")).to_have_text("Viser 30 av 60 tiltak")
    expect(listed.locator("#pick-owner")).to_have_text("KS")
    listed.keyboard.press("Escape")
    listed.click("#chip-red")
    expect(listed.locator(".count")).to_contain_text("Viser 2 av 60 tiltak")
    listed.fill("#id_q", "nummer")
    listed.wait_for_url("**/tiltak/?q=nummer&owner=ks&colour=red")
    expect(listed.locator("#eksport a").first).to_have_attribute(
        "href", "/tiltak/eksport/xlsx/?q=nummer&owner=ks&colour=red"
    )
    listed.go_back()
    expect(listed.locator(".count")).to_contain_text("Viser 30 av 60 tiltak")
    assert listed.url.endswith("?owner=ks")


def test_the_next_page_is_reached_by_keyboard_and_keeps_it_in_the_list(listed: Page) -> None:
    listed.focus("a[rel=next]")
    listed.keyboard.press("Enter")
    expect(listed.locator("#tiltak tbody tr").last).to_contain_text("T059")
    assert listed.evaluate("document.activeElement.classList.contains('count')")


def test_a_row_leads_to_the_initiatives_own_page(listed: Page) -> None:
    listed.get_by_role("link", name="Tiltak nummer 1", exact=True).click()
    listed.wait_for_url("**/tiltak/T001/")


def test_everything_works_without_scripts(browser: Any, listed: Page) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=listed.context.storage_state())
    page = context.new_page()
    page.goto(listed.url)
    page.fill("#id_q", "nummer 4")
    page.click("summary:has-text('Kolonner')")
    page.get_by_label("Risiko", exact=True).check()
    page.click("form#filters button[type=submit]")
    assert page.inner_text(".count").startswith("Viser 15 av 60 tiltak")
    assert page.locator("#sort-risk").count() == 1
    page.click("#chip-none")
    assert "colour=none" in page.url
    context.close()
