"""Risks and opportunities of an initiative."""

from uuid import UUID, uuid4

from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Why
from initiatives.models import Initiative, Risk

RISK = Editable(
    names=(
        "title", "description", "kind", "state", "likelihood", "consequence", "measure", "measure_owner",
        "measure_due", "raised", "language",
    ),
    required=("title", "kind", "state", "language"),
    codes={"kind": v.RiskKind, "state": v.RiskState, "language": v.Language},
)  # fmt: skip
SCALE = (1, 5)


def add_risk(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> Risk:
    """Register a risk. Raises Refused."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(Risk, uid, values, initiative=initiative)
        if known is not None:
            return known
        risk = Risk(initiative=initiative, uid=uid or uuid4(), basis=basis_for(initiative, v.Basis.OWN))
        edits.add(write, risk, RISK, {"language": write.language} | dict(values), _rules)
        return risk


def edit_risk(*, by: By, risk: Risk, changes: Changes, version: int | None = None) -> bool:
    """Change a risk. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=risk.initiative) as write:
        return edits.edit(write, risk, RISK, changes, version, _rules)


def withdraw_risk(*, by: By, risk: Risk, reason: str) -> None:
    """Take a risk back: it was registered by mistake. One that is over is closed instead."""
    with writing(by=by, initiative=risk.initiative, reason=needed_reason(reason)) as write:
        edits.withdraw(write, risk)


def _rules(risk: Risk, changed: frozenset[str]) -> list[Problem]:
    low, high = SCALE
    scales = {"likelihood": risk.likelihood, "consequence": risk.consequence}
    return [
        Problem(name, Why.OUT_OF_RANGE, {"low": low, "high": high})
        for name, value in scales.items()
        if value is not None and not low <= value <= high
    ]
