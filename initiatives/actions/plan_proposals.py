"""What is asked of a portfolio: that an initiative comes in, is moved between ønsket, planlagt and pågående, or goes
out.

A proposal decides nothing. A new initiative is made together with the question whether it is to come in: it stands in
no plan, and counts nowhere, until the answer is yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from initiatives.access import may_edit, may_propose
from initiatives.access.plans import proposes_for
from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.keys import next_code
from initiatives.actions.provenance import basis_for
from initiatives.actions.revision import locked_revision
from initiatives.actions.values import stored
from initiatives.actions.writing import By, Writing, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import OPEN, Need, needs
from initiatives.domain.dates import exact
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.models import (
    ActionPlan,
    Initiative,
    Organisation,
    Ownership,
    PlanChange,
    PlanCriterion,
    PlanEntry,
    User,
)

NEW = Editable(
    names=("name", "kind", "purpose", "language"),
    required=("name", "kind", "purpose", "language"),
    codes={"kind": v.InitiativeKind, "language": v.Language},
)
"""What is told of an initiative nobody has registered before."""
CHANGE = Editable(
    names=("organisation", "category", "segment", "main_goal", "reason", "language"),
    required=("reason", "language"),
    codes={"category": v.PlanCategory, "language": v.Language},
)
CRITERION = Editable(names=("answer", "reason"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a criterion: yes, no or nothing yet, and why."""

    yes: bool | None = None
    why: str = ""


Answers = Mapping[v.Criterion, Answer]


def propose_admission(
    *,
    by: By,
    plan: ActionPlan,
    values: Changes,
    answers: Answers,
    new: Changes | None = None,
    initiative: Initiative | None = None,
    uid: UUID | None = None,
) -> PlanChange:
    """Ask that an initiative comes into a plan: one that is registered, or a `new` one, made with the organisation that
    asks as its accountable owner. Raises PermissionDenied and Refused."""
    with transaction.atomic():
        if initiative is None:
            known = edits.already(PlanChange, uid, values, plan=plan)
            if known is not None:
                return known
            initiative = _made(by, new or {}, values)
        with writing(by=by, initiative=initiative, may=may_edit) as write:
            known = edits.already(PlanChange, uid, values, plan=plan, initiative=initiative)
            if known is not None:
                return known
            refuse(_problems(plan, answers) + _in_plan(initiative, plan))
            change = _asked(write, v.PlanChangeKind.ADMISSION, initiative, plan, values, uid)
            for criterion in v.Criterion:
                _answer(write, change, criterion, answers[criterion])
            return change


def propose_move(*, by: By, entry: PlanEntry, values: Changes, uid: UUID | None = None) -> PlanChange:
    """Ask that an initiative is moved to another category of a plan. Raises PermissionDenied and Refused."""
    return _propose(by, v.PlanChangeKind.MOVE, entry, values, uid)


def propose_exit(*, by: By, entry: PlanEntry, values: Changes, uid: UUID | None = None) -> PlanChange:
    """Ask that an initiative goes out of a plan. Raises PermissionDenied and Refused."""
    return _propose(by, v.PlanChangeKind.EXIT, entry, values, uid)


def _propose(by: By, kind: v.PlanChangeKind, entry: PlanEntry, values: Changes, uid: UUID | None) -> PlanChange:
    initiative = entry.initiative
    with writing(by=by, initiative=initiative, may=may_edit) as write:
        known = edits.already(PlanChange, uid, values, initiative=initiative, plan=entry.plan, kind=kind)
        if known is not None:
            return known
        now = write.fresh(entry)
        if now.withdrawn_at is not None or stored(now, "left") is not None:
            raise Refused(Problem("", Why.NOT_IN_PLAN))
        if kind == v.PlanChangeKind.MOVE and values.get("category") == (now.category or v.PlanCategory.ONGOING):
            raise Refused(Problem("category", Why.SAME_CATEGORY))
        return _asked(write, kind, initiative, now.plan, values, uid)


def _asked(
    write: Writing,
    kind: v.PlanChangeKind,
    initiative: Initiative,
    plan: ActionPlan,
    values: Changes,
    uid: UUID | None,
) -> PlanChange:
    """The question, recorded. Raises Refused while another one about the same initiative and plan stands open."""
    _may_ask_for(write.by, values.get("organisation"), initiative)
    if initiative.plan_changes.standing().filter(plan=plan, state__in=OPEN).exists():
        raise Refused(Problem("", Why.CHANGE_OPEN))
    change = PlanChange(
        uid=uid or uuid4(),
        initiative=initiative,
        plan=plan,
        kind=kind.value,
        proposer=write.by if isinstance(write.by, User) else None,
        proposed=timezone.localdate(),
        basis=basis_for(initiative, v.Basis.OWN),
    )
    required = ("category", *CHANGE.required) if needs(kind, Need.CATEGORY) else CHANGE.required
    edits.add(write, change, replace(CHANGE, required=required), {"language": write.language} | dict(values))
    return change


def _may_ask_for(by: By, organisation: Organisation | None, initiative: Initiative | None) -> None:
    """Nobody asks in the name of an organisation that is not his or hers."""
    if organisation is None or not isinstance(by, User):
        return
    if not proposes_for(by, initiative).filter(pk=organisation.pk).exists():
        raise PermissionDenied


# ── a new initiative ─────────────────────────────────────────────────────────────────────────────────────────────────


def _made(by: By, new: Changes, values: Changes) -> Initiative:
    """The initiative and its owner. The revision is held first: the next free code is then nobody else's."""
    organisation = values.get("organisation")
    if isinstance(by, User) and not may_propose(by):
        raise PermissionDenied
    if organisation is None:
        raise Refused(Problem("organisation", Why.REQUIRED))
    _may_ask_for(by, organisation, None)
    locked_revision()
    write = Writing(by, "", {})
    made = Initiative(code=next_code(example=organisation.example), example=organisation.example)
    edits.add(write, made, NEW, {"language": write.language} | dict(new))
    owner = Ownership(initiative=made, organisation=organisation, basis=basis_for(made, v.Basis.STATED))
    owner.valid_from = exact(timezone.localdate())  # type: ignore[assignment]
    write.record(owner)
    return made


# ── the criteria ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _problems(plan: ActionPlan, answers: Answers) -> list[Problem]:
    """A plan that runs, and an answer to every criterion; a yes says why."""
    ends = stored(plan, "valid_to")
    over = plan.withdrawn_at is not None or (ends is not None and ends.latest < timezone.localdate())
    problems = [Problem("plan", Why.PLAN_ENDED)] if over else []
    for criterion in v.Criterion:
        answer = answers.get(criterion, Answer())
        if answer.yes is None:
            problems.append(Problem(f"answer_{criterion}", Why.REQUIRED))
        elif answer.yes and not answer.why.strip():
            problems.append(Problem(f"reason_{criterion}", Why.REASON_NEEDED))
    return problems


def _in_plan(initiative: Initiative, plan: ActionPlan) -> list[Problem]:
    standing = initiative.entries.standing().filter(plan=plan, left_latest__isnull=True)
    return [Problem("plan", Why.IN_PLAN)] if standing.exists() else []


def _answer(write: Writing, change: PlanChange, criterion: v.Criterion, answer: Answer) -> None:
    row = PlanCriterion(change=change, criterion=criterion.value)
    try:
        edits.add(write, row, CRITERION, {"answer": answer.yes, "reason": answer.why})
    except Refused as refused:
        raise Refused(*(replace(each, field=f"{each.field}_{criterion}") for each in refused.problems)) from None
