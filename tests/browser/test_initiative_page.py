"""The page of one initiative in a real browser: no axe violation closed or opened, nothing sideways, ways on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import User
from tests.cast import tiltak
from tests.factories import (
    ActionPlanFactory,
    BenefitFactory,
    BudgetLineFactory,
    CitationFactory,
    DecisionFactory,
    DependencyFactory,
    IndicatorFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanEntryFactory,
    RiskFactory,
    SourceFactory,
)
from tests.reporting.lists.facts import status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains of."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture
def shown(page: Page, live_server: LiveServer, complaints: list[str]) -> Page:
    """An initiative with something in every section, as the secretariat sees it."""
    User.objects.create_user("sekretariat", password="samstyr-demo", role="secretariat")
    part = tiltak("T012", owner=OrganisationFactory(name="Helse Midt-Norge RHF"), name="Helseplattformen")
    PlanEntryFactory(initiative=part, plan=ActionPlanFactory(), category="ongoing")
    milestone = MilestoneFactory(initiative=part, name="Innføring i Nord-Trøndelag " + "med et langt navn " * 5)
    MilestoneDateFactory(milestone=milestone, role="original", date="2025-11-04")
    MilestoneDateFactory(milestone=milestone, role="approved", date="høst 2026")
    for n in range(12):
        BudgetLineFactory(initiative=part, what=f"Ramme {n}", amount=n * 900_000_000, kind="budget")
    RiskFactory(initiative=part, likelihood=5, consequence=4, measure="Mer opplæring")
    IndicatorFactory(benefit=BenefitFactory(initiative=part), name="Minutter spart")
    DecisionFactory(initiative=part, title="Ny plan")
    DependencyFactory(predecessor_initiative=part, successor_initiative=tiltak("T002", name="Timebok"))
    CitationFactory(subject=part.uid, source=SourceFactory(title="En kilde", url="https://example.org/" + "lang" * 30))
    status(part, "yellow", "2026-10-01")
    page.goto(live_server.url + "/logg-inn/?next=/tiltak/T012/")
    page.fill("#id_username", "sekretariat")
    page.fill("#id_password", "samstyr-demo")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#milepaeler")
    page.wait_for_load_state()  # scripts hear of nothing before they are there
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_page_breaks_no_rule_and_never_scrolls_sideways(
    shown: Page, axe: Callable[[Page], list[str]], complaints: list[str], size: str, scheme: str
) -> None:
    shown.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    shown.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for opened in (False, True):
        shown.evaluate(f"document.querySelectorAll('main details').forEach(each => each.open = {str(opened).lower()})")
        assert axe(shown) == []
        assert not shown.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert complaints == []


def test_the_way_from_the_verdicts_to_a_section_and_on_to_another_initiative(shown: Page) -> None:
    shown.get_by_role("navigation", name="På denne siden").get_by_role("link", name="Avhengigheter").click()
    expect(shown.locator("#avhengigheter")).to_be_in_viewport()
    shown.get_by_role("link", name="Timebok").first.click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Timebok")
    expect(shown.locator("#avhengigheter")).to_contain_text("Venter på")


def test_the_figure_has_its_numbers_one_key_away(shown: Page) -> None:
    summary = shown.locator("#penger summary").first
    summary.focus()
    shown.keyboard.press("Enter")
    expect(shown.locator("#penger table").first).to_be_visible()
    expect(shown.locator("#penger table").first).to_contain_text("Ramme 11")
