"""The agreements of one initiative, both ways, as coordination knows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from initiatives.domain.agreements import Agreement
from initiatives.domain.facts import DependencyFact, MilestoneFact, Slice
from initiatives.domain.vocabulary import DependencyKind
from reporting.domain.figures.contract import Reckoning, reckoning
from reporting.domain.figures.coordination import AgreementRow, Named, row, worst_first
from reporting.domain.reckoned import Reckoned


@dataclass(frozen=True, slots=True)
class Stood:
    """That a side last stood by the agreement, and how many days ago."""

    side: str
    known: date
    days: int


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One agreement as seen from the initiative. `reckoning` tells whether plans go by it, and if not why; `tried` is
    the key that slips when the giver does, "" where that moves nothing."""

    told: AgreementRow
    waits: bool  # the initiative waits for the other; else it gives to it
    stood: tuple[Stood, ...]
    reckoning: Reckoning
    tried: str

    @property
    def agreement(self) -> Agreement:
        """The agreement."""
        return self.told.agreement

    @property
    def fact(self) -> DependencyFact:
        """The dependency."""
        return self.told.agreement.fact

    @property
    def other(self) -> Named:
        """The other side."""
        return self.told.giver if self.waits else self.told.receiver

    @property
    def own_milestone(self) -> MilestoneFact | None:
        """The milestone of the initiative that it is about."""
        return (self.told.receiver if self.waits else self.told.giver).milestone

    @property
    def continuation(self) -> bool:
        """Whether one carries on what the other began, which is no waiting."""
        return self.fact.kind == DependencyKind.CONTINUATION


def rows(found: Reckoned, part: Slice) -> tuple[DependencyRow, ...]:
    """What it waits for, then what it gives; in each what is wrong first, what is over and continuations last."""
    waits = [_row(found, found.agreements[each.uid], waits=True) for each in part.waits]
    gives = [_row(found, found.agreements[each.uid], waits=False) for each in part.gives]
    return (*sorted(waits, key=_worst_first), *sorted(gives, key=_worst_first))


def _worst_first(each: DependencyRow) -> tuple[Any, ...]:
    return each.continuation, not each.agreement.open, *worst_first(each.told)


def _row(found: Reckoned, agreement: Agreement, *, waits: bool) -> DependencyRow:
    fact, today = agreement.fact, found.state.today
    stood = tuple(Stood(each.side, each.known, (today - each.known).days) for each in fact.confirmations)
    return DependencyRow(
        told=row(found.state, agreement),
        waits=waits,
        stood=stood,
        reckoning=reckoning(agreement, found.net),
        tried=_tried(found, agreement),
    )


def _tried(found: Reckoned, agreement: Agreement) -> str:
    """The key of the giver's milestone or event, where a later date of it can move somebody."""
    key = agreement.uid if agreement.giver.external else agreement.giver.milestone or ""
    node, receiver = found.net.by_key.get(key), found.net.by_key.get(agreement.receiver.milestone or "")
    if not agreement.scheduled or node is None or receiver is None or receiver.actual:
        return ""
    return key if node.actual is None and found.dates[key].feasible else ""
