"""A reader's own reports, put in order: what is to be given, what was delivered, where an addendum can be given; and
how far each round has come."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reporting.domain.facts import PeriodFact
from reporting.domain.figures.report_ground import ReportGround
from reporting.domain.lifecycle import AWAITED, DELIVERED
from reporting.domain.record import Record
from reporting.domain.vocabulary import PeriodState, ReportState


@dataclass(frozen=True, slots=True)
class Sorted:
    """The reader's reports. `due` most urgent first; `delivered` in open and locked rounds, newest first; `missed` were
    not delivered before the lock; `exempt` are let off in an open round."""

    due: tuple[ReportGround, ...] = ()
    delivered: tuple[ReportGround, ...] = ()
    missed: tuple[ReportGround, ...] = ()
    exempt: tuple[ReportGround, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundCount:
    """How many of what is asked in a round are in each state; those let off are not asked. `example`: all that is asked
    is of example initiatives."""

    period: PeriodFact
    asked: int
    delivered: int
    approved: int
    returned: int
    exempt: int
    example: bool = False


def deadline_of(ground: ReportGround) -> date | None:
    """The deadline of a report: its own where the round's has been extended."""
    return ground.duty.deadline or ground.period.deadline


def in_order(grounds: Iterable[ReportGround]) -> Sorted:
    """The reader's reports by what is to be done with them."""
    due, delivered, missed, exempt = [], [], [], []
    for each in grounds:
        state, locked = each.duty.state, each.period.locked
        if state == ReportState.EXEMPT:
            exempt += [] if locked else [each]
        elif state in DELIVERED or (locked and each.sent is not None):
            delivered.append(each)
        elif locked:
            missed.append(each)
        elif each.period.state == PeriodState.OPEN and state in AWAITED:
            due.append(each)
    return Sorted(
        tuple(sorted(due, key=_urgency)),
        tuple(sorted(delivered, key=_newest)),
        tuple(sorted(missed, key=_newest)),
        tuple(sorted(exempt, key=_newest)),
    )


def _urgency(each: ReportGround) -> tuple[date, bool, str]:
    return deadline_of(each) or date.max, each.duty.state != ReportState.RETURNED, each.part.code


def _newest(each: ReportGround) -> tuple[int, str]:
    return -each.period.cut_off.toordinal(), each.part.code


def rounds(record: Record, periods: Iterable[PeriodFact]) -> tuple[RoundCount, ...]:
    """How far each round has come. Of what is withdrawn nothing is asked in a round that still goes on."""
    known = tuple(periods)
    over = {each.code for each in known if each.locked}
    states: dict[str, Counter[str]] = {}
    real: set[str] = set()
    for uid, status in record.statuses.items():
        part = record.state.slices.get(uid)
        for duty in status.duties:
            if part is None and duty.period not in over:
                continue
            states.setdefault(duty.period, Counter())[duty.state] += 1
            if part and not part.example:
                real.add(duty.period)
    return tuple(_count(each, states.get(each.code, {}), example=each.code not in real) for each in known)


def _count(period: PeriodFact, states: Mapping[str, int], *, example: bool) -> RoundCount:
    exempt = states.get(ReportState.EXEMPT, 0)
    return RoundCount(
        period,
        asked=sum(states.values()) - exempt,
        delivered=sum(states.get(each, 0) for each in DELIVERED),
        approved=states.get(ReportState.APPROVED, 0),
        returned=states.get(ReportState.RETURNED, 0),
        exempt=exempt,
        example=example and bool(states),
    )
