"""Facts around an initiative that the lists show, for tests with a database."""

from typing import Any

from initiatives.domain.dates import parse
from initiatives.models import ActionPlan, Initiative, PartOf, PlanEntry
from initiatives.models.base import Act
from reporting.models import StatusObservation

SETUP = Act(actor="testoppsett")


def plan(key: str, name: str, position: int) -> ActionPlan:
    """A plan at a place in the office's order."""
    made = ActionPlan(key=key, name=name, position=position)
    made.record(SETUP)
    return made


def place(part: Initiative, plan: ActionPlan | None = None, *, whole: Initiative | None = None, **values: Any) -> None:
    """Put an initiative into a plan, or into a programme."""
    if plan is not None:
        PlanEntry(initiative=part, plan=plan, **values).record(SETUP)
    if whole is not None:
        PartOf(part=part, whole=whole).record(SETUP)


def status(part: Initiative, colour: str, as_of: str) -> None:
    """A status a public source has stated."""
    said = StatusObservation(initiative=part, key=f"{part.code}/{as_of}", as_of=parse(as_of), colour=colour)
    if hasattr(said, "assert_"):
        said.assert_(SETUP)
    else:
        said.record(SETUP)
