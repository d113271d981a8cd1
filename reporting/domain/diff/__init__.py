"""What changed from one record to another, whichever two they are: two periods, a period and now, two dates.

`diff(before, after)` is pure and deterministic, and is reckoned once per pair. Nothing is filled in: what is withheld
either time, or told by nobody, is no change.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reporting.domain.diff.agreements import AgreementChange, agreement_changes
from reporting.domain.diff.decisions import DecisionChange, PlanQuestion, decision_changes
from reporting.domain.diff.kinds import GROUPS, MIRROR, RANK, Change, Group, Kind
from reporting.domain.diff.milestones import DateChange, milestone_changes
from reporting.domain.diff.money import AmountChange, SumChange, money_changes
from reporting.domain.diff.pair import Pair, day_of
from reporting.domain.diff.portfolio import FieldChange, portfolio_changes
from reporting.domain.diff.risks import RiskChange, risk_changes
from reporting.domain.diff.status import StatusTurn, status_turns
from reporting.domain.memo import once
from reporting.domain.record import Record

__all__ = [
    "GROUPS",
    "MIRROR",
    "RANK",
    "AgreementChange",
    "AmountChange",
    "Change",
    "DateChange",
    "DecisionChange",
    "Difference",
    "FieldChange",
    "Group",
    "Kind",
    "PlanQuestion",
    "RiskChange",
    "StatusTurn",
    "SumChange",
    "day_of",
    "diff",
    "differ",
    "narrowed",
]


@dataclass(frozen=True, eq=False)
class Difference:
    """All changes, the most important first; `reversed_` when the second record is the earlier one. Something is
    `withheld` where a fact of either record is not shown to this reader."""

    changes: tuple[Change, ...]
    reversed_: bool = False
    withheld: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes)

    @cached_property
    def by_kind(self) -> Mapping[Kind, Sequence[Change]]:
        """Kind → its changes, in order; only kinds there are."""
        found: dict[Kind, list[Change]] = {}
        for each in self.changes:
            found.setdefault(each.kind, []).append(each)
        return found

    def of(self, *kinds: Kind) -> list[Change]:
        """The changes of some kinds, kind by kind."""
        return [change for kind in kinds for change in self.by_kind.get(kind, ())]

    def count(self, *kinds: Kind) -> int:
        """How many there are of some kinds; a programme and its parts count once."""
        return counted(self.of(*kinds))

    @cached_property
    def groups(self) -> Mapping[Group, int]:
        """Group → how many changes are shown in it, parts of programmes too."""
        return Counter(each.group for each in self.changes)


def counted(changes: Iterable[Change]) -> int:
    """How many some changes are, where a programme and its parts count once."""
    return sum(not each.within for each in changes)


def diff(before: Record, after: Record) -> Difference:
    """What changed from one record to the other; reckoned once per pair."""
    ground = (before.state, before.statuses, before.tolerances, before.results)
    return once(after, f"diff {_code(before)} {_code(after)}", lambda: differ(before, after), *ground)


def _code(record: Record) -> str:
    return record.period.code if record.period else ""


_FINDERS: tuple[Callable[[Pair], Iterable[Change]], ...] = (
    status_turns,
    portfolio_changes,
    milestone_changes,
    money_changes,
    agreement_changes,
    risk_changes,
    decision_changes,
)


def differ(before: Record, after: Record) -> Difference:
    """What changed from one record to the other, reckoned anew."""
    pair = Pair(before, after)
    found = sorted((change for find in _FINDERS for change in find(pair)), key=lambda each: each.order)
    return Difference(tuple(found), pair.reversed_, bool(pair.hidden))


def narrowed(changes: Iterable[Change], groups: Collection[str] = (), owners: Collection[str] = ()) -> list[Change]:
    """The changes of some groups that concern some owners (their keys); an empty filter lets everything through."""
    return [
        each
        for each in changes
        if (not groups or each.group in groups) and (not owners or not each.owners.isdisjoint(owners))
    ]
