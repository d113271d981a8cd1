"""Status turns: the colour that counts, as on the overview, and the owner's own beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair
from reporting.domain.limits import badness
from reporting.domain.standing import UNREPORTED, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTurn(Change):
    """The colours that counted before and after (published), and those the owner declared, "" where none is told.
    `standing` is the last word after, None where nobody has spoken."""

    before: str
    after: str
    declared_before: str = ""
    declared_after: str = ""
    standing: Standing | None = None
    unreported_before: bool = False
    unreported_after: bool = False

    @property
    def assessed(self) -> bool:
        """Whether it had a colour both times."""
        return bool(badness(self.before) and badness(self.after))


def status_turns(pair: Pair) -> Iterator[StatusTurn]:
    """Of everything that is under way both times, or whose colour before is told; of a locked round what it asked."""
    ground = pair.ground
    then = (
        {each.uid for each in ground.previous.state if ground.previous.state.is_active(each)}
        if ground.previous
        else set()
    )
    for part in ground.asked:
        before, now = ground.before.get(part.uid, Colour.NONE), ground.colour(part.uid)
        if part.uid in then or badness(before):
            turn = _turn(pair, part, before, now)
            if turn:
                yield turn


def _turn(pair: Pair, part: Slice, earlier: str, later: str) -> StatusTurn | None:
    before, after = (later, earlier) if pair.reversed_ else (earlier, later)
    first, last = pair.said[0].get(part.uid), pair.said[1].get(part.uid)
    silent = (_unreported(first) and not badness(before), _unreported(last) and not badness(after))
    declared = _declared(first), _declared(last)
    kind = _kind(before, after, silent) or _own(*declared)
    if kind is None:
        return None
    ref = pair.ref(part.uid)
    return StatusTurn(
        kind=kind,
        part=ref,
        known=last.as_of.latest if last else None,
        within=_within(pair, part.uid),
        size=badness(after),
        example=ref.example,
        before=before,
        after=after,
        declared_before=declared[0],
        declared_after=declared[1],
        standing=last,
        unreported_before=silent[0],
        unreported_after=silent[1],
    )


def _within(pair: Pair, uid: str) -> str:
    """The programme that is counted instead of it, at the later time."""
    now = pair.counted_before if pair.reversed_ else pair.counted_after
    return "" if uid in now else pair.above(uid, now.__contains__)


def _unreported(said: Standing | None) -> bool:
    return said is not None and said.origin == UNREPORTED


def _declared(said: Standing | None) -> str:
    return said.declared if said else ""


def _kind(before: str, after: str, silent: tuple[bool, bool]) -> Kind | None:
    """What became of the colour that counts; None where it stands still."""
    bad, now = badness(before), badness(after)
    if bad and now:
        return None if bad == now else Kind.WORSE if now > bad else Kind.BETTER
    if bad:
        return Kind.UNREPORTED if silent[1] else Kind.LOST_COLOUR
    if now:
        return Kind.GOT_COLOUR
    if silent[0] == silent[1]:
        return None
    return Kind.UNREPORTED if silent[1] else Kind.REPORTED


def _own(before: str, after: str) -> Kind | None:
    """What became of the owner's own colour."""
    bad, now = badness(before), badness(after)
    if not bad or not now or bad == now:
        return None
    return Kind.DECLARED_WORSE if now > bad else Kind.DECLARED_BETTER
