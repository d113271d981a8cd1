"""Who may do what. The first half is a table of nouns; the second the gates that fetch and answer in one step.

Everyone who is signed in reads the register. A tiltaksansvarlig changes the initiatives he or she is steward of: named
on the initiative, or on an organisation that is its accountable owner or reports on it, today; deputies included.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.domain import free_text
from initiatives.domain.negotiation import other
from initiatives.domain.vocabulary import Audience, OwnershipRole, Role, Side
from initiatives.models import (
    Dependency,
    ExternalParty,
    Initiative,
    Organisation,
    Ownership,
    ReportingLine,
    Stewardship,
    User,
)
from initiatives.models.sides import END, RELATED, external_of, initiative_of

# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def may_try(user: Visitor) -> bool:
    """May try what-ifs and keep one's own."""
    return Permission.WHAT_IF in permissions(user)


def may_lock(user: Visitor) -> bool:
    """May run reporting periods and lock them."""
    return Permission.LOCK in permissions(user)


def may_report(user: Visitor, initiative: Initiative, organisation: Organisation | None) -> bool:
    """May report on the initiative for an organisation: its stewards, those of the initiative itself when they work
    there or nobody is named, and the office for everybody (then on somebody's word). At most two queries."""
    return may_edit_all(user) or reports_for(user, initiative, organisation)


def reports_for(user: Visitor, initiative: Initiative, organisation: Organisation | None) -> bool:
    """Whether the report is the user's own to give, and not on others' word. At most two queries."""
    if not isinstance(user, User) or not permissions(user) & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL}:
        return False
    return initiative.withdrawn_at is None and user in reporters(initiative, organisation)


def reporters(initiative: Initiative, organisation: Organisation | None) -> list[User]:
    """Those whose duty it is, today, to report on the initiative for an organisation: its stewards and the initiative's
    own; where another organisation reports too, of the latter only those who work here. By sign-in name; two queries.
    """
    if initiative.withdrawn_at is not None:
        return []
    own = _on_duty(Q(initiative=initiative))
    if organisation is None:
        return stewards(initiative)
    today = timezone.localdate()
    lines = ReportingLine.objects.standing().filter(_valid(today), initiative=initiative)
    if lines.exclude(organisation=organisation).exists():
        own = [each for each in own if each.organisation_id == organisation.pk]
    found = {each.pk: each for each in (*_on_duty(Q(organisation=organisation)), *own)}
    return sorted(found.values(), key=lambda each: each.username)


def reporters_of(reports: Iterable[tuple[Initiative, Organisation | None]]) -> list[list[User]]:
    """`reporters` of many reports at once, in their order. Four queries, however many they are."""
    wanted = list(reports)
    parts = {initiative.pk for initiative, _ in wanted}
    today = timezone.localdate()
    of_part, of_body = _duties_by_subject()
    lines, owners = defaultdict(set), defaultdict(set)
    for part, body in (
        ReportingLine.objects.standing()
        .filter(_valid(today), initiative__in=parts)
        .values_list("initiative_id", "organisation_id")
    ):
        lines[part].add(body)
    owned = Ownership.objects.standing().filter(_valid(today), initiative__in=parts, role=OwnershipRole.ACCOUNTABLE)
    for part, body in owned.values_list("initiative_id", "organisation_id"):
        owners[part].add(body)

    def found(part: Initiative, body: Organisation | None) -> list[User]:
        if part.withdrawn_at is not None:
            return []
        own = of_part.get(part.pk, [])
        if body is None:
            bodies = lines[part.pk] | owners[part.pk]
        else:
            bodies = {body.pk}
            if lines[part.pk] - bodies:
                own = [each for each in own if each.organisation_id == body.pk]
        people = {each.pk: each for each in (*own, *(one for pk in bodies for one in of_body.get(pk, [])))}
        return sorted(people.values(), key=lambda each: each.username)

    return [found(part, body) for part, body in wanted]


