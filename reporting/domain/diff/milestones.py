"""What happened to milestones: a new approved date, another expectation, reached, new, gone, or passed in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from initiatives.domain.dates import PartialDate, SlipKind, slip
from initiatives.domain.facts import DateWord, DecisionFact, MilestoneFact, Slice
from initiatives.domain.vocabulary import Basis
from reporting.domain.deviation import expected, unconfirmed_days
from reporting.domain.diff.kinds import Change, Kind
from reporting.domain.diff.pair import Pair
from reporting.domain.memo import once
from reporting.domain.record import Record

DATES = ("original", "approved", "forecast", "actual")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange(Change):
    """A milestone with the word that held before and the one that holds after, None where there was none. `days` is
    how far it moved, later above 0; `decision` who decided it, where that is told. Of one passed in silence `days` is
    for how long."""

    milestone: MilestoneFact
    before: DateWord | None = None
    after: DateWord | None = None
    days: int = 0
    decision: DecisionFact | None = None

    @property
    def subject(self) -> str:
        """The milestone's name."""
        return self.milestone.name

    @property
    def language(self) -> str:
        """The language of the name."""
        return self.milestone.language

    @property
    def reason(self) -> str:
        """Why, as it was told."""
        return self.after.reason if self.after else ""


def milestone_changes(pair: Pair) -> Iterator[DateChange]:
    """Of initiatives known both times everything; of new ones what was reached since."""
    before, after = _told(pair.before), _told(pair.after)
    for then, now in pair.both:
        if before[then.uid] != after[now.uid] or _passed(pair, after[now.uid]):
            yield from _of_one(pair, then, now)
    for part in pair.fresh:
        for each in part.milestones:
            if _reached_since(pair, each):
                yield _made(pair, Kind.REACHED, part, each, None, each.actual)


Days = tuple[str, PartialDate | None, PartialDate | None, PartialDate | None]


def _told(record: Record) -> Mapping[str, tuple[Days, ...]]:
    """uid of an initiative → of each milestone the approved date, the one expected, and when it was reached; found once
    per record."""
    parts = record.state.slices.values()
    return once(record, "diff milestones", lambda: {each.uid: tuple(map(_days, each.milestones)) for each in parts})


def _days(each: MilestoneFact) -> Days:
    return each.uid, _day(each.approved), _day(expected(each)), _day(each.actual)


def _day(word: DateWord | None) -> PartialDate | None:
    return word.date if word else None


def _passed(pair: Pair, told: tuple[Days, ...]) -> bool:
    """Whether a date that stands still went by between the two records."""
    first, last = pair.today
    return any(actual is None and awaited and first <= awaited.latest < last for _, _, awaited, actual in told)


def _of_one(pair: Pair, then: Slice, now: Slice) -> Iterator[DateChange]:
    was = {each.uid: each for each in then.milestones}
    for each in now.milestones:
        old = was.pop(each.uid, None)
        if old is None:
            reached = _reached_since(pair, each)
            yield _made(pair, Kind.REACHED if reached else Kind.NEW, now, each, None, each.actual or expected(each))
        elif not _hidden(pair, each.uid):
            yield from _moves(pair, now, old, each)
    for each in was.values():
        yield _made(pair, Kind.GONE, now, each, each.actual or expected(each), None)


def _reached_since(pair: Pair, each: MilestoneFact) -> bool:
    """Whether one nobody knew of was reached after the first record, or possibly so."""
    return each.actual is not None and each.actual.date.latest > pair.since


def _hidden(pair: Pair, uid: str) -> bool:
    """Whether a date of it is withheld either time."""
    return bool(pair.hidden) and any((uid, role) in pair.hidden for role in DATES)


def _moves(pair: Pair, part: Slice, old: MilestoneFact, new: MilestoneFact) -> Iterator[DateChange]:
    if old.actual or new.actual:
        yield from _ends(pair, part, old, new)
        return
    replanned = _replanned(pair, part, old, new)
    if replanned:
        yield replanned
    before, after = expected(old), expected(new)
    if before is None or after is None:
        if before or after:
            yield _made(pair, Kind.DATED if after else Kind.UNDATED, part, new, before, after)
    elif before.date != after.date and not (replanned and replanned.after and replanned.after.date == after.date):
        yield _move(pair, part, new, before, after)
    days = unconfirmed_days(new, pair.after.state.today)
    if days and not unconfirmed_days(old, pair.before.state.today):
        yield _made(pair, Kind.UNCONFIRMED, part, new, after, after, days)


def _ends(pair: Pair, part: Slice, old: MilestoneFact, new: MilestoneFact) -> Iterator[DateChange]:
    if old.actual and new.actual:
        if old.actual.date != new.actual.date:
            yield _move(pair, part, new, old.actual, new.actual)
    elif new.actual:
        before = expected(old)
        days = slip(before.date, new.actual.date).days if before else 0
        yield _made(pair, Kind.REACHED, part, new, before, new.actual, days)
    else:
        yield _made(pair, Kind.UNREACHED, part, new, old.actual, expected(new))


def _replanned(pair: Pair, part: Slice, old: MilestoneFact, new: MilestoneFact) -> DateChange | None:
    """Another approved date than before; a first one against the first plan."""
    before, after = old.approved or old.original, new.approved
    if before is None or after is None or before.date == after.date:
        return None
    if old.approved and old.approved.date == after.date:
        return None
    moved = slip(before.date, after.date)
    if moved.kind in (SlipKind.SPECIFIED, SlipKind.UNCHANGED):
        return None  # told as told more finely
    return _made(pair, Kind.REPLANNED, part, new, before, after, moved.days)


_SLIPS = {SlipKind.LATER: Kind.LATER, SlipKind.EARLIER: Kind.EARLIER}


def _move(pair: Pair, part: Slice, new: MilestoneFact, before: DateWord, after: DateWord) -> DateChange:
    moved = slip(before.date, after.date)
    return _made(pair, _SLIPS.get(moved.kind, Kind.SPECIFIED), part, new, before, after, moved.days)


def _made(
    pair: Pair,
    kind: Kind,
    part: Slice,
    milestone: MilestoneFact,
    before: DateWord | None,
    after: DateWord | None,
    days: int = 0,
) -> DateChange:
    ref = pair.ref(part.uid)
    word = after or before
    decision = next((each for each in part.decisions if after and each.uid == after.decision), None)
    return DateChange(
        kind=kind,
        part=ref,
        known=after.known if after else None,
        size=abs(days),
        example=ref.example or bool(word and word.basis == Basis.EXAMPLE),
        milestone=milestone,
        before=before,
        after=after,
        days=days,
        decision=decision,
    )
