"""What a journey needs: the demo loaded, a browser, and a person signed in."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from tests.demo import fill

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SignIn = Callable[[str], None]
Sound = Callable[[], None]


@pytest.fixture
def demo(settings: LazySettings, transactional_db: None) -> None:
    """The real public portfolio, its periods and the cast."""
    settings.DEMO_CAST = True
    fill()


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer, demo: None) -> SignIn:
    """Signs a member of the cast in, after whoever sat there before."""

    def enter(name: str) -> None:
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/logg-inn/")
        page.get_by_label("Brukernavn").fill(name)
        page.get_by_label("Passord").fill("samstyr-demo")
        page.get_by_role("button", name="Logg inn", exact=True).click()
        page.wait_for_url(f"{live_server.url}/")

    return enter


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of, such as a breach of the Content-Security-Policy."""
    found: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A form that was not saved answers 422, which the browser tells of by itself.
        if message.type == "error" and "422" not in message.text:
            found.append(message.text)

    page.on("console", heard)
    return found


@pytest.fixture
def sound(page: Page, axe: Callable[[Page], list[str]]) -> Sound:
    """The page as it stands breaks no rule in either colour scheme and never scrolls sideways, wide or narrow."""

    def check() -> None:
        for scheme in ("light", "dark"):
            # Without motion: a colour halfway through its transition is nobody's contrast.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for size in (NARROW, WIDE):
                page.set_viewport_size(size)
                assert axe(page) == [], (page.url, scheme, size)
                assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), (page.url, size)

    return check
