"""Words about a milestone's date. They are only ever added: the original once, an approved date moved with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from initiatives import notices
from initiatives.access import may_edit_all
from initiatives.actions.edits import refuse_stale
from initiatives.actions.provenance import basis_for
from initiatives.actions.values import put, same, stored
from initiatives.actions.writing import By, Writing, checked_reason, writing
from initiatives.domain.dates import PartialDate
from initiatives.domain.refusals import Clash, Problem, Refused, Stale, Why, refuse
from initiatives.domain.vocabulary import Basis, DateRole
from initiatives.models import Decision, Initiative, Milestone, MilestoneDate, User


@dataclass(frozen=True, slots=True)
class DateGiven:
    """A date for one role; None takes the role's date back. The reason is kept with the word."""

    date: PartialDate | None
    reason: str = ""
    decision: Decision | None = None


Dates = Mapping[DateRole, DateGiven]
Seen = Mapping[DateRole, int]


def state_dates(*, by: By, milestone: Milestone, dates: Dates, seen: Seen | None = None) -> bool:
    """Give dates for one milestone. Whether anything was said; raises Stale and Refused."""
    with writing(by=by, initiative=milestone.initiative) as write:
        return say(write, _standing(write, milestone.initiative, milestone), dates, seen)


def standing_words(milestone: Milestone) -> dict[DateRole, MilestoneDate]:
    """Per role the word that holds now."""
    rows = milestone.dates.standing().order_by("known_from", "id")
    return {DateRole(row.role): row for row in rows}


def standing_words_of(initiative: Initiative) -> defaultdict[int, dict[DateRole, MilestoneDate]]:
    """The same for every standing milestone of an initiative, by its id. One query."""
    found: defaultdict[int, dict[DateRole, MilestoneDate]] = defaultdict(dict)
    rows = MilestoneDate.objects.standing().filter(
        milestone__initiative=initiative, milestone__withdrawn_at__isnull=True
    )
    for row in rows.order_by("known_from", "id"):
        found[row.milestone_id][DateRole(row.role)] = row
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """Dates for one of several milestones, and the words that were seen when they were given."""

    milestone: Milestone
    dates: Dates
    seen: Seen


def state_all(*, by: By, initiative: Initiative, words: Iterable[Words]) -> bool:
    """Give dates for several milestones of one initiative in one write: all of them, or none.

    Whether anything was said. Raises Stale or Refused for all at once; fields are named «id of the milestone:role».
    """
    clashes: list[Clash] = []
    problems: list[Problem] = []
    said = False
    with writing(by=by, initiative=initiative) as write:
        for each in words:
            try:
                said |= say(write, _standing(write, initiative, each.milestone), each.dates, each.seen)
            except Stale as stale:
                clashes += [replace(one, field=f"{each.milestone.pk}:{one.field}") for one in stale.clashes]
            except Refused as refused:
                problems += [replace(one, field=f"{each.milestone.pk}:{one.field}") for one in refused.problems]
        if clashes:
            raise Stale(tuple(clashes))
        refuse(problems)
    return said


def _standing(write: Writing, initiative: Initiative, milestone: Milestone) -> Milestone:
    now = write.fresh(milestone)
    if now.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))
    if now.initiative_id != initiative.pk:
        raise Refused(Problem("", Why.ELSEWHERE))
    return now


def seen_words(milestone: Milestone) -> dict[DateRole, int]:
    """Per role the number of the word that holds now: what a form carries to notice that somebody else spoke first."""
    return {role: row.pk for role, row in standing_words(milestone).items()}


def say(write: Writing, milestone: Milestone, dates: Dates, seen: Seen | None) -> bool:
    """Add the words inside an open write. What says nothing new is left out; a move of the day that counts is told to
    whoever waits for it."""
    held = standing_words(milestone)
    if seen is not None:
        refuse_stale(date_clashes(milestone, dates, held, seen))
    new = {role: given for role, given in dates.items() if _is_new(held.get(role), given)}
    refuse(list(_problems(write.by, held, dates, new)))
    for role, given in new.items():
        if given.date is None:
            _take_back(write, milestone, role, checked_reason(given.reason))
        else:
            write.assert_(_word(milestone, role, given))
    _tell(write, milestone, held, new)
    return bool(new)


