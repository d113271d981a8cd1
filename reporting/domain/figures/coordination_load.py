"""What each organisation is to receive, by quarter: milestones it is the receiver of, and what agreements bring the
initiatives it owns.

A delivery counts in the quarter of the date that counts: what the engine says can be kept, else what is claimed or
promised. What is overdue counts in the quarter of today, since it can come no sooner. Each milestone counts once for an
organisation, however many of its agreements wait for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from initiatives.domain.facts import MilestoneFact, Slice
from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_dates import counts
from reporting.domain.figures.coordination_holders import UNKNOWN, Holder, in_order, of_organisation
from reporting.domain.memo import once
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record

QUARTERS = 8
LATER, UNDATED = "senere", "uten-dato"
"""The keys of what comes after the last quarter, and of what nobody has dated."""
LEAST = 3
"""Fewer than this in a quarter are never many."""
QUIET = 6
"""A quarter is heavier than usual when it holds more than so many of the eight quarters do."""


class Quarter(NamedTuple):
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """As it stands in an address: 2027-1."""
        return f"{self.year}-{self.number}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something an organisation is to receive. A milestone of `part` without an agreement has no `told`; a delivery
    from outside, or of a whole initiative, has no `milestone`. `day` None: nobody has dated it."""

    receiver: Holder
    day: date | None
    part: Slice | None
    milestone: MilestoneFact | None
    told: AgreementRow | None
    overdue: bool
    example: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation's deliveries by the key of their quarter; `heavy` are the keys where it is more than usual."""

    receiver: Holder
    held: Mapping[str, Sequence[Delivery]]
    heavy: frozenset[str]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(map(len, self.held.values()))


@dataclass(frozen=True, slots=True)
class Load:
    """The organisations with most to receive first; `quarters` are the next eight, from today's."""

    quarters: tuple[Quarter, ...]
    lines: tuple[Line, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns: the quarters, later, and without a date."""
        return (*(each.key for each in self.quarters), LATER, UNDATED)

    def line(self, receiver: str) -> Line | None:
        """The line of an organisation, by its key."""
        return next((each for each in self.lines if each.receiver.key == receiver), None)


def load(record: Record) -> Load:
    """What is to be received, reckoned once per record."""
    return once(record, "load", lambda: _load(record))


def quarter_of(day: date) -> Quarter:
    """The quarter a day is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters(today: date, count: int = QUARTERS) -> tuple[Quarter, ...]:
    """So many quarters from the one of today."""
    first = today.year * 4 + quarter_of(today).number - 1
    return tuple(Quarter(each // 4, each % 4 + 1) for each in range(first, first + count))


def heavy(amounts: Sequence[int]) -> frozenset[int]:
    """The places of those that are more than usual among as many amounts: at least `LEAST`, and more than what three
    quarters of them hold.

    >>> sorted(heavy([1, 0, 5, 1, 2, 0, 3, 1]))
    [2, 6]
    """
    usual = sorted(amounts)[len(amounts) * QUIET // QUARTERS - 1] if amounts else 0
    return frozenset(place for place, each in enumerate(amounts) if each >= LEAST and each > usual)


def _load(record: Record) -> Load:
    ahead = quarters(record.state.today)
    named = {each.key for each in ahead}
    held: dict[str, dict[str, list[Delivery]]] = {}
    holders: list[Holder] = []
    for each in _deliveries(record):
        holders.append(each.receiver)
        held.setdefault(each.receiver.key, {}).setdefault(_key(each.day, named), []).append(each)
    lines = [_line(each, held[each.key], ahead) for each in in_order(holders)]
    return Load(ahead, tuple(sorted(lines, key=lambda line: (-line.total, line.receiver.order))))


def _key(day: date | None, named: set[str]) -> str:
    if day is None:
        return UNDATED
    key = quarter_of(day).key
    return key if key in named else LATER


def _line(receiver: Holder, held: Mapping[str, list[Delivery]], ahead: Sequence[Quarter]) -> Line:
    marked = heavy([len(held.get(each.key, ())) for each in ahead])
    in_time = {key: tuple(sorted(each, key=_by_day)) for key, each in held.items()}
    return Line(receiver, in_time, frozenset(ahead[place].key for place in marked))


def _by_day(each: Delivery) -> tuple[date, bool, str]:
    key = each.told.agreement.fact.key if each.told else each.milestone.key if each.milestone else ""
    return each.day or date.max, each.example, key


def _deliveries(record: Record) -> Iterator[Delivery]:
    seen: set[tuple[str, str]] = set()
    for each in (*_agreed(record), *_received(record)):
        what = each.milestone.uid if each.milestone else each.told.agreement.uid if each.told else ""
        if (each.receiver.key, what) not in seen:
            seen.add((each.receiver.key, what))
            yield each


def _agreed(record: Record) -> Iterator[Delivery]:
    """What open agreements bring to initiatives with a known owner, unless it is there already."""
    today, nodes = record.state.today, reckoned(record).net.by_key
    for each in contracts(record).rows:
        side = each.told.giver
        reached = side.milestone is not None and nodes[side.milestone.uid].actual is not None
        if each.open and each.receiver.key != UNKNOWN and each.told.receiver.part and not reached:
            day = max(each.expected, today) if each.expected else None
            late = each.expected is not None and each.expected < today
            yield Delivery(each.receiver, day, side.part, side.milestone, each.told, late, each.example)


def _received(record: Record) -> Iterator[Delivery]:
    """Milestones with a receiver, of initiatives under way, that are not reached."""
    state, dates = record.state, reckoned(record).dates
    for part in state:
        if not state.is_active(part):
            continue
        for each in part.milestones:
            receiver = state.organisation(each.receiver)
            if receiver is None or each.actual is not None:
                continue
            found = dates.get(each.uid)
            day = counts(found)
            late = found is not None and found.claimed is not None and found.claimed < state.today
            when = max(day, state.today) if day else None
            example = part.example or receiver.example
            yield Delivery(of_organisation(receiver), when, part, each, None, late, example)
