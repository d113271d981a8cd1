"""What reporting knows: rounds, who is to report in them, what was reported and assessed, what public sources say of a
status, the office's own words, and the limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from initiatives.domain.dates import PartialDate
from initiatives.domain.vocabulary import Dimension
from reporting.domain.vocabulary import PeriodState, ReportForm, ReportState


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
    """One dimension of a report: the owner's colour, the secretariat's, and why. The owner's words are in the report's
    language, the secretariat's comment in one of its own."""

    dimension: str
    declared: str
    assessed: str = ""
    reason: str = ""
    comment: str = ""
    cause: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    assessed_on: date | None = None
    comment_language: str = "nb"


@dataclass(frozen=True, slots=True)
class CommentFact:
    """What the secretariat says of one field when it sends a report back."""

    field: str
    text: str
    known: date | None = None
    by: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class DutyFact:
    """That an organisation is to report on an initiative in a period. `deadline` is its own where the period's has been
    extended; `reason` why it is extended or exempt."""

    uid: str
    period: str
    state: str
    organisation: str | None = None
    lead: bool = True
    form: str = ReportForm.FULL.value
    deadline: date | None = None
    deadline_reason: str = ""
    exempt_reason: str = ""

    @property
    def required(self) -> bool:
        """Whether a report must be given."""
        return self.state != ReportState.EXEMPT


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The standing version of one organisation's report in one period. `lead`: it is the one that counts where several
    report; an `addendum` came after the lock. `cases` are uids of those that put what it asks for before a body."""

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
    lead: bool = True
    form: str = ReportForm.FULL.value
    decision_kind: str = ""
    addendum: bool = False
    comments: tuple[CommentFact, ...] = ()
    cases: tuple[str, ...] = ()

    def rating(self, dimension: str = Dimension.OVERALL) -> RatingFact | None:
        """The rating of a dimension, None when it was not rated."""
        return next((each for each in self.ratings if each.dimension == dimension), None)


def counting(reports: Sequence[ReportFact]) -> list[ReportFact]:
    """The reports that count, in their order: in each period the lead's, others' only where the lead gave none, or was
    let off after it had."""
    led = {each.period for each in reports if each.lead and each.state != ReportState.EXEMPT}
    beside = {each.period for each in reports if not each.lead} - led
    return [each for each in reports if each.period not in (beside if each.lead else led)]


@dataclass(frozen=True, slots=True)
class InitiativeStatus:
    """All that was said of an initiative's status, oldest first, and what it has been or is to report."""

    observations: tuple[Observation, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    duties: tuple[DutyFact, ...] = ()

    def duties_in(self, period: str) -> tuple[DutyFact, ...]:
        """What is to be reported in a period, the one that leads first."""
        return tuple(sorted((each for each in self.duties if each.period == period), key=lambda each: not each.lead))

    def report_in(self, period: str) -> ReportFact | None:
        """The report that counts in a period."""
        found = [each for each in counting(self.reports) if each.period == period]
        return found[-1] if found else None


NOTHING_SAID = InitiativeStatus()


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
    meeting: str | None = None
    form: str = ReportForm.FULL.value
    forms: Mapping[str, str] = field(default_factory=dict)
    lock_reason: str = ""

    def form_of(self, segment: str) -> str:
        """How much is asked of an initiative of a segment."""
        return self.forms.get(segment, self.form)

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
