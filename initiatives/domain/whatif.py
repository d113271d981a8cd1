"""What if: the feasible dates with some slips beside the dates without; and how far each can slip unnoticed.

Nothing is written. A slip tells how many days later than now expected a milestone would be reached; what it hits
follows from the binding links. Float is told against the end milestone of the node's own initiative: against the last
date of a whole portfolio nearly everything floats.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.domain.feasible import Feasible, Node, before_and_after, bounds, feasible
from initiatives.domain.network import Link, network

__all__ = ["Float", "Move", "WhatIf", "floats", "moves", "what_if"]


@dataclass(frozen=True, slots=True)
class Move:
    """A node whose feasible date differs: from, to, and calendar days (positive: later)."""

    key: str
    before: date
    after: date
    days: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The two results by key, and what moved: the farthest first, then by key."""

    before: Mapping[str, Feasible]
    after: Mapping[str, Feasible]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Float:
    """How many days a node can slip before its end milestone's feasible date moves."""

    key: str
    end: str
    days: int


def what_if(
    nodes: Iterable[Node],
    links: Iterable[Link],
    today: date,
    slips: Mapping[str, int] | Iterable[tuple[str, int]],
) -> WhatIf:
    """The feasible dates before and after the slips, days by key; of several for one key the largest counts. Raises as
    `feasible` does; CannotSlip for what is reached, undated, or slips by less than nothing."""
    largest: dict[str, int] = {}
    for key, days in slips.items() if isinstance(slips, Mapping) else slips:
        largest[key] = max(days, largest.get(key, days))
    before, after = before_and_after(nodes, links, today, largest)
    return WhatIf(before, after, moves(before, after))


def moves(before: Mapping[str, Feasible], after: Mapping[str, Feasible]) -> tuple[Move, ...]:
    """What has a date in both results and not the same one: the farthest first, then by key."""
    both = [(key, then, after[key]) for key, then in before.items() if key in after and after[key] is not then]
    found = [_move(key, then.feasible, now.feasible) for key, then, now in both]
    return tuple(sorted((each for each in found if each), key=lambda move: (-abs(move.days), move.key)))


def floats(
    nodes: Iterable[Node],
    links: Iterable[Link],
    today: date,
    ends: Mapping[str, str],
    found: Mapping[str, Feasible] | None = None,
) -> dict[str, Float]:
    """The float of each key in `ends` against the end milestone given there. Left out are those that are reached or
    undated, and those that no unreached way leads from to the end: they can slip as they like without moving it.
    `found` is what `feasible` said of the same nodes, links and day, where it has been asked already."""
    held, binding = list(nodes), list(links)
    slacks = _slacks(held, binding, feasible(held, binding, today) if found is None else found)
    wanted: dict[str, list[str]] = {}
    for key, end in ends.items():
        wanted.setdefault(end, []).append(key)
    told = {}
    for end, keys in wanted.items():
        told.update({key: Float(key, end, days) for key, days in slacks.towards(end, keys).items()})
    return {key: told[key] for key in ends if key in told}


def _move(key: str, before: date | None, after: date | None) -> Move | None:
    if before is None or after is None or before == after:
        return None
    return Move(key, before, after, (after - before).days)


@dataclass(frozen=True, slots=True)
class _Slacks:
    """The nodes that can slip, by their place in topological order; and of the links between them those that enter each
    place, as (predecessor, slack in days)."""

    place: Mapping[str, int]
    into: Mapping[int, list[tuple[int, int]]]

    def towards(self, end: str, keys: list[str]) -> dict[str, int]:
        """How many days those of the keys that lead to the end can slip before the end moves."""
        if end not in self.place:
            return {}
        wanted = {key: self.place[key] for key in keys if key in self.place}
        room = {self.place[end]: 0}
        for place in self._upstream(self.place[end], min(wanted.values(), default=0)):
            for before, slack in self.into.get(place, ()):
                days = room[place] + slack
                if days < room.get(before, days + 1):
                    room[before] = days
        return {key: room[place] for key, place in wanted.items() if place in room}

    def _upstream(self, end: int, first: int) -> list[int]:
        """The end and all that lead to it, no further back than the first place, each before its predecessors."""
        seen, pending = {end}, [end]
        while pending:
            for before, _ in self.into.get(pending.pop(), ()):
                if before >= first and before not in seen:
                    seen.add(before)
                    pending.append(before)
        return sorted(seen, reverse=True)


def _slacks(nodes: list[Node], links: list[Link], found: Mapping[str, Feasible]) -> _Slacks:
    net = network((node.key for node in nodes), links)
    days = [_live_day(node, found[node.key]) for node in nodes]
    places = {number: place for place, number in enumerate(net.order) if days[number]}
    into: dict[int, list[tuple[int, int]]] = {}
    for p, s, bound in zip(net.tail, net.head, bounds(net, [node.duration for node in nodes]), strict=True):
        if days[p] and days[s]:
            into.setdefault(places[s], []).append((places[p], days[s] - days[p] - bound))
    return _Slacks({nodes[number].key: place for number, place in places.items()}, into)


def _live_day(node: Node, found: Feasible) -> int:
    """The feasible day of a node that can slip; 0 for one that is reached or undated."""
    return 0 if node.actual or not found.feasible else found.feasible.toordinal()
