"""How likely the dates are: the binding network run many times with uncertain work.

The remaining work of a milestone is drawn from its owner's three-point estimate (a triangle with its peak at the
likely value, nothing outside low and high) and begins at its planned start, never before today. Without an estimate
its date is drawn from the record: how late finished milestones of its class were, provided at least 20 of them were
still unfinished at the point where this one is now. Links hold as they do for feasible dates. What cannot be reckoned
honestly is refused with the reason; external parties are taken at their word, and named.

Milestones have their luck independently unless a share of common luck is given: in that share of the runs all work of
one owner goes equally well. Each milestone draws from its own stream, seeded by its key, so the answer depends neither
on the order of the input nor on what else is in the network.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from initiatives.domain.network import Link, Network, UnknownKey, network
from initiatives.domain.vocabulary import LinkType

__all__ = ["Estimate", "NotComputable", "Outcome", "Refused", "Simulation", "Work", "simulate"]

SMALLEST_CLASS = 20  # finished milestones; fewer say nothing about the next one
BLOCK = 5_000  # runs at a time: a row of float32 (20 kB) stays in the cache, and half of what 1,000 cost is saved
CELLS = 8_000_000  # most numbers held per quantity at a time, however large the network

Floats = NDArray[np.float32]


class NotComputable(StrEnum):
    NO_ESTIMATE = "no_estimate"  # neither estimate nor class
    BAD_ESTIMATE = "bad_estimate"  # not 0 ≤ low ≤ likely ≤ high
    CLASS_TOO_SMALL = "class_too_small"  # under 20 finished milestones to compare with
    UNDATED = "undated"  # a party that has promised no date, or a milestone of a class without a plan
    OVERDUE = "overdue"  # a party whose promised day has passed
    REACHED = "reached"  # the end itself is reached


@dataclass(frozen=True, slots=True)
class Estimate:
    """Remaining work in calendar days."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Work:
    """A milestone and the work that ends in it, or an external party's event. `original` and `approved` are its
    baselines; `reference` names its class in the record; `duration` is its work where no estimate tells it."""

    key: str
    claimed: date | None = None
    actual: date | None = None
    estimate: Estimate | None = None
    reference: str = ""
    duration: int = 0
    not_before: date | None = None
    original: date | None = None
    approved: date | None = None
    owner: str = ""
    external: bool = False

    @property
    def planned(self) -> date | None:
        """The date that the record's slips are counted from."""
        return self.approved or self.claimed


