"""The pages of reporting rounds for those who do not see them, use only a keyboard, or have zoomed in: no rule broken
in either colour scheme, nothing sideways, the focus never lost or hidden, and nothing read aloud twice."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import ActionPlan, Initiative, User
from reporting.actions.closing import lock_round
from reporting.models import StatusReport
from tests.factories import MilestoneDateFactory, MilestoneFactory
from tests.rounds import approve, deliver, open_round, planned_round, report_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
ROUND = "/rapportering/runde"
PAGES = {
    "sekretariat": (
        "/rapportering/",
        f"{ROUND}/2026-3/",
        f"{ROUND}/2026-3/las/",
        f"{ROUND}/2026-3/tillegg/",
        f"{ROUND}/2027-1/",
        f"{ROUND}/2027-1/tekster/",
        f"{ROUND}/2027-1/las/",
        f"{ROUND}/2027-1/ta-inn/",
        f"{ROUND}/2027-2/",
        f"{ROUND}/2027-2/apne/",
        f"{ROUND}/2027-2/rediger/",
        "/rapportering/rapport/{T001}/",
        "/rapportering/rapport/{T001}/frist/",
        "/rapportering/rapport/{T001}/unnta/",
        "/rapportering/rapport/{T900}/vurder/",
        "/rapportering/sammenlign/?fra=2026-3&til=now",
        "/rapportering/sammenlign/?fra=2026-3&til=2026-3",
        "/rapportering/utvikling/",
        "/rapportering/etterproving/?period=2026-3",
        "/rapportering/toleranser/",
        "/portefolje/",
        "/portefolje/ny/",
        "/portefolje/uttak/T001/",
        "/tiltak/T001/",
    ),
    "programleder": ("/rapportering/", "/rapportering/rapport/{T001}/", "/rapportering/rapport/{before}/"),
    "utenforstaende": ("/rapportering/", "/rapportering/rapport/{late}/", "/rapportering/rapport/{T900}/"),
}
CONTRAST = "axe.run({runOnly: ['color-contrast']}).then(r => r.violations.flatMap(v => v.nodes.map(n => n.html)))"
SMALL = CONTRAST.replace("color-contrast", "target-size")
# What has the focus, and whether any of it is under something else or out of sight.
FOCUSED = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  const seen = (x, y) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (each.contains(top) || top.contains(each) && !top.matches(".savebar"));
  };
  const fits = box.height < window.innerHeight / 2;
  return {name: each.id || each.textContent.trim(), last: each === document.body,
    seen: [[0.5, 0.5], [0.1, 0.15], [0.9, 0.85]].filter(([x, y]) => seen(x, y)).length >= (fits ? 2 : 1)};
}"""
HEARD = """() => {
  window.heard = [];
  const region = document.getElementById("live");
  new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
    .observe(region, {childList: true});
}"""


@pytest.fixture
def reports(
    sekretariat: User, programleder: User, utenforstaende: User, t001: Initiative, t900: Initiative
) -> dict[str, StatusReport]:
    """A locked round that T900 did not answer, an open one where T001 is to be written and T900 to be assessed, and one
    that is only set up."""
    for place in range(2):
        milestone = MilestoneFactory(initiative=t001, position=place)
        MilestoneDateFactory(milestone=milestone, role="original", date="2032")
    before = open_round(sekretariat, t001, t900)
    deliver(programleder, report_of(before, t001))
    approve(sekretariat, report_of(before, t001))
    lock_round(by=sekretariat, period=before, reason="T900 mangler")
    now = open_round(sekretariat, t001, t900, code="2027-1", cut_off=timezone.localdate() + timedelta(days=1))
    deliver(utenforstaende, report_of(now, t900), "yellow")
    ActionPlan.objects.filter(pk=now.plan.pk).update(name="Planen for 2027")
    planned_round(sekretariat, plan=now.plan, code="2027-2")
    return {
        "T001": report_of(now, t001),
        "T900": report_of(now, t900),
        "before": report_of(before, t001),
        "late": report_of(before, t900),
    }


