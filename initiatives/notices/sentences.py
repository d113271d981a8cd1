"""Sentences whose names stand in a language of their own: one value, as plain text and as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from initiatives.domain import free_text


@dataclass(frozen=True, slots=True)
class Text:
    """Somebody's words, on one line, and the language they are in."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return free_text.one_line(self.text)

    @property
    def html(self) -> SafeString:
        """The words, marked with their language."""
        return format_html('<span lang="{}">{}</span>', self.language, self) if self.language else escape(self)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours, already in the reader's language, with %(places)s for what it names."""

    template: str
    parts: "Mapping[str, Part]" = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % {name: str(part) for name, part in self.parts.items()}

    @property
    def html(self) -> SafeString:
        """The sentence escaped, each name marked with its language."""
        parts = {name: _html(part) for name, part in self.parts.items()}
        return mark_safe(escape(self.template) % parts)  # noqa: S308  both halves are escaped


Part = str | Text | Sentence


def _html(part: Part) -> SafeString:
    return escape(part) if isinstance(part, str) else part.html
