"""The main job, in a real browser, by the three it is made for."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import SignIn, Sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_programme_manager_moves_a_forecast_and_a_leader_sees_it(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    sign_in("programleder")
    page.goto(f"{live_server.url}/tiltak/?q=helseplattformen")
    page.get_by_role("link", name="Helseplattformen", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Helseplattformen")
    sound()

    page.goto(f"{live_server.url}/tiltak/T012/milepaeler/")
    page.get_by_role("link", name="Helse Møre og Romsdal innføring").first.click()
    sound()
    page.get_by_label("Prognose", exact=True).fill("en gang til våren")
    page.get_by_label("Hvorfor endres prognosen?").fill("Opplæringen trenger mer tid")
    page.get_by_role("button", name="Lagre").first.click()
    # The message stands beside the field, and nothing typed is lost.
    expect(page.get_by_label("Prognose", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Prognose", exact=True)).to_have_value("en gang til våren")
    expect(page.get_by_label("Hvorfor endres prognosen?")).to_have_value("Opplæringen trenger mer tid")
    sound()
    page.get_by_label("Prognose", exact=True).fill("15.1.2027")
    page.get_by_role("button", name="Lagre").first.click()
    page.goto(f"{live_server.url}/tiltak/T012/")
    expect(page.get_by_role("main")).to_contain_text("15.1.2027")

    sign_in("leder")
    overview = page.get_by_role("main")
    expect(page.get_by_role("region", name="Sist endret")).to_contain_text("Programleder Helse Midt-Norge")
    expect(overview).to_contain_text("+142 uker")
    sound()
    page.get_by_role("region", name="Milepæler neste 90 dager").get_by_role("link", name="Vis alle").click()
    expect(overview).to_contain_text("Helse Møre og Romsdal innføring")
    expect(overview).to_contain_text("15.1.2027")
    page.goto(f"{live_server.url}/?period=2024-1")
    expect(page.get_by_role("complementary", name="Tidspunkt for visningen")).to_contain_text("Periode 2024-1, låst")
    expect(page.get_by_role("main")).not_to_contain_text("15.1.2027")
    sound()
    assert complaints == []


def test_the_secretariat_takes_out_the_board_report_and_issues_it(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    sign_in("sekretariat")
    page.goto(f"{live_server.url}/rapporter/?period=2024-1")
    sound()
    pdf = _downloaded(page, re.compile("Last ned PDF.*Styrerapport"))
    assert pdf.startswith(b"%PDF-1.7")
    workbook = load_workbook(io.BytesIO(_downloaded(page, re.compile("Last ned Excel.*Styrerapport"))))
    assert workbook.sheetnames[0] == "Om"
    with zipfile.ZipFile(io.BytesIO(_downloaded(page, re.compile("Last ned CSV.*Tiltaksregister")))) as archive:
        assert any(name.endswith(".csv") for name in archive.namelist())
    page.get_by_role("button", name=re.compile("Utgi PDF.*Styrerapport")).click()
    expect(page.get_by_role("status").first).to_contain_text("utgitt")

    sign_in("leder")
    page.goto(f"{live_server.url}/rapporter/?period=2024-1")
    expect(page.get_by_role("button", name=re.compile("Last ned PDF.*Styrerapport"))).to_have_count(0)
    with page.expect_download() as caught:
        page.get_by_role("link", name=re.compile("Styrerapport, PDF")).click()
    assert Path(caught.value.path()).read_bytes() == pdf
    sound()
    assert complaints == []


def test_a_leader_walks_every_page_of_the_menu_now_then_and_in_both_languages(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    sign_in("leder")
    for address in ("/tiltak/", "/tiltak/T008/", "/tiltak/E02/", "/veikart/", "/okonomi/", "/foringer/", "/rapporter/"):
        page.goto(live_server.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        sound()
    for address in ("/tiltak/", "/veikart/", "/okonomi/", "/foringer/wp-m9-1213/"):
        page.goto(f"{live_server.url}{address}?date=2023-06-01")
        expect(page.get_by_role("complementary", name="Tidspunkt for visningen")).to_contain_text("1. juni 2023")
    page.get_by_role("button", name="Nynorsk").click()
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "nn"
    assert complaints == []


def _downloaded(page: Page, button: re.Pattern[str]) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button).click()
    return Path(caught.value.path()).read_bytes()
