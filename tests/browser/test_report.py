"""A report in a browser: saved while it is written, and given in a few moves where nothing has changed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import Initiative, User
from reporting.actions.closing import lock_round
from reporting.models import ReportDraft, StatusReport, StatusReportVersion
from tests.factories import MilestoneDateFactory, MilestoneFactory
from tests.rounds import approve, deliver, open_round, report_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 12  # what a person does to report a quiet initiative, from the sign-in on


@pytest.fixture
def report(sekretariat: User, programleder: User, t001: Initiative, t900: Initiative) -> StatusReport:
    """The report of a round after one that was delivered green."""
    programleder.set_password("samstyr-demo")
    programleder.save()
    for place in range(2):
        milestone = MilestoneFactory(initiative=t001, position=place)
        MilestoneDateFactory(milestone=milestone, role="original", date="2032")
    period = open_round(sekretariat, t001, t900)
    deliver(programleder, report_of(period, t001))
    approve(sekretariat, report_of(period, t001))
    lock_round(by=sekretariat, period=period, reason="T900 mangler")
    later = open_round(sekretariat, t001, code="2027-1", cut_off=timezone.localdate() + timedelta(days=1))
    return report_of(later, t001)


class Hand:
    """A person at the page; every press and every field typed in is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, label: str, text: str) -> None:
        self.count += 1
        self.page.get_by_label(label).fill(text)

    def press(self, role: Any, name: Any) -> None:
        self.count += 1
        self.page.get_by_role(role, name=name).first.click()


def signed_in(page: Page, live_server: LiveServer) -> Hand:
    hand = Hand(page)
    page.goto(f"{live_server.url}/logg-inn/")
    hand.type("Brukernavn", "programleder")
    hand.type("Passord", "samstyr-demo")
    hand.press("button", "Logg inn")
    page.wait_for_url(f"{live_server.url}/")
    return hand


def settled(page: Page) -> None:
    """The draft is saved: no request is under way when the test ends and the tables are emptied."""
    expect(page.locator("#lagret")).to_contain_text("Utkast lagret kl.")


def test_a_quiet_initiative_is_reported_in_a_few_moves(
    page: Page, live_server: LiveServer, report: StatusReport
) -> None:
    hand = signed_in(page, live_server)
    hand.press("link", "Rapportering")
    hand.press("link", re.compile("^Rapporter.*legemiddelliste"))
    hand.press("button", "Alt er som sist")
    hand.press("button", "Send til porteføljekontoret")
    expect(page.get_by_role("status").first).to_contain_text("Sendt.")
    assert StatusReportVersion.objects.get(report=report).no_change
    assert hand.count == 7 <= MOST


def test_what_is_typed_is_there_after_the_page_is_left(
    page: Page, live_server: LiveServer, report: StatusReport
) -> None:
    signed_in(page, live_server)
    page.goto(f"{live_server.url}/rapportering/rapport/{report.uid}/")
    page.get_by_label("Kort om perioden").fill("Leverandøren er på plass")
    expect(page.locator("#lagret")).to_contain_text("Utkast lagret kl.")
    page.get_by_label("Noe som går bra").fill("Alle sykehusene er med")
    page.get_by_role("group", name="Samlet status").get_by_text("Kritisk").click()
    expect(page.locator("#deler")).to_contain_text("mangler")
    page.reload()
    expect(page.get_by_label("Kort om perioden")).to_have_value("Leverandøren er på plass")
    expect(page.get_by_label("Noe som går bra")).to_have_value("Alle sykehusene er med")
    expect(page.get_by_role("radio", name="Kritisk").first).to_be_checked()


def test_a_reason_and_a_measure_are_asked_for_only_where_they_are_needed(
    page: Page, live_server: LiveServer, report: StatusReport
) -> None:
    signed_in(page, live_server)
    page.goto(f"{live_server.url}/rapportering/rapport/{report.uid}/")
    expect(page.get_by_label("Hva gjøres?")).to_be_hidden()
    page.get_by_role("group", name="Tid").get_by_text("Noen utfordringer").click()
    expect(page.get_by_label("Hva gjøres?")).to_be_visible()
    expect(page.get_by_label("Hvorfor: tid")).to_be_visible()
    settled(page)


@pytest.mark.parametrize("gone", [{"name": "sessionid"}, {}], ids=["session", "every cookie"])
def test_signed_out_in_another_tab_the_text_stays_and_is_saved_after_a_new_sign_in(
    page: Page, live_server: LiveServer, report: StatusReport, gone: dict[str, str]
) -> None:
    signed_in(page, live_server)
    page.goto(f"{live_server.url}/rapportering/rapport/{report.uid}/")
    page.context.clear_cookies(**gone)  # type: ignore[arg-type]
    page.get_by_label("Kort om perioden").fill("Viktig")
    page.get_by_label("Noe som går bra").click()
    expect(page.locator("#lagret")).to_contain_text("Du er logget ut")
    other = page.context.new_page()
    signed_in(other, live_server)
    other.close()
    page.get_by_label("Noe som går bra").fill("Også viktig")
    page.get_by_label("Kort om perioden").click()
    expect(page.locator("#lagret")).to_contain_text("Utkast lagret")
    assert ReportDraft.objects.get(report=report).content["summary"] == "Viktig"


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_form_and_its_errors_are_sound(
    page: Page, live_server: LiveServer, axe: Callable[[Any], list[str]], report: StatusReport, width: int
) -> None:
    signed_in(page, live_server)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/rapportering/", f"/rapportering/rapport/{report.uid}/"):
        page.goto(live_server.url + path)
        assert axe(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_role("group", name="Samlet status").get_by_text("Kritisk").click()
    settled(page)
    page.get_by_role("button", name="Send til porteføljekontoret").click()
    page.wait_for_selector(".ds-error-summary")
    assert re.match("Feil: ", page.title())
    expect(page.locator(".ds-error-summary")).to_be_focused()
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_a_date_that_is_no_date_is_told_as_it_is_typed_and_an_error_leaves_when_it_is_put_right(
    page: Page, live_server: LiveServer, report: StatusReport
) -> None:
    signed_in(page, live_server)
    page.goto(f"{live_server.url}/rapportering/rapport/{report.uid}/")
    page.get_by_role("group", name="Samlet status").get_by_text("Kritisk").click()
    due, told = page.get_by_label("Når skal det være gjort?"), page.locator("#note-measure_due")
    due.fill("neste uke")
    expect(told).to_contain_text("Skriv en dato som")
    expect(due).to_have_accessible_description(re.compile("Skriv en dato som"))
    page.get_by_role("button", name="Send til porteføljekontoret").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Når skal det være gjort?")
    page.get_by_label("Hvem har ansvaret?").fill("Pia")
    expect(told).to_contain_text("Skriv en dato som")
    expect(page.locator("#rapport").get_by_text("Skriv en dato som")).to_have_count(1)
    due.fill("31.2.2032")
    expect(told).to_contain_text("Den dagen finnes ikke i kalenderen")
    expect(page.get_by_text("Skriv en dato som")).to_have_count(0)
    due.fill("4. kvartal 2032")
    expect(told).to_be_empty()
    expect(page.locator("#deler")).not_to_contain_text("må rettes")
