"""Figures: vector drawings with a text alternative and a caption."""

from collections.abc import Iterator, Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Group, String

from . import fonts
from .blocks import TextBlock
from .flow import Element
from .structure import TaggedCanvas

STATE_DEFAULTS["fontName"] = fonts.REGULAR  # else every figure would begin by choosing Helvetica, which is not embedded


NOTE_GAP = 4.0


class Figure(Element):
    """A drawing under its caption: Div / Caption, Figure (Alt, BBox). Wider or higher than the page, it shrinks."""

    def __init__(self, drawing: Drawing, alt: str, caption: TextBlock | None = None, note: TextBlock | None = None):
        super().__init__(10, 12)
        self.drawing, self.alt = drawing, fonts.plain(alt)
        self.caption, self.note = caption, note
        if not self.alt:
            raise ValueError("A figure needs a text alternative.")
        strange = {name for name in _fonts_of(drawing) if name not in fonts.FILES}
        if strange:
            raise ValueError(f"A figure may only use the report's typeface, not {', '.join(sorted(strange))}.")

    def children(self) -> Sequence[Element]:
        return [part for part in (self.caption, self.note) if part]

    def _texts(self, width: float) -> float:
        texts = sum(part.height_at(width) + part.getSpaceAfter() for part in self.children())
        return float(texts) + (NOTE_GAP if self.note else 0)

    def _scale(self, width: float) -> float:
        room = self.page_height - 50 - self._texts(width)
        return float(min(1.0, width / self.drawing.width, room / self.drawing.height))

    def measure(self, width: float) -> float:
        return self._texts(width) + float(self.drawing.height) * self._scale(width)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.inside(canvas.node("Div")):
            if self.caption:
                self.caption.paint(canvas, x, top, width)
                top -= self.caption.height_at(width) + self.caption.getSpaceAfter()
            top -= self._paint_drawing(canvas, x, top, self._scale(width))
            if self.note:
                self.note.paint(canvas, x, top - NOTE_GAP, width)

    def _paint_drawing(self, canvas: TaggedCanvas, x: float, top: float, scale: float) -> float:
        width, height = self.drawing.width * scale, self.drawing.height * scale
        bottom = top - height
        box = [round(value, 2) for value in (x, bottom, x + width, top)]
        node = canvas.node("Figure", {"Alt": self.alt}, {"Layout": {"Placement": "/Block", "BBox": box}})
        canvas.begin(node)
        canvas.saveState()
        canvas.translate(x, bottom)
        canvas.scale(scale, scale)
        renderPDF.draw(self.drawing, canvas, 0, 0)
        canvas.restoreState()
        canvas.end()
        return float(height)


def _fonts_of(group: Group) -> Iterator[str]:
    """Every font named in a drawing: one that is not embedded would break the archive format."""
    for part in group.contents:
        if isinstance(part, Group):
            yield from _fonts_of(part)
        elif isinstance(part, String):
            yield part.fontName
