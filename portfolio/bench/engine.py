"""The engine on the portfolio's own network: reckoned in process, from what has been read already."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from initiatives import reading
from initiatives.domain.feasible import feasible
from initiatives.domain.portfolio_network import PortfolioNetwork, network_of
from initiatives.domain.schedule import Activity, compute
from initiatives.domain.simulation import Estimate, simulate
from initiatives.domain.state import PortfolioState
from initiatives.domain.whatif import floats, what_if
from portfolio.bench.measure import Work

RUNS = 10_000
SLIP = 42  # days: the six weeks of the issue
UNTOLD = Estimate(60, 90, 150)  # for a milestone whose work nobody has estimated


def engine() -> Iterator[Work]:
    """The network, its schedule, the feasible dates, a what-if, float, and the simulation."""
    state = reading.current()
    net = network_of(state)
    activities = [Activity(node.key, node.duration) for node in net.nodes]
    slips = dict.fromkeys(_most_waited_for(net), SLIP)
    yield _work("network of the portfolio", lambda: network_of(state).links)
    yield _work(f"compute, {len(activities):,} activities", lambda: compute(activities, net.links))
    yield _work("feasible", lambda: feasible(net.nodes, net.links, state.today))
    yield _work("what-if", lambda: what_if(net.nodes, net.links, state.today, slips))
    yield _work("float to the end milestones", lambda: floats(net.nodes, net.links, state.today, net.ends))
    yield _simulation(state, net)
    yield _simulation_from_scratch(state, net)


def _work(what: str, reckon: Callable[[], object], sizes_up_to: int = 1_000_000) -> Work:
    def run() -> None:
        reckon()

    return Work(what, run, sizes_up_to)


def _most_waited_for(net: PortfolioNetwork, count: int = 3) -> list[str]:
    """The unreached milestones that most others wait for, directly."""
    waiting = Counter(link.predecessor for link in net.links)
    left = (node.key for node in net.nodes if node.actual is None and node.claimed)
    return sorted(left, key=lambda key: (-waiting[key], key))[:count]


def _simulation(state: PortfolioState, net: PortfolioNetwork) -> Work:
    """What is left, towards the end milestone of each initiative that has one."""
    works, ends, record = net.works, set(net.ends.values()), net.record
    return _work(
        "simulation, 10,000 runs",
        lambda: simulate(works, net.links, state.today, ends, seed=1, runs=RUNS, record=record),
        sizes_up_to=1_000,
    )


def _simulation_from_scratch(state: PortfolioState, net: PortfolioNetwork) -> Work:
    """The hardest case: nothing is reached, all work is uncertain, and the last milestone of each is asked for."""
    open_works = [replace(work, actual=None, estimate=work.estimate or UNTOLD) for work in net.works]
    ends = [part.milestones[-1].uid for part in state.ordered if part.milestones]
    return _work(
        f"simulation, 10,000 runs, all {len(open_works):,} milestones open",
        lambda: simulate(open_works, net.links, state.today, ends, seed=1, runs=RUNS),
        sizes_up_to=1_000,
    )
