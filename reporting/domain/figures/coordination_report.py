"""What the coordination report tells beside the page: what each endangered agreement costs the others, the milestones
that cannot be reached when their owners say, and the agendas to come."""

from collections.abc import Mapping
from dataclasses import dataclass

from initiatives.domain.facts import MilestoneFact, OrganisationFact, Slice
from initiatives.domain.feasible import Feasible
from reporting.domain.figures.agenda import Agenda, Plan, agenda, agendas, plans_that_move
from reporting.domain.figures.coordination import endangered
from reporting.domain.figures.feasible_dates import Cause, MilestoneDate, Teller, later
from reporting.domain.memo import once
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class HeldMilestone:
    """A milestone that what it waits for makes later than its owner says. `end`: it is the last of its initiative."""

    part: Slice
    owner: OrganisationFact | None
    told: MilestoneDate
    end: bool

    @property
    def fact(self) -> MilestoneFact:
        """The milestone."""
        return self.told.fact

    @property
    def found(self) -> Feasible:
        """What the engine says of it."""
        return self.told.found

    @property
    def days(self) -> int:
        """Calendar days from what is claimed to what can be kept."""
        return self.told.found.gap or 0

    @property
    def chain(self) -> tuple[Cause, ...]:
        """What holds it back, the nearest first."""
        return self.told.chain


def costs(record: Record) -> Mapping[str, tuple[Plan, ...]]:
    """uid of each endangered agreement → the milestones that move because the delivery comes when it does, the farthest
    first; each agreement by itself, reckoned once per record."""
    return once(record, "agreement costs", lambda: _costs(record))


def _costs(record: Record) -> Mapping[str, tuple[Plan, ...]]:
    found = reckoned(record)
    return {each.agreement.uid: plans_that_move(found, each.agreement) for each in endangered(record)}


def held_milestones(record: Record) -> tuple[HeldMilestone, ...]:
    """Those of initiatives under way, real ones first, the farthest from its claim first; reckoned once per record."""
    return once(record, "held milestones", lambda: _held(record))


def _held(record: Record) -> tuple[HeldMilestone, ...]:
    state, found = record.state, reckoned(record)
    teller, made = Teller(found), []
    for uid, dates in later(record).items():
        part = state.slices[uid]
        if not state.is_active(part):
            continue
        facts = {each.uid: each for each in part.milestones}
        owner, ends = state.owner(part), found.net.ends
        made += [HeldMilestone(part, owner, teller.tell(facts[key]), ends.get(key) == key) for key in dates]
    return tuple(sorted(made, key=lambda each: (each.part.example, -each.days, each.part.code, each.fact.key)))


def coming_agendas(record: Record) -> tuple[Agenda, ...]:
    """The meetings to come that have cases, the nearest first."""
    found = (agenda(record, each.meeting.uid) for each in agendas(record) if each.coming and each.cases)
    return tuple(each for each in found if each is not None)
