"""How a row is made out of an initiative's facts."""

from datetime import date
from functools import cached_property

from initiatives.domain.facts import EntryFact, Slice
from initiatives.domain.feasible import Notice
from initiatives.domain.vocabulary import Colour, DependencyState, LifeState, RiskState
from reporting.domain import rag
from reporting.domain.figures.feasible_dates import later
from reporting.domain.figures.portfolio import candidate
from reporting.domain.figures.register_milestones import Milestones, is_example, milestones, replanned
from reporting.domain.figures.register_money import main_amount
from reporting.domain.figures.register_row import OLD_AFTER, ROUNDS, Flag, Held, Named, RegisterRow, Word
from reporting.domain.figures.register_search import haystack
from reporting.domain.record import Record
from reporting.domain.standing import UNREPORTED, Standing, history

SILENT = (LifeState.PAUSED, LifeState.STOPPED, LifeState.COMPLETED)
"""Lives in which no colour is shown: what is not under way is «ikke vurdert»."""


class Ground:
    """What all rows of a record stand on; small values that many rows share are made once."""

    def __init__(self, record: Record, previous: Record | None) -> None:
        self.record = record
        self.state = record.state
        self.today = record.state.today
        self.previous = previous
        self.computed = rag.as_record_results(record).computed
        self.later = later(record)
        self._flags: dict[tuple[str, ...], frozenset[str]] = {}

    @cached_property
    def plans(self) -> dict[str, Named]:
        """uid → plan, in the office's order."""
        ordered = sorted(self.state.registers.plans.values(), key=lambda plan: (plan.position, plan.name))
        return {each.uid: Named(each.key, each.name) for each in ordered}

    @cached_property
    def plan_order(self) -> dict[str, int]:
        """key of a plan → its place."""
        return {each.key: place for place, each in enumerate(self.plans.values())}

    @cached_property
    def goals(self) -> dict[str, Named]:
        """uid → goal."""
        goals = self.state.registers.goals.values()
        return {each.uid: Named(each.key, f"{each.code} {each.text}".strip()) for each in goals}

    @cached_property
    def owners(self) -> dict[str, Named]:
        """uid → organisation by its short name."""
        found = self.state.registers.organisations.values()
        return {each.uid: Named(each.key, each.short_name or each.name) for each in found}

    @cached_property
    def since(self) -> date | None:
        """The day of the record before, None without one."""
        if self.previous is None:
            return None
        period = self.previous.period
        return period.cut_off if period else self.previous.state.today

    def before(self, uid: str) -> Slice | None:
        """The initiative as the record before knew it."""
        return self.previous.state.slices.get(uid) if self.previous else None

    def shared(self, flags: tuple[str, ...]) -> frozenset[str]:
        """One set for all rows with the same flags."""
        return self._flags.setdefault(flags, frozenset(flags))


def build(part: Slice, ground: Ground) -> RegisterRow:
    """The row of one initiative."""
    state, today = ground.state, ground.today
    words = history(ground.record.status(part))
    standing = ground.record.standing(part) if ground.record.campaign else last_word(words)
    times = milestones(part, today)
    owner = state.owner(part)
    entries = _entries(part, ground)
    plans = tuple(ground.plans[each.plan] for each in entries)
    active = state.is_active(part)
    whole = state.slices.get(part.whole) if part.whole else None
    moved = replanned(part, ground.before(part.uid), compared=ground.previous is not None)
    spoken = standing is not None and standing.origin != UNREPORTED
    age = max(0, (today - standing.as_of.latest).days) if standing and spoken else None
    return RegisterRow(
        uid=part.uid,
        code=part.code,
        name=part.name,
        language=part.language,
        kind=part.kind,
        life=part.life,
        example=part.example,
        active=active,
        whole=part.whole,
        whole_code=whole.code if whole else "",
        plan=plans[0] if plans else None,
        plans=plans,
        segments=tuple(dict.fromkeys(each.segment for each in entries if each.segment)),
        goal=next((ground.goals[each.main_goal] for each in entries if each.main_goal in ground.goals), None),
        categories=tuple(dict.fromkeys(each.category for each in entries if each.category)),
        owner=ground.owners[owner.uid] if owner else None,
        owner_name=owner.name if owner else "",
        phase=part.phase,
        phase_as_stated=part.phase_as_stated,
        risk=part.risk,
        colour=shown_colour(part, standing),
        standing=standing,
        age=age,
        previous=_previous_colour(part, ground),
        words=tuple(Word(each.colour or Colour.NONE, each.as_of) for each in words[-ROUNDS:]),
        computed=rag.overall(ground.computed.get(part.uid, ())),
        next=times.next,
        late=times.late,
        unconfirmed=times.unconfirmed,
        unconfirmed_since=times.unconfirmed_since,
        replanned=moved,
        held=held(part, ground),
        start=part.start,
        end=part.end,
        amount=main_amount(part.budget, today) if part.budget else None,
        milestones=len(part.milestones),
        dependencies=_dependencies(part),
        commitments=len(part.links),
        open_risks=sum(each.state == RiskState.OPEN for each in part.risks),
        updated=part.updated_at_source,
        flags=_flags(part, times, moved, age, ground, silent=active and _silent(standing, ground)),
        asks=candidate(part),
        search=_search(part, owner.name if owner else "", ground.owners[owner.uid].label if owner else ""),
    )


