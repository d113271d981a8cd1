"""What the schedule engine says of a record: feasible dates and agreements, reckoned once per record.

A locked period keeps what was reckoned at its lock and is shown with that, whatever today's code would say; a record
shown without something that is withheld is reckoned from what is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from initiatives.domain.agreements import Agreement, Concern, Concerned, agreements
from initiatives.domain.facts import DependencyFact, Slice
from initiatives.domain.feasible import Feasible, Notice
from initiatives.domain.network import Link
from initiatives.domain.portfolio_dates import Dates
from initiatives.domain.portfolio_network import PortfolioNetwork, network_of
from initiatives.domain.state import PortfolioState, Registers
from initiatives.domain.whatif import Float, floats
from reporting.domain import rag
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.domain.results import KeptConcern, KeptDate, Results

SCHEDULE = "schedule 1"


@dataclass(frozen=True)
class Reckoned:
    """The network and its feasible dates by key; agreements, floats and the rest when they are asked for."""

    state: PortfolioState
    net: PortfolioNetwork
    dates: Mapping[str, Feasible]
    _facts: tuple[DependencyFact, ...] | None = field(default=None, repr=False)  # of all without them
    _kept: Results | None = field(default=None, repr=False)
    _live: bool = field(default=False, repr=False)

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """Every agreement by uid, in the order of its key."""
        if self._live and isinstance(self.dates, Dates):
            return _memory.agreements(self.state, self.net, self.dates)
        made = {each.uid: each for each in agreements(self.state, self.net, self.dates, self._facts)}
        if self._kept is None:
            return made
        return {uid: replace(each, concerns=_concerns(self._kept, uid)) for uid, each in made.items()}

    @cached_property
    def floats(self) -> Mapping[str, Float]:
        """Milestone → how many days it can slip before the end milestone of its initiative moves."""
        return floats(self.net.nodes, self.net.links, self.state.today, self.net.ends)

    @cached_property
    def open(self) -> tuple[Agreement, ...]:
        """Agreements with something still to be delivered to an initiative that is under way."""
        return tuple(each for each in self.agreements.values() if each.open and each.active)

    @cached_property
    def between_owners(self) -> tuple[Agreement, ...]:
        """The open ones between two owners, or with somebody outside."""
        return tuple(each for each in self.open if each.across)


def reckoned(record: Record) -> Reckoned:
    """All that the engine says of the whole record."""
    return once(record, "reckoned", lambda: _reckoned(record))


def reckoned_for(record: Record, part: Slice) -> Reckoned:
    """All that the engine says of one initiative and what leads to it: the same answers, without reckoning the rest."""
    return once(record, f"reckoned {part.uid}", lambda: _of_one(record, part))


def results(record: Record) -> Results:
    """Everything reckoned of a record, to be kept with it."""
    found = _reckoned(replace(record, results=None))
    left = found.net.by_key
    kept = {key: _kept(each) for key, each in found.dates.items() if left[key].actual is None or each.notices}
    concerns = {
        uid: tuple(KeptConcern(one.concern, one.days) for one in each.concerns)
        for uid, each in found.agreements.items()
        if each.concerns
    }
    return replace(rag.compute(record), schedule=SCHEDULE, dates=kept, concerns=concerns)


def _reckoned(record: Record) -> Reckoned:
    state, kept = record.state, _stored(record)
    net = network_of(state)
    live = state.known_by is None and record.results is None
    return Reckoned(state, net, _dates(net, kept, state.today), _kept=kept, _live=live)


def _of_one(record: Record, part: Slice) -> Reckoned:
    state, kept = record.state, _stored(record)
    facts = {fact.uid: fact for fact in (*part.waits, *part.gives)}
    ends = [end.initiative for fact in facts.values() for end in (fact.predecessor, fact.successor)]
    net = network_of(state, [part.uid, *(uid for uid in ends if uid)])
    return Reckoned(state, net, _dates(net, kept, state.today), tuple(facts.values()), kept)


def _dates(net: PortfolioNetwork, kept: Results | None, today: date) -> Mapping[str, Feasible]:
    return _restored(kept.dates, net) if kept else Dates(net, today)


@dataclass(frozen=True, slots=True)
class _Held:
    """The agreements of a live record, each with what it follows from beside the registers and the day."""

    registers: Registers
    today: date
    by_uid: Mapping[str, tuple[tuple[Any, ...], Agreement]]


class _Memory:
    """The agreements of the last live record: after a write most of them are the very same."""

    last: _Held | None = None

    def agreements(self, state: PortfolioState, net: PortfolioNetwork, dates: Dates) -> Mapping[str, Agreement]:
        """Every agreement, made anew where anything it follows from is another than before."""
        last = self.last
        same = last is not None and last.registers is state.registers and last.today == state.today
        known = last.by_uid if last and same else {}
        scheduled = {bond.contract for bond in net.bonds.values()}
        held: dict[str, tuple[tuple[Any, ...], Agreement]] = {}
        new: dict[str, tuple[Any, ...]] = {}
        for uid, fact in state.dependencies.items():
            follows, before = _follows(fact, state, dates, scheduled), known.get(uid)
            if before is not None and before[0] == follows:
                held[uid] = before
            else:
                new[uid] = follows
        made = agreements(state, net, dates, [state.dependencies[uid] for uid in new])
        held |= {each.uid: (new[each.uid], each) for each in made}
        self.last = _Held(state.registers, state.today, held)
        return {uid: held[uid][1] for uid in state.dependencies}


_memory = _Memory()


def _follows(fact: DependencyFact, state: PortfolioState, dates: Dates, scheduled: Iterable[str]) -> tuple[Any, ...]:
    """All that an agreement follows from but registers and day: the fact, both ends, and their dates where they are
    more than the ends' own word."""
    giver, receiver = fact.predecessor, fact.successor
    return (
        fact,
        state.slices.get(giver.initiative or ""),
        state.slices.get(receiver.initiative or ""),
        dates.linked.get(giver.milestone or fact.uid),
        dates.linked.get(receiver.milestone or ""),
        fact.uid in scheduled,
    )


