"""The frame in a real browser: sign-in by keyboard, no axe violation, nothing against the security policy."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of, such as a breach of the Content-Security-Policy."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ["/logg-inn/", "/tilgjengelighet/", "/finnes-ikke/"])
def test_open_pages_break_no_rule_and_never_scroll_sideways(
    page: Page,
    live_server: LiveServer,
    axe: Callable[[Page], list[str]],
    complaints: list[str],
    address: str,
    size: str,
    scheme: str,
) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + address)
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert [text for text in complaints if "404" not in text] == []


def test_one_can_sign_in_by_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    get_user_model().objects.create_user("leder", password="samstyr-demo")
    page.goto(live_server.url + "/logg-inn/?next=/tilgjengelighet/")
    expect(page.get_by_label("Brukernavn")).to_be_focused()
    page.keyboard.type("leder")
    page.keyboard.press("Tab")
    page.keyboard.type("samstyr-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + "/tilgjengelighet/")
    assert page.get_by_role("button", name="Logg ut").first.is_visible()


def test_the_first_tab_stop_leads_past_the_menu(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/tilgjengelighet/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til hovedinnhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_a_member_of_the_cast_is_filled_in_but_not_signed_in(
    page: Page, live_server: LiveServer, settings: LazySettings
) -> None:
    settings.DEMO_CAST = True
    page.goto(live_server.url + "/logg-inn/")
    page.get_by_role("button", name="Fyll inn sekretariat").click()
    assert page.input_value("#id_username") == "sekretariat"
    assert page.url.endswith("/logg-inn/")


def test_the_page_turns_english_and_says_so(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/tilgjengelighet/")
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "en"
