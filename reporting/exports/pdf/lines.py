"""Content broken into lines: greedy, ragged, measured in points. Pure: nothing is drawn here."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from . import fonts, palette
from .inline import Content, Inline, Pill, Run, Shape, Turn, inlines
from .palette import Status
from .styles import SMALL_RUN, TextStyle

_SOFT_BREAK = re.compile(r"(?:(?<=[^\W\d_]{3}[-–/])|(?<=[^\W\d_]{3}-/))(?=[^\W\d_]{3})")
"""Inside a word a line may break after a hyphen or slash between letters, never inside «55–80» or «2024-1»."""


_SPACES = re.compile(" {2,}")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_SLIP = re.compile(r"([+−]\d+) (?=[^\W\d_])")


class Look(NamedTuple):
    """Font, size and colour of a piece."""

    font: str
    size: float
    colour: str


class Glyph(NamedTuple):
    """A drawn shape in a line. `ground` is the width of the pill behind it, `arrow` follows a turned status."""

    status: Status
    ground: float = 0
    arrow: bool = False


class Piece(NamedTuple):
    """A stretch of one line. `owner` is the index of the inline when that needs a node of its own, else -1."""

    x: float
    width: float
    text: str
    look: Look
    owner: int = -1
    underline: bool = False
    struck: bool = False
    glyph: Glyph | None = None


class Line(NamedTuple):
    """Pieces from left to right and their total width."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(slots=True)
class _Unit:
    """Pieces that stay on one line; `space` is the gap before them."""

    space: float = 0
    width: float = 0
    pieces: list[Piece] = field(default_factory=list)
    ends_line: bool = False

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece._replace(x=self.width))
        self.width += piece.width

    def join(self, other: "_Unit") -> None:
        """Glue another unit to the end of this one."""
        for piece in other.pieces:
            self.add(piece)


def break_lines(content: Content, style: TextStyle, width: float) -> list[Line]:
    """Lines of at most `width` points (or the style's measure). A word wider than that is cut.

    Characters Inter lacks are replaced first. Content without text gives no lines.
    """
    limit = min(width, style.measure) if style.measure else width
    if isinstance(content, Pill):
        return _pill_lines(content, style, limit)
    if isinstance(content, str):
        plain = _plain_lines(content, style, limit)
        if plain is not None:
            return plain
    units = _units(inlines(content), style)
    lines = _fill(units, style, limit)
    if style.balanced and len(lines) > 1:
        return _balanced(units, style, limit, lines)
    return lines


def extent(content: Content, style: TextStyle) -> tuple[float, float]:
    """Width of the widest part that cannot be broken, and of the content when nothing but its own breaks count."""
    if isinstance(content, str) and content.isalnum():
        wide = text_width(_prepared(content, style), base_look(style), style)
        return wide, wide
    units = _units(inlines(content), style)
    widest, natural, x = 0.0, 0.0, 0.0
    for unit in units:
        x = 0.0 if unit.ends_line else x + unit.space + unit.width
        widest, natural = max(widest, unit.width), max(natural, x)
    return widest, natural


def text_width(text: str, look: Look, style: TextStyle) -> float:
    """Width in points, with the style's tracking and equal digits."""
    ems = fonts.em_width(text, look.font)
    if style.tabular:
        digits = [character for character in text if character.isascii() and character.isdigit()]
        ems += len(digits) * fonts.digit_width(look.font) - sum(fonts.em_width(d, look.font) for d in digits)
    return ems * look.size / 1000 + style.tracking * len(text)


def _prepared(text: str, style: TextStyle) -> str:
    """Drawable text; a slip keeps its unit («+12 uker»), and in columns of numbers thousands do not break."""
    text = fonts.clean(text)
    if "+" in text or "−" in text:
        text = _SLIP.sub("\\1\u00a0", text)
    return _THOUSANDS.sub("\u00a0", text) if style.tabular else text


def base_look(style: TextStyle) -> Look:
    """The look of plain text in this style."""
    return Look(style.font, style.size, style.colour)


@lru_cache(maxsize=256)
def _pill_lines(pill: Pill, style: TextStyle, limit: float) -> list[Line]:
    """A status is the same in row after row."""
    return _fill(_units((pill,), style), style, limit)