@dataclass(frozen=True, slots=True)
class Outcome:
    """An end milestone's dates that 10, 50 and 85 per cent of the runs keep, the share that keeps each baseline (None
    without one), and per key the share of runs in which it drives the end. `by_word` are the external parties taken at
    their word, `by_record` the milestones drawn from the record."""

    end: str
    p10: date
    p50: date
    p85: date
    meets_original: float | None
    meets_approved: float | None
    criticality: Mapping[str, float]
    by_word: tuple[str, ...]
    by_record: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """«Kan ikke beregnes», and for which keys why."""

    end: str
    reasons: tuple[tuple[str, NotComputable], ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """Per end what came out, and what it rests on."""

    runs: int
    seed: int
    common: float
    outcomes: Mapping[str, Outcome | Refused]


def simulate(
    works: Iterable[Work],
    links: Iterable[Link],
    today: date,
    ends: Iterable[str],
    *,
    seed: int,
    runs: int = 10_000,
    common: float = 0.0,
    record: Mapping[str, Sequence[int]] | None = None,
) -> Simulation:
    """Run the binding network. `record` holds, per class, by how many days finished milestones missed their approved
    date (early ones negative). `common` is the share of runs in which an owner's work shares its luck, 0 to 1. Raises
    Cycle, UnknownKey, and ValueError for a repeated key, no runs or a share outside 0–1."""
    if runs < 1 or not 0 <= common <= 1:
        raise ValueError(f"runs {runs}, common {common}")
    held = list(works)
    plan = _Plan(held, network((work.key for work in held), links), today, record or {})
    refused = {end: Refused(end, plan.reasons(end)) for end in ends}
    live = [end for end, refusal in refused.items() if not refusal.reasons]
    luck = _Luck(seed, common)
    reckoned = _run(plan, live, luck, runs) if live else {}
    return Simulation(runs, seed, common, {end: reckoned.get(end, refusal) for end, refusal in refused.items()})


class _Plan:
    """The works as numbered nodes, days counted from today. Links into what is reached are over and left out."""

    def __init__(self, works: list[Work], net: Network, today: date, record: Mapping[str, Sequence[int]]) -> None:
        self.works, self.net, self.today, self.record = works, net, today, record
        self.into: list[list[int]] = [[] for _ in works]
        for link, node in enumerate(net.head):
            if not works[node].actual:
                self.into[node].append(link)

    def upstream(self, end: str) -> list[int]:
        """The end and all it waits for, each after what it waits for itself."""
        if end not in self.net.index:
            raise UnknownKey(end)
        found, pending = {self.net.index[end]}, [self.net.index[end]]
        while pending:
            fresh = {self.net.tail[link] for link in self.into[pending.pop()]} - found
            found |= fresh
            pending.extend(fresh)
        return [node for node in self.net.order if node in found]

    def reasons(self, end: str) -> tuple[tuple[str, NotComputable], ...]:
        """Why the end cannot be reckoned: nothing when it can."""
        needed = [self.works[node] for node in self.upstream(end)]
        if self.works[self.net.index[end]].actual:
            return ((end, NotComputable.REACHED),)
        found = [(work.key, reason) for work in needed if (reason := self.why_not(work))]
        return tuple(sorted(found))

    def why_not(self, work: Work) -> NotComputable | None:
        if work.actual:
            return None
        if work.external:
            overdue = work.claimed and work.claimed < self.today
            return NotComputable.OVERDUE if overdue else None if work.claimed else NotComputable.UNDATED
        if work.estimate:
            sound = 0 <= work.estimate.low <= work.estimate.likely <= work.estimate.high
            return None if sound else NotComputable.BAD_ESTIMATE
        if not work.reference:
            return NotComputable.NO_ESTIMATE
        if not work.planned:
            return NotComputable.UNDATED
        return None if len(self.slips(work)) >= SMALLEST_CLASS else NotComputable.CLASS_TOO_SMALL

    def slips(self, work: Work) -> list[int]:
        """The class's slips in days, sorted; only of those that were unfinished as near their plan, or as late."""
        late = -self.day(work.planned)
        return sorted(slip for slip in self.record.get(work.reference, ()) if slip >= late)

    def day(self, when: date | None) -> int:
        """Days from today; 0 for no date."""
        return (when - self.today).days if when else 0

    def own(self, work: Work) -> "_Own":
        """What the work itself says, before any link."""
        if work.actual or work.external:
            return _Own(self.day(work.actual or work.claimed) - work.duration, work.duration)
        may_begin = self.day(work.not_before) if work.not_before else -work.duration
        if work.estimate:
            begins = max(0, self.day(work.claimed) - work.estimate.likely, may_begin)
            return _Own(begins, 0, _triangle(work.estimate))
        starts = np.array(self.slips(work), np.float32) + (self.day(work.planned) - work.duration)
        return _Own(0, work.duration, np.maximum(starts, may_begin), moves_start=True)


@dataclass(frozen=True, slots=True)
class _Own:
    """A start and days of work, one of them spread over equally likely values in rising order."""

    start: int
    days: int
    spread: Floats | None = None
    moves_start: bool = False


def _triangle(estimate: Estimate) -> Floats:
    """A thousand equally likely days of work from the triangle: the middles of its thousandths."""
    left, right = estimate.likely - estimate.low, estimate.high - estimate.likely
    below, above = _MIDDLES * (left + right) * left, (1 - _MIDDLES) * (left + right) * right
    peak = _MIDDLES * (left + right) < left
    return np.where(peak, estimate.low + np.sqrt(below), estimate.high - np.sqrt(above)).astype(np.float32)


_MIDDLES = (np.arange(1_000) + 0.5) / 1_000


class _Luck:
    """Random numbers per milestone, in common with its owner's other work in a share of the runs. A stream yields the
    same numbers in whatever blocks they are drawn."""

    def __init__(self, seed: int, common: float) -> None:
        self.seed, self.common = seed, common
        self.streams: dict[str, np.random.Generator] = {}
        self.owners: dict[str, tuple[Floats, NDArray[np.bool_]]] = {}

    def draw(self, work: Work, out: Floats) -> None:
        """Fill a row with numbers from 0 up to 1."""
        self._stream(f"work {work.key}").random(dtype=np.float32, out=out)
        if self.common and work.owner:
            numbers, shared = self._owner(work.owner, len(out))
            np.copyto(out, numbers, where=shared)

    def next_block(self) -> None:
        self.owners.clear()

    def _owner(self, owner: str, width: int) -> tuple[Floats, NDArray[np.bool_]]:
        if owner not in self.owners:
            drawn = self._stream(f"owner {owner}").random((width, 2), dtype=np.float32)
            self.owners[owner] = drawn[:, 0], drawn[:, 1] < self.common
        return self.owners[owner]

    def _stream(self, name: str) -> np.random.Generator:
        if name not in self.streams:
            digest = hashlib.blake2b(f"{self.seed} {name}".encode(), digest_size=16).digest()
            self.streams[name] = np.random.Generator(np.random.SFC64(int.from_bytes(digest)))
        return self.streams[name]


@dataclass(frozen=True, slots=True)
class _Pull:
    """A link as what it reads: the predecessor's start or finish, the lag, and the successor's work where the link is
    to its finish."""

    source: int
    given: Floats
    lag: np.float32
    work: Floats | None

    def bound(self, out: Floats) -> Floats:
        """The start that the link demands of its successor, in each run."""
        np.add(self.given, self.lag, out=out)
        return out if self.work is None else np.subtract(out, self.work, out=out)


class _Block:
    """Start, work and finish of every node needed, a row each, for so many runs at a time."""

    def __init__(self, plan: _Plan, nodes: list[int], width: int) -> None:
        self.plan, self.nodes = plan, nodes
        self.start, self.days, self.finish = (
            dict(zip(nodes, np.empty((len(nodes), width), np.float32), strict=True)) for _ in range(3)
        )
        self.pulls = {node: [self._pull(link) for link in plan.into[node]] for node in nodes}
        self.own = {node: plan.own(plan.works[node]) for node in nodes}
        self.luck, self.spare = np.empty(width, np.float32), np.empty(width, np.float32)
        self.place, self.flags = np.empty(width, np.intp), np.empty(width, np.bool_)

    def _pull(self, link: int) -> _Pull:
        net, held = self.plan.net, self.plan.net.links[link]
        p, s = net.tail[link], net.head[link]
        given = self.finish[p] if held.type in (LinkType.FS, LinkType.FF) else self.start[p]
        work = self.days[s] if held.type in (LinkType.FF, LinkType.SF) else None
        return _Pull(p, given, np.float32(held.lag), work)

    def run(self, luck: _Luck) -> None:
        luck.next_block()
        for node in self.nodes:
            start = self.start[node]
            self._own(node, start, self.days[node], luck)
            for pull in self.pulls[node]:
                np.maximum(start, pull.bound(self.spare), out=start)
            np.add(start, self.days[node], out=self.finish[node])

    def _own(self, node: int, start: Floats, days: Floats, luck: _Luck) -> None:
        """The node's own start and days of work, before any link."""
        own = self.own[node]
        start.fill(own.start)
        days.fill(own.days)
        if own.spread is None:
            return
        luck.draw(self.plan.works[node], self.luck)
        np.multiply(self.luck, len(own.spread), out=self.spare)
        np.copyto(self.place, self.spare, casting="unsafe")
        np.take(own.spread, self.place, out=start if own.moves_start else days, mode="clip")

    def driving(self, nodes: list[int]) -> NDArray[np.int64]:
        """Per node, given in order with the end last, in how many of the runs it drives the end."""
        drives = dict(zip(nodes, np.zeros((len(nodes), len(self.luck)), np.bool_), strict=True))
        drives[nodes[-1]].fill(True)
        for node in reversed(nodes):
            for pull in self.pulls[node]:
                np.greater_equal(pull.bound(self.spare), self.start[node], out=self.flags)
                np.logical_and(self.flags, drives[node], out=self.flags)
                np.logical_or(drives[pull.source], self.flags, out=drives[pull.source])
        return np.array([np.count_nonzero(drives[node]) for node in nodes])


def _run(plan: _Plan, ends: list[str], luck: _Luck, runs: int) -> dict[str, Outcome]:
    """All blocks, then what they say of each end."""
    upstream = {end: plan.upstream(end) for end in ends}
    needed = set().union(*upstream.values())
    nodes = [node for node in plan.net.order if node in needed]
    width = max(1, min(BLOCK, CELLS // len(nodes)))
    finishes: dict[str, list[Floats]] = {end: [] for end in ends}
    driven = {end: np.zeros(len(upstream[end]), np.int64) for end in ends}
    block = _Block(plan, nodes, width)
    for done in range(0, runs, width):
        if runs - done < width:
            block = _Block(plan, nodes, runs - done)
        block.run(luck)
        for end in ends:
            finishes[end].append(block.finish[plan.net.index[end]].copy())
            driven[end] += block.driving(upstream[end])
    return {end: _outcome(plan, upstream[end], np.concatenate(finishes[end]), driven[end] / runs) for end in ends}


def _outcome(plan: _Plan, nodes: list[int], finishes: Floats, driven: NDArray[np.float64]) -> Outcome:
    works = [plan.works[node] for node in nodes]
    end = works[-1]
    days = np.ceil(finishes - 0.001)  # work that ends during a day is done on it; less is rounding of float32
    p10, p50, p85 = (
        plan.today + timedelta(days=int(day)) for day in np.quantile(days, (0.10, 0.50, 0.85), method="inverted_cdf")
    )
    return Outcome(
        end=end.key,
        p10=p10,
        p50=p50,
        p85=p85,
        meets_original=float(np.mean(days <= plan.day(end.original))) if end.original else None,
        meets_approved=float(np.mean(days <= plan.day(end.approved))) if end.approved else None,
        criticality={work.key: float(share) for work, share in zip(works, driven, strict=True)},
        by_word=tuple(sorted(work.key for work in works if work.external and not work.actual)),
        by_record=tuple(sorted(w.key for w in works if not (w.actual or w.external or w.estimate))),
    )
