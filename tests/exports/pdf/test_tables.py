"""Tables: one structure whatever the number of pages, each row once, spans and heads as they should be."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.exports.pdf import elements as e
from reporting.exports.pdf.document import Meta, build
from reporting.exports.pdf.grid import Column, column_widths
from tests.exports.pdf import samples
from tests.exports.pdf.reader import Reading, Seen, read
from tests.work import calls

Read = Callable[..., Reading]
TWO = [Column("Navn", row_header=True), Column("Verdi", align="right")]


def body_texts(tree: Seen) -> list[list[str]]:
    """Words of each body row, cell by cell."""
    return [[cell.text.strip() for cell in row.kids] for row in tree.one("TBody").kids]


def test_a_table_has_head_body_and_scopes(reading: Read) -> None:
    tree = reading(e.table(TWO, [["a", "1"], ["b", "2"]], caption="To rader")).tree

    row = ("TR", "TH", "TD")
    assert tree.outline() == ("Document", ("Table", "Caption", ("THead", ("TR", "TH", "TH")), ("TBody", row, row)))
    assert [each.attributes["Scope"] for each in tree.all("TH")] == ["/Column", "/Column", "/Row", "/Row"]
    assert body_texts(tree) == [["a", "1"], ["b", "2"]]


def test_a_long_table_is_one_table_and_its_repeated_heads_are_artifacts(reading: Read) -> None:
    seen = reading(e.table(TWO, [[f"rad {n}", str(n)] for n in range(120)]))

    assert len(seen.pdf.pages) > 2
    assert len(seen.tree.one("THead").kids) == 1
    assert body_texts(seen.tree) == [[f"rad {n}", str(n)] for n in range(120)]
    heads = [any("NavnVerdi" in text for text in page) for page in seen.artifacts]
    assert heads == [False] + [True] * (len(seen.pdf.pages) - 1)


def test_links_and_blocks_in_a_repeated_head_are_silent_the_second_time(reading: Read) -> None:
    head: list[list[e.CellValue]] = [[e.link("Navn", "https://example.org/"), [e.paragraph(e.pill("ok", "Verdi"))]]]
    seen = reading(e.table(TWO, [[f"rad {n}", str(n)] for n in range(120)], head=head))

    assert sum(len(page.get("/Annots", [])) for page in seen.pdf.pages) == 1
    assert [each.text for each in seen.tree.one("THead").all("TH")] == ["Navn", "Verdi"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 90), st.booleans()), min_size=1, max_size=60), st.integers(0, 600), st.booleans()
)
def test_every_row_is_there_once_whatever_the_heights(
    meta: Meta, rows: list[tuple[int, bool]], space: int, landscape: bool
) -> None:
    values: list[list[e.CellValue]] = []
    for n, (words, block) in enumerate(rows):
        text = " ".join([f"rad{n}", *(f"o{i}" for i in range(words * 9))])
        values.append([e.paragraph(text) if block else text, str(n)])
    story = [e.spacer(space / 2), e.table(TWO, values)]
    tree = read(build(story, meta, orientation="landscape" if landscape else "portrait")).tree

    found = [(row[0].split()[0], len(row[0].split()), row[1]) for row in body_texts(tree)]
    assert found == [(f"rad{n}", words * 9 + 1, str(n)) for n, (words, _) in enumerate(rows)]


def test_a_cell_of_three_thousand_characters_is_cut_over_pages_and_stays_one_cell(reading: Read) -> None:
    narrow = [Column("Smal", width=70), Column("Bred")]
    seen = reading(e.heading("Før", 1), e.table(narrow, [[samples.LONG, "kort"], ["etter", samples.LONG]]))

    assert len(seen.pdf.pages) > 2
    rows = body_texts(seen.tree)
    assert [len(row) for row in rows] == [2, 2]
    assert rows[0][0].split() == samples.LONG.split()
    assert rows[1][1].split() == samples.LONG.split()


def test_spans_are_in_the_structure(reading: Read) -> None:
    rows: list[list[e.CellValue]] = [
        [e.Cell("gruppe", colspan=3, header="row")],
        [e.Cell("to ned", rowspan=2), "1", "2"],
        [e.Cell("to bort", colspan=2)],
    ]
    tree = reading(e.table([Column("A"), Column("B"), Column("C")], rows)).tree

    found = [
        [
            (cell.tag, cell.text, cell.attributes.get("ColSpan", 1), cell.attributes.get("RowSpan", 1))
            for cell in row.kids
        ]
        for row in tree.one("TBody").kids
    ]
    assert found == [
        [("TH", "gruppe", 3, 1)],
        [("TD", "to ned", 1, 2), ("TD", "1", 1, 1), ("TD", "2", 1, 1)],
        [("TD", "to bort", 2, 1)],
    ]


def test_rows_under_a_spanning_cell_stay_together(reading: Read) -> None:
    rows: list[list[e.CellValue]] = []
    for n in range(40):
        rows += [[e.Cell(f"gruppe {n}", rowspan=3), "a"], ["b"], ["c"]]
    seen = reading(e.table([Column("A"), Column("B")], rows))

    pages = [[cell.page for cell in row.kids] for row in seen.tree.one("TBody").kids]
    assert len(seen.pdf.pages) > 2
    for n in range(40):
        assert len({page for row in pages[3 * n : 3 * n + 3] for page in row}) == 1


def test_a_spanning_cell_longer_than_a_page_loses_no_words(reading: Read) -> None:
    rows: list[list[e.CellValue]] = [[e.Cell(samples.LONG * 4, rowspan=2), "a"], ["b"]]
    tree = reading(e.table([Column("A", width=120), Column("B")], rows)).tree

    assert tree.one("TBody").kids[0].kids[0].text.split() == (samples.LONG * 4).split()


@pytest.mark.parametrize(
    "rows", [[["a"]], [["a", "b", "c"]], [[e.Cell("a", colspan=3)]], [[e.Cell("a", rowspan=2), "b"]]]
)
def test_rows_that_do_not_fill_the_columns_are_refused(meta: Meta, rows: list[list[e.CellValue]]) -> None:
    with pytest.raises(ValueError, match=r"columns|spans"):
        build([e.table(TWO, rows)], meta)


def test_a_heading_in_a_cell_is_refused(meta: Meta) -> None:
    with pytest.raises(ValueError, match="heading"):
        build([e.table(TWO, [[e.heading("x", 1), "1"]])], meta)


def test_an_empty_table_says_so(reading: Read) -> None:
    tree = reading(e.table(TWO, [], empty="Ingen tiltak")).tree

    assert body_texts(tree) == [["Ingen tiltak"]]
    assert tree.one("TD").attributes["ColSpan"] == 2


def test_a_cell_in_another_language_carries_it(reading: Read) -> None:
    tree = reading(e.table(TWO, [["a", e.Cell("Value", lang="en")]])).tree

    assert tree.one("TD").entries["Lang"] == "en"


def test_short_columns_share_the_room_left_over() -> None:
    rows = [["T001", "Kritisk", "kort"], ["T002", "Under kontroll", "kort"]]
    widths = column_widths(
        [Column("Kode"), Column("Status"), Column("Årsak")], [["Kode", "Status", "Årsak"]], rows, 493
    )

    assert sum(widths) == pytest.approx(493)
    assert max(widths) < 3 * min(widths)


def test_the_work_grows_with_the_rows_and_not_their_square(meta: Meta) -> None:
    def work(rows: int) -> int:
        return calls(lambda: build([samples.register(rows)], meta))

    work(10)
    assert work(800) < 9 * work(100)


def test_column_widths_fill_the_page_and_give_long_texts_more() -> None:
    columns = [Column("Kode"), Column("Tiltak"), Column("Fast", width=60)]
    widths = column_widths(columns, [["Kode", "Tiltak", "Fast"]], [["T1", "et langt navn på et tiltak " * 4, "x"]], 493)

    assert sum(widths) == pytest.approx(493)
    assert widths[2] == pytest.approx(60)
    assert widths[1] > 3 * widths[0]
