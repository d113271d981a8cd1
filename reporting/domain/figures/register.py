"""The register of initiatives as rows, made once per record: what the list shows and every export writes.

`rows(record, previous)` in the usual order, `register(...)` the same with what can be chosen among, `select` and
`matches` for filtering by `Criteria`, `ordered` for sorting by a column.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from initiatives.domain.state import Registers
from reporting.domain.figures.register_build import Ground, build, held
from reporting.domain.figures.register_criteria import FACETS, Criteria, Selection, matches, select
from reporting.domain.figures.register_row import Flag, Named, RegisterRow, Word
from reporting.domain.figures.register_search import collation
from reporting.domain.limits import badness
from reporting.domain.memo import once
from reporting.domain.record import Record

__all__ = ["FACETS", "Criteria", "Flag", "Named", "Register", "RegisterRow", "Selection", "Word", "badness"]
__all__ += ["matches", "ordered", "register", "rows", "select"]


@dataclass(frozen=True, eq=False)
class Register:
    """All rows in the usual order: plan by plan, in each the worst first, parts under their programme.

    `compared` tells whether there is a record before this one. A register is itself alone: what others keep about its
    rows can hang on it.
    """

    rows: tuple[RegisterRow, ...]
    compared: bool

    @cached_property
    def by_uid(self) -> Mapping[str, RegisterRow]:
        """uid → row."""
        return {each.uid: each for each in self.rows}

    @cached_property
    def choices(self) -> Mapping[str, tuple[Named, ...]]:
        """What there is to choose among in the filters that are not closed sets, each in the order to show it."""
        plans = dict.fromkeys(plan for row in self.rows for plan in row.plans)
        owners = {row.owner for row in self.rows if row.owner}
        goals = {row.goal for row in self.rows if row.goal}
        segments = {each for row in self.rows for each in row.segments}
        return {
            "plan": tuple(plans),
            "owner": tuple(sorted(owners, key=lambda each: collation(each.label))),
            "goal": tuple(sorted(goals, key=lambda each: collation(each.label))),
            "segment": tuple(Named(each, each) for each in sorted(segments, key=collation)),
        }


def rows(record: Record, previous: Record | None = None) -> tuple[RegisterRow, ...]:
    """Every initiative's row in the usual order; made once for a record and the one it is compared with."""
    return register(record, previous).rows


def register(record: Record, previous: Record | None = None) -> Register:
    """The register of a record, compared with the record before it."""
    return once(record, "register", lambda: _made(record, previous), previous)


@dataclass(slots=True)
class _Last:
    """The rows of the last live record: after a write most of them stand as they were."""

    registers: Registers | None = None
    ground: tuple[Any, ...] = ()
    rows: Mapping[str, tuple[tuple[Any, ...], RegisterRow]] | None = None


_last = _Last()


def _made(record: Record, previous: Record | None) -> Register:
    ground = Ground(record, previous)
    live = record.state.known_by is None and record.results is None
    same = (record.state.registers, record.state.today, record.tolerances, previous)
    known = _last.rows if live and _last.rows and _is(same, _last.ground) else {}
    built: dict[str, tuple[tuple[Any, ...], RegisterRow]] = {}
    for uid, part in record.state.slices.items():
        whole = record.state.slices.get(part.whole) if part.whole else None
        facts = (part, record.statuses.get(uid), whole)
        made = known.get(uid)
        same_row = made is not None and _is(made[0], facts) and made[1].held == held(part, ground)
        built[uid] = made if made and same_row else (facts, build(part, ground))
    if live:
        _last.ground, _last.rows = same, built
    return Register(_in_order([row for _, row in built.values()], ground), previous is not None)


def _is(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))


