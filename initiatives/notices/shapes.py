"""What a notice becomes, whatever it tells of: a letter to one person, and a line of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from initiatives.choices import Word, word
from initiatives.domain import free_text
from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import moment
from initiatives.models import Notice
from initiatives.notices.sentences import Sentence

LONGEST_SUBJECT = 120  # characters; a name may have 300
LONGEST_QUOTE = 2_000


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, and whose or of what."""

    intro: Sentence
    text: str
    language: str

    def __str__(self) -> str:
        quoted = "\n".join(f"> {line}".rstrip() for line in self.text.splitlines())
        return f"{self.intro}\n{quoted}"


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things a letter is about: where it leads, what is to be said of it, and what somebody said."""

    text: Sentence
    url: str
    details: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    note: str = ""  # why there are no quotes

    def __str__(self) -> str:
        below = "\n".join((*map(str, self.details), *map(str, self.quotes), *filter(None, [self.note])))
        return "- " + "\n  ".join(filter(None, [str(self.text), *below.splitlines()]))


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one person."""

    language: str
    subject: str
    lead: Sentence
    parties: Sentence | None
    facts: tuple[Sentence, ...]
    quote: Quote | None
    note: str  # why there is no quote; '' where nothing is left out
    asked: str
    otherwise: str
    url: str
    example: str  # that the sides are made up; '' for real ones
    footer: tuple[Sentence, ...]
    heading: str = ""  # over the items
    items: tuple[Item, ...] = ()
    rest: str = ""  # how many more there are

    @property
    def text(self) -> str:
        """The letter as plain text."""
        blocks = [
            f"{self.lead}\n{self.parties or ''}".strip(),
            "\n".join(map(str, self.facts)),
            str(self.quote) if self.quote else self.note,
            f"{self.asked}\n{self.otherwise}",
            _("Åpne i Samstyr: %(url)s") % {"url": self.url},
            "\n".join(filter(None, [f"{self.heading}:", *map(str, self.items), self.rest])) if self.items else "",
            self.example,
            "-- \n" + "\n".join(map(str, self.footer)),
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"

    @property
    def html(self) -> str:
        """The letter as an accessible page without pictures, styles or anything fetched from elsewhere."""
        return render_to_string("notices/letter.html", {"letter": self})


@dataclass(frozen=True, slots=True)
class Line:
    """One notice: what it tells and where it leads. Texts are HTML, with the language of each name."""

    uid: UUID
    kind: Word
    text: SafeString
    parties: SafeString
    facts: tuple[SafeString, ...]
    url: str
    when: datetime
    told: str  # the time in words
    unread: bool
    example: bool


def line_of(
    notice: Notice, *, lead: Sentence, parties: Sentence, facts: Iterable[Sentence], url: str, example: bool
) -> Line:
    """A notice as a line of these sentences."""
    return Line(
        uid=notice.uid,
        kind=word(NoticeKind(notice.kind)),
        text=lead.html,
        parties=parties.html,
        facts=tuple(fact.html for fact in facts),
        url=url,
        when=notice.recorded_at,
        told=moment(notice.recorded_at),
        unread=notice.read_at is None,
        example=example,
    )


def one_line(subject: str) -> str:
    """A subject of one line: a line break in a name must not become a header of its own."""
    return Truncator(free_text.one_line(subject)).chars(LONGEST_SUBJECT)


def quote(intro: Sentence, words: str, language: str) -> Quote:
    """Somebody's words, tidied and not endless."""
    return Quote(intro, Truncator(free_text.tidy(words)).chars(LONGEST_QUOTE), language)


def to_change() -> Sentence:
    """The last line of every letter: whom to ask."""
    return Sentence(_("Skal andre ha slike varsler, eller vil du ikke ha dem? Si fra til porteføljekontoret."))
