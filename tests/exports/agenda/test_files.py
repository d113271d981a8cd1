"""An agenda as files: what each holds, that all hold the same, and that the same agenda gives the same bytes."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from initiatives.domain.dates import from_edtf
from reporting.domain.figures.agenda import agenda
from reporting.exports.agenda import FORMATS, render_agenda
from reporting.exports.agenda.text import WIDTH
from tests.exports.agenda.making import ASKED, TITLE, made, two_cases
from tests.exports.pdf.reader import Reading, read
from tests.reporting.agenda.facts import case, meeting, record


def pdf(found: Any = None, language: str = "nb") -> Reading:
    return read(made("pdf", found, language))


def words(found: Any = None, language: str = "nb") -> str:
    return pdf(found, language).tree.text.replace("\u00a0", " ")


def sheets(found: Any = None) -> dict[str, list[dict[str, Any]]]:
    """Key of a sheet → its rows by the keys of their columns."""
    held = json.loads(made("json", found))["sheets"]
    return {each["key"]: [row["values"] for row in each["rows"]] for each in held}


# ── the paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_paper_is_a_list_and_then_a_case_on_each_page() -> None:
    seen = pdf()
    headings = [(each.tag, each.text) for each in seen.tree.all("H1")]
    assert headings == [
        ("H1", "NUFA (Fagutvalget), 10. desember 2026"),
        ("H1", TITLE),
        ("H1", "Orientering om timeboken"),
    ]
    assert len(seen.pdf.pages) == 3
    table = seen.tree.all("Table")[0]
    assert [each.text for each in table.all("TH")][:4] == ["Sak nr.", "Tema", "Sakstype", "Eiere"]
    rows = [[cell.text for cell in row.kids] for row in table.one("TBody").all("TR")]
    assert rows[0] == ["…/26", f"{TITLE} T1 · T2", "Tilslutning", "Virksomhet B, Virksomhet A"]
    assert rows[1][0] == "23/26"


def test_a_case_on_paper_asks_first_and_tells_why() -> None:
    said = words().split(TITLE)[-1]
    parts = ("Hva møtet bes om", ASKED, "Bakgrunn", "Giver · Virksomhet A", "Omstridt", "4.3.2027", "Det haster ikke",
             "Hva planene sier", "flyttes to milepæler", "Planer som flyttes", "+4 uker", "Vedtak")  # fmt: skip
    places = [said.index(part) for part in parts]
    assert places == sorted(places)


def test_room_for_the_decision_is_no_text_and_a_decision_takes_its_place() -> None:
    undecided, done = words().split("Orientering om timeboken")[-2:]
    assert undecided.split("Vedtak")[-1].strip().startswith("Sak 23/26")
    assert done.split("Vedtak")[-1].strip().startswith("Vedtatt slik Rådet tok det til seg. 10.12.2026")


@pytest.mark.parametrize(("today", "draft"), [("2026-12-09", True), ("2026-12-10", False), ("2026-12-11", False)])
def test_the_paper_is_a_draft_until_the_meetings_day(today: str, draft: bool) -> None:
    found = two_cases()
    then = replace(found, state=replace(found.state, today=from_edtf(today).latest))
    seen = pdf(then)
    assert any("UTKAST" in "".join(page) for page in seen.artifacts) is draft
    assert ("fram til møtedagen" in seen.tree.text) is draft


def test_a_title_in_another_language_says_so_to_a_screen_reader() -> None:
    seen = pdf(two_cases(language="en"))
    heading = next(each for each in seen.tree.all("H1") if each.text == TITLE)
    assert heading.entries.get("Lang") == "en-GB"


def test_an_empty_agenda_is_a_paper_too() -> None:
    empty = record(meeting(), cases=[("T1", case("1", meeting_uid="e" * 32))])
    assert "Ingen saker ennå." in words(empty)
    assert "Ingen saker ennå." in made("txt", empty).decode()
    assert sheets(empty)["saker"] == []


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_line_of_the_text_is_longer_than_a_mail_can_bear(language: str) -> None:
    long = two_cases()
    part = long.state.slices["uid-T2"]
    wide = replace(part, name="Et usedvanlig langt navn på et tiltak som ingen rekker å lese " * 4, language="nb")
    long = replace(long, state=replace(long.state, slices={**long.state.slices, part.uid: wide}))
    lines = made("txt", long, language).decode().split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() and "\r" not in line for line in lines)
    assert lines[-1] == ""


def test_a_word_longer_than_a_line_is_broken_and_paragraphs_are_kept() -> None:
    lines = made("txt", two_cases() and record(cases=[("T1", case("1", text="x" * 200 + "\n\nSlutt"))])).decode()
    assert "x" * WIDTH + "\n" in lines
    assert "\n\nSlutt\n" in lines


def test_the_text_holds_all_that_the_paper_does() -> None:
    said = " ".join(made("txt").decode().split())
    for part in ("SAKSLISTE", "NUFA (Fagutvalget), 10. desember 2026", "Møtenummer: 4/2026", "Merknad: Teams", ASKED,
                 "Giverens motforslag: 4.3.2027", "Virksomhet A innvender: Det haster ikke", "+4 uker",
                 "VEDTAK Vedtatt slik Rådet tok det til seg. (10.12.2026)"):  # fmt: skip
        assert part in said


# ── every format ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paper_text_and_sheets_say_the_same() -> None:
    found, paper, text = sheets(), words(), " ".join(made("txt").decode().replace("\u00a0", " ").split())
    assert [row["days"] for row in found["planer"]] == [31, 11]
    told = [row["milestone"] for row in found["planer"]]
    told += [row["wrong"] for row in found["konflikter"]]
    told += [row[key] for row in found["avtaler"] for key in ("engine", "comes", "giver", "receiver_owner")]
    assert len(told) > 6
    assert [each for each in told if each not in paper or each not in text] == []


def test_the_workbook_has_a_sheet_for_each_question() -> None:
    book = load_workbook(io.BytesIO(made("xlsx")))
    assert book.sheetnames == ["Om", "Saker", "Avtaler", "Konflikter", "Planer som flyttes"]
    rows = list(book["Saker"].values)
    assert rows[0][:4] == ("Plass", "Sak nr.", "Tema", "Sakstype")
    assert [row[1] for row in rows[1:]] == [None, "23/26"]
    with zipfile.ZipFile(io.BytesIO(made("csv"))) as archive:
        assert any("saker" in name for name in archive.namelist())


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_same_agenda_gives_the_same_bytes_and_a_language_a_file_of_its_own(form: str) -> None:
    files = [render_agenda(found := two_cases(), agenda(found, "6d" * 16), form, lang) for lang in ("nb", "nb", "en")]  # type: ignore[arg-type]
    assert files[0] == files[1]
    assert files[0].name != files[2].name and files[0].name.startswith("saksliste-nufa-2026-12-10-nb.")


@pytest.mark.parametrize("form", list(FORMATS))
def test_what_is_made_up_is_marked_in_every_file(form: str) -> None:
    found = two_cases()
    made_up = replace(found.state.registers, meetings={"6d" * 16: meeting(example=True)})
    example = made(form, replace(found, state=replace(found.state, registers=made_up)))
    if form == "pdf":
        assert "eksempel" in read(example).tree.text
    elif form == "xlsx":
        assert "Hele raden" in [cell for row in load_workbook(io.BytesIO(example))["Saker"].values for cell in row]
    elif form == "csv":
        with zipfile.ZipFile(io.BytesIO(example)) as archive:
            assert any(b"eksempel" in archive.read(name).lower() for name in archive.namelist())
    else:
        assert "eksempel" in example.decode().lower()
