"""The pages of coordination in a browser: no axe violation, nothing sideways, a picture that follows its filters."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import Organisation, User
from tests.factories import OrganisationFactory, StewardshipFactory
from tests.reporting.coordination.agreed import some

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
PAGES = (
    "/samordning/",
    "/samordning/?vis=fare&tiltak=finnesikke&mottaker=a&show=matrise",
    "/samordning/avtaler/",
    "/samordning/avtaler/?q=finnesikke",
    "/samordning/mine/?date=2020-01-01",
)
SMALL = "axe.run({runOnly: ['target-size']}).then(r => r.violations.flatMap(v => v.nodes.map(n => n.html)))"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture
def signed_in(page: Page, live_server: LiveServer, complaints: list[str]) -> Callable[[str], Page]:
    """Some agreements, and the one who asks for a page signed in."""
    owners: list[Organisation] = [OrganisationFactory(key=key, name=f"Virksomhet {key.upper()}") for key in ("a", "b")]
    some(*owners)
    user: Any = User.objects.create_user("leser", password="samstyr-demo", role="programme_manager")
    StewardshipFactory(user=user, organisation=owners[0])
    User.objects.create_user("kontoret", password="samstyr-demo", role="secretariat")

    def sign_in(name: str) -> Page:
        page.goto(live_server.url + "/logg-inn/?next=/samordning/")
        page.fill("#id_username", name)
        page.fill("#id_password", "samstyr-demo")
        page.press("#id_password", "Enter")
        page.wait_for_selector("#nettverk")
        page.wait_for_load_state()  # scripts hear of nothing before they are there
        return page

    return sign_in


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_pages_break_no_rule_and_never_scroll_sideways(
    signed_in: Callable[[str], Page],
    live_server: LiveServer,
    axe: Callable[[Page], list[str]],
    complaints: list[str],
    size: str,
    scheme: str,
) -> None:
    page = signed_in("leser")
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for address in PAGES:
        page.goto(live_server.url + address)
        for fold in page.locator("details:not(.pick > details, .timenav__day)").all():
            fold.evaluate("each => each.open = true")
        assert axe(page) == [], address
        assert page.evaluate(SMALL) == [], address
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), address
    assert complaints == []


def test_a_choice_draws_the_picture_anew_and_tells_how_much(signed_in: Callable[[str], Page]) -> None:
    page = signed_in("leser")
    page.select_option("#id_tilstand", "proposed")
    expect(page.locator("#live")).to_have_text("2 tiltak og parter, 1 avtale")
    assert "tilstand=proposed" in page.url
    page.get_by_role("link", name="Nullstill").click()
    page.wait_for_url("**/samordning/?*#nettverk")
    expect(page.locator("#nettverk figcaption")).to_contain_text("3 tiltak og parter, 3 avtaler")


def test_the_focus_stays_where_the_choice_was_made_and_what_is_wrong_is_told(
    signed_in: Callable[[str], Page],
) -> None:
    page = signed_in("leser")
    page.get_by_label("Også inni én eier").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**innen=ja*")
    expect(page.locator("#live")).to_contain_text("avtaler")
    expect(page.get_by_label("Også inni én eier")).to_be_focused()
    page.get_by_label("Rundt tiltaket").press_sequentially("finnesikke")
    expect(page.locator("#live")).to_contain_text("Ingen tiltak med avtaler heter «finnesikke».")
    expect(page.get_by_label("Rundt tiltaket")).to_be_focused()


def test_a_filter_that_is_left_never_lies_over_what_has_the_focus(
    signed_in: Callable[[str], Page], live_server: LiveServer
) -> None:
    page = signed_in("leser")
    page.goto(live_server.url + "/samordning/avtaler/")
    page.locator(".pick summary").first.press("Enter")
    expect(page.locator(".pick > details[open]")).to_have_count(1)
    page.get_by_role("button", name="Vis", exact=True).last.focus()
    expect(page.locator(".pick > details[open]")).to_have_count(0)


def test_a_box_of_the_picture_and_a_cell_of_the_matrix_are_reached_by_keyboard(
    signed_in: Callable[[str], Page],
) -> None:
    page = signed_in("leser")
    page.locator("#nettverk a[href='#h-net-tabell']").press("Enter")
    expect(page.locator("#h-net-tabell")).to_be_focused()
    box = page.get_by_role("link", name="Felles innlogging, Virksomhet B, i fare")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tiltak/T9/")
    page.go_back()
    page.get_by_role("link", name="Virksomhet A trenger 1 fra Virksomhet B, 1 i fare").press("Enter")
    expect(page.locator(".count")).to_contain_text("Viser 1 av 4 avtaler")


def test_the_secretariat_takes_what_it_ticks_to_the_agenda(signed_in: Callable[[str], Page]) -> None:
    page = signed_in("kontoret")
    page.get_by_role("button", name="Sett på saksliste").click()
    expect(page.locator("#messages .ds-alert")).to_be_focused()
    expect(page.locator("#messages")).to_contain_text("Kryss av avtalene som skal løftes.")
    box = page.get_by_role("checkbox", name="Velg: Felles journal trenger fra Felles innlogging")
    expect(box).to_have_accessible_description(re.compile(r"\w"))
    box.check()
    page.get_by_role("button", name="Sett på saksliste").click()
    page.wait_for_url("**/saksliste/ny/?avtale=*")
    expect(page.locator("main")).to_contain_text("Felles journal")


def test_a_what_if_that_cannot_be_reckoned_has_the_focus_and_leads_to_what_is_missing(
    signed_in: Callable[[str], Page], live_server: LiveServer
) -> None:
    page = signed_in("leser")
    page.goto(live_server.url + "/samordning/hva-om/")
    page.get_by_role("button", name="Regn ut").click()
    page.wait_for_url("**m=:42")
    expect(page.locator("main [role=alert]")).to_be_focused()
    assert page.title().startswith("Feil: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#v-ny")).to_be_focused()
