"""The Excel file, read back: types, formats, tables, panes, print, charts, properties."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reporting.exports.tabular import text
from reporting.exports.tabular.sheets import Chart, ChartKind, Column, Kind, Link, PartialDate, Sheet, Status, Tone
from reporting.exports.tabular.workbook import render_workbook
from tests.exports.tabular.samples import CREATED, MAIN, NOTHING, PER_PERIOD, WORKBOOK, of, one, opened, texts


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_workbook(WORKBOOK)


@pytest.fixture(scope="module")
def main(content: bytes) -> Worksheet:
    return opened(content)["Tiltak"]


def column_of(sheet: Worksheet, header: str) -> str:
    return next(str(cell.column_letter) for cell in sheet[1] if cell.value == header)


def test_sheets_come_in_order_with_titles_excel_accepts(content: bytes) -> None:
    assert opened(content).sheetnames == [
        "Om", "Figurer", "Tiltak", "Status per periode", "Ingen treff her", "Kolonner"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "value", "number_format"),
    [
        ("Kode", "T01", "@"),
        ("Tiltak", "Kjernejournal æøå & co", "@"),
        ("Status", "◆ Kritisk", "@"),
        ("Start", datetime(2024, 10, 1), '"4. kv. "yyyy'),
        ("Start, siste mulige dag", datetime(2024, 12, 31), r"d\.m\.yyyy"),
        ("Frist", datetime(2023, 11, 4), r"d\.m\.yyyy"),
        ("Budsjett (mill. kr)", 1_250_000_001, "[<50000]#,##0.0##,,;#,##0.0,,"),
        ("Andel (%)", 0.385, r"0.0\ %"),
        ("Vekt", 2.5, "#,##0.00"),
        ("Milepæler (stk.)", 0, "#,##0"),
        ("Pålagt", "Ja", "@"),
        ("Begrunnelse", "To linjer:\nden andre", "@"),
        ("Endret", datetime(2026, 11, 23, 9, 5, 7), r"d\.m\.yyyy hh:mm"),
    ],
)
def test_a_value_keeps_its_type_and_gets_its_format(
    main: Worksheet, header: str, value: object, number_format: str
) -> None:
    cell = main[f"{column_of(main, header)}2"]
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.number_format == number_format


def test_what_is_not_stated_is_an_empty_cell_never_zero(main: Worksheet) -> None:
    assert [cell.value for cell in main[3]][:-1] == [None] * (main.max_column - 1)


def test_a_withheld_value_says_why_where_it_would_stand(main: Worksheet) -> None:
    cell = main[f"{column_of(main, 'Budsjett (mill. kr)')}4"]
    assert (cell.value, cell.data_type) == ("unntatt, offl. § 22", "s")
    assert cell.font.italic


def test_example_values_are_named_in_a_column_of_their_own(main: Worksheet) -> None:
    column = column_of(main, "Eksempeldata")
    assert [main[f"{column}{row}"].value for row in (2, 3, 4)] == [None, "Hele raden", "Frist"]


def test_a_link_leads_out_and_keeps_its_words(main: Worksheet) -> None:
    cell = main[f"{column_of(main, 'Tiltak')}2"]
    assert cell.hyperlink.target == "https://example.org/tiltak/T01/?a=1&b=2"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "/tiltak/T01/", "https://a b", "https:", "x" * 2_100, ""]
)
def test_an_address_that_is_not_plainly_outward_stays_text(url: str) -> None:
    cell = opened(render_workbook(of(one(Kind.LINK, Link("Ord", url)))))["En"]["A2"]
    assert (cell.value, cell.hyperlink) == ("Ord", None)


def test_a_sheet_is_a_table_with_filter_frozen_head_and_repeated_head(main: Worksheet) -> None:
    table = main.tables["tabell_tiltak"]
    assert table.ref == table.autoFilter.ref == "A1:N4"
    assert table.column_names == [cell.value for cell in main[1]]
    assert main.freeze_panes == "B2"
    assert main.print_title_rows == "$1:$1"
    assert main.merged_cells.ranges == set()


def test_a_sheet_prints_across_a_page_with_its_name_and_number(main: Worksheet) -> None:
    assert (main.page_setup.orientation, main.page_setup.paperSize) == ("landscape", 9)
    assert (main.page_setup.fitToWidth, main.page_setup.fitToHeight) == (1, 0)
    assert main.sheet_properties.pageSetUpPr.fitToPage
    assert main.oddHeader.left.text == "Register: æøå && <alt>"
    assert main.oddHeader.right.text == "Tiltak"
    assert main.oddFooter.right.text == "Side &P av &N"


def test_a_sheet_too_wide_for_a_page_is_printed_over_several_with_its_frozen_columns_on_each() -> None:
    columns = (Column("code", "Kode", width=10.0), *(Column(f"c{n}", f"Ord {n}", width=60.0) for n in range(6)))
    sheet = opened(render_workbook(of(Sheet("bredt", "Bredt", columns, [tuple("abcdefg")], frozen_columns=1))))["Bredt"]

    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


def test_the_last_possible_day_is_folded_away_beside_its_date(main: Worksheet) -> None:
    tucked = main.column_dimensions[column_of(main, "Start, siste mulige dag")]
    assert (tucked.hidden, tucked.outlineLevel) == (True, 1)


def test_status_colours_follow_the_shape_that_stands_with_the_word(main: Worksheet) -> None:
    column = column_of(main, "Status")
    rules = next(found.rules for found in main.conditional_formatting if str(found.sqref) == f"{column}2:{column}4")
    assert [rule.text for rule in rules] == ["●", "▲", "◆", "○"]
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 4


@pytest.mark.parametrize("tone", list(Tone))
def test_every_status_has_shape_and_word(tone: Tone) -> None:
    value = opened(render_workbook(of(one(Kind.STATUS, Status(tone, "Ord")))))["En"]["A2"].value
    assert str(value)[0] in "●▲◆○"
    assert str(value)[1:] == " Ord"


def test_the_front_says_what_it_is_and_links_to_the_parts(content: bytes) -> None:
    front = opened(content)["Om"]
    said = [cell.value for row in front for cell in row if cell.value]
    assert said[:6] == ["Register: æøå & <alt>", "Januar 2024 · 44 tiltak", "Stand per", "31.1.2024", "Kilde",
                        "=Statusrapport"]  # fmt: skip
    assert {"Ett tiltak mangler eier.", "Ingen: treff/her: 0 rader, 2 kolonner", "3 rader, 12 kolonner"} <= set(said)
    links = {cell.value: cell.hyperlink.location for row in front for cell in row if cell.hyperlink}
    assert links["Ingen treff her"] == "'Ingen treff her'!A1"


def test_columns_are_explained_on_a_sheet_of_their_own(content: bytes) -> None:
    rows = list(opened(content)["Kolonner"].iter_rows(values_only=True))
    assert rows[1:] == [("Tiltak", "Tiltak", "Navnet slik eieren har gitt det.")]


def test_a_workbook_without_explanations_and_charts_has_no_sheets_for_them() -> None:
    assert opened(render_workbook(of(NOTHING))).sheetnames == ["Om", "Ingen treff her"]


def test_the_file_carries_title_language_author_and_time(content: bytes) -> None:
    properties = opened(content).properties
    assert (properties.title, properties.language, properties.creator) == ("Register: æøå & <alt>", "nb-NO", "Samstyr")
    assert properties.created == properties.modified == CREATED.replace(tzinfo=None)


def test_a_file_of_the_first_day_there_is_can_be_written() -> None:
    earliest = datetime(1, 1, 1, tzinfo=ZoneInfo("Europe/Oslo"))
    assert opened(render_workbook(replace(of(NOTHING), created=earliest))).properties.created is not None


def test_a_sheet_without_rows_keeps_its_heads() -> None:
    sheet = opened(render_workbook(of(NOTHING)))["Ingen treff her"]
    assert [cell.value for cell in sheet[1]] == ["Navn", "navn (2)"]
    assert sheet.tables["tabell_ingen"].ref == "A1:B2"


@pytest.mark.parametrize(
    ("kind", "horizontal", "made"),
    [
        (ChartKind.BAR, False, ("BarChart", "col", "clustered")),
        (ChartKind.BAR, True, ("BarChart", "bar", "clustered")),
        (ChartKind.STACKED_BAR, False, ("BarChart", "col", "stacked")),
        (ChartKind.LINE, False, ("LineChart", None, "standard")),
    ],
)
def test_a_chart_is_native_and_points_at_its_cells(
    kind: ChartKind, horizontal: bool, made: tuple[str, str | None, str]
) -> None:
    chart = Chart(kind, "Funn", "I ord", "period", ("green", "red"), horizontal=horizontal)
    figures = opened(render_workbook(of(replace(PER_PERIOD, chart=chart))))["Figurer"]
    (found,) = figures._charts
    assert (type(found).__name__, getattr(found, "type", None), found.grouping) == made
    assert [series.val.numRef.f for series in found.series] == [
        "'Status per periode'!$B$2:$B$3", "'Status per periode'!$C$2:$C$3"
    ]  # fmt: skip
    assert [point.v for point in found.series[1].val.numRef.numCache.pt] == [1]
    assert found.x_axis.delete is False
    assert found.y_axis.delete is False
    assert [figures[f"A{row}"].value for row in (1, 2, 3)] == [
        "Funn",
        "I ord",
        "Tallene står i arket Status per periode",
    ]


def test_a_chart_without_rows_is_left_out() -> None:
    assert "Figurer" not in opened(render_workbook(of(replace(PER_PERIOD, rows=())))).sheetnames


def test_partial_dates_sort_as_dates_and_read_as_their_source() -> None:
    year = PartialDate("2025", date(2025, 1, 1), date(2025, 12, 31))
    years = PartialDate("2023–2024", date(2023, 1, 1), date(2024, 12, 31))
    day = PartialDate("4.11.2023", date(2023, 11, 4), date(2023, 11, 4))
    sheet = opened(render_workbook(of(one(Kind.PARTIAL_DATE, year, years, day, PartialDate("snart")))))["En"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4, 5)] == [
        datetime(2025, 1, 1), datetime(2023, 1, 1), datetime(2023, 11, 4), "snart"
    ]  # fmt: skip
    assert [sheet[f"A{row}"].number_format for row in (2, 3, 4)] == ["yyyy", 'yyyy"–2024"', r"d\.m\.yyyy"]


def test_words_that_no_format_can_hold_stay_words() -> None:
    values = [PartialDate(f'"{n}"', date(2024, 1, 1), date(2024, 2, 1)) for n in range(1)]
    values += [PartialDate("neste år", date(2024, 1, 1), date(2024, 12, 31))]
    values += [PartialDate(f"uke {n} av 2024", date(2024, 1, 1), date(2024, 2, 1)) for n in range(130)]
    sheet = opened(render_workbook(of(one(Kind.PARTIAL_DATE, *values))))["En"]
    found = [sheet[f"A{row}"].value for row in range(2, 134)]
    assert found[:2] == ['"0"', "neste år"]
    assert [type(value) for value in found[2:]] == [datetime] * 120 + [str] * 10


def test_what_excel_counts_wrongly_is_written_as_text() -> None:
    dates = opened(render_workbook(of(one(Kind.DATE, date(1900, 2, 28), date(1900, 3, 1)))))["En"]
    assert [dates["A2"].value, dates["A3"].value] == ["1900-02-28", datetime(1900, 3, 1)]
    numbers = opened(render_workbook(of(one(Kind.INTEGER, 10**15 - 1, 10**15, -(10**15)))))["En"]
    assert [numbers[f"A{row}"].value for row in (2, 3, 4)] == [10**15 - 1, str(10**15), str(-(10**15))]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_a_note() -> None:
    book = opened(render_workbook(of(texts("å" * 40_000, "𝔘" * 20_000, "b" * 32_767))))
    first, second, third = (str(book["Tekst"][f"A{row}"].value) for row in (2, 3, 4))
    assert text.units(first) == text.CELL_LIMIT
    assert text.units(second) in {text.CELL_LIMIT, text.CELL_LIMIT - 1}
    assert first.endswith("[forkortet, hele teksten står i CSV- og JSON-utgaven]")
    assert third == "b" * 32_767
    said = " ".join(str(cell.value) for row in book["Om"] for cell in row)
    assert "2 tekster var lengre enn en celle i Excel kan være, og er forkortet: A2, A3." in said


def test_other_languages_have_their_own_date_format_and_tag() -> None:
    book = opened(render_workbook(replace(of(one(Kind.DATE, date(2023, 11, 4))), language="en")))
    assert book["En"]["A2"].number_format == "[$-809]d mmm yyyy"
    assert book.properties.language == "en-GB"


def test_every_decimal_digit_that_excel_keeps_is_written() -> None:
    sheet = opened(render_workbook(of(one(Kind.DECIMAL, Decimal("0.1"), 0.1, 12, Decimal("1E+3")))))["En"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4, 5)] == [0.1, 0.1, 12, 1000]


def test_a_row_is_high_enough_for_its_text_and_a_column_wide_enough_for_its_words() -> None:
    sheet = opened(render_workbook(of(Sheet("s", "S", (Column("t", "T", width=20),), [("ord " * 40,), ("kort",)]))))[
        "S"
    ]
    assert (sheet.row_dimensions[2].height or 0) >= 8 * 15
    assert sheet.row_dimensions[3].height is None
    assert opened(render_workbook(of(MAIN)))["Tiltak"].column_dimensions["D"].width > len("▲ Noen utfordringer") - 9
