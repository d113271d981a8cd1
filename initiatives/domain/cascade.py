"""What a slip costs the others: the milestones that move, in order, and whom and what each of them hits.

Nothing is written. A slip is in calendar days; several slips are tried together. A row tells one milestone: from when
to when, and the link that pushed it (none for what was slipped itself). Commitments and years are those of the
initiatives hit, by what the register says they carry.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.domain.facts import LinkFact, MilestoneFact, Slice
from initiatives.domain.feasible import Feasible
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import Bond, PortfolioNetwork, end_milestone
from initiatives.domain.state import PortfolioState
from initiatives.domain.whatif import WhatIf, what_if

__all__ = ["Cascade", "Hit", "Step", "cascade"]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone that moves. `via` is the link that pushes it and `bond` why that link is there; both None for one
    that was slipped. `tried` is its own slip in days, 0 for what only follows."""

    part: Slice
    milestone: MilestoneFact
    before: date
    after: date
    via: Link | None
    bond: Bond | None
    tried: int
    is_end: bool

    @property
    def days(self) -> int:
        """Calendar days it moves, positive for later."""
        return (self.after - self.before).days


@dataclass(frozen=True, slots=True)
class Hit:
    """An initiative that is hit: its moved milestones in order, the largest move, the commitments it carries, and the
    years from the first old date to the last new one."""

    part: Slice
    owner: str | None
    steps: tuple[Step, ...]
    commitments: tuple[LinkFact, ...]

    @property
    def days(self) -> int:
        """The farthest any of its milestones moves."""
        return max(step.days for step in self.steps)

    @property
    def years(self) -> range:
        """The calendar years in which its moved milestones were to be reached, and now would be."""
        return range(min(s.before.year for s in self.steps), max(s.after.year for s in self.steps) + 1)

    @property
    def end(self) -> Step | None:
        """The step of its end milestone, None when that holds."""
        return next((step for step in self.steps if step.is_end), None)


@dataclass(frozen=True, slots=True)
class Cascade:
    """Everything some slips lead to. `steps` by new date, each after what pushes it; `hits` by the first step."""

    slips: Mapping[str, int]
    steps: tuple[Step, ...]
    hits: tuple[Hit, ...]
    result: WhatIf

    @property
    def owners(self) -> tuple[str, ...]:
        """uids of the accountable organisations of the initiatives hit, each once, by the first step."""
        return tuple(dict.fromkeys(hit.owner for hit in self.hits if hit.owner))

    @property
    def commitments(self) -> tuple[str, ...]:
        """uids of the commitments the initiatives hit carry, each once."""
        return tuple(dict.fromkeys(link.commitment for hit in self.hits for link in hit.commitments))


def cascade(state: PortfolioState, net: PortfolioNetwork, slips: Iterable[tuple[str, int]]) -> Cascade:
    """What these slips (milestone uid, days) lead to. Raises as `what_if` does."""
    held = list(slips)
    found = what_if(net.nodes, net.links, state.today, held)
    tried = {key: max(days for other, days in held if other == key) for key, _ in held}
    steps = sorted(_steps(state, net, found, tried), key=lambda step: (step.after, step.milestone.key))
    ordered = tuple(_pushed_last(steps))
    return Cascade(tried, ordered, tuple(_hits(state, ordered)), found)


def _steps(state: PortfolioState, net: PortfolioNetwork, found: WhatIf, tried: Mapping[str, int]) -> Iterator[Step]:
    milestones = {
        each.uid: (part, each)
        for move in found.moves
        if (part := state.slices.get(state.milestone_owner.get(move.key, "")))
        for each in part.milestones
        if each.uid == move.key
    }
    ends = {part.uid: end_milestone(part) for part, _ in milestones.values()}
    for move in found.moves:
        if move.key not in milestones:
            continue
        part, milestone = milestones[move.key]
        via = _pusher(found.after[move.key], move.after)
        end = ends[part.uid]
        yield Step(
            part,
            milestone,
            move.before,
            move.after,
            via,
            net.bonds.get(via) if via else None,
            tried.get(move.key, 0),
            end is not None and end.uid == milestone.uid,
        )


def _pusher(found: Feasible, after: date) -> Link | None:
    """The link that drives a milestone to its new date; None when its own slip does."""
    return found.drivers[0] if found.drivers and found.feasible == after else None


def _pushed_last(steps: list[Step]) -> Iterator[Step]:
    """By new date, but each after the one that pushes it."""
    place = {step.milestone.uid: number for number, step in enumerate(steps)}
    pushed: dict[int, list[int]] = {}
    ready: list[int] = []
    for number, step in enumerate(steps):
        by = place.get(step.via.predecessor) if step.via else None
        if by is None:
            ready.append(number)
        else:
            pushed.setdefault(by, []).append(number)
    heapq.heapify(ready)
    while ready:
        number = heapq.heappop(ready)
        yield steps[number]
        for each in pushed.get(number, ()):
            heapq.heappush(ready, each)


def _hits(state: PortfolioState, steps: tuple[Step, ...]) -> Iterator[Hit]:
    of: dict[str, list[Step]] = {}
    for step in steps:
        of.setdefault(step.part.uid, []).append(step)
    for held in of.values():
        part = held[0].part
        owner = state.owner(part)
        yield Hit(part, owner.uid if owner else None, tuple(held), part.links)
