"""Can the colours be trusted: what is published beside what was declared and what facts give, initiative by initiative.

Counted as the overview counts: active initiatives that were to report, a programme or its parts but never both.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.dates import PartialDate, SlipKind, slip
from initiatives.domain.facts import DateWord, MilestoneFact
from initiatives.domain.vocabulary import Colour
from reporting.domain.deviation import days_late, expected
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.limits import badness
from reporting.domain.outline import Outline, Outlined

SILENT, UNREPORTED, UNASSESSED = "silent", "unreported", "unassessed"
"""What stands where no colour does: nobody spoke, the round was not answered, the answer was not assessed."""
DECLARED = (Colour.RED, Colour.YELLOW, Colour.GREEN, SILENT, UNREPORTED)
"""The rows of the matrix, worst first."""
COMPUTED = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)
AGES = (30, 90, 180, 365)
"""Upper ends of the buckets of age, in days; the last bucket has none."""


class Counts(NamedTuple):
    """One class: how many are published with it, how many declared it, how many facts give it."""

    key: str
    published: int
    declared: int
    computed: int


class Better(NamedTuple):
    """An initiative whose word is better than its facts: what was declared, what facts give, and the owner's reason."""

    ref: Ref
    declared: str
    computed: str
    published: str
    reason: str
    language: str
    reported: bool


class Aged(NamedTuple):
    """How old the word that counts is, in days."""

    ref: Ref
    colour: str
    as_of: PartialDate
    days: int
    origin: str


class Planned(NamedTuple):
    """A milestone with a first plan and another that was approved later. Days late against each; `now` is the word that
    counts, None where none is."""

    ref: Ref
    milestone: MilestoneFact
    original: DateWord
    approved: DateWord
    now: DateWord
    against_original: int
    against_approved: int

    @property
    def moved(self) -> int:
        """Days the plan was moved."""
        return slip(self.original.date, self.approved.date).days

    @property
    def only_by_replanning(self) -> bool:
        """Whether it is in time against the approved plan and late against the first one."""
        return self.against_original > 0 and self.against_approved == 0


@dataclass(frozen=True, slots=True)
class Verification:
    """One record. `who` is (declared, computed) → who stands there; `unreported` are also parts of a programme."""

    total: int
    counts: tuple[Counts, ...]
    who: Mapping[tuple[str, str], tuple[Ref, ...]]
    better: tuple[Better, ...]
    unreported: tuple[Ref, ...]
    unassessed: tuple[Ref, ...]
    ages: tuple[Aged, ...]
    planned: tuple[Planned, ...]
    reported: bool  # whether anything was declared in reports

    def buckets(self) -> tuple[tuple[int | None, int], ...]:
        """(upper end in days, how many are that old), the last without an end."""
        found = Counter(next((end for end in AGES if each.days <= end), None) for each in self.ages)
        return tuple((end, found[end]) for end in (*AGES, None))


def verification(record: Outlined) -> Verification:
    """What can be said of one record."""
    parts = [each for each in record.parts.values() if each.counted]
    return Verification(
        total=len(parts),
        counts=tuple(_counts(parts)),
        who=_matrix(parts),
        better=tuple(_better(parts)),
        unreported=tuple(each.ref for each in record.parts.values() if each.unreported),
        unassessed=tuple(each.ref for each in parts if each.unassessed),
        ages=tuple(_ages(parts, record)),
        planned=tuple(_planned(record)),
        reported=any(each.declared for each in parts),
    )


def declared_of(part: Outline) -> str:
    """The colour declared, or why there is none."""
    return UNREPORTED if part.unreported else part.said or SILENT


def published_of(part: Outline) -> str:
    """The colour that counts, or why there is none."""
    if part.colour != Colour.NONE:
        return part.colour
    return UNREPORTED if part.unreported else UNASSESSED if part.unassessed else SILENT


def _counts(parts: Sequence[Outline]) -> list[Counts]:
    published = Counter(map(published_of, parts))
    declared = Counter(map(declared_of, parts))
    computed = Counter(SILENT if each.computed == Colour.NONE else each.computed for each in parts)
    return [Counts(key, published[key], declared[key], computed[key]) for key in (*DECLARED, UNASSESSED)]


def _matrix(parts: Sequence[Outline]) -> dict[tuple[str, str], tuple[Ref, ...]]:
    found: dict[tuple[str, str], list[Ref]] = {}
    for each in parts:
        found.setdefault((declared_of(each), each.computed), []).append(each.ref)
    return {key: tuple(refs) for key, refs in found.items()}


def _better(parts: Sequence[Outline]) -> list[Better]:
    """Those whose word is better than their facts, the largest distance first."""
    found = [
        Better(
            each.ref,
            each.said,
            each.computed,
            each.colour,
            each.standing.reason if each.standing else "",
            each.standing.language if each.standing else "nb",
            each.origin == "report",
        )
        for each in parts
        if each.said and badness(each.said) < badness(each.computed)
    ]
    return sorted(found, key=lambda one: (badness(one.declared) - badness(one.computed), one.ref.code))


def _ages(parts: Sequence[Outline], record: Outlined) -> list[Aged]:
    """Every word that gives a colour, oldest first."""
    found = [
        Aged(each.ref, each.colour, said.as_of, max(0, (record.today - said.as_of.latest).days), said.origin)
        for each in parts
        if (said := each.standing) and each.colour != Colour.NONE
    ]
    return sorted(found, key=lambda one: (-one.days, one.ref.code))


def _planned(record: Outlined) -> list[Planned]:
    """Milestones of active initiatives whose approved date is another than the first, the longest move first."""
    found = [
        one
        for part in record.parts.values()
        if part.active
        for each in part.milestones
        if (one := _of_milestone(part.ref, each))
    ]
    return sorted(found, key=lambda one: (not one.only_by_replanning, -one.moved, one.ref.code, one.milestone.key))


def _of_milestone(ref: Ref, fact: MilestoneFact) -> Planned | None:
    if fact.original is None or fact.approved is None:
        return None
    if slip(fact.original.date, fact.approved.date).kind not in (SlipKind.LATER, SlipKind.EARLIER):
        return None
    now = fact.actual or expected(fact) or fact.approved
    late = days_late(fact.original.date, now.date), days_late(fact.approved.date, now.date)
    return Planned(ref, fact, fact.original, fact.approved, now, *late)
