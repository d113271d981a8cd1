"""Benefits an initiative is to give; the owner may be another organisation and stays after the initiative is closed."""

from uuid import UUID, uuid4

from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.keys import next_key
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.kroner import LARGEST
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Benefit, Initiative

BENEFIT = Editable(
    names=(
        "name", "description", "kind", "owner", "amount", "qualifier", "planned", "realised", "evidence", "note",
        "language",
    ),
    required=("name", "kind", "qualifier", "language"),
    codes={
        "kind": v.BenefitKind,
        "qualifier": v.Qualifier,
        "evidence": v.EvidenceGrade,
        "language": v.Language,
    },
)  # fmt: skip


def add_benefit(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> Benefit:
    """Register a benefit. Raises Refused."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(Benefit, uid, values, initiative=initiative)
        if known is not None:
            return known
        benefit = Benefit(
            initiative=initiative,
            uid=uid or uuid4(),
            key=next_key(Benefit, f"{initiative.code}-G"),
            basis=basis_for(initiative, v.Basis.STATED),
        )
        edits.add(write, benefit, BENEFIT, {"language": write.language} | dict(values), _rules)
        return benefit


def edit_benefit(*, by: By, benefit: Benefit, changes: Changes, version: int | None = None) -> bool:
    """Change a benefit. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=benefit.initiative) as write:
        return edits.edit(write, benefit, BENEFIT, changes, version, _rules)


def withdraw_benefit(*, by: By, benefit: Benefit, reason: str) -> None:
    """Take a benefit back. Refused while an indicator measures it."""
    with writing(by=by, initiative=benefit.initiative, reason=needed_reason(reason)) as write:
        names = tuple(benefit.indicators.standing().values_list("name", flat=True))
        if names:
            raise Refused(Problem("", Why.IN_USE, {"names": names}))
        edits.withdraw(write, benefit)


def _rules(benefit: Benefit, changed: frozenset[str]) -> list[Problem]:
    if benefit.amount is not None and not 0 <= benefit.amount <= LARGEST:
        return [Problem("amount", Why.OUT_OF_RANGE, {"low": 0, "high": LARGEST})]
    return []
