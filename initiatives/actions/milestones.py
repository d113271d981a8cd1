"""What people change of a milestone: the fact, its dates and its remaining work, saved together."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID, uuid4

from django.db.models import Max, Q

from initiatives.actions import edits
from initiatives.actions.circles import refuse_circle
from initiatives.actions.edits import Changes, Editable, keep, revised
from initiatives.actions.keys import next_key
from initiatives.actions.milestone_dates import Dates, Seen, date_clashes, say, says_new, standing_words
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, Writing, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Clash, Problem, Refused, Why
from initiatives.models import Dependency, DurationEstimate, Initiative, Milestone

MILESTONE = Editable(
    names=("name", "kind", "receiver", "predecessor", "position", "note", "language"),
    required=("name", "kind", "position", "language"),
    codes={"kind": v.MilestoneKind, "language": v.Language},
)


@dataclass(frozen=True, slots=True)
class DurationGiven:
    """Remaining work in calendar days."""

    low: int
    likely: int
    high: int
    note: str = ""


DURATION = Editable(names=("low", "likely", "high", "note"), required=("low", "likely", "high"))
LONGEST_WORK = 7_300  # days
LAST_POSITION = 9_999


@dataclass(frozen=True, slots=True)
class MilestoneVersion:
    """What a form was opened with: the milestone's history, the words about its dates, the estimate's history."""

    fact: int
    words: Seen
    duration: int


def version_of_milestone(milestone: Milestone) -> MilestoneVersion:
    """The version as it stands now."""
    duration = standing_duration(milestone)
    return MilestoneVersion(
        edits.version_of(milestone),
        {role: row.pk for role, row in standing_words(milestone).items()},
        edits.version_of(duration) if duration is not None else 0,
    )


def add_milestone(
    *,
    by: By,
    initiative: Initiative,
    values: Changes,
    dates: Dates | None = None,
    duration: DurationGiven | None = None,
    uid: UUID | None = None,
) -> Milestone:
    """Register a milestone, with the dates that are known. Raises Circle and Refused."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(Milestone, uid, values, initiative=initiative)
        if known is not None:
            _refuse_other(known, dates or {}, duration)
            return known
        milestone = Milestone(
            initiative=initiative, uid=uid or uuid4(), key=next_key(Milestone, "M", initiative=initiative)
        )
        place = {"position": _last_position(initiative) + 1, "language": write.language} | dict(values)
        edits.add(write, milestone, MILESTONE, place, _rules)
        _refuse_circle(write, milestone)
        say(write, milestone, dates or {}, None)
        if duration is not None:
            _estimate(write, milestone, None, duration)
        return milestone


def _refuse_other(known: Milestone, dates: Dates, duration: DurationGiven | None) -> None:
    """What an earlier sending of the form said of dates and work must be what this one says."""
    held = standing_duration(known)
    work = [getattr(held, name, None) == getattr(duration, name, None) for name in ("low", "likely", "high")]
    if not all(work) or says_new(known, dates):
        raise Refused(Problem("", Why.SENT_BEFORE))


def edit_milestone(
    *,
    by: By,
    milestone: Milestone,
    changes: Changes,
    dates: Dates | None = None,
    duration: DurationGiven | bool | None = False,
    version: MilestoneVersion | None = None,
) -> bool:
    """Change a milestone, its dates and its remaining work (`duration`: False leaves it, None takes it back).

    Whether anything changed. Raises Stale with every clash of the three parts, Circle and Refused.
    """
    with writing(by=by, initiative=milestone.initiative) as write:
        if version is not None:
            edits.refuse_stale(_clashes(write, milestone, changes, dates or {}, duration, version))
        now, changed = revised(write, milestone, MILESTONE, changes, None, _rules)
        kept = keep(write, now, changed)
        if changed & {"predecessor", "position"}:
            _refuse_circle(write, now)
        said = say(write, now, dates or {}, None)
        estimated = not isinstance(duration, bool) and _estimate(write, now, standing_duration(now), duration)
        return kept or said or estimated


def withdraw_milestone(*, by: By, milestone: Milestone, reason: str) -> None:
    """Take a milestone back. Refused while something standing refers to it."""
    with writing(by=by, initiative=milestone.initiative, reason=needed_reason(reason)) as write:
        names = _referring(milestone)
        if names:
            raise Refused(Problem("", Why.IN_USE, {"names": names}))
        edits.withdraw(write, milestone)


