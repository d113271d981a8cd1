"""Keeping a what-if: saved, changed and taken back by its author alone. No fact and no revision moves by it.

A kept what-if has its own history. What it asks about may be gone or reached later; it stays as it was asked.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.access import may_try
from initiatives.actions import edits
from initiatives.actions.edits import Editable
from initiatives.actions.values import put
from initiatives.actions.writing import Writing
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Why, refuse
from initiatives.domain.vocabulary import Language
from initiatives.models import User
from reporting.domain.figures.what_if_question import LONGEST, MOST
from reporting.models import Scenario

SCENARIO = Editable(
    names=("name", "note", "slips", "shared", "language"),
    required=("name", "language"),
    codes={"language": Language},
)
Slips = Sequence[tuple[str, int]]
LONGEST_NOTE = 2_000  # characters


@transaction.atomic
def save_scenario(
    *, by: User, name: str, slips: Slips, note: str = "", shared: bool = False, uid: UUID | None = None
) -> Scenario:
    """Keep a what-if of at most ten slips (key, days). The same form sent twice keeps one.

    Raises PermissionDenied, and Refused where the name is taken among one's own, or a text or the slips will not do.
    """
    _allowed(by)
    write = _writing(by)
    values = {"name": free_text.one_line(name), "note": note, "slips": _plain(slips), "shared": shared}
    known = edits.already(Scenario, uid, values, author=by) or _same(by, values)
    if known is not None:
        return known
    scenario = Scenario(uid=uid or uuid4(), author=by, language=by.writes)
    for field, value in values.items():
        put(scenario, field, value)
    refuse(edits.field_problems(scenario, SCENARIO, frozenset(SCENARIO.names)) + _rules(scenario))
    write.record(scenario)
    return scenario


@transaction.atomic
def edit_scenario(*, by: User, scenario: Scenario, changes: Mapping[str, Any], version: int | None = None) -> bool:
    """Change one's own: name, note, slips, shared. Whether anything changed.

    Raises PermissionDenied, Stale where it was saved after `version`, and Refused.
    """
    _own(by, scenario)
    write = _writing(by)
    wanted = {field: _tidied(field, value) for field, value in changes.items()}
    now, changed = edits.revised(write, scenario, SCENARIO, wanted, version, lambda fact, _changed: _rules(fact))
    if changed:
        write.record(now)
    return bool(changed)


@transaction.atomic
def withdraw_scenario(*, by: User, scenario: Scenario) -> None:
    """Take back one's own; twice is once."""
    _own(by, scenario)
    edits.withdraw(_writing(by), scenario)


def _allowed(by: User) -> None:
    if not may_try(by):
        raise PermissionDenied(_("Du har ikke tilgang til å prøve og lagre hva om."))


def _own(by: User, scenario: Scenario) -> None:
    _allowed(by)
    if scenario.author_id != by.pk:
        raise PermissionDenied(_("Bare den som har lagret dette, kan endre det. Lagre ditt eget i stedet."))


def _writing(by: User) -> Writing:
    """A write that touches no initiative and raises no revision. The author's row is held, so that two writes of one
    person wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return Writing(by, "", {})


def _tidied(field: str, value: Any) -> Any:
    if field == "slips":
        return _plain(value)
    return free_text.one_line(value) if field == "name" else value


def _plain(slips: Slips) -> list[list[object]]:
    """The slips as they are kept."""
    return [[str(key), int(days)] for key, days in slips]


def _same(by: User, values: Mapping[str, Any]) -> Scenario | None:
    """The very same what-if that stands already: a form sent twice."""
    found: Scenario | None = Scenario.objects.standing().filter(author=by, name=values["name"]).first()
    return found if found is not None and edits.holds(found, values) else None


def _rules(scenario: Scenario) -> list[Problem]:
    problems = []
    others = Scenario.objects.standing().filter(author=scenario.author, name=scenario.name)
    if scenario.name and others.exclude(pk=scenario.pk).exists():
        problems.append(Problem("name", Why.DUPLICATE))
    if len(scenario.note) > LONGEST_NOTE:
        problems.append(Problem("note", Why.TOO_LONG, {"length": len(scenario.note), "limit": LONGEST_NOTE}))
    return problems + _slip_problems(scenario.slips)


def _slip_problems(slips: list[list[Any]]) -> list[Problem]:
    keys = [key for key, _days in slips]
    if not slips or not all(keys):
        return [Problem("slips", Why.REQUIRED)]
    if len(slips) > MOST:
        return [Problem("slips", Why.OUT_OF_RANGE, {"low": 1, "high": MOST})]
    if len(set(keys)) < len(keys):
        return [Problem("slips", Why.DUPLICATE)]
    if any(not 0 < days <= LONGEST for _key, days in slips):
        return [Problem("slips", Why.OUT_OF_RANGE, {"low": 1, "high": LONGEST})]
    return []
