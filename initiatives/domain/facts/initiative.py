"""The initiative itself: its dates, dependencies, owners, place in plans, and the slice that holds all its facts."""

import datetime as dt
from dataclasses import dataclass

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts.control import (
    BenefitFact,
    BudgetFact,
    CaseFact,
    DecisionFact,
    EstimateFact,
    IndicatorFact,
    RiskFact,
)
from initiatives.domain.facts.values import WithheldField


@dataclass(frozen=True, slots=True)
class DateWord:
    """One word about a date: the date, when it became known, why it was given, and on what basis."""

    date: PartialDate
    known: dt.date
    reason: str = ""
    decision: str | None = None
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class DurationFact:
    """Remaining work in calendar days: low ≤ likely ≤ high."""

    low: int
    likely: int
    high: int
    basis: str = "own"


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone and its dates: the original, the latest approved, the latest forecast, and when it was reached."""

    uid: str
    key: str
    name: str
    kind: str = "delivery"
    original: DateWord | None = None
    approved: DateWord | None = None
    forecast: DateWord | None = None
    actual: DateWord | None = None
    replans: int = 0
    receiver: str | None = None
    predecessor: str | None = None
    duration: DurationFact | None = None
    note: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a dependency: exactly one of the three; `initiative` is also given for a milestone's owner."""

    initiative: str | None = None
    milestone: str | None = None
    external: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationFact:
    """When a side last stood by the agreement."""

    side: str
    known: dt.date
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class DependencyFact:
    """The successor waits for the predecessor. Lag and buffer in calendar days."""

    uid: str
    key: str
    predecessor: Endpoint
    successor: Endpoint
    kind: str
    state: str
    type: str = "FS"
    lag: int = 0
    buffer: int = 0
    binding: bool = False
    need_by: PartialDate | None = None
    promised: PartialDate | None = None
    counter_date: PartialDate | None = None
    fulfilled: PartialDate | None = None
    description: str = ""
    consequence: str = ""
    basis: str = "stated"
    language: str = "nb"
    confirmations: tuple[ConfirmationFact, ...] = ()
    last_word: str = ""  # the side that proposed, accepted or disputed last
    objection: str = ""
    objection_language: str = "nb"
    known: dt.date | None = None  # since when anybody has known of it
    since: dt.date | None = None  # since when it has been in its state


@dataclass(frozen=True, slots=True)
class LinkFact:
    """That the initiative carries a commitment."""

    uid: str
    commitment: str
    contribution: str
    reason: str = ""
    basis: str = "own"


@dataclass(frozen=True, slots=True)
class SuccessionFact:
    """What became of `predecessor`; `spent` in whole kroner."""

    uid: str
    predecessor: str
    successor: str | None
    relation: str
    date: PartialDate | None = None
    spent: int | None = None
    note: str = ""
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class OwnerFact:
    """An organisation's part in the initiative."""

    organisation: str
    role: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class ReporterFact:
    """An organisation that reports on the initiative."""

    organisation: str
    lead: bool


@dataclass(frozen=True, slots=True)
class EntryFact:
    """The initiative's place in a plan."""

    uid: str
    plan: str
    category: str = ""
    segment: str = ""
    focus_area: str | None = None
    main_goal: str | None = None
    other_goals: tuple[str, ...] = ()
    entered: PartialDate | None = None
    left: PartialDate | None = None
    decision: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CriterionFact:
    """One entry criterion: what the proposer answers, and what the secretariat finds; None where nobody has yet."""

    criterion: str
    answer: bool | None = None
    reason: str = ""
    assessed: bool | None = None
    assessment: str = ""


@dataclass(frozen=True, slots=True)
class PlanChangeFact:
    """What is asked of a plan for the initiative: that it comes in, is moved to another category, or goes out."""

    uid: str
    plan: str
    kind: str
    state: str
    category: str = ""
    segment: str = ""
    main_goal: str | None = None
    reason: str = ""
    organisation: str | None = None  # who asks
    recommendation: str = ""
    asked_kind: str = ""  # kind of case: what the body is asked
    asked: str = ""
    decision: str | None = None
    proposed: dt.date | None = None
    basis: str = "own"
    language: str = "nb"
    criteria: tuple[CriterionFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """All facts of one initiative."""

    uid: str
    code: str
    name: str
    kind: str
    life: str
    purpose: str = ""
    programme: str = ""
    phase: str = ""
    phase_as_stated: str = ""
    risk: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    updated_at_source: PartialDate | None = None
    sequential: bool = False
    note: str = ""
    language: str = "nb"
    example: bool = False
    whole: str | None = None
    whole_basis: str = ""
    owners: tuple[OwnerFact, ...] = ()
    reporters: tuple[ReporterFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()
    waits: tuple[DependencyFact, ...] = ()
    gives: tuple[DependencyFact, ...] = ()
    budget: tuple[BudgetFact, ...] = ()
    estimates: tuple[EstimateFact, ...] = ()
    risks: tuple[RiskFact, ...] = ()
    benefits: tuple[BenefitFact, ...] = ()
    indicators: tuple[IndicatorFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    fates: tuple[SuccessionFact, ...] = ()
    origins: tuple[SuccessionFact, ...] = ()
    plan_changes: tuple[PlanChangeFact, ...] = ()
    withheld: tuple[WithheldField, ...] = ()  # what this projection leaves out
