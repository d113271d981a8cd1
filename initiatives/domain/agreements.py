"""Every dependency as an agreement between two owners: who they are, what was promised, and what is wrong with it.

Concerns are told worst first. Those in `SERIOUS` endanger somebody's plan; the rest say that nobody stands by it.
Days are calendar days: how late, or how old. Only open agreements of initiatives that are under way have concerns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from initiatives.domain.contracts import Clash, Terms, buffer_used, conflicts, implied_need
from initiatives.domain.facts import DependencyFact, Endpoint, MilestoneFact, OrganisationFact, Slice
from initiatives.domain.feasible import Feasible
from initiatives.domain.negotiation import NEGOTIATED, OPEN, awaited
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import PortfolioNetwork
from initiatives.domain.state import PortfolioState, latest
from initiatives.domain.vocabulary import Basis, DependencyKind, DependencyState, LifeState, Side


class Concern(StrEnum):
    """What is wrong with an agreement, worst first; the value is told with days where there are any."""

    DISPUTED = "disputed"  # days: for how long
    FEASIBLE_AFTER_PROMISE = "feasible_after_promise"
    CLAIM_AFTER_PROMISE = "claim_after_promise"
    PROMISE_AFTER_NEED = "promise_after_need"
    NEED_PASSED = "need_passed"  # days since
    PROMISE_PASSED = "promise_passed"  # days since; of a giver whose own date cannot be reckoned
    GIVER_STOPPED = "giver_stopped"  # stopped or paused
    PARTY_DISSOLVED = "party_dissolved"
    NEED_AFTER_IMPLIED = "need_after_implied"  # the receiver asks later than its own plan needs
    NO_PROMISE = "no_promise"
    ONE_SIDED = "one_sided"  # days since anybody confirmed
    STALE = "stale"  # days since both stood by it
    UNRECEIPTED = "unreceipted"  # the giver has delivered, the receiver has not said so
    NOTED = "noted"  # a source says so, nobody has agreed; days since


SERIOUS = frozenset(list(Concern)[: list(Concern).index(Concern.NO_PROMISE)])
RANK = {each: rank for rank, each in enumerate(Concern)}


@dataclass(frozen=True, slots=True)
class Concerned:
    """One concern and its days; None where days say nothing."""

    concern: Concern
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One side: an initiative, maybe one milestone of it, or an external party; the uid of the organisation behind it
    (None when no source says)."""

    side: Side
    initiative: str | None = None
    milestone: str | None = None
    external: str | None = None
    organisation: str | None = None

    @property
    def owner(self) -> str:
        """What is told as the owner: the organisation, else the external party, else the initiative."""
        return self.organisation or self.external or self.initiative or ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A dependency with all that is reckoned of it. `scheduled`: the engine reckons by it. `terms` are days."""

    fact: DependencyFact
    giver: Party
    receiver: Party
    terms: Terms
    concerns: tuple[Concerned, ...] = ()
    scheduled: bool = False
    buffer_used: int = 0
    giver_date: Feasible | None = None
    receiver_date: Feasible | None = None
    active: bool = False  # the receiver is under way
    example: bool = False

    @property
    def uid(self) -> str:
        """The dependency's."""
        return self.fact.uid

    @property
    def open(self) -> bool:
        """Whether anything is still to be delivered. One carried on by another is no waiting."""
        return self.fact.state in OPEN and self.fact.fulfilled is None and self.fact.kind != DependencyKind.CONTINUATION

    @property
    def across(self) -> bool:
        """Whether it is between two owners."""
        return self.giver.owner != self.receiver.owner

    @property
    def worst(self) -> Concerned | None:
        """The worst concern."""
        return self.concerns[0] if self.concerns else None

    @property
    def endangered(self) -> bool:
        """Whether somebody's plan is in danger."""
        return bool(self.concerns) and self.concerns[0].concern in SERIOUS

    @property
    def awaits(self) -> Side | None:
        """The side whose answer is awaited."""
        if any(each.concern is Concern.UNRECEIPTED for each in self.concerns):
            return Side.RECEIVER
        return awaited(self.fact.state, self.fact.last_word)


