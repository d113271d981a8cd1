"""One initiative as the register shows it: numbers, codes and references, no words of the interface."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.vocabulary import Colour, LifeState
from reporting.domain.figures.register_milestones import NextMilestone
from reporting.domain.figures.register_money import MainAmount
from reporting.domain.limits import badness
from reporting.domain.standing import Standing

OLD_AFTER = 90
"""Days after which a status is old."""
ROUNDS = 5
"""Words a row shows of an initiative's history."""


class Flag(StrEnum):
    """What makes an initiative need an eye."""

    LATE = "late"
    UNCONFIRMED = "unconfirmed"
    REPLANNED = "replanned"
    OLD = "old"
    NO_DATE = "no_date"
    UNREPORTED = "unreported"
    HELD_BACK = "held_back"
    EXAMPLE = "example"


class Named(NamedTuple):
    """What a row refers to: a key for addresses and filters, and what it is called."""

    key: str
    label: str


class Word(NamedTuple):
    """A colour somebody gave, and the date it holds for."""

    colour: str
    as_of: PartialDate


class Held(NamedTuple):
    """The milestone that what it waits for delays the most: the day its owner claims, the day that can be kept, and the
    calendar days between. `earliest`: the remaining time is unknown."""

    uid: str
    name: str
    language: str
    claimed: date
    feasible: date
    days: int
    earliest: bool
    example: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row. `colour` is the one that stands, NONE for what is paused, stopped or completed whatever was said before;
    `standing` is None when nobody has said anything. `previous` is the colour of the record before, "" without one.

    `plans`, `segments`, `goals` and `categories` are of every plan the initiative stands in, `plan` the first by the
    office's order. `whole` is the programme it is part of; how far it is indented depends on the list it stands in.
    `held` is None where every milestone can be reached when its owner says, as far as the engine knows.
    """

    uid: str
    code: str
    name: str
    language: str
    kind: str
    life: str
    example: bool
    active: bool
    whole: str | None
    whole_code: str
    plan: Named | None
    plans: tuple[Named, ...]
    segments: tuple[str, ...]
    goal: Named | None
    categories: tuple[str, ...]
    owner: Named | None
    owner_name: str
    phase: str
    phase_as_stated: str
    risk: str
    colour: str
    standing: Standing | None
    age: int | None
    previous: str
    words: tuple[Word, ...]
    computed: str
    next: NextMilestone | None
    late: int
    unconfirmed: int
    unconfirmed_since: PartialDate | None
    replanned: int
    held: Held | None
    start: PartialDate | None
    end: PartialDate | None
    amount: MainAmount | None
    milestones: int
    dependencies: int
    commitments: int
    open_risks: int
    updated: PartialDate | None
    flags: frozenset[str]
    search: str
    asks: str = ""  # of what stands in no plan: how far it has come in asking to (a PlanChangeState)

    @property
    def declared(self) -> str:
        """The owner's own colour, "" where only a public source has spoken."""
        return self.standing.declared if self.standing else ""

    @property
    def contradicted(self) -> bool:
        """Whether the facts give a worse colour than the one that stands."""
        return self.colour != Colour.NONE and badness(self.computed) > badness(self.colour)

    @property
    def living(self) -> bool:
        """Whether it is neither stopped nor completed."""
        return self.life not in (LifeState.STOPPED, LifeState.COMPLETED)
