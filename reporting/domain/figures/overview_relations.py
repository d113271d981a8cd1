"""Dependencies between owners that are in danger, and cases that wait for a decision."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import CaseFact, DependencyFact, Endpoint, Slice
from initiatives.domain.vocabulary import Basis, DependencyState, LifeState
from reporting.domain.deviation import days_late
from reporting.domain.figures.overview_ground import Ground, Ref, short
from reporting.domain.record import ReportFact
from reporting.domain.vocabulary import ReportState


class Danger(StrEnum):
    """Why a dependency needs an eye, worst first."""

    DISPUTED = "disputed"
    NEED_PASSED = "need_passed"
    PROMISED_LATE = "promised_late"
    GIVER_STOPPED = "giver_stopped"
    GIVER_DISSOLVED = "giver_dissolved"
    NO_PROMISE = "no_promise"
    NOTED = "noted"  # a source says so, nobody has agreed


_WORST = {each: rank for rank, each in enumerate(Danger)}


class End(NamedTuple):
    """One side: an initiative, or somebody outside the portfolio (`part` is None)."""

    part: Ref | None
    name: str
    owner: str


class Endangered(NamedTuple):
    """`receiver` waits for `giver`. `days` how long the need has passed, or the promise comes after it."""

    uid: str
    giver: End
    receiver: End
    danger: Danger
    days: int
    need_by: PartialDate | None
    promised: PartialDate | None
    description: str
    language: str
    example: bool


class Waiting(NamedTuple):
    """A case before its meeting, or (`asked`) a decision a report asks for."""

    part: Ref
    title: str
    language: str
    kind: str
    body: str
    meeting: PartialDate | None
    asked: bool


def endangered(ground: Ground) -> tuple[Endangered, ...]:
    """Open dependencies across owners whose receiver is active: disputed, late, unpromised or no more than noted."""
    active = {each.uid for each in ground.active}
    found = [
        each
        for fact in ground.record.state.dependencies.values()
        if fact.successor.initiative in active and (each := _endangered(fact, ground))
    ]
    return tuple(sorted(found, key=lambda each: (_WORST[each.danger], each.example, -each.days)))


def _endangered(fact: DependencyFact, ground: Ground) -> Endangered | None:
    giver, receiver = _end(fact.predecessor, ground), _end(fact.successor, ground)
    if giver.owner and giver.owner == receiver.owner:
        return None
    found = _danger(fact, ground)
    if found is None:
        return None
    danger, days = found
    example = fact.basis == Basis.EXAMPLE or any(each.part and each.part.example for each in (giver, receiver))
    words = (fact.need_by, fact.promised, fact.description, fact.language, example)
    return Endangered(fact.uid, giver, receiver, danger, days, *words)


def _end(end: Endpoint, ground: Ground) -> End:
    part = ground.refs.get(end.initiative) if end.initiative else None
    if part:
        return End(part, part.name, part.owner)
    registers = ground.record.state.registers
    outside = registers.externals.get(end.external) if end.external else None
    owner = ground.record.state.organisation(outside.organisation) if outside else None
    return End(None, outside.name if outside else "", short(owner))


def _danger(fact: DependencyFact, ground: Ground) -> tuple[Danger, int] | None:
    if fact.state in (DependencyState.FULFILLED, DependencyState.WITHDRAWN) or fact.fulfilled:
        return None
    today = ground.record.state.today
    if fact.state == DependencyState.DISPUTED:
        return Danger.DISPUTED, _passed(fact.need_by, today)
    if days := _passed(fact.need_by, today):
        return Danger.NEED_PASSED, days
    if fact.need_by and fact.promised and (days := days_late(fact.need_by, fact.promised)):
        return Danger.PROMISED_LATE, days
    giver = ground.record.state.slices.get(fact.predecessor.initiative or "")
    if giver and giver.life == LifeState.COMPLETED:
        return None
    if giver and (gone := _gone(giver, ground)):
        return gone, 0
    if fact.state == DependencyState.NOTED and not fact.need_by:
        return Danger.NOTED, 0
    return None if fact.promised else (Danger.NO_PROMISE, 0)


def _passed(day: PartialDate | None, today: date) -> int:
    return max(0, (today - day.latest).days) if day else 0


def _gone(giver: Slice, ground: Ground) -> Danger | None:
    if giver.life in (LifeState.STOPPED, LifeState.PAUSED):
        return Danger.GIVER_STOPPED
    owner = ground.record.state.owner(giver)
    today = ground.record.state.today
    return Danger.GIVER_DISSOLVED if owner and owner.valid_to and owner.valid_to.latest < today else None


def waiting(ground: Ground) -> tuple[Waiting, ...]:
    """Undecided cases, each once, by meeting; then what the reports of this round ask for."""
    cases: dict[str, Waiting] = {}
    asked: list[Waiting] = []
    period = ground.record.period.code if ground.record.period else ""
    for part in ground.record.state.ordered:
        for case in part.cases:
            if not case.decided and case.uid not in cases:
                cases[case.uid] = _case(case, ground.refs[part.uid], ground)
        for report in ground.record.status(part).reports:
            if report.decision_asked and report.state != ReportState.DRAFT and report.period == period:
                asked.append(_asked(report, ground.refs[part.uid]))
    return (*sorted(cases.values(), key=_meeting), *asked)


def _meeting(each: Waiting) -> tuple[date, str]:
    return (each.meeting.latest if each.meeting else date.max), each.title


def _case(case: CaseFact, part: Ref, ground: Ground) -> Waiting:
    body = ground.record.state.registers.bodies.get(case.body or "")
    return Waiting(part, case.title, part.language, case.kind, body.name if body else "", case.meeting, asked=False)


def _asked(report: ReportFact, part: Ref) -> Waiting:
    return Waiting(part, report.decision_asked, report.language, "", "", None, asked=True)
