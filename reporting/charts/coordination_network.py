"""The dependency network as plain SVG shapes: boxes with words, lines with arrow heads, and headings over columns.

Coordinates are text with a dot, as SVG writes them in every language. Words are given by the caller.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reporting.domain.figures.coordination_layout import Column, Layout, Mark, PlacedEdge, PlacedNode, Point

PAD = 10  # from a box's edge to its words, as the layout has it
HEADING, RULE = 14, 23  # baseline of a heading, and the line under it
ARROW, HALF = 8, 4  # an arrow head's length and half its height


class Text(NamedTuple):
    """A line of words where it begins; a mark where it ends."""

    x: str
    y: str
    words: str


class Box(NamedTuple):
    """A node: its box, its words, where it leads ("" for nowhere), what it is called in full, and its whole label
    where that does not fit."""

    x: str
    y: str
    width: str
    height: str
    classes: str
    lines: tuple[Text, ...]
    sub: Text | None
    mark: Text | None
    mark_classes: str
    language: str
    url: str
    name: str
    title: str


class Line(NamedTuple):
    """An edge: its path, its head, and the classes of both."""

    path: str
    classes: str
    head: str
    head_classes: str


class Head(NamedTuple):
    """A column: its heading, the line under it, and its boxes from the top."""

    x: str
    words: str
    rule: str
    now: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes, and what the key has to explain."""

    width: str
    height: str
    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    danger: bool
    warned: bool
    outside: bool
    dashed: bool
    backward: bool  # something is delivered after it is needed
    mutual: bool  # without time: somebody both needs and gives, in a circle


def drawing(
    layout: Layout,
    *,
    heading: Callable[[Column], str],
    mark: Callable[[PlacedNode], str],
    names: Mapping[str, str],
    urls: Mapping[str, str],
) -> Drawing:
    """The shapes. `names` tell each node in full, `urls` where it leads; a node without one is no link."""
    held: list[list[Box]] = [[] for _ in layout.columns]
    for placed in layout.nodes:
        held[placed.column].append(_box(placed, mark(placed), names, urls))
    edges = [each.edge for each in layout.edges]
    column = {each.node.key: each.column for each in layout.nodes}
    back = any(column[edge.giver] > column[edge.receiver] for edge in edges)
    return Drawing(
        _n(layout.width),
        _n(layout.height),
        tuple(_head(column, heading(column), boxes) for column, boxes in zip(layout.columns, held, strict=True)),
        tuple(map(_line, layout.edges)),
        danger=any(each.node.risk for each in layout.nodes) or any(each.tone == "crit" for each in edges),
        warned=any(each.tone == "warn" for each in edges),
        outside=any(each.node.external for each in layout.nodes),
        dashed=any(each.dashed for each in edges),
        backward=layout.by_time and back,
        mutual=not layout.by_time and back,
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _head(column: Column, words: str, boxes: list[Box]) -> Head:
    rule = f"M{_n(column.x)} {RULE}H{_n(column.x + column.width)}"
    return Head(_n(column.x), words, rule, column.now, tuple(boxes))


def _box(placed: PlacedNode, mark: str, names: Mapping[str, str], urls: Mapping[str, str]) -> Box:
    node = placed.node
    left, right = _n(placed.x + PAD), _n(placed.x + placed.width - PAD)
    classes = ["node", *(["node--ext"] if node.external else []), *(["node--risk"] if node.risk else [])]
    return Box(
        x=_n(placed.x),
        y=_n(placed.y),
        width=_n(placed.width),
        height=_n(placed.height),
        classes=" ".join(classes),
        lines=tuple(Text(left, _n(y), words) for y, words in zip(placed.line_ys, placed.lines, strict=True)),
        sub=Text(left, _n(placed.sub_y), placed.sub) if placed.sub else None,
        mark=Text(right, _n(placed.mark_y), mark) if mark else None,
        mark_classes="t-sub t-end t-warn" if placed.mark is Mark.EXAMPLE else "t-sub t-end",
        language=node.language,
        url=urls.get(node.key, ""),
        name=names.get(node.key, node.label),
        title=node.label if placed.cut else "",
    )


def _line(placed: PlacedEdge) -> Line:
    tone = placed.edge.tone
    back = ARROW if placed.backward else -ARROW
    head = f"M{_n(placed.tip.x)} {_n(placed.tip.y)}l{back}-{HALF}v{2 * HALF}Z"
    dash = " dash" if placed.edge.dashed else ""
    return Line(
        path(placed.curve[3 * placed.shared :]), f"s-{tone}{dash}", head, "f-edge" if tone == "soft" else f"f-{tone}"
    )


def path(curve: tuple[Point, ...]) -> str:
    """A start and cubic curves as a path; level ones as straight lines."""
    return f"M{_n(curve[0].x)} {_n(curve[0].y)}" + "".join(_pieces(curve))


def _pieces(curve: tuple[Point, ...]) -> Iterator[str]:
    y = curve[0].y
    rest = iter(curve[1:])
    for first, second, end in zip(rest, rest, rest, strict=True):
        if first.y == second.y == end.y == y:
            yield f"H{_n(end.x)}"
        else:
            yield f"C{_n(first.x)} {_n(first.y)} {_n(second.x)} {_n(second.y)} {_n(end.x)} {_n(end.y)}"
        y = end.y
