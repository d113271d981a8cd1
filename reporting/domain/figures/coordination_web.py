"""Which part of the web of agreements is drawn: initiatives and external parties, and who waits for whom.

Without a wish it is all there is between owners where that can be read at a glance, else what is in danger; what is
still too much is cut, the worst kept. The selection says which.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.facts import Slice
from initiatives.domain.negotiation import NEGOTIATED
from initiatives.domain.state import latest
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination import AgreementRow, Named, worst_first
from reporting.domain.figures.coordination_contracts import ContractRow, contracts
from reporting.domain.figures.coordination_dates import counts
from reporting.domain.figures.coordination_layout import MOST, NetEdge, NetNode, Tone, neighbourhood
from reporting.domain.reckoned import Reckoned, reckoned
from reporting.domain.record import Record

MOST_STEPS = 4
GLANCE = 36
"""Nodes of a picture that has to be cut: those that are left out leave no chains to fill it."""


class View(StrEnum):
    """Whether everything or only what is in danger is asked for."""

    USUAL = ""  # what can be read at a glance
    ALL = "alle"
    ENDANGERED = "fare"


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the web is asked for. `owner` stands on either side; `initiative` is a code, with what is at most `steps`
    agreements away from it; `plan` the key of a plan that either side stands in; `inside` takes in agreements of one
    owner."""

    owner: str = ""
    initiative: str = ""
    steps: int = 1
    plan: str = ""
    state: str = ""
    view: View = View.USUAL
    inside: bool = False

    @property
    def narrow(self) -> bool:
        """Whether anything but the view is asked for."""
        return bool(self.owner or self.initiative or self.plan or self.state or self.inside)


@dataclass(frozen=True, slots=True)
class Web:
    """What is drawn: nodes and edges for the picture, and the agreements behind, worst first. `fit` and `joined` are
    how many nodes and agreements there were to draw; `view` is what is shown, which may be less than asked for."""

    nodes: tuple[NetNode, ...]
    edges: tuple[NetEdge, ...]
    rows: tuple[AgreementRow, ...]
    sides: Mapping[str, Named]
    view: View
    fit: int
    joined: int
    every: int

    @property
    def cut(self) -> bool:
        """Whether there was more than could be drawn."""
        return len(self.nodes) < self.fit


def web(record: Record, wish: Wish, most: int = MOST) -> Web:
    """The part of the web that is asked for, with at most so many nodes."""
    found = [each for each in contracts(record).rows if each.open and _apart(each.told)]
    every = [each for each in found if _wanted(record, each, wish)]
    view = wish.view
    if view is View.USUAL:
        few = wish.narrow or len(_ends(every)) <= most or not any(each.endangered for each in every)
        view = View.ALL if few else View.ENDANGERED
    shown = [each for each in every if view is View.ALL or each.endangered]
    told = sorted((each.told for each in shown), key=worst_first)
    told = _around(record, told, wish)
    ends = _keys(told)
    kept = _cut(told, min(most, GLANCE)) if len(ends) > most else ends
    rows = [each for each in told if {node_key(each.giver), node_key(each.receiver)} <= kept]
    return _drawn(record, rows, view, len(ends), len(told), len(every))


def node_key(side: Named) -> str:
    """The key of a side's node."""
    return side.party.initiative or side.party.external or ""


# ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────────


def _apart(each: AgreementRow) -> bool:
    return bool(each.giver.name and each.receiver.name) and node_key(each.giver) != node_key(each.receiver)


def _wanted(record: Record, each: ContractRow, wish: Wish) -> bool:
    return (
        (wish.inside or not each.inside)
        and (not wish.owner or wish.owner in (each.giver.key, each.receiver.key))
        and (not wish.state or each.state == wish.state)
        and (
            not wish.plan
            or any(_stands(record, side.part, wish.plan) for side in (each.told.giver, each.told.receiver))
        )
    )


def _stands(record: Record, part: Slice | None, plan: str) -> bool:
    plans = record.state.registers.plans
    return part is not None and any(
        entry.left is None and entry.plan in plans and plans[entry.plan].key == plan for entry in part.entries
    )


def _ends(rows: Iterable[ContractRow]) -> set[str]:
    return _keys(each.told for each in rows)


def _keys(rows: Iterable[AgreementRow]) -> set[str]:
    return {node_key(side) for each in rows for side in (each.giver, each.receiver)}


def _around(record: Record, rows: list[AgreementRow], wish: Wish) -> list[AgreementRow]:
    """The agreements between those near the initiative that is asked for."""
    if not wish.initiative:
        return rows
    part = record.state.codes.get(wish.initiative)
    nodes = [NetNode(key, "", "", None, external=False, risk=False) for key in _keys(rows)]
    near = neighbourhood(nodes, [_edge(each) for each in rows], part.uid if part else "", wish.steps)
    return [each for each in rows if node_key(each.giver) in near and node_key(each.receiver) in near]


def _cut(rows: Sequence[AgreementRow], most: int) -> set[str]:
    """As many ends as there is room for: those that most of the endangered agreements meet in, with their others, so
    that what hangs together is drawn together."""
    met = Counter(node_key(side) for each in rows for side in (each.giver, each.receiver) if each.agreement.endangered)
    kept: set[str] = set()
    for each in sorted(rows, key=lambda each: -max(met[node_key(each.giver)], met[node_key(each.receiver)])):
        more = kept | {node_key(each.giver), node_key(each.receiver)}
        if len(more) <= most:
            kept = more
    return kept


def _drawn(record: Record, rows: Sequence[AgreementRow], view: View, fit: int, joined: int, every: int) -> Web:
    found = reckoned(record)
    sides = {node_key(side): side for each in rows for side in (each.giver, each.receiver)}
    taking: dict[str, set[str]] = {}
    for each in found.open:
        for party in (each.giver, each.receiver):
            event = each.uid if party.external else party.milestone
            taking.setdefault(party.initiative or party.external or "", set()).add(event or "")
    risky = {node_key(side) for each in rows if each.agreement.endangered for side in (each.giver, each.receiver)}
    nodes = [_node(key, side, taking.get(key, ()), found, key in risky) for key, side in sorted(sides.items())]
    edges = [_edge(each) for each in rows]
    return Web(tuple(nodes), tuple(edges), tuple(rows), sides, view, fit, joined, every)


def _node(key: str, side: Named, taking: Collection[str], found: Reckoned, risk: bool) -> NetNode:
    days = [day for event in taking if (day := counts(found.dates.get(event)))]
    when: date | None = max(days) if days else latest(side.part.end) if side.part else None
    part, outside = side.part, side.external
    return NetNode(
        key=key,
        label=side.name,
        sub=side.owner_name or (outside.kind if outside else ""),
        when=when,
        external=outside is not None,
        risk=risk,
        code=part.code if part else "",
        language=side.language or "nb",
        example=part.example if part else bool(outside and outside.example),
    )


def _edge(each: AgreementRow) -> NetEdge:
    state = each.agreement.fact.state
    dashed = state in (DependencyState.NOTED, DependencyState.PROPOSED)
    return NetEdge(each.agreement.uid, node_key(each.giver), node_key(each.receiver), _tone(each), dashed)


def _tone(each: AgreementRow) -> Tone:
    if each.agreement.endangered:
        return "crit"
    return "warn" if each.agreement.concerns and each.agreement.fact.state in NEGOTIATED else "soft"