def agreements(
    state: PortfolioState,
    net: PortfolioNetwork,
    found: Mapping[str, Feasible],
    facts: Iterable[DependencyFact] | None = None,
) -> tuple[Agreement, ...]:
    """The agreements of these dependencies (of all without them), by key. `found` are the feasible dates of `net`."""
    ground = _Ground(state, net, found)
    held = sorted(facts, key=lambda fact: fact.key) if facts is not None else state.dependencies.values()
    return tuple(ground.agreement(fact) for fact in held)


class _Ground:
    def __init__(self, state: PortfolioState, net: PortfolioNetwork, found: Mapping[str, Feasible]) -> None:
        self.state, self.net, self.found = state, net, found
        self.scheduled = {bond.contract for bond in net.bonds.values() if bond.contract}

    def agreement(self, fact: DependencyFact) -> Agreement:
        giver, receiver = self.party(fact.predecessor, Side.GIVER), self.party(fact.successor, Side.RECEIVER)
        part = self.state.slices.get(receiver.initiative or giver.initiative or "")
        gives, takes = self.dates(fact)
        terms = self.terms(fact, gives, takes)
        made = Agreement(
            fact=fact,
            giver=giver,
            receiver=receiver,
            terms=terms,
            scheduled=fact.uid in self.scheduled,
            buffer_used=_used(fact, terms),
            giver_date=gives,
            receiver_date=takes,
            active=part is not None and self.state.is_active(part),
            example=self.is_example(fact, giver, receiver),
        )
        if not made.open or not made.active:
            return made
        concerns = sorted(self.concerns(made), key=lambda each: RANK[each.concern])
        return replace(made, concerns=tuple(concerns))

    def party(self, end: Endpoint, side: Side) -> Party:
        if end.external:
            outside = self.state.registers.externals.get(end.external)
            return Party(side, external=end.external, organisation=outside.organisation if outside else None)
        part = self.state.slices.get(end.initiative or "")
        owner = self.state.owner(part) if part else None
        return Party(side, end.initiative, end.milestone, organisation=owner.uid if owner else None)

    def is_example(self, fact: DependencyFact, *parties: Party) -> bool:
        slices, externals = self.state.slices, self.state.registers.externals
        held = [slices.get(each.initiative or "") or externals.get(each.external or "") for each in parties]
        return fact.basis == Basis.EXAMPLE or any(each is not None and each.example for each in held)

    def dates(self, fact: DependencyFact) -> tuple[Feasible | None, Feasible | None]:
        """What the engine found for the two ends; of an external giver the event of this agreement."""
        giver = fact.uid if fact.predecessor.external else fact.predecessor.milestone or ""
        return self.found.get(giver), self.found.get(fact.successor.milestone or "")

    def terms(self, fact: DependencyFact, gives: Feasible | None, takes: Feasible | None) -> Terms:
        said = {each.side: each.known for each in fact.confirmations}
        return Terms(
            need_by=latest(fact.need_by),
            promised=latest(fact.promised),
            implied_need=self.implied(fact, takes),
            claimed=gives.claimed if gives else None,
            feasible=gives.feasible if gives else None,
            giver_confirmed=said.get(Side.GIVER),
            receiver_confirmed=said.get(Side.RECEIVER),
            since=fact.since,
        )

    def implied(self, fact: DependencyFact, takes: Feasible | None) -> date | None:
        """The latest day that keeps the receiver's plan, where both ends are events."""
        giver = self.net.by_key.get(fact.uid if fact.predecessor.external else fact.predecessor.milestone or "")
        receiver = self.net.by_key.get(fact.successor.milestone or "")
        if receiver is None or takes is None or takes.claimed is None or receiver.actual:
            return None
        if giver is None and not fact.predecessor.external:
            return None
        link = Link("giver", "receiver", fact.type, fact.lag)
        return implied_need(link, takes.claimed, receiver.duration, giver.duration if giver else 0)

    def concerns(self, made: Agreement) -> Iterator[Concerned]:
        fact, today = made.fact, self.state.today
        if fact.state == DependencyState.DISPUTED:
            yield Concerned(Concern.DISPUTED, _age(fact.since, today))
        if self.delivered(made):
            if fact.state in NEGOTIATED:
                yield Concerned(Concern.UNRECEIPTED)
            return
        yield from _late(made, today)
        yield from self.gone(made)
        missed = fact.promised is None and not self.withheld(fact, "promised")
        if missed and (fact.state in NEGOTIATED or fact.need_by):
            yield Concerned(Concern.NO_PROMISE)
        if fact.state == DependencyState.NOTED:
            yield Concerned(Concern.NOTED, _age(fact.known, today))
        else:
            yield from _unconfirmed(made, today)

    def withheld(self, fact: DependencyFact, name: str) -> bool:
        """Whether a field is empty because this reader is not shown it."""
        parts = (self.state.slices.get(end.initiative or "") for end in (fact.predecessor, fact.successor))
        hidden = (each for part in parts if part is not None for each in part.withheld)
        return any(each.subject == fact.uid and each.field == name for each in hidden)

    def delivered(self, made: Agreement) -> bool:
        """Whether the giver has reached what it gives, or the receiver what it needed it for."""
        ends = ((made.giver, made.giver_date), (made.receiver, made.receiver_date))
        nodes = [self.net.by_key.get(party.milestone or "") for party, _ in ends]
        if any(node is not None and node.actual is not None for node in nodes):
            return True
        part = self.state.slices.get(made.giver.initiative or "")
        return made.giver.milestone is None and part is not None and part.life == LifeState.COMPLETED

    def gone(self, made: Agreement) -> Iterator[Concerned]:
        """A giver that is stopped or paused, or a party whose organisation is no more."""
        part = self.state.slices.get(made.giver.initiative or "")
        if part is not None and part.life in (LifeState.STOPPED, LifeState.PAUSED):
            yield Concerned(Concern.GIVER_STOPPED)
        for party in (made.giver, made.receiver):
            if _ended(self.state.organisation(party.organisation), self.state.today):
                yield Concerned(Concern.PARTY_DISSOLVED)
                return


