"""How far a round of reporting has come: who has done what, who must be followed up, and what is to be assessed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain import rag
from reporting.domain.answers import TROUBLED, is_calm
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.figures.overview_ground import Ground, Ref, short, shown
from reporting.domain.limits import badness
from reporting.domain.record import Record
from reporting.domain.results import Computed
from reporting.domain.standing import Standing, history
from reporting.domain.vocabulary import ReportState


class Step(StrEnum):
    """How far a report has come, as the office sees it: `BEGUN` has been opened, `EXEMPT` is let off."""

    UNOPENED = "unopened"
    BEGUN = "begun"
    RETURNED = "returned"
    DELIVERED = "delivered"
    APPROVED = "approved"
    EXEMPT = "exempt"


STEPS = (Step.UNOPENED, Step.BEGUN, Step.RETURNED, Step.DELIVERED, Step.APPROVED)
"""What is asked for, in the order it goes."""
AWAITED = STEPS[:3]
"""The owner has something to do."""


class Look(StrEnum):
    """What an assessor should look at in a report, worst first."""

    UNEXPLAINED = "unexplained"  # a colour better than facts give, and no reason
    NO_MEASURE = "no_measure"  # yellow or red, and not what is done, by whom, until when
    CONTRADICTED = "contradicted"  # … better than facts give, with a reason
    DISAGREE = "disagree"  # another organisation gives another colour
    WORSE = "worse"
    BETTER = "better"
    REPLANNED = "replanned"  # better only because the plan was moved
    DECISION = "decision"  # something is asked of the body
    BEHALF = "behalf"  # entered on somebody's word
    FIRST = "first"  # no colour to compare with
    UNCHANGED = "unchanged"


class Progress(NamedTuple):
    """What is known of one report beside the record. `reminders` counts letters that reached somebody, the first one
    not among them; `contacts` are those who are to give it; `author` is the sign-in name of who entered it last."""

    opened: datetime | None = None
    saved: datetime | None = None
    saved_by: str = ""
    reminders: int = 0
    reminded: date | None = None
    contacts: tuple[str, ...] = ()
    author: str = ""


NOTHING = Progress()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of a round. `last` is what was said before it, `before` the colour of the record before, `computed`
    the one facts give; `deadline` its own, else the round's; `better` what the owner gives
    a better colour than facts do."""

    duty: DutyFact
    part: Ref
    organisation: str
    step: Step
    today: date
    deadline: date | None = None
    progress: Progress = NOTHING
    report: ReportFact | None = None
    last: Standing | None = None
    before: str = ""
    computed: str = Colour.NONE
    looks: tuple[Look, ...] = ()
    better: tuple[RatingFact, ...] = ()

    @property
    def awaited(self) -> bool:
        """Whether the owner has something to do."""
        return self.step in AWAITED

    @property
    def late(self) -> bool:
        """Whether it should have been given."""
        return self.awaited and self.deadline is not None and self.deadline < self.today

    @property
    def unreachable(self) -> bool:
        """Whether there is nobody to write to."""
        return self.awaited and not self.progress.contacts

    @property
    def declared(self) -> str:
        """The owner's colour of the whole."""
        rating = self.report.rating() if self.report else None
        return rating.declared if rating else ""

    @property
    def calm(self) -> bool:
        """Whether it may be approved together with others."""
        return self.report is not None and not self.disagrees and is_calm(self.report, self.computed, self.before)

    @property
    def disagrees(self) -> bool:
        """Whether another organisation gives another colour."""
        return Look.DISAGREE in self.looks

    @property
    def turned(self) -> bool:
        """Whether the owner gives another colour than stood before."""
        return self.before not in ("", Colour.NONE, self.declared) and self.declared != ""


@dataclass(frozen=True)
class Campaign:
    """A round: every report of it, by code of the initiative, the one that leads first."""

    period: PeriodFact
    today: date
    rows: tuple[ReportRow, ...]

    def of(self, own: Collection[str]) -> "Campaign":
        """The part of it that is about some initiatives, by uid."""
        return replace(self, rows=tuple(each for each in self.rows if each.part.uid in own))

    @cached_property
    def required(self) -> tuple[ReportRow, ...]:
        """Those that must be given."""
        return tuple(each for each in self.rows if each.step is not Step.EXEMPT)

    @cached_property
    def steps(self) -> Mapping[Step, tuple[ReportRow, ...]]:
        """Step → its reports."""
        return {step: tuple(each for each in self.rows if each.step is step) for step in Step}

    @cached_property
    def follow_up(self) -> tuple[ReportRow, ...]:
        """What the owners have to do: not opened, begun, returned; in each late ones first, then what is oldest."""
        return tuple(sorted((each for each in self.rows if each.awaited), key=_oldest_first))

    @cached_property
    def queue(self) -> tuple[ReportRow, ...]:
        """What waits for the office: what deviates first, the calm ones last."""
        return tuple(sorted(self.steps[Step.DELIVERED], key=_deviating_first))

    @cached_property
    def late(self) -> tuple[ReportRow, ...]:
        """Those that should have been given."""
        return tuple(each for each in self.follow_up if each.late)

    @cached_property
    def unreachable(self) -> tuple[ReportRow, ...]:
        """Those with nobody to write to."""
        return tuple(each for each in self.follow_up if each.unreachable)

    @cached_property
    def calm(self) -> tuple[ReportRow, ...]:
        """Those that may be approved together."""
        return tuple(each for each in self.queue if each.calm)

    @cached_property
    def addenda(self) -> tuple[ReportRow, ...]:
        """Those that were given after the lock."""
        return tuple(each for each in self.rows if each.report and each.report.addendum)

    @property
    def days_left(self) -> int | None:
        """Days until the deadline, negative when it has passed; None without one."""
        return (self.period.deadline - self.today).days if self.period.deadline else None

    def row(self, uid: str) -> ReportRow | None:
        """A report by its uid."""
        return next((each for each in self.rows if each.duty.uid == uid), None)


