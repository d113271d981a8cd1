"""Who owns an initiative. One organisation is accountable at a time; others take part in other roles."""

from datetime import timedelta

from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.provenance import basis_for
from initiatives.actions.values import put, stored
from initiatives.actions.writing import By, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.refusals import Clash, Problem, Refused, Stale, Why
from initiatives.models import Initiative, Organisation, Ownership

OWNERSHIP = Editable(
    names=("organisation", "role", "valid_from", "valid_to"),
    required=("organisation", "role"),
    codes={"role": v.OwnershipRole},
)


def accountable(initiative: Initiative) -> Ownership | None:
    """The accountable owner that stands open now."""
    found: Ownership | None = (
        initiative.owners.standing().filter(role=v.OwnershipRole.ACCOUNTABLE, valid_to_latest__isnull=True).first()
    )
    return found


def change_owner(
    *,
    by: By,
    initiative: Initiative,
    organisation: Organisation,
    valid_from: PartialDate,
    reason: str,
    version: int | None = None,
) -> bool:
    """Hand the initiative over from a day on. The former ownership ends the day before, and stays on record.

    `version` is the number of the ownership seen (0: none). Whether anything changed; raises Refused.
    """
    with writing(by=by, initiative=initiative, reason=needed_reason(reason)) as write:
        former = accountable(initiative)
        if former is not None and former.organisation_id == organisation.pk:
            return False
        if version is not None and version != (former.pk if former is not None else 0):
            raise Stale((_owner_clash(former, organisation),))
        if former is not None:
            _end(former, valid_from)
            write.record(former)
        new = Ownership(initiative=initiative, basis=basis_for(initiative, v.Basis.STATED))
        values = {"organisation": organisation, "role": v.OwnershipRole.ACCOUNTABLE.value, "valid_from": valid_from}
        edits.add(write, new, OWNERSHIP, values)
        return True


def add_partner(*, by: By, initiative: Initiative, values: Changes) -> Ownership:
    """Register an organisation's part other than the accountable one. Refused when it has that part already."""
    with writing(by=by, initiative=initiative) as write:
        partner = Ownership(initiative=initiative, basis=basis_for(initiative, v.Basis.STATED))
        edits.add(write, partner, OWNERSHIP, values, _partner_rules)
        return partner


def edit_partner(*, by: By, partner: Ownership, changes: Changes, version: int | None = None) -> bool:
    """Change a part or when it holds. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=partner.initiative) as write:
        return edits.edit(write, partner, OWNERSHIP, changes, version, _partner_rules)


def withdraw_partner(*, by: By, partner: Ownership, reason: str) -> None:
    """Take a part back that was registered by mistake. The accountable owner is changed, not taken back."""
    with writing(by=by, initiative=partner.initiative, reason=needed_reason(reason)) as write:
        if partner.role == v.OwnershipRole.ACCOUNTABLE:
            raise Refused(Problem("role", Why.NOT_A_PARTY))
        edits.withdraw(write, partner)


def _end(former: Ownership, valid_from: PartialDate) -> None:
    """The day before the new owner's first day; never before its own first."""
    started: PartialDate | None = stored(former, "valid_from")
    last = valid_from.earliest - timedelta(days=1)
    if started is not None and last < started.earliest:
        raise Refused(Problem("valid_from", Why.ENDS_BEFORE_START, {"start": started}))
    put(former, "valid_to", exact(last))


def _owner_clash(former: Ownership | None, wanted: Organisation) -> Clash:
    row = former.history.order_by("history_id").last() if former is not None else None
    return Clash(
        field="organisation",
        base=None,
        now=former.organisation_id if former is not None else None,
        mine=wanted.pk,
        touched=True,
        actor=row.actor if row is not None else "",
        when=row.recorded_at if row is not None else None,
    )


def _partner_rules(partner: Ownership, changed: frozenset[str]) -> list[Problem]:
    if partner.role == v.OwnershipRole.ACCOUNTABLE:
        return [Problem("role", Why.NOT_A_PARTY)]
    start, end = stored(partner, "valid_from"), stored(partner, "valid_to")
    if start and end and end.latest < start.earliest:
        return [Problem("valid_to", Why.ENDS_BEFORE_START, {"start": start, "end": end})]
    twins = partner.initiative.owners.standing().filter(
        organisation=partner.organisation_id, role=partner.role, valid_to_latest__isnull=True
    )
    open_twin = end is None and twins.exclude(pk=partner.pk).exists()
    return [Problem("organisation", Why.DUPLICATE)] if open_twin else []
