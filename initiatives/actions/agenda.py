"""Meetings of the councils and their agendas (saksliste): a meeting's cases, made from conflicts between owners.

What a meeting was asked stands as it was once it has been held: only the case's number is filled in afterwards.

A case made from a conflict belongs to the receiver's initiative, to the giver's where the receiver stands outside the
portfolio. Whoever may prepare agendas writes here, whoever owns the initiatives.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from initiatives import notices
from initiatives.access import may_prepare_agendas
from initiatives.actions import edits
from initiatives.actions.agenda_words import Owners, change_title, owners_of, proposal, veils_of
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.values import stored
from initiatives.actions.writing import By, Writing, needed_reason
from initiatives.actions.writing_registers import Touched, writing_registers
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import Precision, precision
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.models import Case, Dependency, GovernanceBody, Initiative, Meeting, PlanChange, User
from initiatives.models.base import Fact
from initiatives.models.sides import RELATED, initiative_of, is_example

MEETING = Editable(names=("body", "date", "number", "note"), required=("body", "date"))
CASE = Editable(
    names=("title", "kind", "text", "number", "language"),
    required=("title", "kind", "language"),
    codes={"kind": v.CaseKind, "language": v.Language},
)
WITH_SIDES = [*RELATED, *(f"{end}_external__organisation" for end in ("predecessor", "successor"))]
"""What to fetch with a dependency, so that proposing its case costs no query."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of putting something on an agenda: the new cases, and those that stood there already."""

    meeting: Meeting
    new: tuple[Case, ...]
    already: tuple[Case, ...]


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def add_meeting(*, by: By, values: Changes, uid: UUID | None = None) -> Meeting:
    """Call a meeting of a body on a day, today or later, once per body and day. Raises Refused."""
    with writing_registers(by=by, may=may_prepare_agendas) as write:
        write.serialise()
        known = edits.already(Meeting, uid, values)
        if known is not None:
            return known
        body = values.get("body")
        meeting = Meeting(uid=uid or uuid4(), example=isinstance(body, GovernanceBody) and body.example)
        edits.add(write, meeting, MEETING, values, _meeting_rules)
        write.touches_registers()
        return meeting


def edit_meeting(*, by: By, meeting: Meeting, changes: Changes, version: int | None = None) -> bool:
    """Change a meeting; its cases follow. Whether anything changed; raises Stale and Refused."""
    with writing_registers(by=by, may=may_prepare_agendas, held=[meeting], touched=lambda: _homes_of(meeting)) as write:
        write.serialise()
        write.touches_registers()
        over = _over(write.fresh(meeting))
        return edits.edit(write, meeting, MEETING, changes, version, _held_rules if over else _meeting_rules)


def withdraw_meeting(*, by: By, meeting: Meeting, reason: str) -> None:
    """Call a meeting off. Refused while cases stand on its agenda."""
    reason = needed_reason(reason)
    with writing_registers(by=by, may=may_prepare_agendas, held=[meeting], reason=reason) as write:
        titles = tuple(cases_of(meeting).values_list("title", flat=True))
        if titles:
            raise Refused(Problem("", Why.IN_USE, {"names": titles}))
        write.touches_registers()
        edits.withdraw(write, meeting)


def _meeting_rules(meeting: Meeting, changed: frozenset[str]) -> list[Problem]:
    date = stored(meeting, "date")
    if date is None or not changed & {"date", "body"}:
        return []
    if precision(date) is not Precision.DAY:
        return [Problem("date", Why.NOT_A_DAY)]
    if "date" in changed and date.latest < timezone.localdate():
        return [Problem("date", Why.MEETING_PASSED)]
    twins = Meeting.objects.standing().filter(body=meeting.body_id, date_latest=date.latest).exclude(pk=meeting.pk)
    return [Problem("date", Why.MEETS_ALREADY)] if twins.exists() else []


def _held_rules(meeting: Meeting, changed: frozenset[str]) -> list[Problem]:
    """A meeting that has been was that body's on that day."""
    if not changed & {"date", "body"}:
        return []
    return _meeting_rules(meeting, changed) or [Problem("date" if "date" in changed else "body", Why.MEETING_HELD)]


def _over(meeting: Meeting | None) -> bool:
    """Whether the meeting's day has gone by."""
    date = stored(meeting, "date") if meeting is not None else None
    return date is not None and date.latest < timezone.localdate()


# ── the agenda ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ToCome:
    """A case to be made: its values, the initiative it belongs to, and what it is about."""

    values: Changes
    initiative: Initiative
    example: bool
    dependency: Dependency | None = None
    change: PlanChange | None = None


