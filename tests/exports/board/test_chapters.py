"""What the board is told: all that the published January 2024 report shows, as far as it is known, and what is not."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from initiatives.domain.vocabulary import Colour
from reporting.domain.diff import diff
from reporting.domain.figures.overview import overview
from tests.exports.board.conftest import Made

Make = Callable[..., Made]


def test_the_january_2024_report_shows_what_the_published_one_does(made: Make) -> None:
    told = made("2024-1").words
    assert "31. januar 2024. Datoen for datakutt er ikke oppgitt i den åpne kilden" in told
    assert "9 av 32 er kjent i åpne kilder, planlagte og pausede er holdt utenfor." in told
    assert "Ett ble verre og ett ble bedre siden 2023-3, av 12 pågående." in told
    assert "Usikker finansiering" in told and "Finansiering bare ut februar 2024" in told
    assert "Det som oftest gir gul status, er knapphet på interne ressurser" in told  # common causes
    assert "OUS, Sykehuset Telemark og Betanien" in told  # the highlight
    assert "1 Aktiv medvirkning i egen og næres helse" in told  # per main goal
    assert "Revidert innføringsplan vedtatt" in told and "16.5.2023" in told  # a new plan with its decision
    assert "UTKAST" not in told


def test_it_is_of_a_length_somebody_reads_and_every_chapter_says_something(made: Make) -> None:
    report = made("2024-1")
    assert 9 <= len(report.pdf.pdf.pages) <= 15
    chapters = [each for each in report.pdf.tree.walk() if each.tag == "H1"]
    assert len(chapters) >= 11
    order = [each for each in report.pdf.tree.walk() if each.tag in ("H1", "P", "Table", "L", "Figure")]
    for first, second in pairwise(order):
        assert not (first.tag == "H1" and second.tag == "H1"), f"«{first.text}» is empty"
    assert order[-1].tag != "H1"


def test_no_heading_stands_alone_at_the_foot_of_a_page(made: Make) -> None:
    for report in (made("2024-1"), made()):
        blocks = [each for each in report.pdf.tree.walk() if each.tag in ("H1", "H2", "P", "Lbl", "TD", "TH", "Figure")]
        for heading, after in pairwise(blocks):
            if heading.tag.startswith("H") and heading.page is not None and after.page is not None:
                assert heading.page == after.page, heading.text


def test_critical_and_worsened_get_a_page_each_and_the_rest_a_line(made: Make) -> None:
    report = made()
    found = overview(report.chosen.record, report.chosen.previous()).exceptions
    full = [each.part.name for each in found if each.standing.colour == Colour.RED or each.worse]
    rest = [each.part for each in found if each.part.name not in full]
    assert len(full) == 3 and len(rest) == 7
    titles = [each.text for each in report.pdf.tree.all("H1")]
    assert [title for title in titles if title in {each.part.name for each in found}] == full
    assert "Unntak 1 av 3, kritiske og forverrede" in report.words
    lines = next(each for each in report.pdf.tree.all("Table") if each.text.startswith("Gule tiltak"))
    rows = [row.text for row in lines.all("TR")[1:]]
    assert len(rows) == len(rest) and all(each.code in row for each, row in zip(rest, rows, strict=True))


def test_what_is_not_known_is_said_plainly(made: Make) -> None:
    told = made("2024-1").words
    assert "Hva vi ikke vet" in told
    assert "Kilden oppgir 32 pågående tiltak; 12 av dem står i registeret, 9 med kjent status." in told
    assert "Summene per status for 2023-3 er ikke publisert." in told
    assert "Ikke kjent. Ingen saker er registrert for perioden." in told
    assert re.search(r"\d+ av 16 pågående tiltak \(deler av program medregnet\) mangler status: T002", told)
    assert "Ikke kjent: ingen tiltak har både budsjett og regnskap" in told


def test_sources_are_numbered_cited_and_reachable(made: Make) -> None:
    report = made("2024-1")
    listed = report.sheets["kilder"]["rows"]
    cited = {int(each) for group in re.findall(r"\[([\d, ]+)\]", report.words) for each in group.split(",")}
    assert cited <= set(range(1, len(listed) + 1))
    assert len(cited) >= 20
    assert listed[0]["values"]["source"].startswith("Nasjonal e-helseportefølje januar 2024")
    addresses = {
        str(annotation.A.URI)
        for page in report.pdf.pdf.pages
        for annotation in page.get("/Annots", [])
        if annotation.get("/A", {}).get("/URI")
    }
    assert {row["values"]["url"]["url"] for row in listed if row["values"]["url"]} == addresses


def test_a_period_that_is_not_locked_is_a_draft_and_examples_are_marked(made: Make) -> None:
    report = made()
    marks = " ".join(text for page in report.pdf.artifacts for text in page)
    assert "UTKAST" in marks and "UTKAST" not in " ".join(t for page in made("2024-1").pdf.artifacts for t in page)
    assert "Rapporten inneholder eksempeldata: 8 oppdiktede tiltak, merket «eksempel»." in report.words
    assert "Perioden er ikke låst. Tallene kan endre seg." in report.words


def test_a_locked_period_carries_its_mark_and_no_example(made: Make) -> None:
    report = made("2024-1")
    assert report.chosen.record.chain_head in report.words
    assert "eksempel" not in report.words.lower()


def test_the_public_gets_no_example(made: Make) -> None:
    report = made(audience="public")
    assert "eksempel" not in report.words.lower()
    assert not any(row["values"]["code"].startswith("E") for row in report.sheets["tiltak"]["rows"])


@pytest.mark.parametrize(("language", "tag"), [("nn", "nn-NO"), ("en", "en-GB")])
def test_stored_texts_keep_their_language(made: Make, language: str, tag: str) -> None:
    report = made("2024-1", language=language)
    assert str(report.pdf.pdf.Root.Lang) == tag
    spans = [each for each in report.pdf.tree.walk() if each.entries.get("Lang") == "nb-NO"]
    assert any("Finansiering bare ut februar 2024" in each.text for each in spans)
    assert not any(each.entries.get("Lang") == "nb-NO" for each in made("2024-1").pdf.tree.walk())


def test_the_contents_lead_to_every_chapter(made: Make) -> None:
    report = made("2024-1")
    entries = [each.text for each in report.pdf.tree.all("TOCI")]
    chapters = [each.text for each in report.pdf.tree.all("H1")]
    named = [each for each in chapters if each not in ("Porteføljerapport", "Innhold")]
    assert [each for each in named if not any(entry.startswith(each) for entry in entries)] == []
    assert len(report.pdf.pdf.open_outline().root) >= len(named)


def test_the_workbook_has_a_sheet_for_each_part_and_charts_over_them(made: Make) -> None:
    book = load_workbook(BytesIO(made("2024-1").content("xlsx")))
    wanted = {"Om", "Sammendrag", "Unntak", "Tiltak", "Per mål", "Milepæler", "Penger", "Avhengigheter", "Kilder"}
    assert wanted <= set(book.sheetnames)
    assert sum(len(sheet._charts) for sheet in book.worksheets) >= 3
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book.worksheets if sheet.title != "Om")


def test_an_exception_says_what_it_waits_for_and_how_likely_its_end_is(made: Make) -> None:
    told = made().words.split("Unntak 3 av 3")[1].split("Det vi følger med på")[0]
    assert "Eksempel: Felles innlogging" in told
    assert "lovet 46 dager etter behovet" in told  # what others wait for from it, what is in danger first
    assert re.search(
        r"Sannsynlig slutt.*P50 \d+\.\d+\.2028, P85 \d+\.\d+\.2028; opprinnelig plan 30\.9\.2027 holder", told
    )


def test_the_chapter_on_agreements_says_what_is_found_what_nobody_stands_by_and_which_ends_cannot_hold(
    made: Make,
) -> None:
    told = made().words
    assert re.search(r"Seks avtaler mellom eiere er i fare \(tre er eksempler\)\.", told)
    assert re.search(r"11 avtaler til som ingen står ved: 11 bare notert i kilder\.", told)
    assert "5 tiltak kan ikke slutte når eieren sier, når alle de venter på, tas på ordet." in told
    assert "holdes igjen av «Eksempel: Halvparten av legekontorene i bruk», ventet 2.4.2027; den venter på" in told
    then = made("2024-1").words
    assert "Tre avtaler mellom eiere er i fare. Ingen av dem har en lovet dato." in then
    assert "Ingen sluttmilepæl holdes igjen av noe den venter på" in then


def test_what_changed_since_last_is_said_in_one_sentence_then_by_name_then_side_by_side(made: Make) -> None:
    report = made("2024-1")
    told = report.words.split("Siden sist")[-1]
    assert "Ett ble rødt: DHV – Digital behandlings- og egenbehandlingsplan; ett ble bedre: Prosessplattform" in told
    assert "Nytt i planen (9): Program pasientens legemiddelliste T001" in told
    table = next(each for each in report.pdf.tree.all("Table") if each.text.startswith("Før og nå"))
    head, *rows = ([cell.text.replace("\u00a0", " ") for cell in row.all("TH", "TD")] for row in table.all("TR"))
    assert head[1:3] == ["2023-3", "2024-1"]
    groups = [row[0] for row in rows if len(row) == 1]
    assert groups == ["Status · 4", "Milepæler · 5", "Økonomi · 2", "Vedtak og opptak · 1"]
    assert any("Usikker finansiering: Finansiering bare ut februar 2024" in row[-1] for row in rows)


def test_without_a_record_before_the_chapter_says_so_and_the_sheet_is_empty(made: Make) -> None:
    report = made("2023-3")
    assert "Ikke kjent: det finnes ingen låst periode før denne å sammenligne med." in report.words
    assert report.sheets["siden_sist"]["rows"] == []


def test_the_sheet_has_every_change_of_the_comparison(made: Make) -> None:
    report = made("2024-1")
    before, now = report.chosen.previous(), report.chosen.record
    assert before is not None
    found = diff(before, now).changes
    rows = [row["values"] for row in report.sheets["siden_sist"]["rows"]]
    assert [row["code"] for row in rows] == [each.part.code if each.part else None for each in found]
    assert len(report.xlsx("Siden sist")) >= len(found) + 1
    assert any(row[1] == "Ble verre" for row in report.csv("siden-sist"))
