"""The portfolio as a network: what of its milestones and agreements can be scheduled, and what cannot.

A milestone is the work that ends in it. Milestones of one initiative are no chain by date: an inner link exists only
where it is declared, or by «følger etter forrige» on the initiative, and is then marked as assumed. Of the agreements
only those that bind, are accepted or proposed, and give to a milestone from a milestone or an external party are
scheduled; an agreement of whole initiatives has no date to reckon with. An external party is an event that claims what
was promised in that agreement.

Keys are the uids of milestones; the event of an external party has the uid of its agreement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from sys import intern

from initiatives.domain.contracts import propagates
from initiatives.domain.facts import DateWord, DependencyFact, MilestoneFact, Slice
from initiatives.domain.feasible import Node, claim
from initiatives.domain.graph import Cycle
from initiatives.domain.network import Link, network
from initiatives.domain.simulation import SMALLEST_CLASS, Estimate, Work
from initiatives.domain.state import PortfolioState, latest
from initiatives.domain.vocabulary import Basis, DependencyState, LifeState

__all__ = ["Bond", "Circle", "PortfolioNetwork", "baseline", "duration", "end_milestone", "network_of"]

EVERY_KIND = "every"  # the reference class of all finished milestones, where a kind has too few


@dataclass(frozen=True, slots=True)
class Bond:
    """Why a link is there: the uid of its agreement; without one it is declared inside an initiative, or assumed."""

    contract: str = ""
    assumed: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """Keys that wait for each other, first = last, and the agreements that were left out so that the rest holds."""

    path: tuple[str, ...]
    contracts: tuple[str, ...]


@dataclass(frozen=True)
class PortfolioNetwork:
    """Nodes and links for the engine, why each link is there, and what had to be left out. `parts` are the initiatives
    whose milestones the nodes are."""

    by_key: Mapping[str, Node]
    bonds: Mapping[Link, Bond]
    circles: tuple[Circle, ...] = ()
    parts: tuple[Slice, ...] = ()
    _state: PortfolioState | None = field(default=None, repr=False, compare=False)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node."""
        return tuple(self.by_key.values())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link that is scheduled, each once."""
        return tuple(self.bonds)

    @cached_property
    def linked(self) -> tuple[Node, ...]:
        """The nodes that a link leads to or from: of all others the date is their own word alone."""
        keys = dict.fromkeys(key for link in self.bonds for key in (link.predecessor, link.successor))
        return tuple(self.by_key[key] for key in keys)

    @cached_property
    def ends(self) -> Mapping[str, str]:
        """Milestone → the end milestone of its initiative, where the initiative has one left to reach."""
        found: dict[str, str] = {}
        for part in self.parts:
            end = end_milestone(part)
            if end is not None:
                found.update({each.uid: end.uid for each in part.milestones})
        return found

    @cached_property
    def record(self) -> Mapping[str, Sequence[int]]:
        """Class of finished milestones → by how many days each missed the plan that stood; early ones negative.
        Of the whole portfolio, however small the network."""
        return _record(self._state) if self._state is not None else {}

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The nodes as the simulation takes them."""
        return tuple(_works(self, self._state)) if self._state is not None else ()


