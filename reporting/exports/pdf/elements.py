"""Everything a report may hold: the one door through which each element gets its role.

Each function takes plain values and returns an Element for `document.build`. Text is a string, or a sequence of
strings and the inline values `strong`, `muted`, `link`, `pill` and so on; nothing in it is markup.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlab.graphics.shapes import Drawing

from . import styles
from .blocks import Heading, Kicker, Note, Rule, Space, TextBlock
from .contents import Contents
from .cover import Cover
from .figures import Figure
from .flow import Columns, Element, Group, Orientation, PageTurn, Stack
from .grid import Cell, CellValue, Column
from .inline import Content, Inline, Pill, Run, Shape, Turn
from .lists import Item, ItemList, ListState, list_item
from .palette import Status, Tone
from .tables import DataTable, TableState

__all__ = [
    "Cell",
    "CellValue",
    "Column",
    "Content",
    "Element",
    "bullets",
    "columns",
    "contents",
    "cover",
    "facts",
    "figure",
    "foreign",
    "heading",
    "keep_together",
    "kicker",
    "lead",
    "link",
    "muted",
    "note",
    "numbered",
    "page_break",
    "paragraph",
    "pill",
    "quiet",
    "rule",
    "section",
    "shape",
    "small",
    "spacer",
    "strong",
    "struck",
    "table",
    "text",
    "toned",
    "turn",
]


# ── inside a line ────────────────────────────────────────────────────────
def text(*parts: Inline) -> tuple[Inline, ...]:
    """Strings and inline values as one content: `text("Se ", link("siden", url))`. A sequence will do as well."""
    return parts


def strong(text: str, tone: Tone | None = None) -> Run:
    """Semibold text."""
    return Run(text, strong=True, tone=tone)


def muted(text: str) -> Run:
    """Small grey text, for owners and codes beside a name."""
    return Run(text, tone="muted", small=True)


def toned(text: str, tone: Tone) -> Run:
    """Text in a status colour; the words must say what the colour says."""
    return Run(text, tone=tone)


def struck(text: str) -> Run:
    """A value that no longer holds."""
    return Run(text, tone="muted", struck=True)


def foreign(text: str, lang: str) -> Run:
    """Text in another language than the document; `lang` is a tag such as "en"."""
    return Run(text, lang=lang)


def link(text: str, url: str | None = None, *, to: str | None = None, description: str | None = None) -> Run:
    """A link to an address, or `to` the key of a heading. Raises ValueError unless exactly one is given."""
    if (url is None) == (to is None):
        raise ValueError("A link leads either to an address or to a heading.")
    return Run(text, url=url, target=to, description=description)


def pill(status: Status, word: str, *, ground: bool = False) -> Pill:
    """Status as shape + word + colour; with `ground` as a tinted lozenge, once or twice on a page."""
    return Pill(status, word, ground)


def turn(before: Status, after: Status, word: str, *, spoken: str) -> Turn:
    """A status that changed; `spoken` is read before the word, e.g. «fra Noen utfordringer til»."""
    return Turn(before, after, word, spoken)


def shape(status: Status, spoken: str) -> Shape:
    """Only the shape, read as `spoken`."""
    return Shape(status, spoken)


# ── blocks of text ───────────────────────────────────────────────────────
def heading(
    words: Content, level: int, *, key: str | None = None, in_contents: bool = True, lang: str | None = None
) -> Element:
    """A heading of level 1–4, with a bookmark and an entry in the contents. `key` is for links to it.

    It never ends a page. `document.build` refuses a story whose levels skip.
    """
    if level not in styles.HEADINGS:
        raise ValueError(f"Headings have level 1 to 4, not {level}.")
    return Heading(words, level, key, in_contents, lang=lang)


def paragraph(words: Content, *, lang: str | None = None) -> Element:
    """Running text."""
    return TextBlock(words, styles.BODY, lang=lang)


def lead(words: Content, *, lang: str | None = None) -> Element:
    """The opening paragraph under a title."""
    return TextBlock(words, styles.LEAD, lang=lang)


def small(words: Content, *, lang: str | None = None) -> Element:
    """Secondary text."""
    return TextBlock(words, styles.SMALL, lang=lang)


def quiet(words: Content, *, lang: str | None = None) -> Element:
    """The smallest, grey text: sources and reservations."""
    return TextBlock(words, styles.MICRO, lang=lang)


def kicker(words: Content) -> Element:
    """A small line above a heading, kept with it."""
    return Kicker(words, styles.KICKER)


def note(body: Content | Sequence[Element], *, tone: Tone = "accent", lang: str | None = None) -> Element:
    """Text, or elements, with a coloured bar to the left."""
    elements = _elements(body)
    return Note(Stack(elements) if elements else TextBlock(_text(body), styles.SMALL, lang=lang), tone)


# ── lists ────────────────────────────────────────────────────────────────
def bullets(items: Sequence[Content | Sequence[Element]]) -> Element:
    """A bulleted list. An item is text, or elements (so that lists can be nested)."""
    return _list("Disc", ["•"] * len(items), items, 13)


def numbered(items: Sequence[Content | Sequence[Element]], *, start: int = 1) -> Element:
    """A numbered list, from `start`."""
    labels = [f"{number}." for number in range(start, start + len(items))]
    return _list("Decimal", labels, items, 11 + 6.2 * len(str(start + len(items))))


def facts(pairs: Mapping[str, Content] | Sequence[tuple[Content, Content]], *, label_width: float = 96) -> Element:
    """Terms and descriptions with hairlines between; for more than two columns use `table`."""
    rows = list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)
    label = replace(styles.SMALL, colour=styles.MICRO.colour)
    items = [list_item(term, description, styles.SMALL, label) for term, description in rows]
    return ItemList(items, ListState("None"), label_width, gap=7, ruled=True)


def _list(
    numbering: str, labels: Sequence[str], items: Sequence[Content | Sequence[Element]], label_width: float
) -> Element:
    made: list[Item] = [
        list_item(label, body, styles.BODY, styles.BODY) for label, body in zip(labels, items, strict=True)
    ]
    return ItemList(made, ListState(numbering), label_width, gap=3.5)


# ── tables and figures ───────────────────────────────────────────────────
def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[CellValue]],
    *,
    caption: Content | None = None,
    summary: str | None = None,
    empty: str = "–",
    head: Sequence[Sequence[CellValue]] | None = None,
) -> Element:
    """A data table of any length; the head is repeated on each page.

    A row is one value per column: text, inlines, an element, or a `Cell` (spans, row groups). `head` replaces the
    row of column titles by rows of cells; `empty` is what an empty table says. Raises ValueError when a row does
    not fill the columns.
    """
    titles = head if head is not None else [[column.title for column in columns]]
    body = rows or [[Cell(empty, colspan=len(columns))]]
    title = TextBlock(caption, styles.CAPTION, tag="Caption") if caption is not None else None
    return DataTable(TableState(columns, titles, body, summary), title)


def figure(drawing: Drawing, *, alt: str, caption: Content | None = None, note: Content | None = None) -> Element:
    """A vector drawing with its text alternative, under a caption; `note` stands below. Shrinks to fit."""
    title = TextBlock(caption, styles.CAPTION, tag="Caption") if caption is not None else None
    return Figure(drawing, alt, title, TextBlock(note, styles.MICRO) if note is not None else None)


# ── the page ─────────────────────────────────────────────────────────────
def cover(
    title: Content,
    *,
    issuer: Content = "",
    kicker: Content = "",
    lead: Content = "",
    details: Mapping[str, Content] | None = None,
) -> Element:
    """The cover page, first in a story: who issues it, a kicker, the title (H1, not in the contents), a lead, and
    details at the foot."""
    top: list[Element] = [TextBlock(issuer, styles.COVER_ISSUER)] if issuer else []
    middle: list[Element] = [Kicker(kicker, styles.COVER_KICKER)] if kicker else []
    middle.append(Heading(title, 1, in_contents=False, style=styles.COVER_TITLE))
    if lead:
        middle.append(TextBlock(lead, styles.COVER_LEAD))
    foot = [facts(details, label_width=120)] if details else []
    return Cover(Stack(top), Stack(middle), Stack(foot))


def contents(*, depth: int = 2) -> Element:
    """The table of contents down to heading level `depth`, with page numbers and links."""
    return Contents(depth)


def spacer(points: float) -> Element:
    """Empty height."""
    return Space(points)


def rule() -> Element:
    """A hairline."""
    return Rule()


def page_break(orientation: Orientation | None = None) -> Element:
    """A new page; with an orientation all pages from here are upright ("portrait") or lying ("landscape")."""
    return PageTurn(orientation)


def keep_together(elements: Sequence[Element]) -> Element:
    """Elements on one page, if a page can hold them."""
    return Stack(elements, together=True)


def columns(*blocks: Sequence[Element], shares: Sequence[float] | None = None) -> Element:
    """Blocks side by side, read one whole block after the other. `shares` are relative widths, else equal."""
    return Columns([Stack(block) for block in blocks], shares or [1.0] * len(blocks))


def section(elements: Sequence[Element]) -> Element:
    """Elements grouped as one section (Sect) in the structure."""
    return Stack(elements, group=Group("Sect"))


def _elements(body: object) -> list[Element]:
    if isinstance(body, Sequence) and not isinstance(body, str):
        return [each for each in body if isinstance(each, Element)]
    return []


def _text(body: Content | Sequence[Element]) -> Content:
    return body
