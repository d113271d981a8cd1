"""The milestones of one initiative: first plan, latest approved, what counts now, how far it moved, and each move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from initiatives.domain.dates import PartialDate, Slip, SlipKind, slip
from initiatives.domain.facts import DateWord, MilestoneFact, Slice
from initiatives.domain.vocabulary import DateRole
from reporting.domain.deviation import days_late, expected, unconfirmed_days
from reporting.domain.evidence import Told
from reporting.domain.figures.feasible_dates import MilestoneDate
from reporting.domain.figures.register_milestones import Timeliness, is_example, timeliness

MOVING = (DateRole.APPROVED, DateRole.FORECAST)


@dataclass(frozen=True, slots=True)
class Move:
    """That a date was moved: the word it replaced (None when no word stood before), and the word that did."""

    milestone: MilestoneFact
    was: PartialDate | None
    told: Told
    days: int

    @property
    def replanned(self) -> bool:
        """Whether the approved plan moved, not only the forecast."""
        return self.told.role == DateRole.APPROVED


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone. `now` is the day it was reached, else the date that counts; `role` whose word that is.

    `slip` is against the first plan there is, `late` its sure days (0 when it holds); both None/0 without two words.
    `silent` is how many days its date has passed without news, `reckoned` what the engine says of it.
    """

    fact: MilestoneFact
    state: Timeliness
    now: DateWord | None
    role: str
    slip: Slip | None
    late: int
    silent: int
    example: bool
    reckoned: MilestoneDate | None = None

    @property
    def dated(self) -> bool:
        """Whether any date is known."""
        return self.now is not None or self.fact.original is not None


def rows(
    part: Slice, today: date, reckoned: Mapping[str, MilestoneDate] = MappingProxyType({})
) -> tuple[MilestoneRow, ...]:
    """The milestones by the date that counts now, undated ones last, each with what is reckoned of it by its uid."""
    found = [_row(each, today, part.example, reckoned.get(each.uid)) for each in part.milestones]
    return tuple(sorted(found, key=lambda row: (row.now.date.latest if row.now else date.max, row.fact.key)))


def _row(fact: MilestoneFact, today: date, example: bool, reckoned: MilestoneDate | None) -> MilestoneRow:
    now = fact.actual or expected(fact)
    plan = fact.original or fact.approved
    compared = plan is not None and now is not None and plan is not now
    return MilestoneRow(
        fact=fact,
        state=timeliness(fact, today),
        now=now,
        role=_role(fact, now),
        slip=slip(plan.date, now.date) if compared and plan and now else None,
        late=days_late(plan.date, now.date) if compared and plan and now else 0,
        silent=unconfirmed_days(fact, today),
        example=example or is_example((fact.original, fact.approved, fact.forecast, fact.actual)),
        reckoned=reckoned,
    )


def _role(fact: MilestoneFact, now: DateWord | None) -> str:
    words = ((DateRole.ACTUAL, fact.actual), (DateRole.FORECAST, fact.forecast), (DateRole.APPROVED, fact.approved))
    return next((role for role, word in words if word is not None and word is now), DateRole.ORIGINAL)


def moves(part: Slice, told: Mapping[str, tuple[Told, ...]]) -> tuple[Move, ...]:
    """Each time an approved or expected date was moved, newest first."""
    found = [move for each in part.milestones for move in _moves(each, told.get(each.uid, ()))]
    return tuple(sorted(found, key=lambda move: (move.told.word.known, move.milestone.key), reverse=True))


def _moves(milestone: MilestoneFact, words: Iterable[Told]) -> Iterable[Move]:
    """A word is a move when it ends on another day than the one that stood before it in its role, or than the plan."""
    standing: dict[str, PartialDate] = {}
    for each in words:
        if each.role in MOVING:
            was = standing.get(each.role) or standing.get(DateRole.APPROVED) or standing.get(DateRole.ORIGINAL)
            moved = slip(was, each.word.date) if was else None
            if moved and moved.kind in (SlipKind.LATER, SlipKind.EARLIER):
                yield Move(milestone, was, each, moved.days)
        standing[each.role] = each.word.date
