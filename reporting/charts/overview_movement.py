"""The figure of who moved: two columns of bars, one row per colour, and the streams between them. Plain SVG shapes.

Each colour has a row of its own, so that a count that stays reads as a straight stream and a turn crosses the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.overview_colours import ORDER, Colours
from reporting.domain.limits import badness

LEFT, RIGHT, THICK = 58, 196, 12  # where the columns stand, and how wide a bar is
TALL = 92  # pixels for all initiatives
ROW, GAP, TOP = 31, 3, 3  # least height of a row, between rows, above the first
WIDE, ASIDE, DIGIT = 400, 268, 17  # the picture, where words begin, and a digit more
FEET = 18  # room for the names of the columns
TONES = {Colour.RED: "crit", Colour.YELLOW: "warn", Colour.GREEN: "ok", Colour.NONE: "none"}


class Bar(NamedTuple):
    """A rectangle; `tone` is its colour's. Numbers are text, as SVG writes them in every language."""

    x: str
    y: str
    height: str
    tone: str


class Stream(NamedTuple):
    """A path between two bars; `kind` is crit (to the worse), up (to the better), none, or the tone that stays."""

    path: str
    kind: str


class Row(NamedTuple):
    """Where a colour's numbers, shape and words stand."""

    colour: str
    tone: str
    before: str
    now: str
    shape: str
    word: str
    beside: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes, and the room they need. `aside` is where the shapes and words beside the numbers begin."""

    width: int
    aside: int
    height: str
    feet: str
    bars: tuple[Bar, ...]
    streams: tuple[Stream, ...]
    rows: tuple[Row, ...]


def drawing(colours: Colours) -> Drawing:
    """The shapes for the counts now and before."""
    now = {each.colour: each.now for each in colours.rows}
    before = {each.colour: each.before or 0 for each in colours.rows}
    scale = TALL / max(sum(now.values()), sum(before.values()), 1)
    middles: dict[str, float] = {}
    top = float(TOP)
    for colour in ORDER:
        room = max(ROW, scale * max(now[colour], before[colour]))
        middles[colour] = top + room / 2
        top += room + GAP
    compared = colours.total_before is not None
    bars = [*_bars(RIGHT, now, middles, scale), *(_bars(LEFT, before, middles, scale) if compared else ())]
    streams = _streams(colours.flows, now, before, middles, scale) if compared else ()
    rows = tuple(_row(colour, middles[colour]) for colour in ORDER)
    room = DIGIT * max(0, len(str(max(now.values()))) - 2)  # two digits fit without it
    return Drawing(WIDE + room, ASIDE + room, _text(top + FEET), _text(top + 12), tuple(bars), tuple(streams), rows)


def _row(colour: Colour, middle: float) -> Row:
    below = (_text(middle + drop) for drop in (7, 9, -6, 3, 15))
    return Row(colour, TONES[colour], *below)


def _text(value: float) -> str:
    return f"{value:.1f}"


def _bars(x: int, counts: Mapping[str, int], middles: Mapping[str, float], scale: float) -> Iterable[Bar]:
    for colour, count in counts.items():
        if count:
            height = max(2.5, count * scale)
            yield Bar(str(x), _text(middles[colour] - height / 2), _text(height), TONES[Colour(colour)])


def _streams(
    flows: Mapping[tuple[str, str], int],
    now: Mapping[str, int],
    before: Mapping[str, int],
    middles: Mapping[str, float],
    scale: float,
) -> Iterable[Stream]:
    """Calm streams first, turns on top."""
    left = {each: middles[each] - before[each] * scale / 2 for each in ORDER}
    right = {each: middles[each] - now[each] * scale / 2 for each in ORDER}
    drawn = []
    for start in ORDER:
        for end in ORDER:
            count = flows.get((start, end), 0)
            if count:
                thick = max(1.5, count * scale)
                drawn.append(Stream(_path(left[start], right[end], thick), _kind(start, end)))
                left[start] += count * scale
                right[end] += count * scale
    return sorted(drawn, key=lambda each: each.kind in ("crit", "up"))


def _kind(start: Colour, end: Colour) -> str:
    if start == end:
        return {Colour.RED: "red", Colour.YELLOW: "warn", Colour.GREEN: "ok"}.get(start, "none")
    if Colour.NONE in (start, end):
        return "none"
    return "crit" if badness(end) > badness(start) else "up"


def _path(left: float, right: float, thick: float) -> str:
    start, end = LEFT + THICK, RIGHT
    bend = (start + end) // 2
    a, b, c, d = (_text(each) for each in (left, right, right + thick, left + thick))
    return f"M{start} {a}C{bend} {a} {bend} {b} {end} {b}V{c}C{bend} {c} {bend} {d} {start} {d}Z"
