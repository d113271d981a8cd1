"""Whose duty an initiative is, today: the stewards of it, of its accountable owner, or of who reports on it; deputies
included. They may change it, and hear of what concerns it."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from initiatives.access.roles import CHANGES, CHANGING, Permission, Visitor, permissions
from initiatives.domain.vocabulary import Audience, OwnershipRole, Role
from initiatives.models import Initiative, Organisation, Ownership, ReportingLine, Stewardship, User


def audience(user: Visitor) -> tuple[Audience, frozenset[str]]:
    """Whom pages are projected for, and the uids of the initiatives whose withheld values the user sees all the same.

    A tiltaksansvarlig sees what is withheld of the initiatives he or she may change, and of no other. One query.
    """
    granted = permissions(user)
    if Permission.READ_WITHHELD in granted:
        return Audience.INTERNAL, frozenset()
    if Permission.EDIT_STEWARDED in granted:
        return Audience.BOARD, frozenset(uid.hex for uid in editable(user).values_list("uid", flat=True))
    return Audience.BOARD, frozenset()


def may_edit(user: Visitor, initiative: Initiative) -> bool:
    """May change this initiative. At most one query."""
    return initiative.withdrawn_at is None and editable(user).filter(pk=initiative.pk).exists()


def editable_codes(user: Visitor) -> frozenset[str]:
    """Codes of every initiative the user may change. At most one query."""
    return frozenset(editable(user).values_list("code", flat=True))


def editable(user: Visitor) -> Any:
    """The initiatives the user may change, as a queryset. Withdrawn ones are nobody's to change."""
    granted = permissions(user)
    standing = Initiative.objects.standing()
    if Permission.EDIT_ALL in granted:
        return standing
    if Permission.EDIT_STEWARDED in granted and isinstance(user, User):
        return standing.filter(_stewarded(user, timezone.localdate()))
    return standing.none()


def stewarded(user: User, initiative: Initiative) -> bool:
    """Whether the user is steward of the initiative, or of an organisation that owns or reports on it. One query."""
    standing = Initiative.objects.standing().filter(_stewarded(user, timezone.localdate()), pk=initiative.pk)
    return bool(standing.exists())


def kept(user: Visitor) -> tuple[frozenset[str], frozenset[str]]:
    """What the user keeps, for lists: uids of initiatives he or she is steward of, and of the organisations; an
    organisation speaks for the external parties it follows. What the office may do for others is not in it. At most two
    queries."""
    if not isinstance(user, User) or not permissions(user) & CHANGES:
        return frozenset(), frozenset()
    today = timezone.localdate()
    duties = Stewardship.objects.standing().filter(valid_days(today), user=user, organisation__isnull=False)
    organisations = frozenset(uid.hex for uid in duties.values_list("organisation__uid", flat=True))
    parts = Initiative.objects.standing().filter(_stewarded(user, today)).values_list("uid", flat=True)
    return frozenset(uid.hex for uid in parts), organisations


def stewards(initiative: Initiative) -> list[User]:
    """Those whose duty it is, today, to keep the initiative: the mirror of `editable`. By sign-in name; one query.

    The secretariat may change all and is among them only where a person of it is named.
    """
    if initiative.withdrawn_at is not None:
        return []
    today = timezone.localdate()
    owners = Ownership.objects.standing().filter(valid(today), initiative=initiative, role=OwnershipRole.ACCOUNTABLE)
    reporters = ReportingLine.objects.standing().filter(valid(today), initiative=initiative)
    return on_duty(
        Q(initiative=initiative)
        | Q(organisation__in=owners.values("organisation"))
        | Q(organisation__in=reporters.values("organisation"))
    )


def stewards_of(organisation: Organisation) -> list[User]:
    """Those whose duty it is, today, to keep what the organisation owns or follows. By sign-in name; one query."""
    return on_duty(Q(organisation=organisation))


def office() -> list[User]:
    """The secretariat (porteføljekontoret), which stands in where a side has nobody. By sign-in name; one query."""
    return list(User.objects.filter(is_active=True, role=Role.SECRETARIAT).order_by("username"))


def on_duty(duty: Q) -> list[User]:
    """Active users whose role lets them change things, with such a stewardship today."""
    duties = Stewardship.objects.standing().filter(valid_days(timezone.localdate()), duty)
    users = User.objects.filter(is_active=True, role__in=CHANGING, pk__in=duties.values("user"))
    return list(users.order_by("username"))


def _stewarded(user: User, today: date) -> Q:
    """Steward of the initiative itself, of its accountable owner, or of an organisation that reports on it."""
    duties = Stewardship.objects.standing().filter(valid_days(today), user=user)
    organisations = duties.filter(organisation__isnull=False).values("organisation")
    owned = Ownership.objects.standing().filter(
        valid(today), role=OwnershipRole.ACCOUNTABLE, organisation__in=organisations
    )
    reported = ReportingLine.objects.standing().filter(valid(today), organisation__in=organisations)
    return (
        Q(pk__in=duties.filter(initiative__isnull=False).values("initiative"))
        | Q(pk__in=owned.values("initiative"))
        | Q(pk__in=reported.values("initiative"))
    )


def valid_days(today: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=today)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def valid(today: date) -> Q:
    """A partial date is read to the holder's advantage: from its first day, to its last."""
    return (Q(valid_from_earliest__isnull=True) | Q(valid_from_earliest__lte=today)) & (
        Q(valid_to_latest__isnull=True) | Q(valid_to_latest__gte=today)
    )