def _tell(write: Writing, milestone: Milestone, held: Mapping[DateRole, MilestoneDate], new: Dates) -> None:
    """That the milestone is reached, or that another day counts than before."""
    before = {role: stored(row, "date") for role, row in held.items()}
    after = before | {role: given.date for role, given in new.items()}
    was, now = _counting(before), _counting(after)
    role = now or was
    if role is None:
        return
    dates = (before[was] if was else None, after[now] if now else None)
    reached = now is DateRole.ACTUAL and was is not DateRole.ACTUAL
    if reached or not same(*dates):
        words = " ".join(given.reason for given in new.values() if given.reason)
        write.tells_of(notices.Moved(milestone, {role: dates}, words, write.language))


def _counting(dates: Mapping[DateRole, PartialDate | None]) -> DateRole | None:
    """The word that counts: what was reached, else the forecast, else the plan that stands."""
    order = (DateRole.ACTUAL, DateRole.FORECAST, DateRole.APPROVED, DateRole.ORIGINAL)
    return next((role for role in order if dates.get(role)), None)


def says_new(milestone: Milestone, dates: Dates) -> bool:
    """Whether any of the dates is another than the one that stands."""
    held = standing_words(milestone)
    return any(_is_new(held.get(role), given) for role, given in dates.items())


def _word(milestone: Milestone, role: DateRole, given: DateGiven) -> MilestoneDate:
    word = MilestoneDate(
        milestone=milestone,
        role=role,
        decision=given.decision,
        reason=checked_reason(given.reason),
        basis=basis_for(milestone.initiative, Basis.STATED),
    )
    put(word, "date", given.date)
    return word


def _take_back(write: Writing, milestone: Milestone, role: DateRole, reason: str) -> None:
    """Every standing word of the role, or an earlier one would come back.

    A word that is taken back has no history of its own: the milestone's names who did it.
    """
    for row in milestone.dates.standing().filter(role=role):
        write.withdraw(row, reason)
    write.record(milestone, reason)


def _is_new(held: MilestoneDate | None, given: DateGiven) -> bool:
    if held is None:
        return given.date is not None
    decided = given.decision is not None and given.decision.pk != held.decision_id
    return decided or not same(stored(held, "date"), given.date)


def _problems(by: By, held: Mapping[DateRole, MilestoneDate], dates: Dates, new: Dates) -> Iterable[Problem]:
    today = timezone.localdate()
    for role, given in dates.items():
        moved = role in new and role in held
        if role not in new and given.reason.strip():
            yield Problem(f"{role}_reason", Why.REASON_WITHOUT_CHANGE)
        if moved and role == DateRole.ORIGINAL and not _corrects(by, given):
            yield Problem(role, Why.ORIGINAL_STANDS, {"date": stored(held[role], "date")})
        elif moved and (role == DateRole.APPROVED or given.date is None) and not given.reason.strip():
            yield Problem(f"{role}_reason", Why.REASON_NEEDED)
        if role == DateRole.ACTUAL and given.date is not None and given.date.earliest > today:
            yield Problem(role, Why.IN_FUTURE)


def _corrects(by: By, given: DateGiven) -> bool:
    """The original is never moved. The secretariat may take back one that was written down wrongly, with a reason."""
    return given.date is None and bool(given.reason.strip()) and (not isinstance(by, User) or may_edit_all(by))


def date_clashes(
    milestone: Milestone, dates: Dates, held: Mapping[DateRole, MilestoneDate], seen: Seen
) -> tuple[Clash, ...]:
    """The roles whose standing word is another than the one seen, and that now stand differently from what is given."""
    found = []
    for role, given in dates.items():
        word = held.get(role)
        now = stored(word, "date") if word is not None else None
        if (word.pk if word is not None else 0) == seen.get(role, 0) or same(given.date, now):
            continue
        base = _date_of(milestone, seen.get(role, 0))
        changer = word or milestone.history.order_by("history_id").last()  # a word taken back: see `say`
        touched = not same(given.date, base)
        found.append(Clash(str(role), base, now, given.date, touched, changer.actor, changer.recorded_at))
    return tuple(found)


def _date_of(milestone: Milestone, word: int) -> PartialDate | None:
    row = milestone.dates.filter(pk=word).first()
    return stored(row, "date") if row is not None else None