def _duties_by_subject() -> tuple[dict[int, list[User]], dict[int, list[User]]]:
    """id of an initiative, and of an organisation, → those with a stewardship of it today."""
    roles = [role for role, granted in ROLES.items() if granted & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL}]
    duties = Stewardship.objects.standing().filter(
        _valid_days(timezone.localdate()), user__is_active=True, user__role__in=roles
    )
    of_part: dict[int, list[User]] = defaultdict(list)
    of_body: dict[int, list[User]] = defaultdict(list)
    for duty in duties.select_related("user__organisation"):
        if duty.initiative_id is not None:
            of_part[duty.initiative_id].append(duty.user)
        elif duty.organisation_id is not None:
            of_body[duty.organisation_id].append(duty.user)
    return of_part, of_body


def may_propose(user: Visitor) -> bool:
    """May propose that an initiative comes into, is moved in, or goes out of the portfolio."""
    return bool(permissions(user) & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL})


def may_prepare_agendas(user: Visitor) -> bool:
    """May call meetings and set up their agendas."""
    return Permission.AGENDA in permissions(user)


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


def may_speak(user: Visitor, dependency: Dependency, side: Side) -> bool:
    """May speak for a side of a contract. At most one query when its sides are fetched (`sides.RELATED`).

    For an initiative those who may change it; for an external party the stewards of its follower (ansvarlig for
    oppfølging), and without a follower those who may change the initiative on the other side.
    """
    whole = initiative_of(dependency, side)
    if whole is not None and whole.withdrawn_at is not None:
        return False
    return may_edit_all(user) or keeps(user, dependency, side) or _stands_in(user, dependency, side)


def keeps(user: Visitor, dependency: Dependency, side: Side) -> bool:
    """Whether a side is the user's own to speak for, and not on others' word. At most one query."""
    if not isinstance(user, User) or not permissions(user) & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL}:
        return False
    external = external_of(dependency, side)
    if external is not None:
        return external.follower is not None and user in stewards_of(external.follower)
    whole = initiative_of(dependency, side)
    return whole is not None and stewarded(user, whole)


def _stands_in(user: Visitor, dependency: Dependency, side: Side) -> bool:
    """Whether the user writes in what an external party nobody follows has said: never as his or her own word, or one
    person would agree with him- or herself."""
    external = external_of(dependency, side)
    return external is not None and external.follower is None and keeps(user, dependency, other(side))


def stewarded(user: User, initiative: Initiative) -> bool:
    """Whether the user is steward of the initiative, or of an organisation that owns or reports on it. One query."""
    standing = Initiative.objects.standing().filter(_stewarded(user, timezone.localdate()), pk=initiative.pk)
    return bool(standing.exists())


def kept(user: Visitor) -> tuple[frozenset[str], frozenset[str]]:
    """What the user keeps, for lists: uids of initiatives he or she is steward of, and of the organisations; an
    organisation speaks for the external parties it follows. What the office may do for others is not in it. At most two
    queries."""
    if not isinstance(user, User) or not permissions(user) & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL}:
        return frozenset(), frozenset()
    today = timezone.localdate()
    duties = Stewardship.objects.standing().filter(_valid_days(today), user=user, organisation__isnull=False)
    organisations = frozenset(uid.hex for uid in duties.values_list("organisation__uid", flat=True))
    parts = Initiative.objects.standing().filter(_stewarded(user, today)).values_list("uid", flat=True)
    return frozenset(uid.hex for uid in parts), organisations


def may_edit_external(user: Visitor, party: ExternalParty) -> bool:
    """May change what is said of an external party: the office, those who manage reference data, and the stewards of
    an initiative that has a contract with it. At most two queries."""
    if permissions(user) & {Permission.EDIT_ALL, Permission.MANAGE_REFERENCE}:
        return True
    mine = editable(user).values("pk")
    return any(
        Dependency.objects.standing()
        .filter(
            Q(**{f"{END[other(side)]}_initiative__in": mine})
            | Q(**{f"{END[other(side)]}_milestone__initiative__in": mine}),
            **{f"{END[side]}_external": party},
        )
        .exists()
        for side in Side
    )


def may_name_follower(user: Visitor, party: ExternalParty) -> bool:
    """May say who speaks for an external party: as above, but its follower's stewards, and of those with a contract
    only who may change every initiative that has one. At most three queries."""
    if permissions(user) & {Permission.EDIT_ALL, Permission.MANAGE_REFERENCE}:
        return True
    if isinstance(user, User) and party.follower is not None and user in stewards_of(party.follower):
        return True
    theirs = Q(predecessor_external=party) | Q(successor_external=party)
    others = Dependency.objects.standing().filter(theirs).select_related(*RELATED)
    mine = editable_codes(user)
    wholes = (initiative_of(each, side) for each in others for side in Side)
    return all(whole.code in mine for whole in wholes if whole is not None)


