"""Lines of the network: curves from port to port, straight over the places between."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reporting.domain.figures.coordination_layout_order import Mesh
from reporting.domain.figures.coordination_layout_ports import Ends, Port
from reporting.domain.figures.coordination_layout_values import NetEdge, PlacedEdge, Point

ARROW = 7.0  # length of an arrow head
BOW, BOW_MOST = 20.0, 44.0  # how far a line between two boxes of one rank bows out, at least and at most
TONES = {"soft": 0, "warn": 1, "crit": 2}


class Frame(NamedTuple):
    """What is settled before lines are drawn: the places and their heights, the ports, and how wide a box is. `begins`
    tells where the boxes of a rank begin."""

    made: Mesh
    middles: Sequence[float]
    ends: Mapping[str, Ends]
    offset: Mapping[Port, float]
    box: float
    begins: Callable[[int], float]

    def left(self, place: int) -> float:
        """The left end of a place's rank."""
        return self.begins(self.made.rank[place])

    def height(self, port: Port) -> float:
        """Where a port is."""
        return self.middles[port.place] + self.offset[port]


def drawn(frame: Frame, edges: Sequence[NetEdge]) -> tuple[PlacedEdge, ...]:
    """Every edge as a curve, the calm ones first."""
    placed = []
    before: set[tuple[object, ...]] = set()
    rank = frame.made.rank
    for edge in sorted(edges, key=lambda edge: (TONES[edge.tone], edge.key)):
        route = frame.made.routes[edge.key]
        start, end = (frame.height(port) for port in frame.ends[edge.key])
        backward = rank[route[0]] > rank[route[-1]]
        if rank[route[0]] == rank[route[-1]]:
            curve, tip = _bow(frame, route, start, end)
        else:
            curve, tip = _through(frame, route, start, end, backward=backward)
        points = tuple(_rounded(each) for each in curve)
        placed.append(PlacedEdge(edge, points, _rounded(tip), _shared(edge, points, before), backward))
    return tuple(placed)


def _shared(edge: NetEdge, points: tuple[Point, ...], before: set[tuple[object, ...]]) -> int:
    """How many of an edge's first curves have been drawn by one that looks the same; never the last."""
    curves = [(edge.tone, edge.dashed, points[at : at + 4]) for at in range(0, len(points) - 1, 3)]
    shared = 0
    while shared < len(curves) - 1 and curves[shared] in before:
        shared += 1
    before.update(curves)
    return shared


def _rounded(point: Point) -> Point:
    return Point(round(point.x, 1), round(point.y, 1))


def _through(
    frame: Frame, route: Sequence[int], start: float, end: float, *, backward: bool
) -> tuple[list[Point], Point]:
    """From rank to rank in S curves, straight across the ranks between."""
    out, into = (0.0, frame.box) if backward else (frame.box, 0.0)
    at = Point(frame.left(route[0]) + out, start)
    curve = [at]
    for place in route[1:-1]:
        near, far, level = frame.left(place) + into, frame.left(place) + out, frame.middles[place]
        curve += _s(at, Point(near, level))
        at = Point(far, level)
        curve += _s(Point(near, level), at)
    tip = Point(frame.left(route[-1]) + into, end)
    curve += _s(at, Point(tip.x + (ARROW if backward else -ARROW), end))
    return curve, tip


def _s(a: Point, b: Point) -> list[Point]:
    middle = (a.x + b.x) / 2
    return [Point(middle, a.y), Point(middle, b.y), b]


def _bow(frame: Frame, route: Sequence[int], start: float, end: float) -> tuple[list[Point], Point]:
    """Out to the left and back to another box of the rank, or to the same."""
    x = frame.left(route[0])
    far = min(BOW + abs(end - start) / 5, BOW_MOST) * 4 / 3
    return [Point(x, start), Point(x - far, start), Point(x - far, end), Point(x - ARROW, end)], Point(x, end)
