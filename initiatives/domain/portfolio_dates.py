"""The feasible dates of a whole portfolio, reckoned no further than somebody asks.

Most milestones of a portfolio wait for nothing that can be scheduled, and nothing waits for them. What the engine says
of such a one follows from its own word; it is told when it is asked for, the rest at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from initiatives.domain.feasible import Feasible, alone, feasible
from initiatives.domain.portfolio_network import PortfolioNetwork


class Dates(Mapping[str, Feasible]):
    """key → what `feasible` finds for it in the network, in the order of its nodes. `linked` holds those that a link
    leads to or from."""

    def __init__(self, net: PortfolioNetwork, today: date) -> None:
        self.linked: Mapping[str, Feasible] = feasible(net.linked, net.links, today)
        self._net, self._today = net, today
        self._alone: dict[str, Feasible] = {}

    def __getitem__(self, key: str) -> Feasible:
        found = self.linked.get(key) or self._alone.get(key)
        if found is None:
            found = self._alone[key] = alone(self._net.by_key[key], self._today)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._net.by_key)

    def __len__(self) -> int:
        return len(self._net.by_key)
