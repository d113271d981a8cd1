"""The question of a what-if: which milestones or promises slip, by how much, and what of it cannot be tried.

A slip is in calendar days. What is wrong is told beside its line; the rest is reckoned all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from initiatives.domain.feasible import feasible
from initiatives.domain.vocabulary import LifeState
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import node_named
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned, reckoned
from reporting.domain.record import Record

MOST = 10
"""Slips tried together."""
LONGEST = 3650  # days: ten years


class Wrong(StrEnum):
    """Why a line of the question is not tried."""

    NOT_CHOSEN = "not_chosen"  # no milestone
    UNKNOWN = "unknown"  # no such milestone or promise here, or not any more
    REACHED = "reached"
    STOPPED = "stopped"  # of an initiative that is stopped
    NO_DATE = "no_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_POSITIVE = "not_positive"
    TOO_LONG = "too_long"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was asked: a node's key and days, or what is wrong with the number already."""

    key: str
    days: int | None = None
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A line with the names of what it is about, and what is wrong with it."""

    key: str
    days: int | None
    wrong: Wrong | None
    name: Named


@dataclass(frozen=True, slots=True)
class Question:
    """Every line, in the order asked; `slips` are those that can be tried."""

    lines: tuple[Checked, ...]

    @property
    def slips(self) -> tuple[tuple[str, int], ...]:
        """Key and days of each line with nothing wrong."""
        return tuple((each.key, each.days) for each in self.lines if each.wrong is None and each.days is not None)


def ground(record: Record) -> Reckoned:
    """What a what-if starts from. Of a locked period the dates are reckoned anew, so that before and after are told by
    one and the same engine."""
    found = reckoned(record)
    if record.results is None or not record.results.schedule:
        return found
    net = found.net
    return once(
        record, "what-if ground", lambda: replace(found, dates=feasible(net.nodes, net.links, found.state.today))
    )


def question(found: Reckoned, lines: Iterable[Line]) -> Question:
    """The lines, each held against the portfolio as it is shown."""
    return Question(tuple(_checked(found, lines)))


def _checked(found: Reckoned, lines: Iterable[Line]) -> Iterator[Checked]:
    seen: set[str] = set()
    tried = 0
    for each in lines:
        wrong = _twice(each, seen) or node_wrong(found, each.key) or each.wrong
        if wrong is None and tried >= MOST:
            wrong = Wrong.TOO_MANY
        tried += wrong is None
        seen.add(each.key)
        yield Checked(each.key, each.days, wrong, node_named(found.state, each.key))


def _twice(line: Line, seen: set[str]) -> Wrong | None:
    return Wrong.TWICE if line.key and line.key in seen else None


def node_wrong(found: Reckoned, key: str) -> Wrong | None:
    """Why a node cannot slip; None when it can."""
    if not key:
        return Wrong.NOT_CHOSEN
    node = found.net.by_key.get(key)
    if node is None:
        return Wrong.UNKNOWN
    if node.actual is not None:
        return Wrong.REACHED
    dated = found.dates.get(key)
    if dated is not None and dated.feasible is not None:
        return None
    part = found.state.slices.get(found.state.milestone_owner.get(key, ""))
    return Wrong.STOPPED if part is not None and part.life == LifeState.STOPPED else Wrong.NO_DATE


def days_wrong(days: int) -> Wrong | None:
    """Why a number of days cannot be tried."""
    if days < 1:
        return Wrong.NOT_POSITIVE
    return Wrong.TOO_LONG if days > LONGEST else None
