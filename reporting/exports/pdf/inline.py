"""What can stand in a line of text. Plain values: nothing here is markup, so «<» and «&» are just characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from . import fonts
from .palette import Status, Tone


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look.

    `url` (external) or `target` (the key of a heading) makes it a link; `lang` marks text in another language
    than the document (a BCP 47 tag such as "nn" or "en"); `description` is what a screen reader says of a link
    instead of its text.
    """

    text: str
    strong: bool = False
    tone: Tone | None = None
    small: bool = False
    struck: bool = False
    lang: str | None = None
    url: str | None = None
    target: str | None = None
    description: str | None = None

    @property
    def is_link(self) -> bool:
        """True when the run leads somewhere."""
        return self.url is not None or self.target is not None


@dataclass(frozen=True, slots=True)
class Pill:
    """A status: shape + word + colour. `ground` adds the tinted lozenge (at most one or two on a page)."""

    status: Status
    word: str
    ground: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A status that changed: old shape → new shape and word. `spoken` is read instead of old shape and arrow,
    for instance «fra Noen utfordringer til»."""

    before: Status
    after: Status
    word: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Shape:
    """Only the status shape, `spoken` aloud as its word: for rows of earlier rounds."""

    status: Status
    spoken: str


Inline: TypeAlias = str | Run | Pill | Turn | Shape
Content: TypeAlias = Inline | Sequence[Inline]


def inlines(content: Content) -> tuple[Inline, ...]:
    """The content as a tuple of inlines."""
    if isinstance(content, str | Run | Pill | Turn | Shape):
        return (content,)
    return tuple(content)


def text_of(content: Content) -> str:
    """The content as it is read aloud: for bookmarks, tables of contents and descriptions."""
    return fonts.plain("".join(_spoken(inlines(content)))).replace("\n", " ")


def _spoken(parts: Iterable[Inline]) -> Iterable[str]:
    for part in parts:
        match part:
            case str():
                yield part
            case Run():
                yield part.text
            case Pill():
                yield part.word
            case Turn():
                yield f"{part.spoken} {part.word}"
            case Shape():
                yield part.spoken
