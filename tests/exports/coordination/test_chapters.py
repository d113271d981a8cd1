"""What a director general is handed: every conflict with both owners, what it costs and who can settle it, and what is
not known."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.exports.board.conftest import Made

Make = Callable[..., Made]

CHAPTERS = [
    "Avtaler i fare",
    "Avtaler ingen står ved",
    "Nettverket",
    "Hvem trenger noe fra hvem",
    "Mottak per kvartal",
    "Datoer som ikke holder",
    "Hvor sannsynlig er slutten",
    "Saker på sakslister som kommer",
    "Hva regningen forutsetter",
    "Kilder",
]


def test_every_chapter_is_there_in_order_and_says_something(made: Make) -> None:
    for report in (made(), made("2024-1"), made("2023-3")):
        titles = [each.text for each in report.pdf.tree.all("H1")]
        assert [each for each in titles if each in CHAPTERS] == CHAPTERS
        order = [each for each in report.pdf.tree.walk() if each.tag in ("H1", "P", "Table", "L", "Figure")]
        for first, second in pairwise(order):
            assert not (first.tag == "H1" and second.tag == "H1"), f"«{first.text}» is empty"
        assert order[-1].tag != "H1"


def test_it_is_of_a_length_somebody_reads(made: Make) -> None:
    assert 10 <= len(made().pdf.pdf.pages) <= 15
    assert 7 <= len(made("2024-1").pdf.pdf.pages) <= 10


def test_the_summary_is_one_page(made: Make) -> None:
    page = next(each.page for each in made().pdf.tree.all("H1") if each.text.startswith("Seks avtaler mellom eiere"))
    following = next(each.page for each in made().pdf.tree.all("H1") if each.text == "Avtaler i fare")
    assert page is not None and following == page + 1


def test_a_conflict_tells_who_needs_what_from_whom_and_what_it_costs(made: Make) -> None:
    told = made().words
    assert "Eksempel: Timebok for fastleger venter på Eksempel: Felles innlogging" in told
    assert "Trenger · Eksempeletaten · E02" in told and "Fra · Eksempelforetaket · E05" in told
    assert "Lovet 46 dager etter behovet · Mottakerens plan trenger det 17 dager før behovet" in told
    assert "Leveransen kan komme 15.1.2027. Kommer leveransen da, flyttes to milepæler i ett tiltak" in told
    assert "«Eksempel: Alle legekontor i bruk» (Eksempeletaten) fra 30.6.2027 til 30.8.2027." in told
    assert "kan avgjøres av Eksempelrådet" in told


def test_what_is_missing_is_said_and_never_filled_in(made: Make) -> None:
    told = made().words
    assert "Ingen har datert leveransen. Avtalen er ikke mellom to milepæler, så følgene kan ikke beregnes." in told
    assert "ingen dato" in told
    assert "14 av 17 åpne avtaler mellom eiere er bare notert i kilder; ingen har avtalt dem." in told
    assert "Slutten kan ikke beregnes" in told and "Ingen milepæler er ført" in told


def test_dates_that_cannot_hold_say_what_holds_them(made: Make) -> None:
    told = made().words
    assert "8 milepæler kan ikke nås når eierne sier, fordi noe de venter på, kommer senere." in told
    assert "Holdes igjen av «Eksempel: Innloggingen klar for timeboken» (Eksempelforetaket), lovet 15.1.2027" in told


def test_the_picture_has_its_words_and_says_what_is_left_out(made: Make) -> None:
    (figure,) = made().pdf.tree.all("Figure")
    alternative = str(figure.entries["Alt"]).replace("\u00a0", " ")
    assert "Eksempel: Digital henvisning venter på Eksempelleverandøren (lovet 14 dager etter behovet)" in alternative
    assert alternative.count("venter på") == len([row for row in made().sheets["nettverk"]["rows"] if drawn(row)])


def drawn(row: dict[str, Any]) -> bool:
    return bool(row["values"]["drawn"])


def test_no_heading_stands_alone_at_the_foot_of_a_page(made: Make) -> None:
    for report in (made("2024-1"), made()):
        blocks = [each for each in report.pdf.tree.walk() if each.tag in ("H1", "H2", "P", "Lbl", "TD", "TH", "Figure")]
        for heading, after in pairwise(blocks):
            if heading.tag.startswith("H") and heading.page is not None and after.page is not None:
                assert heading.page == after.page, heading.text


def test_a_draft_says_so_on_every_page_and_a_locked_period_carries_its_mark(made: Make) -> None:
    draft, locked = made(), made("2024-1")
    marks = [" ".join(page) for page in draft.pdf.artifacts]
    assert all("UTKAST" in each for each in marks)
    assert "Perioden er ikke låst. Tallene kan endre seg." in draft.words
    assert not any("UTKAST" in text for page in locked.pdf.artifacts for text in page)
    assert locked.chosen.record.chain_head in locked.words
    assert "eksempel" not in locked.words.lower()


def test_the_public_gets_no_example(made: Make) -> None:
    report = made(audience="public")
    assert "eksempel" not in report.words.lower()
    assert "Tre avtaler mellom eiere er i fare." in report.words
    assert not any(row["values"]["key"].startswith("X") for row in report.sheets["avtaler"]["rows"])


@pytest.mark.parametrize(("language", "tag"), [("nn", "nn-NO"), ("en", "en-GB")])
def test_stored_texts_keep_their_language(made: Make, language: str, tag: str) -> None:
    report = made(language=language)
    assert str(report.pdf.pdf.Root.Lang) == tag
    spans = [each.text for each in report.pdf.tree.walk() if each.entries.get("Lang") == "nb-NO"]
    assert any("Felles kommunal journal (FKJ)" in each for each in spans)
    assert any("Felles språk implementeres i Helseplattformen" in each for each in spans)
    assert not any(each.entries.get("Lang") == "nb-NO" for each in made().pdf.tree.walk())


def test_sources_are_numbered_and_cited(made: Make) -> None:
    report = made()
    listed = report.sheets["kilder"]["rows"]
    assert [row["values"]["number"] for row in listed] == list(range(1, len(listed) + 1))
    assert "Felles språk implementeres i Helseplattformen [1]" in report.words
    assert f"{len(listed)} kilder ligger til grunn." in report.words


def test_the_workbook_has_a_sheet_for_each_part(made: Make) -> None:
    book = load_workbook(BytesIO(made().content("xlsx")))
    wanted = {"Om", "Nøkkeltall", "I fare", "Hva er galt", "Planer som flyttes", "Ingen står ved", "Avtaler"}
    wanted |= {"Nettverket", "Hvem trenger fra hvem", "Mottak per kvartal", "Leveranser", "Datoer som ikke holder"}
    wanted |= {"Sannsynlighet", "Kan ikke beregnes", "Saker", "Forutsetninger", "Kilder"}
    assert wanted <= set(book.sheetnames)
