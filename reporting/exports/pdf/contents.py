"""The table of contents: TOC / TOCI / Reference / Link, with page numbers filled in when all pages are laid."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from . import palette
from .blocks import Heading
from .flow import Element
from .ink import Placed, draw_words, place
from .lines import Line, break_lines
from .palette import stroke_operator
from .structure import Node, TaggedCanvas, Totals
from .styles import CONTENTS, TextStyle

INDENT = 14.0
NUMBER_ROOM = 34.0


class Contents(Element):
    """Entries for the headings down to `depth`. The builder gives it the headings before anything is laid."""

    def __init__(self, depth: int, headings: Sequence[Heading] = (), nodes: dict[int, Node] | None = None) -> None:
        super().__init__(4, 12)
        self.depth = depth
        self.headings = list(headings)
        self._nodes: dict[int, Node] = {} if nodes is None else nodes
        """The TOC node being filled per level; shared by parts over pages."""

    def fill(self, headings: Sequence[Heading]) -> None:
        """Take the document's headings."""
        self.headings = [each for each in headings if each.in_contents and each.level <= self.depth]
        self._measured = None

    def _lines(self, heading: Heading, width: float) -> tuple[TextStyle, float, list[Line]]:
        style = CONTENTS[heading.level]
        indent = INDENT * (heading.level - 1)
        return style, indent, break_lines(heading.title, style, width - indent - NUMBER_ROOM)

    def _height(self, heading: Heading, width: float) -> float:
        style, _, lines = self._lines(heading, width)
        return style.space_before + len(lines) * style.leading

    def measure(self, width: float) -> float:
        return sum(self._height(heading, width) for heading in self.headings)

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        used = 0.0
        for number, heading in enumerate(self.headings):
            used += self._height(heading, width)
            if used > height:
                if not number:
                    return None
                parts = self.headings[:number], self.headings[number:]
                head, tail = (Contents(self.depth, part, self._nodes) for part in parts)
                return head, tail
        return None

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        for heading in self.headings:
            style, indent, lines = self._lines(heading, width)
            top -= style.space_before
            entry = canvas.node("TOCI", parent=self._list(canvas, heading.level))
            link = canvas.node("Link", parent=canvas.node("Reference", parent=entry))
            placed = list(place(lines, style, x + indent, top, width - indent))
            _paint_entry(canvas, heading, style, placed, link, (x + indent, top, x + width))
            top -= len(lines) * style.leading

    def _list(self, canvas: TaggedCanvas, level: int) -> Node:
        """The TOC node of this level, nested under the one above it."""
        for deeper in [each for each in self._nodes if each > level]:
            del self._nodes[deeper]
        if level not in self._nodes:
            above = [self._nodes[each] for each in sorted(self._nodes) if each < level]
            self._nodes[level] = canvas.node("TOC", parent=above[-1] if above else None)
        return self._nodes[level]


def _paint_entry(
    canvas: TaggedCanvas,
    heading: Heading,
    style: TextStyle,
    placed: list[Placed],
    link: Node,
    box: tuple[float, float, float],
) -> None:
    left, top, right = box
    last, _, baseline = placed[-1]
    _leader(canvas, left + last.width + 5, right - 22, baseline)
    canvas.begin(link)
    draw_words(canvas, placed, style)
    canvas.write(style, left + last.width, baseline, " ")
    canvas.write_later(_number_style(style), right, baseline, _page_of(heading.key or ""))
    canvas.end()
    canvas.annotate(link, (left, baseline - 3, right, top), heading.title, None, heading.key)


def _number_style(style: TextStyle) -> TextStyle:
    return replace(style, align="right")


def _page_of(key: str) -> Callable[[Totals], str]:
    return lambda totals: str(totals.page_of[key])


def _leader(canvas: TaggedCanvas, left: float, right: float, y: float) -> None:
    """A dotted line that leads the eye to the page number."""
    if right > left:
        dots = f"0.6 w 1 J [0 3] 0 d {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        canvas.decorate([stroke_operator(palette.LINE_STRONG), dots])