def last_word(words: tuple[Standing, ...]) -> Standing | None:
    """The word that stands, as `record.standing` tells it; the history is at hand, so it is not gathered again."""
    if not words:
        return None
    day, origin = words[-1].as_of.latest, words[-1].origin
    return next(each for each in words if each.as_of.latest == day and each.origin == origin)


def shown_colour(part: Slice, standing: Standing | None) -> str:
    """The colour that stands; of what is paused, stopped or completed none."""
    return Colour.NONE if standing is None or part.life in SILENT else standing.colour or Colour.NONE


def held(part: Slice, ground: Ground) -> Held | None:
    """The milestone that others delay the most, None where none is delayed or nothing is awaited any more."""
    found = ground.later.get(part.uid)
    if not found or part.life in (LifeState.STOPPED, LifeState.COMPLETED):
        return None
    worst = max(found, key=lambda uid: (found[uid].gap or 0, uid))
    each, told = found[worst], next(each for each in part.milestones if each.uid == worst)
    if each.claimed is None or each.feasible is None:
        return None
    return Held(
        uid=worst,
        name=told.name,
        language=told.language,
        claimed=each.claimed,
        feasible=each.feasible,
        days=each.gap or 0,
        earliest=Notice.EARLIEST in each.notices,
        example=part.example or is_example((told.original, told.approved, told.forecast)),
    )


def _entries(part: Slice, ground: Ground) -> list[EntryFact]:
    """The plans it stands in now, in the office's order."""
    standing = [each for each in part.entries if each.left is None and each.plan in ground.plans]
    if len(standing) > 1:
        standing.sort(key=lambda each: ground.plan_order[ground.plans[each.plan].key])
    return standing


def _previous_colour(part: Slice, ground: Ground) -> str:
    before = ground.before(part.uid)
    if before is None or ground.previous is None:
        return ""
    standing = ground.previous.standing(before)
    return shown_colour(before, standing) if standing else ""


def _dependencies(part: Slice) -> int:
    """Agreements both ways that still mean something, each once."""
    return len({each.uid for each in (*part.waits, *part.gives) if each.state != DependencyState.WITHDRAWN})


def _silent(standing: Standing | None, ground: Ground) -> bool:
    """Whether nobody has said anything since the record before; without one, nothing at all."""
    if standing is None or standing.origin == UNREPORTED:
        return True
    return ground.since is not None and standing.as_of.latest <= ground.since


def _flags(
    part: Slice, times: Milestones, moved: int, age: int | None, ground: Ground, *, silent: bool
) -> frozenset[str]:
    living = part.life not in (LifeState.STOPPED, LifeState.COMPLETED)
    wanted = (
        (Flag.LATE, living and times.late),
        (Flag.UNCONFIRMED, living and times.unconfirmed),
        (Flag.REPLANNED, moved),
        (Flag.OLD, living and age is not None and age > OLD_AFTER),
        (Flag.NO_DATE, living and (times.next is None or times.next.now is None)),
        (Flag.UNREPORTED, silent),
        (Flag.HELD_BACK, living and part.uid in ground.later),
        (Flag.EXAMPLE, part.example),
    )
    return ground.shared(tuple(flag.value for flag, holds in wanted if holds))


def _search(part: Slice, owner: str, short: str) -> str:
    return haystack((part.code, part.name, owner, short, *(each.name for each in part.milestones)))
