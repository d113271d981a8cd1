"""Where an initiative comes from and what it became; the programme it is in and the parts it has. Never summed."""

from dataclasses import dataclass

from initiatives.domain.facts import AssignmentFact, CommitmentFact, DocumentFact, LinkFact, Slice, SuccessionFact
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Contribution, InitiativeRelation
from reporting.domain.record import Record
from reporting.domain.standing import Standing

_SHARED = (InitiativeRelation.CONTINUED, InitiativeRelation.SPLIT)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: what became of one initiative. `other` is the one at the other end, None when it was
    stopped, or is not known at this time."""

    fact: SuccessionFact
    other: Slice | None


@dataclass(frozen=True, slots=True)
class Relative:
    """An initiative beside, above or below, and how it stands."""

    part: Slice
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """`siblings` carry on the same predecessor, each with a word of its own."""

    origins: tuple[Step, ...]
    fates: tuple[Step, ...]
    whole: Relative | None
    parts: tuple[Relative, ...]
    siblings: tuple[Relative, ...]

    def __bool__(self) -> bool:
        return bool(self.origins or self.fates or self.whole or self.parts)


@dataclass(frozen=True, slots=True)
class Carried:
    """A commitment the initiative carries, with the others that carry it too."""

    link: LinkFact
    commitment: CommitmentFact
    document: DocumentFact | None
    others: tuple[Slice, ...]


def lineage(record: Record, part: Slice) -> Lineage:
    """The initiative's family."""
    state = record.state
    siblings = {
        after.uid: after
        for origin in part.origins
        if (before := state.slices.get(origin.predecessor))
        for fate in before.fates
        if (after := state.slices.get(fate.successor or "")) and after.uid != part.uid and fate.relation in _SHARED
    }
    whole = state.slices.get(part.whole or "")
    return Lineage(
        origins=tuple(Step(each, state.slices.get(each.predecessor)) for each in part.origins),
        fates=tuple(Step(each, state.slices.get(each.successor or "")) for each in part.fates),
        whole=_relative(record, whole) if whole else None,
        parts=tuple(_relative(record, each) for each in state.parts.get(part.uid, ())),
        siblings=tuple(_relative(record, each) for each in siblings.values()),
    )


def _relative(record: Record, part: Slice) -> Relative:
    return Relative(part, record.standing(part))


def carried(state: PortfolioState, part: Slice) -> tuple[Carried, ...]:
    """The commitments it carries, main contributions first, then as the documents order them."""
    found = [
        Carried(
            link,
            commitment,
            state.registers.documents.get(commitment.document),
            tuple(each for each in state.carriers.get(commitment.uid, ()) if each.uid != part.uid),
        )
        for link in part.links
        if (commitment := state.registers.commitments.get(link.commitment))
    ]
    return tuple(sorted(found, key=_main_first))


def _main_first(each: Carried) -> tuple[bool, str, int, str]:
    key = each.document.key if each.document else ""
    return each.link.contribution != Contribution.MAIN, key, each.commitment.position, each.commitment.key


def assignments(state: PortfolioState, part: Slice) -> tuple[AssignmentFact, ...]:
    """The tasks given in letters that the initiative carries."""
    return tuple(each for each in state.registers.assignments if each.initiative == part.uid)
