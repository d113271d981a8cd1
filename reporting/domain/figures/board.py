"""What the board report shows beyond the overview: initiatives per goal, new plans, what is unknown.

Numbers and references only, on the same ground as the overview.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.dates import SlipKind, slip
from initiatives.domain.facts import BudgetFact, DecisionFact, MilestoneFact, Slice, Withheld
from initiatives.domain.vocabulary import Colour
from reporting.domain.deviation import expected
from reporting.domain.figures.overview_dates import Due
from reporting.domain.figures.overview_exceptions import exceptions
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.figures.overview_groups import Group, Groups
from reporting.domain.figures.register_row import OLD_AFTER


class Replan(NamedTuple):
    """A milestone whose approved date is another than the first plan's; `decision` where one is told. `since_last`
    when it became known after the record before."""

    part: Ref
    milestone: MilestoneFact
    decision: DecisionFact | None
    days: int
    since_last: bool


class GoalGroup(NamedTuple):
    """The active initiatives of a main goal; `goal` is None for those of which none is stated."""

    goal: Group | None
    parts: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What no source says of the active initiatives, and what is too old to lean on. `amounts` is of the year shown."""

    silent: tuple[Ref, ...]
    old: tuple[Ref, ...]
    no_measure: tuple[Ref, ...]
    no_cause: tuple[Ref, ...]
    no_goal: tuple[Ref, ...]
    no_phase: tuple[Ref, ...]
    no_owner: tuple[Ref, ...]
    no_milestone: tuple[Ref, ...]
    no_amount: tuple[Ref, ...]
    withheld: int


def replans(ground: Ground) -> tuple[Replan, ...]:
    """The longest moves of an approved plan first."""
    found = [each for part in ground.active for each in _replans(part, ground)]
    return tuple(sorted(found, key=lambda each: (each.part.example, -each.days, each.part.code, each.milestone.key)))


def _replans(part: Slice, ground: Ground) -> Iterator[Replan]:
    decisions = {each.uid: each for each in part.decisions}
    for each in part.milestones:
        if each.original is None or each.approved is None:
            continue
        moved = slip(each.original.date, each.approved.date)
        if moved.kind in (SlipKind.LATER, SlipKind.EARLIER):
            since = ground.since is not None and each.approved.known > ground.since
            decision = decisions.get(each.approved.decision or "")
            yield Replan(ground.refs[part.uid], each, decision, moved.days, since)


def milestone_of(part: Slice, due: Due) -> MilestoneFact | None:
    """The milestone that a date of the overview is of."""
    told = ((each, expected(each)) for each in part.milestones if each.name == due.name)
    return next((each for each, word in told if word and word.date == due.date), None)


def by_goal(ground: Ground, groups: Groups) -> tuple[GoalGroup, ...]:
    """Every active initiative, of a locked round those it asked of, under its main goal, in the order of the overview;
    parts stand under their goal too."""
    found: dict[str, list[Slice]] = {}
    for part in ground.asked:
        found.setdefault(_goal_key(part, ground), []).append(part)
    unstated = found.pop("", [])
    named = [GoalGroup(goal, tuple(found.pop(goal.key, ()))) for goal in groups.goals.rows]
    goals = {each.key: each for each in ground.record.state.registers.goals.values()}
    others = [  # goals that only parts of a counted programme have
        GoalGroup(Group(key, goals[key].text, goals[key].code, 0, 0), tuple(found[key])) for key in sorted(found)
    ]
    return (*named, *others, GoalGroup(None, tuple(unstated)))


def _goal_key(part: Slice, ground: Ground) -> str:
    """The main goal in the plan that runs, as the overview counts it."""
    state = ground.record.state
    entry = next((each for each in part.entries if each.left is None and state.plan_runs(each.plan)), None)
    goal = state.registers.goals.get(entry.main_goal or "") if entry else None
    return goal.key if goal else ""


def unknown(ground: Ground) -> Unknown:
    """What is not known, plainly."""
    refs, today = ground.refs, ground.record.state.today

    def those(test: Callable[[Slice], bool]) -> tuple[Ref, ...]:
        return tuple(refs[each.uid] for each in ground.active if test(each))

    found = exceptions(ground)
    return Unknown(
        silent=those(lambda part: ground.colour(part.uid) == Colour.NONE),
        old=those(lambda part: _age(part, ground) > OLD_AFTER),
        no_measure=tuple(each.part for each in found if not each.standing.measure),
        no_cause=tuple(each.part for each in found if not each.standing.cause and not each.standing.reason),
        no_goal=those(lambda part: not _goal_key(part, ground)),
        no_phase=those(lambda part: not part.phase and not part.phase_as_stated),
        no_owner=those(lambda part: ground.record.state.owner(part) is None),
        no_milestone=those(lambda part: not any(_dated(each) for each in part.milestones)),
        no_amount=those(lambda part: not any(_of_year(each, today.year) for each in part.budget)),
        withheld=sum(_withheld(line) for part in ground.record.state.ordered for line in part.budget),
    )


def _age(part: Slice, ground: Ground) -> int:
    said = ground.standings.get(part.uid)
    spoken = said is not None and said.colour not in ("", Colour.NONE)
    return (ground.record.state.today - said.as_of.latest).days if said and spoken else 0


def _dated(milestone: MilestoneFact) -> bool:
    return bool(milestone.actual or expected(milestone))


def _of_year(line: BudgetFact, year: int) -> bool:
    return bool(line.covers_from and line.covers_to and line.covers_from.year <= year <= line.covers_to.year)


def _withheld(line: BudgetFact) -> bool:
    return any(isinstance(each, Withheld) for each in (line.amount, line.low, line.high))
