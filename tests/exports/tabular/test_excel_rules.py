"""What Excel demands of the XML and repairs, with a warning to the reader, where it is broken."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.escape import unescape

from reporting.exports.tabular.sheets import Column, Kind, Sheet, Workbook
from reporting.exports.tabular.workbook import render_workbook
from tests.exports.tabular.samples import WORKBOOK, many, of, parts, texts, tree

_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
    "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "drawing", "legacyDrawing", "tableParts",
]  # fmt: skip
THREE = (Column("x", "=Navn"), Column("y", "NAVN\nto"), Column("z", "navn to _x0041_"))
AWKWARD = of(
    Sheet("a b", "Ark'", THREE, (("1", "2", "3"),)),
    Sheet("A-B", "ark'", (Column("x", "Navn " * 90), Column("y", "Navn " * 90, Kind.KRONER)), (("&<>\"'", -1),)),
    Sheet("history", "History", (Column("x", ""),), ()),
    Sheet("r1c1", "[a]:*?/\\b" * 5, (Column("x", "A1"),), (("  \n",),)),
    Sheet("empty", "'", (Column("x", "R1C1"), Column("y", "Dato", Kind.PARTIAL_DATE)), ((None, None),)),
)  # fmt: skip


@pytest.fixture(scope="module", params=["sample", "awkward", "many"])
def members(request: pytest.FixtureRequest) -> dict[str, bytes]:
    books: dict[str, Workbook] = {"sample": WORKBOOK, "awkward": AWKWARD, "many": many(120)}
    return parts(render_workbook(books[request.param]))


def worksheets(members: dict[str, bytes]) -> dict[str, Element]:
    names = sorted(
        (name for name in members if name.startswith("xl/worksheets/sheet")), key=lambda name: (len(name), name)
    )
    return {name: tree(members[name]) for name in names}


def relations(members: dict[str, bytes], name: str) -> dict[str, Element]:
    folder, _, file = name.rpartition("/")
    found = members.get(f"{folder}/_rels/{file}.rels")
    return {one.attrib["Id"]: one for one in tree(found)} if found else {}


def cell_text(cell: Element) -> str:
    return str(unescape("".join(part.text or "" for part in cell.iter("t"))))


def test_parts_of_a_sheet_come_in_the_order_of_the_schema(members: dict[str, bytes]) -> None:
    for sheet in worksheets(members).values():
        positions = [_ORDER.index(part.tag) for part in sheet]
        assert positions == sorted(positions)


def test_rows_and_cells_ascend_and_each_cell_stands_in_its_row(members: dict[str, bytes]) -> None:
    for sheet in worksheets(members).values():
        rows = sheet.findall("sheetData/row")
        assert [int(row.attrib["r"]) for row in rows] == list(range(1, len(rows) + 1))
        for row in rows:
            bounds = [range_boundaries(cell.attrib["r"]) for cell in row]
            assert {bound[1] for bound in bounds} <= {int(row.attrib["r"])}
            columns = [bound[0] or 0 for bound in bounds]
            assert columns == sorted(set(columns))


def test_every_cell_has_a_style_that_exists(members: dict[str, bytes]) -> None:
    styles = len(tree(members["xl/styles.xml"]).findall("cellXfs/xf"))
    numbers = {int(cell.attrib["s"]) for sheet in worksheets(members).values() for cell in sheet.iter("c")}
    assert max(numbers) < styles


def test_no_cell_holds_a_formula_and_types_are_text_or_number(members: dict[str, bytes]) -> None:
    for sheet in worksheets(members).values():
        assert sheet.find(".//f") is None
        assert {cell.attrib.get("t", "n") for cell in sheet.iter("c")} <= {"inlineStr", "n"}


def test_table_columns_are_the_header_cells_and_unique(members: dict[str, bytes]) -> None:
    for name, sheet in worksheets(members).items():
        for part in sheet.findall("tableParts/tablePart"):
            target = relations(members, name)[part.attrib["id"]].attrib["Target"]
            table = tree(members[target.lstrip("/")])
            names = [unescape(column.attrib["name"]) for column in table.iter("tableColumn")]
            assert names == [cell_text(cell) for cell in sheet.findall("sheetData/row")[0]]
            assert len({one.casefold() for one in names}) == len(names)
            assert all(0 < len(one) <= 255 and "\n" not in one for one in names)
            assert [column.attrib["id"] for column in table.iter("tableColumn")] == [
                str(n + 1) for n in range(len(names))
            ]
            left, top, right, bottom = (bound or 0 for bound in range_boundaries(table.attrib["ref"]))
            assert (left, top, right) == (1, 1, len(names))
            assert bottom == max(2, len(sheet.findall("sheetData/row")))


def test_tables_have_valid_unique_names_and_numbers(members: dict[str, bytes]) -> None:
    tables = [tree(content) for name, content in members.items() if name.startswith("xl/tables/")]
    names = [table.attrib["displayName"].casefold() for table in tables]
    assert len(set(names)) == len(names) == len({table.attrib["id"] for table in tables})
    assert all(re.fullmatch(r"tabell_\w{1,240}", name, re.ASCII) for name in names)


def test_sheet_titles_are_short_unique_and_free_of_what_excel_forbids(members: dict[str, bytes]) -> None:
    titles = [sheet.attrib["name"] for sheet in tree(members["xl/workbook.xml"]).findall("sheets/sheet")]
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", title)
        assert title.casefold() != "history"


def test_defined_names_point_at_sheets_that_exist(members: dict[str, bytes]) -> None:
    book = tree(members["xl/workbook.xml"])
    titles = [sheet.attrib["name"] for sheet in book.findall("sheets/sheet")]
    names = book.findall("definedNames/definedName")
    assert names
    for name in names:
        title = titles[int(name.attrib["localSheetId"])].replace("'", "''")
        assert (name.attrib["name"], name.text) == ("_xlnm.Print_Titles", f"'{title}'!$1:$1")


def test_every_relation_leads_to_a_part_and_only_links_lead_out(members: dict[str, bytes]) -> None:
    for name, content in members.items():
        if name.endswith(".rels"):
            found = list(tree(content))
            assert len({one.attrib["Id"] for one in found}) == len(found)
            for one in found:
                if one.attrib.get("TargetMode") == "External":
                    assert one.attrib["Type"].endswith("/hyperlink")
                elif one.attrib["Target"].startswith("/"):
                    assert one.attrib["Target"][1:] in members
    assert not [name for name in members if "externalLink" in name or "vba" in name.lower()]


def test_links_have_a_relation_or_a_place(members: dict[str, bytes]) -> None:
    for name, sheet in worksheets(members).items():
        known = relations(members, name)
        for link in sheet.iter("hyperlink"):
            assert ("location" in link.attrib) != (link.attrib.get("id") in known)


def test_headers_and_footers_keep_within_excels_length(members: dict[str, bytes]) -> None:
    for sheet in worksheets(members).values():
        assert all(len(part.text or "") <= 255 for part in sheet.find("headerFooter") or [])


def test_number_formats_are_fewer_than_excel_takes() -> None:
    styles = tree(parts(render_workbook(WORKBOOK))["xl/styles.xml"])
    assert len(styles.findall("numFmts/numFmt")) < 200


def test_a_very_long_title_full_of_signs_fits_the_page_head() -> None:
    content = render_workbook(replace(WORKBOOK, title="&" * 500, subtitle="a&" * 500))
    for sheet in worksheets(parts(content)).values():
        assert all(len(part.text or "") <= 255 for part in sheet.find("headerFooter") or [])


def test_charts_have_words_for_those_who_do_not_see_them(members: dict[str, bytes]) -> None:
    for name, content in members.items():
        if name.startswith("xl/drawings/drawing"):
            (properties,) = tree(content).iter("cNvPr")
            assert properties.attrib["title"] == "Flere er under kontroll"
            assert properties.attrib["descr"] == "Stablet stolpediagram: 14, så 17 under kontroll."


def test_text_that_looks_like_an_escape_is_escaped_for_excel() -> None:
    sheet = worksheets(parts(render_workbook(of(texts("_x0041_ og _x000D_")))))["xl/worksheets/sheet2.xml"]
    raw = sheet.findall("sheetData/row")[1].find("c/is/t")
    assert raw is not None
    assert raw.text == "_x005F_x0041_ og _x005F_x000D_"


def test_wide_sheets_pass_the_twenty_sixth_column() -> None:
    wide = Sheet("w", "W", tuple(Column(f"c{n}", f"K{n}") for n in range(60)), (tuple(str(n) for n in range(60)),))
    row = worksheets(parts(render_workbook(of(wide))))["xl/worksheets/sheet2.xml"].findall("sheetData/row")[1]
    assert [cell.attrib["r"] for cell in row] == [f"{get_column_letter(n + 1)}2" for n in range(60)]


def test_the_sample_has_what_the_rules_are_about() -> None:
    members = parts(render_workbook(WORKBOOK))
    assert {"xl/tables/table1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"} <= set(members)