def put_on_agenda(*, by: By, meeting: Meeting, dependencies: Iterable[Dependency]) -> Placed:
    """Make a case of each contract, last on the agenda, and tell both its owners. One that has a case there already
    gets no other. Raises Refused when the meeting has been, or something is withdrawn."""
    chosen = [each.pk for each in dependencies]
    with placing(by=by, meetings=[meeting], touched=lambda: _homes(chosen)) as write:
        return _put(write, meeting, chosen)


def put_on_new_agenda(
    *, by: By, values: Changes, dependencies: Iterable[Dependency], uid: UUID | None = None
) -> Placed:
    """Call a meeting and put the contracts on its agenda: both or neither."""
    chosen = [each.pk for each in dependencies]
    with placing(by=by, meetings=called(uid), touched=lambda: _homes(chosen)) as write:
        return _put(write, add_meeting(by=by, values=values, uid=uid), chosen)


def _put(write: Writing, meeting: Meeting, chosen: Iterable[int]) -> Placed:
    now = ahead(write.fresh(meeting))
    rows = _contracts(chosen)
    _refuse_withdrawn(rows)
    known = {case.dependency_id: case for case in cases_of(now)}
    new = [each for each in rows if each.pk not in known]
    owners, veils = owners_of(_sides(new)), veils_of(new)
    made = place_last(write, now, [_to_come(write, now, each, owners, veils) for each in new])
    for each, case in zip(new, made, strict=True):
        notices.tell_both_sides(
            dependency=each,
            meeting=now,
            actor=str(write.by),
            user=write.by if isinstance(write.by, User) else None,
            news=notices.News(words=case.text, language=case.language),
        )
    return Placed(now, made, tuple(known[each.pk] for each in rows if each.pk in known))


def _to_come(write: Writing, meeting: Meeting, dependency: Dependency, owners: Owners, veils: notices.Veils) -> ToCome:
    words = proposal(dependency, meeting.body, write.language, owners, veils)
    values = {"title": words.title, "kind": words.kind.value, "text": words.text, "language": words.language}
    return ToCome(values, home_of(dependency), is_example(dependency), dependency=dependency)


def put_change_on_agenda(*, by: By, change: PlanChange, meeting: Meeting) -> Placed:
    """Make a case of what is asked of a portfolio, last on the agenda, with what the office says the board is asked.
    What stands there already gets no other case. Raises Refused before it is assessed, and once it is decided."""
    with placing(by=by, meetings=[meeting], touched=lambda: [change.initiative_id]) as write:
        now, asked = ahead(write.fresh(meeting)), write.fresh(change)
        if asked.state != v.PlanChangeState.ASSESSED or asked.withdrawn_at is not None:
            raise Refused(Problem("", Why.CHANGE_NOT_NOW, {"state": asked.state}))
        already = tuple(each for each in cases_of(now) if _is_about(each, asked))
        if already:
            return Placed(now, (), already)
        values = {"title": change_title(asked), "kind": asked.asked_kind, "text": asked.asked}
        values |= {"language": asked.language}
        made = ToCome(values, asked.initiative, asked.initiative.example, change=asked)
        return Placed(now, place_last(write, now, [made]), ())


def _is_about(case: Case, change: PlanChange) -> bool:
    """Whether a case was made of the question. One from before that was written down is known by its words."""
    if case.change_id is None:
        return (case.initiative_id, case.text) == (change.initiative_id, change.asked)
    return bool(case.change_id == change.pk)


def placing(
    *, by: By, meetings: Iterable[Meeting], touched: Touched, held: Iterable[Fact] = ()
) -> AbstractContextManager[Writing]:
    """A write that puts cases on an agenda. What is held first, the meeting and the initiatives stand still before the
    revision is held, which calling a new meeting does."""
    return writing_registers(by=by, may=may_prepare_agendas, held=[*held, *meetings], touched=touched)


def called(uid: UUID | None) -> Iterable[Meeting]:
    """The meeting that an earlier sending of the same form has called."""
    return Meeting.objects.filter(uid=uid) if uid else ()


def place_last(write: Writing, meeting: Meeting, new: Iterable[ToCome]) -> tuple[Case, ...]:
    """Make the cases, last on the agenda in their order. Raises Refused."""
    place = max((each.position for each in cases_of(meeting)), default=0)
    made = []
    for number, each in enumerate(new, start=1):
        case = Case(
            meeting=meeting,
            dependency=each.dependency,
            change=each.change,
            initiative=each.initiative,
            position=place + number,
            example=meeting.example or each.example,
        )
        edits.add(write, case, CASE, each.values)
        made.append(case)
    return tuple(made)


