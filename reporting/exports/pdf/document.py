"""A story of elements in, a finished PDF out."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reportlab.platypus.doctemplate import BaseDocTemplate, NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from . import fonts
from .blocks import Heading
from .contents import Contents
from .cover import Cover
from .finish import finish
from .flow import Element, Orientation, PageTurn, Stack, walk
from .pages import Furniture, templates
from .structure import TaggedCanvas


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


def build(story: Story, meta: Meta, *, orientation: Orientation = "portrait") -> bytes:
    """The story as PDF/UA-1 and PDF/A-2a in one file; the same story and meta give the same bytes.

    Raises HeadingOrder when a heading skips a level, and fonts.FontsMissing without the typeface.
    """
    fonts.register()
    elements = list(_flat(story))
    _claim(elements)
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
    for each in elements:
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
            yield Stack([*held, each]) if held else each
            held = []
    yield from held