def network_of(state: PortfolioState, towards: Iterable[str] | None = None) -> PortfolioNetwork:
    """The network of the whole portfolio, or of all that leads to the milestones in `towards`, themselves included; an
    initiative there stands for its milestones."""
    parts = state.ordered if towards is None else tuple(_upstream(state, towards))
    known = [_known(part) for part in parts]
    nodes = {node.key: node for each in known for node in each.nodes}
    bonds: dict[Link, Bond] = {}
    for each in known:
        for link, bond in each.inner:
            bonds.setdefault(link, bond)
        for link, bond, event in each.agreed:
            if event is not None:
                nodes.setdefault(event.key, event)
            if link.predecessor in nodes and link.successor in nodes:
                bonds.setdefault(link, bond)
    kept, circles = _without_circles(bonds)
    return PortfolioNetwork(nodes, kept, circles, parts, state)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one initiative adds: its milestones, the links inside, of what it has agreed to get the links with their
    reasons and, from outside, the event; and to the record its finished milestones by class, with their days."""

    nodes: tuple[Node, ...]
    inner: tuple[tuple[Link, Bond], ...]
    agreed: tuple[tuple[Link, Bond, Node | None], ...]
    finished: tuple[tuple[str, int], ...]


# uid → (slice, what it adds). It follows from the slice alone, so after a write only the slices that were read again
# are taken apart again. Holds one entry per initiative.
_held: dict[str, tuple[Slice, _Part]] = {}


def _known(part: Slice) -> _Part:
    held = _held.get(part.uid)
    if held is not None and held[0] is part:
        return held[1]
    found = _Part(tuple(_nodes(part)), tuple(_inner(part)), tuple(_agreed(part)), tuple(_finished(part)))
    _held[part.uid] = (part, found)
    return found


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def baseline(milestone: MilestoneFact) -> DateWord | None:
    """The plan that stands: the latest approved date; the original one as long as no other was approved."""
    return milestone.approved or milestone.original


def duration(milestone: MilestoneFact, before: MilestoneFact | None) -> int:
    """Calendar days of the work that ends in a milestone: the likely remaining work that is stated; else the span of
    the plan from the declared predecessor's; else 0, a bare event."""
    if milestone.duration is not None:
        return milestone.duration.likely
    own, earlier = baseline(milestone), baseline(before) if before else None
    return max(0, (own.date.latest - earlier.date.latest).days) if own and earlier else 0


def claimed(part: Slice, milestone: MilestoneFact) -> date | None:
    """The day the owner stands by. Of an initiative that is stopped nobody stands by a date that is not reached."""
    if part.life == LifeState.STOPPED and milestone.actual is None:
        return None
    words = (milestone.actual, milestone.forecast, milestone.approved, milestone.original)
    actual, forecast, approved, original = (word.date if word else None for word in words)
    return claim(actual=actual, forecast=forecast, approved=approved, original=original)


def end_milestone(part: Slice) -> MilestoneFact | None:
    """What an initiative ends in: of its dated milestones not yet reached the one claimed last, among those that no
    other one follows from if there are any. None when all is reached or nothing dated."""
    followed = {each.predecessor for each in part.milestones if each.predecessor}
    left = [each for each in part.milestones if each.actual is None and claimed(part, each)]
    last = [each for each in left if each.uid not in followed] or left
    return max(last, key=lambda each: (claimed(part, each) or date.min, each.key), default=None)


def _nodes(part: Slice) -> Iterator[Node]:
    before = {each.uid: each for each in part.milestones}
    for each in part.milestones:
        actual = latest(each.actual.date) if each.actual else None
        yield Node(each.uid, claimed(part, each), actual, duration(each, before.get(each.predecessor or "")))


def _inner(part: Slice) -> Iterator[tuple[Link, Bond]]:
    own = {each.uid for each in part.milestones}
    before = ""
    for each in part.milestones:
        if each.predecessor in own and each.predecessor is not None:
            yield Link(each.predecessor, each.uid), Bond()
        elif part.sequential and before:
            yield Link(before, each.uid), Bond(assumed=True)
        before = each.uid


# ── agreements ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _agreed(part: Slice) -> Iterator[tuple[Link, Bond, Node | None]]:
    """The links of the agreements that can be scheduled, those of milestones and external parties."""
    own = {each.uid for each in part.milestones}
    for fact in part.waits:
        giver = fact.uid if fact.predecessor.external else fact.predecessor.milestone
        receiver = fact.successor.milestone
        if giver and receiver in own and receiver is not None and propagates(fact.state, binding=fact.binding):
            bond = Bond(fact.uid, proposed=fact.state == DependencyState.PROPOSED)
            event = _event(fact) if fact.predecessor.external else None
            yield Link(giver, receiver, fact.type, fact.lag), bond, event


def _event(fact: DependencyFact) -> Node:
    return Node(fact.uid, latest(fact.promised), latest(fact.fulfilled))


