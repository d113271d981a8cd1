"""What the engine says of milestones, with names: the date that can be kept, what holds it back, what is not known, and
how far each can slip before its initiative ends later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from initiatives.domain.agreements import Party
from initiatives.domain.facts import DependencyFact, MilestoneFact, Slice
from initiatives.domain.feasible import Feasible, Notice
from initiatives.domain.network import Link
from initiatives.domain.portfolio_dates import Dates
from initiatives.domain.portfolio_network import end_milestone
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Side
from reporting.domain.figures.coordination import Named, named
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned, reckoned
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Cause:
    """Something on the way that is waited for: when it comes (None where nobody has dated it), whether that day has
    passed without news, and the agreement that promises it; without one it comes first inside the same initiative."""

    name: Named
    comes: date | None
    overdue: bool
    agreement: DependencyFact | None


@dataclass(frozen=True, slots=True)
class Room:
    """Calendar days a milestone can slip before the end milestone of its initiative is reached later."""

    days: int
    end: MilestoneFact


@dataclass(frozen=True, slots=True)
class MilestoneDate:
    """What is reckoned of one milestone. `chain` is what holds it back, the nearest first; `missing` who has given no
    date; `unreached` what it waited for and was reached before; `circle` the milestones that wait for each other with
    it, first = last: its date is then not reckoned."""

    fact: MilestoneFact
    found: Feasible
    chain: tuple[Cause, ...] = ()
    missing: tuple[Named, ...] = ()
    unreached: tuple[Named, ...] = ()
    circle: tuple[Named, ...] = ()
    room: Room | None = None

    @property
    def held(self) -> bool:
        """Whether what it waits for makes its date later than its owner says."""
        return held_back(self.found) and not self.circle

    @property
    def earliest(self) -> bool:
        """Whether the remaining time is unknown, so that the date is the earliest it can be."""
        return Notice.EARLIEST in self.found.notices

    @property
    def derived(self) -> bool:
        """Whether nobody claims a date, and it follows from what it waits for."""
        return self.found.claimed is None and self.found.feasible is not None


def held_back(found: Feasible) -> bool:
    """Whether what something waits for makes it later than its owner says."""
    return bool(found.drivers and found.gap)


class Teller:
    """Names for what was reckoned."""

    def __init__(self, found: Reckoned) -> None:
        self.found = found
        self.state: PortfolioState = found.state

    @cached_property
    def _owners(self) -> Mapping[str, Slice]:
        return {each.uid: part for part in self.found.net.parts for each in part.milestones}

    @cached_property
    def _facts(self) -> Mapping[str, DependencyFact]:
        return {fact.uid: fact for part in self.found.net.parts for fact in part.waits}

    @cached_property
    def _circles(self) -> Mapping[str, tuple[str, ...]]:
        return {key: each.path for each in self.found.net.circles for key in each.path}

    def name(self, key: str) -> Named:
        """A node of the network by its names; without any where it is not known in this state."""
        part = self._owners.get(key)
        if part is not None:
            owner = self.state.owner(part)
            return named(self.state, Party(Side.GIVER, part.uid, key, organisation=owner.uid if owner else None))
        fact = self._facts.get(key)
        outside = self.state.registers.externals.get(fact.predecessor.external or "") if fact else None
        if outside is None:
            return named(self.state, Party(Side.GIVER))
        return named(self.state, Party(Side.GIVER, external=outside.uid, organisation=outside.organisation))

    def chain(self, found: Feasible) -> tuple[Cause, ...]:
        """What holds a date back, the nearest first."""
        return tuple(self._cause(link) for link in reversed(found.chain))

    def _cause(self, link: Link) -> Cause:
        bond, before = self.found.net.bonds.get(link), self.found.dates.get(link.predecessor)
        fact = self._facts.get(bond.contract) if bond else None
        overdue = before is not None and Notice.OVERDUE in before.notices
        return Cause(self.name(link.predecessor), before.feasible if before else None, overdue, fact)

    def tell(self, fact: MilestoneFact, *, room: bool = False) -> MilestoneDate:
        """One milestone of the network; `room` asks also how far it can slip."""
        found = self.found.dates[fact.uid]
        return MilestoneDate(
            fact=fact,
            found=found,
            chain=self.chain(found),
            missing=tuple(self.name(key) for key in sorted(found.missing) if key != fact.uid),
            unreached=tuple(self._unreached(fact.uid)) if Notice.REACHED_FIRST in found.notices else (),
            circle=tuple(self.name(key) for key in self._circles.get(fact.uid, ())),
            room=self._room(fact.uid) if room else None,
        )

    def _unreached(self, key: str) -> Iterator[Named]:
        for link in self.found.net.bonds:
            if link.successor == key and self.found.net.by_key[link.predecessor].actual is None:
                yield self.name(link.predecessor)

    def _room(self, key: str) -> Room | None:
        """None of the end milestone itself, and of what no way leads from to it."""
        room = self.found.floats.get(key)
        if room is None or room.end == key:
            return None
        part = self._owners[key]
        return Room(room.days, next(each for each in part.milestones if each.uid == room.end))


def milestone_dates(found: Reckoned, part: Slice) -> Mapping[str, MilestoneDate]:
    """uid → what is reckoned of each milestone of an initiative that is in the network."""
    teller = Teller(found)
    return {each.uid: teller.tell(each, room=True) for each in part.milestones if each.uid in found.net.by_key}


@dataclass(frozen=True, slots=True)
class LateEnd:
    """An initiative that cannot end when its owner says."""

    part: Slice
    date: MilestoneDate

    @property
    def days(self) -> int:
        """Calendar days later than claimed."""
        return self.date.found.gap or 0


def late_ends(record: Record) -> tuple[LateEnd, ...]:
    """The initiatives under way whose end milestone is held back by what it waits for, the longest first, real ones
    before examples; reckoned once per record."""
    return once(record, "late ends", lambda: _late_ends(record))


def _late_ends(record: Record) -> tuple[LateEnd, ...]:
    state, delayed = record.state, later(record)
    teller = Teller(reckoned(record))
    found = [
        LateEnd(part, teller.tell(end))
        for part in state.ordered
        if part.uid in delayed and state.is_active(part)
        if (end := end_milestone(part)) is not None and end.uid in delayed[part.uid]
    ]
    return tuple(sorted(found, key=lambda each: (each.part.example, -each.days, each.part.code)))


def later(record: Record) -> Mapping[str, Mapping[str, Feasible]]:
    """uid of an initiative → its milestones that what they wait for makes later than claimed, by uid; reckoned once per
    record."""
    return once(record, "later dates", lambda: _later(reckoned(record)))


def _later(found: Reckoned) -> dict[str, dict[str, Feasible]]:
    linked = found.dates.linked if isinstance(found.dates, Dates) else found.dates
    circles = {key for each in found.net.circles for key in each.path}
    held = {key for key, each in linked.items() if held_back(each)} - circles
    owners = {each.uid: part.uid for part in found.net.parts for each in part.milestones if each.uid in held}
    made: dict[str, dict[str, Feasible]] = {}
    for key, uid in owners.items():
        made.setdefault(uid, {})[key] = linked[key]
    return made
