"""Who may do what. The first half is a table of nouns; the second the gates that fetch and answer in one step.

Everyone who is signed in reads the register. A tiltaksansvarlig changes the initiatives he or she is steward of: named
on the initiative, or on an organisation that is its accountable owner or reports on it, today; deputies included.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import free_text
from initiatives.domain.vocabulary import Audience, OwnershipRole, Role
from initiatives.models import Initiative, Ownership, ReportingLine, Stewardship, User

# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Permission(StrEnum):
    """One thing a role may do."""

    READ = "read the register, every period and every chart"
    READ_WITHHELD = "read what is withheld from others, with its legal basis"
    EDIT_STEWARDED = "change the initiatives one is steward of"
    EDIT_ALL = "change every initiative, also on behalf of others"
    EXPORT = "take reports out and issue them"
    LOCK = "open, assess and lock reporting periods"
    MANAGE_PEOPLE = "manage people, roles and stewardships"
    MANAGE_REFERENCE = "manage organisations, documents and other reference data"


ROLES: dict[Role, frozenset[Permission]] = {
    Role.PROGRAMME_MANAGER: frozenset({Permission.READ, Permission.EDIT_STEWARDED}),
    Role.LEADERSHIP: frozenset({Permission.READ, Permission.READ_WITHHELD}),
    Role.SECRETARIAT: frozenset(
        {Permission.READ, Permission.READ_WITHHELD, Permission.EDIT_ALL, Permission.EXPORT, Permission.LOCK}
    ),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.MANAGE_PEOPLE, Permission.MANAGE_REFERENCE}),
}

Visitor = User | AnonymousUser


# ── what a person may ────────────────────────────────────────────────────────────────────────────────────────────────


def permissions(user: Visitor) -> frozenset[Permission]:
    """What the role gives; nothing to those who are not signed in, closed out, or of no known role."""
    if not isinstance(user, User) or not user.is_active or user.role not in ROLES:
        return frozenset()
    return ROLES[Role(user.role)]


def may_read(user: Visitor) -> bool:
    """May read the register."""
    return Permission.READ in permissions(user)


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


def may_export(user: Visitor) -> bool:
    """May take reports out and issue them."""
    return Permission.EXPORT in permissions(user)


def may_lock(user: Visitor) -> bool:
    """May run reporting periods and lock them."""
    return Permission.LOCK in permissions(user)


def may_edit_all(user: Visitor) -> bool:
    """May change every initiative, also on behalf of others."""
    return Permission.EDIT_ALL in permissions(user)


def administers(user: Visitor) -> bool:
    """Manages people and reference data."""
    return Permission.MANAGE_PEOPLE in permissions(user)


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


def _stewarded(user: User, today: date) -> Q:
    """Steward of the initiative itself, of its accountable owner, or of an organisation that reports on it."""
    duties = Stewardship.objects.standing().filter(_valid_days(today), user=user)
    organisations = duties.filter(organisation__isnull=False).values("organisation")
    owned = Ownership.objects.standing().filter(
        _valid(today), role=OwnershipRole.ACCOUNTABLE, organisation__in=organisations
    )
    reported = ReportingLine.objects.standing().filter(_valid(today), organisation__in=organisations)
    return (
        Q(pk__in=duties.filter(initiative__isnull=False).values("initiative"))
        | Q(pk__in=owned.values("initiative"))
        | Q(pk__in=reported.values("initiative"))
    )


def _valid_days(today: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=today)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def _valid(today: date) -> Q:
    """A partial date is read to the holder's advantage: from its first day, to its last."""
    return (Q(valid_from_earliest__isnull=True) | Q(valid_from_earliest__lte=today)) & (
        Q(valid_to_latest__isnull=True) | Q(valid_to_latest__gte=today)
    )


# ── the gates ────────────────────────────────────────────────────────────────────────────────────────────────────────


def readable_initiative(user: Visitor, code: str) -> Initiative:
    """The initiative for reading. Http404 when unknown, PermissionDenied when the user reads nothing."""
    if not may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    return _known(code)


def editable_initiative(user: Visitor, code: str) -> Initiative:
    """The initiative for changing. Http404 when unknown, PermissionDenied when the user may not change it."""
    initiative = readable_initiative(user, code)
    if not may_edit(user, initiative):
        raise PermissionDenied(_("Du kan bare endre tiltak du er ansvarlig for. Spør porteføljekontoret om tilgang."))
    return initiative


def _known(code: str) -> Initiative:
    rows = Initiative.objects.standing().filter(code=code)
    initiative: Initiative | None = rows.first() if free_text.is_plain(code) else None
    if initiative is None:
        raise Http404(code)
    return initiative
