"""The agreements somebody speaks for: what others wait for from us, and what we wait for from others.

What needs our answer comes first, then what is in danger, then what nobody has confirmed, then the calm ones.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from initiatives.domain.agreements import Concern
from initiatives.domain.negotiation import other
from initiatives.domain.vocabulary import DependencyState, Side
from reporting.domain.figures.coordination import AgreementRow, Named, worst_first
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_holders import Holder, in_order
from reporting.domain.record import Record


class Urgency(IntEnum):
    """How soon an agreement needs our eye."""

    ANSWER = 0
    ENDANGERED = 1
    UNCONFIRMED = 2
    CALM = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """What a person speaks for: uids of initiatives, and of external parties."""

    initiatives: frozenset[str] = frozenset()
    externals: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.initiatives or self.externals)

    def speaks(self, side: Named) -> bool:
        """Whether it speaks for a side."""
        return side.party.initiative in self.initiatives or side.party.external in self.externals


@dataclass(frozen=True, slots=True)
class Queued:
    """An agreement as seen from our side of it."""

    told: AgreementRow
    side: Side
    urgency: Urgency

    @property
    def theirs(self) -> Named:
        """The other side."""
        return self.told.receiver if self.side is Side.GIVER else self.told.giver

    @property
    def ours(self) -> Named:
        """Our side."""
        return self.told.giver if self.side is Side.GIVER else self.told.receiver


@dataclass(frozen=True, slots=True)
class Queue:
    """`giving`: others wait for us. `receiving`: we wait for others. `within`: both sides are ours, seen from the one
    whose answer is awaited."""

    giving: tuple[Queued, ...] = ()
    receiving: tuple[Queued, ...] = ()
    within: tuple[Queued, ...] = ()

    @property
    def answers(self) -> int:
        """How many agreements need our answer."""
        return sum(each.urgency is Urgency.ANSWER for each in (*self.giving, *self.receiving, *self.within))

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.giving) + len(self.receiving) + len(self.within)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Whose answer is awaited, and on what, the oldest first."""

    holder: Holder
    rows: tuple[AgreementRow, ...]


def voice(record: Record, initiatives: Collection[str], organisations: Collection[str]) -> Voice:
    """What a steward of these initiatives and organisations (uids) speaks for; an organisation speaks for the external
    parties it follows."""
    outside = record.state.registers.externals.values()
    followed = frozenset(each.uid for each in outside if each.follower in organisations)
    return Voice(frozenset(initiatives) & record.state.slices.keys(), followed)


def queue(record: Record, voice: Voice) -> Queue:
    """The open agreements one speaks for; also of initiatives that have not begun."""
    giving, receiving, within = [], [], []
    for each in contracts(record).rows if voice else ():
        told = each.told
        if not told.agreement.open:
            continue
        gives, takes = voice.speaks(told.giver), voice.speaks(told.receiver)
        if gives and takes:
            within.append(_queued(told, told.agreement.awaits or Side.RECEIVER))
        elif gives:
            giving.append(_queued(told, Side.GIVER))
        elif takes:
            receiving.append(_queued(told, Side.RECEIVER))
    return Queue(_sorted(giving), _sorted(receiving), _sorted(within))


def unanswered(record: Record) -> tuple[Unanswered, ...]:
    """Every open agreement that waits for an answer, by whose; those with most to answer first."""
    found: dict[str, list[AgreementRow]] = {}
    holders: list[Holder] = []
    for each in contracts(record).rows:
        if not each.awaiting:
            continue
        who = each.giver if each.told.agreement.awaits is Side.GIVER else each.receiver
        holders.append(who)
        found.setdefault(who.key, []).append(each.told)
    made = [Unanswered(who, tuple(sorted(found[who.key], key=_oldest))) for who in in_order(holders)]
    return tuple(sorted(made, key=lambda each: (-len(each.rows), each.holder.order)))


def _oldest(each: AgreementRow) -> tuple[int, str]:
    return -(each.age or 0), each.agreement.fact.key


def _queued(told: AgreementRow, side: Side) -> Queued:
    return Queued(told, side, _urgency(told, side))


_UNCONFIRMED = frozenset({Concern.ONE_SIDED, Concern.STALE, Concern.NO_PROMISE, Concern.NOTED})


def fetched(told: AgreementRow, side: Side) -> bool:
    """Whether the answer of somebody outside is awaited whom nobody follows: whoever keeps our side writes it in."""
    theirs = told.receiver if side is Side.GIVER else told.giver
    return told.agreement.awaits is other(side) and theirs.external is not None and theirs.external.follower is None


def _urgency(told: AgreementRow, side: Side) -> Urgency:
    agreement = told.agreement
    if agreement.awaits is side or fetched(told, side):
        return Urgency.ANSWER
    if agreement.endangered:
        return Urgency.ENDANGERED
    silent = any(each.concern in _UNCONFIRMED for each in agreement.concerns)
    return Urgency.UNCONFIRMED if silent or agreement.fact.state == DependencyState.NOTED else Urgency.CALM


def unconfirmed_by(told: AgreementRow, side: Side) -> bool:
    """Whether this side has not stood by the agreement as lately as the other has."""
    terms = told.agreement.terms
    said = {Side.GIVER: terms.giver_confirmed, Side.RECEIVER: terms.receiver_confirmed}
    ours, theirs = said[side], said[other(side)]
    return ours is None or (theirs is not None and ours < theirs)


def _sorted(found: Iterable[Queued]) -> tuple[Queued, ...]:
    return tuple(sorted(found, key=lambda each: (each.urgency, worst_first(each.told))))
