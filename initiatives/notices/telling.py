"""What actions call, inside their write: tell those on the other side what has happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from initiatives.domain.negotiation import NEGOTIATED, other
from initiatives.domain.vocabulary import DateRole, NoticeKind, Side
from initiatives.models import Dependency, Meeting, Milestone, User
from initiatives.models.sides import END, RELATED, external_of, initiative_of
from initiatives.notices.outbox import put
from initiatives.notices.recipients import Recipients, recipients
from initiatives.notices.told import News, tell

NOTHING = News()


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone's dates that got another value: role → before and after. `words`: the reason, in `language`."""

    milestone: Milestone
    dates: Mapping[DateRole, tuple[Any, Any]]
    words: str = ""
    language: str = ""


def tell_other_side(
    *,
    kind: NoticeKind,
    dependency: Dependency,
    side: Side,
    actor: str,
    user: User | None,
    news: News = NOTHING,
) -> int:
    """Tell those on the other side than `side`, which acted. How many were told; the actor never is.

    `dependency` is as it stands after the act; `actor` is who acted by name, `user` the person, if it was one.
    """
    to = other(side)
    return _tell(kind, dependency, to, recipients(dependency, to), by=side, actor=actor, user=user, news=news)


def tell_both_sides(
    *, dependency: Dependency, meeting: Meeting | None, actor: str, user: User | None, news: News = NOTHING
) -> int:
    """Tell both sides that the office has put the contract on an agenda. Who stands on both is told once."""
    told: set[int] = set()
    count = 0
    case = News(words=news.words, language=news.language, meeting=meeting)
    for side in Side:
        found = recipients(dependency, side)
        fresh = Recipients([each for each in found.users if each.pk not in told], found.stand_in)
        told |= {each.pk for each in fresh.users}
        count += _tell(NoticeKind.CASED, dependency, side, fresh, by=None, actor=actor, user=user, news=case)
    return count


def tell_of_moves(*, moves: Iterable[Moved], actor: str, user: User | None) -> int:
    """Tell whoever waits for these milestones, or is waited for by them, that they got new dates; how many rows.

    Only contracts two owners have dealt with: nobody has asked to hear of what is merely noted. One query for the
    contracts, at most two for each party on the other side, and one for each contract that is told of.
    """
    by_milestone = _merged(moves)
    if not by_milestone:
        return 0
    known: dict[Any, Recipients] = {}
    count = 0
    for dependency in _contracts(by_milestone):
        for side in Side:
            move = by_milestone.get(getattr(dependency, f"{END[side]}_milestone_id"))
            if move is None:
                continue
            to = other(side)
            party = initiative_of(dependency, to) or external_of(dependency, to)
            if party not in known:
                known[party] = recipients(dependency, to)
            news = News(
                {role.value: dates for role, dates in move.dates.items()}, move.words, move.language, move.milestone
            )
            count += _tell(NoticeKind.MOVED, dependency, to, known[party], by=side, actor=actor, user=user, news=news)
    return count


def _merged(moves: Iterable[Moved]) -> dict[int, Moved]:
    """One move for each milestone, by its id: from the date before the first to the one after the last."""
    found: dict[int, Moved] = {}
    for move in moves:
        if move.dates:
            earlier = found.get(move.milestone.pk)
            found[move.milestone.pk] = move if earlier is None else _joined(earlier, move)
    return found


def _joined(first: Moved, last: Moved) -> Moved:
    known = dict(first.dates)
    dates = {role: (known.get(role, given)[0], given[1]) for role, given in last.dates.items()}
    return replace(last, dates=known | dates, words=" ".join(filter(None, (first.words, last.words))))


def _contracts(milestones: Iterable[int]) -> list[Dependency]:
    touched = Q(predecessor_milestone__in=milestones) | Q(successor_milestone__in=milestones)
    rows = Dependency.objects.standing().filter(touched, state__in=NEGOTIATED).select_related(*RELATED)
    return list(rows.order_by("key"))


def _tell(
    kind: NoticeKind,
    dependency: Dependency,
    to: Side,
    found: Recipients,
    *,
    by: Side | None,
    actor: str,
    user: User | None,
    news: News,
) -> int:
    return put(
        kind=kind,
        recipients=found.users,
        dependency=dependency,
        initiative=initiative_of(dependency, to),
        values=tell(kind, dependency, to, news, by=by, user=user, stand_in=found.stand_in),
        actor=actor,
        besides=user,
    )
