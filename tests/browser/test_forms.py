"""The editing forms by keyboard, by ear and enlarged: the focus follows what happened, and nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives import actions
from initiatives.models import Initiative, User
from tests.factories import MilestoneDateFactory, MilestoneFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def steward(page: Page, live_server: LiveServer, programleder: User, t001: Initiative) -> Page:
    """The steward of T001, signed in."""
    programleder.set_password("samstyr-demo")
    programleder.save()
    for place in range(3):
        MilestoneDateFactory(milestone=MilestoneFactory(initiative=t001, position=place), date="2027")
    page.goto(f"{live_server.url}/logg-inn/")
    page.fill("#id_username", "programleder")
    page.fill("#id_password", "samstyr-demo")
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{live_server.url}/")
    return page


def focused(page: Page, selector: str) -> bool:
    """Whether what has the focus is that."""
    return bool(page.evaluate(f"document.activeElement.matches({selector!r})"))


def test_errors_have_the_focus_and_lead_to_their_fields(steward: Page, live_server: LiveServer) -> None:
    steward.goto(f"{live_server.url}/tiltak/T001/risikoer/ny/")
    steward.press("#id_title", "Enter")
    steward.wait_for_selector(".ds-error-summary")
    expect(steward.locator(".ds-error-summary").first).to_be_focused()
    assert steward.title().startswith("Feil: ")
    steward.keyboard.press("Tab")
    steward.keyboard.press("Enter")
    expect(steward.locator("#id_title").first).to_be_focused()


def test_a_conflict_has_the_focus_and_leads_to_its_choice(
    steward: Page, live_server: LiveServer, sekretariat: User, t001: Initiative
) -> None:
    steward.goto(f"{live_server.url}/tiltak/T001/rediger/")
    steward.fill("#id_name", "PLL")
    actions.edit_initiative(by=sekretariat, initiative=t001, changes={"name": "Legemiddellisten"})
    steward.press("#id_name", "Enter")
    steward.wait_for_selector(".ds-error-summary")
    expect(steward.locator("[role=alert][data-color=warning]").first).to_be_focused()
    steward.keyboard.press("Tab")
    steward.keyboard.press("Enter")
    expect(steward.locator("#id_valg_name_0").first).to_be_focused()


def test_what_was_saved_has_the_focus(steward: Page, live_server: LiveServer) -> None:
    steward.goto(f"{live_server.url}/tiltak/T001/milepaeler/")
    steward.locator("input[name^=forecast]").first.fill("2028")
    steward.get_by_role("button", name="Lagre datoene").click()
    expect(steward.get_by_role("status").first).to_contain_text("2027 → 2028")
    expect(steward.locator("#messages .ds-alert").first).to_be_focused()


def test_a_wrong_password_has_the_focus(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/logg-inn/")
    expect(page.locator("#id_username").first).to_be_focused()
    page.fill("#id_username", "ingen")
    page.fill("#id_password", "feil")
    page.press("#id_password", "Enter")
    page.wait_for_selector("[role=alert]")
    expect(page.locator("[role=alert]").first).to_be_focused()


@pytest.mark.parametrize("width", [1440, 640, 320])  # 320 is 1280 at 400 %
@pytest.mark.parametrize(
    "tail", ["rediger/", "milepaeler/", "milepaeler/ny/", "penger/ny/", "avhengigheter/ny/", "risikoer/ny/"]
)
def test_forms_reflow_and_their_errors_can_be_hit(
    steward: Page, live_server: LiveServer, axe: Callable[[Any], list[str]], tail: str, width: int
) -> None:
    steward.set_viewport_size({"width": width, "height": 640})
    steward.goto(f"{live_server.url}/tiltak/T001/{tail}")
    for field in steward.locator("main form[method=post] :is(.w-date, .w-num)").all():
        field.fill("snart")
    if steward.locator("main form[method=post]").count():
        steward.locator("main form[method=post] button[type=submit]").first.click()
        steward.wait_for_load_state()
    assert not steward.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert axe(steward) == []
    small = "axe.run({runOnly: ['target-size']}).then(r => r.violations.flatMap(v => v.nodes.map(n => n.html)))"
    assert steward.evaluate(small) == []


def test_the_bar_that_stays_never_covers_what_has_the_focus(
    steward: Page, live_server: LiveServer, t001: Initiative
) -> None:
    for place in range(3, 30):
        MilestoneFactory(initiative=t001, position=place)
    steward.set_viewport_size({"width": 1440, "height": 700})
    steward.goto(f"{live_server.url}/tiltak/T001/milepaeler/")
    steward.focus("input[name^=forecast]")
    reached = 0
    while not focused(steward, ".savebar *"):
        reached += 1
        below = "document.activeElement.getBoundingClientRect().bottom"
        assert steward.evaluate(f"{below} <= document.querySelector('.savebar').getBoundingClientRect().top")
        steward.keyboard.press("Tab")
    assert reached >= 60
