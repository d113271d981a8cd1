"""Binding links between milestones must stay free of circles. Mutual dependence of whole initiatives is allowed."""

from collections import deque
from itertools import groupby

from initiatives.domain.graph import Edge
from initiatives.domain.refusals import Circle
from initiatives.domain.vocabulary import DependencyState
from initiatives.models import Dependency, Milestone
from initiatives.notices import withheld

# Disputed links are not scheduled, but may be agreed on any day: they count here.
LIVE = (DependencyState.PROPOSED, DependencyState.ACCEPTED, DependencyState.DISPUTED)


def refuse_circle(field: str, new: "list[tuple[int, int]]", *, without: "list[Edge] | None" = None) -> None:
    """Raise Circle when the standing links with these new ones (predecessor, successor by id) close on themselves.

    Call it with the revision held, so that two writers cannot close a circle together. `without` are links the write
    takes away.
    """
    added = {(str(predecessor), str(successor)) for predecessor, successor in new}
    edges = (set(standing_edges()) - set(without or ())) | added
    for predecessor, successor in sorted(added):
        path = _through(predecessor, successor, edges)
        if path:
            raise Circle(field, _names(path))


def _through(predecessor: str, successor: str, edges: "set[Edge]") -> tuple[str, ...]:
    """The shortest circle over this link, beginning and ending at its predecessor; empty when there is none."""
    following: dict[str, list[str]] = {}
    for a, b in sorted(edges):
        following.setdefault(a, []).append(b)
    came_from: dict[str, str] = {successor: predecessor}
    pending = deque([successor])
    while pending:
        here = pending.popleft()
        if here == predecessor:
            return _back(predecessor, came_from)
        for each in following.get(here, ()):
            if each not in came_from:
                came_from[each] = here
                pending.append(each)
    return ()


def _back(end: str, came_from: dict[str, str]) -> tuple[str, ...]:
    path = [end, came_from[end]]
    while path[-1] != end:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def standing_edges() -> "list[Edge]":
    """What waits for what now: agreed links between milestones, declared predecessors, and «følger etter forrige»."""
    links = (
        Dependency.objects.standing()
        .filter(binding=True, state__in=LIVE, predecessor_milestone__isnull=False, successor_milestone__isnull=False)
        .values_list("predecessor_milestone", "successor_milestone")
    )
    return [(str(a), str(b)) for a, b in links] + _inner()


def _inner() -> "list[Edge]":
    rows = (
        Milestone.objects.standing()
        .filter(initiative__withdrawn_at__isnull=True)
        .order_by("initiative", "position", "key")
        .values_list("initiative", "id", "predecessor", "initiative__sequential")
    )
    edges: list[Edge] = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        before = None
        for _, milestone, declared, sequential in group:
            earlier = declared or (before if sequential else None)
            if earlier is not None:
                edges.append((str(earlier), str(milestone)))
            before = milestone
    return edges


def _names(path: tuple[str, ...]) -> tuple[str, ...]:
    """A circle runs through other people's plans: a name that is withheld is told by its initiative's code alone."""
    rows = list(
        Milestone.objects.filter(pk__in=set(path)).values_list("id", "uid", "initiative__code", "name", named=True)
    )
    hidden = withheld(each.uid for each in rows)
    names = {
        str(each.id): each.initiative__code
        if "name" in hidden.get(each.uid.hex, ())
        else f"{each.initiative__code} {each.name}"
        for each in rows
    }
    return tuple(names[each] for each in path)
