"""The counted initiatives by main goal, owner, phase and segment."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.facts import EntryFact, GoalFact, Slice
from initiatives.domain.vocabulary import Phase
from reporting.domain.figures.overview_ground import Ground


class Group(NamedTuple):
    """`key` is what the list is filtered by; `label` is the name, "" where the key is a code with a word of its own.
    `language` is that of a label that is a stored text."""

    key: str
    label: str
    number: str
    size: int
    examples: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups, and how many initiatives are in none because nothing is stated."""

    rows: tuple[Group, ...]
    unstated: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The four ways the counted initiatives are divided."""

    goals: Grouping
    owners: Grouping
    phases: Grouping
    segments: Grouping


def groups(ground: Ground) -> Groups:
    """All four; a count is of initiatives, each in one group."""
    entries = {each.uid: _entry(each, ground) for each in ground.counted}
    by_goal = _counts(ground, lambda part: _goal(entries[part.uid]))
    by_owner = _counts(ground, lambda part: ground.refs[part.uid].owner_key)
    by_segment = _counts(ground, lambda part: _segment(entries[part.uid]))
    by_phase = _counts(ground, lambda part: part.phase)
    owners = {ref.owner_key: ref.owner for ref in ground.refs.values()}
    return Groups(
        goals=_grouping(by_goal, [_goal_row(each) for each in _siblings(by_goal, ground)]),
        owners=_grouping(by_owner, [(key, key, owners[key], "", "") for key in _common(by_owner)]),
        phases=_grouping(by_phase, [(key, key, "", "", "") for key in Phase if key in by_phase]),
        segments=_grouping(by_segment, [(key, key, key, "", "") for key in _common(by_segment)]),
    )


Counts = dict[str, tuple[int, int]]


def _counts(ground: Ground, key: Callable[[Slice], str]) -> Counts:
    every = [(key(part), part.example) for part in ground.counted]
    all_of = Counter(each for each, _ in every)
    examples = Counter(each for each, example in every if example)
    return {each: (count, examples[each]) for each, count in all_of.items()}


def _grouping(counts: Counts, rows: Iterable[tuple[str, str, str, str, str]]) -> Grouping:
    return Grouping(
        tuple(Group(key, label, number, *counts.get(at, (0, 0)), lang) for at, key, label, number, lang in rows),
        counts.get("", (0, 0))[0],
    )


def _goal_row(goal: GoalFact) -> tuple[str, str, str, str, str]:
    return goal.uid, goal.key, goal.text, goal.code, goal.language


def _common(counts: Counts) -> list[str]:
    """The most common first, then by key; nothing stated is no group."""
    return sorted((each for each in counts if each), key=lambda each: (-counts[each][0], each))


def _entry(part: Slice, ground: Ground) -> EntryFact | None:
    """Its place in a plan that runs."""
    running = (each for each in part.entries if each.left is None and ground.record.state.plan_runs(each.plan))
    return next(running, None)


def _goal(entry: EntryFact | None) -> str:
    return (entry.main_goal or "") if entry else ""


def _segment(entry: EntryFact | None) -> str:
    return entry.segment if entry else ""


def _siblings(counts: Counts, ground: Ground) -> list[GoalFact]:
    """The goals in use with those that stand beside them in the same document, so that a goal without any shows; those
    of real documents before examples."""
    goals, documents = ground.record.state.registers.goals, ground.record.state.registers.documents
    used = {(goal.document, goal.level, goal.parent) for uid in counts if (goal := goals.get(uid))}
    beside = (each for each in goals.values() if (each.document, each.level, each.parent) in used)
    examples = {uid for uid, document in documents.items() if document.example}
    return sorted(beside, key=lambda each: (each.document in examples, each.document, each.position, each.code))