def _in_order(found: list[RegisterRow], ground: Ground) -> tuple[RegisterRow, ...]:
    """Plan by plan; in a plan by the worst colour of the whole family, a programme before its parts."""
    by_uid = {row.uid: row for row in found}
    tops = {row.uid: _top(row, by_uid) for row in found}
    families: dict[str, list[RegisterRow]] = {}
    for row in sorted(found, key=lambda row: (-badness(row.colour), row.code)):
        families.setdefault(tops[row.uid], []).append(row)
    last = len(ground.plan_order)

    def place(top: str) -> tuple[int, int, str]:
        family, row = families[top], by_uid[top]
        order = ground.plan_order[row.plan.key] if row.plan else last
        return (order, -max(badness(each.colour) for each in family), row.code)

    return tuple(row for top in sorted(families, key=place) for row in _tree(by_uid[top], families[top]))


def _top(row: RegisterRow, by_uid: Mapping[str, RegisterRow]) -> str:
    """The highest programme above a row that stands in the same plan; the row itself where there is none."""
    seen, at = {row.uid}, row
    while at.whole and at.whole not in seen and (above := by_uid.get(at.whole)) and above.plan == row.plan:
        seen.add(above.uid)
        at = above
    return min(seen) if at.whole in seen else at.uid


def _tree(top: RegisterRow, family: Iterable[RegisterRow]) -> list[RegisterRow]:
    """A family with each part under its programme; siblings keep the order they come in."""
    under: dict[str | None, list[RegisterRow]] = {}
    for row in family:
        under.setdefault(row.whole, []).append(row)
    found: list[RegisterRow] = []
    waiting, seen = [top], {top.uid}
    while waiting:
        row = waiting.pop()
        found.append(row)
        parts = [each for each in under.get(row.uid, ()) if each.uid not in seen]
        seen.update(each.uid for each in parts)
        waiting.extend(reversed(parts))
    return found


# ── sorting by a column ──────────────────────────────────────────────────────────────────────────────────────────────

SORT_KEYS: Mapping[str, Callable[[RegisterRow], Any]] = {
    "code": lambda row: row.code,
    "name": lambda row: collation(row.name),
    "status": lambda row: -badness(row.colour) or None,
    "as_of": lambda row: row.standing.as_of.latest if row.standing else None,
    "previous": lambda row: -badness(row.previous) or None,
    "computed": lambda row: -badness(row.computed) or None,
    "phase": lambda row: row.phase or None,
    "owner": lambda row: collation(row.owner.label) if row.owner else None,
    "plan": lambda row: row.plan.label if row.plan else None,
    "segment": lambda row: collation(row.segments[0]) if row.segments else None,
    "goal": lambda row: collation(row.goal.label) if row.goal else None,
    "kind": lambda row: row.kind or None,
    "life": lambda row: row.life or None,
    "category": lambda row: row.categories[0] if row.categories else None,
    "risk": lambda row: {"low": 1, "medium": 2, "high": 3}.get(row.risk),
    "next": lambda row: collation(row.next.name) if row.next else None,
    "original": lambda row: row.next.original.latest if row.next and row.next.original else None,
    "now": lambda row: row.next.now.latest if row.next and row.next.now else None,
    "slip": lambda row: row.next.slip if row.next else None,
    "held": lambda row: row.held.feasible if row.held else None,
    "start": lambda row: row.start.latest if row.start else None,
    "end": lambda row: row.end.latest if row.end else None,
    "amount": lambda row: row.amount.sort_value if row.amount else None,
    "milestones": lambda row: row.milestones or None,
    "dependencies": lambda row: row.dependencies or None,
    "commitments": lambda row: row.commitments or None,
    "open_risks": lambda row: row.open_risks or None,
    "updated": lambda row: row.updated.latest if row.updated else None,
}
"""Column → what it sorts by, the worst colour first; None (not stated) always comes last, both ways."""


def ordered(found: Sequence[RegisterRow], column: str, *, descending: bool = False) -> list[RegisterRow]:
    """The rows by a column of `SORT_KEYS`, what is not stated last; equals keep their order. Raises KeyError."""
    key = SORT_KEYS[column]
    keyed = [(key(row), row) for row in found]
    stated = [each for each in keyed if each[0] is not None]
    stated.sort(key=lambda each: each[0], reverse=descending)
    return [row for _, row in stated] + [row for value, row in keyed if value is None]
