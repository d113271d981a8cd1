"""The dependency network as a picture: columns from earlier to later, boxes in them, and lines from giver to receiver.

Whoever gives stands before whoever needs, so that lines run to the right; one that runs to the left is a delivery that
comes after it is needed, or one side of a mutual need. The picture depends on the nodes and edges only, not on the
order they came in. It is made in turn of ranks (`…_ranks`, `…_periods`), the order in them (`…_order`), heights
(`…_places`), ports (`…_ports`) and lines (`…_lines`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reporting.domain.figures import coordination_layout_text as text
from reporting.domain.figures.coordination_layout_lines import BOW_MOST, Frame, drawn
from reporting.domain.figures.coordination_layout_order import mesh, ordered
from reporting.domain.figures.coordination_layout_places import Stack, springs
from reporting.domain.figures.coordination_layout_ports import ends_of, offsets, port_springs
from reporting.domain.figures.coordination_layout_ranks import Ranked, ranked
from reporting.domain.figures.coordination_layout_values import (
    LANDSCAPE,
    MOST,
    NARROW,
    PORTRAIT,
    WIDE,
    Column,
    Lane,
    Layout,
    Mark,
    NetEdge,
    NetNode,
    PlacedEdge,
    PlacedNode,
    Point,
    Tone,
)

__all__ = ["LANDSCAPE", "MOST", "NARROW", "PORTRAIT", "WIDE", "Column", "Lane", "Layout", "Mark", "NetEdge", "NetNode"]
__all__ += ["PlacedEdge", "PlacedNode", "Point", "Tone", "lay_out", "neighbourhood"]

BOX, GUTTER = (136.0, 240.0), (56.0, 150.0)  # least and most width of a box, and of the room for lines between
SHARE = 0.45  # the room between boxes, of a box
HEAD = 36.0  # height of the headings
BOW_ROOM = BOW_MOST + 2.0  # left of the first boxes, when lines run between them
EDGE = 1.0  # room for the stroke of what stands at the edge
PAD = 10.0  # from the edge of a box to its words
LEADING = 15.0
FIRST, LAST = 17.0, 8.0  # from the top of a box to its first baseline, from its last baseline to the bottom
PORT = 8.0  # height of a box per line that arrives at one side
MARKED = 54.0  # room for the word of a mark
BESIDE = 6.0


def lay_out(nodes: Iterable[NetNode], edges: Iterable[NetEdge], today: date, width: float = WIDE) -> Layout:
    """The picture, at most `width` wide. Raises ValueError for two nodes or edges of one key, and for an edge whose
    giver or receiver is not among the nodes."""
    shown = sorted(nodes, key=lambda node: node.key)
    lines = sorted(edges, key=lambda edge: edge.key)
    _check(shown, lines)
    most = max(3, int((width - BOW_ROOM + GUTTER[0]) // (BOX[0] + GUTTER[0])))
    found = ranked(shown, lines, most)
    grid = _grid(found, lines, width)
    made = mesh(found.rank, lines)
    layers = ordered(made)
    faces = _faces(shown, lines, found, grid.box)
    tall = [faces[key].height if key else 0.0 for key in made.keys]
    stack = Stack(made, layers, tall, HEAD)
    before, after = springs(made, made.left), springs(made, made.right)
    stack.gather(before, after)
    ends = {edge.key: ends_of(made, edge) for edge in lines}
    stack.settle([a + b for a, b in zip(before, after, strict=True)])
    stack.settle(port_springs(made, ends, offsets(made, ends, tall, stack)))
    offset = offsets(made, ends, tall, stack)
    stack.snap(port_springs(made, ends, offset))
    filled = stack.trim()
    frame = Frame(made, stack.middles, ends, offset, grid.box, grid.left)
    return Layout(
        _columns(found, grid, today),
        _placed(frame, faces, found, grid),
        drawn(frame, lines),
        grid.width,
        round(filled + EDGE, 1),
    )


def neighbourhood(nodes: Iterable[NetNode], edges: Iterable[NetEdge], centre: str, steps: int = 1) -> frozenset[str]:
    """The keys at most so many dependencies from a node, whichever way they point, and its own; empty when it is not
    among the nodes."""
    known = {node.key for node in nodes}
    beside: dict[str, set[str]] = {key: set() for key in known}
    for edge in edges:
        if edge.giver in known and edge.receiver in known:
            beside[edge.giver].add(edge.receiver)
            beside[edge.receiver].add(edge.giver)
    found = edgemost = {centre} & known
    for _ in range(steps):
        edgemost = {other for key in edgemost for other in beside[key]} - found
        found = found | edgemost
    return frozenset(found)


def _check(nodes: Sequence[NetNode], edges: Sequence[NetEdge]) -> None:
    keys = {node.key for node in nodes}
    if len(keys) < len(nodes) or len({edge.key for edge in edges}) < len(edges):
        raise ValueError("Two nodes or two edges have the same key.")
    for edge in edges:
        if edge.giver not in keys or edge.receiver not in keys:
            raise ValueError(f"Edge {edge.key} leads from or to what is not among the nodes.")


class _Grid(NamedTuple):
    """Where the first rank begins, how wide a box is, how far it is from one to the next, and the whole."""

    first: float
    box: float
    step: float
    width: float

    def left(self, rank: int) -> float:
        """Where the boxes of a rank begin."""
        return self.first + rank * self.step


def _grid(found: Ranked, edges: Iterable[NetEdge], width: float) -> _Grid:
    ranks = sum(found.depths)
    bows = any(found.rank[edge.giver] == found.rank[edge.receiver] == 0 for edge in edges)
    first = BOW_ROOM if bows else EDGE
    room = width - first - EDGE
    box = min(max(room / (ranks + SHARE * max(ranks - 1, 0)), BOX[0]), BOX[1]) if ranks else BOX[0]
    gutter = min(max((room - ranks * box) / max(ranks - 1, 1), GUTTER[0]), GUTTER[1])
    box, gutter = float(int(box)), float(int(gutter))
    return _Grid(first, box, box + gutter, first + ranks * box + max(ranks - 1, 0) * gutter + EDGE)


class _Face(NamedTuple):
    """A node's words, in rows, and the height of its box. `under`: the mark has a row of its own."""

    node: NetNode
    lines: tuple[str, ...]
    sub: str
    mark: Mark
    under: bool
    height: float
    cut: bool

    @property
    def rows(self) -> int:
        """Rows of words."""
        return len(self.lines) + bool(self.sub or self.mark) + self.under


