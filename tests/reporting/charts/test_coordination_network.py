"""The network as shapes and as a page part: links one can reach, words in order, and a table that says the same."""

import re
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from lxml import html

from reporting.charts.coordination_network import Drawing, drawing, path
from reporting.domain.figures.coordination_layout import Column, Lane, NetEdge, NetNode, Point, lay_out
from reporting.pages.coordination_network import heading, mark_word

TODAY = date(2026, 11, 23)
LIST = NetNode("T001", "Pasientens legemiddelliste", "Helsedirektoratet", date(2027, 12, 31), False, True, "T001")
GIVER = NetNode("T004", "PLL – SFM", "Norsk helsenett", date(2026, 12, 31), False, False, "T004")
OUTSIDE = NetNode("X1", "EPJ-leverandører", "leverandør", None, True, False)
EXAMPLE = NetNode("E01", "Example service", "KS", date(2026, 12, 31), False, False, "E01", "en", True)
EDGES = (
    NetEdge("D1", "T004", "T001", "crit"),
    NetEdge("D2", "X1", "T001", "soft", True),
    NetEdge("D3", "E01", "T001", "warn"),
)


def drawn(nodes: Iterable[NetNode] = (LIST, GIVER, OUTSIDE, EXAMPLE), edges: Iterable[NetEdge] = EDGES) -> Drawing:
    nodes = list(nodes)
    return drawing(
        lay_out(nodes, edges, TODAY),
        heading=heading,
        mark=mark_word,
        names={each.key: f"{each.label}, {each.sub}." for each in nodes},
        urls={each.key: f"/tiltak/{each.key}/" for each in nodes if not each.external},
    )


def end(node: NetNode) -> SimpleNamespace:
    url = "" if node.external else f"/tiltak/{node.key}/"
    return SimpleNamespace(name=node.label, url=url, language=node.language, code=node.code, example=node.example)


def rendered(shapes: Drawing) -> Any:
    rows = [
        SimpleNamespace(
            receiver=end(LIST), giver=end(GIVER), what="Moden <SFM>", language="nb", url="/avtaler/D1/", need_by="2026",
            promised="–", state="Foreslått", tone="open", danger=True,
        ),
        SimpleNamespace(
            receiver=end(LIST), giver=end(OUTSIDE), what="Integrasjon", language="nb", url="", need_by="–",
            promised="–", state="Notert", tone="", danger=False,
        ),
    ]  # fmt: skip
    network = {"id": "nett", "finding": "Én avtale er i fare", "note": "", "drawing": shapes, "rows": rows}
    return html.fromstring(render_to_string("reporting/_coordination_network.html", {"network": network}))


def test_boxes_stand_under_their_headings_with_words_where_they_fit() -> None:
    shapes = drawn()
    assert [(head.words, [box.name for box in head.boxes]) for head in shapes.columns] == [
        ("Uten dato", ["EPJ-leverandører, leverandør."]),
        ("2026 · nå", ["Example service, KS.", "PLL – SFM, Norsk helsenett."]),
        ("2027", ["Pasientens legemiddelliste, Helsedirektoratet."]),
    ]
    box = shapes.columns[2].boxes[0]
    assert box.classes == "node node--risk" and box.lines[0].words == "Pasientens legemiddelliste"
    assert (box.sub.words, box.mark.words, box.mark_classes) == ("Helsedirektoratet", "T001", "t-sub t-end")
    assert float(box.mark.x) == float(box.x) + float(box.width) - 10


def test_an_example_is_marked_and_what_is_outside_is_dashed() -> None:
    shapes = drawn()
    outside, (example, _) = shapes.columns[0].boxes[0], shapes.columns[1].boxes
    assert outside.classes == "node node--ext" and outside.url == ""
    assert (example.mark.words, example.mark_classes, example.language) == ("eksempel", "t-sub t-end t-warn", "en")


def test_edges_carry_their_tone_and_whether_they_are_agreed() -> None:
    lines = drawn().lines
    assert [(line.classes, line.head_classes) for line in lines] == [
        ("s-soft dash", "f-edge"),
        ("s-warn", "f-warn"),
        ("s-crit", "f-crit"),
    ]


def test_every_number_is_written_as_svg_reads_it() -> None:
    for line in drawn().lines:
        assert re.fullmatch(r"M[\d. ]+(?:[CH][\d. ]+)+", line.path)
        assert re.fullmatch(r"M[\d. ]+l-8-4v8Z", line.head)


