"""A page of a list that is one of several on its page: it keeps its place when one turns it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager(Generic[T]):
    """The rows of one page, from number `first` to `last` of `total`; "" where there is no page before or after."""

    rows: Sequence[T]
    first: int
    last: int
    total: int
    previous_url: str
    next_url: str

    @property
    def several(self) -> bool:
        """Whether there is more than this page."""
        return bool(self.previous_url or self.next_url)


def paged(rows: Sequence[T], page: int, size: int, url: Callable[[int], str]) -> Pager[T]:
    """A page of some rows, counted from 1; a page too far is the last."""
    pages = max(1, -(-len(rows) // size))
    at = min(max(page, 1), pages)
    start = (at - 1) * size
    return Pager(
        rows[start : start + size],
        start + 1 if rows else 0,
        min(start + size, len(rows)),
        len(rows),
        url(at - 1) if at > 1 else "",
        url(at + 1) if at < pages else "",
    )
