"""The two sides of a dependency: the giver is its predecessor, the receiver its successor."""

from initiatives.domain.vocabulary import Basis, Side
from initiatives.models import Dependency, ExternalParty, Initiative, Milestone

END = {Side.GIVER: "predecessor", Side.RECEIVER: "successor"}
RELATED = [
    f"{end}_{part}"
    for end in END.values()
    for part in ("initiative", "milestone", "milestone__initiative", "external", "external__follower")
]
"""What to fetch with a dependency, so that asking for its sides costs no query."""


def milestone_of(dependency: Dependency, side: Side) -> Milestone | None:
    """The milestone on a side, None where the whole initiative or an external party stands there."""
    found: Milestone | None = getattr(dependency, f"{END[side]}_milestone")
    return found


def initiative_of(dependency: Dependency, side: Side) -> Initiative | None:
    """The initiative on a side, a milestone's owner included; None where an external party stands there."""
    milestone = milestone_of(dependency, side)
    found: Initiative | None = milestone.initiative if milestone else getattr(dependency, f"{END[side]}_initiative")
    return found


def external_of(dependency: Dependency, side: Side) -> ExternalParty | None:
    """The external party on a side, if one stands there."""
    found: ExternalParty | None = getattr(dependency, f"{END[side]}_external")
    return found


def is_example(dependency: Dependency) -> bool:
    """Whether the contract is made up: it says so itself, or one of its sides is."""
    wholes = (initiative_of(dependency, side) or external_of(dependency, side) for side in Side)
    return dependency.basis == Basis.EXAMPLE or any(each is not None and each.example for each in wholes)
