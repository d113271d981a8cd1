"""Heights in the picture: boxes as near as can be to what they are joined to, lines as level as can be.

Each rank by itself is solved exactly: the places with the least sum of squared distances to where their neighbours
want them, in their order and with their gaps (isotonic regression by pooling). Ranks take turns until it is calm.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reporting.domain.figures.coordination_layout_order import Mesh

BOX_GAP, LINE_GAP, PASSING_GAP = 14.0, 10.0, 8.0  # between boxes, between a box and a line, between two lines
ROUNDS, SETTLING = 6, 6
STRAIGHT = (1.0, 3.0, 8.0)  # how much a stretch wants to be level, by how many of its ends are no boxes
LEAN = 1.0  # pixels off level at which a stretch counts half
SLACK = 1.05  # height of the picture, of its fullest rank
NEARLY, SAME = 12.0, 0.3  # pixels off level that are mended, and that are not seen
SNAPS = 2
FEEBLE = 0.1  # what nothing pulls


class Band(NamedTuple):
    """The heights between which everything stands."""

    top: float
    bottom: float


class Spring(NamedTuple):
    """What pulls a place: another place, how hard, and how far from its middle."""

    other: int
    strength: float
    shift: float = 0.0


Springs = Sequence[Sequence[Spring]]


class Stack:
    """All ranks with the middle of each place, and the band they fill."""

    def __init__(self, made: Mesh, layers: Iterable[Sequence[int]], tall: Sequence[float], top: float) -> None:
        self.rows = [_Row(made, layer, tall) for layer in layers if layer]
        self.band = Band(top, top + SLACK * max((row.room for row in self.rows), default=0.0))
        self.middles = [top] * len(made.keys)
        for row in self.rows:
            row.put([top] * len(row.layer), [1.0] * len(row.layer), self.band, self.middles)

    def gather(self, before: Springs, after: Springs) -> None:
        """Each rank towards the one before it, then each towards the one after it, over and over."""
        for _ in range(ROUNDS):
            for row in self.rows[1:]:
                self._pull(row, before)
            for row in reversed(self.rows[:-1]):
                self._pull(row, after)

    def settle(self, around: Springs) -> None:
        """Each rank towards both. The nearer to level a stretch is the more it counts, so that most become level and a
        few bend, rather than all a little."""
        for _ in range(SETTLING):
            for row in (*self.rows, *reversed(self.rows)):
                self._pull(row, around, lean=LEAN)

    def snap(self, around: Springs) -> None:
        """What is nearly level becomes level where there is room, and nothing that is level is bent for it."""
        for _ in range(SNAPS):
            for row in (*self.rows, *reversed(self.rows)):
                for index, place in enumerate(row.layer):
                    low, high = row.between(index, self.band, self.middles)
                    here = self.middles[place]
                    wanted = [(self.middles[other] + shift, strength) for other, strength, shift in around[place]]
                    near = [level for level, _ in wanted if abs(level - here) <= NEARLY and low <= level <= high]
                    best = max([here, *near], key=lambda level: (_level(wanted, level), -abs(level - here)))
                    self.middles[place] = best

    def trim(self) -> float:
        """Everything up to the top of the band; how high it is filled."""
        high = min((self.middles[row.layer[0]] - row.head for row in self.rows), default=self.band.top)
        low = max((self.middles[row.layer[-1]] + row.foot for row in self.rows), default=self.band.top)
        self.middles = [round(middle + self.band.top - high, 1) for middle in self.middles]
        return self.band.top + low - high

    def _pull(self, row: "_Row", springs: Springs, lean: float = 0.0) -> None:
        middles = self.middles
        wanted, weight = [], []
        for place in row.layer:
            here, total, mass = middles[place], 0.0, 0.0
            for other, strength, shift in springs[place]:
                there = middles[other] + shift
                heavy = strength / (lean + abs(there - here)) if lean else strength
                total += there * heavy
                mass += heavy
            wanted.append(total / mass if mass else here)
            weight.append(mass or FEEBLE)
        row.put(wanted, weight, self.band, middles)


def _level(wanted: Iterable[tuple[float, float]], height: float) -> float:
    """The strength of what is level at a height."""
    return sum(strength for level, strength in wanted if abs(level - height) < SAME)


def springs(made: Mesh, side: Sequence[Sequence[int]]) -> list[list[Spring]]:
    """What pulls each place from one side, middle to middle."""
    lines = [key is None for key in made.keys]
    return [[Spring(other, STRAIGHT[lines[place] + lines[other]]) for other in near] for place, near in enumerate(side)]


class _Row:
    """One rank: its places from the top, how far each stands below the first at least, and what it takes in all."""

    def __init__(self, made: Mesh, layer: Sequence[int], tall: Sequence[float]) -> None:
        self.layer = layer
        steps = [(tall[a] + tall[b]) / 2 + _gap(made.keys[a], made.keys[b]) for a, b in pairwise(layer)]
        self.offsets = list(accumulate(steps, initial=0.0))
        self.head, self.foot = tall[layer[0]] / 2, tall[layer[-1]] / 2
        self.room = self.head + self.offsets[-1] + self.foot

    def put(self, wanted: Sequence[float], weight: Sequence[float], band: Band, middles: list[float]) -> None:
        """The places as near to where they are wanted as their order, their gaps and the band allow."""
        low, high = band.top + self.head, band.bottom - self.foot - self.offsets[-1]
        blocks: list[tuple[float, float, int]] = []  # level, weight, how many
        for offset, want, heavy in zip(self.offsets, wanted, weight, strict=True):
            level, mass, count = want - offset, heavy, 1
            while blocks and blocks[-1][0] > level:
                above, more, others = blocks.pop()
                level = (above * more + level * mass) / (more + mass)
                mass += more
                count += others
            blocks.append((level, mass, count))
        number = 0
        for level, _, count in blocks:
            held = min(max(level, low), high)
            for index in range(number, number + count):
                middles[self.layer[index]] = held + self.offsets[index]
            number += count

    def between(self, index: int, band: Band, middles: Sequence[float]) -> tuple[float, float]:
        """How high and how low a place may stand between its neighbours."""
        low, high = band.top + self.head, band.bottom - self.foot
        if index:
            low = middles[self.layer[index - 1]] + self.offsets[index] - self.offsets[index - 1]
        if index + 1 < len(self.layer):
            high = middles[self.layer[index + 1]] - self.offsets[index + 1] + self.offsets[index]
        return low, high


def _gap(a: str | None, b: str | None) -> float:
    """Free height between two neighbours in a rank: boxes have keys, passing lines none."""
    if a is not None and b is not None:
        return BOX_GAP
    return PASSING_GAP if a is None and b is None else LINE_GAP
