"""What becomes of what is asked of a portfolio: the secretariat assesses it and says what the board is asked, the board
decides, and the decision is carried out in the same transaction. Whoever asked can take it back until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from initiatives.access.plans import may_judge, may_take_back
from initiatives.actions import edits
from initiatives.actions.decisions import new_decision, refuse_foreign
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.initiatives import INITIATIVE
from initiatives.actions.plan_proposals import Answer
from initiatives.actions.values import put, same, stored
from initiatives.actions.writing import By, Writing, needed_reason, text_problems, writing
from initiatives.domain import free_text
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import Move, Need, leads_to, needs
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.models import Case, Decision, Initiative, PlanChange, PlanCriterion, PlanEntry, User

ASSESSMENT = Editable(
    names=("recommendation", "asked_kind", "asked"),
    required=("recommendation", "asked_kind", "asked"),
    codes={"asked_kind": v.CaseKind},
)
ENDED = (v.LifeState.STOPPED, v.LifeState.COMPLETED)
"""What may become of an initiative that goes out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided. `category` is where it is to stand when that is another than was asked for; `life` what becomes
    of an initiative that goes out, "" for nothing."""

    granted: bool
    category: str = ""
    life: str = ""


# ── the secretariat assesses ─────────────────────────────────────────────────────────────────────────────────────────


def assess_plan_change(
    *,
    by: By,
    change: PlanChange,
    values: Changes,
    findings: Mapping[v.Criterion, Answer] | None = None,
    version: int | None = None,
) -> bool:
    """Say what the office finds, recommends and asks the board. Whether anything changed. Raises PermissionDenied and
    Refused: nobody assesses his or her own proposal, and a finding that differs from the answer says why."""
    with writing(by=by, initiative=change.initiative, may=_judges) as write:
        now, state = _due(write, change, Move.ASSESS, version)
        if isinstance(by, User) and now.proposer_id == by.pk:
            raise Refused(Problem("", Why.OWN_PROPOSAL))
        changed = _assessed(now, values)
        rows = _found(now, findings or {}) if needs(now.kind, Need.CRITERIA) else []
        if not changed and not rows and now.state == state:
            return False
        now.state, now.assessor = state, by if isinstance(by, User) else None
        write.record(now)
        for row in rows:
            write.record(row)
        return True


def _assessed(now: PlanChange, values: Changes) -> frozenset[str]:
    """The names that take new values, which are put in place. Raises Refused."""
    changed = frozenset(name for name, value in values.items() if not same(stored(now, name), value))
    for name in changed:
        put(now, name, values[name])
    refuse(edits.field_problems(now, ASSESSMENT, changed))
    return changed


def _found(now: PlanChange, findings: Mapping[v.Criterion, Answer]) -> list[PlanCriterion]:
    """The criteria with the office's findings in place, those that changed. Raises Refused."""
    rows = {each.criterion: each for each in now.criteria.standing()}
    problems, changed = [], []
    for criterion in v.Criterion:
        finding = findings.get(criterion, Answer())
        row = rows.get(criterion) or PlanCriterion(change=now, criterion=criterion.value)
        problems += _finding_problems(row, criterion, finding)
        if row.pk is None or (row.assessed, row.assessment) != (finding.yes, free_text.tidy(finding.why)):
            row.assessed, row.assessment = finding.yes, free_text.tidy(finding.why)
            changed.append(row)
    refuse(problems)
    return changed


def _finding_problems(row: PlanCriterion, criterion: v.Criterion, finding: Answer) -> list[Problem]:
    if finding.yes is None:
        return [Problem(f"assessed_{criterion}", Why.REQUIRED)]
    if finding.yes != row.answer and not finding.why.strip():
        return [Problem(f"assessment_{criterion}", Why.REASON_NEEDED)]
    return text_problems(f"assessment_{criterion}", free_text.tidy(finding.why), free_text.LONGEST)


# ── the board has decided ────────────────────────────────────────────────────────────────────────────────────────────


def decide_plan_change(
    *,
    by: By,
    change: PlanChange,
    outcome: Outcome,
    decision: Decision | None = None,
    new: Changes | None = None,
    case: Case | None = None,
    uid: UUID | None = None,
    version: int | None = None,
) -> PlanChange:
    """Register what was decided and carry it out: a place in the plan, another category, or the way out. The decision
    is one the initiative has, or a `new` one, in a `case` or without. Raises PermissionDenied and Refused."""
    with writing(by=by, initiative=change.initiative, may=_judges) as write:
        now, state = _due(write, change, Move.GRANT if outcome.granted else Move.DECLINE, version)
        taken = _taken(write, now, decision, new, case, uid)
        now.state, now.decision = state, taken
        write.record(now)
        if outcome.granted:
            _carry_out(write, now, taken, outcome, "date" if decision is None else "decision")
        return now


