"""As much of a page as fits on it: the first of several tellings, the fullest first, that one page can hold."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.lib.pagesizes import A4

from reporting.exports.pdf.flow import Element, PageTurn, Stack
from reporting.exports.pdf.pages import BOTTOM, SIDE, TOP

T = TypeVar("T")
WIDTH, HEIGHT = A4[0] - 2 * SIDE, A4[1] - TOP - BOTTOM


def fullest(tell: Callable[[T], Sequence[Element]], amounts: Sequence[T], over: Sequence[T] = ()) -> list[Element]:
    """What `tell` gives for the first of the amounts that fits on a page. When none does, for the one of `over` that
    needs the fewest pages, the fullest of those: what needs two pages may as well fill them. For the last of the
    amounts without it."""
    for amount in amounts if over else amounts[:-1]:
        told = list(tell(amount))
        if fits(told):
            return told
    return list(tell(min(over, key=lambda amount: pages(tell(amount))) if over else amounts[-1]))


def fits(elements: Sequence[Element]) -> bool:
    """Whether one upright page holds the elements."""
    return bool(_stack(elements).height_at(WIDTH) <= HEIGHT)


def pages(elements: Sequence[Element]) -> int:
    """How many upright pages the elements fill."""
    count, rest = 1, _stack(elements)
    while rest.height_at(WIDTH) > HEIGHT and (parts := rest.cut(WIDTH, HEIGHT, True)) and isinstance(parts[1], Stack):
        count, rest = count + 1, parts[1]
    return count


def _stack(elements: Sequence[Element]) -> Stack:
    return Stack([each for each in elements if not isinstance(each, PageTurn)])
