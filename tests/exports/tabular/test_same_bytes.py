"""The same content gives the same bytes, whenever and wherever; and twice the rows cost twice the work, not more."""

import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from types import FrameType
from typing import Any

import pytest
import time_machine

from reporting.exports.tabular.csvzip import render_csv_zip
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import Workbook
from reporting.exports.tabular.workbook import render_workbook
from tests.exports.tabular.samples import MAIN, WORKBOOK, many, of, opened

RENDERERS = pytest.mark.parametrize("render", [render_workbook, render_csv_zip, render_json])


@RENDERERS
def test_the_same_workbook_gives_the_same_bytes_at_any_time(render: Callable[[Workbook], bytes]) -> None:
    with time_machine.travel("2026-11-23 09:00", tick=False):
        first = render(WORKBOOK)
    with time_machine.travel("2031-05-17 23:59", tick=False):
        assert render(WORKBOOK) == first


@RENDERERS
def test_another_value_gives_other_bytes(render: Callable[[Workbook], bytes]) -> None:
    assert render(WORKBOOK) != render(
        replace(WORKBOOK, sheets=(replace(MAIN, rows=MAIN.rows[:1], example_marks=frozenset()),))
    )


@pytest.mark.parametrize("render", [render_workbook, render_csv_zip])
def test_nothing_in_the_zip_tells_when_or_where_it_was_made(render: Callable[[Workbook], bytes]) -> None:
    with zipfile.ZipFile(BytesIO(render(WORKBOOK))) as archive:
        assert archive.testzip() is None
        found = {(info.date_time, info.create_system, info.external_attr) for info in archive.infolist()}
    assert found == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}


def test_many_rows_are_all_there() -> None:
    sheet = opened(render_workbook(many(2_500)))["Mange"]
    assert sheet.max_row == 2_501
    assert [sheet[f"A{row}"].value for row in (2, 502, 2_501)] == ["T00000", "T00500", "T02499"]
    assert sheet["B2501"].hyperlink.target == "https://example.org/2499/"
    assert sheet.tables["tabell_mange"].ref == "A1:M2501"


def test_rows_that_do_not_fit_in_memory_go_by_way_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render_workbook(WORKBOOK)
    monkeypatch.setattr("reporting.exports.tabular.layout._IN_MEMORY", 10)
    assert render_workbook(WORKBOOK) == expected


@RENDERERS
def test_ten_times_the_rows_take_ten_times_the_calls_and_no_more(render: Callable[[Workbook], bytes]) -> None:
    few, lots = many(1_000), many(10_000)
    assert calls_of(lambda: render(lots)) < 10.2 * calls_of(lambda: render(few))


def test_a_workbook_of_nothing_is_still_a_file() -> None:
    assert opened(render_workbook(of())).sheetnames == ["Om"]


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of Python and C are called."""
    count = 0

    def on_event(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(on_event)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
