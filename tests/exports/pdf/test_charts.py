"""Figures for paper: the numbers given are the numbers drawn, inside the picture, and lengths tell the truth."""

from collections.abc import Iterator
from datetime import date

import pytest
from reportlab.graphics.shapes import Drawing, Group, Line, Path, Polygon, Rect, Shape, String

from reporting.exports.pdf import fonts, palette
from reporting.exports.pdf.charts import (
    Bar,
    FlowClass,
    GanttRow,
    Milestone,
    Series,
    gantt,
    horizontal_bars,
    money_bars,
    movement,
)

CLASSES = [FlowClass("crit", "Kritisk"), FlowClass("warn", "Noen utfordringer"), FlowClass("ok", "Under kontroll")]


def shapes(drawing: Group, kind: type[Shape]) -> Iterator[Shape]:
    """All shapes of a kind."""
    for each in drawing.contents:
        if isinstance(each, kind):
            yield each


def words(drawing: Drawing) -> list[str]:
    """All texts."""
    return [each.text for each in shapes(drawing, String)]


def inside(drawing: Drawing) -> bool:
    """True when every text and box lies within the drawing."""
    for each in shapes(drawing, String):
        wide = fonts.width(each.text, each.fontName, each.fontSize)
        left = each.x - {"start": 0, "middle": wide / 2, "end": wide}[each.textAnchor]
        if left < -0.5 or left + wide > drawing.width + 0.5 or not -1 <= each.y <= drawing.height:
            return False
    for each in shapes(drawing, Rect):
        if each.x < -0.5 or each.x + each.width > drawing.width + 0.5 or each.y + each.height > drawing.height + 0.5:
            return False
    return True


def test_bars_are_as_long_as_their_values_and_carry_their_numbers() -> None:
    drawing = horizontal_bars(
        [Bar("KS", 4, "4"), Bar("Norsk helsenett SF", 8, "8"), Bar("Helfo", None, "ikke oppgitt")]
    )
    short, long = shapes(drawing, Rect)

    assert long.width == pytest.approx(2 * short.width)
    assert {"KS", "Norsk helsenett SF", "4", "8", "ikke oppgitt"} <= set(words(drawing))
    assert inside(drawing)


def test_a_negative_bar_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        horizontal_bars([Bar("x", -1, "-1")])


def test_bars_without_values_are_drawn() -> None:
    assert inside(horizontal_bars([])) and inside(horizontal_bars([Bar("x", 0, "0"), Bar("y", None, "–")]))


@pytest.mark.parametrize("width", [220, 235, 493])
def test_the_movement_shows_both_sums_of_each_class(width: int) -> None:
    flows = {(0, 1): 1, (1, 0): 2, (1, 1): 15, (2, 2): 14}
    drawing = movement(CLASSES, flows, before="2023-3", after="2024-1", width=width)

    assert words(drawing) == [
        "1", "2", "Kritisk", "17", "16", "Noen utfordringer", "14", "14", "Under kontroll", "2023-3", "2024-1",
    ]  # fmt: skip
    assert len(list(shapes(drawing, Path))) == 4
    assert inside(drawing)


def test_columns_of_the_movement_grow_with_their_numbers() -> None:
    drawing = movement(CLASSES, {(1, 1): 20, (2, 2): 10}, before="a", after="b")
    heights: dict[str, list[float]] = {}
    for each in shapes(drawing, Rect):
        heights.setdefault(each.fillColor.hexval(), []).append(each.height)

    warn, ok = heights["0x" + palette.FILL["warn"][1:]], heights["0x" + palette.FILL["ok"][1:]]
    assert len(warn) == len(ok) == 2
    assert warn[0] == pytest.approx(2 * ok[0])


def test_the_gantt_places_dates_in_proportion_and_marks_today() -> None:
    row = GanttRow(
        "SAFEST", date(2023, 1, 1), date(2025, 1, 1), milestones=[Milestone(date(2024, 1, 1), date(2024, 7, 1))]
    )
    drawing = gantt(
        [row], first=date(2023, 1, 1), last=date(2027, 1, 1), today=date(2024, 1, 31), today_label="31.1.2024"
    )

    span = next(each for each in shapes(drawing, Rect) if each.fillColor.hexval() == "0x" + palette.ACCENT_SOFT[1:])
    room = drawing.width - 6 - 165
    assert span.width == pytest.approx(room * 731 / 1461)
    assert any(each.strokeDashArray for each in shapes(drawing, Line))
    assert len(list(shapes(drawing, Polygon))) == 2
    assert {"SAFEST", "31.1.2024", "2023", "2027"} <= set(words(drawing))


def test_a_year_that_would_stand_half_behind_the_word_of_today_is_left_out() -> None:
    drawing = gantt(
        [GanttRow("SAFEST")],
        first=date(2026, 6, 1),
        last=date(2028, 6, 1),
        today=date(2026, 12, 20),
        today_label="20.12.2026",
    )
    assert "2028" in words(drawing)
    assert "2027" not in words(drawing)


def test_a_gantt_draws_open_ends_and_dates_outside_the_picture() -> None:
    rows = [
        GanttRow("åpen", None, date(2024, 1, 1)),
        GanttRow("utenfor", date(1990, 1, 1), date(2050, 1, 1), milestones=[Milestone(now=date(2050, 1, 1))]),
        GanttRow("ukjent " * 30),
    ]
    drawing = gantt(rows, first=date(2023, 1, 1), last=date(2025, 1, 1), today=date(2030, 1, 1), today_label="nå")

    assert inside(drawing)
    assert list(shapes(drawing, Polygon)) == []
    assert "nå" not in words(drawing)


def test_money_stands_side_by_side_each_with_its_amount() -> None:
    drawing = money_bars(
        ["2023", "2024"], [Series("Bevilget", [100, 50]), Series("Forslag", [None, 25], hollow=True)], text=str
    )
    key, bars = list(shapes(drawing, Rect))[:2], list(shapes(drawing, Rect))[2:]

    assert [bar.height for bar in bars] == [pytest.approx(bars[0].height * share) for share in (1, 0.5, 0.25)]
    assert len({round(bar.y) for bar in bars}) == 1
    assert {"100", "50", "25", "–", "Bevilget", "Forslag", "2023"} <= set(words(drawing))
    assert len(key) == 2 and inside(drawing)


@pytest.mark.parametrize("amounts", [[1], [1, -2]])
def test_money_that_does_not_fit_its_years_is_refused(amounts: list[float]) -> None:
    with pytest.raises(ValueError, match="amount"):
        money_bars(["2023", "2024"], [Series("Bevilget", amounts)], text=str)
