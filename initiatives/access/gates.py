"""The gates: each fetches what is asked for and answers whether the person may, in one step."""

from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from initiatives.access.duties import may_edit
from initiatives.access.roles import Visitor, may_lock, may_prepare_agendas, may_read
from initiatives.access.sides import may_edit_external, may_speak
from initiatives.domain import free_text
from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency, ExternalParty, Initiative, User
from initiatives.models.sides import RELATED


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
