"""The order from the top in each rank, with few crossings.

A line that passes ranks gets a place in each of them, so that it is led between the boxes. Lines of one giver that look
alike share these places: they leave as one line and fork where they must.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reporting.domain.figures.coordination_layout_values import NetEdge

SWEEPS, POLISHINGS = 8, 4
SWITCHES = 6  # rounds of switching neighbours, each time
CROSSED = 2  # what a crossing weighs against a place that a line within a rank passes


@dataclass(slots=True)
class Mesh:
    """Places in ranks: boxes, which have a key, and places of passing lines, which have None. `left`, `right`
    and `beside` are the places each is joined to in the rank before, after and its own; `routes` lead each edge over
    its places."""

    keys: list[str | None] = field(default_factory=list)
    rank: list[int] = field(default_factory=list)
    left: list[list[int]] = field(default_factory=list)
    right: list[list[int]] = field(default_factory=list)
    beside: list[list[int]] = field(default_factory=list)
    routes: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, key: str | None, rank: int) -> int:
        """A new place."""
        self.keys.append(key)
        self.rank.append(rank)
        self.left.append([])
        self.right.append([])
        self.beside.append([])
        return len(self.keys) - 1

    def join(self, a: int, b: int) -> None:
        """Two places of one rank or of neighbouring ones belong together."""
        if self.rank[a] == self.rank[b]:
            if a != b:
                self.beside[a].append(b)
                self.beside[b].append(a)
            return
        if self.rank[a] > self.rank[b]:
            a, b = b, a
        if b not in self.right[a]:
            self.right[a].append(b)
            self.left[b].append(a)


def mesh(rank: Mapping[str, int], edges: Iterable[NetEdge]) -> Mesh:
    """All places, in no order yet. Edges come sorted by key."""
    made = Mesh()
    at = {key: made.add(key, rank[key]) for key in sorted(rank)}
    passing: dict[tuple[str, str, bool, bool, int], int] = {}
    for edge in edges:
        start, end = at[edge.giver], at[edge.receiver]
        onward = made.rank[start] < made.rank[end]
        between = (
            range(made.rank[start] + 1, made.rank[end]) if onward else range(made.rank[start] - 1, made.rank[end], -1)
        )
        route = [start]
        for number in between if made.rank[start] != made.rank[end] else ():
            name = (edge.giver, edge.tone, edge.dashed, onward, number)
            if name not in passing:
                passing[name] = made.add(None, number)
            route.append(passing[name])
        route.append(end)
        for a, b in pairwise(route):
            made.join(a, b)
        made.routes[edge.key] = tuple(route)
    return made


def ordered(made: Mesh) -> list[list[int]]:
    """The places of each rank from the top: the best of what two beginnings lead to."""
    first = _first(made)
    found = [_improved(made, layers) for layers in (first, [list(reversed(layer)) for layer in first])]
    return min(found, key=lambda each: each[0])[1]


def _improved(made: Mesh, layers: list[list[int]]) -> tuple[int, list[list[int]]]:
    """What an order costs at its best, and that order: sweeps alone first, then each with neighbours switched."""
    best = _cost(made, layers), _copy(layers)
    for sweep in range(SWEEPS):
        _sweep(made, layers, onward=sweep % 2 == 0)
        best = min(best, (_cost(made, layers), layers), key=lambda each: each[0])
        layers = _copy(layers)
    layers = _copy(best[1])
    for sweep in range(POLISHINGS):
        _switch(made, layers)
        best = min(best, (_cost(made, layers), layers), key=lambda each: each[0])
        if not best[0]:
            break
        layers = _copy(layers)
        _sweep(made, layers, onward=sweep % 2 == 0)
    return best


def _copy(layers: list[list[int]]) -> list[list[int]]:
    return [list(layer) for layer in layers]


def _first(made: Mesh) -> list[list[int]]:
    """What hangs together stands together, the largest part first, in the order one meets it."""
    seen: set[int] = set()
    parts = []
    for start in range(len(made.keys)):
        part, waiting = [], [start]
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                part.append(place)
                waiting += reversed([*made.right[place], *made.left[place], *made.beside[place]])
        parts.append(part)
    layers: list[list[int]] = [[] for _ in range(max(made.rank, default=-1) + 1)]
    for part in sorted(parts, key=len, reverse=True):
        for place in part:
            layers[made.rank[place]].append(place)
    return layers


def _sweep(made: Mesh, layers: list[list[int]], *, onward: bool) -> None:
    """Order each rank by the middle of what its places are joined to: in the one before it (or after it), and in it."""
    sides = made.left if onward else made.right
    at = [0.0] * len(made.keys)
    numbers = range(len(layers)) if onward else range(len(layers) - 1, -1, -1)
    size = 0
    for number in numbers:
        layer = layers[number]
        scale = size / max(len(layer), 1) if size else 1.0
        for index, place in enumerate(layer):
            at[place] = index * scale
        middles = {}
        for place in layer:
            near = [*sides[place], *made.beside[place]] if size else ()
            middles[place] = sum(at[each] for each in near) / len(near) if near else at[place]
        layer.sort(key=middles.__getitem__)
        size = len(layer)
        for index, place in enumerate(layer):
            at[place] = index


def _switch(made: Mesh, layers: list[list[int]]) -> None:
    """Switch neighbours as long as it takes away crossings or shortens lines within a rank."""
    at = [0] * len(made.keys)
    for layer in layers:
        for index, place in enumerate(layer):
            at[place] = index
    stale = set(range(len(layers)))
    for _ in range(SWITCHES):
        again: set[int] = set()
        for number in sorted(stale):
            if _switch_one(made, layers[number], at):
                again |= {number - 1, number, number + 1}
        stale = again & set(range(len(layers)))


def _switch_one(made: Mesh, layer: list[int], at: list[int]) -> bool:
    left = {place: sorted(at[each] for each in made.left[place]) for place in layer}
    right = {place: sorted(at[each] for each in made.right[place]) for place in layer}
    better = False
    for index in range(len(layer) - 1):
        a, b = layer[index], layer[index + 1]
        gain = _gain(left[a], left[b]) + _gain(right[a], right[b])
        if made.beside[a] or made.beside[b]:
            gain = CROSSED * gain + _nearer(made, a, b, at)
        if gain > 0:
            layer[index], layer[index + 1] = b, a
            at[a], at[b] = index + 1, index
            better = True
    return better


def _gain(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Crossings fewer when two neighbours are switched, by where their lines end."""
    if not upper or not lower or upper[-1] <= lower[0]:
        return -_over(lower, upper) if upper and lower else 0
    return _over(upper, lower) - _over(lower, upper)


def _over(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Crossings between the lines of two places when one stands above the other."""
    return sum(bisect_left(lower, each) for each in upper)


def _nearer(made: Mesh, upper: int, lower: int, at: Sequence[int]) -> int:
    """How much shorter lines within the rank become when two neighbours are switched."""
    down = sum(1 if at[each] > at[lower] else -1 for each in made.beside[upper] if each != lower)
    up = sum(1 if at[each] < at[upper] else -1 for each in made.beside[lower] if each != upper)
    return down + up


def _cost(made: Mesh, layers: Sequence[Sequence[int]]) -> int:
    """Crossings, and the length of lines within ranks."""
    at = [0] * len(made.keys)
    for layer in layers:
        for index, place in enumerate(layer):
            at[place] = index
    crossings = 0
    for layer in layers:
        seen: list[int] = []
        for place in layer:
            ends = [at[each] for each in made.right[place]]
            crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    bowed = sum(abs(at[a] - at[b]) for a, near in enumerate(made.beside) for b in near)
    return CROSSED * crossings + bowed // 2
