"""Page templates: a bare cover, and upright and lying A4 pages with header and footer as artifacts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.frames import Frame

from . import fonts, palette
from .palette import stroke_operator
from .structure import TaggedCanvas, Totals
from .styles import FURNITURE, TextStyle

SIDE, TOP, BOTTOM = 18 * mm, 27 * mm, 23 * mm
HEADER_Y, FOOTER_Y = 17 * mm, 12 * mm
"""Baseline of the header below the page's top, and of the footer above its bottom."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page. `page_label` is a localised «Side {page} av {pages}»; empty texts are left out."""

    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    footer_center: str = ""
    page_label: str = "{page} / {pages}"
    watermark: str = ""


def templates(furniture: Furniture) -> list[PageTemplate]:
    """The templates "portrait", "landscape" and "cover"."""
    lying = landscape(A4)
    return [
        _template("portrait", A4, TOP, BOTTOM, _furnish(furniture, A4)),
        _template("landscape", lying, TOP, BOTTOM, _furnish(furniture, lying)),
        _template("cover", A4, 24 * mm, 22 * mm, _cover(furniture)),
    ]


def _template(
    name: str, size: tuple[float, float], top: float, bottom: float, on_page: Callable[[TaggedCanvas, Any], None]
) -> PageTemplate:
    width, height = size
    frame = Frame(SIDE, bottom, width - 2 * SIDE, height - top - bottom, 0, 0, 0, 0, id=name, overlapAttachedSpace=1)

    def begin(canvas: TaggedCanvas, document: Any) -> None:
        canvas.body_height = frame._aH
        on_page(canvas, document)

    return PageTemplate(id=name, frames=[frame], onPage=begin, pagesize=size)


def _furnish(furniture: Furniture, size: tuple[float, float]) -> Callable[[TaggedCanvas, Any], None]:
    def draw(canvas: TaggedCanvas, document: Any) -> None:
        _watermark(canvas, furniture.watermark, size)
        with canvas.artifact("Pagination", "Header"):
            _header(canvas, furniture, size)
        with canvas.artifact("Pagination", "Footer"):
            _footer(canvas, furniture, size)

    return draw


def _cover(furniture: Furniture) -> Callable[[TaggedCanvas, Any], None]:
    def draw(canvas: TaggedCanvas, document: Any) -> None:
        _watermark(canvas, furniture.watermark, A4)
        width, height = A4
        band = f"{palette.fill_operator(palette.ACCENT)} 0 {height - 4 * mm:.2f} {width:.2f} {4 * mm:.2f} re f"
        canvas.decorate([band])

    return draw


def _header(canvas: TaggedCanvas, furniture: Furniture, size: tuple[float, float]) -> None:
    width, y = size[0] - 2 * SIDE, size[1] - HEADER_Y
    right = fit(furniture.header_right, FURNITURE, width * 0.4)
    _write(canvas, fit(furniture.header_left, FURNITURE, width - _wide(right) - 12), SIDE, y)
    _write(canvas, right, SIDE + width - _wide(right), y)
    _line(canvas, y - 8, width)


def _footer(canvas: TaggedCanvas, furniture: Furniture, size: tuple[float, float]) -> None:
    width = size[0] - 2 * SIDE
    _line(canvas, FOOTER_Y + 15, width)
    page, label = canvas.page_index + 1, furniture.page_label
    number_room = _wide(label.format(page=999, pages=999)) + 12
    left = fit(furniture.footer_left, FURNITURE, width * (0.48 if furniture.footer_center else 0.78))
    room = width - _wide(left) - number_room - 12
    center = fit(furniture.footer_center, FURNITURE, room)
    _write(canvas, left, SIDE, FOOTER_Y)
    _write(canvas, center, SIDE + _wide(left) + 12 + (room - _wide(center)) / 2, FOOTER_Y)

    def text(totals: Totals) -> str:
        return label.format(page=page, pages=totals.pages)

    canvas.write_later(replace(FURNITURE, align="right"), SIDE + width, FOOTER_Y, text)


def _write(canvas: TaggedCanvas, text: str, x: float, y: float) -> None:
    if text:
        canvas.write(FURNITURE, x, y, text)


def _wide(text: str) -> float:
    return fonts.width(text, FURNITURE.font, FURNITURE.size)


def _line(canvas: TaggedCanvas, y: float, width: float) -> None:
    stroke = stroke_operator(palette.EDGE["none"])
    canvas._code.append(f"q {stroke} 0.6 w {SIDE:.2f} {y:.2f} m {SIDE + width:.2f} {y:.2f} l S Q")


def _watermark(canvas: TaggedCanvas, word: str, size: tuple[float, float]) -> None:
    """A pale word across the page, behind everything."""
    word = fonts.clean(word)
    if not word:
        return
    points = min(130.0, 0.86 * min(size) / fonts.width(word, fonts.STRONG, 1))
    style = TextStyle(points, points, font=fonts.STRONG, colour=palette.WATERMARK)
    with canvas.artifact("Pagination", "Watermark"):
        canvas.saveState()
        canvas.translate(size[0] / 2, size[1] / 2)
        canvas.rotate(38)
        canvas.write(style, -fonts.width(word, fonts.STRONG, points) / 2, -points * 0.36, word)
        canvas.restoreState()


def fit(text: str, style: TextStyle, width: float) -> str:
    """The text on one line, shortened with «…» when it is wider than `width`."""
    text = fonts.clean(text).replace("\n", " ")
    if fonts.width(text, style.font, style.size) <= width:
        return text
    while text and fonts.width(text + "…", style.font, style.size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""
