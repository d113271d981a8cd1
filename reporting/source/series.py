"""The locked records before a choice and the chosen one, outlined, oldest first, as the same audience may see them.

A record is large and its outline small: the outlines of locked records are kept in memory by the head of their chain,
so that a page over eight periods does not read eight snapshots again.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from reporting.domain.facts import PeriodFact
from reporting.domain.outline import Outlined, outline
from reporting.source.locked import heads, locked_ones
from reporting.source.seen import seen_by
from reporting.source.switch import Chosen

FEWEST, MOST, USUAL = 3, 8, 5
"""How many locked records are shown before the chosen one: at least, at most, and when nobody asks."""
HELD = 25_000  # initiatives in all outlines held together


class Key(NamedTuple):
    """A locked record as an audience sees it. `own` is None where nothing is withheld of it: then all of the audience
    see the same, and share one outline."""

    code: str
    head: str
    audience: str
    own: frozenset[str] | None


Withholding = tuple[Mapping[str, Any], date] | None
"""What is withheld today, and which day that is; None for a reader from whom nothing is."""


def series(chosen: Chosen, before: int = USUAL) -> tuple[Outlined, ...]:
    """The outlines of the last `before` locked records before the chosen one, and of that one. It costs what
    `outlines` does."""
    earlier = [each.code for each in reversed(earlier_periods(chosen)[:before])]
    return (*outlines(chosen, earlier).values(), outline(chosen.record))


def outlines(chosen: Chosen, codes: Collection[str]) -> dict[str, Outlined]:
    """The outlines of some locked records by their codes, in that order, as the same audience may see them. One query
    when they are held, else one more and one for each that is not. Raises BadTime where a stored one is not what was
    locked."""
    chain = heads(codes)
    keys = [Key(code, chain[code], chosen.audience, chosen.own) for code in codes if code in chain]
    withholding = (chosen.now.registers.withheld, chosen.now.today) if chosen.now else None
    found = {key: held for key in keys if (held := _known(_shared(key), withholding) or _known(key, withholding))}
    records = locked_ones([key.code for key in keys if key not in found])
    for key in keys:
        if key not in found:
            record = records[key.code]
            found[key] = outline(seen_by(record, chosen.audience, chosen.own, chosen.now))
            open_ = seen_by(record, chosen.audience, frozenset(), chosen.now) is record
            _keep(_shared(key) if open_ else key, withholding, found[key])
    return {key.code: found[key] for key in keys}


def earlier_periods(chosen: Chosen) -> tuple[PeriodFact, ...]:
    """The locked periods before what was chosen, newest first: of a date those whose cut-off it has reached."""
    locked = chosen.periods.locked
    if chosen.kind == "locked" and chosen.period:
        cut_off = chosen.period.cut_off
        return tuple(each for each in locked if each.cut_off < cut_off)
    if chosen.day:
        day = chosen.day
        return tuple(each for each in locked if each.cut_off <= day)
    return locked


def forget_series() -> None:
    """Forget the outlines held in memory."""
    with _lock:
        _held.clear()


# The one used last at the end.
_held: OrderedDict[Key, tuple[Withholding, Outlined]] = OrderedDict()
_lock = Lock()


def _shared(key: Key) -> Key:
    return key._replace(own=None)


def _known(key: Key, withholding: Withholding) -> Outlined | None:
    with _lock:
        held = _held.get(key)
        if held is None or not _same(held[0], withholding):
            return None
        _held.move_to_end(key)
        return held[1]


def _keep(key: Key, withholding: Withholding, made: Outlined) -> None:
    with _lock:
        _held[key] = withholding, made
        while len(_held) > 1 and sum(len(each.parts) for _, each in _held.values()) > HELD:
            _held.popitem(last=False)


def _same(a: Withholding, b: Withholding) -> bool:
    """Whether no more and no less is withheld; the mapping is a new one when the registers are read again."""
    return a == b if a is None or b is None else (a[0] is b[0] or a[0] == b[0]) and a[1] == b[1]
