"""What people are told of a round of reporting, as plain values that a letter can be made from in any language.

Names, codes and days are kept as they were on the day of what happened; everything comes from the caller, since what a
round and a report are is not known in this room. A person gets one letter of all his or her reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from initiatives.domain import codec
from initiatives.domain.dates import PartialDate
from initiatives.domain.vocabulary import NoticeKind
from initiatives.notices.told import Name

ROUNDS = frozenset(kind for kind in NoticeKind if kind.value.startswith("round_"))
"""The kinds that tell of a round of reporting."""


class RoundChange(StrEnum):
    """What was changed of one's duty to report (`NoticeKind.ROUND_CHANGED`)."""

    EXTENDED = "extended"
    EXEMPT = "exempt"
    INCLUDED = "included"  # has to report after all


class Outcome(StrEnum):
    """What one report led to when its round was locked (`NoticeKind.ROUND_LOCKED`)."""

    EXCEPTION = "exception"
    LISTED = "listed"
    HIGHLIGHT = "highlight"
    DECISION = "decision"
    NOT_ASSESSED = "not_assessed"
    UNREPORTED = "unreported"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Remark:
    """What the secretariat says of one field of a report it sends back. `field` is its code; '' is the whole report."""

    field: str
    text: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Colours:
    """One dimension as declared and as assessed, codes of `Dimension` and `Colour`; '' where nobody said one.

    `comment` is the secretariat's, where it sees it differently.
    """

    dimension: str
    declared: str = ""
    assessed: str = ""
    comment: str = ""
    language: str = "nb"

    @property
    def differs(self) -> bool:
        """Whether the secretariat sees it differently."""
        return bool(self.declared and self.assessed) and self.declared != self.assessed


@dataclass(frozen=True, slots=True)
class RoundReport:
    """One report a letter is about: `uid`, `code` and `name` are the initiative's, `report` is the report's uid.

    `deadline` is its own where it has one, `before` what it was until now. `form` is full or light; `returned`: it was
    given, and sent back.
    """

    uid: str
    code: str
    name: str
    language: str = "nb"
    report: str = ""
    organisation: str = ""
    form: str = ""
    deadline: date | None = None
    before: date | None = None
    remarks: tuple[Remark, ...] = ()
    colours: tuple[Colours, ...] = ()
    outcomes: tuple[str, ...] = ()
    returned: bool = False

    @property
    def initiative(self) -> Name:
        """The initiative, by whose uid its name may be withheld."""
        return Name(UUID(self.uid).hex, self.name, self.language, self.code)


@dataclass(frozen=True, slots=True)
class RoundTold:
    """What is kept of an event of a round for one person. `on` is the day it happened, which days are counted from.

    `period` is the round's code and `name` its name, in `name_language`. `stage` is when it is told: kick_off,
    week_before, day_before, late, week_late or manual. `words` are the secretariat's own, in `language`: a general
    comment, or the reason of what was changed. Who acted is set by `tell_of_round`.
    """

    period: str
    on: date
    reports: tuple[RoundReport, ...]
    name: str = ""
    name_language: str = "nb"
    deadline: date | None = None
    body: Name | None = None
    meeting: PartialDate | None = None
    stage: str = ""
    change: str = ""
    words: str = ""
    language: str = "nb"
    example: bool = False
    personal: bool = False  # a person acted, and not the clock
    organisation: str = ""  # where that person works

    def due(self, report: RoundReport) -> date | None:
        """The last day for one report: its own, else the round's."""
        return report.deadline or self.deadline

    def names(self) -> Iterator[Name]:
        """Everything that is named and may be withheld."""
        yield from (report.initiative for report in self.reports)
        if self.body is not None:
            yield self.body

    def plain(self) -> dict[str, Any]:
        """The plain values the outbox keeps."""
        values: dict[str, Any] = codec.encode(self)
        return values


def round_of(values: dict[str, Any]) -> RoundTold:
    """What the outbox kept."""
    told: RoundTold = codec.decode(RoundTold, values)
    return told
