"""The structure tree, and a canvas that knows what each mark on the page is.

Every drawing operation stands either in marked content that belongs to a structure node, or in an artifact
(ISO 14289-1, 7.1). Inside an artifact, marks, links and nodes are swallowed: the same elements that once were
drawn as a table's head can be drawn again as a repeated head that reads as nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from . import fonts
from .palette import fill_operator
from .styles import Align, TextStyle

Rect = tuple[float, float, float, float]


class Mark(NamedTuple):
    """Marked content: number `mcid` on page `page` (from 0)."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """Annotation number `number` on page `page` (from 0), with what a screen reader says about it."""

    page: int
    number: int
    contents: str


class Node:
    """One structure element. `entries` go on the element itself (Alt, ActualText, Lang), `attributes` per owner."""

    __slots__ = ("attributes", "entries", "kids", "tag")

    def __init__(
        self,
        tag: str,
        entries: dict[str, str] | None = None,
        attributes: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self.tag = tag
        self.entries = entries
        self.attributes = attributes
        self.kids: list[Node | Mark | Annotation] = []

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Totals(NamedTuple):
    """What is known only when the last page is laid: the page count and the page of each bookmark (from 1)."""

    pages: int
    page_of: dict[str, int]


class _Deferred(NamedTuple):
    page: int
    token: str
    style: TextStyle
    x: float
    y: float
    produce: Callable[[Totals], str]


class TaggedCanvas(Canvas):
    """A reportlab canvas that builds the structure tree while it draws."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.root = Node("Document")
        self.marks_per_page: list[int] = []
        self.body_height = 0.0
        self.page_of: dict[str, int] = {}
        self._parents = [self.root]
        self._marks = 0
        self._artifacts = 0
        self._in_mark = False
        self._deferred: list[_Deferred] = []
        self._encoders: dict[str, _Encoder] = {}

    # ── structure ────────────────────────────────────────────────────────
    @property
    def quiet(self) -> bool:
        """True inside an artifact: what is drawn now has no meaning of its own."""
        return self._artifacts > 0

    @property
    def page_index(self) -> int:
        """The page being drawn, from 0."""
        return int(self.getPageNumber()) - 1

    def node(
        self,
        tag: str,
        entries: dict[str, str] | None = None,
        attributes: dict[str, dict[str, Any]] | None = None,
        parent: Node | None = None,
    ) -> Node:
        """A new node under `parent`, or under the node we are inside."""
        made = Node(tag, entries, attributes)
        if not self._artifacts:
            (parent or self._parents[-1]).kids.append(made)
        return made

    @contextmanager
    def inside(self, node: Node) -> Iterator[None]:
        """New nodes are added under this one for a while."""
        self._parents.append(node)
        try:
            yield
        finally:
            self._parents.pop()

    def begin(self, node: Node) -> None:
        """Open marked content of the node. Marked content is never nested."""
        if self._artifacts:
            return
        if self._in_mark:
            raise RuntimeError("marked content inside marked content")
        self._in_mark = True
        node.kids.append(Mark(self.page_index, self._marks))
        self._code.append(f"/{node.tag} <</MCID {self._marks}>> BDC")
        self._marks += 1

    def end(self) -> None:
        """Close what `begin` opened."""
        if self._artifacts:
            return
        self._in_mark = False
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> Iterator[None]:
        """What is drawn inside has no meaning: lines, grounds, headers and footers, repeated table heads."""
        if not self._artifacts:
            if self._in_mark:
                raise RuntimeError("artifact inside marked content")
            self._code.append(f"/Artifact <</Type /{kind}{f' /Subtype /{subtype}' if subtype else ''}>> BDC")
        self._artifacts += 1
        try:
            yield
        finally:
            self._artifacts -= 1
            if not self._artifacts:
                self._code.append("EMC")

    def decorate(self, operators: list[str]) -> None:
        """Draw raw operators as a layout artifact, leaving the graphics state as it was."""
        if operators:
            with self.artifact():
                self._code.extend(("q", *operators, "Q"))

    # ── links and bookmarks ──────────────────────────────────────────────
    def annotate(self, node: Node, rect: Rect, contents: str, url: str | None, target: str | None) -> None:
        """A link annotation over `rect` (page coordinates), tied to a Link node."""
        if self._artifacts:
            return
        index = len(self._annotationrefs)
        if url is not None:
            self.linkURL(url, rect, relative=0)
        else:
            self.linkAbsolute(contents, target, rect)
        node.kids.append(Annotation(self.page_index, index, contents))

    def bookmark(self, key: str, y: float, title: str | None = None, level: int = 0) -> None:
        """Name the place at height `y` for links; with a title it also stands in the outline."""
        if self._artifacts or key in self.page_of:
            return
        self.page_of[key] = self.page_index + 1
        self.bookmarkPage(key, fit="XYZ", left=0, top=y, zoom=0)
        if title is not None:
            self.addOutlineEntry(title, key, level, closed=level > 0)

    # ── text ─────────────────────────────────────────────────────────────
    def show(self, font: str, size: float, text: str, equal_digits: bool = False) -> str:
        """Operators that choose the font and show the text; they belong between BT and ET."""
        encoder = self._encoders.get(font)
        if encoder is None:
            encoder = self._encoders[font] = _Encoder(self, font)
        return encoder.show(size, text, equal_digits)

    def write(self, style: TextStyle, x: float, y: float, text: str) -> None:
        """One line of text with its baseline at (x, y), in the marked content that is open."""
        self._code.append(self._text_operators(style, x, y, text))

    def _text_operators(self, style: TextStyle, x: float, y: float, text: str) -> str:
        shown = self.show(style.font, style.size, text)
        return f"BT {fill_operator(style.colour)} 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def write_later(self, style: TextStyle, x: float, y: float, produce: Callable[[Totals], str]) -> None:
        """Like `write`, for text known only when all pages are laid; `style.align` says which side x is."""
        token = f"%deferred-{len(self._deferred)}%"
        self._deferred.append(_Deferred(self.page_index, token, style, x, y, produce))
        self._code.append(token)

    # ── pages ────────────────────────────────────────────────────────────
    def showPage(self) -> None:
        """Close the page and remember how many marks it holds."""
        self.marks_per_page.append(self._marks)
        self._marks = 0
        super().showPage()

    def save(self) -> None:
        """Fill in the deferred texts and write the file."""
        totals = Totals(len(self.marks_per_page), self.page_of)
        for late in self._deferred:
            page = self._doc.Pages.pages[late.page]
            page.stream = page.stream.replace(late.token, self._late_text(late, totals), 1)
        super().save()

    def _late_text(self, late: _Deferred, totals: Totals) -> str:
        text = fonts.clean(late.produce(totals))
        x = late.x - offset(late.style.align, fonts.width(text, late.style.font, late.style.size))
        return self._text_operators(late.style, x, late.y, text)


