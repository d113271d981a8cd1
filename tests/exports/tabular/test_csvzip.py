"""The delimited text: the same values for machines, in a form that archives keep."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from reporting.exports.tabular.csvzip import render_csv, render_csv_zip
from reporting.exports.tabular.sheets import CellValue, Kind, Link, PartialDate
from tests.exports.tabular.samples import MAIN, NOTHING, WITHHELD, WORKBOOK, of, one, parts

ROW = {
    "Kode": "T01",
    "Tiltak": "Kjernejournal æøå & co",
    "Tiltak, adresse": "https://example.org/tiltak/T01/?a=1&b=2",
    "Status": "Kritisk",
    "Status, kode": "red",
    "Start": "4. kv. 2024",
    "Start, første mulige dag": "2024-10-01",
    "Start, siste mulige dag": "2024-12-31",
    "Frist": "2023-11-04",
    "Budsjett (kr)": "1250000001",
    "Andel (andel av 1)": "0.385",
    "Vekt": "2.50",
    "Milepæler (stk.)": "0",
    "Pålagt": "true",
    "Begrunnelse": "To linjer:\nden andre",
    "Endret": "2026-11-23T09:05:07",
    "Mangler": "",
    "Eksempeldata": "",
}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_row_reads_back_as_the_values_that_went_in() -> None:
    assert table(render_csv(MAIN, "nb"))[0] == ROW


def test_what_is_not_stated_is_empty_and_never_zero() -> None:
    assert set(table(render_csv(MAIN, "nb"))[1].values()) == {"", "Hele raden"}


def test_a_withheld_value_is_empty_and_its_reason_stands_apart() -> None:
    row = table(render_csv(MAIN, "nb"))[2]
    assert row == ROW | {"Budsjett (kr)": "", "Mangler": "Budsjett: unntatt, offl. § 22", "Eksempeldata": "Frist"}


def test_columns_for_reasons_and_examples_come_only_where_there_are_any() -> None:
    plain = replace(MAIN, rows=MAIN.rows[:1], example_marks=frozenset())
    assert list(table(render_csv(plain, "nb"))[0]) == list(ROW)[:-2]


@pytest.mark.parametrize(
    ("kind", "value", "spelled"),
    [
        (Kind.DECIMAL, Decimal("12345678901234567890.123"), ["12345678901234567890.123"]),
        (Kind.DECIMAL, Decimal("1E+2"), ["100"]),
        (Kind.DECIMAL, 0.1, ["0.1"]),
        (Kind.INTEGER, 10**20, ["100000000000000000000"]),
        (Kind.BOOLEAN, False, ["false"]),
        (Kind.MOMENT, datetime(2026, 1, 2, 3, 4, tzinfo=UTC), ["2026-01-02T03:04:00+00:00"]),
        (Kind.DATE, date(850, 1, 2), ["0850-01-02"]),
        (Kind.LINK, "bare ord", ["bare ord", ""]),
        (Kind.LINK, Link("a", "mailto:x@y.no"), ["a", "mailto:x@y.no"]),
        (Kind.PARTIAL_DATE, PartialDate("snart"), ["snart", "", ""]),
        (Kind.TEXT, 'semikolon; og "sitat"', ['semikolon; og "sitat"']),
        (Kind.KRONER, WITHHELD, ["", "Verdi: unntatt, offl. § 22"]),
    ],
)
def test_each_kind_is_spelled_for_machines(kind: Kind, value: CellValue, spelled: list[str]) -> None:
    assert list(table(render_csv(one(kind, value), "nb"))[0].values()) == spelled


def test_a_decimal_comma_is_there_for_those_who_ask() -> None:
    assert table(render_csv(one(Kind.DECIMAL, 38.5), "nb", decimal_mark=","))[0] == {"Verdi": "38,5"}


def test_the_file_is_utf8_with_mark_semicolons_and_crlf() -> None:
    assert render_csv(one(Kind.TEXT, "æøå"), "nb") == b"\xef\xbb\xbfVerdi\r\n" + "æøå\r\n".encode()


def test_the_zip_has_a_file_for_each_sheet_and_a_readme_that_says_how_to_read_them() -> None:
    members = parts(render_csv_zip(WORKBOOK))
    assert list(members) == ["LESMEG.txt", "01-tiltak.csv", "02-perioder.csv", "03-ingen.csv"]
    assert members["01-tiltak.csv"] == render_csv(MAIN, "nb")
    readme = members["LESMEG.txt"].decode("utf-8-sig")
    for words in ("Stand per: 31.1.2024", "01-tiltak.csv: Tiltak", "Ett tiltak mangler eier.", "desimalpunktum",
                  "Tiltak: Navnet slik eieren har gitt det.", "foran, så regneark ikke"):  # fmt: skip
        assert words in readme


def test_a_sheet_without_rows_is_its_header() -> None:
    assert parts(render_csv_zip(of(NOTHING)))["01-ingen.csv"].decode("utf-8-sig") == "Navn;navn (2)\r\n"
