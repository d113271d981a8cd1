"""What became of the agreements between initiatives: new, disputed, settled, in danger, kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.domain.agreements import Agreement
from initiatives.domain.vocabulary import DependencyState as State
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair
from reporting.domain.figures.coordination import AgreementRow, row
from reporting.domain.reckoned import reckoned


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementChange(Change):
    """An agreement before and after, None where it was not known; `part` is the one that waits, `others` the giver."""

    before: Agreement | None
    after: Agreement | None
    told: AgreementRow

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.told.agreement.fact.description

    @property
    def language(self) -> str:
        """The language of that."""
        return self.told.agreement.fact.language


def agreement_changes(pair: Pair) -> Iterator[AgreementChange]:
    """Everything that happened to an agreement; one may be new and in danger at once."""
    then, now = reckoned(pair.before).agreements, reckoned(pair.after).agreements
    for uid, after in now.items():
        before = then.get(uid)
        for kind in _kinds(before, after):
            yield _made(pair, kind, before, after)
    for uid, before in then.items():
        if uid not in now:
            yield _made(pair, Kind.DROPPED, before, None)
            if before.endangered:
                yield _made(pair, Kind.SAFE, before, None)


_STATES = {
    State.DISPUTED: Kind.DISPUTED,
    State.ACCEPTED: Kind.ACCEPTED,
    State.FULFILLED: Kind.FULFILLED,
    State.PROPOSED: Kind.PROPOSED,
    State.WITHDRAWN: Kind.DROPPED,
}


def _kinds(before: Agreement | None, after: Agreement) -> Iterator[Kind]:
    state = after.fact.state
    if before is None:
        yield Kind.DISPUTED if state == State.DISPUTED else Kind.NOTED_NEW
    elif before.fact.state != state:
        settled = before.fact.state == State.DISPUTED and state in (State.ACCEPTED, State.FULFILLED)
        kind = Kind.SETTLED if settled else _STATES.get(State(state))
        if kind:
            yield kind
    was = before is not None and before.endangered
    if after.endangered and not was:
        yield Kind.ENDANGERED
    if was and not after.endangered:
        yield Kind.SAFE


def _made(pair: Pair, kind: Kind, before: Agreement | None, after: Agreement | None) -> AgreementChange:
    record, agreement = (pair.after, after) if after else (pair.before, before)
    if agreement is None:
        raise ValueError("A change is of an agreement.")
    slices = record.state.slices
    refs = [
        pair.ref(uid) for side in (agreement.receiver, agreement.giver) if (uid := side.initiative) in slices if uid
    ]
    fact, worst = agreement.fact, agreement.worst
    return AgreementChange(
        kind=kind,
        part=refs[0] if refs else None,
        others=tuple(refs[1:]),
        known=(fact.known if before is None else fact.since) if after else None,
        size=(worst.days or 0) if worst and kind is Kind.ENDANGERED else 0,
        example=agreement.example,
        before=before,
        after=after,
        told=row(record.state, agreement),
    )
