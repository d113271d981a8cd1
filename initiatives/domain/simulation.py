"""How likely the dates are: the binding network run many times with uncertain work.

The remaining work of a milestone is drawn from its owner's three-point estimate (a triangle with its peak at the
likely value, nothing outside low and high) and begins at its planned start, never before today. Without an estimate
its date is drawn from the record: how late finished milestones of its class were, provided at least 20 of them were
still unfinished at the point where this one is now. Links hold as they do for feasible dates. What cannot be reckoned
honestly is refused with the reason; external parties are taken at their word, and named.

Milestones have their luck independently unless a share of common luck is given: in that share of the runs all work of
one owner goes equally well. The numbers follow from the seed and the milestone's key, so the answer depends neither on
the order of the input nor on what else is in the network.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from initiatives.domain import sampling
from initiatives.domain.network import Link, Network, UnknownKey, network
from initiatives.domain.sampling import Floats, Indices, Pull, Task
from initiatives.domain.vocabulary import LinkType

__all__ = ["Estimate", "NotComputable", "Outcome", "Refused", "Simulation", "Work", "simulate"]

SMALLEST_CLASS = 20  # finished milestones; fewer say nothing about the next one


class NotComputable(StrEnum):
    NO_ESTIMATE = "no_estimate"  # neither estimate nor class
    BAD_ESTIMATE = "bad_estimate"  # not 0 ≤ low ≤ likely ≤ high, or past the last day of the calendar
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
    asked = dict.fromkeys(ends)
    upstream = dict(zip(asked, plan.upstreams(asked), strict=True))
    refused = {end: Refused(end, plan.reasons(end, leading)) for end, leading in upstream.items()}
    live = {end: leading for end, leading in upstream.items() if not refused[end].reasons}
    reckoned = _run(plan, live, seed, common, runs) if live else {}
    return Simulation(runs, seed, common, {end: reckoned.get(end, refusal) for end, refusal in refused.items()})


class _Plan:
    """The works, each after what it waits for, days counted from today. Links into what is reached are over and left
    out."""

    def __init__(self, works: list[Work], net: Network, today: date, record: Mapping[str, Sequence[int]]) -> None:
        self.today = today
        self.record = {name: np.array(sorted(slips), np.float32) for name, slips in record.items()}
        self.works = [works[number] for number in net.order]
        self.place = {work.key: place for place, work in enumerate(self.works)}
        self.into: list[list[tuple[int, Link]]] = [[] for _ in works]
        for link in net.links:
            successor = self.place[link.successor]
            if not self.works[successor].actual:
                self.into[successor].append((self.place[link.predecessor], link))
        self.why_not = [self._why_not(work) for work in self.works]

    def upstreams(self, ends: Iterable[str]) -> Iterator[Indices]:
        """Per end the places of all it waits for, itself last."""
        unknown = next((end for end in ends if end not in self.place), None)
        if unknown is not None:
            raise UnknownKey(unknown)
        sources = [[source for source, _ in links] for links in self.into]
        return sampling.upstreams(sources, [self.place[end] for end in ends])

    def reasons(self, end: str, leading: Indices) -> tuple[tuple[str, NotComputable], ...]:
        """Why the end cannot be reckoned: nothing when it can."""
        if self.works[self.place[end]].actual:
            return ((end, NotComputable.REACHED),)
        found = [(self.works[place].key, reason) for place in leading if (reason := self.why_not[place])]
        return tuple(sorted(found))

    def _why_not(self, work: Work) -> NotComputable | None:
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
        return None if len(self._slips(work)) >= SMALLEST_CLASS else NotComputable.CLASS_TOO_SMALL

    def _slips(self, work: Work) -> Floats:
        """The class's slips in days, sorted; only of those that were unfinished as near their plan, or as late."""
        slips = self.record.get(work.reference, _NO_SLIPS)
        return slips[np.searchsorted(slips, -self.day(work.planned)) :]

    def day(self, when: date | None) -> int:
        """Days from today; 0 for no date."""
        return (when - self.today).days if when else 0

    def task(self, place: int, pulls: Sequence[Pull]) -> Task:
        """The work by itself: when it begins and what it takes."""
        work = self.works[place]
        if work.actual or work.external:
            return Task(work.key, "", self.day(work.actual or work.claimed) - work.duration, work.duration, pulls)
        may_begin = self.day(work.not_before) if work.not_before else -work.duration
        if work.estimate:
            begins = max(0, self.day(work.claimed) - work.estimate.likely, may_begin)
            points = work.estimate.low, work.estimate.likely, work.estimate.high
            return Task(work.key, work.owner, begins, 0, pulls, triangle=points)
        planned = self.day(work.planned) - work.duration
        return Task(work.key, work.owner, may_begin, work.duration, pulls, planned=planned, slips=self._slips(work))


_NO_SLIPS: Floats = np.empty(0, np.float32)


def _run(plan: _Plan, ends: Mapping[str, Indices], seed: int, common: float, runs: int) -> dict[str, Outcome | Refused]:
    """All that leads to the ends, renumbered and run; then what that says of each end."""
    needed = np.unique(np.concatenate(list(ends.values())))
    number = {place: n for n, place in enumerate(needed.tolist())}
    tasks = [plan.task(place, [_pull(number[source], link) for source, link in plan.into[place]]) for place in number]
    leading = [np.searchsorted(needed, places) for places in ends.values()]
    found = sampling.run(tasks, leading, seed=seed, common=common, runs=runs)
    days = found.finishes
    np.ceil(np.subtract(days, 0.001, out=days), out=days)  # work that ends during a day is done on it; less is rounding
    days.sort(axis=1)
    rows = zip(ends.items(), days, found.driven, strict=True)
    return {end: _outcome(plan, places, row, driven) for (end, places), row, driven in rows}


def _pull(source: int, link: Link) -> Pull:
    from_start = link.type in (LinkType.SS, LinkType.SF)
    return Pull(source, link.lag, from_start, link.type in (LinkType.FF, LinkType.SF))


def _outcome(plan: _Plan, leading: Indices, days: Floats, driven: NDArray[np.int64]) -> Outcome | Refused:
    """What the sorted days say of an end, and how often each that leads to it drove it."""
    works = [plan.works[place] for place in leading]
    end = works[-1]
    p10, p50, p85 = (int(days[-(-len(days) * share // 100) - 1]) for share in (10, 50, 85))
    if p85 > (date.max - plan.today).days:
        return Refused(end.key, ((end.key, NotComputable.BAD_ESTIMATE),))
    return Outcome(
        end=end.key,
        p10=plan.today + timedelta(days=p10),
        p50=plan.today + timedelta(days=p50),
        p85=plan.today + timedelta(days=p85),
        meets_original=_share(days, plan.day(end.original)) if end.original else None,
        meets_approved=_share(days, plan.day(end.approved)) if end.approved else None,
        criticality=dict(zip((work.key for work in works), (driven / len(days)).tolist(), strict=True)),
        by_word=tuple(sorted(work.key for work in works if work.external and not work.actual)),
        by_record=tuple(sorted(w.key for w in works if not (w.actual or w.external or w.estimate))),
    )


def _share(days: Floats, day: int) -> float:
    """The share of sorted days that are no later."""
    return float(np.searchsorted(days, day, side="right") / len(days))