def _plain_lines(text: str, style: TextStyle, limit: float) -> list[Line] | None:
    """The common case, plain text broken at spaces only, without taking it apart; None if it needs more."""
    text = _prepared(text, style).strip(" ")
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if not text or text.isspace():
        return []
    look = base_look(style)
    wide = text_width(text, look, style)
    if wide <= limit and "\n" not in text:
        return [Line((Piece(0, wide, text, look),), wide)]
    if style.balanced or style.tabular or _SOFT_BREAK.search(text):
        return None
    return _fill_words(text, look, style, limit + 0.01)


def _fill_words(text: str, look: Look, style: TextStyle, room: float) -> list[Line] | None:
    factor, tracking, font = look.size / 1000, style.tracking, look.font
    space = fonts.em_width(" ", font) * factor + tracking
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        begun: list[str] = []
        x = 0.0
        for word in filter(None, paragraph.split(" ")):
            wide = fonts.em_width(word, font) * factor + tracking * len(word)
            if wide > room:
                return None
            if begun and x + space + wide > room:
                lines.append(_text_line(begun, x, look))
                begun, x = [], 0.0
            x += space + wide if begun else wide
            begun.append(word)
        lines.append(_text_line(begun, x, look))
    (last,) = lines[-1].pieces
    lines[-1] = Line((last._replace(text=last.text[:-1]),), lines[-1].width)
    return lines


def _text_line(words: list[str], width: float, look: Look) -> Line:
    return Line((Piece(0, width, " ".join(words) + " ", look),), width)


# ── taking content apart ─────────────────────────────────────────────────
_Step = tuple[float | None, _Unit | None]
"""(gap, unit): None glues the unit to what stands before it, 0 lets a line end there, more is a space.
A gap without a unit is a space at the end of a run."""


def _units(parts: tuple[Inline, ...], style: TextStyle) -> list[_Unit]:
    units: list[_Unit] = []
    pending: float | None = None
    for index, part in enumerate(parts):
        for gap, unit in _steps(part, index, style):
            if gap is not None:
                pending = max(pending or 0.0, gap)
            if unit is None:
                continue
            if pending is None and units and not (units[-1].ends_line or unit.ends_line):
                units[-1].join(unit)
            else:
                unit.space = pending or 0.0
                units.append(unit)
            pending = None
    return units


def _steps(part: Inline, index: int, style: TextStyle) -> list[_Step]:
    match part:
        case str():
            return _words(_prepared(part, style), base_look(style), -1, style)
        case Run():
            return _run_steps(part, index, style)
        case Pill():
            return [(None, _pill_unit(part, style))]
        case Turn():
            return [(None, _turn_unit(part, index, style))]
        case Shape():
            return [(None, _shape_unit(part, index, style))]


def _run_steps(run: Run, index: int, style: TextStyle) -> list[_Step]:
    colour = palette.TEXT[run.tone] if run.tone else palette.ACCENT if run.is_link else style.colour
    size = min(SMALL_RUN, style.size) if run.small else style.size
    look = Look(style.strong if run.strong else style.font, size, colour)
    owner = index if run.is_link or run.lang else -1
    return _words(_prepared(run.text, style), look, owner, style, underline=run.is_link, struck=run.struck)


def _words(
    text: str, look: Look, owner: int, style: TextStyle, underline: bool = False, struck: bool = False
) -> list[_Step]:
    steps: list[_Step] = []
    space = text_width(" ", look, style)
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            steps.append((None, _Unit(ends_line=True)))
        gap: float | None = None
        for word in paragraph.split(" "):
            for part in _SOFT_BREAK.split(word) if word else ():
                piece = Piece(0, text_width(part, look, style), part, look, owner, underline, struck)
                steps.append((gap, _Unit(width=piece.width, pieces=[piece])))
                gap = 0.0
            gap = space
        if paragraph.endswith(" "):
            steps.append((space, None))
    return steps


def _pill_unit(pill: Pill, style: TextStyle) -> _Unit:
    strong = pill.ground or pill.status == "crit"
    look = Look(style.strong if strong else style.font, style.size, palette.TEXT[_word_tone(pill)])
    word = fonts.clean(pill.word)
    edge = style.size * 0.62 if pill.ground else 0.0
    mark = style.size * 1.2
    wide = text_width(word, look, style)
    unit = _Unit()
    unit.add(Piece(0, edge + mark, "", look, glyph=Glyph(pill.status, ground=edge * 2 + mark + wide if edge else 0)))
    unit.add(Piece(0, wide, word, look))
    if edge:
        unit.add(Piece(0, edge + style.size * 0.4, " ", look))
    return unit


