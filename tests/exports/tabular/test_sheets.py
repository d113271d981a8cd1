"""A description that does not hang together is refused where it is made."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from reporting.exports.tabular import sheets
from reporting.exports.tabular.sheets import CellValue, Chart, ChartKind, Column, Kind, Sheet, Status, Tone
from tests.exports.tabular.samples import MAIN, NOTHING, WITHHELD, WORKBOOK, one, texts


class Code(StrEnum):
    A = "a"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, 1),
        (Kind.LONG_TEXT, Decimal(1)),
        (Kind.INTEGER, True),
        (Kind.INTEGER, 1.0),
        (Kind.INTEGER, "1"),
        (Kind.KRONER, Decimal("1.5")),
        (Kind.DECIMAL, "1,5"),
        (Kind.PERCENT, False),
        (Kind.DATE, datetime(2026, 1, 1)),
        (Kind.DATE, "2026-01-01"),
        (Kind.MOMENT, date(2026, 1, 1)),
        (Kind.PARTIAL_DATE, date(2026, 1, 1)),
        (Kind.STATUS, "Kritisk"),
        (Kind.BOOLEAN, 1),
        (Kind.LINK, 1),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_place(kind: Kind, value: CellValue) -> None:
    with pytest.raises(TypeError, match=r"Sheet 'en', 'value' \(\w+\) holds \w+"):
        one(kind, None, value)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_may_be_empty_or_absent(kind: Kind) -> None:
    assert len(one(kind, None, WITHHELD).rows) == 2


def test_codes_that_are_text_count_as_text() -> None:
    assert texts(Code.A).rows == [("a",)]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(number: float | Decimal) -> None:
    with pytest.raises(ValueError, match=r"row 1: .* is no number"):
        one(Kind.DECIMAL, 1, number)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="rows of other lengths than its 2 columns"):
        replace(NOTHING, rows=(("a", "b"), ("a",)))


def test_columns_and_sheets_have_keys_of_their_own() -> None:
    with pytest.raises(ValueError, match="two columns with the same key"):
        Sheet("s", "S", (Column("a", "A"), Column("a", "B")), ())
    with pytest.raises(ValueError, match="same key"):
        replace(WORKBOOK, sheets=(MAIN, MAIN))


def test_a_sheet_has_columns() -> None:
    with pytest.raises(ValueError, match="0 columns"):
        Sheet("s", "S", (), ())


def test_a_chart_and_marks_name_columns_and_rows_that_exist() -> None:
    with pytest.raises(ValueError, match=r"no columns \['x'\]"):
        replace(NOTHING, chart=Chart(ChartKind.BAR, "t", "a", "a", ("x",)))
    with pytest.raises(ValueError, match=r"no columns \['x'\]"):
        replace(MAIN, example_marks=frozenset({(0, "x")}))
    with pytest.raises(ValueError, match="marks a row"):
        replace(MAIN, example_marks=frozenset({(3, None)}))


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    with pytest.raises(ValueError, match="3 rows; Excel holds 2"):
        texts("a", "b", "c")


def test_each_tone_has_a_shape_of_its_own() -> None:
    assert [Status(tone, "x").label[0] for tone in Tone] == ["●", "▲", "◆", "○"]
