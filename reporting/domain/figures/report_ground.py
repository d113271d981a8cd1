"""What stands around a report that is being written: what was said last, what was sent in this round, what others say.

Pure functions of a live record; what is being typed is not in it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.facts import OrganisationFact, Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.answers import OVERALL, Answer, Answers, said
from reporting.domain.facts import DutyFact, InitiativeStatus, Observation, PeriodFact, ReportFact
from reporting.domain.record import Record
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Before:
    """What was said last: this organisation's report of an earlier round, else what a public source says; of an
    `example` initiative no source does."""

    answers: Answers
    as_of: PartialDate
    report: ReportFact | None = None
    observation: Observation | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What another organisation is to say of the same initiative in this round, and has said."""

    duty: DutyFact
    organisation: OrganisationFact | None
    report: ReportFact | None


@dataclass(frozen=True, slots=True)
class ReportGround:
    """One report of a round. `sent` is its last version in this round, `others` those of the same initiative."""

    record: Record
    part: Slice
    period: PeriodFact
    duty: DutyFact
    sent: ReportFact | None
    before: Before | None
    others: tuple[Beside, ...]

    @property
    def shared(self) -> bool:
        """Whether several organisations report on the initiative."""
        return bool(self.others)

    @property
    def begins_with(self) -> Answers | None:
        """What the form begins with: what was sent in this round, else one's own report of last time; None at first.

        What a body was asked last time is not asked again by itself.
        """
        if self.sent:
            return said(self.sent)
        return self.same_as_last if self.before and self.before.report else None

    @property
    def same_as_last(self) -> Answers | None:
        """What is said when all is as last time; None when nobody has spoken."""
        return replace(self.before.answers, decision_kind="", decision_asked="") if self.before else None


def ground(record: Record, part: Slice, period: PeriodFact, uid: str, earlier: Collection[str]) -> ReportGround | None:
    """What stands around the report `uid` of a round; `earlier` are the codes of the rounds before it. None when the
    record does not know the report."""
    status = record.status(part)
    duties = status.duties_in(period.code)
    duty = next((each for each in duties if each.uid == uid), None)
    if duty is None:
        return None
    sent = {each.uid: each for each in status.reports if each.period == period.code}
    last = before(status, duty.organisation, earlier)
    return ReportGround(
        record,
        part,
        period,
        duty,
        sent.get(uid),
        replace(last, example=part.example) if last else None,
        tuple(
            Beside(each, record.state.organisation(each.organisation), sent.get(each.uid))
            for each in duties
            if each.uid != uid
        ),
    )


def before(status: InitiativeStatus, organisation: str | None, earlier: Collection[str]) -> Before | None:
    """What was said last before a round."""
    own = [each for each in status.reports if each.organisation == organisation and each.period in earlier]
    own = [each for each in own if each.state != ReportState.DRAFT or each.addendum]
    if own:
        last = max(own, key=lambda each: each.submitted)
        return Before(said(last), exact(last.submitted), report=last)
    if not status.observations:
        return None
    seen = max(status.observations, key=lambda each: each.as_of.latest)
    return Before(_observed(seen), seen.as_of, observation=seen)


def _observed(seen: Observation) -> Answers:
    """What a public source says, as answers."""
    colour = seen.colour if seen.colour != Colour.NONE else ""
    return Answers(
        {OVERALL: Answer(colour, seen.reason, seen.cause)},
        seen.measure,
        seen.measure_owner,
        seen.measure_due,
        language=seen.language,
    )
