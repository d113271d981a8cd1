"""The document as a whole: its words about itself, contents, headers and footers, and the same bytes each time."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from reporting.exports.pdf import elements as e
from reporting.exports.pdf.document import Meta, build
from reporting.exports.pdf.pages import Furniture
from tests.exports.pdf import samples
from tests.exports.pdf.reader import Reading, read

Read = Callable[..., Reading]


def test_the_same_input_gives_the_same_bytes(meta: Meta) -> None:
    first = build(samples.everything(), meta)
    build(samples.one_page(), meta)

    assert build(samples.everything(), meta) == first


def test_the_dates_come_from_meta_and_not_the_clock(meta: Meta) -> None:
    pdf = pikepdf.open(io.BytesIO(build(samples.one_page(), meta)))

    assert str(pdf.docinfo["/CreationDate"]) == "D:20240131120000+00'00'"
    assert b"2024-01-31T12:00:00+00:00" in pdf.Root.Metadata.read_bytes()
    assert build(samples.one_page(), meta) != build(
        samples.one_page(), replace(meta, created=datetime(2024, 2, 1, tzinfo=UTC))
    )


def test_the_document_says_its_title_language_and_standards(meta: Meta) -> None:
    pdf = pikepdf.open(io.BytesIO(build(samples.one_page(), replace(meta, title="Styre & <stell>\x07"))))
    packet = pdf.Root.Metadata.read_bytes().decode()

    assert str(pdf.Root.Lang) == "nb-NO"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Styre & <stell>"
    assert "Styre &amp; &lt;stell&gt;</rdf:li>" in packet
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet


@pytest.mark.parametrize("wrong", [{"title": " "}, {"created": datetime(2024, 1, 1)}])
def test_a_document_without_title_or_time_zone_is_refused(meta: Meta, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"title|time zone"):
        replace(meta, **wrong)  # type: ignore[arg-type]


def test_only_our_embedded_typeface_is_in_the_file(meta: Meta) -> None:
    pdf = pikepdf.open(io.BytesIO(build(samples.everything(), meta)))
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]

    assert all("Inter" in str(font.BaseFont) for font in fonts)
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_header_and_footer_are_artifacts_with_the_page_and_the_page_count(reading: Read) -> None:
    seen = reading(e.paragraph("en"), e.page_break(), e.paragraph("to"), e.page_break("landscape"), e.paragraph("tre"))

    assert len(seen.pdf.pages) == 3
    for number, page in enumerate(seen.artifacts, start=1):
        assert any("Nasjonal portefølje" in text and "Periode 2024-1" in text for text in page)
        assert any(f"Side {number} av 3" in text and "Datakutt" in text for text in page)
    assert seen.tree.text == "entotre"


def test_pages_turn_and_turn_back(reading: Read) -> None:
    seen = reading(
        e.paragraph("1"), e.page_break("landscape"), e.paragraph("2"), e.page_break("portrait"), e.paragraph("3")
    )

    assert [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in seen.pdf.pages] == [False, True, False]


def test_the_cover_has_the_title_and_no_header(reading: Read) -> None:
    seen = reading(e.cover("Styrets rapport", issuer="Hdir", details={"Til": "NUIT"}), e.heading("Først", 1))

    assert [each.text for each in seen.tree.all("H1")] == ["Styrets rapport", "Først"]
    assert [each.page for each in seen.tree.all("H1")] == [0, 1]
    assert not any("portefølje" in text for text in seen.artifacts[0])


def test_a_cover_later_in_the_story_is_refused(meta: Meta) -> None:
    with pytest.raises(ValueError, match="first"):
        build([e.paragraph("x"), e.cover("Sent")], meta)


def test_a_watermark_stands_on_every_page_as_an_artifact(meta: Meta) -> None:
    marked = replace(meta, furniture=Furniture(watermark="UTKAST"))
    seen = read(build([e.cover("Rapport"), e.paragraph("x"), e.page_break("landscape"), e.paragraph("y")], marked))

    assert all(any("UTKAST" in text for text in page) for page in seen.artifacts)
    assert "UTKAST" not in seen.tree.text


def test_a_header_too_long_for_its_place_is_shortened(meta: Meta) -> None:
    long = replace(meta, furniture=Furniture(header_left="Nasjonal portefølje " * 12, header_right="2024-1"))
    seen = read(build([e.paragraph("x")], long))

    assert "…" in seen.artifacts[0][0]
    assert "2024-1" in seen.artifacts[0][0]


def test_the_contents_list_the_headings_with_the_page_they_are_on(reading: Read) -> None:
    story: list[e.Element] = [e.contents(depth=2), e.page_break()]
    for n in range(6):
        story += [
            e.heading(f"Kapittel {n}", 1),
            e.heading(f"Del {n}", 2),
            e.heading("Skjult", 3),
            e.paragraph("ord " * 900 * n),
        ]
    seen = reading(*story)

    entries = [item.one("Link").text.rsplit(" ", 1) for item in seen.tree.all("TOCI")]
    headings = [(each.text, str((each.page or 0) + 1)) for each in seen.tree.all("H1", "H2")]
    assert [(title, page) for title, page in entries] == headings
    assert len({page for _, page in headings}) > 3


def test_contents_are_nested_as_the_headings_and_lead_there(reading: Read) -> None:
    tree = reading(e.contents(), e.heading("A", 1), e.heading("B", 2), e.heading("C", 1)).tree

    entry = ("TOCI", ("Reference", "Link"))
    assert tree.kids[0].outline() == ("TOC", entry, ("TOC", entry), entry)
    assert all(len(link.annotations) == 1 for link in tree.all("Link"))


def test_contents_longer_than_a_page_are_all_there(reading: Read) -> None:
    seen = reading(e.contents(), *(e.heading(f"Kapittel {n}", 1) for n in range(120)))

    assert len(seen.tree.all("TOCI")) == 120
    assert len(seen.tree.all("TOC")) == 1


def test_bookmarks_follow_the_headings(reading: Read) -> None:
    seen = reading(e.heading("A & B", 1), e.heading("Under", 2), e.heading("C", 1))

    with seen.pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [("A & B", ["Under"]), ("C", [])]


def test_a_link_to_a_heading_leads_to_its_page(reading: Read) -> None:
    seen = reading(e.paragraph(e.link("se der", to="der")), e.page_break(), e.heading("Der", 1, key="der"))

    (annotation,) = seen.tree.one("Link").annotations
    target = annotation.Dest if "/Dest" in annotation else annotation.A.D
    resolved = seen.pdf.Root.Dests[target] if isinstance(target, pikepdf.Name) else target
    place = resolved.D if isinstance(resolved, pikepdf.Dictionary) else resolved
    assert place[0].objgen == seen.pdf.pages[1].obj.objgen


def test_an_empty_story_is_one_page(meta: Meta) -> None:
    assert len(pikepdf.open(io.BytesIO(build([], meta))).pages) == 1
