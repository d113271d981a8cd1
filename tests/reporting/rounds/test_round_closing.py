"""The office's own words, the lock with and without gaps, and what is added after it."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from initiatives.models import Initiative, Organisation, User
from reporting.actions.closing import lock_round
from reporting.actions.period_texts import save_texts
from reporting.models import PeriodAddendum, PeriodText, ReportingPeriod, Snapshot, StatusReport
from reporting.source import choose
from tests.cast import tiltak
from tests.factories import ReportingLineFactory
from tests.reporting.rounds.test_round_page import words
from tests.rounds import approve, deliver, open_round, report_of

pytestmark = pytest.mark.django_db
PAGE = "/rapportering/runde/2026-3/"
TEXTS, LOCK = f"{PAGE}tekster/", f"{PAGE}las/"


def opened(client: Client, language: str = "nb") -> dict[str, Any]:
    """The form of texts as it is when it is opened."""
    form = client.get(f"{TEXTS}?sprak={language}").context["form"]
    return {name: form[name].value() or "" for name in form.fields}


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_texts_are_written_in_each_language(office: Client, period: ReportingPeriod) -> None:
    office.post(f"{TEXTS}?sprak=nb", opened(office) | {"summary": "Det går framover."})
    office.post(f"{TEXTS}?sprak=nn", opened(office, "nn") | {"summary": "Det går framover her òg."})

    assert dict(PeriodText.objects.values_list("language", "text")) == {
        "nb": "Det går framover.",
        "nn": "Det går framover her òg.",
    }
    assert "1/4" in office.get(TEXTS).content.decode()


def test_two_who_write_at_once_choose_and_neither_is_lost(
    office: Client, sekretariat: User, period: ReportingPeriod
) -> None:
    mine = opened(office) | {"summary": "Mitt sammendrag", "highlight": "Mitt lyspunkt"}
    save_texts(by=sekretariat, period=period, language="nb", texts={"summary": "Kollegaens sammendrag"})

    clash = office.post(TEXTS, mine)

    html = clash.content.decode()
    assert clash.status_code == 422
    assert "Kollegaens sammendrag" in html
    assert "Mitt sammendrag" in html
    assert "Mitt lyspunkt" in html
    assert PeriodText.objects.get().text == "Kollegaens sammendrag"

    form = clash.context["form"]
    again = mine | {"version_summary": form.data["version_summary"], "clashing": form.data["clashing"]}
    assert office.post(TEXTS, again).status_code == 422  # not chosen yet
    assert office.post(TEXTS, again | {"valg_summary": "deres"}).status_code == 302
    assert dict(PeriodText.objects.values_list("kind", "text")) == {
        "summary": "Kollegaens sammendrag",
        "highlight": "Mitt lyspunkt",
    }


def test_a_text_left_empty_is_no_choice_against_what_another_has_written(
    office: Client, sekretariat: User, period: ReportingPeriod
) -> None:
    mine = opened(office) | {"highlight": "Mitt lyspunkt"}
    save_texts(by=sekretariat, period=period, language="nb", texts={"summary": "Kollegaens sammendrag"})

    stale = office.post(TEXTS, mine)

    assert stale.status_code == 422
    form = stale.context["form"]
    assert not form.conflicts
    assert [each.now for each in form.updates] == ["Kollegaens sammendrag"]

    office.post(TEXTS, {name: form[name].value() or "" for name in form.fields})
    assert dict(PeriodText.objects.values_list("kind", "text")) == {
        "summary": "Kollegaens sammendrag",
        "highlight": "Mitt lyspunkt",
    }


def test_a_long_list_of_gaps_is_folded(office: Client, sekretariat: User) -> None:
    parts = [tiltak(f"T{number}") for number in range(200, 215)]
    open_round(sekretariat, *parts, code="2027-1")

    html = office.get("/rapportering/runde/2027-1/las/").content.decode()

    assert "Vis 3 til" in html
    assert html.count("/tiltak/T2") == len(parts)


def test_an_identity_number_is_refused_beside_its_text(office: Client, period: ReportingPeriod) -> None:
    answer = office.post(TEXTS, opened(office) | {"summary": "Ring 01010050053"})

    assert answer.status_code == 422
    assert 'id="id_summary_error"' in answer.content.decode()
    assert "Ring 01010050053" in answer.content.decode()


def test_texts_are_frozen_with_the_lock(office: Client, sekretariat: User, period: ReportingPeriod) -> None:
    held = opened(office)
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")

    page = office.get(TEXTS).content.decode()
    assert "<textarea" not in page
    answer = office.post(TEXTS, held | {"summary": "For sent"})
    assert answer.status_code == 422
    assert not PeriodText.objects.exists()


def test_what_could_be_told_stands_beside_the_texts(
    office: Client, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    asked = {"decision_kind": "endorsement", "decision_asked": "Slutte seg til planen", "highlight": "I drift i Bergen"}
    deliver(programleder, report_of(period, t001), "red", **asked)

    html = words(office.get(TEXTS).content.decode())

    assert "forsinket leverandør: 1 tiltak" in html
    assert "Slutte seg til planen" in html
    assert "I drift i Bergen" in html


# ── the lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_initiative_that_lacks_two_reports_says_whose(
    office: Client, sekretariat: User, t001: Initiative, eier: Organisation, annen_eier: Organisation
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    round_ = open_round(sekretariat, t001, code="2027-1", cut_off_note="kl. 12.00", cut_off=date(2026, 11, 20))

    html = words(office.get(f"/rapportering/runde/{round_.code}/las/").content.decode())

    assert "To rapporter er ikke levert" in html
    assert all((each.short_name or each.name) in html for each in (eier, annen_eier))
    assert "20. november 2026. Kl. 12.00" in html


def test_a_lock_with_gaps_names_them_and_asks_for_a_reason(
    office: Client, period: ReportingPeriod, delivered: StatusReport
) -> None:
    html = words(office.get(LOCK).content.decode())
    assert "Én rapport er ikke levert" in html
    assert "Én er ikke vurdert" in html
    assert {"T001", "T900"} <= set(html.split())

    answer = office.post(LOCK, {"reason": ""})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert 'id="id_reason_error"' in told
    assert "Noe mangler: T900, T001." in told
    assert not Snapshot.objects.exists()


def test_with_a_reason_it_is_locked_and_what_is_missing_is_unreported(
    office: Client, period: ReportingPeriod, delivered: StatusReport, sekretariat: User, t900: Initiative
) -> None:
    approve(sekretariat, delivered)

    answer = office.post(LOCK, {"reason": "Rådet møtes i morgen"}, follow=True)

    html = words(answer.content.decode())
    assert "2026-3 er låst" in html
    assert Snapshot.objects.get().head in html
    record = choose("2026-3").record
    standing = record.standing(record.state.codes["T900"])
    assert standing is not None
    assert standing.origin == "unreported"
    assert record.period is not None
    assert record.period.lock_reason == "Rådet møtes i morgen"


def test_the_reason_and_what_is_missing_stand_in_the_board_report(
    office: Client, period: ReportingPeriod, delivered: StatusReport, sekretariat: User
) -> None:
    approve(sekretariat, delivered)
    office.post(LOCK, {"reason": "Rådet møtes i morgen"})

    made = office.get("/rapporter/board/json/?period=2026-3").json()

    facts = {each["label"]: each["value"] for each in made["facts"]}
    assert facts["Låst med mangler"] == "Rådet møtes i morgen. Ikke levert: T900."
    assert made["draft"] is False


def test_without_gaps_no_reason_is_asked_for_and_twice_is_once(
    office: Client, sekretariat: User, period: ReportingPeriod, t001: Initiative, t900: Initiative,
    programleder: User, utenforstaende: User,
) -> None:  # fmt: skip
    for by, part in ((programleder, t001), (utenforstaende, t900)):
        deliver(by, report_of(period, part))
        approve(sekretariat, report_of(period, part))
    assert "Ingenting mangler" in office.get(LOCK).content.decode()

    assert office.post(LOCK, {"reason": ""}).status_code == 302
    again = office.post(LOCK, {"reason": ""}, follow=True)

    assert again.status_code == 200
    assert Snapshot.objects.count() == 1
    assert "allerede låst" in again.content.decode()


# ── after it ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_addendum_is_dated_beside_what_was_locked_which_stays_the_same(
    office: Client, sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")
    before = bytes(Snapshot.objects.get().content)
    given = {"text": "Beløpet skulle vært 38,5 mill.", "language": "nb", "initiative": t001.pk}

    assert office.post(f"{PAGE}tillegg/", given | {"text": ""}).status_code == 422
    assert office.post(f"{PAGE}tillegg/", given).status_code == 302
    office.post(f"{PAGE}tillegg/", given)  # sent twice

    assert PeriodAddendum.objects.count() == 1
    html = words(office.get(PAGE).content.decode())
    assert "23.11.2026 · sekretariat" in html
    assert "Beløpet skulle vært 38,5 mill." in html
    assert bytes(Snapshot.objects.get().content) == before


def test_a_report_given_after_the_lock_stands_among_the_addenda(
    office: Client, sekretariat: User, period: ReportingPeriod, t900: Initiative, utenforstaende: User
) -> None:
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")
    deliver(utenforstaende, report_of(period, t900))

    html = words(office.get(PAGE).content.decode())

    assert "rapport levert etter låsen Helsenettet T900" in html
    assert "Runden er låst. 0 av 2 rapporterte." in html


def test_nothing_is_added_to_a_round_that_is_not_locked(office: Client, period: ReportingPeriod) -> None:
    assert "Runden er ikke låst." in office.get(f"{PAGE}tillegg/").content.decode()
    assert office.post(f"{PAGE}tillegg/", {"text": "Nå", "language": "nb"}).status_code == 422


# ── UTKAST ───────────────────────────────────────────────────────────────────────────────────────────────────────────


FILES = ("/rapporter/board/{}/", "/tiltak/eksport/{}/", f"{PAGE}purreliste/{{}}/")


@pytest.mark.parametrize("url", FILES)
def test_what_is_not_locked_says_so_in_every_format(url: str, office: Client, period: ReportingPeriod) -> None:
    book = load_workbook(io.BytesIO(office.get(url.format("xlsx")).content))
    assert {sheet.oddHeader.center.text for sheet in book} == {"UTKAST"}
    about = {row[0].value: row[1].value for row in book["Om"].iter_rows(min_col=1, max_col=2)}
    assert about["UTKAST"] == "Ikke låst. Tallene kan endre seg."
    assert json.loads(office.get(url.format("json")).content)["draft"] is True
    assert b"UTKAST" in _readme(office.get(url.format("csv")).content)


def test_what_is_locked_is_no_draft(office: Client, sekretariat: User, period: ReportingPeriod) -> None:
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")

    book = load_workbook(io.BytesIO(office.get("/rapporter/board/xlsx/?period=2026-3").content))
    assert {sheet.oddHeader.center.text for sheet in book} == {None}
    assert office.get("/tiltak/eksport/json/?period=2026-3").json()["draft"] is False


def _readme(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return held.read("LESMEG.txt")


def test_a_locked_round_leads_to_what_it_shows(office: Client, sekretariat: User, period: ReportingPeriod) -> None:
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")

    html = office.get(PAGE).content.decode()

    for url in (
        "/?period=2026-3",
        "/rapportering/utvikling/?period=2026-3",
        "/rapportering/etterproving/?period=2026-3",
    ):
        assert f'href="{url}"' in html
