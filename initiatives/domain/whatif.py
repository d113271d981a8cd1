"""What if: the feasible dates with some slips beside the dates without; and how far each can slip unnoticed.

Nothing is written. A slip tells how many days later than now expected a milestone would be reached; what it hits
follows from the binding links. Float is told against the end milestone of the node's own initiative: against the last
date of a whole portfolio nearly everything floats.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.domain.feasible import Feasible, Node, bounds, feasible
from initiatives.domain.network import Link, Network, network

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


def what_if(nodes: Iterable[Node], links: Iterable[Link], today: date, slips: Iterable[tuple[str, int]]) -> WhatIf:
    """The feasible dates before and after the slips, pairs of key and days; of several for one key the largest
    counts. Raises as `feasible` does; CannotSlip for what is reached, undated, or slips by less than nothing."""
    held, binding = list(nodes), list(links)
    largest: dict[str, int] = {}
    for key, days in slips:
        largest[key] = max(days, largest.get(key, days))
    before = feasible(held, binding, today)
    after = feasible(held, binding, today, largest)
    return WhatIf(before, after, moves(before, after))


def moves(before: Mapping[str, Feasible], after: Mapping[str, Feasible]) -> tuple[Move, ...]:
    """What has a date in both results and not the same one: the farthest first, then by key."""
    found = [_move(key, then.feasible, after[key].feasible) for key, then in before.items() if key in after]
    return tuple(sorted((each for each in found if each), key=lambda move: (-abs(move.days), move.key)))


def floats(nodes: Iterable[Node], links: Iterable[Link], today: date, ends: Mapping[str, str]) -> dict[str, Float]:
    """The float of each key in `ends` against the end milestone given there. Left out are those that are reached or
    undated, and those that no unreached way leads from to the end: they can slip as they like without moving it."""
    held, binding = list(nodes), list(links)
    slacks = _slacks(held, binding, feasible(held, binding, today))
    wanted: dict[str, list[str]] = {}
    for key, end in ends.items():
        wanted.setdefault(end, []).append(key)
    found = {}
    for end, keys in wanted.items():
        room = slacks.towards(end)
        found.update({key: Float(key, end, room[key]) for key in keys if key in room})
    return {key: found[key] for key in ends if key in found}


def _move(key: str, before: date | None, after: date | None) -> Move | None:
    if before is None or after is None or before == after:
        return None
    return Move(key, before, after, (after - before).days)


@dataclass(frozen=True, slots=True)
class _Slacks:
    """Per node the live links that enter it, as (predecessor, slack in days); the nodes that can slip, by their place
    in topological order."""

    into: Mapping[str, list[tuple[str, int]]]
    place: Mapping[str, int]

    def towards(self, end: str) -> dict[str, int]:
        """How many days each node that leads to the end can slip before the end moves."""
        if end not in self.place:
            return {}
        room = {end: 0}
        for key in self._upstream(end):
            for predecessor, slack in self.into.get(key, ()):
                room[predecessor] = min(room[key] + slack, room.get(predecessor, room[key] + slack))
        return room

    def _upstream(self, end: str) -> list[str]:
        """The end and all that lead to it, each before its predecessors."""
        seen, pending = {end}, [end]
        while pending:
            for predecessor, _ in self.into.get(pending.pop(), ()):
                if predecessor not in seen:
                    seen.add(predecessor)
                    pending.append(predecessor)
        return sorted(seen, key=self.place.__getitem__, reverse=True)


def _slacks(nodes: list[Node], links: list[Link], found: Mapping[str, Feasible]) -> _Slacks:
    net = network((node.key for node in nodes), links)
    days = {node.key: _ordinal(found[node.key]) for node in nodes if not node.actual and found[node.key].feasible}
    into: dict[str, list[tuple[str, int]]] = {}
    for link, bound in zip(links, bounds(net, [node.duration for node in nodes]), strict=True):
        p, s = link.predecessor, link.successor
        if p in days and s in days:
            into.setdefault(s, []).append((p, days[s] - days[p] - bound))
    return _Slacks(into, _places(net, nodes, days))


def _ordinal(found: Feasible) -> int:
    return found.feasible.toordinal() if found.feasible else 0


def _places(net: Network, nodes: list[Node], live: Mapping[str, int]) -> dict[str, int]:
    return {nodes[number].key: place for place, number in enumerate(net.order) if nodes[number].key in live}
