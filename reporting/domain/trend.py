"""The milestone trend: for each milestone what date was expected, said when. Words stand until the next word.

A line that runs level holds its date; one that rises has slipped. Where a line meets the diagonal its date has come:
a reached milestone ends there, and one that nobody confirms goes on below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from initiatives.domain.dates import PartialDate, SlipKind, slip
from initiatives.domain.facts import DateWord, MilestoneFact
from initiatives.domain.vocabulary import Basis, DateRole
from reporting.domain.deviation import days_late
from reporting.domain.evidence import Told
from reporting.domain.outline import Outlined


class Mark(NamedTuple):
    """A time at which the plans were told: a locked period's cut-off."""

    day: date
    code: str


class Point(NamedTuple):
    """From `said` on, `date` was the one that counted, in the word of `role`. `moved`: days from the point before, None
    for the first."""

    said: date
    date: PartialDate
    role: str
    moved: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone's course, oldest word first. `late` are its sure days against its first word, `end` the day its
    line ends: when it was known to be reached, else today."""

    uid: str
    name: str
    language: str
    points: tuple[Point, ...]
    reached: bool
    late: int
    end: date
    example: bool = False

    @property
    def last(self) -> Point:
        """What counts now."""
        return self.points[-1]

    def at(self, day: date) -> PartialDate | None:
        """What was expected at the end of a day; None before anybody had said anything."""
        known = [each.date for each in self.points if each.said <= day]
        return known[-1] if known else None

    @property
    def moved(self) -> bool:
        """Whether its date has been another."""
        return any(each.moved for each in self.points)


@dataclass(frozen=True, slots=True)
class Trend:
    """The lines of some milestones, the times at which plans were told, and the day it ends."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    today: date

    @property
    def first(self) -> date:
        """The day the first word was said."""
        return min((line.points[0].said for line in self.lines), default=self.today)

    @property
    def seen(self) -> tuple[Mark, ...]:
        """The marks within the time that words were said."""
        return tuple(each for each in self.marks if self.first <= each.day <= self.today)

    @property
    def told(self) -> bool:
        """Whether there is a course to see: a date that has moved, or that was held at an earlier time."""
        return any(line.moved or any(line.points[0].said <= each.day for each in self.seen) for line in self.lines)


Words = Mapping[str, Sequence[tuple[str, DateWord]]]
"""uid of a milestone → every (role, word) about its date."""


def trend(milestones: Iterable[MilestoneFact], words: Words, marks: Iterable[Mark], today: date) -> Trend:
    """The trend of those milestones that anybody has dated, the one that comes first at the top."""
    lines = [line for each in milestones if (line := _line(each, words.get(each.uid, ()), today))]
    lines.sort(key=lambda line: (line.last.date.latest, line.uid), reverse=True)
    return Trend(tuple(lines), tuple(sorted(set(marks))), today)


def words_told(told: Mapping[str, Sequence[Told]]) -> Words:
    """The words that stand behind an initiative's facts."""
    return {uid: [(each.role, each.word) for each in words] for uid, words in told.items()}


def words_kept(records: Iterable[Outlined], uid: str) -> Words:
    """The words about an initiative's milestones that some records keep. What was said and taken back between two of
    them is in neither."""
    found: dict[str, dict[tuple[str, DateWord], None]] = {}
    for record in records:
        part = record.parts.get(uid)
        for each in part.milestones if part else ():
            held = found.setdefault(each.uid, {})
            held |= dict.fromkeys(_standing(each))
    return {uid: list(held) for uid, held in found.items()}


def marks_of(records: Iterable[Outlined]) -> tuple[Mark, ...]:
    """When the locked ones of some records speak of."""
    return tuple(Mark(each.day, each.code) for each in records if each.code)


def _standing(milestone: MilestoneFact) -> list[tuple[str, DateWord]]:
    told = (
        (DateRole.ORIGINAL, milestone.original), (DateRole.APPROVED, milestone.approved),
        (DateRole.FORECAST, milestone.forecast), (DateRole.ACTUAL, milestone.actual),
    )  # fmt: skip
    return [(role, word) for role, word in told if word]


_ORDER = {role: place for place, role in enumerate((DateRole.ORIGINAL, DateRole.APPROVED, DateRole.FORECAST))}


def _line(milestone: MilestoneFact, words: Sequence[tuple[str, DateWord]], today: date) -> Line | None:
    told = sorted((each for each in words if each[1].known <= today), key=lambda each: (each[1].known, _place(each[0])))
    points = _points(told)
    if not points or (len(points) == 1 and points[0].role == DateRole.ACTUAL):
        return None  # nobody expected a date before it was reached
    first, last = points[0], points[-1]
    reached = last.role == DateRole.ACTUAL
    return Line(
        uid=milestone.uid,
        name=milestone.name,
        language=milestone.language,
        points=points,
        reached=reached,
        late=days_late(first.date, last.date),
        end=max(last.said, last.date.latest) if reached and last.date.latest <= today else today,
        example=any(word.basis == Basis.EXAMPLE for _, word in told),
    )


def _points(told: Sequence[tuple[str, DateWord]]) -> tuple[Point, ...]:
    """Each word that changed what counted. A forecast or an approved date counts before the plan, the one said last of
    the two; that it was reached counts before all."""
    points: list[Point] = []
    roles: set[str] = set()
    for role, word in told:
        counts = not (
            (role == DateRole.ORIGINAL and roles & {DateRole.APPROVED, DateRole.FORECAST, DateRole.ACTUAL})
            or (role != DateRole.ACTUAL and DateRole.ACTUAL in roles)
        )
        roles.add(role)
        if not counts:
            continue
        moved = _moved(points[-1].date, word.date) if points else None
        point = Point(word.known, word.date, role, moved, word.reason)
        if points and points[-1].said == word.known and points[-1].date == word.date and role != DateRole.ACTUAL:
            points[-1] = points[-1]._replace(role=role, reason=word.reason or points[-1].reason)
        else:
            points.append(point)
    return tuple(points)


def _moved(was: PartialDate, now: PartialDate) -> int:
    """Days a date moved; 0 where it only was told more finely."""
    found = slip(was, now)
    return found.days if found.kind in (SlipKind.LATER, SlipKind.EARLIER) else 0


def _place(role: str) -> int:
    return _ORDER.get(role, len(_ORDER))  # type: ignore[call-overload, no-any-return]


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels beside marks at `places`, in their order: at least `gap` from each other, as near their marks
    as that lets them, between `low` and `high` where there is room."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    found = [0.0] * len(places)
    floor = low
    for index in order:
        found[index] = max(places[index], floor)
        floor = found[index] + gap
    ceiling = max(high, low + gap * (len(places) - 1))
    for index in reversed(order):
        found[index] = min(found[index], ceiling)
        ceiling = found[index] - gap
    return found
