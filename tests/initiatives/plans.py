"""What is asked of a portfolio, made the way people make it."""

from typing import Any

import pytest

from initiatives import actions
from initiatives.actions import Answer, Outcome
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Refused, Why
from initiatives.models import ActionPlan, Initiative, Organisation, PlanChange, PlanEntry, Revision, User
from tests.factories import ActionPlanFactory, PlanEntryFactory

YES = {each: Answer(True, f"Fordi {each}") for each in v.Criterion}
FOUND = {each: Answer(True, "") for each in v.Criterion}
ASKED = {
    "recommendation": "Tas inn som planlagt.",
    "asked_kind": "endorsement",
    "asked": "Rådet bes slutte seg til opptaket.",
}
TAKEN = {"title": "Tiltaket tas inn", "date": parse("20.11.2026"), "decided_by": "NUFA"}
NEW = {"name": "Digital hjemmeoppfølging", "kind": "project", "purpose": "Færre reiser."}


def plan(**values: Any) -> ActionPlan:
    made: ActionPlan = ActionPlanFactory(**({"name": "Nasjonal e-helseportefølje"} | values))
    return made


def entry(initiative: Initiative, of: ActionPlan, **values: Any) -> PlanEntry:
    made: PlanEntry = PlanEntryFactory(**({"initiative": initiative, "plan": of, "category": "planned"} | values))
    return made


def admission(by: User, of: ActionPlan, organisation: Organisation | None, **more: Any) -> PlanChange:
    """A new initiative that asks to come in, unless `initiative` names one."""
    values = {"organisation": organisation, "category": "planned", "segment": "Samstyre", "reason": "Behov"}
    new = None if "initiative" in more else more.pop("new", NEW)
    given = {"by": by, "plan": of, "new": new, "answers": more.pop("answers", YES)}
    return actions.propose_admission(**given, values=values | more.pop("values", {}), **more)


def assessed(by: User, change: PlanChange, **more: Any) -> PlanChange:
    findings = FOUND if change.kind == "admission" else None
    actions.assess_plan_change(by=by, change=change, **({"values": ASKED, "findings": findings} | more))
    change.refresh_from_db()
    return change


def decided(by: User, change: PlanChange, granted: bool = True, **more: Any) -> PlanChange:
    outcome = Outcome(granted, **{name: more.pop(name) for name in ("category", "life") if name in more})
    given = more if "decision" in more else {"new": TAKEN} | more
    return actions.decide_plan_change(by=by, change=change, outcome=outcome, **given)


def revision() -> int:
    row = Revision.objects.first()
    return row.value if row else 0


def whys(act: Any) -> dict[str, Why]:
    """Field → why an act was refused; nothing was written."""
    before = revision()
    with pytest.raises(Refused) as refused:
        act()
    assert revision() == before
    return refused.value.whys
