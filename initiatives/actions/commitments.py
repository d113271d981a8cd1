"""Which commitments of the policy documents an initiative carries, how, and why we say so."""

from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Commitment, Initiative, InitiativeCommitment

LINK = Editable(
    names=("contribution", "reason", "language"),
    required=("contribution", "reason", "language"),
    codes={"contribution": v.Contribution, "language": v.Language},
)


def link_commitment(*, by: By, initiative: Initiative, commitment: Commitment, values: Changes) -> InitiativeCommitment:
    """Say that the initiative carries the commitment, with contribution and reason. Refused when it already does."""
    with writing(by=by, initiative=initiative) as write:
        if InitiativeCommitment.objects.standing().filter(initiative=initiative, commitment=commitment).exists():
            raise Refused(Problem("", Why.DUPLICATE))
        if commitment.withdrawn_at is not None:
            raise Refused(Problem("", Why.WITHDRAWN, {"reason": commitment.withdrawn_reason}))
        link = InitiativeCommitment(
            initiative=initiative, commitment=commitment, basis=basis_for(initiative, v.Basis.OWN)
        )
        edits.add(write, link, LINK, {"language": write.language} | dict(values))
        return link


def edit_link(*, by: By, link: InitiativeCommitment, changes: Changes, version: int | None = None) -> bool:
    """Change contribution or reason. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=link.initiative) as write:
        return edits.edit(write, link, LINK, changes, version)


def unlink_commitment(*, by: By, link: InitiativeCommitment, reason: str) -> None:
    """Say that the initiative no longer carries the commitment."""
    with writing(by=by, initiative=link.initiative, reason=needed_reason(reason)) as write:
        edits.withdraw(write, link)
