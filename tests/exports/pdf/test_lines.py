"""Text in lines: never wider than its column, no word lost, and only characters that can be drawn."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from reporting.exports.pdf import elements as e
from reporting.exports.pdf import fonts
from reporting.exports.pdf.inline import Content
from reporting.exports.pdf.lines import Line, break_lines
from reporting.exports.pdf.styles import BODY, CELL, HEADINGS, aligned

WORDS = st.text(alphabet="abcæøåŋđ -–/<&>\u00a0\n漢1", max_size=200)


def words(lines: list[Line]) -> str:
    """All words, without spaces."""
    return "".join(piece.text for line in lines for piece in line.pieces).replace(" ", "").replace("\u00a0", "")


@given(WORDS, st.integers(30, 400))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = break_lines(text, BODY, width)

    assert all(line.width <= width + 0.1 for line in lines)
    assert words(lines) == fonts.clean(text).replace(" ", "").replace("\u00a0", "").replace("\n", "")


@given(st.lists(WORDS, max_size=5), st.integers(40, 400))
def test_runs_break_as_one_text(texts: list[str], width: int) -> None:
    """The twin: runs side by side lose nothing either, and a plain text in one run breaks like the string."""
    lines = break_lines([e.strong(text) for text in texts], BODY, width)
    assert all(line.width <= width + 0.1 for line in lines)
    assert words(lines) == fonts.clean("".join(texts)).replace(" ", "").replace("\u00a0", "").replace("\n", "")


@given(WORDS, st.integers(40, 400))
def test_the_quick_way_breaks_like_the_thorough_one(text: str, width: int) -> None:
    quick, thorough = break_lines(text, CELL, width), break_lines([text, ""], CELL, width)

    def shown(lines: list[Line]) -> list[str]:
        return [" ".join("".join(piece.text for piece in line.pieces).split(" ")).strip() for line in lines]

    assert [line for line in shown(quick) if line] == [line for line in shown(thorough) if line]


@pytest.mark.parametrize("text", ["55–80\u00a0mill.\u00a0kr", "1\u00a0250", "2024-1"])
def test_amounts_and_periods_are_never_broken(text: str) -> None:
    for width in range(60, 120):
        lines = break_lines(f"Innen {text}", CELL, width)
        assert any(text in piece.text for line in lines for piece in line.pieces)


def test_long_compounds_break_after_their_hyphen() -> None:
    first, *_ = break_lines("legemiddel-infrastruktur", CELL, 70)

    assert first.pieces[0].text == "legemiddel-"


def test_a_word_glued_to_a_link_stays_with_it() -> None:
    content: Content = ["aaaa bbbb ", e.link("lenke", "https://example.org/"), ", slutt"]
    for width in range(30, 160):
        for line in break_lines(content, BODY, width):
            assert not line.pieces[0].text.startswith(",") or width < 35


def test_headings_are_balanced() -> None:
    style = HEADINGS[1]
    lines = break_lines(
        "Ett tiltak er kritisk. To av 32 snudde siden forrige rapport, summen er den samme.", style, 493
    )

    assert len(lines) == 2
    assert lines[1].width > 0.75 * lines[0].width


def test_numbers_in_a_column_have_digits_of_one_width() -> None:
    style = aligned(CELL, "right")
    widths = {break_lines(number, style, 200)[0].width for number in ("1 111", "8 888", "4 019")}

    assert len({round(width, 3) for width in widths}) == 1


@pytest.mark.parametrize(
    ("given_text", "drawn"),
    [
        ("æøå ÆØÅ čŋđŧž", "æøå ÆØÅ čŋđŧž"),
        ("漢字", "□□"),
        ("a\x00b\x07c\u200bd\ufeffe", "abcde"),
        ("privat \ue000", "privat □"),
        ("tab\there", "tab here"),
        ("e\u0301", "é"),
        ("linje\r\nskift", "linje\nskift"),
        ("halv \ud800", "halv □"),
    ],
)
def test_what_cannot_be_drawn_is_shown_as_a_box_or_left_out(given_text: str, drawn: str) -> None:
    assert fonts.clean(given_text) == drawn


def test_a_missing_typeface_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfmetrics, "getRegisteredFontNames", list)
    with pytest.raises(fonts.FontsMissing, match=r"Inter_400Regular\.ttf"):
        fonts.register(tmp_path)
