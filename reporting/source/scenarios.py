"""Reading kept what-ifs: one's own and those others have shared. Nobody sees another's that is not shared."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from initiatives.access import Visitor, may_try
from initiatives.models import User
from reporting.models import Scenario


def kept(user: Visitor) -> list[Scenario]:
    """One's own by name, then what others have shared. One query."""
    if not may_try(user) or not isinstance(user, User):
        return []
    rows = Scenario.objects.standing().filter(Q(author=user) | Q(shared=True)).select_related("author")
    return sorted(rows, key=lambda each: (each.author_id != user.pk, each.name.casefold(), each.pk))


def scenario_of(user: Visitor, uid: UUID) -> Scenario:
    """The kept what-if of that uid. Http404 when there is none for this user, PermissionDenied for who tries none."""
    if not may_try(user):
        raise PermissionDenied(_("Du har ikke tilgang til å prøve hva om."))
    found: Scenario | None = (
        Scenario.objects.standing().filter(Q(author=user) | Q(shared=True), uid=uid).select_related("author").first()
    )
    if found is None:
        raise Http404(str(uid))
    return found
