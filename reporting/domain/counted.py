"""What a count by colour counts: active initiatives, a programme or its parts but never both."""

from collections.abc import Iterator

from initiatives.domain.facts import Slice
from initiatives.domain.state import PortfolioState


def counted(state: PortfolioState) -> Iterator[Slice]:
    """The active initiatives that are no part of another active one, by code."""
    active = {each.uid: each for each in state.ordered if state.is_active(each)}
    return (each for each in active.values() if not _inside(each, active, state))


def _inside(part: Slice, active: dict[str, Slice], state: PortfolioState) -> bool:
    seen = {part.uid}
    whole = part.whole
    while whole and whole not in seen:
        if whole in active:
            return True
        seen.add(whole)
        above = state.slices.get(whole)
        whole = above.whole if above else None
    return False
