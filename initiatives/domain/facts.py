"""The facts a `PortfolioState` is made of, as frozen values. Units and references as in `state`."""

from dataclasses import dataclass
from datetime import date

from initiatives.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where a value is withheld: by what law, and until when."""

    basis: str
    until: date | None = None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class WithheldField:
    """That a field of a fact is withheld."""

    subject: str
    field: str
    value: Withheld


@dataclass(frozen=True, slots=True)
class DateWord:
    """One word about a date: the date, when it became known, why it was given, and on what basis."""

    date: PartialDate
    known: date
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
    known: date
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


@dataclass(frozen=True, slots=True)
class BudgetFact:
    """One amount in whole kroner, or an interval low–high, and exactly what it is."""

    uid: str
    key: str
    what: str
    kind: str
    measure: str = "period"
    qualifier: str = "equal"
    amount: "int | Withheld | None" = None
    low: "int | Withheld | None" = None
    high: "int | Withheld | None" = None
    covers_from: date | None = None
    covers_to: date | None = None
    as_of: PartialDate | None = None
    kind_as_stated: str = ""
    scope: str = ""
    price_level: int | None = None
    funding: str | None = None
    addable: bool = True
    basis: str = "stated"
    note: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class EstimateFact:
    """A cost estimate and its external quality assurance."""

    uid: str
    kind: str
    amount: "int | Withheld | None" = None
    price_level: int | None = None
    estimated: PartialDate | None = None
    assurance: str = ""
    document: str = ""
    basis: str = "stated"
    note: str = ""


@dataclass(frozen=True, slots=True)
class RiskFact:
    """A risk or opportunity; likelihood and consequence 1–5."""

    uid: str
    title: str
    kind: str = "risk"
    state: str = "open"
    likelihood: int | None = None
    consequence: int | None = None
    description: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    raised: PartialDate | None = None
    basis: str = "own"
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A target value; version 1 is the original. `value` is a decimal as text."""

    version: int
    value: str
    due: PartialDate | None = None
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeasurementFact:
    """A measured value, a decimal as text."""

    value: str
    measured: PartialDate | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """What is measured, with its targets and measurements in order."""

    uid: str
    name: str
    unit: str = ""
    higher_is_better: bool = True
    targets: tuple[TargetFact, ...] = ()
    measurements: tuple[MeasurementFact, ...] = ()


@dataclass(frozen=True, slots=True)
class BenefitFact:
    """A benefit; `amount` in whole kroner."""

    uid: str
    key: str
    name: str
    kind: str
    description: str = ""
    owner: str | None = None
    amount: "int | Withheld | None" = None
    qualifier: str = "equal"
    planned: PartialDate | None = None
    realised: PartialDate | None = None
    evidence: str = ""
    basis: str = "stated"
    note: str = ""
    language: str = "nb"
    indicators: tuple[IndicatorFact, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkFact:
    """That the initiative carries a commitment."""

    uid: str
    commitment: str
    contribution: str
    reason: str = ""
    basis: str = "own"


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision about the initiative."""

    uid: str
    title: str
    date: PartialDate | None = None
    text: str = ""
    decided_by: str = ""
    body: str | None = None
    case: str = ""
    case_kind: str = ""
    basis: str = "stated"
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case that concerns the initiative and waits for its meeting, or has been there."""

    uid: str
    title: str
    kind: str
    number: str = ""
    text: str = ""
    body: str | None = None
    meeting: PartialDate | None = None
    decided: bool = False


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
    withheld: tuple[WithheldField, ...] = ()  # what this projection leaves out


@dataclass(frozen=True, slots=True)
class OrganisationFact:
    """A body."""

    uid: str
    key: str
    name: str
    short_name: str = ""
    kind: str = "other"
    kind_as_stated: str = ""
    written_form: str = "nb"
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationSuccessionFact:
    """What an organisation became."""

    predecessor: str
    successor: str
    date: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A policy document."""

    uid: str
    key: str
    kind: str
    number: str
    session: str
    title: str
    date: PartialDate | None = None
    url: str = ""
    note: str = ""
    language: str = "nb"
    example: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRelationFact:
    """`document` replaces, repeats or specifies `earlier`."""

    document: str
    earlier: str
    relation: str
    date: PartialDate | None = None
    note: str = ""
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class CommitmentFact:
    """What a document commits to."""

    uid: str
    key: str
    document: str
    locator: str
    statement: str
    nature: str
    nature_basis: str = "inferred"
    theme: str = ""
    position: int = 0
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class CommitmentRelationFact:
    """`commitment` replaces, repeats or specifies `earlier`."""

    commitment: str
    earlier: str
    relation: str
    note: str = ""
    basis: str = "inferred"


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal of a framework document."""

    uid: str
    key: str
    document: str
    level: str
    code: str
    text: str
    parent: str | None = None
    note: str = ""
    position: int = 0
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class FocusAreaFact:
    """A focus area, programme line or segment."""

    uid: str
    key: str
    name: str
    level: str = ""
    code: str = ""
    plan: str | None = None
    document: str | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class PlanFact:
    """An action plan or portfolio."""

    uid: str
    key: str
    name: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    document: str | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class BodyFact:
    """A council or board."""

    uid: str
    key: str
    name: str
    level: str = ""
    mandate: str = ""
    frequency: str = ""
    members: str = ""
    period: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class ExternalFact:
    """Somebody or something outside the portfolio that others wait for."""

    uid: str
    key: str
    name: str
    kind: str = ""
    organisation: str | None = None
    follower: str | None = None
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class FundingFact:
    """Who pays."""

    uid: str
    key: str
    name: str
    organisation: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A document or page that states facts."""

    uid: str
    key: str
    title: str
    publisher: str = ""
    date: PartialDate | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class CitationFact:
    """What stands behind a fact or one field of it."""

    subject: str
    field: str
    basis: str
    source: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureFact:
    """An aggregate a source publishes."""

    key: str
    period: str
    name: str
    value: int
    source: str
    as_of: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """A task given in a letter."""

    uid: str
    number: str
    title: str
    letter: str | None = None
    orderer: str | None = None
    receiver: str | None = None
    deadline: PartialDate | None = None
    commitment: str | None = None
    initiative: str | None = None
