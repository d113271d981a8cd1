"""The portfolio as one frozen value. Everything that is shown or reckoned is a pure function of it.

`PortfolioState` is a map uid → `Slice` (all facts of one initiative) beside the `Registers` they refer to. References
are uids (32 hexadecimal digits). Dates are `PartialDate`, money whole kroner, codes values of `vocabulary`. What no
source says is None, "" or an empty tuple; nothing is filled in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import (
    AssignmentFact,
    BodyFact,
    CommitmentFact,
    CommitmentRelationFact,
    DependencyFact,
    DocumentFact,
    DocumentRelationFact,
    ExternalFact,
    FigureFact,
    FocusAreaFact,
    FundingFact,
    GoalFact,
    MeetingFact,
    OrganisationFact,
    OrganisationSuccessionFact,
    PlanFact,
    Slice,
    SourceFact,
    Withheld,
    WithheldField,
)
from initiatives.domain.vocabulary import LifeState, OwnershipRole, PlanCategory


@dataclass(frozen=True, slots=True)
class Registers:
    """What initiatives refer to, by uid."""

    organisations: Mapping[str, OrganisationFact] = field(default_factory=dict)
    documents: Mapping[str, DocumentFact] = field(default_factory=dict)
    commitments: Mapping[str, CommitmentFact] = field(default_factory=dict)
    goals: Mapping[str, GoalFact] = field(default_factory=dict)
    focus_areas: Mapping[str, FocusAreaFact] = field(default_factory=dict)
    plans: Mapping[str, PlanFact] = field(default_factory=dict)
    bodies: Mapping[str, BodyFact] = field(default_factory=dict)
    meetings: Mapping[str, MeetingFact] = field(default_factory=dict)
    externals: Mapping[str, ExternalFact] = field(default_factory=dict)
    funding: Mapping[str, FundingFact] = field(default_factory=dict)
    sources: Mapping[str, SourceFact] = field(default_factory=dict)
    figures: tuple[FigureFact, ...] = ()
    assignments: tuple[AssignmentFact, ...] = ()
    organisation_successions: tuple[OrganisationSuccessionFact, ...] = ()
    document_relations: tuple[DocumentRelationFact, ...] = ()
    commitment_relations: tuple[CommitmentRelationFact, ...] = ()
    withheld: Mapping[str, Mapping[str, Withheld]] = field(default_factory=dict)


@dataclass(frozen=True)
class PortfolioState:
    """The whole portfolio at one time.

    `today` is the day all reckoning is done on; `known_by` is the day whose knowledge this is, None for now;
    `recorded_later` counts rows that were known by then and written down only afterwards.
    """

    slices: Mapping[str, Slice]
    registers: Registers
    today: date
    revision: int = 0
    known_by: date | None = None
    recorded_later: int = 0

    def __iter__(self) -> Iterator[Slice]:
        """Every initiative, in the order of its code."""
        return iter(self.ordered)

    def __len__(self) -> int:
        return len(self.slices)

    @cached_property
    def ordered(self) -> tuple[Slice, ...]:
        """Every initiative, in the order of its code."""
        return tuple(sorted(self.slices.values(), key=lambda each: each.code))

    @cached_property
    def codes(self) -> Mapping[str, Slice]:
        """code → initiative."""
        return {each.code: each for each in self.slices.values()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Slice, ...]]:
        """uid of a programme → the initiatives that are part of it, by code."""
        found: dict[str, list[Slice]] = {}
        for each in self.ordered:
            if each.whole:
                found.setdefault(each.whole, []).append(each)
        return {uid: tuple(parts) for uid, parts in found.items()}

    @cached_property
    def dependencies(self) -> Mapping[str, DependencyFact]:
        """uid → dependency, each once, in the order of its key."""
        found = {each.uid: each for part in self.slices.values() for each in (*part.waits, *part.gives)}
        return dict(sorted(found.items(), key=lambda item: item[1].key))

    @cached_property
    def milestone_owner(self) -> Mapping[str, str]:
        """uid of a milestone → uid of its initiative."""
        return {each.uid: part.uid for part in self.slices.values() for each in part.milestones}

    @cached_property
    def carriers(self) -> Mapping[str, tuple[Slice, ...]]:
        """uid of a commitment → the initiatives that carry it, by code."""
        found: dict[str, list[Slice]] = {}
        for each in self.ordered:
            for link in each.links:
                found.setdefault(link.commitment, []).append(each)
        return {uid: tuple(carriers) for uid, carriers in found.items()}

    @cached_property
    def withheld_fields(self) -> Mapping[str, tuple[WithheldField, ...]]:
        """uid of an initiative → all its withheld fields, found in one walk when there are any."""
        return self.fields_among(self.registers.withheld)

    def fields_among(self, withheld: Mapping[str, Mapping[str, Withheld]]) -> Mapping[str, tuple[WithheldField, ...]]:
        """uid of an initiative → those of the withheld fields that are its own."""
        found: dict[str, list[WithheldField]] = {}
        for part in self.slices.values() if withheld else ():
            for subject in subjects(part):
                for name, value in withheld.get(subject, {}).items():
                    found.setdefault(part.uid, []).append(WithheldField(subject, name, value))
        return {uid: tuple(each) for uid, each in found.items()}

    @cached_property
    def projections(self) -> "dict[object, Any]":
        """What was found for projections of this state, so that the same question gives the same object."""
        return {}

    def owner(self, part: Slice) -> OrganisationFact | None:
        """The accountable organisation, None when no source says."""
        for each in part.owners:
            if each.role == OwnershipRole.ACCOUNTABLE and each.valid_to is None:
                return self.registers.organisations.get(each.organisation)
        return None

    def is_active(self, part: Slice) -> bool:
        """Whether an initiative is under way: it lives, and is ongoing in a plan that has not ended by `today`.

        Planned, wanted, paused, stopped and completed ones are kept out of every count by colour.
        """
        return part.life == LifeState.ACTIVE and any(
            entry.left is None and entry.category in (PlanCategory.ONGOING, "") and self.plan_runs(entry.plan)
            for entry in part.entries
        )

    def plan_runs(self, plan: str) -> bool:
        """Whether a plan has not ended by `today`; a plan without a stated end runs."""
        found = self.registers.plans.get(plan)
        return found is not None and (found.valid_to is None or found.valid_to.latest >= self.today)

    def organisation(self, uid: str | None) -> OrganisationFact | None:
        """The organisation of a reference."""
        return self.registers.organisations.get(uid) if uid else None


def latest(value: PartialDate | None) -> date | None:
    """The day all reckoning uses, None when the date is not stated."""
    return value.latest if value else None


def subjects(part: Slice) -> Iterator[str]:
    """uids of the initiative and of every fact of it: what a citation or a withheld value may be about."""
    yield part.uid
    for each in fields(part):
        value = getattr(part, each.name)
        if isinstance(value, tuple):
            yield from (uid for one in value if (uid := getattr(one, "uid", None)))