@pytest.fixture
def visit(page: Page, live_server: LiveServer, reports: dict[str, StatusReport]) -> Callable[[str, str], Page]:
    """A page as somebody sees it, without motion: a colour halfway through its transition is nobody's contrast."""
    page.emulate_media(reduced_motion="reduce")
    uids = {name: str(each.uid) for name, each in reports.items()}

    def go(name: str, path: str) -> Page:
        client = Client()
        client.force_login(User.objects.get(username=name))
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page.goto(live_server.url + path.format(**uids))
        return page

    return go


def save(page: Page, label: str, text: str) -> None:
    """Type in a field of the report, and wait until it is answered."""
    with page.expect_response(re.compile("/kladd/$")):
        page.get_by_label(label).fill(text)
    page.wait_for_timeout(150)  # what an answer says aloud, it says a moment after it has come


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_break_no_rule_and_never_scroll_sideways(
    visit: Callable[[str, str], Page], axe: Callable[[Page], list[str]], size: str
) -> None:
    for name, paths in PAGES.items():
        for path in paths:
            page = visit(name, path)
            page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
            assert page.locator("h1").count() == 1, (name, path)
            page.emulate_media(color_scheme="light")
            assert axe(page) == [], (name, path)
            page.emulate_media(color_scheme="dark")
            assert page.evaluate(CONTRAST) == [], (name, path, "dark")
            assert page.evaluate(SMALL) == [], (name, path)
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), (name, path)
            page.set_viewport_size({"width": 320, "height": 640})
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), (name, path, 320)


@pytest.mark.parametrize("size", [(1440, 900), (390, 844), (320, 256)], ids=["wide", "phone", "zoomed in"])
def test_the_bar_that_saves_never_lies_over_what_has_the_focus(
    visit: Callable[[str, str], Page], size: tuple[int, int]
) -> None:
    page = visit("programleder", "/rapportering/rapport/{T001}/")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for key in ("Tab", "Shift+Tab"):
        page.locator("h1").click()
        for _place in range(70):
            page.keyboard.press(key)
            focused: dict[str, Any] = page.evaluate(FOCUSED)
            if focused["last"]:
                break
            assert focused["seen"], (key, focused["name"])


def test_an_answer_that_replaces_what_has_the_focus_leaves_it_there(visit: Callable[[str, str], Page]) -> None:
    page = visit("programleder", "/rapportering/rapport/{T001}/")
    page.get_by_role("group", name="Samlet status").get_by_text("Kritisk").click()
    back = page.locator("#som-sist-status")
    expect(back).to_have_accessible_name(re.compile("^Sett som sist ?: Status"))
    back.focus()
    with page.expect_response(re.compile("/kladd/$")):
        page.evaluate(
            """() => { const box = document.getElementById("id_summary");
            box.value = "Mer"; box.dispatchEvent(new Event("input", {bubbles: true})); }"""
        )
    expect(page.locator("#lagret")).to_contain_text("Utkast lagret")
    page.wait_for_timeout(150)
    expect(page.locator("#som-sist-status")).to_be_focused()


def test_what_is_not_saved_is_heard_once_and_with_its_field(visit: Callable[[str, str], Page]) -> None:
    page = visit("programleder", "/rapportering/rapport/{T001}/")
    page.evaluate(HEARD)
    label = "Kort om perioden"
    for text in ("Først", "Først og", "Pasient 01010112377", "Pasient 01010112377 er", "Pasient 01010112377 er ute"):
        save(page, label, text)
    heard = page.evaluate("window.heard")
    assert len([each for each in heard if "ikke lagret" in each]) == 1, heard
    assert len(heard) == 2, heard  # and that it is saved, the first time
    expect(page.get_by_label(label)).to_have_accessible_description(re.compile("Dette feltet er ikke lagret"))
    save(page, label, "Bedre")
    expect(page.get_by_label(label)).not_to_have_accessible_description(re.compile("ikke lagret"))


def test_a_refusal_has_the_focus_also_where_the_address_points_into_the_page(
    visit: Callable[[str, str], Page],
) -> None:
    page = visit("sekretariat", f"{ROUND}/2027-1/")
    page.get_by_role("button", name="Send purring til de valgte").click()
    page.wait_for_url("**/purr/#oppfolging")
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert page.title().startswith("Feil: ")
    page = visit("sekretariat", "/rapportering/rapport/{T900}/vurder/")
    page.get_by_role("button", name="Send tilbake").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Melding til eieren")).to_be_focused()
