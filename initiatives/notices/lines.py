"""Notices as lines of a page, in the reader's language."""

from collections.abc import Iterable

from initiatives.models import Notice
from initiatives.notices.families import family
from initiatives.notices.shapes import Line
from initiatives.notices.veils import veils

__all__ = ["Line", "lines"]


def lines(notices: Iterable[Notice]) -> list[Line]:
    """The notices as lines, in the order given. One query beyond fetching them, however many they are."""
    rows = list(notices)
    withheld = veils(rows)
    return [family(notice).line(notice, withheld) for notice in rows]