def stewards(initiative: Initiative) -> list[User]:
    """Those whose duty it is, today, to keep the initiative: the mirror of `editable`. By sign-in name; one query.

    The secretariat may change all and is among them only where a person of it is named.
    """
    if initiative.withdrawn_at is not None:
        return []
    today = timezone.localdate()
    owners = Ownership.objects.standing().filter(_valid(today), initiative=initiative, role=OwnershipRole.ACCOUNTABLE)
    reporters = ReportingLine.objects.standing().filter(_valid(today), initiative=initiative)
    return _on_duty(
        Q(initiative=initiative)
        | Q(organisation__in=owners.values("organisation"))
        | Q(organisation__in=reporters.values("organisation"))
    )


def stewards_of(organisation: Organisation) -> list[User]:
    """Those whose duty it is, today, to keep what the organisation owns or follows. By sign-in name; one query."""
    return _on_duty(Q(organisation=organisation))


def office() -> list[User]:
    """The secretariat (porteføljekontoret), which stands in where a side has nobody. By sign-in name; one query."""
    return list(User.objects.filter(is_active=True, role=Role.SECRETARIAT).order_by("username"))


def _on_duty(duty: Q) -> list[User]:
    """Active users whose role lets them change things, with such a stewardship today."""
    roles = [role for role, granted in ROLES.items() if granted & {Permission.EDIT_STEWARDED, Permission.EDIT_ALL}]
    duties = Stewardship.objects.standing().filter(_valid_days(timezone.localdate()), duty)
    users = User.objects.filter(is_active=True, role__in=roles, pk__in=duties.values("user"))
    return list(users.order_by("username"))


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


class Speaking(NamedTuple):
    """A contract with its sides fetched, and those of them the person may speak for; never none."""

    dependency: Dependency
    sides: frozenset[Side]


def speaking(user: Visitor, uid: UUID, *, withdrawn: bool = False) -> Speaking:
    """The contract for acting on it. Http404 when unknown or withdrawn (`withdrawn`: found all the same, so that what
    was typed in the meantime is not lost), PermissionDenied for those who stand on neither side."""
    if not may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    rows = Dependency.objects.all() if withdrawn else Dependency.objects.standing()
    dependency: Dependency | None = rows.filter(uid=uid).select_related(*RELATED).first()
    if dependency is None:
        raise Http404(str(uid))
    sides = frozenset(side for side in Side if may_speak(user, dependency, side))
    if not sides:
        raise PermissionDenied(_("Bare partene i avtalen kan svare på den. Spør porteføljekontoret om tilgang."))
    return Speaking(dependency, sides)


def editable_external(user: Visitor, uid: UUID) -> ExternalParty:
    """The external party for changing. Http404 when unknown, PermissionDenied when the user may not change it."""
    if not may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    party: ExternalParty | None = ExternalParty.objects.standing().filter(uid=uid).first()
    if party is None:
        raise Http404(str(uid))
    if not may_edit_external(user, party):
        raise PermissionDenied(_("Bare de som har en avtale med parten kan endre den. Spør porteføljekontoret."))
    return party


def preparer(user: Visitor) -> User:
    """The person, who may set up agendas. PermissionDenied for everybody else."""
    if not isinstance(user, User) or not may_prepare_agendas(user):
        raise PermissionDenied(_("Bare porteføljekontoret setter opp saklister."))
    return user


def runner(user: Visitor) -> User:
    """The person, who may run reporting periods. PermissionDenied for everybody else."""
    if not isinstance(user, User) or not may_lock(user):
        raise PermissionDenied(_("Bare porteføljekontoret styrer rapporteringen."))
    return user


def _known(code: str) -> Initiative:
    rows = Initiative.objects.standing().filter(code=code)
    initiative: Initiative | None = rows.first() if free_text.is_plain(code) else None
    if initiative is None:
        raise Http404(code)
    return initiative
