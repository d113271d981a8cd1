"""The type scale of a report on A4, in points."""

from dataclasses import dataclass, replace
from typing import Literal

from . import palette
from .fonts import MEDIUM, REGULAR, STRONG

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block of text looks. Lengths in points; `tracking` is extra space after each character."""

    size: float
    leading: float
    font: str = REGULAR
    strong: str = STRONG
    colour: str = palette.INK
    align: Align = "left"
    tracking: float = 0
    tabular: bool = False
    balanced: bool = False
    space_before: float = 0
    space_after: float = 0
    measure: float | None = None
    """Widest line, or None for the whole column."""

    def ascent(self) -> float:
        """Distance from the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * 0.86


HEADINGS = {
    1: TextStyle(21, 24, font=STRONG, tracking=-0.42, balanced=True, space_before=20, space_after=8),
    2: TextStyle(11, 15, font=STRONG, tracking=-0.05, balanced=True, space_before=17, space_after=4),
    3: TextStyle(9.6, 13.5, font=STRONG, space_before=12, space_after=2),
    4: TextStyle(8.9, 12.9, font=STRONG, colour=palette.MUTED, space_before=10, space_after=2),
}
COVER_TITLE = TextStyle(32, 37, font=STRONG, tracking=-0.7, balanced=True, space_after=12, measure=440)
COVER_ISSUER = TextStyle(10.6, 14.5, font=STRONG)
COVER_KICKER = TextStyle(11, 15, font=STRONG, colour=palette.ACCENT, space_after=8)
COVER_LEAD = TextStyle(13, 19, colour=palette.MUTED, space_after=10, measure=400)
KICKER = TextStyle(8, 11, font=STRONG, colour=palette.MUTED, space_before=16, space_after=2)
LEAD = TextStyle(11, 16, space_before=4, space_after=9, measure=455)
BODY = TextStyle(9.6, 14, space_before=2, space_after=5, measure=455)
SMALL = TextStyle(8.9, 12.9, space_before=1, space_after=4)
MICRO = TextStyle(8, 11.2, colour=palette.MUTED, space_before=1, space_after=4)
CAPTION = TextStyle(11, 15, font=STRONG, tracking=-0.05, space_after=4)
CELL = TextStyle(8.8, 12.3)
CELL_HEADER = TextStyle(8.8, 12.3, font=MEDIUM)
COLUMN_HEADER = TextStyle(7.8, 10.5, font=MEDIUM, colour=palette.MUTED)
FURNITURE = TextStyle(7.8, 10.5, colour=palette.MUTED)
CONTENTS = {
    1: TextStyle(9.6, 14, font=MEDIUM, space_before=6),
    2: TextStyle(8.9, 13, colour=palette.MUTED, space_before=1),
    3: TextStyle(8.9, 13, colour=palette.MUTED),
    4: TextStyle(8.9, 13, colour=palette.MUTED),
}
SMALL_RUN = 8.0
"""Size of `small` runs inside a larger block."""


def aligned(style: TextStyle, align: Align) -> TextStyle:
    """The style for a cell with this alignment; right-aligned cells are numbers, with digits of one width."""
    return style if align == "left" else replace(style, align=align, tabular=align == "right")
