"""Notices as lines of a page, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.safestring import SafeString

from initiatives.choices import Word, word
from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import moment
from initiatives.models import Notice
from initiatives.notices.facts import facts
from initiatives.notices.links import path
from initiatives.notices.scenes import scene
from initiatives.notices.veils import veils
from initiatives.notices.wording import wording


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


def lines(notices: Iterable[Notice]) -> list[Line]:
    """The notices as lines, in the order given. One query beyond fetching them, however many they are."""
    rows = list(notices)
    withheld = veils(rows)
    found = []
    for notice in rows:
        shown = scene(notice, withheld)
        found.append(
            Line(
                uid=notice.uid,
                kind=word(NoticeKind(notice.kind)),
                text=wording(shown).lead.html,
                parties=shown.parties.html,
                facts=tuple(fact.html for fact in facts(shown)),
                url=path(notice),
                when=notice.recorded_at,
                told=moment(notice.recorded_at),
                unread=notice.read_at is None,
                example=shown.told.example,
            )
        )
    return found
