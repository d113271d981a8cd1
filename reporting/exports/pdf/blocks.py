"""Blocks of text: headings, paragraphs, notes, rules and space."""

from collections.abc import Sequence

from . import palette
from .flow import Element
from .ink import Slot, decoration, place, write_text
from .inline import Content, text_of
from .lines import Line, break_lines
from .palette import stroke_operator
from .structure import TaggedCanvas
from .styles import HEADINGS, TextStyle


class TextBlock(Element):
    """Text with one role (P, Caption, Lbl …). Splits between lines, never leaving a single one behind."""

    def __init__(
        self,
        content: Content,
        style: TextStyle,
        tag: str = "P",
        lang: str | None = None,
        slot: Slot | None = None,
        lines: list[Line] | None = None,
    ) -> None:
        super().__init__(style.space_before, style.space_after)
        self.content, self.style = content, style
        self.slot = slot or Slot(tag, content, lang)
        self._fixed = lines
        self._lines: tuple[float, list[Line]] | None = None

    def lines(self, width: float) -> list[Line]:
        """The lines at this width; a part of a split block keeps the lines it was given."""
        if self._fixed is not None:
            return self._fixed
        if self._lines is None or self._lines[0] != width:
            self._lines = (width, break_lines(self.content, self.style, width))
        return self._lines[1]

    def measure(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        placed = list(place(self.lines(width), self.style, x, top, width))
        if placed:
            canvas.decorate(decoration(placed))
            write_text(canvas, placed, self.style, self.slot)

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        lines = self.lines(width)
        fits = min(int((height + 0.01) // self.style.leading), len(lines) - 1)
        least = 1 if force else 2
        fits = min(fits, len(lines) - least)
        if fits < least:
            return None
        return self._part(lines[:fits]), self._part(lines[fits:])

    def _part(self, lines: list[Line]) -> "TextBlock":
        return TextBlock(self.content, self.style, slot=self.slot, lines=lines)


class Heading(TextBlock):
    """H1–H4 with a bookmark; `in_contents` lets the table of contents list it."""

    leads = True

    def __init__(
        self,
        content: Content,
        level: int,
        key: str | None = None,
        in_contents: bool = True,
        style: TextStyle | None = None,
        lang: str | None = None,
    ) -> None:
        super().__init__(content, style or HEADINGS[level], tag=f"H{level}", lang=lang)
        self.level, self.key, self.in_contents = level, key, in_contents
        self.title = text_of(content)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if self.key:
            canvas.bookmark(self.key, top + 6, self.title, self.level - 1)
        super().paint(canvas, x, top, width)

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        return super().cut(width, height, force) if force else None


class Kicker(TextBlock):
    """A line above a heading; it stays with it."""

    leads = True
    binds = True


class Note(Element):
    """Blocks with a coloured bar to the left."""

    INDENT = 11.0

    def __init__(self, body: Element, tone: palette.Tone = "accent") -> None:
        super().__init__(6, 8)
        self.body, self.tone = body, tone

    def children(self) -> Sequence[Element]:
        return (self.body,)

    def measure(self, width: float) -> float:
        return self.body.height_at(width - self.INDENT)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        bottom = top - self.measure(width)
        line = f"{x + 1:.2f} {bottom:.2f} m {x + 1:.2f} {top:.2f} l S"
        canvas.decorate([stroke_operator(palette.TEXT[self.tone]), "2.2 w", line])
        self.body.paint(canvas, x + self.INDENT, top, width - self.INDENT)

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        parts = self.body.cut(width - self.INDENT, height, force)
        return (Note(parts[0], self.tone), Note(parts[1], self.tone)) if parts else None


class Rule(Element):
    """A hairline across the column; reads as nothing."""

    def __init__(self, colour: str = palette.LINE_STRONG, thickness: float = 0.6) -> None:
        super().__init__(6, 6)
        self.colour, self.thickness = colour, thickness

    def measure(self, width: float) -> float:
        return self.thickness

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        line = f"{x:.2f} {top:.2f} m {x + width:.2f} {top:.2f} l S"
        canvas.decorate([stroke_operator(self.colour), f"{self.thickness:.2f} w", line])


class Space(Element):
    """Empty height; vanishes into the page's end."""

    def __init__(self, points: float) -> None:
        super().__init__()
        self.points = points

    def measure(self, width: float) -> float:
        return self.points

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        return Space(max(height, 0)), Space(0)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing."""
