"""The figure of who moved, drawn on paper from the very shapes of the screen."""

import re

from reportlab.graphics.shapes import Drawing, Path
from reportlab.lib.colors import HexColor

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.charts import overview_movement
from reporting.domain.figures.overview_colours import Colours
from reporting.exports.pdf import fonts, palette
from reporting.exports.pdf.charts import pen
from reporting.exports.pdf.palette import BAND, FILL, Status
from reporting.exports.pdf.shapes import drawn_shape
from reporting.pages import overview_words

WIDE = 400  # pixels of the screen's figure
BEFORE, NOW, SMALL = 11.5, 15.0, 6.6  # sizes of the numbers, and of what stands beside the word
STREAMS = {"crit": BAND["crit"], "up": palette.ACCENT_SOFT, "red": "#f0cccc", "warn": BAND["warn"], "ok": BAND["ok"]}
_COMMAND = re.compile(r"([MCVZ])([^MCVZ]*)")


def movement(colours: Colours, before: str, now: str, *, width: float = 235) -> Drawing:
    """Bars before and now with the streams between; published counts and examples beside the words."""
    shapes = overview_movement.drawing(colours)
    scale, tall = width / WIDE, float(shapes.height) * width / WIDE
    drawing = Drawing(width, tall)
    for stream in shapes.streams:
        drawing.add(_path(stream.path, scale, tall, STREAMS.get(stream.kind, BAND["none"])))
    for bar in shapes.bars:
        high = float(bar.height) * scale
        thick = overview_movement.THICK * scale
        pen.box(drawing, float(bar.x) * scale, tall - float(bar.y) * scale - high, thick, high, FILL[_status(bar.tone)])
    counts = {each.colour: each for each in colours.rows}
    for row in shapes.rows:
        count = counts[row.colour]
        if count.before is not None:
            _number(drawing, 46 * scale, tall - float(row.before) * scale, count.before, BEFORE, "end")
        _number(drawing, 218 * scale, tall - float(row.now) * scale, count.now, NOW, "start")
        drawing.add(drawn_shape(_status(row.tone), 264 * scale, tall - float(row.word) * scale - 0.6, 6.4))
        left = 286 * scale
        word = choices.label(Colour, row.colour)
        pen.text(drawing, left, tall - float(row.word) * scale, word, size=_whole(word, width - left))
        small = overview_words.beside(count)
        if small:
            y = tall - float(row.beside) * scale - 0.5
            pen.text(drawing, left, y, small, size=SMALL, colour=palette.MUTED, width=width - left)
    feet = tall - float(shapes.feet) * scale - 4
    if before:
        pen.text(drawing, 70 * scale, feet, before, colour=palette.MUTED, anchor="end")
    pen.text(drawing, 196 * scale, feet, now, colour=palette.MUTED)
    return drawing


def _whole(word: str, room: float) -> float:
    """The size at which a status word keeps all its letters: «Nokre utfordringar» is the longest."""
    return pen.LABEL * min(1, room / fonts.width(word, fonts.REGULAR, pen.LABEL))


def _number(drawing: Drawing, x: float, y: float, value: int, size: float, anchor: pen.Anchor) -> None:
    strong = size == NOW
    colour = palette.INK if strong else palette.MUTED
    pen.text(drawing, x, y, formatting.number(value), size=size, strong=strong, colour=colour, anchor=anchor)


def _status(tone: str) -> Status:
    found: dict[str, Status] = {"crit": "crit", "warn": "warn", "ok": "ok"}
    return found.get(tone, "none")


def _path(words: str, scale: float, tall: float, colour: str) -> Path:
    """A path of M, C, V and Z, all absolute; y grows downward on screen and upward on paper."""
    path = Path(fillColor=HexColor(colour), strokeColor=None)
    at = 0.0
    for command, numbers in _COMMAND.findall(words):
        values = [float(each) for each in numbers.split()]
        if command == "V":
            path.lineTo(at, tall - values[0] * scale)
            continue
        places = [value * scale if place % 2 == 0 else tall - value * scale for place, value in enumerate(values)]
        if command == "M":
            path.moveTo(*places)
        elif command == "C":
            path.curveTo(*places)
        else:
            path.closePath()
        at = places[-2] if places else at
    return path
