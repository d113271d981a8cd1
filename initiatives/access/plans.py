"""Who may do what with what comes into, moves in and goes out of a portfolio.

Tiltaksansvarlige propose for the organisations they are steward of; the secretariat proposes for all, assesses, and
registers what was decided.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.access.duties import may_edit, stewards_of, valid, valid_days
from initiatives.access.roles import Permission, Visitor, may_propose, may_read, permissions
from initiatives.domain.vocabulary import OwnershipRole
from initiatives.models import Initiative, Organisation, Ownership, PlanChange, Stewardship, User


def proposes_for(user: Visitor, initiative: Initiative | None = None) -> Any:
    """The organisations in whose name the user may propose: those he or she is steward of, and of an `initiative` one
    is steward of its accountable owner; the office for all. As a queryset."""
    granted, rows = permissions(user), Organisation.objects.standing()
    if Permission.EDIT_ALL in granted:
        return rows
    if Permission.EDIT_STEWARDED not in granted or not isinstance(user, User):
        return rows.none()
    today = timezone.localdate()
    duties = Stewardship.objects.standing().filter(valid_days(today), user=user)
    own = Q(pk__in=duties.filter(organisation__isnull=False).values("organisation"))
    if initiative is not None and duties.filter(initiative=initiative).exists():
        accountable = Ownership.objects.standing().filter(valid(today), role=OwnershipRole.ACCOUNTABLE)
        own |= Q(pk__in=accountable.filter(initiative=initiative).values("organisation"))
    return rows.filter(own)


def may_judge(user: Visitor) -> bool:
    """May assess what is asked of a portfolio, and register what was decided."""
    return Permission.LOCK in permissions(user)


def may_take_back(user: Visitor, change: PlanChange) -> bool:
    """May withdraw a proposal: who made it, who may change its initiative, the stewards of the organisation that asks,
    and the office. At most two queries."""
    if not may_propose(user) or not isinstance(user, User):
        return False
    if change.proposer_id == user.pk or may_edit(user, change.initiative):
        return True
    return change.organisation is not None and user in stewards_of(change.organisation)


# ── the gates ────────────────────────────────────────────────────────────────────────────────────────────────────────


def proposer(user: Visitor) -> User:
    """The person, who may propose what comes into a portfolio. PermissionDenied for everybody else."""
    if not isinstance(user, User) or not may_propose(user):
        raise PermissionDenied(_("Bare tiltaksansvarlige og porteføljekontoret foreslår endringer i porteføljen."))
    return user


def judge(user: Visitor) -> User:
    """The person, who may assess proposals and register decisions. PermissionDenied for everybody else."""
    if not isinstance(user, User) or not may_judge(user):
        raise PermissionDenied(_("Bare porteføljekontoret vurderer forslag og fører vedtak om porteføljen."))
    return user


def plan_change(user: Visitor, uid: UUID) -> PlanChange:
    """What is asked of a plan, for acting on it. Http404 when unknown, PermissionDenied when the user reads nothing."""
    if not may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    related = ("initiative", "plan", "organisation", "main_goal", "decision", "proposer")
    change: PlanChange | None = PlanChange.objects.standing().filter(uid=uid).select_related(*related).first()
    if change is None or change.initiative.withdrawn_at is not None:
        raise Http404(str(uid))
    return change


def taking_back(user: Visitor, uid: UUID) -> PlanChange:
    """A proposal for withdrawing it. Http404 when unknown, PermissionDenied for those who did not make it."""
    change = plan_change(user, uid)
    if not may_take_back(user, change):
        raise PermissionDenied(_("Bare de som har foreslått endringen, og porteføljekontoret kan trekke den."))
    return change
