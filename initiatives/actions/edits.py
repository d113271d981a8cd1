"""The common course of every change to a fact: stale? · rules · record. What changes nothing writes nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from initiatives.actions.provenance import cite
from initiatives.actions.values import given, put, same, stored
from initiatives.actions.writing import Writing, text_problems
from initiatives.domain import free_text
from initiatives.domain.refusals import Clash, Problem, Refused, Stale, Why, refuse
from initiatives.models.base import Fact

AnyFact = TypeVar("AnyFact", bound=Fact)
Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Editable:
    """What people may change of a kind of fact: its fields, those that must be filled in, and those that hold codes."""

    names: tuple[str, ...]
    required: tuple[str, ...] = ()
    codes: Mapping[str, type[StrEnum]] = field(default_factory=dict)


Rule = Callable[[Any, frozenset[str]], list[Problem]]
"""Checks a fact with its new values in place; gets the names of the changed fields."""


def no_rule(fact: Fact, changed: frozenset[str]) -> list[Problem]:
    """For facts that need no more than filled-in fields."""
    return []


def version_of(fact: Fact) -> int:
    """The number of the fact's last history row: what a form carries to notice that somebody else saved first."""
    found: int | None = fact.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return found or 0


def revised(
    write: Writing, fact: AnyFact, editable: Editable, changes: Changes, version: int | None, rule: Rule = no_rule
) -> tuple[AnyFact, frozenset[str]]:
    """The fact as it stands with the changes in place, unsaved, and the names that changed.

    `version` is what the form was opened with (None: no form). Raises Stale and Refused.
    """
    now = write.fresh(fact)
    if now.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))
    wanted = _known_names(editable, changes)
    if version is not None:
        refuse_stale(clashes(now, wanted, version))
    changed = frozenset(name for name, value in wanted.items() if not same(stored(now, name), given(value)))
    for name in changed:
        put(now, name, wanted[name])
    refuse(field_problems(now, editable, changed) + rule(now, changed))
    return now, changed


def edit(
    write: Writing, fact: AnyFact, editable: Editable, changes: Changes, version: int | None, rule: Rule = no_rule
) -> bool:
    """Change the fact if the changes change anything; whether they did."""
    now, changed = revised(write, fact, editable, changes, version, rule)
    return keep(write, now, changed)


def keep(write: Writing, fact: Fact, changed: frozenset[str]) -> bool:
    """Record a changed fact and say whose word the changed fields are now."""
    if changed:
        write.record(fact)
        cite(write, fact, changed)
    return bool(changed)


def add(write: Writing, fact: Fact, editable: Editable, values: Changes, rule: Rule = no_rule) -> None:
    """Record a new fact with these values."""
    wanted = _known_names(editable, values)
    for name, value in wanted.items():
        put(fact, name, value)
    every = frozenset(editable.names)
    refuse(field_problems(fact, editable, every) + rule(fact, every))
    write.record(fact)


def withdraw(write: Writing, fact: AnyFact) -> None:
    """Take a fact back, unless somebody already did. The reason is the write's."""
    now = write.fresh(fact)
    if not taken_back(write, now):
        write.withdraw(now)


def taken_back(write: Writing, now: Fact) -> bool:
    """Whether the same form, sent twice, has taken the fact back already. Raises Refused when another did."""
    if now.withdrawn_at is not None and now.withdrawn_reason != write.act.reason:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))
    return now.withdrawn_at is not None


def already(model: type[AnyFact], uid: UUID | None, values: Changes, **where: Any) -> AnyFact | None:
    """The fact an earlier sending of the same form has made, so that a double click adds one.

    Raises Refused when it holds something else than `values`, or stands elsewhere than `where`: a form that was gone
    back to and used again is not taken for saved.
    """
    if uid is None:
        return None
    facts: Any = model._default_manager
    found: AnyFact | None = facts.filter(uid=uid).first()
    if found is not None and not (facts.standing().filter(uid=uid, **where).exists() and holds(found, values)):
        raise Refused(Problem("", Why.SENT_BEFORE))
    return found


def holds(fact: Fact, values: Changes) -> bool:
    """Whether each of the values stands on the fact."""
    return all(same(stored(fact, name), given(value)) for name, value in values.items())


def _known_names(editable: Editable, changes: Changes) -> dict[str, Any]:
    unknown = set(changes) - set(editable.names)
    if unknown:
        raise ValueError(f"not editable: {', '.join(sorted(unknown))}")
    return dict(changes)


def field_problems(fact: Fact, editable: Editable, changed: frozenset[str]) -> list[Problem]:
    """Empty where a value is needed, unknown codes, texts too long or with an identity number."""
    problems = []
    for name in editable.names:
        value = stored(fact, name)
        if name in editable.required and value in (None, ""):
            problems.append(Problem(name, Why.REQUIRED))
        elif name in changed and isinstance(value, str):
            problems += _text_problems(fact, name, value, editable.codes.get(name))
    return problems


def _text_problems(fact: Fact, name: str, value: str, codes: type[StrEnum] | None) -> list[Problem]:
    if codes is not None:
        known = not value or value in set(codes)
        return [] if known else [Problem(name, Why.UNKNOWN_CODE, {"value": value})]
    limit = getattr(fact._meta.get_field(name), "max_length", None)
    return text_problems(name, value, limit or free_text.LONGEST)


# ── two editors ──────────────────────────────────────────────────────────────────────────────────────────────────────


def refuse_stale(found: tuple[Clash, ...]) -> None:
    """Raise Stale if anything clashes."""
    if found:
        raise Stale(found)


def clashes(now: Fact, wanted: Changes, version: int) -> tuple[Clash, ...]:
    """The fields that somebody else changed after `version`, and that now stand differently from what is wanted."""
    later = list(now.history.filter(history_id__gt=version).order_by("history_id"))
    base = now.history.filter(history_id=version).first()
    if base is not None and not later:
        return ()
    found = (_clash(name, value, base, now, later) for name, value in wanted.items())
    return tuple(each for each in found if each is not None)


def _clash(name: str, wanted: Any, base: Any, now: Fact, later: list[Any]) -> Clash | None:
    """A form without a version we know counts as one that saw nothing: all that differs is asked about."""
    mine, current = given(wanted), stored(now, name)
    before = stored(base, name) if base is not None else None
    if same(mine, current) or (base is not None and same(before, current)):
        return None
    changer = _last_changer(name, base, later)
    return Clash(
        field=name,
        base=before,
        now=current,
        mine=mine,
        touched=base is None or not same(mine, before),
        actor=changer.actor if changer is not None else "",
        when=changer.recorded_at if changer is not None else None,
    )


def _last_changer(name: str, base: Any, later: list[Any]) -> Any:
    """The history row in which the field last took a new value."""
    found, before = None, base
    for row in later:
        if before is None or not same(stored(before, name), stored(row, name)):
            found = row
        before = row
    return found


def row_of(fact: Fact, version: int) -> Any:
    """The fact's history row of that number; None when it has none."""
    return fact.history.filter(history_id=version).first()


def last_changes(fact: Fact, names: Iterable[str]) -> dict[str, Any]:
    """Per field the history row in which it took the value that stands. One query."""
    rows = list(fact.history.order_by("history_id"))
    return {name: _last_changer(name, None, rows) for name in names if rows}
