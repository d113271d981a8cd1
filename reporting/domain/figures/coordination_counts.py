"""The open agreements between owners, told apart: those in danger, those nobody stands by, and how many of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from initiatives.domain.agreements import Concern
from initiatives.domain.facts import CaseFact
from initiatives.domain.portfolio_network import Circle
from reporting.domain.figures.coordination import AgreementRow, open_rows
from reporting.domain.figures.coordination_contracts import ContractRow, contracts
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.memo import once
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record

LOOSE = (Concern.UNRECEIPTED, Concern.ONE_SIDED, Concern.STALE, Concern.NO_PROMISE, Concern.NOTED)
"""Why nobody stands by an agreement, in the order it is told; one that a source merely notes is only that."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is open between owners, worst first. `undated` of the endangered have no promised date (one that is
    withheld is a date); `loose` are by why nobody stands by them. `inside` counts what is open inside one owner,
    `known` every agreement there is."""

    rows: Sequence[AgreementRow]
    endangered: Sequence[AgreementRow]
    loose: Mapping[Concern, Sequence[AgreementRow]]
    states: Mapping[str, int]
    undated: int
    external: int
    inside: int
    known: int

    @property
    def examples(self) -> int:
        """How many of the open ones are fictional."""
        return sum(each.agreement.example for each in self.rows)

    @property
    def endangered_examples(self) -> int:
        """How many of the endangered are fictional."""
        return sum(each.agreement.example for each in self.endangered)

    @property
    def unsupported(self) -> int:
        """How many nobody stands by."""
        return sum(map(len, self.loose.values()))


def counts(record: Record) -> Counts:
    """The open agreements between owners, reckoned once per record."""
    return once(record, "agreement counts", lambda: _counts(record))


def _counts(record: Record) -> Counts:
    rows = open_rows(record)
    endangered = tuple(each for each in rows if each.agreement.endangered)
    hidden = hidden_of(record.state)
    undated = [
        each
        for each in endangered
        if each.agreement.fact.promised is None and "promised" not in hidden.get(each.agreement.uid, ())
    ]
    loose: dict[Concern, list[AgreementRow]] = {}
    for each in rows:
        why = None if each.agreement.endangered else _loose(each)
        if why is not None:
            loose.setdefault(why, []).append(each)
    return Counts(
        rows=rows,
        endangered=endangered,
        loose={why: tuple(loose[why]) for why in LOOSE if why in loose},
        states=Counter(each.agreement.fact.state for each in rows),
        undated=len(undated),
        external=sum(bool(each.giver.external or each.receiver.external) for each in rows),
        inside=sum(1 for each in reckoned(record).open if not each.across),
        known=len(reckoned(record).agreements),
    )


def _loose(each: AgreementRow) -> Concern | None:
    found = {one.concern for one in each.agreement.concerns}
    if Concern.NOTED in found:
        return Concern.NOTED
    return next((why for why in LOOSE if why in found), None)


def cases(record: Record) -> Mapping[str, CaseFact]:
    """uid of an agreement → the case about it that waits for its meeting."""
    return once(record, "agreement cases", lambda: _cases(record))


def _cases(record: Record) -> Mapping[str, CaseFact]:
    return {
        case.dependency: case for part in record.state for case in part.cases if case.dependency and not case.decided
    }


def circles(record: Record) -> Sequence[tuple[Circle, Sequence[ContractRow]]]:
    """Milestones that wait for each other, and the agreements left out of the reckoning for it."""
    by_uid = {each.uid: each for each in contracts(record).rows}
    return [
        (circle, [by_uid[uid] for uid in circle.contracts if uid in by_uid]) for circle in reckoned(record).net.circles
    ]