_CLASHES = {
    Clash.FEASIBLE_AFTER_PROMISE: Concern.FEASIBLE_AFTER_PROMISE,
    Clash.CLAIM_AFTER_PROMISE: Concern.CLAIM_AFTER_PROMISE,
    Clash.PROMISE_AFTER_NEED: Concern.PROMISE_AFTER_NEED,
    Clash.NEED_AFTER_IMPLIED: Concern.NEED_AFTER_IMPLIED,
    Clash.ONE_SIDED: Concern.ONE_SIDED,
    Clash.STALE: Concern.STALE,
}
_OLD = (Concern.ONE_SIDED, Concern.STALE)


def _clashes(made: Agreement, today: date) -> dict[Concern, int]:
    """The six conflicts of the engine, each with its days."""
    return {_CLASHES[each.clash]: each.days for each in conflicts(made.terms, today)}


def _late(made: Agreement, today: date) -> Iterator[Concerned]:
    found = _clashes(made, today)
    if found.get(Concern.CLAIM_AFTER_PROMISE) == found.get(Concern.FEASIBLE_AFTER_PROMISE):
        found.pop(Concern.FEASIBLE_AFTER_PROMISE, None)  # the giver says so itself: told once
    yield from (Concerned(concern, days) for concern, days in found.items() if concern not in _OLD)
    need, promised = made.terms.need_by, made.terms.promised
    if need and need < today:
        yield Concerned(Concern.NEED_PASSED, (today - need).days)
    if promised and promised < today and made.terms.feasible is None:
        yield Concerned(Concern.PROMISE_PASSED, (today - promised).days)


def _unconfirmed(made: Agreement, today: date) -> Iterator[Concerned]:
    found = _clashes(made, today)
    yield from (Concerned(concern, found[concern]) for concern in _OLD if concern in found)


def _used(fact: DependencyFact, terms: Terms) -> int:
    if terms.feasible is None or terms.promised is None:
        return 0
    return buffer_used(terms.feasible, terms.promised, fact.buffer)


def _age(day: date | None, today: date) -> int | None:
    return max(0, (today - day).days) if day else None


def _ended(organisation: OrganisationFact | None, today: date) -> bool:
    return bool(organisation and organisation.valid_to and organisation.valid_to.latest < today)


def milestone_of(state: PortfolioState, party: Party) -> MilestoneFact | None:
    """The milestone a side is about."""
    part = state.slices.get(party.initiative or "")
    return next((each for each in part.milestones if each.uid == party.milestone), None) if part else None


def part_of(state: PortfolioState, party: Party) -> Slice | None:
    """The initiative on a side."""
    return state.slices.get(party.initiative or "")