def standing_duration(milestone: Milestone) -> DurationEstimate | None:
    """The estimate of remaining work that holds now."""
    found: DurationEstimate | None = milestone.durations.standing().first()
    return found


def _clashes(
    write: Writing,
    milestone: Milestone,
    changes: Changes,
    dates: Dates,
    duration: DurationGiven | bool | None,
    version: MilestoneVersion,
) -> tuple[Clash, ...]:
    now = write.fresh(milestone)
    if now.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN, {"reason": now.withdrawn_reason}))
    found = edits.clashes(now, changes, version.fact) if edits.version_of(now) != version.fact else ()
    found += date_clashes(now, dates, standing_words(now), version.words)
    if not isinstance(duration, bool):
        found += _duration_clashes(now, duration, version.duration)
    return found


def _duration_clashes(milestone: Milestone, given: DurationGiven | None, seen: int) -> tuple[Clash, ...]:
    """The estimate may have been changed, made or taken back by somebody else."""
    wanted = _as_changes(given) if given is not None else dict.fromkeys(DURATION.names)
    estimate = standing_duration(milestone)
    if estimate is not None:
        return edits.clashes(estimate, wanted, seen)
    row = DurationEstimate.history.filter(history_id=seen, milestone=milestone).first()
    if row is None or given is None:
        return ()
    last = DurationEstimate.history.filter(id=row.id).latest("history_id")
    return tuple(
        Clash(name, getattr(row, name), None, wanted[name], wanted[name] != getattr(row, name), last.actor,
                    last.recorded_at)
        for name in ("low", "likely", "high")
    )  # fmt: skip


def _as_changes(duration: DurationGiven) -> Mapping[str, object]:
    return {name: getattr(duration, name) for name in DURATION.names}


def _estimate(write: Writing, milestone: Milestone, held: DurationEstimate | None, given: DurationGiven | None) -> bool:
    if given is None:
        if held is not None:
            write.withdraw(held)
        return held is not None
    if held is not None:
        return edits.edit(write, held, DURATION, _as_changes(given), None, _in_order)
    estimate = DurationEstimate(milestone=milestone, basis=basis_for(milestone.initiative, v.Basis.OWN))
    edits.add(write, estimate, DURATION, _as_changes(given), _in_order)
    return True


def _in_order(estimate: DurationEstimate, changed: frozenset[str]) -> list[Problem]:
    numbers = (estimate.low, estimate.likely, estimate.high)
    if None in numbers:
        return []  # said by the rule of required fields
    if not estimate.low <= estimate.likely <= estimate.high:
        return [Problem("likely", Why.OUT_OF_ORDER)]
    if estimate.low < 0 or estimate.high > LONGEST_WORK:
        return [Problem("high", Why.OUT_OF_RANGE, {"low": 0, "high": LONGEST_WORK})]
    return []


def _rules(milestone: Milestone, changed: frozenset[str]) -> list[Problem]:
    if milestone.position is not None and not 0 <= milestone.position <= LAST_POSITION:
        return [Problem("position", Why.OUT_OF_RANGE, {"low": 0, "high": LAST_POSITION})]
    earlier = milestone.predecessor
    if earlier is None or "predecessor" not in changed:
        return []
    if earlier.pk == milestone.pk:
        return [Problem("predecessor", Why.ITSELF)]
    if earlier.initiative_id != milestone.initiative_id or earlier.withdrawn_at is not None:
        return [Problem("predecessor", Why.ELSEWHERE)]
    return []


def _refuse_circle(write: Writing, milestone: Milestone) -> None:
    """With the milestone saved, no standing link into or out of it may close on itself."""
    write.serialise()
    links = [(milestone.predecessor_id, milestone.pk)] if milestone.predecessor_id else []
    if milestone.initiative.sequential:
        rows = Milestone.objects.standing().filter(initiative=milestone.initiative).order_by("position", "key")
        links += [(a.pk, b.pk) for a, b in pairwise(rows) if b.predecessor_id is None]
    refuse_circle("predecessor", links)


def _referring(milestone: Milestone) -> tuple[str, ...]:
    """Dependencies with the milestone as an end, and milestones that declare it as their predecessor."""
    ends = Q(predecessor_milestone=milestone) | Q(successor_milestone=milestone)
    dependencies = Dependency.objects.standing().filter(ends).values_list("key", flat=True)
    followers = milestone.followers.standing().values_list("name", flat=True)
    return (*dependencies, *followers)


def _last_position(initiative: Initiative) -> int:
    return initiative.milestones.aggregate(last=Max("position"))["last"] or 0
