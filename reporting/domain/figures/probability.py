"""How likely an initiative's end is: three dates, the chance of each baseline, what decides it, and what it rests on.

Days are calendar days, shares 0 to 1. What cannot be reckoned is refused with every reason by name, never guessed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.portfolio_network import EVERY_KIND, PortfolioNetwork, claimed, end_milestone, network_of
from initiatives.domain.simulation import NotComputable, Outcome, Refused, Simulation, Work, simulate
from initiatives.domain.state import PortfolioState, latest
from initiatives.domain.vocabulary import LifeState
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import node_named
from reporting.domain.memo import once
from reporting.domain.record import Record

SEED = 20_270_101
RUNS = 10_000
TOP = 5
"""How many of what most often decides an end are told."""
COMMON = (0.0, 0.3, 0.6)
"""Shares of common luck per owner that may be chosen."""


class NoEnd(StrEnum):
    """Why an initiative has no end to reckon towards."""

    STOPPED = "stopped"
    NO_MILESTONES = "no_milestones"
    REACHED = "reached"  # every milestone is
    UNDATED = "undated"  # of those left, nobody dates any


@dataclass(frozen=True, slots=True)
class Decider:
    """A milestone or an external party, and in what share of the runs the end waits for it."""

    name: Named
    share: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A class of finished milestones that some dates are drawn from: its kind (None for every kind), whether it is of
    invented ones, how many it holds, and the milestones drawn from it."""

    kind: str | None
    example: bool
    finished: int
    milestones: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Probability:
    """When the end is likely reached. `meets_…` are None without that baseline. `deciders` are at most `TOP`, without
    the end itself; `by_word` the external parties taken at their word; `drawn` what is compared with the record;
    `estimated` counts those with an estimate of their own. `claimed` is the day the owner stands by."""

    part: Slice
    end: MilestoneFact
    p10: date
    p50: date
    p85: date
    original: date | None
    approved: date | None
    claimed: date | None
    meets_original: float | None
    meets_approved: float | None
    deciders: tuple[Decider, ...]
    by_word: tuple[Named, ...]
    drawn: tuple[Drawn, ...]
    estimated: int
    common: float
    runs: int = RUNS
    seed: int = SEED

    @property
    def example(self) -> bool:
        """Whether it is reckoned of invented facts."""
        return self.part.example


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way. Of a milestone without an estimate: its kind (None where every kind was counted), how
    many finished ones there are, and how many of them were still unfinished as near their plan as this one is."""

    name: Named
    reason: NotComputable
    kind: str | None = None
    finished: int = 0
    usable: int = 0


@dataclass(frozen=True, slots=True)
class CannotTell:
    """«Kan ikke beregnes». `no_end` where the initiative has nothing left to reach; else every obstacle, by name."""

    part: Slice
    end: MilestoneFact | None
    no_end: NoEnd | None
    obstacles: tuple[Obstacle, ...] = ()


def probability_of(record: Record, part: Slice, common: float = 0.0) -> Probability | CannotTell:
    """How likely the end of one initiative is; only what leads to it is reckoned, once per record.

    `common` is the share of runs in which all work of an owner goes equally well, one of `COMMON`. Give the part of
    `record.state` itself.
    """
    return once(record, f"probability {part.uid} {common}", lambda: probabilities(record, (part,), common)[0])


def probabilities(record: Record, parts: Sequence[Slice], common: float = 0.0) -> tuple[Probability | CannotTell, ...]:
    """The same of several initiatives in one simulation, in their order. Each answer is the one it has alone."""
    state = record.state
    ends = {part.uid: end for part in parts if (end := end_milestone(part))}
    if not ends:
        return tuple(CannotTell(part, None, no_end(part)) for part in parts)
    keys = [end.uid for end in ends.values()]
    net = network_of(state, keys)
    found = simulate(net.works, net.links, state.today, keys, seed=SEED, runs=RUNS, common=common, record=net.record)
    teller = _Teller(state, net, found)
    return tuple(
        teller.told(part, ends[part.uid]) if part.uid in ends else CannotTell(part, None, no_end(part))
        for part in parts
    )


def no_end(part: Slice) -> NoEnd:
    """Why an initiative without an end milestone has none."""
    if part.life == LifeState.STOPPED:
        return NoEnd.STOPPED
    if not part.milestones:
        return NoEnd.NO_MILESTONES
    return NoEnd.REACHED if all(each.actual for each in part.milestones) else NoEnd.UNDATED


class _Teller:
    """A simulation with names."""

    def __init__(self, state: PortfolioState, net: PortfolioNetwork, found: Simulation) -> None:
        self.state, self.net, self.found = state, net, found
        self.works: Mapping[str, Work] = {each.key: each for each in net.works}

    def told(self, part: Slice, end: MilestoneFact) -> Probability | CannotTell:
        outcome = self.found.outcomes[end.uid]
        if isinstance(outcome, Refused):
            obstacles = tuple(
                obstacle(self.state, self.net, self.works[key], reason) for key, reason in outcome.reasons
            )
            return CannotTell(part, end, None, obstacles)
        return self.probability(part, end, outcome)

    def probability(self, part: Slice, end: MilestoneFact, outcome: Outcome) -> Probability:
        works = [self.works[key] for key in outcome.criticality]
        return Probability(
            part=part,
            end=end,
            p10=outcome.p10,
            p50=outcome.p50,
            p85=outcome.p85,
            original=latest(end.original.date) if end.original else None,
            approved=latest(end.approved.date) if end.approved else None,
            claimed=claimed(part, end),
            meets_original=outcome.meets_original,
            meets_approved=outcome.meets_approved,
            deciders=tuple(islice(self.deciders(outcome), TOP)),
            by_word=tuple(node_named(self.state, key) for key in outcome.by_word),
            drawn=tuple(self.drawn(outcome.by_record)),
            estimated=sum(1 for work in works if work.estimate and not work.actual),
            common=self.found.common,
        )

    def deciders(self, outcome: Outcome) -> Iterator[Decider]:
        left = [(key, share) for key, share in outcome.criticality.items() if key != outcome.end and share > 0]
        for key, share in sorted(left, key=lambda each: (-each[1], each[0])):
            if self.works[key].actual is None:
                yield Decider(node_named(self.state, key), share)

    def drawn(self, keys: Iterable[str]) -> Iterator[Drawn]:
        classes: dict[str, list[str]] = {}
        for key in keys:
            classes.setdefault(self.works[key].reference, []).append(key)
        for name, held in sorted(classes.items()):
            kind, example = _class(name)
            names = tuple(node_named(self.state, key) for key in held)
            yield Drawn(kind, example, len(self.net.record.get(name, ())), names)


def obstacle(state: PortfolioState, net: PortfolioNetwork, work: Work, reason: NotComputable) -> Obstacle:
    """Why the simulation of `net` refuses a piece of its work, with names."""
    kind, _ = _class(work.reference)
    slips = net.record.get(work.reference, ())
    late = (state.today - work.planned).days if work.planned else 0
    return Obstacle(node_named(state, work.key), reason, kind, len(slips), sum(1 for slip in slips if slip >= late))


def _class(name: str) -> tuple[str | None, bool]:
    """The kind of a class of the record (None for every kind), and whether it is of invented milestones."""
    world, _, kind = name.partition(" ")
    return (None if kind in ("", EVERY_KIND) else kind), world == "example"
