"""Which ends can be reckoned, and why the others cannot: told of every initiative before anything is simulated.

The question is put to the simulation itself with a single run, so that it never answers differently from the real one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.portfolio_network import PortfolioNetwork, end_milestone
from initiatives.domain.simulation import NotComputable, Refused, Work, simulate
from reporting.domain.figures.probability import SEED, NoEnd, Obstacle, no_end, obstacle
from reporting.domain.memo import once
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record

FIRST = (
    *(NotComputable.OVERDUE, NotComputable.UNDATED, NotComputable.BAD_ESTIMATE),
    *(NotComputable.NO_ESTIMATE, NotComputable.CLASS_TOO_SMALL, NotComputable.REACHED),
)
"""Which of several reasons is told as the one: what somebody can mend at once comes first."""


@dataclass(frozen=True)
class Ends:
    """Every initiative of a record: its end, and why that cannot be reckoned where it cannot."""

    net: PortfolioNetwork
    works: Mapping[str, Work]
    ends: Mapping[str, MilestoneFact]
    refused: Mapping[str, Refused]

    def reason(self, part: Slice) -> StrEnum | None:
        """The one reason an initiative is grouped by; None when it can be reckoned."""
        if part.uid not in self.ends:
            return no_end(part)
        refusal = self.refused.get(part.uid)
        found = {reason for _key, reason in refusal.reasons} if refusal else set()
        return next((each for each in FIRST if each in found), None)


@dataclass(frozen=True, slots=True)
class Told:
    """An initiative that cannot be reckoned, with the first obstacle of its reason and how many more there are."""

    part: Slice
    obstacle: Obstacle | None
    more: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """The initiatives that cannot be reckoned for one reason."""

    reason: StrEnum
    parts: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Some initiatives: those whose end can be reckoned, and the others by reason, the most first."""

    reckonable: tuple[Slice, ...]
    refusals: tuple[Refusals, ...]

    @property
    def refused(self) -> int:
        """How many cannot be reckoned."""
        return sum(len(each.parts) for each in self.refusals)


def ends(record: Record) -> Ends:
    """The ends of every initiative, judged once per record."""
    return once(record, "probability ends", lambda: _ends(record))


def _ends(record: Record) -> Ends:
    state, net = record.state, reckoned(record).net
    held = {part.uid: end for part in state if (end := end_milestone(part))}
    keys = [end.uid for end in held.values()]
    found = simulate(net.works, net.links, state.today, keys, seed=SEED, runs=1, record=net.record)
    refused = {uid: outcome for uid, end in held.items() if isinstance(outcome := found.outcomes[end.uid], Refused)}
    return Ends(net, {each.key: each for each in net.works}, held, refused)


def sort(record: Record, parts: Iterable[Slice]) -> Sorted:
    """Some initiatives by whether their end can be reckoned; real ones first, by the day the end is claimed."""
    judged = ends(record)
    reckonable: list[Slice] = []
    held: dict[StrEnum, list[Slice]] = {}
    for part in parts:
        reason = judged.reason(part)
        if reason is None:
            reckonable.append(part)
        else:
            held.setdefault(reason, []).append(part)
    groups = sorted(held.items(), key=lambda each: (isinstance(each[0], NoEnd), -len(each[1])))
    return Sorted(
        tuple(sorted(reckonable, key=lambda part: (part.example, part.code))),
        tuple(Refusals(reason, tuple(each)) for reason, each in groups),
    )


def told(record: Record, refusals: Refusals, most: int) -> tuple[Told, ...]:
    """The first initiatives of a reason, each with its first obstacle by name."""
    judged = ends(record)
    return tuple(_told(record, judged, part, refusals.reason) for part in refusals.parts[:most])


def _told(record: Record, judged: Ends, part: Slice, reason: StrEnum) -> Told:
    refusal = judged.refused.get(part.uid)
    if refusal is None:
        return Told(part, None, 0)
    key, why = _own_first(part, [each for each in refusal.reasons if each[1] == reason])[0]
    return Told(part, obstacle(record.state, judged.net, judged.works[key], why), len(refusal.reasons) - 1)


def _own_first(part: Slice, reasons: list[tuple[str, NotComputable]]) -> list[tuple[str, NotComputable]]:
    own: Collection[str] = {each.uid for each in part.milestones}
    return sorted(reasons, key=lambda each: (each[0] not in own, each[0]))