def campaign(record: Record, previous: Record | None, period: PeriodFact, progress: Mapping[str, Progress]) -> Campaign:
    """The round as it stands in the record; `progress`: uid of a report → what the tables know of it."""
    ground = Ground(record, previous)
    computed = rag.as_record_results(record).computed
    rows = tuple(
        _row(ground, part, computed.get(part.uid, ()), duty, period, progress.get(duty.uid, NOTHING))
        for part in record.state.ordered
        for duty in record.status(part).duties_in(period.code)
    )
    return Campaign(period, record.state.today, rows)


def _row(
    ground: Ground, part: Slice, computed: tuple[Computed, ...], duty: DutyFact, period: PeriodFact, known: Progress
) -> ReportRow:
    record, status = ground.record, ground.record.status(part)
    report = next((each for each in status.reports if each.uid == duty.uid), None)
    body = record.state.organisation(duty.organisation)
    before = _before(ground, part, period)
    bare = ReportRow(
        duty=duty,
        part=ground.refs[part.uid],
        organisation=short(body),
        step=step_of(duty, known),
        today=record.state.today,
        deadline=duty.deadline or period.deadline,
        progress=known,
        report=report,
        last=_last(status, period.code),
        before=before,
        computed=rag.overall(computed),
    )
    if report is None:
        return bare
    better = tuple(each for each in report.ratings if flatters(each, rag.of(computed, each.dimension)))
    row = replace(bare, better=better)
    return replace(row, looks=tuple(_looks(row, status, computed)))


def step_of(duty: DutyFact, known: Progress) -> Step:
    """How far a report has come."""
    if duty.state == ReportState.DRAFT:
        return Step.BEGUN if known.opened else Step.UNOPENED
    return {
        ReportState.EXEMPT: Step.EXEMPT,
        ReportState.SUBMITTED: Step.DELIVERED,
        ReportState.RETURNED: Step.RETURNED,
        ReportState.APPROVED: Step.APPROVED,
    }[ReportState(duty.state)]


def _last(status: InitiativeStatus, code: str) -> Standing | None:
    """What was said last, outside this round."""
    told = [each for each in history(status) if each.period != code]
    return told[-1] if told else None


def _before(ground: Ground, part: Slice, period: PeriodFact) -> str:
    """The colour the report is held against: of the record before, else of what was said before this round."""
    then = ground.before.get(part.uid, Colour.NONE)
    if then != Colour.NONE:
        return then
    last = _last(ground.record.status(part), period.code)
    return shown(last) if last else ""


# ── what to look at ──────────────────────────────────────────────────────────────────────────────────────────────────


def _looks(row: ReportRow, status: InitiativeStatus, computed: tuple[Computed, ...]) -> Iterator[Look]:
    report = row.report
    if report is None or (overall := report.rating()) is None:
        return
    yield from _wrong(row, report, overall)
    others = [each for each in status.reports if each.period == report.period and each.uid != report.uid]
    if any(one.declared != overall.declared for each in others if (one := each.rating())):
        yield Look.DISAGREE
    yield from _moved(row, overall)
    if rag.only_by_replanning(computed):
        yield Look.REPLANNED
    if report.decision_asked:
        yield Look.DECISION
    if report.given_by:
        yield Look.BEHALF


def _wrong(row: ReportRow, report: ReportFact, overall: RatingFact) -> Iterator[Look]:
    if row.better:
        yield Look.CONTRADICTED if all(each.reason for each in row.better) else Look.UNEXPLAINED
    measured = overall.measure and overall.measure_owner and overall.measure_due
    if any(each.declared in TROUBLED for each in report.ratings) and not measured:
        yield Look.NO_MEASURE


def _moved(row: ReportRow, overall: RatingFact) -> Iterator[Look]:
    if row.turned:
        yield Look.WORSE if badness(overall.declared) > badness(row.before) else Look.BETTER
    elif row.before in ("", Colour.NONE):
        yield Look.FIRST
    else:
        yield Look.UNCHANGED


def flatters(rating: RatingFact, computed: Computed | None) -> bool:
    """Whether the owner gives a better colour than the facts."""
    return (
        computed is not None
        and rating.declared != ""
        and badness(computed.colour) > max(badness(rating.declared), badness(Colour.GREEN))
    )


_RANK = {look: number for number, look in enumerate(Look)}


def _deviating_first(row: ReportRow) -> tuple[bool, int, str]:
    return row.calm, min((_RANK[each] for each in row.looks), default=len(_RANK)), row.part.code


def _oldest_first(row: ReportRow) -> tuple[int, bool, date, str]:
    last = row.last.as_of.latest if row.last else date.min
    return AWAITED.index(row.step), not row.late, last, row.part.code
