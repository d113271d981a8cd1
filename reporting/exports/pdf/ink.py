"""Lines drawn on the tagged canvas: words in marked content, shapes and strokes in an artifact behind them."""

from collections.abc import Iterable, Iterator

from . import fonts, palette
from .inline import Content, Inline, Run, inlines
from .lines import Line, Piece
from .palette import fill_operator, stroke_operator
from .shapes import arrow_operators, pill_operators, shape_operators
from .structure import Node, TaggedCanvas, offset
from .styles import TextStyle

Placed = tuple[Line, float, float]
"""A line with the left end and the baseline where it stands on the page."""


class Slot:
    """The structure of one block of text, shared by the parts it is split into over pages."""

    __slots__ = ("content", "lang", "node", "owners", "tag")

    def __init__(self, tag: str, content: Content, lang: str | None = None) -> None:
        self.tag, self.content, self.lang = tag, content, lang
        self.node: Node | None = None
        self.owners: dict[int, Node] = {}

    def open(self, canvas: TaggedCanvas) -> Node:
        """The block's node, made under where the canvas is when first drawn."""
        if self.node is None:
            self.node = canvas.node(self.tag, {"Lang": self.lang} if self.lang else None)
        return self.node

    def owner(self, canvas: TaggedCanvas, index: int) -> Node:
        """The node of the inline with this index: a link, words in another language, or a spoken shape."""
        if index not in self.owners:
            inline = inlines(self.content)[index]
            self.owners[index] = canvas.node(*_inline_role(inline), parent=self.open(canvas))
        return self.owners[index]


def place(lines: Iterable[Line], style: TextStyle, x: float, top: float, width: float) -> Iterator[Placed]:
    """The lines below `top`, aligned between x and x + width."""
    anchor = x + offset(style.align, width)
    baseline = top - style.ascent()
    for line in lines:
        yield line, anchor - offset(style.align, line.width), baseline
        baseline -= style.leading


def decoration(placed: Iterable[Placed]) -> list[str]:
    """Operators for what carries no meaning: pill grounds, shapes with a word beside them, underlines, strikes."""
    operators: list[str] = []
    for line, x, y in placed:
        for piece in line.pieces:
            if piece.glyph:
                operators.extend(_glyph_operators(piece, x + piece.x, y))
            if piece.underline or piece.struck:
                operators.append(_stroke(piece, x + piece.x, y))
    return operators


def write_text(canvas: TaggedCanvas, placed: Iterable[Placed], style: TextStyle, slot: Slot) -> None:
    """The words, each stretch in the marked content of the node it belongs to; links get their annotation."""
    node = slot.open(canvas)
    current: Node | None = None
    for line, x, y in placed:
        for piece in line.pieces:
            if not piece.text:
                continue
            wanted = node if piece.owner < 0 else slot.owner(canvas, piece.owner)
            if wanted is not current:
                if current is not None:
                    canvas.end()
                canvas.begin(wanted)
                current = wanted
            _draw_piece(canvas, piece, x + piece.x, y, style)
            if wanted.tag == "Link":
                canvas.end()
                current = None
                _link(canvas, wanted, piece, x + piece.x, y, slot)
    if current is not None:
        canvas.end()


def draw_words(canvas: TaggedCanvas, placed: Iterable[Placed], style: TextStyle) -> None:
    """The words alone, in the marked content the caller has opened."""
    for line, x, y in placed:
        for piece in line.pieces:
            _draw_piece(canvas, piece, x + piece.x, y, style)


def _inline_role(inline: Inline) -> tuple[str, dict[str, str] | None]:
    if isinstance(inline, Run):
        return "Link" if inline.is_link else "Span", {"Lang": inline.lang} if inline.lang else None
    spoken = getattr(inline, "spoken", "")
    return "Span", {"ActualText": fonts.plain(spoken) + " "}


def _draw_piece(canvas: TaggedCanvas, piece: Piece, x: float, y: float, style: TextStyle) -> None:
    font, size, colour = piece.look
    if piece.glyph:
        canvas._code.extend(("q", *_spoken_glyph(piece, x, y), "Q"))
        return
    shown = canvas.show(font, size, piece.text, style.tabular)
    if style.tracking:
        shown = f"{style.tracking:.4g} Tc {shown} 0 Tc"
    canvas._code.append(f"BT {fill_operator(colour)} 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")


def _link(canvas: TaggedCanvas, node: Node, piece: Piece, x: float, y: float, slot: Slot) -> None:
    run = inlines(slot.content)[piece.owner]
    if isinstance(run, Run):
        rect = (x, y - piece.look.size * 0.25, x + piece.width, y + piece.look.size * 0.95)
        canvas.annotate(node, rect, fonts.plain(run.description or run.text), run.url, run.target)


def _glyph_operators(piece: Piece, x: float, y: float) -> list[str]:
    glyph, size = piece.glyph, piece.look.size
    if glyph is None or piece.text:
        return []
    operators = []
    edge = 0.0
    if glyph.ground:
        edge = size * 0.62
        operators.append(pill_operators(glyph.status, x, y - size * 0.44, glyph.ground, size * 1.6))
    return [*operators, shape_operators(glyph.status, x + edge, y - size * 0.04, size * 0.8)]


def _spoken_glyph(piece: Piece, x: float, y: float) -> list[str]:
    size = piece.look.size
    if piece.glyph is None:
        return []
    operators = [shape_operators(piece.glyph.status, x, y - size * 0.04, size * 0.8)]
    if piece.glyph.arrow:
        operators.append(arrow_operators(x + size * 1.2, y + size * 0.36, size * 0.9, palette.MUTED))
    return operators


def _stroke(piece: Piece, x: float, y: float) -> str:
    height = y + piece.look.size * 0.3 if piece.struck else y - piece.look.size * 0.16
    right = x + piece.width
    return f"{stroke_operator(piece.look.colour)} 0.5 w {x:.2f} {height:.2f} m {right:.2f} {height:.2f} l S"
