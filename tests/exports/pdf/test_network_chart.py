"""The network on paper: the same boxes, lines and words as on screen, large enough to read."""

from collections.abc import Iterator
from datetime import date

import pytest
from reportlab.graphics.shapes import Drawing, Path, Polygon, Rect, String

from reporting.domain.figures.coordination_layout import LANDSCAPE, PORTRAIT, Layout, NetEdge, NetNode, lay_out
from reporting.domain.figures.coordination_layout_text import LABEL, SUB, width_of
from reporting.exports.pdf import fonts, palette
from reporting.exports.pdf.charts import legible, network
from reporting.pages.coordination_network import heading, mark_word

TODAY = date(2026, 11, 23)
NODES = (
    NetNode("A", "Modernisering og samordning av helseregistre", "Helsedirektoratet", None, True, True),
    NetNode("B", "Pasientens legemiddelliste", "Norsk helsenett", None, False, False, "T001", example=True),
    NetNode("C", "Helseteknologi-/tilskuddsordning", "Direktoratet for e-helse", None, False, False, "T002"),
)
EDGES = (
    NetEdge("1", "A", "B", "crit"),
    NetEdge("2", "B", "C", "soft", True),
    NetEdge("3", "A", "C", "warn"),
)


def many(count: int) -> Layout:
    nodes = [
        NetNode(f"T{n}", f"Program for kodeverk {n}", "Folkehelseinstituttet", date(2025 + n % 5, 12, 31), False, False)
        for n in range(count)
    ]
    edges = [NetEdge(f"D{n}", f"T{n}", f"T{(n + 6) % count}", "soft") for n in range(count)]
    return lay_out(nodes, edges, TODAY, LANDSCAPE)


def drawn(layout: Layout, width: float = 493) -> Drawing:
    return network(layout, heading=heading, mark=mark_word, width=width)


def shapes(drawing: Drawing, kind: type) -> Iterator:
    return (each for each in drawing.contents if isinstance(each, kind))


def words(drawing: Drawing) -> list[str]:
    return [each.text for each in shapes(drawing, String)]


def test_all_boxes_lines_and_words_are_there() -> None:
    drawing = drawn(lay_out(NODES, EDGES, TODAY, PORTRAIT))
    assert len(list(shapes(drawing, Rect))) == 3
    assert len(list(shapes(drawing, Path))) == len(list(shapes(drawing, Polygon))) == 3
    told = words(drawing)
    assert {"Utenfor porteføljen", "Leverer til andre", "Trenger andre", "eksempel", "T002"} <= set(told)
    assert {"Pasientens legemiddelliste", "Helsedirektoratet"} <= set(told)


def test_danger_and_what_is_outside_or_not_agreed_are_drawn_as_on_screen() -> None:
    drawing = drawn(lay_out(NODES, EDGES, TODAY, PORTRAIT))
    outside = next(shapes(drawing, Rect))
    assert outside.strokeDashArray and outside.strokeColor.hexval() == "0x" + palette.FILL["crit"][1:]
    colours = [each.strokeColor.hexval()[2:] for each in shapes(drawing, Path)]
    assert colours == [each[1:] for each in (palette.LINE_STRONG, palette.FILL["warn"], palette.FILL["crit"])]
    assert [bool(each.strokeDashArray) for each in shapes(drawing, Path)] == [True, False, False]


@pytest.mark.parametrize(
    ("layout_of", "width"),
    [(lambda: lay_out(NODES, EDGES, TODAY, PORTRAIT), 493), (lambda: many(40), 740)],
)
def test_words_are_legible_and_stay_in_the_picture_and_in_their_boxes(layout_of, width: float) -> None:
    layout = layout_of()
    drawing = drawn(layout, width)
    assert drawing.width <= width + 0.01
    for each in shapes(drawing, String):
        wide = fonts.width(each.text, each.fontName, each.fontSize)
        left = each.x - {"start": 0, "middle": wide / 2, "end": wide}[each.textAnchor]
        assert each.fontSize >= 6 and left >= 0 and 0 <= each.y <= drawing.height
    scale = drawing.width / layout.width
    for node in layout.nodes:
        for line in node.lines:
            assert fonts.width(line, fonts.REGULAR, LABEL * scale) <= (node.width - 20) * scale


def test_the_widths_the_layout_reckons_with_are_never_too_small() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzæøåéèêóòôöäüABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789 .,:;!?/()-–«»…§&+%"
    for letter in letters:
        assert fonts.width(letter, fonts.REGULAR, SUB) <= width_of(letter, SUB), letter


def test_what_would_be_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        drawn(many(40), 493)


def test_a_high_network_is_not_legible_on_a_low_page() -> None:
    layout = many(40)
    assert legible(layout, width=740, height=layout.height)
    assert not legible(layout, width=740, height=layout.height / 3)


def test_an_empty_network_is_an_empty_drawing() -> None:
    assert not drawn(lay_out([], [], TODAY)).contents
