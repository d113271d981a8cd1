"""The runs of the simulation: uncertain work drawn, carried over the links, and traced back from each end.

Nothing is drawn from a stream: each number is a function of the seed, the name it is for and the run, so that neither
the order of the input, nor what else is in the network, nor the size of a block changes it. A block is some thousand
runs in float32, a row per task; whether a link drives its successor is a bit per run.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Indices", "Pull", "Runs", "Task", "run", "upstreams"]

BLOCK = 5_120  # runs at a time: a row (20 kB) stays in the innermost cache
BATCH = 131_072  # numbers drawn at a time, so that they are still in the cache when they are used
CELLS = 50_000_000  # most numbers in a block, however large the network: 200 MB
BITS = 500_000_000  # most bits traced back at a time: 60 MB
WORD = 64  # bits; a block is whole words

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]
Indices = NDArray[np.intp]
Some = Floats | np.float32  # a number for each run, or one for all


@dataclass(frozen=True, slots=True)
class Pull:
    """A link into a task: what it reads of the task it comes from, and whether it bounds the finish or the start."""

    source: int
    lag: int
    from_start: bool
    to_finish: bool


@dataclass(frozen=True, slots=True)
class Task:
    """Work that begins on day `start` or later and takes so many days. If uncertain, `triangle` tells the days (low,
    likely, high), or it begins as many days after `planned` as one of `slips`, all equally likely. The pulls come from
    tasks that stand before."""

    name: str
    owner: str
    start: int
    days: int
    pulls: Sequence[Pull]
    triangle: tuple[int, int, int] | None = None
    planned: int = 0
    slips: Floats | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """Per end, the day it is reached in each run; and of each task that leads to it, in how many runs it drives it."""

    finishes: Floats
    driven: Sequence[NDArray[np.int64]]


def run(tasks: Sequence[Task], ends: Sequence[Indices], *, seed: int, common: float, runs: int) -> Runs:
    """Run the tasks. An end is given as the tasks that lead to it, in order, itself last. In a share `common` of the
    runs all work of one owner has the same luck."""
    width = _width(len(tasks), runs)
    luck, block = _Luck(seed, common, width), _Block(tasks, width)
    traces = [_Trace(tasks, group) for group in _groups(ends, width)]
    finishes = np.empty((len(ends), runs), np.float32)
    last = [leading[-1] for leading in ends]
    for done in range(0, runs, width):
        count = min(width, runs - done)  # of the last block some may be left over
        luck.begin(done)
        block.run(luck)
        finishes[:, done : done + count] = block.finish[last, :count]
        for trace in traces:
            trace.back(block.tight, count)
    return Runs(finishes, [each for trace in traces for each in trace.driven()])


def _width(tasks: int, runs: int) -> int:
    """The runs divided into equal blocks of whole words."""
    blocks = -(-runs // max(WORD, min(BLOCK, CELLS // tasks)))
    return -(-runs // blocks // WORD) * WORD


def upstreams(sources: Sequence[Sequence[int]], ends: Sequence[int]) -> Iterator[Indices]:
    """For each end the tasks that lead to it, in order, itself last. `sources` tells what leads directly to each task;
    they stand before it."""
    size = max(1, CELLS // max(1, len(sources)))
    for group in (ends[n : n + size] for n in range(0, len(ends), size)):
        reach = np.zeros((len(sources), len(group)), np.bool_)
        reach[group, range(len(group))] = True
        for node in range(max(group), -1, -1):
            for source in sources[node]:
                np.logical_or(reach[source], reach[node], out=reach[source])
        yield from (np.flatnonzero(column) for column in np.ascontiguousarray(reach.T))


# ── forward ──────────────────────────────────────────────────────────────────────────────────────────────────────────
class _Block:
    """So many runs at a time: the finish of each task, the start where a link reads it, and for each link, in the order
    of the tasks and their pulls, in which runs it drives, a bit each."""

    def __init__(self, tasks: Sequence[Task], width: int) -> None:
        self.tasks = tasks
        step = max(1, BATCH // width)
        self.batches = [_Batch(tasks[n : n + step], width) for n in range(0, len(tasks), step)]
        self.finish = np.empty((len(tasks), width), np.float32)
        read = {pull.source for task in tasks for pull in task.pulls if pull.from_start}
        self.start = {node: np.empty(width, np.float32) for node in read}
        self.tight = np.zeros((sum(len(task.pulls) for task in tasks), -(-width // WORD)), np.uint64)
        self.begun, self.spare = np.empty((2, width), np.float32)
        self.flags = np.empty(width, np.bool_)

    def run(self, luck: "_Luck") -> None:
        bits = iter(self.tight.view(np.uint8))
        drawn = (each for batch in self.batches for each in batch.draw(luck))
        for node, (task, (alone, days)) in enumerate(zip(self.tasks, drawn, strict=True)):
            start = alone
            for pull in task.pulls:
                start = np.maximum(start, self._bound(pull, days), out=self.begun)
            if node in self.start:
                np.copyto(self.start[node], start)
            np.add(start, days, out=self.finish[node])
            for pull in task.pulls:
                packed = np.packbits(np.greater_equal(self._bound(pull, days), start, out=self.flags))
                next(bits)[: len(packed)] = packed

    def _bound(self, pull: Pull, days: Some) -> Floats:
        """The start that the link demands, in each run."""
        bound = self.start[pull.source] if pull.from_start else self.finish[pull.source]
        if pull.lag:
            bound = np.add(bound, np.float32(pull.lag), out=self.spare)
        return np.subtract(bound, days, out=self.spare) if pull.to_finish else bound


class _Batch:
    """Some tasks whose work is drawn together."""

    def __init__(self, tasks: Sequence[Task], width: int) -> None:
        self.tasks, self.width = tasks, width
        self.triangles = [task for task in tasks if task.triangle]
        self.records = [task for task in tasks if task.slips is not None]
        points = np.array([task.triangle for task in self.triangles], np.float32).reshape(-1, 3, 1)
        low, likely, high = points[:, 0], points[:, 1], points[:, 2]
        self.peak = np.divide(likely - low, high - low, out=np.zeros_like(low), where=high > low)
        self.rise, self.fall = (high - low) * (likely - low), (high - low) * (high - likely)
        self.most = low + (high - likely)

    def draw(self, luck: "_Luck") -> Iterator[tuple[Some, Some]]:
        """Start and days of each task, before any link."""
        days = iter(self._days(luck.rows(self.triangles, self.width)))
        numbers = iter(luck.rows(self.records, self.width))
        for task in self.tasks:
            start, fixed = np.float32(task.start), np.float32(task.days)
            if task.triangle:
                yield start, next(days)
            elif task.slips is not None:
                slip = task.slips[(next(numbers) * len(task.slips)).astype(np.intp)]
                yield np.maximum(slip + np.float32(task.planned), start, out=slip), fixed
            else:
                yield start, fixed

    def _days(self, numbers: Floats) -> Floats:
        """The days of work under which those shares of the triangles lie. Left of the peak only the first root moves,
        right of it only the second. The numbers are spent."""
        days: Floats = np.minimum(numbers, self.peak)
        np.sqrt(np.multiply(days, self.rise, out=days), out=days)
        np.subtract(1, np.maximum(numbers, self.peak, out=numbers), out=numbers)
        np.sqrt(np.multiply(numbers, self.fall, out=numbers), out=numbers)
        np.subtract(days, numbers, out=days)
        np.add(days, self.most, out=days)
        return days


class _Luck:
    """Equally likely numbers strictly between 0 and 1, in 65,536 steps (SplitMix64: Steele, Lea & Flood 2014)."""

    def __init__(self, seed: int, common: float, width: int) -> None:
        self.seed, self.common = seed, common
        self.ramp = np.arange(-(-width // 4), dtype=np.uint64) * np.uint64(_STEP)
        self.places: dict[str, int] = {}
        self.owners: dict[str, tuple[Floats, NDArray[np.bool_]]] = {}
        self.offset = 0

    def begin(self, run: int) -> None:
        """The numbers that follow are for the runs from this one on."""
        self.offset = run // 4 * _STEP
        self.owners.clear()

    def rows(self, tasks: Sequence[Task], width: int) -> Floats:
        """A row of numbers for each task."""
        numbers = self._numbers([f"work {task.name}" for task in tasks], width)
        for row, task in zip(numbers, tasks, strict=True):
            if self.common and task.owner:
                theirs, shared = self._owner(task.owner, width)
                np.copyto(row, theirs, where=shared)
        return numbers

    def _owner(self, owner: str, width: int) -> tuple[Floats, NDArray[np.bool_]]:
        """The owner's numbers, and in which runs all the owner's work has them."""
        if owner not in self.owners:
            numbers, dice = self._numbers([f"owner {owner}", f"shared {owner}"], width)
            self.owners[owner] = numbers, dice < self.common
        return self.owners[owner]

    def _numbers(self, names: Sequence[str], width: int) -> Floats:
        """Four numbers from each word of 64 bits."""
        starts = np.array([(self._place(name) + self.offset) % 2**64 for name in names], np.uint64)
        words = starts[:, np.newaxis] + self.ramp
        spare = np.empty_like(words)
        for shift, factor in _MIX:
            np.bitwise_xor(words, np.right_shift(words, shift, out=spare), out=words)
            np.multiply(words, factor, out=words)
        np.bitwise_xor(words, np.right_shift(words, _LAST, out=spare), out=words)
        numbers = np.add(words.view(np.uint16)[:, :width], np.float32(0.5), dtype=np.float32)
        return np.multiply(numbers, np.float32(2**-16), out=numbers)

    def _place(self, name: str) -> int:
        """Where among all numbers those for the name begin."""
        if name not in self.places:
            digest = hashlib.blake2b(f"{self.seed} {name}".encode(), digest_size=8).digest()
            self.places[name] = int.from_bytes(digest)
        return self.places[name]


_STEP = 0x9E37_79B9_7F4A_7C15
_MIX = (np.uint64(30), np.uint64(0xBF58_476D_1CE4_E5B9)), (np.uint64(27), np.uint64(0x94D0_49BB_1331_11EB))
_LAST = np.uint64(31)


# ── back ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _groups(ends: Sequence[Indices], width: int) -> Iterator[Sequence[Indices]]:
    """As many ends at a time as may be traced back together."""
    first, held = 0, 0
    for n, leading in enumerate(ends):
        if held and (held + len(leading)) * width > BITS:
            yield ends[first:n]
            first, held = n, 0
        held += len(leading)
    if held:
        yield ends[first:]


class _Trace:
    """Which tasks drive which ends. A task has a row of bits for each end that it leads to; a link carries its
    successor's rows back to its predecessor in the runs in which it drives."""

    def __init__(self, tasks: Sequence[Task], ends: Sequence[Indices]) -> None:
        reach = np.zeros((len(tasks), len(ends)), np.bool_)
        for column, leading in enumerate(ends):
            reach[leading, column] = True
        self.nodes, self.columns = np.nonzero(reach)
        self.first = np.searchsorted(self.nodes, np.arange(len(tasks) + 1))
        self.own = np.flatnonzero(self.nodes == np.array([leading[-1] for leading in ends])[self.columns])
        self.steps = list(self._steps(tasks))
        self.counts = np.zeros(len(self.nodes), np.int64)

    def _steps(self, tasks: Sequence[Task]) -> Iterator[tuple[int, slice, Indices | slice]]:
        """Each link that leads to an end, the last first: its number, and the rows to carry from and to."""
        link = sum(len(task.pulls) for task in tasks)
        for node in range(len(tasks) - 1, -1, -1):
            rows = slice(self.first[node], self.first[node + 1])
            for pull in reversed(tasks[node].pulls):
                link -= 1
                if rows.start < rows.stop:
                    yield link, rows, self._rows(pull.source, self.columns[rows])

    def _rows(self, node: int, columns: Indices) -> Indices | slice:
        """The rows of a node for some of the ends that it leads to."""
        first, last = self.first[node], self.first[node + 1]
        if last - first == len(columns):
            return slice(first, last)
        places: Indices = first + np.searchsorted(self.columns[first:last], columns)
        return places

    def back(self, tight: Words, runs: int) -> None:
        """Count the runs of a block."""
        drives = np.zeros((len(self.nodes), tight.shape[1]), np.uint64)
        drives.view(np.uint8)[self.own, : -(-runs // 8)] = np.packbits(np.ones(runs, np.bool_))
        for link, rows, to in self.steps:
            drives[to] |= drives[rows] & tight[link]
        self.counts += np.bitwise_count(drives).sum(axis=1, dtype=np.int64)

    def driven(self) -> Iterator[NDArray[np.int64]]:
        """Per end the counts of the tasks that lead to it, in order."""
        by_end = self.counts[np.argsort(self.columns, kind="stable")]
        yield from np.split(by_end, np.cumsum(np.bincount(self.columns))[:-1])
