"""What a screen reader gets: every role in its place, in reading order, and nothing else."""

from collections.abc import Callable

import pytest

from reporting.exports.pdf import elements as e
from reporting.exports.pdf.charts import Bar, horizontal_bars
from reporting.exports.pdf.document import HeadingOrder, Meta, build
from tests.exports.pdf import samples
from tests.exports.pdf.reader import Reading, read

Read = Callable[..., Reading]


def test_all_that_is_drawn_is_either_tagged_or_an_artifact(meta: Meta) -> None:
    seen = read(build(samples.everything(), meta))

    assert seen.unmarked == []
    assert all(numbers == list(range(len(numbers))) for numbers in seen.order)


def test_headings_paragraphs_and_lists_have_their_roles_in_reading_order(reading: Read) -> None:
    tree = reading(
        e.heading("Ett", 1), e.paragraph("To"), e.bullets(["tre", [e.paragraph("fire"), e.numbered(["fem"])]])
    ).tree

    item = ("LI", "Lbl", ("LBody", "P"))
    nested = ("LI", "Lbl", ("LBody", "P", ("L", item)))
    assert tree.outline() == ("Document", "H1", "P", ("L", item, nested))
    assert tree.text == "EttTo•tre•fire1.fem"
    assert [each.attributes["ListNumbering"] for each in tree.all("L")] == ["/Disc", "/Decimal"]


def test_facts_are_a_list_of_labels_and_bodies(reading: Read) -> None:
    tree = reading(e.facts({"Formål": "Deling", "Mål": "Mestring"})).tree

    assert [(item.one("Lbl").text, item.one("LBody").text) for item in tree.all("LI")] == [
        ("Formål", "Deling"),
        ("Mål", "Mestring"),
    ]


def test_columns_are_read_one_after_the_other_even_over_a_page_end(reading: Read) -> None:
    left, right = ([e.paragraph(f"{side}{n} " * 260) for n in range(9)] for side in "vh")
    seen = reading(e.columns(left, right))

    assert len(seen.pdf.pages) > 1
    assert [each.tag for each in seen.tree.kids] == ["Div", "Div"]
    firsts = [paragraph.text[:2] for paragraph in seen.tree.all("P")]
    assert firsts == [f"v{n}" for n in range(9)] + [f"h{n}" for n in range(9)]


def test_a_paragraph_over_a_page_end_is_one_element_with_all_its_words(reading: Read) -> None:
    words = " ".join(f"ord{n}" for n in range(3000))
    seen = reading(e.paragraph(words))

    assert len(seen.pdf.pages) > 2
    assert seen.tree.one("P").text == words


def test_a_link_holds_its_words_and_annotation_and_is_described(reading: Read) -> None:
    tree = reading(e.paragraph(["Se ", e.link("veiviseren", "https://example.org/"), " nå."])).tree

    link = tree.one("Link")
    (annotation,) = link.annotations
    assert tree.one("P").text == "Se veiviseren nå."
    assert link.text == "veiviseren"
    assert str(annotation.Contents) == "veiviseren"
    assert str(annotation.A.URI) == "https://example.org/"
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    assert 5 < top - bottom < 15
    assert 30 < right - left < 80


def test_a_link_over_several_lines_is_one_link_with_an_annotation_per_line(reading: Read) -> None:
    tree = reading(e.paragraph(e.link("veldig lang lenke " * 20, "https://example.org/"))).tree

    link = tree.one("Link")
    heights = {round(float(each.Rect[1])) for each in link.annotations}
    assert len(link.annotations) == len(heights) > 1


def test_words_in_another_language_carry_it(reading: Read) -> None:
    tree = reading(e.paragraph(["På ", e.foreign("Davvisámegillii", "se")]), e.paragraph("All of it", lang="en")).tree

    assert tree.one("Span").entries["Lang"] == "se"
    assert [each.entries.get("Lang") for each in tree.all("P")] == [None, "en"]


def test_a_status_is_read_as_its_word_and_its_shape_is_an_artifact(reading: Read) -> None:
    tree = reading(e.paragraph(["Nå: ", e.pill("crit", "Kritisk", ground=True), " fortsatt"])).tree

    assert tree.outline() == ("Document", "P")
    assert tree.text.split() == ["Nå:", "Kritisk", "fortsatt"]


def test_a_turned_status_says_where_it_came_from(reading: Read) -> None:
    tree = reading(e.paragraph(e.turn("warn", "crit", "Kritisk", spoken="fra Noen utfordringer til"))).tree

    assert tree.one("Span").entries["ActualText"].strip() == "fra Noen utfordringer til"
    assert tree.one("P").text == "Kritisk"


def test_a_figure_has_alternative_text_a_box_and_its_caption(reading: Read) -> None:
    chart = horizontal_bars([Bar("KS", 4, "4")])
    tree = reading(e.figure(chart, alt="KS har fire.", caption="Tiltak per eier")).tree

    assert tree.outline() == ("Document", ("Div", "Caption", "Figure"))
    assert tree.one("Figure").entries["Alt"] == "KS har fire."
    assert "BBox" in tree.one("Figure").attributes
    assert tree.one("Caption").text == "Tiltak per eier"


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text alternative"):
        e.figure(horizontal_bars([Bar("KS", 4, "4")]), alt=" ")


def test_a_figure_in_another_typeface_is_refused() -> None:
    from reportlab.graphics.shapes import Drawing, String

    drawing = Drawing(10, 10, String(0, 0, "x", fontName="Times-Roman"))
    with pytest.raises(ValueError, match="Times-Roman"):
        e.figure(drawing, alt="x")


@pytest.mark.parametrize("levels", [[2], [1, 3], [1, 2, 4]])
def test_the_builder_refuses_headings_that_skip_a_level(meta: Meta, levels: list[int]) -> None:
    with pytest.raises(HeadingOrder):
        build([e.heading(f"Nivå {level}", level) for level in levels], meta)


def test_skipped_levels_are_found_inside_columns_too(meta: Meta) -> None:
    with pytest.raises(HeadingOrder, match="Skjult"):
        build([e.heading("Ett", 1), e.columns([e.heading("Skjult", 3)], [e.paragraph("x")])], meta)


def test_headings_may_rise_several_levels_at_once(reading: Read) -> None:
    tree = reading(*(e.heading(str(level), level) for level in (1, 2, 3, 4, 1, 2))).tree

    assert [each.tag for each in tree.kids] == ["H1", "H2", "H3", "H4", "H1", "H2"]


def test_a_heading_never_ends_a_page_alone(reading: Read) -> None:
    for height in range(560, 700, 7):
        seen = reading(e.spacer(height), e.kicker("Over"), e.heading("Tittel", 1), e.paragraph("ord " * 300))
        assert seen.tree.one("H1").page == seen.tree.all("P")[1].page
        assert seen.tree.all("P")[0].page == seen.tree.one("H1").page


def test_kept_elements_stay_on_one_page(reading: Read) -> None:
    for height in range(500, 700, 20):
        kept = e.keep_together([e.paragraph("en " * 150), e.paragraph("to " * 150)])
        seen = reading(e.spacer(height), kept)
        assert len({each.page for each in seen.tree.all("P")}) == 1


def test_an_element_can_stand_in_one_document_only(meta: Meta) -> None:
    story = [e.paragraph("Én gang")]
    build(story, meta)

    with pytest.raises(ValueError, match="anew"):
        build(story, meta)


def test_a_link_leads_to_exactly_one_place() -> None:
    with pytest.raises(ValueError, match="either"):
        e.link("x")
    with pytest.raises(ValueError, match="either"):
        e.link("x", "https://example.org/", to="register")
