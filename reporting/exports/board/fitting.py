"""As much of a page as fits on it: the first of several tellings, the fullest first, that one page can hold."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.lib.pagesizes import A4

from reporting.exports.pdf.flow import Element, PageTurn, Stack
from reporting.exports.pdf.pages import BOTTOM, SIDE, TOP

T = TypeVar("T")
WIDTH, HEIGHT = A4[0] - 2 * SIDE, A4[1] - TOP - BOTTOM


def fullest(tell: Callable[[T], Sequence[Element]], amounts: Sequence[T], otherwise: T | None = None) -> list[Element]:
    """What `tell` gives for the first of the amounts that fits on a page. When none does, for `otherwise`: what needs
    two pages may as well fill them; for the last of the amounts without it."""
    for amount in amounts if otherwise is not None else amounts[:-1]:
        told = list(tell(amount))
        if fits(told):
            return told
    return list(tell(amounts[-1] if otherwise is None else otherwise))


def fits(elements: Sequence[Element]) -> bool:
    """Whether one upright page holds the elements."""
    return bool(Stack([each for each in elements if not isinstance(each, PageTurn)]).height_at(WIDTH) <= HEIGHT)
