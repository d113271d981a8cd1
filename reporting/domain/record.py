"""What a page, a list or a report is a function of: the portfolio state, what was reported on it, and for which period.

A `Record` is live, of any past date, or decoded from a locked period's snapshot; nothing downstream can tell which.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.facts import CitationFact, Slice
from initiatives.domain.projection import project
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Basis, Colour, Dimension
from reporting.domain.vocabulary import PeriodState, ReportState

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Observation:
    """A status somebody has stated in a public source."""

    key: str
    as_of: PartialDate
    colour: str
    as_stated: str = ""
    previous: str = ""
    reason: str = ""
    cause: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    note: str = ""
    basis: str = "stated"
    known: date | None = None
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class RatingFact:
    """One dimension of a report: the owner's colour, the secretariat's, and why."""

    dimension: str
    declared: str
    assessed: str = ""
    reason: str = ""
    comment: str = ""
    cause: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The standing version of one organisation's report in one period."""

    uid: str
    period: str
    state: str
    number: int
    submitted: date
    organisation: str | None = None
    summary: str = ""
    highlight: str = ""
    decision_asked: str = ""
    no_change: bool = False
    given_by: str = ""
    reported_by: str = ""
    language: str = "nb"
    ratings: tuple[RatingFact, ...] = ()

    def rating(self, dimension: str = Dimension.OVERALL) -> RatingFact | None:
        """The rating of a dimension, None when it was not rated."""
        return next((each for each in self.ratings if each.dimension == dimension), None)


@dataclass(frozen=True, slots=True)
class InitiativeStatus:
    """All that was said of an initiative's status, oldest first."""

    observations: tuple[Observation, ...] = ()
    reports: tuple[ReportFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The status that stands: the last word about one initiative, who gave it and when.

    `colour` is what counts: the secretariat's where it has assessed, else the owner's, else the public source's.
    """

    colour: str
    as_of: PartialDate
    origin: str  # "report" or "observation"
    declared: str = ""
    assessed: str = ""
    as_stated: str = ""
    reason: str = ""
    cause: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    basis: str = "stated"
    period: str = ""
    state: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """A round of reporting."""

    uid: str
    code: str
    name: str
    kind: str
    state: str
    cut_off: date
    cut_off_note: str = ""
    opens: date | None = None
    deadline: date | None = None
    locked_on: PartialDate | None = None
    locked_at: datetime | None = None
    body: str | None = None
    plan: str | None = None
    note: str = ""

    @property
    def locked(self) -> bool:
        """Whether the period is locked."""
        return self.state == PeriodState.LOCKED


@dataclass(frozen=True, slots=True)
class TextFact:
    """The secretariat's own words in one language."""

    kind: str
    language: str
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ToleranceFact:
    """Limits of one dimension from a date on: days for time, hundredths of a per cent for money."""

    dimension: str
    valid_from: date
    green_up_to: int
    yellow_up_to: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that decided a colour: its code, what it is about, and a number (days, hundredths of a per cent)."""

    code: str
    subject: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A dimension's colour as the facts give it, and why."""

    dimension: str
    colour: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDate:
    """What the schedule engine found for a milestone or an external party's event: `Feasible`, written down. A driver
    is [predecessor, type, lag]."""

    claimed: date | None = None
    feasible: date | None = None
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    drivers: tuple[tuple[str | int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptConcern:
    """What was wrong with an agreement, and its days."""

    concern: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What was reckoned of a record, and by which engines; a locked period keeps the results of its day.

    `schedule` names the schedule engine, "" where the period was locked before there was one: `dates` and `concerns`
    are then reckoned anew.
    """

    engine: str
    computed: Mapping[str, tuple[Computed, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    schedule: str = ""
    dates: Mapping[str, KeptDate] = field(default_factory=dict)
    concerns: Mapping[str, tuple[KeptConcern, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """Everything a page may show."""

    state: PortfolioState
    statuses: Mapping[str, InitiativeStatus]
    period: PeriodFact | None = None
    texts: tuple[TextFact, ...] = ()
    tolerances: tuple[ToleranceFact, ...] = ()
    citations: Mapping[str, tuple[CitationFact, ...]] = field(default_factory=dict)
    results: Results | None = None
    chain_head: str = ""

    def status(self, part: Slice) -> InitiativeStatus:
        """All that was said of an initiative."""
        return self.statuses.get(part.uid, NOTHING_SAID)

    def standing(self, part: Slice) -> Standing | None:
        """The status that stands for an initiative, None when nobody has said anything."""
        return standing(self.status(part))

    def project(self, audience: str, own: Collection[str] = (), since: PortfolioState | None = None) -> "Record":
        """The record as an audience may see it, as in `projection.project`; the same object for the same question."""
        state = project(self.state, audience, own, since)
        if state is self.state:
            return self
        known = self.projections.get(id(state))
        if known is None:
            known = self.projections[id(state)] = replace(self, state=state)
        return known

    @cached_property
    def projections(self) -> "dict[int, Record]":
        """Projections made of this record; they keep their states alive, so an id stands for one state."""
        return {}

    def text(self, kind: str, language: str) -> TextFact | None:
        """The secretariat's words in the reader's language, else in the first language there is."""
        found = [each for each in self.texts if each.kind == kind]
        return next(
            (each for each in found if each.language == language),
            found[0] if found else None,
        )


NOTHING_SAID = InitiativeStatus()


def standing(status: InitiativeStatus) -> Standing | None:
    """The last word: the newest of the submitted reports and the public observations. A report wins a tie."""
    words = [_of_observation(each) for each in status.observations]
    words += [said for each in status.reports if (said := _of_report(each))]
    return max(
        words,
        key=lambda word: (word.as_of.latest, word.origin == "report"),
        default=None,
    )


def history(status: InitiativeStatus) -> tuple[Standing, ...]:
    """Every word about an initiative, oldest first."""
    words = [_of_observation(each) for each in status.observations]
    words += [said for each in status.reports if (said := _of_report(each))]
    return tuple(sorted(words, key=lambda word: (word.as_of.latest, word.origin == "report")))


def _of_observation(said: Observation) -> Standing:
    return Standing(
        colour=said.colour or Colour.NONE,
        as_of=said.as_of,
        origin="observation",
        as_stated=said.as_stated,
        reason=said.reason,
        cause=said.cause,
        measure=said.measure,
        measure_owner=said.measure_owner,
        measure_due=said.measure_due,
        basis=said.basis,
        language=said.language,
    )


def _of_report(said: ReportFact) -> Standing | None:
    rating = said.rating()
    if rating is None or said.state == ReportState.DRAFT:
        return None
    return Standing(
        colour=rating.assessed or rating.declared,
        as_of=exact(said.submitted),
        origin="report",
        declared=rating.declared,
        assessed=rating.assessed,
        reason=rating.reason or said.summary,
        cause=rating.cause,
        measure=rating.measure,
        measure_owner=rating.measure_owner,
        measure_due=rating.measure_due,
        basis=Basis.STATED,
        period=said.period,
        state=said.state,
        language=said.language,
    )
