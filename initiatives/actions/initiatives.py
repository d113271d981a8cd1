"""What people change of an initiative itself."""

from itertools import pairwise

from initiatives.actions.circles import refuse_circle
from initiatives.actions.edits import Changes, Editable, keep, revised
from initiatives.actions.values import stored
from initiatives.actions.writing import By, Writing, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Why
from initiatives.models import Initiative, Milestone

INITIATIVE = Editable(
    names=("name", "purpose", "kind", "phase", "life", "risk", "start", "end", "sequential", "note", "language"),
    required=("name", "kind", "life", "language"),
    codes={
        "kind": v.InitiativeKind,
        "phase": v.Phase,
        "life": v.LifeState,
        "risk": v.RiskLevel,
        "language": v.Language,
    },
)


def edit_initiative(
    *, by: By, initiative: Initiative, changes: Changes, version: int | None = None, reason: str = ""
) -> bool:
    """Change the initiative's own facts. Whether anything changed; raises Stale, Circle and Refused."""
    with writing(by=by, initiative=initiative, reason=reason) as write:
        now, changed = revised(write, initiative, INITIATIVE, changes, version, _rules)
        if "phase" in changed:
            now.phase_as_stated = ""  # the source's own word for a phase that is over
        if "sequential" in changed and now.sequential:
            _refuse_sequence(write, now)
        return keep(write, now, changed)


def _rules(initiative: Initiative, changed: frozenset[str]) -> list[Problem]:
    start, end = stored(initiative, "start"), stored(initiative, "end")
    if start and end and end.latest < start.earliest:
        return [Problem("end", Why.ENDS_BEFORE_START, {"start": start, "end": end})]
    return []


def _refuse_sequence(write: Writing, initiative: Initiative) -> None:
    """«Følger etter forrige» adds a link from each milestone to the next that declares no predecessor."""
    write.serialise()
    rows = list(Milestone.objects.standing().filter(initiative=initiative).order_by("position", "key"))
    links = [(a.pk, b.pk) for a, b in pairwise(rows) if b.predecessor_id is None]
    refuse_circle("sequential", links)
