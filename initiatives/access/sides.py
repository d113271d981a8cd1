"""Who speaks for a side of a contract, and for an external party."""

from django.db.models import Q

from initiatives.access.duties import editable, editable_codes, stewarded, stewards_of
from initiatives.access.roles import CHANGES, Permission, Visitor, may_edit_all, permissions
from initiatives.domain.negotiation import other
from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency, ExternalParty, User
from initiatives.models.sides import END, RELATED, external_of, initiative_of


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
    if not isinstance(user, User) or not permissions(user) & CHANGES:
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