def _taken(
    write: Writing, now: PlanChange, decision: Decision | None, new: Changes | None, case: Case | None, uid: UUID | None
) -> Decision:
    """The decision, which has been taken, about this initiative."""
    initiative = now.initiative
    if decision is None:
        refuse_foreign(write, case, initiative)
        taken, field = new_decision(write, initiative, new or {}, uid, case), "date"
    else:
        taken, field = write.fresh(decision), "decision"
        if taken.withdrawn_at is not None or taken.initiative_id != initiative.pk:
            raise Refused(Problem("decision", Why.NOT_A_PARTY))
    date = stored(taken, "date")
    if date is None or date.earliest > timezone.localdate():
        raise Refused(Problem(field, Why.NOT_DECIDED_YET))
    return taken


def _carry_out(write: Writing, now: PlanChange, decision: Decision, outcome: Outcome, field: str) -> None:
    entry = now.initiative.entries.standing().filter(plan=now.plan_id, left_latest__isnull=True).first()
    category = outcome.category or now.category
    if now.kind == v.PlanChangeKind.ADMISSION:
        _enter(write, now, decision, category, entry)
    elif entry is None:
        raise Refused(Problem("", Why.NOT_IN_PLAN))
    elif now.kind == v.PlanChangeKind.MOVE:
        _move(write, entry, decision, category)
    else:
        _leave(write, now.initiative, entry, decision, outcome.life, field)


def _enter(write: Writing, now: PlanChange, decision: Decision, category: str, entry: PlanEntry | None) -> None:
    if entry is not None:
        raise Refused(Problem("", Why.IN_PLAN))
    made = PlanEntry(
        initiative=now.initiative,
        plan=now.plan,
        category=_known(category),
        segment=now.segment,
        main_goal=now.main_goal,
        decision=decision,
    )
    put(made, "entered", stored(decision, "date"))
    write.record(made)


def _move(write: Writing, entry: PlanEntry, decision: Decision, category: str) -> None:
    if category == entry.category:
        raise Refused(Problem("category", Why.SAME_CATEGORY))
    entry.category, entry.decision = _known(category), decision
    write.record(entry)


def _leave(write: Writing, initiative: Initiative, entry: PlanEntry, decision: Decision, life: str, field: str) -> None:
    date, entered = stored(decision, "date"), stored(entry, "entered")
    if entered is not None and date.latest < entered.earliest:
        raise Refused(Problem(field, Why.LEFT_BEFORE_ENTERED, {"start": entered}))
    if life and life not in ENDED:
        raise Refused(Problem("life", Why.UNKNOWN_CODE, {"value": life}))
    put(entry, "left", date)
    entry.decision = decision
    write.record(entry)
    if life:
        edits.edit(write, initiative, INITIATIVE, {"life": life}, None)


def _known(category: str) -> str:
    if category not in set(v.PlanCategory):
        raise Refused(Problem("category", Why.UNKNOWN_CODE, {"value": category}))
    return category


# ── taken back ───────────────────────────────────────────────────────────────────────────────────────────────────────


def withdraw_plan_change(*, by: By, change: PlanChange, reason: str, version: int | None = None) -> PlanChange:
    """Take back what was asked, before it is decided. Raises PermissionDenied and Refused."""
    reason = needed_reason(reason)
    with writing(
        by=by, initiative=change.initiative, reason=reason, may=lambda user, _part: may_take_back(user, change)
    ) as write:
        now, state = _due(write, change, Move.WITHDRAW, version)
        now.state = state
        write.record(now)
        return now


def _judges(user: User, _initiative: Initiative) -> bool:
    return may_judge(user)


def _due(write: Writing, change: PlanChange, move: Move, version: int | None) -> tuple[PlanChange, v.PlanChangeState]:
    """The question as it stands, and the state the move leads to. Raises Refused when somebody else has written on it
    since `version` (None: nobody looked), or the move does not lead from where it is."""
    now = write.fresh(change)
    if now.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))
    state = leads_to(now.state, move)
    if state is None:
        raise Refused(Problem("", Why.CHANGE_NOT_NOW, {"state": now.state}))
    if version is not None and edits.version_of(now) != version:
        raise Refused(Problem("", Why.CHANGE_MOVED))
    return now, state