def _word_tone(pill: Pill) -> palette.Tone:
    return pill.status if pill.ground or pill.status in ("crit", "none") else "ink"


def _turn_unit(turn: Turn, index: int, style: TextStyle) -> _Unit:
    unit = _Unit()
    glyph = Glyph(turn.before, arrow=True)
    unit.add(Piece(0, style.size * 2.55, turn.spoken, base_look(style), owner=index, glyph=glyph))
    for piece in _pill_unit(Pill(turn.after, turn.word), style).pieces:
        unit.add(piece)
    return unit


def _shape_unit(shape: Shape, index: int, style: TextStyle) -> _Unit:
    unit = _Unit()
    unit.add(Piece(0, style.size * 1.1, shape.spoken, base_look(style), owner=index, glyph=Glyph(shape.status)))
    return unit


# ── putting lines together ───────────────────────────────────────────────
def _fill(units: list[_Unit], style: TextStyle, limit: float) -> list[Line]:
    lines: list[Line] = []
    pieces: list[Piece] = []
    x = 0.0
    room = limit + 0.01
    for unit in units:
        if unit.ends_line or (pieces and x + unit.space + unit.width > room):
            lines.append(_line(pieces, x, soft=unit.ends_line or unit.space > 0))
            pieces, x = [], 0.0
        for number, part in enumerate(_cut(unit, limit, style) if unit.width > room else (unit,)):
            if number:
                lines.append(_line(pieces, x, soft=False))
                pieces, x = [], 0.0
            start = x + unit.space if pieces else 0.0
            pieces.extend(piece._replace(x=start + piece.x) for piece in part.pieces)
            x = start + part.width
    if pieces:
        lines.append(_line(pieces, x, soft=False))
    return lines


def _line(pieces: list[Piece], width: float, soft: bool) -> Line:
    """Neighbours with one look become one piece, with their spaces; a soft end keeps its space for readers."""
    merged: list[Piece] = []
    for each in pieces:
        last = merged[-1] if merged else None
        piece = each
        gap = piece.x - (last.x + last.width) if last else 0.0
        if gap > 0.01 and last and last.text and not last.glyph and not _closed(last, piece):
            last = merged[-1] = last._replace(text=last.text + " ", width=last.width + gap)
            gap = 0.0
        elif gap > 0.01 and piece.text and not piece.glyph:
            piece = piece._replace(text=" " + piece.text, x=piece.x - gap, width=piece.width + gap)
            gap = 0.0
        if last and gap < 0.01 and _alike(last, piece):
            merged[-1] = last._replace(text=last.text + piece.text, width=piece.x + piece.width - last.x)
        else:
            merged.append(piece)
    if soft and merged and merged[-1].text and not merged[-1].glyph:
        merged[-1] = merged[-1]._replace(text=merged[-1].text + " ")
    return Line(tuple(merged), width)


def _closed(last: Piece, following: Piece) -> bool:
    """A link, or struck words, end with their last word: the space belongs to what follows."""
    return (last.owner >= 0 or last.underline or last.struck) and not _alike(last, following)


def _alike(a: Piece, b: Piece) -> bool:
    return bool(a.text and b.text) and a.glyph is None and b.glyph is None and a[3:7] == b[3:7]


def _cut(unit: _Unit, limit: float, style: TextStyle) -> list[_Unit]:
    """A unit wider than the line, cut between characters; shapes stay whole."""
    cut = [_Unit()]
    for piece in unit.pieces:
        for part in _characters(piece, style):
            if cut[-1].pieces and cut[-1].width + part.width > limit:
                cut.append(_Unit())
            cut[-1].add(part)
    return cut


def _characters(piece: Piece, style: TextStyle) -> list[Piece]:
    if piece.glyph or not piece.text:
        return [piece]
    return [piece._replace(text=each, width=text_width(each, piece.look, style)) for each in piece.text]


def _balanced(units: list[_Unit], style: TextStyle, limit: float, lines: list[Line]) -> list[Line]:
    """The narrowest measure that gives no more lines: headings without a lonely last word."""
    low, high = limit / 2, limit
    best = lines
    while high - low > 4:
        middle = (low + high) / 2
        trial = _fill(units, style, middle)
        if len(trial) <= len(lines) and all(line.width <= middle for line in trial):
            high, best = middle, trial
        else:
            low = middle
    return best
