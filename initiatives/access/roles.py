"""What each role may do: a table of nouns."""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from initiatives.domain.vocabulary import Role
from initiatives.models import User


class Permission(StrEnum):
    """One thing a role may do."""

    READ = "read the register, every period and every chart"
    READ_WITHHELD = "read what is withheld from others, with its legal basis"
    EDIT_STEWARDED = "change and report on the initiatives one is steward of, and propose new ones"
    EDIT_ALL = "change every initiative, also on behalf of others"
    WHAT_IF = "try what-ifs and keep one's own"
    EXPORT = "take reports out and issue them"
    LOCK = "open, assess and lock reporting periods; set tolerances; decide on what comes into and out of the portfolio"
    AGENDA = "prepare agendas for the councils"
    MANAGE_PEOPLE = "manage people, roles and stewardships"
    MANAGE_REFERENCE = "manage organisations, documents and other reference data"


ROLES: dict[Role, frozenset[Permission]] = {
    Role.PROGRAMME_MANAGER: frozenset({Permission.READ, Permission.EDIT_STEWARDED, Permission.WHAT_IF}),
    Role.LEADERSHIP: frozenset({Permission.READ, Permission.READ_WITHHELD, Permission.WHAT_IF}),
    Role.SECRETARIAT: frozenset(
        {
            Permission.READ,
            Permission.READ_WITHHELD,
            Permission.EDIT_ALL,
            Permission.WHAT_IF,
            Permission.EXPORT,
            Permission.LOCK,
            Permission.AGENDA,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.MANAGE_PEOPLE, Permission.MANAGE_REFERENCE}),
}

Visitor = User | AnonymousUser

CHANGES = frozenset({Permission.EDIT_STEWARDED, Permission.EDIT_ALL})
"""What lets a person change things: what he or she keeps, or all."""

CHANGING = frozenset(role for role, granted in ROLES.items() if granted & CHANGES)
"""The roles of those who change things."""


def permissions(user: Visitor) -> frozenset[Permission]:
    """What the role gives; nothing to those who are not signed in, closed out, or of no known role."""
    if not isinstance(user, User) or not user.is_active or user.role not in ROLES:
        return frozenset()
    return ROLES[Role(user.role)]


def may_read(user: Visitor) -> bool:
    """May read the register."""
    return Permission.READ in permissions(user)


def may_export(user: Visitor) -> bool:
    """May take reports out and issue them."""
    return Permission.EXPORT in permissions(user)


def may_try(user: Visitor) -> bool:
    """May try what-ifs and keep one's own."""
    return Permission.WHAT_IF in permissions(user)


def may_lock(user: Visitor) -> bool:
    """May run reporting periods and lock them."""
    return Permission.LOCK in permissions(user)


def may_propose(user: Visitor) -> bool:
    """May propose that an initiative comes into, is moved in, or goes out of the portfolio."""
    return bool(permissions(user) & CHANGES)


def may_prepare_agendas(user: Visitor) -> bool:
    """May call meetings and set up their agendas."""
    return Permission.AGENDA in permissions(user)


def may_edit_all(user: Visitor) -> bool:
    """May change every initiative, also on behalf of others."""
    return Permission.EDIT_ALL in permissions(user)


def administers(user: Visitor) -> bool:
    """Manages people and reference data."""
    return Permission.MANAGE_PEOPLE in permissions(user)
