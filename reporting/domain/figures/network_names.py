"""What the nodes of the portfolio's network are called."""

from initiatives.domain.agreements import Party
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Side
from reporting.domain.figures.coordination import Named, named


def node_named(state: PortfolioState, key: str) -> Named:
    """A node by its names: a milestone with its initiative, or the external party of an agreement. One that is not
    known in this state has none."""
    fact = state.dependencies.get(key)
    if fact is not None and fact.predecessor.external:
        outside = state.registers.externals.get(fact.predecessor.external)
        organisation = outside.organisation if outside else None
        return named(state, Party(Side.GIVER, external=fact.predecessor.external, organisation=organisation))
    uid = state.milestone_owner.get(key)
    part = state.slices.get(uid or "")
    owner = state.owner(part) if part else None
    return named(state, Party(Side.GIVER, uid, key, organisation=owner.uid if owner else None))


def is_example(name: Named) -> bool:
    """Whether it is an invented one."""
    return bool((name.part and name.part.example) or (name.external and name.external.example))
