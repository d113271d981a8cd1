"""A workbook with one of everything, and doors to look into files."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as ExcelWorkbook

from reporting.exports.tabular.sheets import (
    Absent,
    CellValue,
    Chart,
    ChartKind,
    Column,
    Kind,
    Link,
    PartialDate,
    Sheet,
    Status,
    Tone,
    Workbook,
)

CREATED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RED = Status(Tone.RED, "Kritisk")
FOURTH_QUARTER = PartialDate("4. kv. 2024", date(2024, 10, 1), date(2024, 12, 31))
WITHHELD = Absent("withheld", "unntatt, offl. § 22")

COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Tiltak", Kind.LINK, help="Navnet slik eieren har gitt det."),
    Column("status", "Status", Kind.STATUS),
    Column("start", "Start", Kind.PARTIAL_DATE),
    Column("deadline", "Frist", Kind.DATE),
    Column("budget", "Budsjett", Kind.KRONER),
    Column("share", "Andel", Kind.PERCENT),
    Column("weight", "Vekt", Kind.DECIMAL, decimals=2),
    Column("count", "Milepæler", Kind.INTEGER, unit="stk."),
    Column("binding", "Pålagt", Kind.BOOLEAN),
    Column("why", "Begrunnelse", Kind.LONG_TEXT),
    Column("changed", "Endret", Kind.MOMENT),
)
FULL: tuple[CellValue, ...] = (
    "T01",
    Link("Kjernejournal æøå & co", "https://example.org/tiltak/T01/?a=1&b=2"),
    RED,
    FOURTH_QUARTER,
    date(2023, 11, 4),
    1_250_000_001,
    0.385,
    Decimal("2.50"),
    0,
    True,
    "To linjer:\nden andre",
    datetime(2026, 11, 23, 9, 5, 7),
)
EMPTY: tuple[CellValue, ...] = (None,) * len(COLUMNS)
WITHOUT_BUDGET = (*FULL[:5], WITHHELD, *FULL[6:])
MAIN = Sheet(
    "tiltak",
    "Tiltak",
    COLUMNS,
    (FULL, EMPTY, WITHOUT_BUDGET),
    notes=("Ett tiltak mangler eier.",),
    example_marks=frozenset({(1, None), (2, "deadline")}),
)
PER_PERIOD = Sheet(
    "perioder",
    "Status per periode",
    (
        Column("period", "Periode"),
        Column("green", "● Under kontroll", Kind.INTEGER),
        Column("red", "◆ Kritisk", Kind.INTEGER),
    ),
    (("2023-3", 14, 1), ("2024-1", 17, None)),
    chart=Chart(
        ChartKind.STACKED_BAR,
        "Flere er under kontroll",
        "Stablet stolpediagram: 14, så 17 under kontroll.",
        "period",
        ("green", "red"),
        (Tone.GREEN, Tone.RED),
    ),
)
NOTHING = Sheet("ingen", "Ingen: treff/her", (Column("a", "Navn"), Column("b", "navn")), ())
WORKBOOK = Workbook(
    "Register: æøå & <alt>",
    "Januar 2024 · 44 tiltak",
    "nb",
    CREATED,
    (("Stand per", "31.1.2024"), ("Kilde", "=Statusrapport")),
    (MAIN, PER_PERIOD, NOTHING),
)


def of(*sheets: Sheet) -> Workbook:
    """The workbook with other sheets."""
    return replace(WORKBOOK, sheets=sheets)


def texts(*values: CellValue) -> Sheet:
    """A sheet with one column of text."""
    return Sheet("tekst", "Tekst", (Column("text", "Tekst", Kind.LONG_TEXT),), [(value,) for value in values])


def one(kind: Kind, *values: CellValue) -> Sheet:
    """A sheet with one column of a kind."""
    return Sheet("en", "En", (Column("value", "Verdi", kind),), [(value,) for value in values])


def many(rows: int) -> Workbook:
    """A workbook of many different rows."""

    def row(index: int) -> Sequence[CellValue]:
        return (
            f"T{index:05}",
            Link(f"Tiltak {index}", f"https://example.org/{index}/"),
            RED,
            FOURTH_QUARTER,
            date(2024, 1, 1) + timedelta(index % 900),
            index * 1_000,
            index / rows,
            Decimal(index),
            index,
            index % 2 == 0,
            f"-{index} æøå",
            CREATED,
        )

    return of(Sheet("mange", "Mange", COLUMNS, [row(index) for index in range(rows)]))


def opened(content: bytes) -> ExcelWorkbook:
    """The file as openpyxl reads it."""
    return load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(part: bytes) -> Element:
    """XML as a tree, without name spaces."""
    root: Element = ElementTree.fromstring(part)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in list(element.attrib):
            element.attrib[name.rpartition("}")[2]] = element.attrib.pop(name)
    return root
