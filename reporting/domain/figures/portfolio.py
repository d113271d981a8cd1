"""In and out of the portfolio: what is asked of the plans, what was decided, and what stands where in them now.

Counted as everywhere else: what lives in a plan that runs. What is proposed stands in no plan, and is in no count.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from initiatives.domain import admission
from initiatives.domain.facts import (
    BodyFact,
    CaseFact,
    DecisionFact,
    EntryFact,
    GoalFact,
    OrganisationFact,
    PlanChangeFact,
    PlanFact,
    Slice,
)
from initiatives.domain.state import PortfolioState, latest
from initiatives.domain.vocabulary import LifeState, PlanCategory, PlanChangeKind, PlanChangeState
from reporting.domain.memo import once
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Before:
    """A case that waits for its meeting, and the body it is before."""

    case: CaseFact
    body: BodyFact | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a plan for an initiative, with everything it refers to. `entry` is the place it has there now,
    None for none; `days` how long ago it was asked. `cases` are those about it that wait for a decision."""

    part: Slice
    change: PlanChangeFact
    plan: PlanFact | None
    organisation: OrganisationFact | None
    goal: GoalFact | None
    decision: DecisionFact | None
    body: BodyFact | None
    entry: EntryFact | None
    days: int | None
    cases: tuple[Before, ...]

    @property
    def open(self) -> bool:
        """Whether somebody has something to do."""
        return self.change.state in admission.OPEN

    @property
    def decided(self) -> bool:
        """Whether a body has decided."""
        return self.change.state in admission.DECIDED

    @property
    def answered(self) -> bool | None:
        """Whether the criteria are met as the proposer answers them; None when that cannot be said."""
        return admission.meets(admission.answered(self.change.criteria))

    @property
    def found(self) -> bool | None:
        """Whether the criteria are met as the secretariat finds; None when that cannot be said."""
        return admission.meets(admission.found(self.change.criteria))

    @property
    def against(self) -> bool:
        """Whether it was let in though the secretariat did not find that it meets the criteria."""
        admitted = (self.change.kind, self.change.state) == (PlanChangeKind.ADMISSION, PlanChangeState.GRANTED)
        return admitted and self.found is not True

    @property
    def example(self) -> bool:
        """Whether it is made up."""
        return self.part.example


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and how many of them are examples."""

    total: int = 0
    examples: int = 0


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment of a plan, "" for none stated: category → how many."""

    segment: str
    counts: dict[str, Count]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan that runs, its segments in order of size, and how many stand in it without living."""

    plan: PlanFact
    rows: tuple[SegmentRow, ...]
    totals: dict[str, Count]
    resting: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The page: what waits (assessed first, then the oldest), what was decided and withdrawn (the newest first), and
    the plans."""

    waiting: tuple[Asked, ...]
    decided: tuple[Asked, ...]
    withdrawn: tuple[Asked, ...]
    plans: tuple[PlanTable, ...]

    @property
    def all(self) -> tuple[Asked, ...]:
        """Everything that was ever asked."""
        return (*self.waiting, *self.decided, *self.withdrawn)


def portfolio(record: Record) -> Portfolio:
    """Everything the page shows. Reckoned once per record."""
    return once(record, "portfolio changes", lambda: _portfolio(record.state))


def asked(record: Record, uid: str) -> Asked | None:
    """One question; None when it was not known."""
    return next((each for each in portfolio(record).all if each.change.uid == uid), None)


def of_initiative(state: PortfolioState, part: Slice) -> tuple[Asked, ...]:
    """What is or was asked for one initiative: what waits first, then the newest."""
    found = [_asked(state, part, each) for each in part.plan_changes]
    return tuple(sorted(found, key=lambda each: (not each.open, -_decided_on(each).toordinal())))