def test_level_stretches_are_straight_lines() -> None:
    points = (Point(0, 5), Point(10, 5), Point(10, 5), Point(20, 5), Point(25, 5), Point(25, 9), Point(30, 9.25))
    assert path(points) == "M0 5H20C25 5 25 9 30 9.2"


def test_an_edge_against_time_points_to_the_left_and_the_key_says_so() -> None:
    late = NetNode("T004", "PLL – SFM", "", date(2028, 12, 31), False, False)
    shapes = drawn((LIST, late), EDGES[:1])
    assert shapes.lines[0].head.endswith("l8-4v8Z") and shapes.backward and not shapes.mutual


def test_a_mutual_need_without_dates_is_told_as_one() -> None:
    a, b = (NetNode(key, key, "", None, False, False) for key in "AB")
    shapes = drawn((a, b), (NetEdge("1", "A", "B", "soft"), NetEdge("2", "B", "A", "soft")))
    assert shapes.mutual and not shapes.backward and not shapes.danger


def test_each_node_is_a_link_in_reading_order_with_its_name_and_edges_are_silent() -> None:
    page = rendered(drawn())
    assert [(each.get("href"), each.get("aria-label")) for each in page.findall(".//a[@class='net__link']")] == [
        ("/tiltak/E01/", "Example service, KS."),
        ("/tiltak/T004/", "PLL – SFM, Norsk helsenett."),
        ("/tiltak/T001/", "Pasientens legemiddelliste, Helsedirektoratet."),
    ]
    lists = page.xpath("//*[@role='list']")
    assert [each.get("aria-label") for each in lists] == ["Uten dato", "2026 · nå", "2027"]
    assert [len(each.xpath("*[@role='listitem']")) for each in lists] == [1, 2, 1]
    assert page.xpath("//*[@role='img']/@aria-label") == ["EPJ-leverandører, leverandør."]
    assert all(each.xpath("ancestor::*[@aria-hidden='true']") for each in page.xpath("//svg[@role='group']//path"))
    assert page.xpath("//*[@lang='en']//text")[0].text == "Example service"


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    words = " ".join(rendered(drawn()).find(".//p").text_content().split())
    for told in ("i fare", "stiplet boks", "stiplet strek", "gul strek"):
        assert told in words
    calm = drawn((GIVER, NetNode("T9", "B", "", None, False, False)), (NetEdge("1", "T004", "T9", "soft"),))
    assert rendered(calm).find(".//p").text_content().split() == []


def test_the_table_has_a_row_per_dependency_with_links() -> None:
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
        for row in rendered(drawn()).xpath("//tbody/tr")
    ]
    name = "Pasientens legemiddelliste T001"
    assert rows == [
        [name, "PLL – SFM T004", "Moden <SFM>", "2026", "–", "Foreslått", "ja"],
        [name, "EPJ-leverandører", "Integrasjon", "–", "–", "Notert", "nei"],
    ]
    assert rendered(drawn()).xpath("//tbody/tr[1]/td[2]/a/@href") == ["/avtaler/D1/"]


def test_nothing_is_styled_or_scripted_in_place() -> None:
    page = rendered(drawn())
    assert not page.xpath("//@style | //style | //script | //@onclick")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column(0, 1, Lane.OUTSIDE), "Utenfor porteføljen"),
        (Column(0, 1, Lane.UNDATED), "Uten dato"),
        (Column(0, 1, None, date(2027, 1, 1), date(2027, 12, 31)), "2027"),
        (Column(0, 1, None, date(2026, 7, 1), date(2026, 12, 31), now=True), "2. halvår 2026 · nå"),
        (Column(0, 1, None, date(2026, 1, 1), date(2027, 12, 31)), "2026–2027"),
        (Column(0, 1, None, None, date(2024, 12, 31)), "til og med 2024"),
        (Column(0, 1, None, None, date(2024, 6, 30)), "til og med 1. halvår 2024"),
        (Column(0, 1, None, date(2029, 1, 1), None), "fra 2029"),
        (Column(0, 1, None, date(2029, 7, 1), None), "fra 2. halvår 2029"),
        (Column(0, 1, None, None, None), "alle år"),
    ],
)
def test_headings(column: Column, words: str) -> None:
    assert heading(column) == words
