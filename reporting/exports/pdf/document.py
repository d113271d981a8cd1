"""A story of elements in, a finished PDF out."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise, takewhile
from typing import Any

from reportlab.platypus.doctemplate import BaseDocTemplate, NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from . import fonts, styles
from .blocks import Heading, TextBlock
from .contents import Contents
from .cover import Cover
from .figures import Figure
from .finish import finish
from .flow import Element, Orientation, PageTurn, Stack, walk
from .inline import text_of
from .pages import Furniture, templates
from .structure import TaggedCanvas
from .tables import DataTable


class HeadingOrder(ValueError):
    """A heading skips a level, or the first one is not of level 1."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the document says of itself. `created` needs a time zone and decides the file's dates, never the clock.

    `lang` is a BCP 47 tag such as "nb-NO"; `tool` names the program that made the file.
    """

    title: str
    author: str
    lang: str
    created: datetime
    subject: str = ""
    tool: str = "Samstyr"
    furniture: Furniture = field(default_factory=Furniture)

    def __post_init__(self) -> None:
        if not fonts.plain(self.title):
            raise ValueError("A document needs a title.")
        if self.created.tzinfo is None:
            raise ValueError("Meta.created needs a time zone.")


Story = Sequence["Element | Story"]
SHORT = 400  # letters of a text that is kept with the table or figure it introduces


def build(story: Story, meta: Meta, *, orientation: Orientation = "portrait") -> bytes:
    """The story as PDF/UA-1 and PDF/A-2a in one file; the same story and meta give the same bytes.

    Raises HeadingOrder when a heading skips a level, and fonts.FontsMissing without the typeface.
    """
    fonts.register()
    elements = list(_flat(story))
    _claim(elements)
    _bind(elements)
    headings = prepare(elements)
    for element in walk(elements):
        if isinstance(element, Contents):
            element.fill(headings)
    canvas, raw = _draw(elements, meta, orientation)
    return finish(raw, canvas, meta)


def prepare(elements: Sequence[Element]) -> list[Heading]:
    """All headings in reading order, each with a key of its own. Raises HeadingOrder."""
    headings = [each for each in walk(elements) if isinstance(each, Heading)]
    level = 0
    taken = {each.key for each in headings if each.key}
    for number, heading in enumerate(headings, start=1):
        if heading.level > level + 1:
            raise HeadingOrder(f"«{heading.title}» is a heading of level {heading.level} after level {level}.")
        level = heading.level
        if heading.key is None:
            heading.key = f"section-{number}"
            while heading.key in taken:
                heading.key += "-"
        taken.add(heading.key)
    return headings


def _claim(elements: Sequence[Element]) -> None:
    """An element remembers its place in one structure tree, so it can stand in one document, once."""
    for each in walk(elements):
        if each.built:
            raise ValueError("An element can be used once. Make the story anew for each document.")
        each.built = True
    if any(isinstance(each, Cover) for each in elements[1:]):
        raise ValueError("The cover is the first element of a story.")


def _bind(elements: Sequence[Element]) -> None:
    """What stands between a heading and the table or figure it is of, leads to it; a small line under a table trails
    it. Neither is left alone on a page."""
    for above, each in pairwise(elements):
        table = isinstance(above, DataTable) or above.trails
        each.trails = table and isinstance(each, TextBlock) and each.style is styles.MICRO
    for place in range(len(elements) - 2, 0, -1):
        each, below = elements[place], elements[place + 1]
        if not _introduces(each) or not (below.leads or isinstance(below, DataTable | Figure)):
            continue
        above = elements[place - 1]
        each.leads = above.leads or (_introduces(above) and place > 1 and elements[place - 2].leads)


def _introduces(each: Element) -> bool:
    return isinstance(each, TextBlock) and not each.leads and not each.trails and len(text_of(each.content)) <= SHORT


def _flat(story: Story) -> Iterator[Element]:
    for each in story:
        if isinstance(each, Element):
            yield each
        else:
            yield from _flat(each)


def _draw(elements: Sequence[Element], meta: Meta, orientation: Orientation) -> tuple[TaggedCanvas, bytes]:
    made: list[TaggedCanvas] = []

    def canvas_maker(*args: Any, **kwargs: Any) -> TaggedCanvas:
        made.append(TaggedCanvas(*args, **{**kwargs, "invariant": 1, "initialFontName": fonts.REGULAR}))
        return made[-1]

    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, title=fonts.plain(meta.title), lang=meta.lang, initialFontName=fonts.REGULAR)
    covered = bool(elements) and isinstance(elements[0], Cover)
    by_name = {template.id: template for template in templates(meta.furniture)}
    first = "cover" if covered else orientation
    document.addPageTemplates([by_name.pop(first), *by_name.values()])
    flowables = list(_flowables(elements, orientation)) or [PageBreak()]
    document.build(flowables, canvasmaker=canvas_maker)
    (canvas,) = made
    if canvas._doc.Outlines.ready or canvas.page_of:
        canvas.showOutline()
    return canvas, buffer.getvalue()


def _flowables(elements: Sequence[Element], orientation: Orientation) -> Iterator[Flowable]:
    """Platypus's view of the story: page turns as its own flowables, headings tied to what follows them."""
    held: list[Element] = []
    for place, each in enumerate(elements):
        if each.trails:
            continue  # went with what it trails
        if isinstance(each, Cover):
            yield from (each, NextPageTemplate(orientation), PageBreak())
        elif isinstance(each, PageTurn):
            yield from held
            held = []
            yield from ((NextPageTemplate(each.orientation),) if each.orientation else ())
            yield PageBreak()
        elif each.leads:
            held.append(each)
        else:
            whole = [*held, each, *takewhile(lambda below: below.trails, elements[place + 1 :])]
            yield Stack(whole) if len(whole) > 1 else each
            held = []
    yield from held
