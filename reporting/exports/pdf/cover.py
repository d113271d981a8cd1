"""The cover page: issuer at the top, title at a third of the height, details at the foot."""

from collections.abc import Sequence

from .flow import Element, Stack
from .structure import TaggedCanvas

TITLE_AT = 0.27
"""Where the title block begins, as a share of the page's height from the top."""


class Cover(Element):
    """Fills a page of its own; only valid as the first element of a story."""

    def __init__(self, top: Stack, middle: Stack, foot: Stack) -> None:
        super().__init__()
        self.top, self.middle, self.foot = top, middle, foot

    def children(self) -> Sequence[Element]:
        return (self.top, self.middle, self.foot)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, available_height
        return self.width, self.height

    def measure(self, width: float) -> float:
        return self.height

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        self.top.paint(canvas, x, top, width)
        free = self.height - self.foot.height_at(width) - self.middle.height_at(width)
        below = max(min(self.height * TITLE_AT, free), self.top.height_at(width))
        self.middle.paint(canvas, x, top - below, width)
        self.foot.paint(canvas, x, top - self.height + self.foot.height_at(width), width)
