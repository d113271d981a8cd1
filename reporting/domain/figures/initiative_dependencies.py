"""The dependencies of one initiative, both ways, with what is wrong with each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.facts import DependencyFact, Endpoint, ExternalFact, MilestoneFact, OrganisationFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Basis, DependencyKind, DependencyState, LifeState
from reporting.domain.deviation import days_late, expected


class Trouble(StrEnum):
    """What is wrong with a dependency, worst first."""

    NEED_PASSED = "need_passed"  # value: days since
    PROMISED_LATE = "promised_late"  # value: days after the need
    GIVER_LATE = "giver_late"  # the giver's milestone is now expected after the need; value: days
    OTHER_STOPPED = "other_stopped"
    OTHER_DISSOLVED = "other_dissolved"
    NO_PROMISE = "no_promise"  # agreed or asked for, and no date given


@dataclass(frozen=True, slots=True)
class Flag:
    """One trouble and its size in days."""

    trouble: Trouble
    days: int = 0


@dataclass(frozen=True, slots=True)
class Stood:
    """That a side last stood by the agreement, and how many days ago."""

    side: str
    known: date
    days: int


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One dependency as seen from the initiative. The other end is an initiative or an external party."""

    fact: DependencyFact
    waits: bool  # the initiative waits for the other; else it gives to it
    own_milestone: MilestoneFact | None
    other: Slice | None
    other_milestone: MilestoneFact | None
    external: ExternalFact | None
    owner: OrganisationFact | None
    flags: tuple[Flag, ...]
    stood: tuple[Stood, ...]
    example: bool

    @property
    def continuation(self) -> bool:
        """Whether one carries on what the other began, which is no waiting."""
        return self.fact.kind == DependencyKind.CONTINUATION


def rows(state: PortfolioState, part: Slice) -> tuple[DependencyRow, ...]:
    """What it waits for, then what it gives; those in trouble first, continuations last."""
    waits = [_row(state, each, waits=True) for each in part.waits]
    gives = [_row(state, each, waits=False) for each in part.gives]
    return (*sorted(waits, key=_worst_first), *sorted(gives, key=_worst_first))


def _worst_first(row: DependencyRow) -> tuple[bool, bool, int, date, str]:
    need = row.fact.need_by.latest if row.fact.need_by else date.max
    return row.continuation, not row.flags, -max((flag.days for flag in row.flags), default=0), need, row.fact.key


def _row(state: PortfolioState, fact: DependencyFact, *, waits: bool) -> DependencyRow:
    own, other = (fact.successor, fact.predecessor) if waits else (fact.predecessor, fact.successor)
    part = state.slices.get(other.initiative or "")
    external = state.registers.externals.get(other.external or "")
    owner = state.owner(part) if part else state.organisation(external.organisation) if external else None
    stood = [Stood(each.side, each.known, (state.today - each.known).days) for each in fact.confirmations]
    return DependencyRow(
        fact=fact,
        waits=waits,
        own_milestone=_milestone(state, own),
        other=part,
        other_milestone=_milestone(state, other),
        external=external,
        owner=owner,
        flags=tuple(_flags(state, fact, part, owner)),
        stood=tuple(stood),
        example=fact.basis == Basis.EXAMPLE or bool(part and part.example) or bool(external and external.example),
    )


def _milestone(state: PortfolioState, end: Endpoint) -> MilestoneFact | None:
    part = state.slices.get(end.initiative or "")
    return _of(part.milestones, end.milestone) if part and end.milestone else None


def _of(milestones: Iterable[MilestoneFact], uid: str) -> MilestoneFact | None:
    return next((each for each in milestones if each.uid == uid), None)


def _flags(
    state: PortfolioState, fact: DependencyFact, other: Slice | None, owner: OrganisationFact | None
) -> Iterator[Flag]:
    if fact.state in (DependencyState.FULFILLED, DependencyState.WITHDRAWN) or fact.fulfilled:
        return
    yield from _dates(fact, _milestone(state, fact.predecessor), state.today)
    if other and other.life in (LifeState.STOPPED, LifeState.PAUSED):
        yield Flag(Trouble.OTHER_STOPPED)
    if owner and owner.valid_to and owner.valid_to.latest < state.today:
        yield Flag(Trouble.OTHER_DISSOLVED)
    if (
        fact.promised is None
        and fact.state not in (DependencyState.NOTED,)
        and fact.kind != DependencyKind.CONTINUATION
    ):
        yield Flag(Trouble.NO_PROMISE)


def _dates(fact: DependencyFact, giver: MilestoneFact | None, today: date) -> Iterator[Flag]:
    need = fact.need_by
    if need is None:
        return
    if (today - need.latest).days > 0:
        yield Flag(Trouble.NEED_PASSED, (today - need.latest).days)
    promised = days_late(need, fact.promised) if fact.promised else 0
    if promised:
        yield Flag(Trouble.PROMISED_LATE, promised)
    word = (giver.actual or expected(giver)) if giver else None
    late = days_late(need, word.date) if word else 0
    if late and late != promised:  # a promise that keeps up with the plan is told once
        yield Flag(Trouble.GIVER_LATE, late)