# ── what a locked period keeps ───────────────────────────────────────────────────────────────────────────────────────


def _stored(record: Record) -> Results | None:
    """The results to show; None where they must be reckoned."""
    kept = record.results
    return kept if kept is not None and kept.schedule and not _dates_withheld(record.state) else None


def _dates_withheld(state: PortfolioState) -> bool:
    """Whether this reader is shown milestones or agreements without something."""
    for part in state.slices.values():
        if part.withheld:
            dated = {each.uid for each in part.milestones} | {each.uid for each in (*part.waits, *part.gives)}
            if any(one.subject in dated for one in part.withheld):
                return True
    return False


def _kept(found: Feasible) -> KeptDate:
    return KeptDate(
        found.claimed,
        found.feasible,
        tuple(sorted(found.missing)),
        tuple(sorted(found.notices)),
        tuple((link.predecessor, link.type, link.lag) for link in found.drivers),
    )


def _restored(kept: Mapping[str, KeptDate], net: PortfolioNetwork) -> dict[str, Feasible]:
    """The feasible dates that were written down; of what was reached, the day."""
    made: dict[str, Feasible] = {}
    for node in net.nodes:
        _restore(node.key, kept, net, made)
    return made


def _restore(key: str, kept: Mapping[str, KeptDate], net: PortfolioNetwork, made: dict[str, Feasible]) -> None:
    """This node after all that drives it; a stack, since a chain may be as long as the portfolio."""
    stack = [key]
    while stack:
        at = stack[-1]
        each = kept.get(at)
        before = str(each.drivers[0][0]) if each and each.drivers else ""
        if at in made:
            stack.pop()
        elif before and before not in made and before not in stack:
            stack.append(before)
        else:
            node = net.by_key.get(at)
            made[at] = (
                _feasible(at, each, made.get(before))
                if each
                else Feasible(node.actual if node else None, node.actual if node else None)
            )
            stack.pop()


def _feasible(key: str, kept: KeptDate, before: Feasible | None) -> Feasible:
    drivers = tuple(Link(str(giver), key, str(kind), int(lag)) for giver, kind, lag in kept.drivers)
    notices = frozenset(Notice(each) for each in kept.notices)
    return Feasible(kept.claimed, kept.feasible, frozenset(kept.missing), notices, drivers, before)


def _concerns(kept: Results, uid: str) -> tuple[Concerned, ...]:
    return tuple(Concerned(Concern(each.concern), each.days) for each in kept.concerns.get(uid, ()))
