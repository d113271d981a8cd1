"""The limits of each dimension over time: what holds, what comes, and what has held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.vocabulary import Dimension
from reporting.domain.facts import ToleranceFact
from reporting.domain.limit_text import LIMITED
from reporting.domain.limits import USUAL, Limits


class Standing(StrEnum):
    """Where limits stand on a day."""

    HOLDS = "holds"
    COMES = "comes"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Limits from `valid_from` (None: the usual ones, from the start) to the day before `until`, if any followed."""

    dimension: Dimension
    limits: Limits
    valid_from: date | None
    until: date | None
    standing: Standing


def limit_rows(tolerances: Iterable[ToleranceFact], today: date) -> Mapping[Dimension, tuple[LimitRow, ...]]:
    """Dimension → its limits, newest first, the usual ones last."""
    every = sorted(tolerances, key=lambda each: each.valid_from)
    return {dimension: _rows(dimension, [each for each in every if each.dimension == dimension], today)
            for dimension in LIMITED}  # fmt: skip


def _rows(dimension: Dimension, set_: list[ToleranceFact], today: date) -> tuple[LimitRow, ...]:
    told: list[tuple[date | None, Limits]] = [(None, USUAL[dimension])]
    told += [(each.valid_from, Limits(each.green_up_to, each.yellow_up_to)) for each in set_]
    begun = [place for place, (start, _) in enumerate(told) if start is None or start <= today]
    rows = []
    for place, (start, limits) in enumerate(told):
        until = told[place + 1][0] if place + 1 < len(told) else None
        standing = Standing.HOLDS if place == begun[-1] else Standing.HELD if place < begun[-1] else Standing.COMES
        rows.append(LimitRow(dimension, limits, start, until, standing))
    return tuple(reversed(rows))
