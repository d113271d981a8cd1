"""Decisions that were taken, and what became of questions of admission, move and exit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from initiatives.domain.facts import DecisionFact, PlanChangeFact, Slice
from initiatives.domain.vocabulary import Basis, PlanChangeState
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChange(Change):
    """A decision told after and not before, or the other way round. One about several initiatives names them all."""

    decision: DecisionFact

    @property
    def subject(self) -> str:
        """What was decided."""
        return self.decision.title

    @property
    def language(self) -> str:
        """The language of that."""
        return self.decision.language


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuestion(Change):
    """What is asked of a plan for the initiative, before (None where it was not asked) and after."""

    before: PlanChangeFact | None
    after: PlanChangeFact
    plan: str = ""
    decision: DecisionFact | None = None


def decision_changes(pair: Pair) -> Iterator[Change]:
    """Decisions, then questions to plans."""
    then, now = _decisions(pair.before.state.slices.values()), _decisions(pair.after.state.slices.values())
    for found, other, kind in ((now, then, Kind.DECIDED), (then, now, Kind.REVOKED)):
        for uid, (decision, parts) in found.items():
            if uid not in other:
                yield _decided(pair, kind, decision, parts)
    for part in pair.after.state.ordered:
        if part.plan_changes:
            yield from _questions(pair, part)


def _decisions(parts: Iterable[Slice]) -> dict[str, tuple[DecisionFact, list[Slice]]]:
    found: dict[str, tuple[DecisionFact, list[Slice]]] = {}
    for part in parts:
        for each in part.decisions:
            found.setdefault(each.uid, (each, []))[1].append(part)
    return found


def _decided(pair: Pair, kind: Kind, decision: DecisionFact, parts: list[Slice]) -> DecisionChange:
    first, *others = [pair.ref(each.uid) for each in sorted(parts, key=lambda part: part.code)]
    day = decision.date.latest if decision.date else None
    return DecisionChange(
        kind=kind,
        part=first,
        others=tuple(others),
        known=day,
        size=day.toordinal() if day else 0,  # the newest first
        example=first.example or decision.basis == Basis.EXAMPLE,
        decision=decision,
    )


_STATES = {
    PlanChangeState.PROPOSED: Kind.ASKED,
    PlanChangeState.ASSESSED: Kind.ASKED,
    PlanChangeState.GRANTED: Kind.GRANTED,
    PlanChangeState.DECLINED: Kind.DECLINED,
}


def _questions(pair: Pair, part: Slice) -> Iterator[PlanQuestion]:
    then = pair.before.state.slices.get(part.uid)
    was = {each.uid: each for each in then.plan_changes} if then else {}
    for each in part.plan_changes:
        old, kind = was.get(each.uid), _STATES.get(PlanChangeState(each.state))
        if kind is None or (old and _STATES.get(PlanChangeState(old.state)) is kind):
            continue
        ref, plan = pair.ref(part.uid), pair.after.state.registers.plans.get(each.plan)
        decision = next((one for one in part.decisions if one.uid == each.decision), None)
        yield PlanQuestion(
            kind=kind,
            part=ref,
            known=decision.date.latest if decision and decision.date else each.proposed,
            example=ref.example or each.basis == Basis.EXAMPLE,
            before=old,
            after=each,
            plan=plan.name if plan else "",
            decision=decision,
        )
