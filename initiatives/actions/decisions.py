"""Decisions about an initiative, with or without a case in this tool."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied

from initiatives.access import may_prepare_agendas
from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, Writing, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Case, Decision, Initiative, User

DECISION = Editable(
    names=("title", "date", "body", "decided_by", "text", "language"),
    required=("title", "date", "language"),
    codes={"language": v.Language},
)


def add_decision(
    *, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None, case: Case | None = None
) -> Decision:
    """Register a decision; in a case, which answers whoever asked for it, only those who prepare agendas. Raises
    PermissionDenied and Refused."""
    if case is not None and isinstance(by, User) and not may_prepare_agendas(by):
        raise PermissionDenied
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(Decision, uid, values, initiative=initiative, case=case)
        if known is not None:
            return known
        refuse_foreign(write, case, initiative)
        return new_decision(write, initiative, values, uid, case)


def refuse_foreign(write: Writing, case: Case | None, initiative: Initiative) -> None:
    """Raise Refused when the case is not one of the initiative's that stand, under the lock."""
    now = write.fresh(case) if case is not None else None
    if now is not None and (now.initiative_id != initiative.pk or now.withdrawn_at is not None):
        raise Refused(Problem("case", Why.NOT_A_PARTY))


def new_decision(
    write: Writing, initiative: Initiative, values: Changes, uid: UUID | None = None, case: Case | None = None
) -> Decision:
    """A decision registered within a write on its initiative, in a case or without one. Raises Refused."""
    decision = Decision(
        initiative=initiative,
        case=case,
        uid=uid or uuid4(),
        basis=basis_for(initiative, v.Basis.STATED),
        example=initiative.example,
    )
    edits.add(write, decision, DECISION, {"language": write.language} | dict(values), _rules)
    return decision


def edit_decision(*, by: By, decision: Decision, changes: Changes, version: int | None = None) -> bool:
    """Change a decision. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=_initiative(decision)) as write:
        return edits.edit(write, decision, DECISION, changes, version, _rules)


def withdraw_decision(*, by: By, decision: Decision, reason: str) -> None:
    """Take a decision back. Refused while a date, a place in a plan or an answer to what was asked rests on it."""
    with writing(by=by, initiative=_initiative(decision), reason=needed_reason(reason)) as write:
        dates = decision.dates.standing().values_list("milestone__name", flat=True)
        entries = decision.entries.standing().values_list("plan__name", flat=True)
        changes = decision.plan_changes.standing().values_list("plan__name", flat=True)
        names = tuple(dict.fromkeys((*dates, *entries, *changes)))
        if names:
            raise Refused(Problem("", Why.IN_USE, {"names": names}))
        edits.withdraw(write, decision)


def _initiative(decision: Decision) -> Initiative:
    initiative: Initiative | None = decision.initiative
    if initiative is None:
        raise ValueError("This decision stands outside any initiative.")
    return initiative


def _rules(decision: Decision, changed: frozenset[str]) -> list[Problem]:
    """Somebody decided."""
    nobody = decision.body_id is None and not decision.decided_by
    return [Problem("decided_by", Why.REQUIRED)] if nobody and changed & {"body", "decided_by"} else []