def _faces(nodes: Sequence[NetNode], edges: Sequence[NetEdge], found: Ranked, box: float) -> dict[str, _Face]:
    ports = _arrivals(edges, found.rank)
    return {node.key: _face(node, found, box - 2 * PAD, ports.get(node.key, 0)) for node in nodes}


def _arrivals(edges: Iterable[NetEdge], rank: Mapping[str, int]) -> dict[str, int]:
    """The most lines at one side of each node: where they arrive each has a port."""
    sides: Counter[tuple[str, bool]] = Counter()
    for edge in edges:
        start, end = rank[edge.giver], rank[edge.receiver]
        sides[edge.receiver, start <= end] += 1
        if start == end:
            sides[edge.giver, True] += 1
    most: dict[str, int] = {}
    for (key, _), count in sides.items():
        most[key] = max(most.get(key, 0), count)
    return most


def _face(node: NetNode, found: Ranked, room: float, ports: int) -> _Face:
    lines = text.cut(node.label, room, text.LABEL)
    mark = _mark(node, found)
    aside = text.width_of(node.code, text.SUB) if mark is Mark.CODE else MARKED if mark else 0.0
    crowded = bool(mark and node.sub) and text.width_of(node.sub, text.SUB) > room - aside - BESIDE
    if crowded and mark is Mark.CODE:
        mark, crowded = Mark.NONE, False
    sub = node.sub if text.width_of(node.sub, text.SUB) <= room else text.shortened(node.sub, room, text.SUB)
    whole = not lines or not lines[-1].endswith(text.ELLIPSIS) or node.label.endswith(text.ELLIPSIS)
    face = _Face(node, lines, sub, mark, crowded, 0.0, not whole or sub != node.sub)
    return face._replace(height=max(FIRST + LEADING * max(face.rows - 1, 0) + LAST, PORT * ports + 4))


def _mark(node: NetNode, found: Ranked) -> Mark:
    if node.example:
        return Mark.EXAMPLE
    if node.when is None and found.stages[found.stage[node.key]].lane is None:
        return Mark.UNDATED
    return Mark.CODE if node.code else Mark.NONE


def _columns(found: Ranked, grid: _Grid, today: date) -> tuple[Column, ...]:
    columns, start = [], 0
    for stage, depth in zip(found.stages, found.depths, strict=True):
        now = stage.lane is None and (stage.first or today) <= today <= (stage.last or today)
        wide = grid.box + (depth - 1) * grid.step
        columns.append(Column(grid.left(start), wide, stage.lane, stage.first, stage.last, now))
        start += depth
    return tuple(columns)


def _placed(frame: Frame, faces: Mapping[str, _Face], found: Ranked, grid: _Grid) -> tuple[PlacedNode, ...]:
    placed = [
        _box(faces[key], frame.middles[place], frame.left(place), grid.box, found.stage[key])
        for place, key in enumerate(frame.made.keys)
        if key is not None
    ]
    return tuple(sorted(placed, key=lambda each: (each.column, each.x, each.y)))


def _box(face: _Face, middle: float, x: float, width: float, column: int) -> PlacedNode:
    first = middle - (FIRST + LEADING * (face.rows - 1) + LAST) / 2 + FIRST
    levels = [first + LEADING * row for row in range(max(face.rows, 1))]
    return PlacedNode(
        node=face.node,
        column=column,
        x=x,
        y=middle - face.height / 2,
        width=width,
        height=face.height,
        lines=face.lines,
        sub=face.sub,
        mark=face.mark,
        line_ys=tuple(levels[: len(face.lines)]),
        sub_y=levels[-2] if face.under else levels[-1],
        mark_y=levels[-1],
        cut=face.cut,
    )
