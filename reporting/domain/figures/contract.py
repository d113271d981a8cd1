"""One contract as its page tells it: its dates side by side, what holds the giver back, and whether plans reckon with
it. Days are the latest day of what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.agreements import Agreement
from initiatives.domain.contracts import propagates
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import CaseFact, DependencyFact, MilestoneFact, Slice
from initiatives.domain.feasible import Feasible, Link
from initiatives.domain.portfolio_network import PortfolioNetwork
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination import AgreementRow, row
from reporting.domain.reckoned import Reckoned, reckoned_for
from reporting.domain.record import Record


class Mark(StrEnum):
    """A date of a contract, and whose word it is."""

    NEED = "need"  # the receiver's
    IMPLIED = "implied"  # what the receiver's plan implies
    PROMISED = "promised"  # the giver's
    COUNTER = "counter"  # of who disputed
    CLAIMED = "claimed"  # the giver's plan
    FEASIBLE = "feasible"  # what the engine says of the giver
    FULFILLED = "fulfilled"


class Reckoning(StrEnum):
    """Whether plans reckon with a contract, and if not, why."""

    YES = "yes"
    PROPOSED = "proposed"  # yes, though only one side has said so
    LOOSE = "loose"  # it does not bind
    NOTED = "noted"
    DISPUTED = "disputed"
    OVER = "over"  # fulfilled or withdrawn
    WHOLE = "whole"  # an end is a whole initiative, or the receiver stands outside: no date to reckon with
    CIRCLE = "circle"  # it closes a circle, and is left out
    TWIN = "twin"  # another contract ties the same two milestones in the same way


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the contract. `late` is how many days it lies after the need; None without a need, or for the need."""

    mark: Mark
    day: date
    date: PartialDate | None
    late: int | None


@dataclass(frozen=True, slots=True)
class Cause:
    """One step of what holds the giver back: a milestone, or the event of an external party, and its date. `link` is
    how the next step hangs on it, None for the last."""

    part: Slice | None
    milestone: MilestoneFact | None
    external: str
    day: date | None
    link: Link | None


@dataclass(frozen=True, slots=True)
class Contract:
    """Everything the page tells of a contract beside its course and its sources."""

    row: AgreementRow
    dates: tuple[Dated, ...]
    causes: tuple[Cause, ...]
    reckoning: Reckoning
    cases: tuple[CaseFact, ...]
    today: date

    @property
    def fact(self) -> DependencyFact:
        """The dependency."""
        return self.row.agreement.fact

    @property
    def agreement(self) -> Agreement:
        """The same with what is reckoned."""
        return self.row.agreement


def contract(record: Record, uid: str, own: frozenset[str] = frozenset()) -> Contract | None:
    """The contract of this uid; None when the record knows none. `own` are the initiatives (uids) whose withheld
    values the reader may see: the contract is then told from that side, for the other side's copy is without them."""
    part = _home(record.state, uid, own)
    if part is None:
        return None
    found = reckoned_for(record, part)
    agreement = found.agreements[uid]
    told = row(record.state, agreement)
    return Contract(
        row=told,
        dates=tuple(_dates(agreement)),
        causes=tuple(_causes(record.state, found, agreement)),
        reckoning=reckoning(agreement, found.net),
        cases=tuple(_cases(record.state, uid)),
        today=record.state.today,
    )


def _home(state: PortfolioState, uid: str, own: frozenset[str]) -> Slice | None:
    """The initiative from which the contract is told: one's own side, else the receiver's, else the giver's."""
    fact = state.dependencies.get(uid)
    if fact is None:
        return None
    ends = [end.initiative for end in (fact.successor, fact.predecessor) if end.initiative in state.slices]
    chosen = next((end for end in ends if end in own), ends[0] if ends else None)
    return state.slices[chosen] if chosen else None


def _dates(agreement: Agreement) -> Iterator[Dated]:
    fact, terms = agreement.fact, agreement.terms
    need = terms.need_by
    said: list[tuple[Mark, date | None, PartialDate | None]] = [
        (Mark.NEED, need, fact.need_by),
        (Mark.IMPLIED, terms.implied_need, None),
        (Mark.PROMISED, terms.promised, fact.promised),
        (Mark.COUNTER, fact.counter_date.latest if fact.counter_date else None, fact.counter_date),
        (Mark.CLAIMED, terms.claimed, None),
        (Mark.FEASIBLE, terms.feasible, None),
        (Mark.FULFILLED, fact.fulfilled.latest if fact.fulfilled else None, fact.fulfilled),
    ]
    untold = _PLANNED if fact.fulfilled else frozenset()
    if agreement.giver.external is not None:
        untold |= {Mark.CLAIMED}  # an external party claims what it promised
    for mark, day, stated in said:
        if day is None or mark in untold:
            continue
        yield Dated(mark, day, stated, (day - need).days if need and mark is not Mark.NEED else None)


_PLANNED = frozenset({Mark.IMPLIED, Mark.CLAIMED, Mark.FEASIBLE})
"""What plans say of a delivery that is still to come."""


# ── why ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def reckoning(agreement: Agreement, net: PortfolioNetwork) -> Reckoning:
    """Whether plans reckon with the contract, and if not, why."""
    fact = agreement.fact
    if agreement.scheduled:
        return Reckoning.PROPOSED if fact.state == DependencyState.PROPOSED else Reckoning.YES
    if not propagates(fact.state, binding=fact.binding):
        return _OFF.get(DependencyState(fact.state), Reckoning.LOOSE)
    if any(fact.uid in circle.contracts for circle in net.circles):
        return Reckoning.CIRCLE
    ends = (fact.predecessor.milestone, fact.successor.milestone)
    if any((link.predecessor, link.successor) == ends for link in net.bonds):
        return Reckoning.TWIN
    return Reckoning.WHOLE


_OFF = {
    DependencyState.NOTED: Reckoning.NOTED,
    DependencyState.DISPUTED: Reckoning.DISPUTED,
    DependencyState.FULFILLED: Reckoning.OVER,
    DependencyState.WITHDRAWN: Reckoning.OVER,
}


def _causes(state: PortfolioState, found: Reckoned, agreement: Agreement) -> Iterator[Cause]:
    """From the first cause to the giver's own milestone; nothing when nothing holds it back."""
    chain = agreement.giver_date.chain if agreement.giver_date else ()
    keys = [*(link.predecessor for link in chain), *([chain[-1].successor] if chain else [])]
    for place, key in enumerate(keys):
        day: Feasible | None = found.dates.get(key)
        part = state.slices.get(state.milestone_owner.get(key, ""))
        milestone = next((each for each in part.milestones if each.uid == key), None) if part else None
        yield Cause(
            part,
            milestone,
            "" if part else _outside(state, key),
            day.feasible if day else None,
            chain[place] if place < len(chain) else None,
        )


def _outside(state: PortfolioState, key: str) -> str:
    """The name of the external party behind an event."""
    fact = state.dependencies.get(key)
    party = state.registers.externals.get(fact.predecessor.external or "") if fact else None
    return party.name if party else ""


def _cases(state: PortfolioState, uid: str) -> Iterator[CaseFact]:
    """The cases about the contract, those that wait first."""
    found = {case.uid: case for part in state for case in part.cases if case.dependency == uid}
    yield from sorted(found.values(), key=lambda case: (case.decided, case.title))
