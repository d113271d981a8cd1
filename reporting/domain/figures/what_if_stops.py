"""Where a slip goes no further: slack that takes it up, and agreements that nobody reckons by."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from initiatives.domain.agreements import Agreement
from initiatives.domain.feasible import bounds
from initiatives.domain.network import Link, network
from initiatives.domain.portfolio_network import PortfolioNetwork
from initiatives.domain.vocabulary import DependencyState
from initiatives.domain.whatif import WhatIf
from reporting.domain.figures.coordination import AgreementRow, Named, row
from reporting.domain.figures.network_names import node_named
from reporting.domain.reckoned import Reckoned


class Halt(StrEnum):
    """Why it stops, slack first."""

    SLACK = "slack"
    DISPUTED = "disputed"
    NOT_BINDING = "not_binding"
    NOTED = "noted"  # a source says so, nobody has agreed
    NO_MILESTONE = "no_milestone"  # it is about a whole initiative, which has no date to reckon with
    CIRCLE = "circle"  # left out, since it closes a circle


@dataclass(frozen=True, slots=True)
class Stop:
    """From what moves to what does not. Of slack: the days there were, and are left, where the links bind. Of an
    agreement that is not reckoned by: its row."""

    halt: Halt
    giver: Named
    receiver: Named
    slack: int | None = None
    left: int | None = None
    agreement: AgreementRow | None = None


def stops(found: Reckoned, result: WhatIf) -> tuple[Stop, ...]:
    """Every place where the moves end, slack with the fewest days left first."""
    moved = {move.key for move in result.moves}
    held = [*_slack(found, result, moved), *_not_reckoned(found, moved)]
    rank = {each: place for place, each in enumerate(Halt)}
    return tuple(sorted(held, key=lambda each: (rank[each.halt], each.left or 0)))


def _slack(found: Reckoned, result: WhatIf, moved: set[str]) -> Iterator[Stop]:
    net, state = found.net, found.state
    for link, bond in net.bonds.items():
        if link.predecessor not in moved or link.successor in moved or net.by_key[link.successor].actual:
            continue
        before, after = _room(net, link, result, after=False), _room(net, link, result, after=True)
        agreement = found.agreements.get(bond.contract)
        yield Stop(
            Halt.SLACK,
            node_named(state, link.predecessor),
            node_named(state, link.successor),
            before,
            after,
            row(state, agreement) if agreement else None,
        )


def _room(net: PortfolioNetwork, link: Link, result: WhatIf, *, after: bool) -> int | None:
    """Days between what the link demands of its successor and when that comes."""
    dates = result.after if after else result.before
    giver, receiver = dates[link.predecessor].feasible, dates[link.successor].feasible
    if giver is None or receiver is None:
        return None
    ends = (link.predecessor, link.successor)
    (bound,) = bounds(network(ends, (link,)), [net.by_key[key].duration for key in ends])
    return (receiver - giver).days - bound


def _not_reckoned(found: Reckoned, moved: set[str]) -> Iterator[Stop]:
    """Open agreements that what moves gives to, but that are not scheduled."""
    state = found.state
    parts = {uid for key in moved if (uid := state.milestone_owner.get(key))}
    for uid in sorted(parts, key=lambda uid: state.slices[uid].code):
        for fact in state.slices[uid].gives:
            agreement = found.agreements.get(fact.uid)
            giver = fact.predecessor.milestone
            if agreement is None or not agreement.open or not agreement.active or agreement.scheduled:
                continue
            if giver is not None and giver not in moved:
                continue
            receiver = found.net.by_key.get(fact.successor.milestone or "")
            if receiver is None or receiver.actual is None:
                told = row(state, agreement)
                yield Stop(_halt(agreement), told.giver, told.receiver, agreement=told)


def _halt(agreement: Agreement) -> Halt:
    fact = agreement.fact
    if fact.state == DependencyState.DISPUTED:
        return Halt.DISPUTED
    if fact.state == DependencyState.NOTED:
        return Halt.NOTED
    if not fact.binding:
        return Halt.NOT_BINDING
    whole = fact.predecessor.milestone is None or fact.successor.milestone is None
    return Halt.NO_MILESTONE if whole else Halt.CIRCLE
