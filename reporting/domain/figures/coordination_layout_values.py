"""What a picture of the dependency network is made of: plain values, in pixels from the top left."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

MOST = 60
"""Nodes up to which a picture is read at a glance; with more, the caller filters first. Nothing breaks beyond it."""
WIDE, NARROW, LANDSCAPE, PORTRAIT = 1300, 872, 1300, 880
"""Widths to lay out for: a whole page, two thirds of one, and paper lying and standing. A picture is never wider, and
often less wide."""

Tone = Literal["crit", "warn", "soft"]


class Lane(StrEnum):
    """What a column without a period holds."""

    OUTSIDE = "outside"  # parties outside the portfolio that give
    GIVES = "gives"  # give to others, need nothing from inside the portfolio
    BETWEEN = "between"  # need and give
    NEEDS = "needs"  # need others, give nothing
    ALONE = "alone"  # neither
    UNDATED = "undated"  # nobody has said when


class Mark(StrEnum):
    """What stands at the right of a box's last line."""

    NONE = ""
    CODE = "code"
    EXAMPLE = "example"
    UNDATED = "undated"  # stands in a period because its neighbours do, not because anybody has dated it


@dataclass(frozen=True, slots=True)
class NetNode:
    """An initiative or a party outside. `when` is the last day of the date it delivers, None where nobody has said."""

    key: str
    label: str
    sub: str
    when: date | None
    external: bool
    risk: bool
    code: str = ""
    language: str = "nb"
    example: bool = False


@dataclass(frozen=True, slots=True)
class NetEdge:
    """What one node (the receiver) waits for from another (the giver)."""

    key: str
    giver: str
    receiver: str
    tone: Tone
    dashed: bool = False


class Point(NamedTuple):
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """A heading over nodes: a lane, or a period of whole half-years or years. `first` None: everything up to `last`;
    `last` None: everything from `first`. `now` when today is in the period. Heads the nodes with its index."""

    x: float
    width: float
    lane: Lane | None
    first: date | None = None
    last: date | None = None
    now: bool = False


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A box with its words cut to fit, and the baselines of them. `mark` stands at the right of the `sub`, or under it.
    `cut` when not all of the words are there."""

    node: NetNode
    column: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    sub: str
    mark: Mark
    line_ys: tuple[float, ...]
    sub_y: float
    mark_y: float
    cut: bool


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """A line from the giver's side to where its arrow head begins, as a start and cubic curves (two handles and an
    end each); the head's tip touches the receiver. Of its curves the first `shared` are those of an edge before it
    that looks the same, and need no second stroke. `backward`: the giver stands to the right of the receiver, and
    the head points to the left."""

    edge: NetEdge
    curve: tuple[Point, ...]
    tip: Point
    shared: int
    backward: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture. Nodes stand in reading order: by column, from the top; edges with those in danger last, so
    that they are drawn on top."""

    columns: tuple[Column, ...]
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    width: float
    height: float

    @property
    def by_time(self) -> bool:
        """Whether the columns are periods."""
        return any(each.lane is None for each in self.columns)
