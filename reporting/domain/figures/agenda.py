"""Agendas (saklister): the meetings of the councils, the cases before each, and what the engine says of the agreements
behind them.

A meeting's agenda is a draft until its day: until then a case may be written over, moved or taken off.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.domain.agreements import Agreement
from initiatives.domain.consequences import Move, consequences
from initiatives.domain.facts import (
    BodyFact,
    CaseFact,
    DecisionFact,
    MeetingFact,
    MilestoneFact,
    OrganisationFact,
    Slice,
)
from initiatives.domain.state import PortfolioState, latest
from reporting.domain.figures.coordination import AgreementRow, Named, row
from reporting.domain.figures.network_names import node_named
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned, reckoned
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting and how many cases it has; `undecided` of them wait for a decision."""

    meeting: MeetingFact
    body: BodyFact | None
    cases: int
    undecided: int
    coming: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A milestone that moves because the delivery comes when it does, by so many calendar days."""

    part: Slice
    milestone: MilestoneFact
    owner: OrganisationFact | None
    before: date
    after: date

    @property
    def days(self) -> int:
        """Calendar days it moves."""
        return (self.after - self.before).days


@dataclass(frozen=True, slots=True)
class Item:
    """A case on its agenda, by its place from 1. `told` is the agreement it is about: None for a case about something
    else, and when the agreement was not known, or had been withdrawn. `plans` are what its delay costs; `cause` is what
    holds the giver back, None where nothing but its own plan does."""

    place: int
    case: CaseFact
    part: Slice
    told: AgreementRow | None
    plans: tuple[Plan, ...]
    cause: Named | None
    decisions: tuple[DecisionFact, ...]
    example: bool

    @property
    def parts(self) -> tuple[Slice, ...]:
        """The initiatives it is about: the giver's and the receiver's, else the one it belongs to."""
        sides = (self.told.giver.part, self.told.receiver.part) if self.told else ()
        return tuple(each for each in sides if each) or (self.part,)

    @property
    def hits(self) -> tuple[str, ...]:
        """uids of the initiatives whose plans move, each once, the farthest first."""
        return tuple(dict.fromkeys(plan.part.uid for plan in self.plans))


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting with its cases in order. `draft` until the meeting's day, as seen on the day that is shown."""

    meeting: MeetingFact
    body: BodyFact | None
    items: tuple[Item, ...]
    draft: bool
    coming: bool

    @property
    def undecided(self) -> int:
        """How many cases wait for a decision."""
        return sum(not item.case.decided for item in self.items)

    @property
    def endangers(self) -> int:
        """How many of the cases are about an agreement that endangers somebody's plan."""
        return sum(bool(item.told and item.told.agreement.endangered) for item in self.items)


def agendas(record: Record) -> tuple[Listed, ...]:
    """Every meeting: those to come by date, then those that have been, with undecided cases first, the newest first."""
    state, cases = record.state, _by_meeting(record.state)
    found = [
        Listed(
            meeting,
            state.registers.bodies.get(meeting.body),
            len(held := cases.get(meeting.uid, ())),
            sum(not case.decided for _, case in held),
            _coming(meeting, state.today),
        )
        for meeting in state.registers.meetings.values()
    ]
    return tuple(sorted(found, key=_order))


def agenda(record: Record, uid: str) -> Agenda | None:
    """One meeting's agenda; None when the meeting was not known. Reckoned once per record."""
    if uid not in record.state.registers.meetings:
        return None  # and nothing kept of it, or made-up addresses would fill the memory
    return once(record, f"agenda {uid}", lambda: _agenda(record, uid))


def _agenda(record: Record, uid: str) -> Agenda:
    state = record.state
    meeting = state.registers.meetings[uid]
    held = _by_meeting(state).get(uid, ())
    found = reckoned(record) if any(case.dependency for _, case in held) else None
    items = tuple(_item(state, found, place, *each, meeting) for place, each in enumerate(held, start=1))
    day = latest(meeting.date)
    body = state.registers.bodies.get(meeting.body)
    return Agenda(meeting, body, items, day is None or state.today < day, _coming(meeting, state.today))


def _by_meeting(state: PortfolioState) -> Mapping[str, tuple[tuple[Slice, CaseFact], ...]]:
    """uid of a meeting → its cases in order, each with the initiative it belongs to."""
    found: dict[str, list[tuple[Slice, CaseFact]]] = {}
    for part in state.ordered:
        for case in part.cases:
            if case.meeting_uid:
                found.setdefault(case.meeting_uid, []).append((part, case))
    return {uid: tuple(sorted(each, key=lambda one: (one[1].position, one[1].uid))) for uid, each in found.items()}


def _coming(meeting: MeetingFact, today: date) -> bool:
    day = latest(meeting.date)
    return day is None or day >= today


def _order(each: Listed) -> tuple[bool, bool, int, str, str]:
    day = (latest(each.meeting.date) or date.max).toordinal()
    past = not each.coming
    return (
        past,
        past and not each.undecided,
        -day if past else day,
        each.body.name if each.body else "",
        each.meeting.uid,
    )


def _item(
    state: PortfolioState, found: Reckoned | None, place: int, part: Slice, case: CaseFact, meeting: MeetingFact
) -> Item:
    agreement = found.agreements.get(case.dependency or "") if found else None
    return Item(
        place,
        case,
        part,
        row(state, agreement) if agreement else None,
        plans_that_move(found, agreement) if found and agreement else (),
        _cause(state, agreement) if agreement else None,
        tuple(each for each in part.decisions if _answers(each, case)),
        part.example or meeting.example or bool(agreement and agreement.example),
    )


def _answers(decision: DecisionFact, case: CaseFact) -> bool:
    """Whether a decision was made in a case; in periods locked before it was written down, told by the number."""
    if decision.case_uid:
        return decision.case_uid == case.uid
    return bool(case.number) and (decision.case, decision.body) == (case.number, case.body)


def _cause(state: PortfolioState, agreement: Agreement) -> Named | None:
    chain = agreement.giver_date.chain if agreement.giver_date else ()
    return node_named(state, chain[0].predecessor) if chain else None


def plans_that_move(found: Reckoned, agreement: Agreement) -> tuple[Plan, ...]:
    """What it costs the others that a delivery comes when it does, the farthest first."""
    costs = consequences(found.net, found.dates, agreement, found.state.today)
    return tuple(_plans(found.state, costs))


def _plans(state: PortfolioState, costs: tuple[Move, ...]) -> Iterator[Plan]:
    for move in costs:
        part = state.slices.get(state.milestone_owner.get(move.key, ""))
        milestone = next((each for each in part.milestones if each.uid == move.key), None) if part else None
        if part and milestone:
            yield Plan(part, milestone, state.owner(part), move.before, move.after)
