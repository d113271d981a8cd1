"""What happened, as plain values that a text can be made from in any language: names, codes, dates, people's own words.

`News` is what an action knows; `Told` is what the outbox keeps. Names are kept as they were: the event was theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from initiatives.domain import codec
from initiatives.domain.dates import PartialDate, from_edtf
from initiatives.domain.negotiation import awaited
from initiatives.domain.vocabulary import Ask, NoticeKind, Side
from initiatives.models import Dependency, Meeting, Milestone, User
from initiatives.models.sides import external_of, initiative_of, is_example, milestone_of

TERMS = ("need_by", "promised")  # told with every notice, changed or not


@dataclass(frozen=True, slots=True)
class News:
    """What an action knows of what happened, beside the dependency as it now stands.

    `changes`: field of the dependency, or role of the milestone's date → value before and after, as the models hold
    them. `words`: the actor's own, and the language they are written in. `milestone`: the one that got a new date.
    """

    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    words: str = ""
    language: str = ""
    milestone: Milestone | None = None
    ask: Ask | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a name, in the language of the name."""

    uid: str
    name: str
    language: str = "nb"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on a side: an initiative or an external party, and which of its milestones."""

    whole: Name
    milestone: Name | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after: a date as [EDTF, words], a milestone as a `Name`, else the column's own value."""

    field: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an event for those on `side`. `by` is the side that acted, empty when it was the office."""

    side: str
    giver: Party
    receiver: Party
    by: str = ""
    organisation: str = ""  # the actor's
    state: str = ""
    binding: bool = False
    awaited: bool = False  # the answer of those who are told
    stand_in: bool = False  # the office is told because the side has nobody
    example: bool = False  # it is made up, or one of its sides
    terms: tuple[Change, ...] = ()
    changes: tuple[Change, ...] = ()
    written: str = "nb"  # the language of the contract's own texts
    words: str = ""
    language: str = ""
    milestone: Name | None = None
    ask: str = ""
    body: Name | None = None
    meeting: PartialDate | None = None

    @property
    def ours(self) -> Party:
        """The side of those who are told."""
        return self.giver if self.side == Side.GIVER else self.receiver

    @property
    def theirs(self) -> Party:
        """The side across the table."""
        return self.receiver if self.side == Side.GIVER else self.giver

    def names(self) -> Iterator[Name]:
        """Everything that is named and may be withheld."""
        for party in (self.giver, self.receiver):
            yield party.whole
            if party.milestone is not None:
                yield party.milestone
        if self.milestone is not None:
            yield self.milestone
        for change in self.changes:
            yield from filter(None, map(name_of, (change.before, change.after)))

    def plain(self) -> dict[str, Any]:
        """The plain values the outbox keeps."""
        values: dict[str, Any] = codec.encode(self)
        return values


def told_of(values: dict[str, Any]) -> Told:
    """What the outbox kept."""
    told: Told = codec.decode(Told, values)
    return told


def tell(
    kind: NoticeKind,
    dependency: Dependency,
    side: Side,
    news: News,
    *,
    by: Side | None,
    user: User | None,
    stand_in: bool = False,
) -> Told:
    """The event as it is kept for those on `side`. No query when sides and organisation are fetched."""
    words, language = _words(kind, dependency, news, user)
    meeting = news.meeting
    return Told(
        side=side.value,
        giver=_party(dependency, Side.GIVER),
        receiver=_party(dependency, Side.RECEIVER),
        by=by.value if by else "",
        organisation=str(user.organisation) if user and user.organisation else "",
        state=str(dependency.state),
        binding=dependency.binding,
        awaited=awaited(dependency.state, dependency.last_word) == side,
        stand_in=stand_in,
        example=is_example(dependency),
        terms=tuple(_change(name, (None, date)) for name in TERMS if (date := _date(dependency, name))),
        changes=tuple(_change(name, values) for name, values in news.changes.items()),
        written=dependency.language,
        words=words,
        language=language,
        milestone=_milestone(news.milestone),
        ask=news.ask.value if news.ask else "",
        body=_name(meeting.body) if meeting else None,
        meeting=_date(meeting, "date") if meeting else None,
    )


def date_of(plain: Any) -> PartialDate | None:
    """The date a change holds."""
    return from_edtf(*plain) if plain else None


def name_of(plain: Any) -> Name | None:
    """The milestone a change holds; None where it holds something else."""
    return Name(**plain) if isinstance(plain, dict) else None


def _words(kind: NoticeKind, dependency: Dependency, news: News, user: User | None) -> tuple[str, str]:
    """The actor's words, or those the contract was just given: what is proposed, why it is disputed."""
    if news.words:
        return news.words, news.language or (user.writes if user else dependency.language)
    if kind is NoticeKind.PROPOSED:
        return dependency.description, dependency.language
    if kind is NoticeKind.DISPUTED:
        return dependency.objection, dependency.objection_language
    return "", ""


def _party(dependency: Dependency, side: Side) -> Party:
    return Party(_name(_whole(dependency, side)), _milestone(milestone_of(dependency, side)))


def _whole(dependency: Dependency, side: Side) -> Any:
    return initiative_of(dependency, side) or external_of(dependency, side)


def _milestone(milestone: Milestone | None) -> Name | None:
    return _name(milestone) if milestone is not None else None


def _name(row: Any) -> Name:
    return Name(_hex(row.uid), row.name, row.language, getattr(row, "code", ""))


def _date(row: Any, name: str) -> PartialDate | None:
    found: PartialDate | None = getattr(row, name)
    return found


def _hex(uid: UUID | str) -> str:
    return UUID(str(uid)).hex


def _change(name: str, values: tuple[Any, Any]) -> Change:
    before, after = (_value(each) for each in values)
    return Change(name, before, after)


def _value(value: Any) -> Any:
    if isinstance(value, Milestone):
        return codec.encode(_name(value))
    if isinstance(value, StrEnum):
        return value.value
    return codec.encode(value)
