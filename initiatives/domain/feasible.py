"""What date can be kept, when everybody's own claim and everybody they wait for is taken at its word.

A node is a milestone or an external event. Its claim is the date its owner stands by; its feasible date is never before
the claim (nobody is assumed faster than they say), never in the past while it is not reached, and never before what its
binding links allow. An overdue claim is told as today «at earliest», since the remaining time is unknown. What nobody
has dated is unknown: never zero, never infinite; it makes what waits for it incomplete, by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from initiatives.domain.dates import PartialDate
from initiatives.domain.graph import Cycle
from initiatives.domain.network import Link, Network, UnknownKey, network, weights

__all__ = ["CannotSlip", "Cycle", "Feasible", "Link", "NoSlip", "Node", "Notice", "UnknownKey"]
__all__ += ["bounds", "claim", "feasible"]

UNKNOWN = 0  # in lists of ordinal days; the first day of the calendar is 1
NOTHING: frozenset[str] = frozenset()


class Notice(StrEnum):
    """What must be said beside a feasible date."""

    REACHED_FIRST = "reached_first"  # «nådd før forutsetningen»: something it waits for is not reached
    OVERDUE = "overdue"  # the claimed day has passed
    EARLIEST = "earliest"  # «tidligst»: it, or what drives it, is overdue, and the remaining time is unknown
    DERIVED = "derived"  # «avledet, ikke lovet»: nobody claims a date; it follows from the links


class NoSlip(StrEnum):
    """Why a slip cannot be tried."""

    REACHED = "reached"
    NO_DATE = "no_date"
    NEGATIVE = "negative"


class CannotSlip(ValueError):
    """A slip of something reached or undated, or of fewer than no days."""

    def __init__(self, key: str, reason: NoSlip) -> None:
        super().__init__(key, reason)
        self.key = key
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone with the work that ends in it, `duration` ≥ 0 calendar days, or an event without work. An external
    party's event claims what was promised. `claimed` is not read when `actual` is given."""

    key: str
    claimed: date | None = None
    actual: date | None = None
    duration: int = 0
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Feasible:
    """The claim, the earliest date that can be kept, and why. `missing` are the keys whose dates nobody has given;
    `drivers` the links that hold this date back (several when they tie, lowest key first; none when the node's own
    claim, floor or slip decides)."""

    claimed: date | None
    feasible: date | None
    missing: frozenset[str] = NOTHING
    notices: frozenset[Notice] = frozenset()
    drivers: tuple[Link, ...] = ()
    _before: "Feasible | None" = field(default=None, repr=False, compare=False)

    @property
    def complete(self) -> bool:
        """Whether every date it depends on is known; if not, the feasible date is the least of what is known."""
        return not self.missing

    @property
    def gap(self) -> int | None:
        """Days from the claim to the feasible date; None without a claim or a date."""
        return (self.feasible - self.claimed).days if self.feasible and self.claimed else None

    @property
    def chain(self) -> tuple[Link, ...]:
        """The driving links from the cause to this node; where several tie, the one from the lowest key."""
        links: list[Link] = []
        at: Feasible | None = self
        while at is not None and at.drivers:
            links.append(at.drivers[0])
            at = at._before
        return tuple(reversed(links))


def claim(
    *,
    actual: PartialDate | None = None,
    forecast: PartialDate | None = None,
    approved: PartialDate | None = None,
    original: PartialDate | None = None,
) -> date | None:
    """The day an owner stands by: the latest of the first date there is."""
    return next((each.latest for each in (actual, forecast, approved, original) if each), None)


def feasible(
    nodes: Iterable[Node], links: Iterable[Link], today: date, slips: Mapping[str, int] | None = None
) -> dict[str, Feasible]:
    """Each node's feasible date by key, in the order of the nodes. A slip of n days puts a node n days after where it
    would have been. The links are those that bind. Raises Cycle, UnknownKey, CannotSlip, and ValueError for a repeated
    key or a negative duration."""
    plan = _plan(nodes, links, today)
    floors = _floors(plan)
    found = _push(plan, floors)
    late = {key: days for key, days in (slips or {}).items() if days}
    return _told(plan, _push(plan, _slipped(plan, floors, found, late)) if late else found)


def bounds(net: Network, durations: list[int]) -> list[int]:
    """Per link the v of F(successor) ≥ F(predecessor) + v, in days."""
    starts = weights(net, durations)
    return [w + durations[s] - durations[p] for w, p, s in zip(starts, net.tail, net.head, strict=True)]


