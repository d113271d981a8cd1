"""One write on a dependency contract from one of its sides: who may speak for the side and on whose word, whether the
contract still stands as it was seen, and that the other side is told, in the same transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from initiatives import access, notices
from initiatives.actions import edits
from initiatives.actions.values import same, stored
from initiatives.actions.writing import By, Writing, writing
from initiatives.domain import behalf, free_text
from initiatives.domain.negotiation import Move, leads_to, moves, other
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.domain.vocabulary import NoticeKind, OwnershipRole, Side
from initiatives.models import Dependency, DependencyConfirmation, Initiative, Organisation, Ownership, User
from initiatives.models.sides import RELATED, external_of, initiative_of

NOTHING = notices.News()
NEW_TERMS = "nye vilkår"
"""Why confirmations are taken back with the terms they were about."""


@contextmanager
def speaking_for(
    *, by: By, dependency: Dependency, side: Side, given_by: str = "", reason: str = "", needs_word: bool = True
) -> Iterator[tuple[Writing, Dependency]]:
    """Open one write on a contract for a side. Gives the contract as it stands under the lock, its sides fetched.

    `given_by` is who stood behind it, which the office must say (`needs_word`). Raises PermissionDenied and Refused.
    """
    name = free_text.one_line(given_by)
    with writing(
        by=by,
        initiative=_home(dependency, side),
        others=parties(dependency),
        reason=behalf.kept(free_text.one_line(reason), name),
        may=lambda user, _: access.may_speak(user, dependency, side),
    ) as write:
        if needs_word and not name:
            refuse_borrowed(write, dependency, side)
        yield write, fresh(dependency)


def fresh(dependency: Dependency) -> Dependency:
    """The contract as it stands now, with its sides."""
    found: Dependency = Dependency.objects.select_related(*RELATED).get(pk=dependency.pk)
    return found


def parties(dependency: Dependency) -> list[Initiative]:
    """The initiatives on its two sides, a milestone's owner included."""
    return [each for side in Side if (each := initiative_of(dependency, side)) is not None]


def _home(dependency: Dependency, side: Side) -> Initiative:
    """The initiative under whose lock a side writes: its own, else the other side's."""
    home = initiative_of(dependency, side) or initiative_of(dependency, other(side))
    if home is None:
        raise Refused(Problem("", Why.NOT_A_PARTY))
    return home


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def refuse_borrowed(write: Writing, dependency: Dependency, side: Side) -> None:
    """Who speaks for a side that is not his or her own says on whose word."""
    if isinstance(write.by, User) and not access.keeps(write.by, dependency, side):
        raise Refused(Problem("given_by", Why.GIVEN_BY_NEEDED))


def refuse_withdrawn(now: Dependency) -> None:
    """Nothing is done with a contract that is taken back."""
    if now.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))


def refuse_move(now: Dependency, move: Move, side: Side, version: int | None) -> None:
    """Refuse a move that was decided on seeing something else, or that the side cannot make."""
    refuse_withdrawn(now)
    if version is not None and edits.version_of(now) != version:
        raise Refused(Problem("", Why.CHANGED))
    if move in moves(now.state, side, now.last_word):
        return
    if move is Move.FULFIL and side is not Side.RECEIVER:
        raise Refused(Problem("", Why.RECEIVER_ONLY))
    own_word = side == now.last_word and leads_to(now.state, move) is not None
    raise Refused(Problem("", Why.OWN_WORD if own_word else Why.NOT_NOW, {"state": now.state}))


def sent_before(write: Writing, now: Dependency, version: int | None, **values: Any) -> bool:
    """Whether the same form, sent twice, has been kept already: all that happened since is this person's own act."""
    if version is None:
        return False
    later = list(now.history.filter(history_id__gt=version)[:2])
    return (
        len(later) == 1
        and later[0].actor == write.act.actor
        and later[0].history_change_reason == write.act.reason
        and all(same(stored(now, name), value) for name, value in values.items())
    )


# ── confirmations ────────────────────────────────────────────────────────────────────────────────────────────────────


def stand_by(write: Writing, now: Dependency, side: Side, *, actor: str = "", note: str = "") -> None:
    """Add that a side stands by the terms as they are; the writer's word, unless `actor` gave it."""
    confirmation = DependencyConfirmation(
        dependency=now, side=side.value, organisation=_organisation(now, side), note=note or write.act.reason
    )
    write.assert_(confirmation, actor)


def stood_today(now: Dependency, side: Side) -> bool:
    """Whether the side has confirmed today already."""
    last = _standing(now, [side]).order_by("-known_from").values_list("known_from", flat=True).first()
    return last is not None and timezone.localtime(last).date() == timezone.localdate()


def take_back(write: Writing, now: Dependency, sides: Iterable[Side] = tuple(Side), reason: str = NEW_TERMS) -> None:
    """Take the standing confirmations of these sides back: what they stood by is no more."""
    for confirmation in _standing(now, sides):
        write.withdraw(confirmation, reason)


def _standing(now: Dependency, sides: Iterable[Side]) -> Any:
    return DependencyConfirmation.objects.standing().filter(dependency=now, side__in=[each.value for each in sides])


def _organisation(now: Dependency, side: Side) -> Organisation | None:
    """Who stands behind a side: the accountable owner, or the external party's own organisation."""
    whole, external = initiative_of(now, side), external_of(now, side)
    if whole is None:
        return external.organisation if external is not None else None
    owned = Ownership.objects.standing().filter(initiative=whole, role=OwnershipRole.ACCOUNTABLE)
    owner = owned.filter(valid_to_latest__isnull=True).select_related("organisation").first()
    return owner.organisation if owner is not None else None


# ── the other side ───────────────────────────────────────────────────────────────────────────────────────────────────


def tell(write: Writing, kind: NoticeKind, now: Dependency, side: Side, news: notices.News = NOTHING) -> int:
    """Tell the other side what `side` has done; how many were told."""
    return notices.tell_other_side(
        kind=kind, dependency=now, side=side, actor=write.act.actor, user=write.act.user, news=news
    )


def differences(before: Dependency, now: Dependency, names: Iterable[str]) -> Mapping[str, tuple[Any, Any]]:
    """The fields that differ, as the models hold them: before and after."""
    return {
        name: (getattr(before, name), getattr(now, name))
        for name in names
        if not same(stored(before, name), stored(now, name))
    }
