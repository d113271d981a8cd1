"""Text from people never becomes a formula, and never breaks a file."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from reporting.exports.tabular import text
from reporting.exports.tabular.csvzip import render_csv
from reporting.exports.tabular.sheets import Column, Kind, Link, PartialDate, Sheet, Status, Tone
from reporting.exports.tabular.workbook import render_workbook
from tests.exports.tabular.samples import of, one, opened, texts

DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "'=1", "''=1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://x.example","y")', "＝1", "＋1", "－1", "＠1", "-", "- punkt",
]  # fmt: skip
HARMLESS = ["", "a=1", "'navn'", "1-2", "(+47) 22", "æ", "–", "* punkt"]


@pytest.mark.parametrize("words", DANGEROUS)
def test_excel_keeps_it_as_text_and_says_so(words: str) -> None:
    cell = opened(render_workbook(of(texts(words))))["Tekst"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text.clean(words))
    assert cell.quotePrefix


@pytest.mark.parametrize("words", [words for words in HARMLESS if words])
def test_excel_leaves_plain_text_alone(words: str) -> None:
    cell = opened(render_workbook(of(texts(words))))["Tekst"]["A2"]
    assert (cell.data_type, cell.value, bool(cell.quotePrefix)) == ("s", words, False)


@pytest.mark.parametrize("words", DANGEROUS)
def test_csv_sets_an_apostrophe_before_it_and_takes_it_away_again(words: str) -> None:
    written = text.csv_text(words)
    assert written == "'" + text.clean(words)
    assert text.csv_text_back(written) == text.clean(words)


@pytest.mark.parametrize("words", HARMLESS)
def test_csv_leaves_plain_text_alone(words: str) -> None:
    assert text.csv_text(words) == words == text.csv_text_back(words)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.LINK, Link("=1", "https://x.example/")),
        (Kind.LINK, Link("=1", "javascript:x")),
        (Kind.LINK, "=1"),
        (Kind.PARTIAL_DATE, PartialDate("=1")),
        (Kind.TEXT, "=1"),
    ],
)
def test_no_kind_of_column_lets_a_formula_through(kind: Kind, value: Link | str | PartialDate) -> None:
    cell = opened(render_workbook(of(one(kind, value))))["En"]["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=1", True)
    assert read(render_csv(one(kind, value), "nb"))[1][0] == "'=1"


def test_a_word_for_a_status_and_a_title_cannot_be_formulas_either() -> None:
    sheet = Sheet("s", "=S", (Column("a", "=A", Kind.STATUS),), ((Status(Tone.RED, "=x"),),))
    found = opened(render_workbook(of(sheet)))["=S"]
    assert [(cell.value, cell.data_type) for cell in (found["A1"], found["A2"])] == [("=A", "s"), ("◆ =x", "s")]
    assert read(render_csv(sheet, "nb")) == [["'=A", "'=A, kode"], ["'=x", "red"]]


def test_negative_numbers_are_no_formulas() -> None:
    assert read(render_csv(one(Kind.INTEGER, -5), "nb"))[1] == ["-5"]
    assert opened(render_workbook(of(one(Kind.INTEGER, -5))))["En"]["A2"].value == -5


def test_what_no_file_can_hold_is_taken_out() -> None:
    assert text.clean("a\x00b\x0bc\x1fd\x7fe\ud800f\uffffg\r\nh\ri\tj\nk") == "abcdefg\nh\ni\tj\nk"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_comes_back_from_excel(values: list[str]) -> None:
    sheet = opened(render_workbook(of(texts(*values))))["Tekst"]
    found = [sheet[f"A{row + 2}"].value for row in range(len(values))]
    assert [unescape(value) if isinstance(value, str) else None for value in found] == [
        text.clean(value) or None for value in values
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_comes_back_from_csv(values: list[str]) -> None:
    rows = read(render_csv(texts(*values), "nb"))[1:]
    assert [text.csv_text_back(row[0]) if row else "" for row in rows] == [text.clean(value) for value in values]


@given(st.text(), st.integers(min_value=0, max_value=200))
def test_a_shortened_text_fits_and_keeps_its_beginning(words: str, room: int) -> None:
    cut = text.shorten(words, "…", limit=room + 1)
    assert text.units(cut) <= room + 1
    assert words.startswith(cut[:-1])


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheet_titles_are_always_valid_and_unique(titles: list[str]) -> None:
    found = text.sheet_titles(titles)
    assert len(found) == len(titles) == len({title.casefold() for title in found})
    for title in found:
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\\n")
        assert title.strip("'") == title


def test_names_of_files_are_ascii() -> None:
    assert text.slug("Mål og føringer, ærlig (Č)") == "mal-og-foringer-aerlig-c"
    assert text.slug("…") == "ark"


def read(content: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