@dataclass(frozen=True, slots=True)
class _Plan:
    nodes: list[Node]
    net: Network
    bound: list[int]
    today: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Per node the finish (ordinal day or UNKNOWN); where there are any, the links that drive it and what is missing;
    the nodes that were reached before something they wait for."""

    finish: list[int]
    drivers: dict[int, list[int]]
    missing: dict[int, frozenset[str]]
    reached_first: set[int]


def _plan(nodes: Iterable[Node], links: Iterable[Link], today: date) -> _Plan:
    held = list(nodes)
    if any(node.duration < 0 for node in held):
        raise ValueError(f"negative duration: {next(node.key for node in held if node.duration < 0)}")
    net = network((node.key for node in held), links)
    return _Plan(held, net, bounds(net, [node.duration for node in held]), today.toordinal())


def _floors(plan: _Plan) -> list[int]:
    return [_floor(node, plan.today) for node in plan.nodes]


def _floor(node: Node, today: int) -> int:
    """The node's date by its own word alone."""
    if node.actual:
        return node.actual.toordinal()
    own = node.claimed.toordinal() if node.claimed else UNKNOWN
    if node.not_before:
        own = max(own, node.not_before.toordinal() + node.duration)
    return max(own, today) if own else UNKNOWN


def _push(plan: _Plan, floors: list[int]) -> _Found:
    """Carry the floors forward through all links."""
    nodes, net, bound, today = plan.nodes, plan.net, plan.bound, plan.today
    found = _Found(list(floors), {}, _undated(plan, floors), set())
    finish, drivers, missing = found.finish, found.drivers, found.missing
    for link in net.sequence:
        p, s = net.tail[link], net.head[link]
        if nodes[s].actual:
            if not nodes[p].actual:
                found.reached_first.add(s)
            continue
        if p in missing:
            missing[s] = _both(missing[p], missing.get(s))
        if not finish[p]:
            continue
        day = finish[p] + bound[link]
        if day > (finish[s] or today):
            finish[s] = day
            drivers[s] = [link]
        elif day == finish[s] and s in drivers:
            drivers[s].append(link)
        elif not finish[s]:
            finish[s] = today
    return found


def _both(theirs: frozenset[str], mine: frozenset[str] | None) -> frozenset[str]:
    """Both sets, shared as long as they are the same: a long chain holds one."""
    return theirs if mine is None or mine is theirs else theirs | mine


def _undated(plan: _Plan, floors: list[int]) -> dict[int, frozenset[str]]:
    """What has no date of its own and waits for nothing that could give it one."""
    waiting = set(plan.net.head)
    return {
        number: frozenset((node.key,))
        for number, node in enumerate(plan.nodes)
        if not floors[number] and number not in waiting
    }


def _slipped(plan: _Plan, floors: list[int], found: _Found, slips: Mapping[str, int]) -> list[int]:
    """The floors, with each node that slips held at so many days after where it was found."""
    moved = list(floors)
    for key, days in slips.items():
        number = plan.net.index.get(key)
        if number is None:
            raise UnknownKey(key)
        if plan.nodes[number].actual:
            raise CannotSlip(key, NoSlip.REACHED)
        if not found.finish[number]:
            raise CannotSlip(key, NoSlip.NO_DATE)
        if days < 0:
            raise CannotSlip(key, NoSlip.NEGATIVE)
        moved[number] = found.finish[number] + days
    return moved


def _told(plan: _Plan, found: _Found) -> dict[str, Feasible]:
    """The result by key, made in topological order so that each can point at what drives it."""
    made: dict[int, Feasible] = {}
    for number in plan.net.order:
        links = _sorted_drivers(plan, found, number)
        before = [made[plan.net.tail[link]] for link in links]
        node = plan.nodes[number]
        made[number] = Feasible(
            node.actual or node.claimed,
            _date(found.finish[number], node.actual or node.claimed),
            found.missing.get(number, NOTHING),
            _notices(plan, found, number, before),
            tuple(plan.net.links[link] for link in links) if links else (),
            before[0] if before else None,
        )
    return {node.key: made[number] for number, node in enumerate(plan.nodes)}


def _sorted_drivers(plan: _Plan, found: _Found, number: int) -> list[int]:
    links = found.drivers.get(number)
    if links is None:
        return []
    return sorted(links, key=plan.net.links.__getitem__) if len(links) > 1 else links


def _date(day: int, claimed: date | None) -> date | None:
    """The day as a date: the claimed one itself where it is the same, as it mostly is."""
    if claimed and claimed.toordinal() == day:
        return claimed
    return date.fromordinal(day) if day else None


def _notices(plan: _Plan, found: _Found, number: int, before: list[Feasible]) -> frozenset[Notice]:
    node, day = plan.nodes[number], found.finish[number]
    if node.actual or not day:
        return _REACHED_FIRST if number in found.reached_first else _NONE
    if node.claimed and node.claimed.toordinal() < plan.today:
        return _OVERDUE
    held_by_today = not node.claimed and not before and day == plan.today
    earliest = held_by_today or any(Notice.EARLIEST in each.notices for each in before)
    return _DATED[earliest] if node.claimed else _UNDATED[earliest]


# shared sets: tens of thousands of results say one of these
_NONE: frozenset[Notice] = frozenset()
_REACHED_FIRST = frozenset((Notice.REACHED_FIRST,))
_OVERDUE = frozenset((Notice.OVERDUE, Notice.EARLIEST))
_DATED = {False: _NONE, True: frozenset((Notice.EARLIEST,))}
_UNDATED = {False: frozenset((Notice.DERIVED,)), True: frozenset((Notice.DERIVED, Notice.EARLIEST))}
