"""Risks: new, occurred, graver, milder, closed."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.domain.facts import RiskFact, Slice
from initiatives.domain.vocabulary import Basis, RiskLevel, RiskState
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair

LEVELS = {RiskLevel.LOW: 1, RiskLevel.MEDIUM: 2, RiskLevel.HIGH: 3}
OVER = (RiskState.CLOSED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskChange(Change):
    """A risk before and after; both None where it is the initiative's stated level of risk, in `level_…`."""

    before: RiskFact | None = None
    after: RiskFact | None = None
    level_before: str = ""
    level_after: str = ""

    @property
    def subject(self) -> str:
        """The risk's title."""
        risk = self.after or self.before
        return risk.title if risk else ""

    @property
    def language(self) -> str:
        """The language of the title."""
        risk = self.after or self.before
        return risk.language if risk else ""


def risk_changes(pair: Pair) -> Iterator[RiskChange]:
    """Of initiatives known both times; those of new ones came with them."""
    for then, now in pair.both:
        yield from _level(pair, then, now)
        if then.risks or now.risks:
            yield from _of_one(pair, then, now)


def _level(pair: Pair, then: Slice, now: Slice) -> Iterator[RiskChange]:
    if then.risk == now.risk or (now.uid, "risk") in pair.hidden:
        return
    before, after = (LEVELS.get(each.risk, 0) for each in (then, now))  # type: ignore[call-overload]
    if before and after:
        kind = Kind.RISK_RAISED if after > before else Kind.RISK_LOWERED
        ref = pair.ref(now.uid)
        yield RiskChange(kind=kind, part=ref, example=ref.example, level_before=then.risk, level_after=now.risk)


def _of_one(pair: Pair, then: Slice, now: Slice) -> Iterator[RiskChange]:
    was = {each.uid: each for each in then.risks}
    for each in now.risks:
        old = was.pop(each.uid, None)
        kind = _kind(old, each)
        if kind and not any((each.uid, field) in pair.hidden for field in ("state", "likelihood", "consequence")):
            yield _made(pair, now, kind, old, each)
    for each in was.values():
        if each.state not in OVER:
            yield _made(pair, now, Kind.RISK_CLOSED, each, None)


def _kind(old: RiskFact | None, new: RiskFact) -> Kind | None:
    if old is None:
        return None if new.state in OVER else Kind.RISK_NEW
    if old.state != new.state:
        if new.state == RiskState.OCCURRED:
            return Kind.RISK_OCCURRED
        if new.state in OVER:
            return Kind.RISK_CLOSED
        return Kind.RISK_REOPENED if old.state in OVER else None
    before, after = _grave(old), _grave(new)
    if before is None or after is None or before == after:
        return None
    return Kind.RISK_RAISED if after > before else Kind.RISK_LOWERED


def _grave(risk: RiskFact) -> int | None:
    return risk.likelihood * risk.consequence if risk.likelihood and risk.consequence else None


def _made(pair: Pair, part: Slice, kind: Kind, old: RiskFact | None, new: RiskFact | None) -> RiskChange:
    ref, risk = pair.ref(part.uid), new or old
    grave = _grave(risk) if risk else None
    raised = new.raised if new and kind is Kind.RISK_NEW else None
    return RiskChange(
        kind=kind,
        part=ref,
        known=raised.latest if raised else None,
        size=grave or 0,
        example=ref.example or bool(risk and risk.basis == Basis.EXAMPLE),
        before=old,
        after=new,
    )
