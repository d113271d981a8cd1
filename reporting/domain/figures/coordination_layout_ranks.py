"""Which column each node of the network stands in.

Columns are stages: periods from earlier to later, with lanes for what nobody has dated, or lanes alone. A stage of
nodes that give to one another is drawn as several ranks side by side under one heading, as far as there is room.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from initiatives.domain.graph import topological
from reporting.domain.figures.coordination_layout_periods import Offer, Stage, by_time
from reporting.domain.figures.coordination_layout_values import Lane, NetEdge, NetNode

TALL = 14  # nodes above one another that are still seen together

Pair = tuple[str, str]


class Ranked(NamedTuple):
    """The stages in order, how many ranks each takes, each node's rank and stage, and how badly it is drawn."""

    stages: tuple[Stage, ...]
    depths: tuple[int, ...]
    rank: dict[str, int]
    stage: dict[str, int]
    cost: int


def ranked(nodes: Sequence[NetNode], edges: Iterable[NetEdge], most: int) -> Ranked:
    """Stages by time, or lanes where fewer than two are dated, or fewer than half and time tells less than it hides; at
    most `most` ranks, three or more. Circles are broken."""
    when = {node.key: node.when for node in nodes if node.when}
    pairs = {(edge.giver, edge.receiver) for edge in edges if edge.giver != edge.receiver}
    keys = sorted(node.key for node in nodes)
    found = []
    if len(when) > 1:
        forward = {(a, b) for a, b in pairs if not (a in when and b in when and when[a] > when[b])}
        order = topological(keys, straightened(keys, forward))
        found += [_spread(offer, order, forward, most) for offer in by_time(order, when, forward, most)]
    if 2 * len(when) < len(keys) or not found:
        order = topological(keys, straightened(keys, pairs))
        found.append(_spread(Offer(_lanes(nodes, order, pairs, most), len(when)), order, pairs, most))
    return min(found, key=lambda each: each.cost)


def straightened(keys: Iterable[str], pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs without those that close a circle: few of them, and always the same (after Eades, Lin and Smyth)."""
    kept = set(pairs)
    after: dict[str, set[str]] = {key: set() for key in keys}
    before: dict[str, set[str]] = {key: set() for key in after}
    for a, b in kept:
        after[a].add(b)
        before[b].add(a)
    first, last = [], []
    while after:
        ends = [key for key in sorted(after) if not after[key]]
        starts = [key for key in sorted(after) if after[key] and not before[key]]
        if not ends and not starts:
            starts = [max(sorted(after), key=lambda key: len(after[key]) - len(before[key]))]
        first += starts
        last += ends
        for key in (*starts, *ends):
            for other in after.pop(key):
                before.get(other, set()).discard(key)
            for other in before.pop(key):
                after.get(other, set()).discard(key)
    place = {key: index for index, key in enumerate((*first, *reversed(last)))}
    return {(a, b) for a, b in kept if place[a] < place[b]}


def _lanes(nodes: Sequence[NetNode], order: Sequence[str], forward: set[Pair], most: int) -> list[Stage]:
    """Those outside that give, those that give, those between, and those that need. Where that is too many, all that
    give stand together."""
    place = {key: index for index, key in enumerate(order)}
    straight = [(a, b) for a, b in forward if place[a] < place[b]]
    needs, gives = {b for _, b in straight}, {a for a, _ in straight}
    outside = {node.key for node in nodes if node.external and node.key in gives and node.key not in needs}
    within = {b for a, b in straight if a not in outside}
    held: dict[Lane, list[str]] = {lane: [] for lane in Lane}
    for key in order:
        if key in outside:
            lane = Lane.OUTSIDE
        elif key in gives:
            lane = Lane.BETWEEN if key in within else Lane.GIVES
        else:
            lane = Lane.NEEDS if key in needs else Lane.ALONE
        held[lane].append(key)
    for joined in (Lane.BETWEEN, Lane.OUTSIDE):
        if sum(map(bool, held.values())) > most:
            held[Lane.GIVES] = [key for key in order if key in held[Lane.GIVES] or key in held[joined]]
            held[joined] = []
    return [Stage(lane, None, None, tuple(keys)) for lane, keys in held.items() if keys]


def _spread(offer: Offer, order: Sequence[str], forward: set[Pair], most: int) -> Ranked:
    """Give the room that is left to the stages that need it most, one rank at a time."""
    place = {key: index for index, key in enumerate(order)}
    stages = offer.stages
    insides = []
    for stage in stages:
        held = set(stage.keys)
        inside = [(a, b) for a, b in forward if a in held and b in held and place[a] < place[b]]
        insides.append(_Inside(tuple(key for key in order if key in held), _levels(stage.keys, inside, place), inside))
    depths = [1] * len(stages)
    while depths and sum(depths) < most:
        gains = [each.cost(depth) - each.cost(depth + 1) for each, depth in zip(insides, depths, strict=True)]
        best = max(range(len(gains)), key=lambda index: gains[index])
        if gains[best] <= 0:
            break
        depths[best] += 1
    cost = offer.loss + sum(each.cost(depth) for each, depth in zip(insides, depths, strict=True))
    return _placed(stages, insides, depths, cost)


class _Inside(NamedTuple):
    """One stage: its nodes in order, how many links lead to each within it, and those links."""

    keys: tuple[str, ...]
    levels: Mapping[str, int]
    links: Sequence[Pair]

    def split(self, depth: int) -> dict[str, int]:
        """Each node's rank within the stage: by its level if it is linked there, else where there are fewest."""
        deepest = max(self.levels.values(), default=0) + 1
        found = {key: level * min(depth, deepest) // deepest for key, level in self.levels.items()}
        counts = [0] * depth
        for level in found.values():
            counts[level] += 1
        for key in self.keys:
            if key not in found:
                found[key] = counts.index(min(counts))
                counts[found[key]] += 1
        return found

    def cost(self, depth: int) -> int:
        """How badly the stage is drawn on so many ranks: lines within a rank, and nodes too many in one."""
        found = self.split(depth)
        counts = [0] * depth
        for level in found.values():
            counts[level] += 1
        return sum(found[a] == found[b] for a, b in self.links) + max(0, max(counts) - TALL)


def _levels(keys: Iterable[str], inside: Iterable[Pair], place: Mapping[str, int]) -> dict[str, int]:
    """The longest way to each linked node, in links."""
    levels: dict[str, int] = {}
    for a, b in sorted(inside, key=lambda pair: (place[pair[0]], place[pair[1]])):
        levels[b] = max(levels.get(b, 0), levels.setdefault(a, 0) + 1)
    return levels


def _placed(stages: Sequence[Stage], insides: Sequence[_Inside], depths: Sequence[int], cost: int) -> Ranked:
    rank, stage_of, start = {}, {}, 0
    for index, (inside, depth) in enumerate(zip(insides, depths, strict=True)):
        for key, level in inside.split(depth).items():
            rank[key] = start + level
            stage_of[key] = index
        start += depth
    return Ranked(tuple(stages), tuple(depths), rank, stage_of, cost)
