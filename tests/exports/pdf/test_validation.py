"""The reference validator agrees: PDF/UA-1 and PDF/A-2a in one file, for every element and any length."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reporting.exports.pdf.document import Meta, build
from tests.exports.pdf import samples
from tests.exports.pdf.verapdf import engine

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(engine.missing() is not None, reason=str(engine.missing()))]


def pages(data: bytes) -> int:
    """Number of pages."""
    return len(pikepdf.open(io.BytesIO(data)).pages)


def test_documents_of_one_few_and_sixty_pages_hold_both_standards(tmp_path: Path, meta: Meta) -> None:
    documents = {
        "one": build(samples.one_page(), meta),
        "everything": build(samples.everything(), meta),
        "sixty": build(samples.everything(rows=1200), meta),
    }
    assert pages(documents["one"]) == 1
    assert pages(documents["everything"]) >= 8
    assert pages(documents["sixty"]) >= 60
    files = []
    for name, data in documents.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)

    verdicts = engine.validate("ua1,2a", files)

    assert len(verdicts) == 6
    assert [(Path(each.file).stem, each.flavour, each.broken) for each in verdicts if not each.passed] == []
    assert all(each.checks > 100 for each in verdicts)


def without_alternative_text(pdf: pikepdf.Pdf) -> None:
    """Break 7.3: a figure must say what it shows."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
            del each["/Alt"]


def without_scope(pdf: pikepdf.Pdf) -> None:
    """Break 7.5: a header cell must say what it heads."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH" and "/A" in each:
            del each["/A"]


def without_language(pdf: pikepdf.Pdf) -> None:
    """Break 7.2: the language must be known."""
    del pdf.Root["/Lang"]


@pytest.mark.parametrize(
    ("damage", "rule"),
    [(without_alternative_text, "7.3-1"), (without_scope, "7.5-1"), (without_language, "7.2-")],
    ids=["alt", "scope", "lang"],
)
def test_the_validator_does_see_damage(
    tmp_path: Path, meta: Meta, damage: Callable[[pikepdf.Pdf], None], rule: str
) -> None:
    file = tmp_path / "damaged.pdf"
    with pikepdf.open(io.BytesIO(build(samples.everything(), meta))) as pdf:
        damage(pdf)
        pdf.save(file)

    (verdict,) = engine.validate("ua1", [file])

    assert not verdict.passed
    assert any(broken.startswith(rule) for broken in verdict.broken)
