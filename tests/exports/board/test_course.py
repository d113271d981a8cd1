"""The course in the board report: status over periods, the milestone trend, and how far the colours can be trusted."""

from datetime import date

import pytest
from reportlab.graphics.shapes import PolyLine, String

from initiatives.domain.facts import Slice
from reporting.domain.figures.status_grid import Cell, Why
from reporting.domain.outline import outline
from reporting.domain.record import Record
from reporting.exports.board import course, sheets_counts, trust
from reporting.exports.board.ground import Board
from reporting.exports.board.paper import board_pdf
from reporting.exports.pdf import fonts
from reporting.exports.pdf.charts import TrendLine, milestone_trend
from reporting.exports.pdf.figures import Figure
from tests.build import milestone, word
from tests.exports.pdf.reader import Reading, read
from tests.reporting.course.facts import duty, owned, report, round_of, status

JAN, JUN = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _fonts() -> None:
    fonts.register()


def part(**dates: object) -> Slice:
    return owned("T1", milestones=(milestone(name="Pilot i gang", **dates),))


def rounds() -> tuple[Record, Record]:
    """T1 green and then red, its milestone half a year later; T2 did not report."""
    first = {"original": word("2026-03-01", JAN)}
    before = round_of(
        [part(**first), owned("T2")],
        {"T1": status(report("green", "green", code="2026-1")), "T2": status(duty("2026-1"))},
        code="2026-1",
    )
    now = round_of(
        [part(**first, forecast=word("2026-09-01", JUN)), owned("T2")],
        {"T1": status(report("green", "red", cause="supplier_delay")), "T2": status(duty())},
    )
    return before, now


def board() -> Board:
    before, now = rounds()
    return Board(now, before, "nb", (outline(before),))


def test_the_sheets_hold_every_status_and_every_word_of_the_series() -> None:
    grid, dates = course.status_rows(board()), course.told_dates(board())

    rows = {row[0]: dict(zip([each.key for each in grid.columns], row, strict=True)) for row in grid.rows}
    assert (rows["T1"]["status_0"].word, rows["T1"]["status_1"].word) == ("Under kontroll", "Kritisk")
    assert rows["T1"]["turn_1"] == "verre, fra Under kontroll"
    assert rows["T1"]["cause_1"].startswith("Forsinket leverandør")
    assert rows["T2"]["status_1"].word == "Ikke rapportert"
    told = [(row[2], row[3], row[6]) for row in dates.rows]
    assert told == [("Pilot i gang", JAN, None), ("Pilot i gang", JUN, 184)]


def test_a_turn_from_a_colour_that_is_not_the_one_to_the_left_says_which() -> None:
    red, silent = Cell(Why.STATUS, "red", "green"), Cell(Why.UNREPORTED, "none")
    green = Cell(Why.STATUS, "green")

    assert "verre, fra Under kontroll" in str(course._cell(red, silent))
    assert "verre, fra" not in str(course._cell(red, green))


def test_the_trend_stands_on_the_page_of_an_exception_only_where_a_date_moved() -> None:
    made = board()
    (figure,) = course.figure(made, made.record.state.codes["T1"])

    assert isinstance(figure, Figure)
    assert "1.9.2026 (1.6.2026)" in figure.alt
    assert list(course.figure(made, made.record.state.codes["T2"])) == []


def test_the_lines_of_trust_tell_published_beside_declared_and_who_did_not_report() -> None:
    told = " ".join(trust.lines(board())).replace("\xa0", " ")

    assert "1 av 2 pågående tiltak har meldt i 2026-2." in told
    assert "1 rapporterte ikke: T2." in told
    assert "kritisk 1 (meldt 0)" in told
    assert "under kontroll 0 (meldt 1)" in told
    assert "en annen farge enn eieren på 1 tiltak: T1." in told


def test_a_drawing_holds_a_line_and_a_label_for_each_milestone_and_the_diagonal() -> None:
    lines = [
        TrendLine("Pilot", [(JAN, date(2026, 3, 1)), (JUN, date(2026, 9, 1))], date(2026, 8, 31)),
        TrendLine("Bredding", [(JAN, date(2026, 9, 2))], date(2026, 8, 31)),
    ]
    drawing = milestone_trend(lines, today=date(2026, 8, 31), marks=[(JUN, "2026-1")], today_label="i dag")

    drawn = [each for each in drawing.contents if isinstance(each, PolyLine)]
    labels = {each.text: each.y for each in drawing.contents if isinstance(each, String)}
    assert len(drawn) == 2
    assert {"Pilot", "Bredding", "i dag", "2026-1"} <= set(labels)
    assert abs(labels["Pilot"] - labels["Bredding"]) >= 9  # they end on the same day and do not lie on each other
    xs, ys = drawn[0].points[::2], drawn[0].points[1::2]
    assert list(xs) == sorted(xs)
    assert ys[0] == ys[1] < ys[-1]  # level until the next word, then up


def paper(now: Record, before: Record | None = None) -> Reading:
    return read(board_pdf(now, before, "nb", (outline(before),) if before else ()))


def between(found: Reading, title: str, until: str) -> str:
    """What stands between two headings."""
    return found.tree.text.replace("\u00a0", " ").rsplit(title, 1)[1].split(until, 1)[0]


@pytest.mark.django_db
def test_who_had_no_known_status_in_any_period_is_counted_and_not_listed() -> None:
    before, now = (
        round_of(
            [owned("T1"), owned("T2")],
            {"T1": status(report("green", "green", code=code)), "T2": status(duty(code, "exempt"))},
            code=code,
        )
        for code in ("2026-1", "2026-2")
    )
    told = between(paper(now, before), "Status i hver periode", "Tiltak per hovedmål")

    assert "T1" in told and "T2" not in told
    assert "Ett tiltak har ikke kjent status" in told


@pytest.mark.django_db
def test_where_none_is_critical_that_is_said_in_a_line_and_not_on_a_page() -> None:
    found = paper(round_of([owned("T1")], {"T1": status(report("green", "green"))}))

    assert "Ingen av de vurderte tiltakene er kritiske" in found.tree.text.replace("\u00a0", " ")
    assert "Kritiske og forverrede tiltak" not in [each.text for each in found.tree.all("H1")]


@pytest.mark.django_db
def test_what_a_round_did_not_ask_of_stands_outside_and_who_owed_a_report_does_not() -> None:
    parts = [owned("T1"), owned("T2"), owned("T3")]
    found = paper(round_of(parts, {"T1": status(duty()), "T2": status(report("red"))}))
    listed = between(found, "Tiltak per hovedmål", "Holdt utenfor tallene")
    outside = between(found, "Holdt utenfor tallene", "Milepæler")

    assert "T1" in listed and "T2" in listed and "T3" not in listed
    assert "T3" in outside and "T1" not in outside and "T2" not in outside


def test_the_sheet_of_counts_holds_what_owners_declared_beside_what_is_published() -> None:
    parts = [owned("T1"), owned("T2"), owned("T3")]
    made = Board(
        round_of(parts, {"T1": status(report("red")), "T2": status(report("green", "green")), "T3": status(duty())}),
        None,
        "nb",
        (),
    )
    rows = {row[0]: row[1:6] for row in sheets_counts.counts(made).rows}
    keys = {row[0]: row[2] for row in sheets_counts.key_figures(made).rows}

    assert rows == {"2026-2, kjent": (0, 0, 1, 2, 3), "2026-2, meldt av eierne": (1, 0, 1, 1, 3)}
    assert (keys["asked"], keys["reported"], keys["unreported"]) == (3, 2, 1)
