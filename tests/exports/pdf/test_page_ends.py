"""Where pages end: no heading, lead, row or note stands alone, and no word is cut that has room."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.exports.board.fitting import fullest, pages
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.document import Meta, build
from reporting.exports.pdf.grid import Column, column_widths
from reporting.exports.pdf.lines import break_lines, extent
from reporting.exports.pdf.styles import CELL, CELL_HEADER
from tests.exports.pdf.reader import Reading, Seen, read

Read = Callable[..., Reading]
TWO = [Column("Navn", row_header=True), Column("Verdi", align="right")]


def rows(count: int) -> list[list[e.CellValue]]:
    return [[f"rad {n}", str(n)] for n in range(count)]


def page_of(found: Seen) -> int | None:
    """The page an element's own words begin on."""
    return next((each.page for each in found.walk() if each.page is not None), None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 700), st.integers(1, 70))
def test_heading_lead_and_first_rows_stay_together_and_the_note_stays_with_the_last(
    meta: Meta, space: int, count: int
) -> None:
    story = [
        e.heading("Først", 1),
        e.spacer(space),
        e.heading("Status over tid", 1),
        e.paragraph("Ingen snudde siden sist."),
        e.table(TWO, rows(count), caption="Status i hver periode"),
        e.quiet("og 87 til, se arbeidsboka"),
    ]
    tree = read(build(story, meta)).tree
    body = [page_of(each) for each in tree.one("TBody").kids]
    title, lead, note = tree.all("H1")[1], *tree.all("P")[:2]

    assert [row.kids[0].text.strip() for row in tree.one("TBody").kids] == [f"rad {n}" for n in range(count)]
    assert page_of(title) == page_of(lead) == body[0]
    assert page_of(note) == body[-1]
    if count > 1:
        assert body[0] == body[1] and body[-2] == body[-1]


def test_a_numbered_list_has_room_for_its_numbers(reading: Read) -> None:
    seen = reading(e.numbered([f"Kilde {n}" for n in range(1, 120)]))
    assert all("\n" not in each.text for each in seen.tree.all("Lbl"))
    one, many = (read_height(count) for count in (9, 99))
    assert many / 99 == pytest.approx(one / 9, rel=0.05)


def read_height(count: int) -> float:
    return e.numbered(["Kilde"] * count).height_at(400)


def test_a_fixed_column_is_never_narrower_than_its_longest_word() -> None:
    columns = [Column("Milepæl", row_header=True), Column("Nå", width=40), Column("Hva", width=200)]
    values: list[list[e.CellValue]] = [["Pilot i kommunesektoren", "gjennomførbar 14.1.2027", "kort"]]
    widths = column_widths(columns, [[each.title for each in columns]], values, 320)

    assert sum(widths) == pytest.approx(320)
    longest, _natural = extent("gjennomførbar", CELL)
    assert widths[1] >= longest + 12
    assert widths[2] < 200  # it had room to give


def test_a_long_name_breaks_after_its_slash_and_a_slip_keeps_its_unit() -> None:
    name = break_lines("Helseteknologi-/tilskuddsordning", CELL, 100)
    assert [piece.text for line in name for piece in line.pieces] == ["Helseteknologi-/", "tilskuddsordning"]
    wide, _natural = extent("Ventes nå +12 uker", CELL_HEADER)
    assert wide == pytest.approx(extent("+12\u00a0uker", CELL_HEADER)[0])


def test_what_needs_two_pages_is_told_as_fully_as_two_pages_hold() -> None:
    def tell(count: int) -> list[e.Element]:
        return [e.heading("Unntak", 1), e.table(TWO, rows(count), caption="Milepæler")]

    assert [pages(tell(count)) for count in (10, 50, 80)] == [1, 2, 3]
    kept = fullest(tell, (90, 70), over=(80, 55, 50))
    assert pages(kept) == pages(tell(55)) == 2
