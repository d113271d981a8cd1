"""Links between keyed things, as index arrays: what the schedule, the feasible dates and the simulation walk.

A link's bound on the successor, with S = start, F = finish, p = predecessor, L = lag in calendar days:
FS: S ≥ F(p) + L · SS: S ≥ S(p) + L · FF: F ≥ F(p) + L · SF: F ≥ S(p) + L.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import lt
from typing import Generic, TypeVar

from initiatives.domain.graph import Cycle, cycle
from initiatives.domain.vocabulary import LinkType

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """The successor waits for the predecessor. `type` is a LinkType, `lag` calendar days and may be negative."""

    predecessor: str
    successor: str
    type: str = LinkType.FS
    lag: int = 0


class UnknownKey(ValueError):
    """A link names a key that is not among the nodes."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class ByKey(Mapping[str, Value], Generic[Value]):
    """A list read by key. Many share one index, which is far cheaper than a dict for each."""

    __slots__ = ("_index", "_values")

    def __init__(self, index: Mapping[str, int], values: Sequence[Value]) -> None:
        self._index = index
        self._values = values

    def __getitem__(self, key: str) -> Value:
        return self._values[self._index[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class Network:
    """Keys and links by number. `tail` and `head` are the ends of each link; `order` is the nodes, each after all its
    predecessors; `sequence` the links, each after all that enter its predecessor: one walk through it carries a value
    forward through the whole network, one walk back carries it backward."""

    index: dict[str, int]
    links: list[Link]
    tail: list[int]
    head: list[int]
    order: list[int]
    sequence: list[int]


def network(keys: Iterable[str], links: Iterable[Link]) -> Network:
    """The links over the keys, the nodes numbered as given. Raises Cycle, UnknownKey, and ValueError for a repeated
    key."""
    names = list(keys)
    index = {key: number for number, key in enumerate(names)}
    if len(index) < len(names):
        raise ValueError(f"repeated key: {next(key for number, key in enumerate(names) if index[key] != number)}")
    held = list(links)
    try:
        tail = [index[link.predecessor] for link in held]
        head = [index[link.successor] for link in held]
    except KeyError as missing:
        raise UnknownKey(missing.args[0]) from None
    if all(map(lt, tail, head)):  # written down in order, as most plans are: a sort is much quicker than a walk
        order, sequence = list(range(len(names))), sorted(range(len(held)), key=tail.__getitem__)
    else:
        order, sequence = _walk(len(names), tail, head)
    if len(order) < len(names):
        raise Cycle(cycle((link.predecessor, link.successor) for link in held) or ())
    return Network(index, held, tail, head, order, sequence)


def weights(net: Network, durations: Sequence[int]) -> list[int]:
    """Per link the w of S(successor) ≥ S(predecessor) + w, in days. Raises ValueError for an unknown link type."""
    found = []
    for link, p, s in zip(net.links, net.tail, net.head, strict=True):
        match link.type:
            case "FS":
                found.append(durations[p] + link.lag)
            case "SS":
                found.append(link.lag)
            case "FF":
                found.append(durations[p] - durations[s] + link.lag)
            case "SF":
                found.append(link.lag - durations[s])
            case _:
                raise ValueError(f"unknown link type: {link.type}")
    return found


def _walk(nodes: int, tail: list[int], head: list[int]) -> tuple[list[int], list[int]]:
    """The order of the nodes and of the links; what stands on or behind a circle is left out. The links out of a node
    are threaded through two lists of numbers, since tens of thousands of small lists would cost more than the walk."""
    first, following, waiting = [-1] * nodes, [-1] * len(tail), [0] * nodes
    for link, (p, s) in enumerate(zip(tail, head, strict=True)):
        following[link] = first[p]
        first[p] = link
        waiting[s] += 1
    ready = [node for node, count in enumerate(waiting) if not count]
    order: list[int] = []
    sequence: list[int] = []
    while ready:
        node = ready.pop()  # the last: what stands together in the input is then walked together
        order.append(node)
        link = first[node]
        while link >= 0:
            sequence.append(link)
            s = head[link]
            waiting[s] = count = waiting[s] - 1
            if not count:
                ready.append(s)
            link = following[link]
    return order, sequence
