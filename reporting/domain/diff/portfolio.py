"""What came into the portfolio and left it, stopped or changed category, phase, owner or name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from initiatives.domain.facts import DecisionFact, EntryFact, Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import LifeState
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange(Change):
    """A fact of the initiative itself: codes, or words as stored (of owner and name). `stated` are the source's words
    where there is no code. `decision` is the one behind it, where one is told; `plan` the plan it is about."""

    before: str = ""
    after: str = ""
    plan: str = ""
    decision: DecisionFact | None = None


def portfolio_changes(pair: Pair) -> tuple[FieldChange, ...]:
    """Who came and went, and what is otherwise about the initiative itself."""
    moves = [*_came_and_left(pair), *_lives(pair)]
    told = {each.part.uid for each in moves if each.part}
    moves += [*_categories(pair)]
    told |= {each.part.uid for each in moves if each.part}
    moves += [*_counting(pair, told)]
    held: dict[Kind, set[str]] = {}
    for each in moves:
        held.setdefault(each.kind, set()).add(each.part.uid if each.part else "")
    inside = [replace(each, within=pair.above(_uid(each), held[each.kind].__contains__)) for each in moves]
    return (*inside, *_profile(pair))


def _uid(change: FieldChange) -> str:
    return change.part.uid if change.part else ""


def _made(pair: Pair, kind: Kind, uid: str, **more: object) -> FieldChange:
    ref = pair.ref(uid)
    return FieldChange(kind=kind, part=ref, example=ref.example, **more)  # type: ignore[arg-type]


# ── in and out ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _came_and_left(pair: Pair) -> Iterator[FieldChange]:
    for part in pair.fresh:
        entry = _place(part, pair.after.state)
        yield _entered(pair, Kind.CAME, part, entry, pair.after.state)
    for part in pair.gone:
        entry = _place(part, pair.before.state)
        yield _entered(pair, Kind.LEFT, part, entry, pair.before.state)
    for then, now in pair.both:
        if (then.life == LifeState.ACTIVE) != (now.life == LifeState.ACTIVE):
            continue  # told as that
        was, place = _place(then, pair.before.state), _place(now, pair.after.state)
        if place and not was:
            yield _entered(pair, Kind.CAME, now, place, pair.after.state)
        if was and not place:
            yield _entered(pair, Kind.LEFT, now, _closed(now, was) or was, pair.before.state)


def _entered(pair: Pair, kind: Kind, part: Slice, entry: EntryFact | None, state: PortfolioState) -> FieldChange:
    plan = state.registers.plans.get(entry.plan) if entry else None
    day = (entry.entered if kind is Kind.CAME else entry.left) if entry else None
    category = entry.category if entry else ""
    return _made(
        pair,
        kind,
        part.uid,
        known=day.latest if day else None,
        before="" if kind is Kind.CAME else category,
        after=category if kind is Kind.CAME else "",
        plan=plan.name if plan else "",
        decision=_decision(part, entry.decision if entry else None),
    )


def _place(part: Slice, state: PortfolioState) -> EntryFact | None:
    """Its place in a plan that runs."""
    return next((each for each in part.entries if each.left is None and state.plan_runs(each.plan)), None)


def _closed(part: Slice, was: EntryFact) -> EntryFact | None:
    return next((each for each in part.entries if each.uid == was.uid), None)


def _decision(part: Slice, uid: str | None) -> DecisionFact | None:
    return next((each for each in part.decisions if each.uid == uid), None) if uid else None


# ── life, category, and what is counted ──────────────────────────────────────────────────────────────────────────────

_ENDS = {LifeState.STOPPED: Kind.STOPPED, LifeState.PAUSED: Kind.PAUSED, LifeState.COMPLETED: Kind.COMPLETED}


def _lives(pair: Pair) -> Iterator[FieldChange]:
    for then, now in pair.both:
        if then.life != now.life:
            kind = _ENDS.get(now.life, Kind.RESUMED)  # type: ignore[call-overload]
            fate = next((each.date for each in now.fates if each.date), None)
            known = fate.latest if fate and kind is Kind.STOPPED else None
            yield _made(pair, kind, now.uid, known=known, before=then.life, after=now.life)


def _categories(pair: Pair) -> Iterator[FieldChange]:
    plans = pair.after.state.registers.plans
    for then, now in pair.both:
        was = {each.plan: each for each in then.entries if each.left is None}
        for entry in now.entries:
            old = was.get(entry.plan)
            if old is None or entry.left is not None or old.category == entry.category:
                continue
            plan, day = plans.get(entry.plan), entry.entered if old.uid != entry.uid else None
            yield _made(
                pair,
                Kind.MOVED,
                now.uid,
                known=day.latest if day else None,
                before=old.category,
                after=entry.category,
                plan=plan.name if plan else "",
                decision=_decision(now, entry.decision),
            )


def _counting(pair: Pair, told: set[str]) -> Iterator[FieldChange]:
    """What is counted, or is no longer, though nothing else is told of it: it is part of another now, its plan has
    ended, or it was let off."""
    for uid in sorted(pair.counted_after - pair.counted_before - told):
        yield _made(pair, Kind.COUNTED, uid)
    for uid in sorted(pair.counted_before - pair.counted_after - told):
        yield _made(pair, Kind.UNCOUNTED, uid)


# ── phase, owner, name ───────────────────────────────────────────────────────────────────────────────────────────────


def _profile(pair: Pair) -> Iterator[FieldChange]:
    told: tuple[tuple[Kind, tuple[str, ...], Callable[[Slice, PortfolioState], str]], ...] = (
        (Kind.OWNER, (), _owner),
        (Kind.PHASE, ("phase", "phase_as_stated"), lambda part, _: part.phase or part.phase_as_stated),
        (Kind.NAME, ("name",), lambda part, _: part.name),
    )
    for then, now in pair.both:
        for kind, fields, value in told:
            before, after = value(then, pair.before.state), value(now, pair.after.state)
            if before != after and not any((now.uid, field) in pair.hidden for field in fields):
                yield _made(pair, kind, now.uid, known=_since(kind, now), before=before, after=after)


def _owner(part: Slice, state: PortfolioState) -> str:
    found = state.owner(part)
    return (found.short_name or found.name) if found else ""


def _since(kind: Kind, part: Slice) -> date | None:
    """The day the owner has had it from, where that is told."""
    if kind is not Kind.OWNER:
        return None
    found = [each.valid_from for each in part.owners if each.role == "accountable" and each.valid_to is None]
    return found[0].latest if found and found[0] else None
