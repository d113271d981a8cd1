"""A large register stays a spreadsheet one can read: the initiatives alone, and it says what is left out and where."""

import io

import pytest
from openpyxl import load_workbook

from reporting.exports import register_workbook as made
from reporting.exports.tabular.workbook import render_workbook
from tests.build import record, slice_

PARTS = [slice_(f"T{n}") for n in range(3)]


def titles(book: object) -> list[str]:
    return load_workbook(io.BytesIO(render_workbook(book))).sheetnames  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_register_of_ordinary_size_holds_every_sheet() -> None:
    assert "Milepæler" in titles(made.readable_register(record(*PARTS), None, "nb"))


@pytest.mark.django_db
def test_a_large_register_holds_the_initiatives_and_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "LARGE", 2)

    book = made.readable_register(record(*PARTS), None, "nb")

    assert titles(book)[:2] == ["Om", "Tiltak"]
    assert "Milepæler" not in titles(book)
    assert any("CSV og JSON" in value for _, value in book.facts)


@pytest.mark.django_db
def test_the_data_formats_hold_everything_whatever_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "LARGE", 2)

    assert "milepaeler" in [sheet.key for sheet in made.whole_register(record(*PARTS), None, "nb").sheets]
