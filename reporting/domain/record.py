"""What a page, a list or a report is a function of: the portfolio state, what was reported on it, and for which period.

A `Record` is live, of any past date, or decoded from a locked period's snapshot; nothing downstream can tell which.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.facts import CitationFact, Slice
from initiatives.domain.projection import project
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Basis, Colour, Dimension
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.vocabulary import PeriodState, ReportForm, ReportState

FORMAT_VERSION = 2


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


@dataclass(frozen=True, slots=True)
class Standing:
    """The status that stands: the last word about one initiative, who gave it and when.

    `colour` is what counts: the secretariat's where it has assessed, else the owner's, else the public source's. In a
    locked round only what has been assessed counts: `UNREPORTED` where nothing was delivered.
    """

    colour: str
    as_of: PartialDate
    origin: str  # "report", "observation" or UNREPORTED
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
    comment: str = ""  # why the secretariat gives another colour than the owner
    comment_language: str = "nb"

    @property
    def overruled(self) -> bool:
        """Whether the secretariat gave another colour than the owner."""
        return bool(self.declared and self.assessed) and self.declared != self.assessed


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
    after_cut_off: tuple[str, ...] = ()  # uids of facts that became known between cut-off and lock

    def status(self, part: Slice) -> InitiativeStatus:
        """All that was said of an initiative."""
        return self.statuses.get(part.uid, NOTHING_SAID)

    def standing(self, part: Slice) -> Standing | None:
        """The status that stands for an initiative, None when nobody has said anything."""
        status = self.status(part)
        if self.campaign and self.period and any(each.required for each in status.duties_in(self.period.code)):
            return in_round(status, self.period)
        return standing(status)

    @cached_property
    def campaign(self) -> bool:
        """Whether this is a locked round in which owners were to report."""
        if self.period is None or not self.period.locked:
            return False
        code = self.period.code
        return any(each.period == code for status in self.statuses.values() for each in status.duties)

    def speaks(self, report: ReportFact) -> bool:
        """Whether what a report asks and tells is shown: in a locked round only of what was delivered."""
        return report.state in DELIVERED if self.campaign else report.state != ReportState.DRAFT

    def required(self, part: Slice) -> bool:
        """Whether an initiative counts in the round: it was to report. Of any other time all count."""
        if not self.campaign or self.period is None:
            return True
        return any(each.required for each in self.status(part).duties_in(self.period.code))

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
UNREPORTED = "unreported"
"""Origin of the standing of an initiative that was to report in a locked round and did not."""


def standing(status: InitiativeStatus) -> Standing | None:
    """The last word: the newest of the submitted reports and the public observations. A report wins a tie."""
    return max(_words(status), key=_when, default=None)


def history(status: InitiativeStatus) -> tuple[Standing, ...]:
    """Every word about an initiative that counts, oldest first."""
    return tuple(sorted(_words(status), key=_when))


def in_round(status: InitiativeStatus, period: PeriodFact) -> Standing:
    """What stands in a locked round: the secretariat's colour, none where it has not assessed or nothing came."""
    report = status.report_in(period.code)
    said = _of_report(report) if report and report.state in DELIVERED else None
    if said is None:
        return Standing(Colour.NONE, exact(period.cut_off), UNREPORTED, period=period.code)
    return said if said.state == ReportState.APPROVED else replace(said, colour=said.assessed or Colour.NONE)


def counting(reports: Sequence[ReportFact]) -> list[ReportFact]:
    """The reports that count, in their order: in each period the lead's, others' only where the lead gave none, or was
    let off after it had."""
    led = {each.period for each in reports if each.lead and each.state != ReportState.EXEMPT}
    beside = {each.period for each in reports if not each.lead} - led
    return [each for each in reports if each.period not in (beside if each.lead else led)]


def _words(status: InitiativeStatus) -> list[Standing]:
    words = [_of_observation(each) for each in status.observations]
    return words + [said for each in counting(status.reports) if (said := _of_report(each))]


def _when(word: Standing) -> tuple[date, bool]:
    return word.as_of.latest, word.origin == "report"


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
    if rating is None or (said.state == ReportState.DRAFT and not said.addendum):
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
        comment=rating.comment,
        comment_language=rating.comment_language,
    )
