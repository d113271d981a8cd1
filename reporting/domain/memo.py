"""Reckoned once per record: a page that is shown again only writes it out.

A record shown for an open period is a new value each time around the same facts, so what is kept hangs on the state
and is given again only to a record with the very same statuses and tolerances.
"""

from collections.abc import Callable
from typing import TypeVar

from reporting.domain.record import Record

T = TypeVar("T")
_KEPT = "_reckoned"


def once(record: Record, name: str, make: Callable[[], T], *of: object) -> T:
    """`make()`, kept under `name` for as long as the state lives; `of` is what else it depends on, by identity."""
    kept = vars(record.state).setdefault(_KEPT, {})
    ground = (record.statuses, record.tolerances, record.results, *of)
    found = kept.get(name)
    if found is not None and _same(found[0], ground):
        value: T = found[1]
        return value
    made = make()
    kept[name] = (ground, made)
    return made


def _same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