def _without_circles(bonds: Mapping[Link, Bond]) -> tuple[dict[Link, Bond], tuple[Circle, ...]]:
    """The links without those that close a circle: of each circle the agreements, else all of it."""
    keys = dict.fromkeys(key for link in bonds for key in (link.predecessor, link.successor))
    kept, circles = dict(bonds), []
    while True:
        try:
            network(keys, kept)
        except Cycle as cycle:
            steps = set(zip(cycle.path, cycle.path[1:], strict=False))
            ring = [link for link in kept if (link.predecessor, link.successor) in steps]
            out = [link for link in ring if kept[link].contract] or ring
            circles.append(Circle(cycle.path, tuple(sorted(kept[link].contract for link in out))))
            for link in out:
                del kept[link]
        else:
            return kept, tuple(circles)


# ── a part of the whole ──────────────────────────────────────────────────────────────────────────────────────────────


def _upstream(state: PortfolioState, towards: Iterable[str]) -> list[Slice]:
    """The initiatives that lead to these milestones or initiatives, and their own."""
    found: dict[str, Slice] = {}
    pending = [uid if uid in state.slices else state.milestone_owner.get(uid, "") for uid in towards]
    while pending:
        part = state.slices.get(pending.pop())
        if part is None or part.uid in found:
            continue
        found[part.uid] = part
        pending += [
            fact.predecessor.initiative
            for fact in part.waits
            if fact.predecessor.initiative and fact.successor.milestone and propagates(fact.state, binding=fact.binding)
        ]
    return sorted(found.values(), key=lambda part: part.code)


# ── for the simulation ───────────────────────────────────────────────────────────────────────────────────────────────


def _record(state: PortfolioState) -> Mapping[str, Sequence[int]]:
    """Kept with the state: the same for every part of it that is asked about."""
    kept: dict[str, Mapping[str, Sequence[int]]] = vars(state).setdefault(_RECORD, {})
    if not kept:
        found: dict[str, list[int]] = defaultdict(list)
        for part in state.ordered:
            for name, days in _known(part).finished:
                found[name].append(days)
                found[_EVERY[name.partition(" ")[0]]].append(days)
        kept[_RECORD] = {name: sorted(days) for name, days in sorted(found.items())}
    return kept[_RECORD]


_RECORD = "_finished_milestones"
_EVERY = {world: f"{world} {EVERY_KIND}" for world in ("real", "example")}


def _finished(part: Slice) -> Iterator[tuple[str, int]]:
    for each in part.milestones:
        planned = baseline(each)
        if each.actual and planned:
            days = (each.actual.date.latest - planned.date.latest).days
            yield intern(f"{_world(part, each)} {each.kind}"), days  # a handful of names for tens of thousands


def _world(part: Slice, milestone: MilestoneFact) -> str:
    """Invented milestones say nothing about real ones, nor the other way."""
    words = (milestone.original, milestone.approved, milestone.actual)
    return "example" if part.example or any(word and word.basis == Basis.EXAMPLE for word in words) else "real"


def _works(net: PortfolioNetwork, state: PortfolioState) -> Iterator[Work]:
    known: set[str] = set()
    for part in net.parts:
        owner = state.owner(part)
        for each in part.milestones:
            known.add(each.uid)
            yield _work(net, part, each, owner.uid if owner else part.uid)
    for node in net.nodes:
        if node.key not in known:
            yield Work(node.key, node.claimed, node.actual, external=True)


def _work(net: PortfolioNetwork, part: Slice, each: MilestoneFact, owner: str) -> Work:
    node, stated = net.by_key[each.uid], each.duration
    return Work(
        key=each.uid,
        claimed=node.claimed,
        actual=node.actual,
        estimate=Estimate(stated.low, stated.likely, stated.high) if stated else None,
        reference="" if stated else _reference(net.record, part, each),
        duration=node.duration,
        original=latest(each.original.date) if each.original else None,
        approved=latest(each.approved.date) if each.approved else None,
        owner=owner,
    )


def _reference(record: Mapping[str, Sequence[int]], part: Slice, each: MilestoneFact) -> str:
    """The class a milestone is compared with: its kind, or every finished one where its kind has too few."""
    world = _world(part, each)
    kind = f"{world} {each.kind}"
    return kind if len(record.get(kind, ())) >= SMALLEST_CLASS else f"{world} {EVERY_KIND}"
