"""Finds words of another language in what is shown: pages, workbooks and PDF files.

A word is foreign when the sources use it in bokmål and the catalogue of the language nowhere does. Texts that people
have stored keep their own language, so they are taken out first.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html.parser import HTMLParser
from typing import NamedTuple

from babel.messages import Message
from django.apps import apps
from django.db import models

from initiatives.models import User
from portfolio import catalogues

WORD = re.compile(r"[^\W\d_]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|<[^>]+>")
PIECES = re.compile(r"[·;:()«»‘’…\n]|, | – |\. ")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-l")


class Said(NamedTuple):
    """A piece of text, the language it is marked with, and the element or attribute it stands in."""

    text: str
    language: str
    where: str
    drawn: bool = False
    """Only for the eye: a name may be broken over lines there, and stands whole for readers."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []
        self.said: list[Said] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        shown = [(name, given.get(name) or "") for name in SPOKEN]
        self.said += [Said(text, language, f"{tag}@{name}") for name, text in shown if text]
        if tag not in VOID:
            drawn = given.get("aria-hidden") == "true" or bool(self.open and self.open[-1][2])
            self.open.append((tag, language, drawn))

    def handle_endtag(self, tag: str) -> None:
        at = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at][0] == tag), None)
        if at is not None:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("script", "style"):
            tag, language, drawn = self.open[-1]
            self.said.append(Said(" ".join(data.split()), language, tag, drawn))


def of_page(html: str) -> list[Said]:
    """What a page says, by eye and by ear."""
    reader = _Reader()
    reader.feed(html)
    return reader.said


def foreign_words(language: str) -> frozenset[str]:
    """The words the sources use that the catalogue of `language` does not."""
    catalogue = [each for each in catalogues.read(language) if each.id]
    return _words(catalogue, "id") - _words(catalogue, "string")


def _words(messages: Iterable[Message], name: str) -> frozenset[str]:
    texts = (getattr(each, name) for each in messages)
    forms = (form for text in texts for form in ([text] if isinstance(text, str) else text))
    return frozenset(word.casefold() for form in forms for word in WORD.findall(PLACEHOLDER.sub(" ", form)))


class Stored:
    """Every text in the database, to be taken out of what is shown."""

    @cached_property
    def texts(self) -> frozenset[str]:
        """All of them, in small letters and with single spaces."""
        return frozenset(_plain(part) for text in self._all() for part in (text, *re.split(r" / |; ", text)))

    @cached_property
    def _long(self) -> list[str]:
        return sorted((each for each in self.texts if " " in each), key=len, reverse=True)

    @cached_property
    def _people(self) -> "re.Pattern[str]":
        """A sign-in name after other words: «Fyll inn leder»."""
        names = User._default_manager.values_list("username", flat=True)
        return re.compile(rf" (?:{'|'.join(map(re.escape, names))})$")

    def holds(self, fragment: str) -> bool:
        """Whether a stored text has this in it, which a line may end with a hyphen."""
        plain = _plain(fragment).removesuffix("-")
        return any(plain in each for each in self.texts)

    def _all(self) -> Iterator[str]:
        yield from map(str, User._default_manager.all())
        for room in ("initiatives", "reporting"):
            for model in apps.get_app_config(room).get_models():
                names = [field.name for field in model._meta.get_fields() if _is_text(field)]
                for row in model._default_manager.values_list(*names) if names else ():
                    yield from (value for value in row if isinstance(value, str) and value)

    def without(self, text: str) -> str:
        """The text without what is stored: whole sentences anywhere, single words where they stand alone."""
        plain = self._people.sub("", _plain(text))
        if plain in self.texts:
            return ""
        for each in self._long:
            if each in plain:
                plain = plain.replace(each, " · ")
        return " · ".join(piece for piece in map(str.strip, PIECES.split(plain)) if not self._is_stored(piece))

    def _is_stored(self, piece: str) -> bool:
        return piece in self.texts or (len(piece) > 12 and any(each.startswith(piece) for each in self._long))


def _is_text(field: "models.Field[object, object] | object") -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class Inspector:
    """Looks for foreign words in one language."""

    def __init__(self, language: str, stored: Stored) -> None:
        self.language, self.stored, self.foreign = language, stored, foreign_words(language)
        self.seen: dict[str, frozenset[str]] = {}

    def found_in(self, text: str) -> frozenset[str]:
        """The foreign words of a text that nobody has stored."""
        if text not in self.seen:
            self.seen[text] = self._of(text) and self._of(self.stored.without(text))
        return self.seen[text]

    def _of(self, text: str) -> frozenset[str]:
        return self.foreign.intersection(map(str.casefold, WORD.findall(text)))

    def leftovers(self, said: Iterable[Said]) -> list[str]:
        """What is not translated: «text: words»."""
        ours = {
            each.text
            for each in said
            if each.language in ("", self.language) and not (each.drawn and self.stored.holds(each.text))
        }
        return [f"{text}: {', '.join(sorted(words))}" for text in sorted(ours) if (words := self.found_in(text))]