def offset(align: Align, width: float) -> float:
    """How far left of its anchor a text of this width begins."""
    return {"left": 0.0, "center": width / 2, "right": width}[align]


class _Encoder(dict[int, str]):
    """Character → escaped code in the font's first subset, learned once per document.

    A report seldom needs more than the 220 codes of one subset; a text with a character beyond them takes
    reportlab's slow way.
    """

    def __init__(self, canvas: TaggedCanvas, font: str) -> None:
        super().__init__()
        self._canvas, self._font = canvas, getFont(font)
        self._font.splitString(" ", canvas._doc)
        self._resource = str(self._font.getSubsetInternalName(0, canvas._doc))
        self.equal = _EqualDigits(self, font)

    def encode(self, text: str) -> list[tuple[str, str]]:
        try:
            return [(self._resource, text.translate(self))]
        except _OtherSubset:
            parts = self._font.splitString(text, self._canvas._doc)
            name = self._font.getSubsetInternalName
            return [(name(subset, self._canvas._doc), self._canvas._escape(part)) for subset, part in parts]

    def show(self, size: float, text: str, equal_digits: bool = False) -> str:
        """Operators that show the text, with digits of one width if wanted."""
        if equal_digits:
            try:
                return f"{self._resource} {size:.4g} Tf [({text.translate(self.equal)})] TJ"
            except _OtherSubset:
                pass
        return " ".join(f"{name} {size:.4g} Tf ({string}) Tj" for name, string in self.encode(text))

    def __missing__(self, code: int) -> str:
        ((subset, part),) = self._font.splitString(chr(code), self._canvas._doc)
        if subset:
            raise _OtherSubset
        value = self[code] = str(self._canvas._escape(part))
        return value


class _EqualDigits(dict[int, str]):
    """Like its encoder, but each digit stands in the middle of the widest digit's room (for a TJ array)."""

    def __init__(self, encoder: _Encoder, font: str) -> None:
        super().__init__()
        self._encoder, self._font = encoder, font

    def __missing__(self, code: int) -> str:
        value = self._encoder[code]
        if 48 <= code <= 57:
            slack = (fonts.digit_width(self._font) - fonts.em_width(chr(code), self._font)) / 2
            value = f") {-slack:.4g} ({value}) {-slack:.4g} ("
        self[code] = value
        return value


class _OtherSubset(Exception):
    """The character lives in a later subset of the font. Not a LookupError: translate would swallow that."""
