"""What it costs the others that a delivery comes when its giver says: which of their milestones move, and how far.

The plans are reckoned twice, without waiting for the agreement and with it, whether the engine schedules by it or not:
a disputed one does not propagate, and what it would cost is exactly what has to be settled. Only what follows from the
receiver is reckoned again; whatever else these milestones wait for stands on the dates it has.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from initiatives.domain.agreements import Agreement
from initiatives.domain.feasible import Feasible, Node, feasible
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import PortfolioNetwork
from initiatives.domain.state import latest
from initiatives.domain.vocabulary import DependencyState, Side
from initiatives.domain.whatif import Move, moves

__all__ = ["Move", "consequences", "offered", "said_by_giver"]


def said_by_giver(agreement: Agreement) -> date | None:
    """The date the giver itself has put on the table: its counter-date, else what it has promised."""
    fact = agreement.fact
    answered = fact.state == DependencyState.DISPUTED and fact.last_word == Side.GIVER and fact.counter_date
    return latest(fact.counter_date) if answered else agreement.terms.promised


def offered(agreement: Agreement) -> date | None:
    """When the delivery comes: what the giver says, or what the engine finds, whichever is later; None when neither
    gives a date."""
    terms = agreement.terms
    answer = said_by_giver(agreement) if agreement.fact.state == DependencyState.DISPUTED else None
    return max((day for day in (answer, terms.feasible or terms.promised) if day), default=None)


def consequences(
    net: PortfolioNetwork, dates: Mapping[str, Feasible], agreement: Agreement, today: date
) -> tuple[Move, ...]:
    """The milestones that would be reached later because the receiver waits, the farthest first; none where one of the
    ends is no event, or is reached. `dates` are the feasible dates of `net`."""
    fact, receiver = agreement.fact, agreement.receiver.milestone or ""
    giver = net.by_key.get(fact.uid if fact.predecessor.external else fact.predecessor.milestone or "")
    day, waiting = offered(agreement), net.by_key.get(receiver)
    event = giver is not None or fact.predecessor.external is not None
    if day is None or not event or waiting is None or waiting.actual or (giver and giver.actual):
        return ()
    links = _downstream(receiver, [link for link, bond in net.bonds.items() if bond.contract != fact.uid])
    nodes = list(_nodes(net, dates, links, receiver))
    delivery = Node(f"={fact.uid}", day, duration=giver.duration if giver else 0)
    wait = Link(delivery.key, receiver, fact.type, fact.lag)
    return moves(feasible(nodes, links, today), feasible([*nodes, delivery], [*links, wait], today))


def _downstream(start: str, links: Iterable[Link]) -> list[Link]:
    """Every link that enters what follows from `start`, or `start` itself."""
    held = list(links)
    out: dict[str, list[str]] = {}
    for link in held:
        out.setdefault(link.predecessor, []).append(link.successor)
    reached, pending = {start}, [start]
    while pending:
        fresh = [key for key in out.get(pending.pop(), ()) if key not in reached]
        reached.update(fresh)
        pending += fresh
    return [link for link in held if link.successor in reached]


def _nodes(net: PortfolioNetwork, dates: Mapping[str, Feasible], links: Iterable[Link], start: str) -> Iterator[Node]:
    """What is reckoned again, as it is, and what it waits for, on the date it has."""
    held = list(links)
    again = {start, *(link.successor for link in held)}
    for key in sorted({*again, *(link.predecessor for link in held)}):
        node, found = net.by_key[key], dates.get(key)
        stands = found.feasible if found else node.claimed
        yield node if key in again else Node(key, stands, node.actual, node.duration)