def cases_of(meeting: Meeting) -> Any:
    """The cases that stand on an agenda, in its order."""
    return Case.objects.standing().filter(meeting=meeting).order_by("position", "uid")


def ahead(meeting: Meeting) -> Meeting:
    """The meeting, if it can still be prepared. Raises Refused."""
    if meeting.withdrawn_at is not None:
        raise Refused(Problem("meeting", Why.WITHDRAWN, {"reason": meeting.withdrawn_reason}))
    if _over(meeting):
        raise Refused(Problem("meeting", Why.MEETING_PASSED))
    return meeting


def edit_case(*, by: By, case: Case, changes: Changes, version: int | None = None) -> bool:
    """Change a case's words, kind and number; after the meeting only its number. Whether anything changed; raises Stale
    and Refused."""
    with _writing(by, case) as write:
        return edits.edit(write, case, CASE, changes, version, _case_rules)


def _case_rules(case: Case, changed: frozenset[str]) -> list[Problem]:
    """What the meeting was asked stands."""
    return [Problem("", Why.MEETING_HELD)] if changed - {"number"} and _over(case.meeting) else []


def move_case(*, by: By, case: Case, to: int, seen: int | None = None) -> bool:
    """Move a case to a place on its agenda, 1 for the first; the others make room. `seen` is the place it had when this
    was asked for. Whether anything moved: nothing does when somebody else has moved it since."""
    meeting = case.meeting
    if meeting is None:
        return False
    with writing_registers(by=by, may=may_prepare_agendas, held=[meeting], touched=lambda: _homes_of(meeting)) as write:
        _refuse_held(write.fresh(meeting))
        order = list(cases_of(meeting))
        place = next((n for n, each in enumerate(order, start=1) if each.pk == case.pk), 0)
        if not place or (seen is not None and seen != place) or not 1 <= to <= len(order):
            return False
        order.insert(to - 1, order.pop(place - 1))
        _number(write, order)
        return write.wrote


def take_off_agenda(*, by: By, case: Case, reason: str) -> None:
    """Take a case off its agenda. Refused once it has been decided, or the meeting has been."""
    with _writing(by, case, needed_reason(reason)) as write:
        now = write.fresh(case)
        if now.withdrawn_at is None:
            _refuse_held(now.meeting)
        if case.decisions.standing().exists():
            raise Refused(Problem("", Why.DECIDED))
        edits.withdraw(write, case)


def home_of(dependency: Dependency) -> Initiative:
    """The initiative a case about this contract belongs to. Raises Refused when neither side is one."""
    home = initiative_of(dependency, v.Side.RECEIVER) or initiative_of(dependency, v.Side.GIVER)
    if home is None:
        raise Refused(Problem("", Why.NOT_A_PARTY))
    return home


def _writing(by: By, case: Case, reason: str = "") -> AbstractContextManager[Writing]:
    """A write on one case: its agenda stands still, its initiative is touched."""
    return writing_registers(
        by=by,
        may=may_prepare_agendas,
        held=[case.meeting] if case.meeting else [],
        touched=lambda: [case.initiative_id] if case.initiative_id else [],
        reason=reason,
    )


def _number(write: Writing, order: Iterable[Case]) -> None:
    for place, each in enumerate(order, start=1):
        if each.position != place:
            each.position = place
            write.record(each)


def _homes_of(meeting: Meeting) -> set[int]:
    """Ids of the initiatives with a case on the agenda: each of these cases tells the meeting's day and body."""
    return set(cases_of(meeting).filter(initiative__isnull=False).values_list("initiative_id", flat=True))


def _homes(chosen: Iterable[int]) -> set[int]:
    return {home_of(each).pk for each in _contracts(chosen)}


def _contracts(chosen: Iterable[int]) -> list[Dependency]:
    """The contracts with their sides, in the order they were chosen."""
    order = {pk: place for place, pk in enumerate(chosen)}
    rows = Dependency.objects.filter(pk__in=order).select_related(*WITH_SIDES)
    return sorted(rows, key=lambda each: order[each.pk])


def _sides(dependencies: Iterable[Dependency]) -> Iterator[Initiative]:
    for each in dependencies:
        yield from filter(None, (initiative_of(each, side) for side in v.Side))


def _refuse_held(meeting: Meeting | None) -> None:
    if _over(meeting):
        raise Refused(Problem("", Why.MEETING_HELD))


def _refuse_withdrawn(dependencies: Iterable[Dependency]) -> None:
    gone = [each for each in dependencies if each.withdrawn_at is not None]
    refuse([Problem("dependencies", Why.WITHDRAWN, {"reason": each.withdrawn_reason}) for each in gone])
