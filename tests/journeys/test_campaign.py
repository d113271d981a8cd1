"""A whole round of reporting: four people, from the opening to the locked and issued board report; and one owner who
does not answer."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from reporting.models import IssuedReport, Snapshot, StatusReport
from tests.journeys.conftest import NARROW, WIDE, SignIn, Sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROUND = "2027-1"
REASON = "Eierne av de andre tiltakene har ikke svart innen fristen"


def test_four_people_take_a_round_from_the_opening_to_the_issued_board_report(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    base = live_server.url
    sign_in("sekretariat")
    _the_secretariat_sets_up_and_opens(page, base, sound)
    call_command("send_notices", verbosity=0)
    assert {each.to[0] for each in mail.outbox} == {"programleder@example.org", "utenforstaende@example.org"}

    sign_in("programleder")
    page.goto(f"{base}/rapportering/")
    expect(page.get_by_role("region", name="Varsler")).to_contain_text(ROUND)
    _the_owner_reports_and_forgets_something(page, sound)
    sign_in("utenforstaende")
    _another_owner_reports_on_a_phone(page, base)

    sign_in("sekretariat")
    _the_secretariat_sends_one_back_and_enters_one_for_somebody_else(page, base, sound)
    sign_in("programleder")
    _the_owner_answers_the_remark(page, base)
    sign_in("sekretariat")
    _the_secretariat_assesses_to_another_colour(page, base)
    sign_in("kollega")
    _a_colleague_approves_what_was_entered_for_others(page, base)

    sign_in("sekretariat")
    _the_round_is_locked_and_the_report_issued(page, base, sound)
    sign_in("leder")
    _the_leader_reads_what_was_locked(page, base, sound)
    assert [each for each in complaints if "404" not in each] == []


def _the_secretariat_sets_up_and_opens(page: Page, base: str, sound: Sound) -> None:
    """First with a deadline before the opening, which is said beside the field while the rest stands."""
    page.goto(f"{base}/rapportering/")
    page.get_by_role("link", name="Sett opp en runde").click()
    page.get_by_label("Kode").fill(ROUND)
    page.get_by_label("Navn").fill("Første tertial 2027")
    page.get_by_label("Åpner").fill("1.12.2026")
    page.get_by_label("Frist for eierne").fill("1.11.2026")
    page.get_by_label("Datakutt må").fill("31.12.2030")
    page.get_by_label("Plan", exact=True).select_option("Nasjonal e-helseportefølje")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_label("Frist for eierne")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Navn")).to_have_value("Første tertial 2027")
    sound()
    page.get_by_label("Frist for eierne").fill("15.1.2031")
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.goto(f"{base}/rapportering/runde/{ROUND}/apne/")
    sound()
    page.get_by_role("button", name="Åpne runden").click()
    expect(page.get_by_role("main")).to_contain_text("Helseplattformen")
    assert StatusReport.objects.filter(period__code=ROUND).count() > 10
    sound()


def _the_owner_reports_and_forgets_something(page: Page, sound: Sound) -> None:
    """The facts say critical: a better colour needs a reason, and yellow a measure with who and when."""
    page.get_by_role("link", name=re.compile("^Rapporter ?: Helseplattformen")).click()
    _choose(page, "Samlet status", "Noen utfordringer")
    page.get_by_label("Årsak", exact=True).select_option("Kvalitet")
    page.get_by_label("Hva gjøres?").fill("Tiltakspakken følges opp hver måned")
    page.get_by_label("Hvem har ansvaret?").fill("")
    _send(page)
    expect(page.get_by_label("Hvem har ansvaret?")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Hva gjøres?")).to_have_value("Tiltakspakken følges opp hver måned")
    sound()
    page.get_by_label("Hvem har ansvaret?").fill("Programdirektøren")
    page.get_by_label("Når skal det være gjort?").fill("juni 2031")
    page.get_by_label("Hvorfor denne statusen?").fill("Innføringen går, og feilene blir færre")
    _send(page)
    expect(page.get_by_role("status").first).to_contain_text("Sendt")
    assert _state("T012") == "submitted"


def _another_owner_reports_on_a_phone(page: Page, base: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{base}/rapportering/")
    page.get_by_role("link", name=re.compile("^Rapporter ?: Regional EPJ")).click()
    _choose(page, "Samlet status", "Under kontroll")
    if page.get_by_label("Hvorfor denne statusen?").is_visible():
        page.get_by_label("Hvorfor denne statusen?").fill("Alle sykehusene følger planen")
    _send(page)
    page.set_viewport_size(WIDE)
    assert _state("T019") == "submitted"


def _the_secretariat_sends_one_back_and_enters_one_for_somebody_else(page: Page, base: str, sound: Sound) -> None:
    page.goto(f"{base}/rapportering/runde/{ROUND}/")
    sound()
    page.get_by_role("link", name="Vurder T012").click()
    sound()
    page.get_by_label("Melding til eieren").fill("Skriv hva som er igjen av feil")
    page.get_by_role("button", name="Send tilbake").click()
    expect(page.get_by_role("status").first).to_contain_text("sendt tilbake")
    assert _state("T012") == "returned"

    page.goto(f"{base}/rapportering/rapport/{_report('T013').uid}/")
    _choose(page, "Samlet status", "Ikke vurdert")
    page.get_by_label("Hvorfor denne statusen?").fill("Selskapet er under avvikling")
    page.get_by_label(re.compile("^Hvem har sagt dette")).fill("Kari Nordmann, KS, på telefon 1.12.")
    _send(page)
    assert _state("T013") == "submitted"


def _the_owner_answers_the_remark(page: Page, base: str) -> None:
    page.goto(f"{base}/rapportering/")
    expect(page.get_by_role("main")).to_contain_text("Skriv hva som er igjen av feil")
    page.get_by_role("link", name=re.compile("^Svar på merknadene ?: Helseplattformen")).click()
    page.get_by_label("Kort om perioden").fill("To feil av betydning gjenstår")
    _send(page)
    assert (_state("T012"), _report("T012").versions.count()) == ("submitted", 2)


def _the_secretariat_assesses_to_another_colour(page: Page, base: str) -> None:
    """Without a comment it is refused; nobody approves what he or she has entered."""
    page.goto(f"{base}/rapportering/rapport/{_report('T012').uid}/vurder/")
    page.get_by_label("Vår vurdering: samlet").select_option("Kritisk")
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.get_by_label("Merknad: samlet")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Merknad: samlet").fill("To milepæler er passert uten nytt ord")
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.get_by_role("status").first).to_contain_text("godkjent")
    page.goto(f"{base}/rapportering/rapport/{_report('T019').uid}/vurder/")
    page.get_by_role("button", name="Godkjenn").click()
    expect(page.get_by_role("status").first).to_contain_text("godkjent")
    page.goto(f"{base}/rapportering/rapport/{_report('T013').uid}/vurder/")
    expect(page.get_by_role("main")).to_contain_text("kan ikke godkjenne")
    expect(page.get_by_role("button", name="Godkjenn")).to_have_count(0)


def _a_colleague_approves_what_was_entered_for_others(page: Page, base: str) -> None:
    page.goto(f"{base}/rapportering/rapport/{_report('T013').uid}/vurder/")
    page.get_by_role("button", name=re.compile("^Godk")).click()
    expect(page.get_by_role("status").first).to_contain_text("godkjent")
    assert {code: _state(code) for code in ("T012", "T013", "T019")} == dict.fromkeys(
        ("T012", "T013", "T019"), "approved"
    )


def _the_round_is_locked_and_the_report_issued(page: Page, base: str, sound: Sound) -> None:
    page.goto(f"{base}/rapportering/runde/{ROUND}/tekster/")
    page.get_by_role("textbox", name="Sammendrag").fill("Helseplattformen er vurdert som kritisk.")
    page.get_by_role("button", name=re.compile("^Lagre")).first.click()
    sound()
    page.goto(f"{base}/rapportering/runde/{ROUND}/las/")
    sound()
    page.get_by_role("button", name="Lås med mangler").click()
    expect(page.get_by_role("textbox", name=re.compile("Hvorfor"))).to_have_attribute("aria-invalid", "true")
    assert not Snapshot.objects.filter(period__code=ROUND).exists()
    page.get_by_role("textbox", name=re.compile("Hvorfor")).fill(REASON)
    page.get_by_role("button", name="Lås med mangler").click()
    expect(page.get_by_role("main")).to_contain_text(Snapshot.objects.get(period__code=ROUND).head)
    sound()
    page.get_by_role("link", name="Utgi rapporter").click()
    page.get_by_role("button", name=re.compile("Utgi PDF.*Styrerapport")).click()
    expect(page.get_by_role("status").first).to_contain_text("utgitt")
    assert IssuedReport.objects.get().chain_head == Snapshot.objects.get(period__code=ROUND).head


def _the_leader_reads_what_was_locked(page: Page, base: str, sound: Sound) -> None:
    page.goto(f"{base}/?period={ROUND}")
    banner = page.get_by_role("complementary", name="Tidspunkt for visningen")
    expect(banner).to_contain_text(f"Periode {ROUND}, låst")
    expect(banner).to_contain_text(REASON)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Helseplattformen")
    expect(main).to_contain_text(re.compile("ikke rapportert", re.I))
    sound()
    page.goto(f"{base}/rapporter/?period={ROUND}")
    with page.expect_download() as caught:
        page.get_by_role("link", name=re.compile("Styrerapport, PDF")).click()
    assert Path(caught.value.path()).read_bytes() == bytes(IssuedReport.objects.get().content)


def test_a_stubborn_owner_is_chased_left_out_with_a_reason_and_heard_afterwards_as_an_addendum(
    page: Page, live_server: LiveServer, sign_in: SignIn, sound: Sound, complaints: list[str]
) -> None:
    base, late = live_server.url, "E07"
    sign_in("sekretariat")
    page.goto(f"{base}/rapportering/runde/2026-3/")
    row = page.get_by_role("row").filter(has_text=late)
    expect(row).to_contain_text("Påbegynt")
    row.get_by_role("button", name=f"Purr {late}").click()
    expect(page.get_by_role("row").filter(has_text=late)).to_contain_text("1 gang")
    call_command("send_notices", verbosity=0)
    assert [each.to for each in mail.outbox] == [["programleder@example.org"]]

    page.goto(f"{base}/rapportering/runde/2026-3/las/")
    expect(page.get_by_role("main")).to_contain_text("Veiledet egenmestring")
    page.get_by_role("textbox", name=re.compile("Hvorfor")).fill("Eieren har ikke svart på to purringer")
    page.get_by_role("button", name="Lås med mangler").click()
    page.goto(f"{base}/tiltak/{late}/?period=2026-3")
    expect(page.get_by_role("main")).to_contain_text(re.compile("ikke rapportert", re.I))
    sound()
    locked = bytes(Snapshot.objects.get(period__code="2026-3").content)

    sign_in("programleder")
    page.goto(f"{base}/rapportering/rapport/{_report(late, '2026-3').uid}/")
    expect(page.get_by_role("main")).to_contain_text("tillegg")
    _choose(page, "Samlet status", "Under kontroll")
    _send(page)
    expect(page.get_by_role("status").first).to_be_visible()

    report = _report(late, "2026-3")
    assert (report.state, report.versions.get().addendum) == ("draft", True)
    assert bytes(Snapshot.objects.get(period__code="2026-3").content) == locked
    sign_in("leder")
    page.goto(f"{base}/rapportering/runde/2026-3/")
    expect(page.get_by_role("main")).to_contain_text(re.compile("tillegg", re.I))
    expect(page.get_by_role("main")).to_contain_text("Veiledet egenmestring")
    sound()
    assert [each for each in complaints if "404" not in each] == []


def _choose(page: Page, group: str, colour: str) -> None:
    """A colour among the chips of a group; the radio itself is drawn by its label."""
    page.get_by_role("group", name=re.compile(f"^{group}")).get_by_role("radio", name=colour).check(force=True)


def _send(page: Page) -> None:
    """Once the draft is at rest: the database of a test, in memory, takes no two requests at once."""
    page.keyboard.press("Tab")
    page.wait_for_timeout(1_500)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=re.compile("^Send (til porteføljekontoret|tillegget)$")).click()
    page.wait_for_load_state()


def _report(code: str, period: str = ROUND) -> StatusReport:
    found: StatusReport = StatusReport.objects.get(period__code=period, initiative__code=code, lead=True)
    return found


def _state(code: str) -> str:
    return str(_report(code).state)