def candidate(part: Slice) -> str:
    """How far an initiative that stands in no plan has come in asking to: a PlanChangeState, "" when it stands in one
    or has never asked. What once stood in a plan is no candidate for having asked in vain."""
    if any(each.left is None for each in part.entries):
        return ""
    asked = [each.state for each in part.plan_changes if each.kind == PlanChangeKind.ADMISSION]
    if not asked or (part.entries and asked[-1] not in admission.OPEN):
        return ""
    return PlanChangeState.PROPOSED.value if asked[-1] in admission.OPEN else asked[-1]


def _portfolio(state: PortfolioState) -> Portfolio:
    found = [_asked(state, part, each) for part in state.ordered for each in part.plan_changes]
    return Portfolio(
        waiting=tuple(sorted((each for each in found if each.open), key=_waiting)),
        decided=tuple(sorted((each for each in found if each.decided), key=_decided_on, reverse=True)),
        withdrawn=tuple(
            sorted((each for each in found if not each.open and not each.decided), key=_proposed, reverse=True)
        ),
        plans=tuple(_tables(state)),
    )


def _asked(state: PortfolioState, part: Slice, change: PlanChangeFact) -> Asked:
    registers = state.registers
    decision = next((each for each in part.decisions if each.uid == change.decision), None)
    return Asked(
        part=part,
        change=change,
        plan=registers.plans.get(change.plan),
        organisation=state.organisation(change.organisation),
        goal=registers.goals.get(change.main_goal or ""),
        decision=decision,
        body=registers.bodies.get(decision.body or "") if decision else None,
        entry=next((each for each in part.entries if each.plan == change.plan and each.left is None), None),
        days=max(0, (state.today - change.proposed).days) if change.proposed else None,
        cases=tuple(Before(each, registers.bodies.get(each.body or "")) for each in _cases(part, change))
        if change.state in admission.OPEN
        else (),
    )


def _cases(part: Slice, change: PlanChangeFact) -> list[CaseFact]:
    """The cases about the question that wait for their meeting; where none says so, the initiative's own that are not
    said to be about something else."""
    waiting = [each for each in part.cases if not each.decided and not each.dependency and each.meeting_uid]
    return [each for each in waiting if each.change == change.uid] or [each for each in waiting if not each.change]


def _proposed(each: Asked) -> date:
    return each.change.proposed or date.min


def _waiting(each: Asked) -> tuple[bool, date, str]:
    return each.change.state != PlanChangeState.ASSESSED, _proposed(each), each.part.code


def _decided_on(each: Asked) -> date:
    return (latest(each.decision.date) if each.decision else None) or _proposed(each)


# ── what stands where ────────────────────────────────────────────────────────────────────────────────────────────────


def _tables(state: PortfolioState) -> Iterator[PlanTable]:
    plans = (each for uid, each in state.registers.plans.items() if state.plan_runs(uid))
    for plan in sorted(plans, key=lambda each: (each.position, each.name)):
        placed = [
            (part, entry)
            for part in state.ordered
            for entry in part.entries
            if entry.plan == plan.uid and entry.left is None
        ]
        living = [(part, entry) for part, entry in placed if part.life == LifeState.ACTIVE]
        if placed:
            yield _table(plan, living, len(placed) - len(living))


def _table(plan: PlanFact, living: list[tuple[Slice, EntryFact]], resting: int) -> PlanTable:
    all_of, examples = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for part, entry in living:
        place = (entry.segment, entry.category or PlanCategory.ONGOING.value)
        all_of[place] += 1
        examples[place] += part.example
    segments = Counter[str]()
    for (segment, _category), count in all_of.items():
        segments[segment] += count
    order = sorted(segments, key=lambda each: (not each, -segments[each], each))
    rows = tuple(
        SegmentRow(
            segment,
            {each.value: Count(all_of[segment, each.value], examples[segment, each.value]) for each in admission.ORDER},
        )
        for segment in order
    )
    return PlanTable(plan, rows, {each.value: _sum(rows, each) for each in admission.ORDER}, resting)


def _sum(rows: tuple[SegmentRow, ...], category: PlanCategory) -> Count:
    counts = [row.counts[category.value] for row in rows]
    return Count(sum(each.total for each in counts), sum(each.examples for each in counts))
