"""Who is told of what happens to a dependency: those on duty on a side, else the office."""

from typing import NamedTuple

from initiatives import access
from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency, User
from initiatives.models.sides import external_of, initiative_of


class Recipients(NamedTuple):
    """Who is told, and whether it is the office that stands in because the side has nobody."""

    users: list[User]
    stand_in: bool


def of_side(dependency: Dependency, side: Side) -> list[User]:
    """The stewards of the side's initiative; of an external party those of its follower; else the office."""
    return recipients(dependency, side).users


def recipients(dependency: Dependency, side: Side) -> Recipients:
    """The same, and whether the office stands in. At most two queries when the sides are fetched."""
    on_duty = _on_duty(dependency, side)
    return Recipients(on_duty or access.office(), stand_in=not on_duty)


def _on_duty(dependency: Dependency, side: Side) -> list[User]:
    initiative = initiative_of(dependency, side)
    if initiative is not None:
        return access.stewards(initiative)
    external = external_of(dependency, side)
    if external is None or external.follower is None:
        return []
    return access.stewards_of(external.follower)
