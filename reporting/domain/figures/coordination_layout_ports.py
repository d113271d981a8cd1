"""Where lines leave and arrive: ports spread along the sides of boxes, in the order of where their lines go."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reporting.domain.figures.coordination_layout_order import Mesh
from reporting.domain.figures.coordination_layout_places import STRAIGHT, Spring, Stack
from reporting.domain.figures.coordination_layout_values import NetEdge

APART = 11.0  # widest distance between two ports
MARGIN = 7.0  # from a box's corner to its first port


class Port(NamedTuple):
    """One end of lines at a box: its place, whether at its right side, and what tells it from others there."""

    place: int
    right: bool
    name: str


class Ends(NamedTuple):
    """The ports an edge leaves from and arrives at."""

    start: Port
    end: Port


def ends_of(made: Mesh, edge: NetEdge) -> Ends:
    """Lines of one giver that look alike leave from one port; each arrives at its own. Lines within a rank leave and
    arrive at the left."""
    giver, receiver = made.routes[edge.key][0], made.routes[edge.key][-1]
    start, end = made.rank[giver], made.rank[receiver]
    arrival = Port(receiver, start > end, f"to {edge.key}")
    if start == end:
        return Ends(Port(giver, False, f"from {edge.key}"), arrival)
    return Ends(Port(giver, start < end, f"{edge.tone} {edge.dashed}"), arrival)


def offsets(made: Mesh, ends: Mapping[str, Ends], tall: Sequence[float], stack: Stack) -> dict[Port, float]:
    """How far each port is from the middle of its box."""
    aims: dict[Port, list[float]] = {}
    for key, (start, end) in ends.items():
        first, last = _aims(made, made.routes[key], stack)
        aims.setdefault(start, []).append(first)
        aims.setdefault(end, []).append(last)
    sides: dict[tuple[int, bool], list[Port]] = {}
    for port in aims:
        sides.setdefault((port.place, port.right), []).append(port)
    found = {}
    for (place, _), held in sides.items():
        held.sort(key=lambda port: (sum(aims[port]) / len(aims[port]), port.name))
        space = min(APART, (tall[place] - 2 * MARGIN) / max(len(held) - 1, 1))
        for number, port in enumerate(held):
            found[port] = (number - (len(held) - 1) / 2) * space
    return found


def _aims(made: Mesh, route: Sequence[int], stack: Stack) -> tuple[float, float]:
    """The heights a line goes to from its start and comes from at its end. Within a rank: from beyond everything, the
    nearer its ends the farther, so that bows do not cross."""
    levels = stack.middles
    if made.rank[route[0]] != made.rank[route[-1]]:
        return levels[route[1]], levels[route[-2]]
    start, end = levels[route[0]], levels[route[-1]]
    far = 2 * (stack.band.bottom - stack.band.top) + 1 - abs(end - start)
    return (start + far, end - far) if end >= start else (start - far, end + far)


def port_springs(made: Mesh, ends: Mapping[str, Ends], offset: Mapping[Port, float]) -> list[list[Spring]]:
    """What pulls each place: the lines through it, from port to port."""
    found: list[dict[Spring, None]] = [{} for _ in made.keys]
    for key, (start, end) in ends.items():
        route = made.routes[key]
        if made.rank[route[0]] != made.rank[route[-1]]:
            shifts = [offset[start], *[0.0] * (len(route) - 2), offset[end]]
            for (a, here), (b, there) in _pairs(zip(route, shifts, strict=True)):
                strength = STRAIGHT[(made.keys[a] is None) + (made.keys[b] is None)]
                found[a][Spring(b, strength, there - here)] = None
                found[b][Spring(a, strength, here - there)] = None
    return [list(each) for each in found]


def _pairs(steps: Iterable[tuple[int, float]]) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    held = list(steps)
    return list(pairwise(held))
