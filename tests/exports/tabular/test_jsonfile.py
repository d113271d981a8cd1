"""The JSON: canonical, exact, and saying why a value is not there."""

import json
from decimal import Decimal
from typing import Any

import pytest

from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import CellValue, Kind, PartialDate
from tests.exports.tabular.samples import WITHHELD, WORKBOOK, of, one, texts


def read(content: bytes) -> Any:
    return json.loads(content, parse_float=Decimal)


def rows_of(kind: Kind, *values: CellValue) -> list[Any]:
    return [row["values"]["value"] for row in read(render_json(of(one(kind, *values))))["sheets"][0]["rows"]]


def test_it_says_what_it_is() -> None:
    content = read(render_json(WORKBOOK))
    assert (content["format"], content["version"]) == ("samstyr-tables", 1)
    assert (content["title"], content["language"]) == ("Register: æøå & <alt>", "nb")
    assert content["created"] == "2026-11-23T09:30:00+00:00"
    assert content["facts"][0] == {"label": "Stand per", "value": "31.1.2024"}
    assert [sheet["key"] for sheet in content["sheets"]] == ["tiltak", "perioder", "ingen"]
    assert content["sheets"][0]["columns"][5] == {
        "key": "budget", "title": "Budsjett", "kind": "kroner", "unit": "kr", "help": ""
    }  # fmt: skip
    assert content["sheets"][1]["chart"]["series"] == ["green", "red"]


def test_a_row_holds_its_values_exactly() -> None:
    row = read(render_json(WORKBOOK))["sheets"][0]["rows"][0]
    assert row == {
        "values": {
            "code": "T01",
            "name": {"text": "Kjernejournal æøå & co", "url": "https://example.org/tiltak/T01/?a=1&b=2"},
            "status": {"code": "red", "word": "Kritisk"},
            "start": {"text": "4. kv. 2024", "earliest": "2024-10-01", "latest": "2024-12-31"},
            "deadline": "2023-11-04",
            "budget": 1_250_000_001,
            "share": Decimal("0.385"),
            "weight": Decimal("2.50"),
            "count": 0,
            "binding": True,
            "why": "To linjer:\nden andre",
            "changed": "2026-11-23T09:05:07",
        }
    }


def test_what_is_not_stated_is_null_and_example_data_is_marked() -> None:
    row = read(render_json(WORKBOOK))["sheets"][0]["rows"][1]
    assert set(row["values"].values()) == {None}
    assert row["example"] is True


def test_a_withheld_value_is_null_with_its_reason_beside_it() -> None:
    row = read(render_json(WORKBOOK))["sheets"][0]["rows"][2]
    assert row["values"]["budget"] is None
    assert row["absent"] == {"budget": {"reason": "withheld", "text": "unntatt, offl. § 22"}}
    assert row["example"] == ["deadline"]
    assert WITHHELD.reason == "withheld"


@pytest.mark.parametrize("number", [10**30, -(10**18), Decimal("0.1234567890123456789"), Decimal("1E+3"), 0.1])
def test_no_digit_of_a_number_is_lost(number: int | float | Decimal) -> None:
    expected = Decimal(str(number))
    assert rows_of(Kind.DECIMAL, number) == [expected]


def test_bounds_that_are_not_known_are_null() -> None:
    assert rows_of(Kind.PARTIAL_DATE, PartialDate("snart")) == [{"text": "snart", "earliest": None, "latest": None}]


def test_a_link_column_may_hold_plain_words() -> None:
    assert rows_of(Kind.LINK, "ord") == [{"text": "ord", "url": None}]


def test_long_text_is_whole_and_formulas_are_just_text() -> None:
    values = ["æ" * 100_000, "=1+1"]
    rows = read(render_json(of(texts(*values))))["sheets"][0]["rows"]
    assert [row["values"]["text"] for row in rows] == values


def test_it_is_canonical_and_ends_its_line() -> None:
    content = render_json(WORKBOOK)
    plain = json.dumps(read(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    assert content.decode().replace("0.385", '"0.385"').replace(":2.50", ':"2.50"') == plain + "\n"
