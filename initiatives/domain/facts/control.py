"""Money, risks, benefits, decisions and cases of an initiative."""

from dataclasses import dataclass
from datetime import date

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts.values import Withheld


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
class DecisionFact:
    """A decision about the initiative. `case` is the number of the case it was made in."""

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
    case_uid: str | None = None


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
    meeting_uid: str | None = None
    dependency: str | None = None  # the agreement it is about
    position: int = 0
    language: str = "nb"
    change: str | None = None  # what is asked of a plan that it is about
