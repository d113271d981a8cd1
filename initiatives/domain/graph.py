"""Directed graphs of keys, walked without recursion: a chain of 80,000 is as good as one of three.

Edges are pairs (predecessor, successor). Every answer depends on the edges only, never on the order they came in.
"""

import heapq
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["Cycle", "Edge", "ancestors", "components", "cycle", "descendants", "topological"]

Edge = tuple[str, str]


class Cycle(ValueError):
    """Work that waits for itself. `.path` names the keys of one directed circle, first = last."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(path)
        self.path = path


def cycle(edges: Iterable[Edge]) -> tuple[str, ...] | None:
    """One directed circle, beginning and ending at its lowest key; None when there is none."""
    following = _neighbours(edges).after
    done: set[str] = set()
    for root in sorted(following):
        if root not in done:
            path = _circle_from(root, following, done)
            if path:
                return path
    return None


def topological(nodes: Iterable[str], edges: Iterable[Edge]) -> list[str]:
    """Every node after all its predecessors, the lowest key first where the edges leave a choice. Raises Cycle."""
    pairs = set(edges)
    waiting = dict.fromkeys((*nodes, *(end for pair in pairs for end in pair)), 0)
    following = _neighbours(pairs).after
    for _, successor in pairs:
        waiting[successor] += 1
    ready = [key for key, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        order.append(heapq.heappop(ready))
        for successor in following.get(order[-1], ()):
            waiting[successor] -= 1
            if not waiting[successor]:
                heapq.heappush(ready, successor)
    if len(order) < len(waiting):
        raise Cycle(cycle(pairs) or ())
    return order


def ancestors(key: str, edges: Iterable[Edge]) -> frozenset[str]:
    """All that lead to the key; the key itself only if it stands on a circle."""
    return _reachable(key, _neighbours(edges).before)


def descendants(key: str, edges: Iterable[Edge]) -> frozenset[str]:
    """All that the key leads to; the key itself only if it stands on a circle."""
    return _reachable(key, _neighbours(edges).after)


def components(nodes: Iterable[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """The nodes that hang together whichever way the edges point; sorted inside, and by lowest key."""
    pairs = list(edges)
    beside = _neighbours(pairs + [(b, a) for a, b in pairs]).after
    seen: set[str] = set()
    found = []
    for key in sorted({*nodes, *beside}):
        if key not in seen:
            together = {key} | _reachable(key, beside)
            seen |= together
            found.append(tuple(sorted(together)))
    return tuple(found)


class _Neighbours(NamedTuple):
    after: dict[str, list[str]]
    before: dict[str, list[str]]


def _neighbours(edges: Iterable[Edge]) -> _Neighbours:
    found = _Neighbours({}, {})
    for predecessor, successor in sorted(set(edges)):
        found.after.setdefault(predecessor, []).append(successor)
        found.before.setdefault(successor, []).append(predecessor)
    return found


def _reachable(key: str, neighbours: Mapping[str, list[str]]) -> frozenset[str]:
    found: set[str] = set()
    pending = [key]
    while pending:
        for each in neighbours.get(pending.pop(), ()):
            if each not in found:
                found.add(each)
                pending.append(each)
    return frozenset(found)


def _circle_from(root: str, following: Mapping[str, list[str]], done: set[str]) -> tuple[str, ...] | None:
    """Depth first from the root; `done` gathers the keys that lead to no circle."""
    path, on_path = [root], {root}
    branches = [iter(following.get(root, ()))]
    while path:
        successor = next(branches[-1], None)
        if successor is None:
            branches.pop()
            done.add(path[-1])
            on_path.discard(path.pop())
        elif successor in on_path:
            return _from_lowest(path[path.index(successor) :])
        elif successor not in done:
            path.append(successor)
            on_path.add(successor)
            branches.append(iter(following.get(successor, ())))
    return None


def _from_lowest(circle: list[str]) -> tuple[str, ...]:
    start = circle.index(min(circle))
    turned = circle[start:] + circle[:start]
    return (*turned, turned[0])
