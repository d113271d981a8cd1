"""What date can be kept, when everybody's own claim and everybody they wait for is taken at its word.

A node is a milestone or an external event. Its claim is the date its owner stands by; its feasible date is never before
the claim (nobody is assumed faster than they say), never in the past while it is not reached, and never before what its
binding links allow. An overdue claim is told as today «at earliest», since the remaining time is unknown. What nobody
has dated is unknown: never zero, never infinite; it makes what waits for it incomplete, by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from initiatives.domain.dates import PartialDate
from initiatives.domain.graph import Cycle
from initiatives.domain.network import Link, Network, UnknownKey, network, weights

__all__ = ["BeyondCalendar", "CannotSlip", "Cycle", "Feasible", "Link", "NoSlip", "Node", "Notice", "UnknownKey"]
__all__ += ["alone", "before_and_after", "bounds", "claim", "feasible"]

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


class BeyondCalendar(ValueError):
    """A date that would fall after the year 9999: some lag or slip is nonsense."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


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
    would have been. The links are those that bind. Raises Cycle, UnknownKey, CannotSlip, BeyondCalendar, and ValueError
    for a repeated key or a negative duration."""
    plan, before, after = _reckoned(nodes, links, today, slips or {})
    return _by_key(plan, _told(plan, after or before))


def before_and_after(
    nodes: Iterable[Node], links: Iterable[Link], today: date, slips: Mapping[str, int]
) -> tuple[dict[str, Feasible], dict[str, Feasible]]:
    """The feasible dates without the slips and with them; what no slip reaches is the same object in both. Raises as
    `feasible` does."""
    plan, before, after = _reckoned(nodes, links, today, slips)
    told = _told(plan, before)
    return _by_key(plan, told), _by_key(plan, _told_again(plan, after, before, told) if after else told)


def alone(node: Node, today: date) -> Feasible:
    """What `feasible` tells of a node that no link leads to."""
    day = _floor(node, today.toordinal())
    claimed = node.actual or node.claimed
    missing = NOTHING if day else frozenset((node.key,))
    return Feasible(claimed, _date(node.key, day, claimed), missing, _notices(node, day, today.toordinal()))


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
        if day > (finish[s] or today - 1):
            finish[s] = day
            drivers[s] = [link]
        elif day == finish[s] and (s in drivers or not floors[s]):
            drivers.setdefault(s, []).append(link)
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


def _reckoned(
    nodes: Iterable[Node], links: Iterable[Link], today: date, slips: Mapping[str, int]
) -> tuple[_Plan, _Found, _Found | None]:
    """What was found without the slips, and, if anything slips, with them."""
    plan = _plan(nodes, links, today)
    floors = _floors(plan)
    found = _push(plan, floors)
    held = _slipped(plan, floors, found, slips)
    return plan, found, None if held == floors else _push(plan, held)


def _slipped(plan: _Plan, floors: list[int], found: _Found, slips: Mapping[str, int]) -> list[int]:
    """The floors, with each node that slips held at so many days after where it was found."""
    moved = list(floors)
    for key, days in slips.items():
        number = plan.net.index.get(key)
        if number is None:
            raise UnknownKey(key)
        if days:
            moved[number] = _held(plan.nodes[number], found.finish[number], days)
    return moved


def _held(node: Node, day: int, days: int) -> int:
    if node.actual:
        raise CannotSlip(node.key, NoSlip.REACHED)
    if not day:
        raise CannotSlip(node.key, NoSlip.NO_DATE)
    if days < 0:
        raise CannotSlip(node.key, NoSlip.NEGATIVE)
    return day + days


def _told(plan: _Plan, found: _Found) -> list[Feasible]:
    """The results by number, made in topological order so that each can point at what drives it."""
    made: dict[int, Feasible] = {}
    for number in plan.net.order:
        made[number] = _tell(plan, found, number, made)
    return [made[number] for number in range(len(made))]


def _told_again(plan: _Plan, found: _Found, then: _Found, told: Sequence[Feasible]) -> list[Feasible]:
    """The results by number, those already told where neither they nor what drives them changed."""
    made = list(told)
    tail = plan.net.tail
    for number in plan.net.order:
        links = found.drivers.get(number)
        same = found.finish[number] == then.finish[number] and links == then.drivers.get(number)
        if not same or any(made[tail[link]] is not told[tail[link]] for link in links or ()):
            made[number] = _tell(plan, found, number, made)
    return made


def _tell(plan: _Plan, found: _Found, number: int, made: Mapping[int, Feasible] | Sequence[Feasible]) -> Feasible:
    node, day, links = plan.nodes[number], found.finish[number], _sorted_drivers(plan, found, number)
    before = [made[plan.net.tail[link]] for link in links]
    claimed = node.actual or node.claimed
    return Feasible(
        claimed,
        _date(node.key, day, claimed),
        found.missing.get(number, NOTHING),
        _REACHED_FIRST if number in found.reached_first else _notices(node, day, plan.today, before),
        tuple([plan.net.links[link] for link in links]),
        before[0] if before else None,
    )


def _by_key(plan: _Plan, told: Sequence[Feasible]) -> dict[str, Feasible]:
    return {node.key: each for node, each in zip(plan.nodes, told, strict=True)}


def _sorted_drivers(plan: _Plan, found: _Found, number: int) -> Sequence[int]:
    links = found.drivers.get(number, ())
    return sorted(links, key=plan.net.links.__getitem__) if len(links) > 1 else links


def _date(key: str, day: int, claimed: date | None) -> date | None:
    """The day as a date: the claimed one itself where it is the same, as it mostly is."""
    if claimed and claimed.toordinal() == day:
        return claimed
    try:
        return date.fromordinal(day) if day else None
    except (ValueError, OverflowError):
        raise BeyondCalendar(key) from None


def _notices(node: Node, day: int, today: int, before: Sequence[Feasible] = ()) -> frozenset[Notice]:
    if node.actual or not day:
        return _NONE
    if node.claimed and node.claimed.toordinal() < today:
        return _OVERDUE
    held_by_today = not before and not node.claimed and day == today
    earliest = held_by_today or any(Notice.EARLIEST in each.notices for each in before)
    return _DATED[earliest] if node.claimed else _UNDATED[earliest]


# shared sets: tens of thousands of results say one of these
_NONE: frozenset[Notice] = frozenset()
_REACHED_FIRST = frozenset((Notice.REACHED_FIRST,))
_OVERDUE = frozenset((Notice.OVERDUE, Notice.EARLIEST))
_DATED = {False: _NONE, True: frozenset((Notice.EARLIEST,))}
_UNDATED = {False: frozenset((Notice.DERIVED,)), True: frozenset((Notice.DERIVED, Notice.EARLIEST))}
