"""Running a round of reporting: set up, opened, with extensions and exemptions. What is asked of whom stands in rows of
`StatusReport`; nobody is written to but by the round's own letters (`reporting.actions.telling`)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from initiatives import reading
from initiatives.access import may_lock
from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.writing import By, Gate, Writing, needed_reason, writing
from initiatives.actions.writing_registers import writing_registers
from initiatives.domain.dates import exact
from initiatives.domain.facts import Slice
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.domain.state import PortfolioState
from initiatives.models import Initiative, Organisation, User
from initiatives.notices import RoundChange
from reporting.actions import telling
from reporting.domain.duties import Duty, duties, of_initiative
from reporting.domain.lifecycle import PeriodMove, ReportMove, period_after, report_after
from reporting.domain.vocabulary import PeriodKind, PeriodState, ReportForm, ReportState, Stage
from reporting.models import ReportingPeriod, StatusReport
from reporting.source.periods import periods

PERIOD = Editable(
    names=(
        *("code", "name", "kind", "opens", "cut_off", "cut_off_note", "deadline", "body", "meeting", "plan"),
        *("form", "forms", "note"),
    ),
    required=("code", "name", "kind", "cut_off"),
    codes={"kind": PeriodKind, "form": ReportForm},
)


def add_period(*, by: By, values: Changes, uid: UUID | None = None) -> ReportingPeriod:
    """Set up a round. Raises Refused: a code that is taken, a deadline before the opening."""
    with writing_registers(by=by, may=may_lock) as write:
        write.serialise()
        known = edits.already(ReportingPeriod, uid, values)
        if known is not None:
            return known
        period = ReportingPeriod(uid=uid or uuid4())
        edits.add(write, period, PERIOD, values, _rules)
        write.touches_registers()
        return period


def edit_period(*, by: By, period: ReportingPeriod, changes: Changes, version: int | None = None) -> bool:
    """Change a round that is not locked. Whether anything changed; raises Stale and Refused. Another deadline of an
    open round is told those who still are to report; one that passes a report's own takes its place."""
    own = period.reports.standing().filter(deadline__isnull=False)
    touched = own.values_list("initiative_id", flat=True)
    with writing_registers(by=by, may=may_lock, held=[period], touched=lambda: touched) as write:
        write.touches_registers()
        before = write.fresh(period).deadline
        now, changed = edits.revised(write, period, PERIOD, changes, version, _rules)
        kept = edits.keep(write, now, changed)
        if "deadline" in changed and now.state == PeriodState.OPEN and before:
            lapsed: dict[int, date] = {}
            for each in own.filter(deadline__lte=now.deadline):
                lapsed[each.pk] = each.deadline
                each.deadline, each.deadline_reason = None, ""
                write.record(each)
            telling.tell_moved(by=by, period=now, before=before, lapsed=lapsed)
        return kept


def withdraw_period(*, by: By, period: ReportingPeriod, reason: str) -> None:
    """Take back a round that has not been opened."""
    with writing_registers(by=by, may=may_lock, held=[period], reason=needed_reason(reason)) as write:
        if write.fresh(period).state != PeriodState.PLANNED:
            raise Refused(Problem("", Why.ROUND_NOT_NOW))
        write.touches_registers()
        edits.withdraw(write, period)


def _rules(period: ReportingPeriod, changed: frozenset[str]) -> list[Problem]:
    if period.state == PeriodState.LOCKED:
        return [Problem("", Why.ROUND_NOT_NOW, {"state": period.state})]
    problems = []
    if period.state != PeriodState.PLANNED and changed & {"code", "plan"}:
        problems.append(Problem("code" if "code" in changed else "plan", Why.ROUND_UNDER_WAY))
    same = ReportingPeriod.objects.filter(code=period.code).exclude(pk=period.pk)
    if "code" in changed and period.code and same.exists():
        problems.append(Problem("code", Why.DUPLICATE))
    if period.opens and period.deadline and period.deadline < period.opens:
        problems.append(Problem("deadline", Why.DEADLINE_FIRST, {"date": exact(period.opens)}))
    if period.state == PeriodState.OPEN and period.deadline is None:
        problems.append(Problem("deadline", Why.REQUIRED))
    wrong = [each for each in dict(period.forms or {}).values() if each not in set(ReportForm)]
    return [*problems, *(Problem("forms", Why.UNKNOWN_CODE, {"value": each}) for each in wrong)]


# ── opening, and who is asked ────────────────────────────────────────────────────────────────────────────────────────


def open_period(*, by: User, period: ReportingPeriod) -> tuple[StatusReport, ...]:
    """Open a round: ask all who must report, and write to them. Raises Refused when it is not planned, or has no
    deadline."""
    state = reading.current()
    asked = duties(state, _fact(period))
    with _round(by, period, [each.initiative for each in asked], state) as (write, now):
        after = period_after(now.state, PeriodMove.OPEN)
        if after is None:
            raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": now.state}))
        if now.deadline is None:
            raise Refused(Problem("deadline", Why.REQUIRED))
        now.state, now.opens = after.value, now.opens or timezone.localdate()
        if now.deadline < now.opens:
            raise Refused(Problem("deadline", Why.DEADLINE_FIRST, {"date": exact(now.opens)}))
        write.record(now)
        write.touches_registers()
        made = _ask(write, now, asked)
        telling.write_to(by=by, period=now, reports=made, stage=Stage.KICK_OFF)
        return made


def take_in(
    *, by: User, period: ReportingPeriod, initiatives: Iterable[Initiative] | None = None, form: str = ""
) -> tuple[StatusReport, ...]:
    """Ask more of an open round: the initiatives given, or all that have come under way in its plan since it opened.
    Those that are asked already are left as they are. The new ones are written to."""
    state = reading.current()
    fact = _fact(period)
    if initiatives is None:
        asked = duties(state, fact)
    else:
        parts = [state.codes[each.code] for each in initiatives if each.code in state.codes]
        asked = tuple(one for each in parts for one in of_initiative(each, state, form or _form(each, fact)))
    with _round(by, period, [each.initiative for each in asked], state) as (write, now):
        if now.state != PeriodState.OPEN:
            raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": now.state}))
        made = _ask(write, now, asked)
        telling.write_to(by=by, period=now, reports=made, stage=Stage.KICK_OFF)
        return made


def _form(part: Slice, period: Any) -> str:
    segment = next((each.segment for each in part.entries if each.left is None), "")
    form: str = period.form_of(segment)
    return form if form != ReportForm.NONE else ReportForm.LIGHT.value


def _ask(write: Writing, period: ReportingPeriod, asked: Iterable[Duty]) -> tuple[StatusReport, ...]:
    """A report for each that is asked, but those that are there."""
    there = {
        (initiative.hex, organisation.hex if organisation else None)
        for initiative, organisation in period.reports.values_list("initiative__uid", "organisation__uid")
    }
    led = {uid.hex for uid in period.reports.standing().filter(lead=True).values_list("initiative__uid", flat=True)}
    new = [each for each in asked if (each.initiative, each.organisation) not in there]
    parts = {each.uid.hex: each for each in Initiative.objects.filter(uid__in=[each.initiative for each in new])}
    bodies = {
        each.uid.hex: each
        for each in Organisation.objects.filter(uid__in={each.organisation for each in new if each.organisation})
    }
    made = [
        StatusReport(
            period=period,
            initiative=parts[each.initiative],
            organisation=bodies.get(each.organisation or ""),
            lead=each.lead and each.initiative not in led,
            form=each.form,
        )
        for each in new
    ]
    return tuple(write.record_all(made))


# ── one report ───────────────────────────────────────────────────────────────────────────────────────────────────────


def extend(*, by: User, report: StatusReport, deadline: date, reason: str) -> None:
    """Give one report a deadline of its own. Raises Refused: before the opening or the round's deadline, or passed."""
    with running(by, report, needed_reason(reason)) as (write, now):
        _awaited(now)
        opens = now.period.opens
        if opens and deadline < opens:
            raise Refused(Problem("deadline", Why.DEADLINE_FIRST, {"date": exact(opens)}))
        if deadline < timezone.localdate():
            raise Refused(Problem("deadline", Why.PASSED, {"date": exact(deadline)}))
        if now.period.deadline and deadline < now.period.deadline:
            raise Refused(Problem("deadline", Why.DEADLINE_SHORTENED, {"date": exact(now.period.deadline)}))
        if deadline == now.deadline and now.deadline_reason == write.act.reason:
            return
        before = now.deadline or now.period.deadline
        now.deadline, now.deadline_reason = deadline, write.act.reason
        write.record(now)
        telling.tell_changed(by=by, report=now, change=RoundChange.EXTENDED, before=before)


def exempt(*, by: User, report: StatusReport, reason: str) -> None:
    """Let an initiative off this round, with a reason that stands in the report."""
    with running(by, report, needed_reason(reason)) as (write, now):
        if now.state == ReportState.EXEMPT and now.exempt_reason == write.act.reason:
            return
        now.state = moved(now, ReportMove.EXEMPT)
        now.exempt_reason = write.act.reason
        write.record(now)
        telling.tell_changed(by=by, report=now, change=RoundChange.EXEMPT)


def include(*, by: User, report: StatusReport, reason: str = "") -> None:
    """Ask again for a report that was let off."""
    with running(by, report, reason) as (write, now):
        now.state, now.exempt_reason = moved(now, ReportMove.INCLUDE), ""
        write.record(now)
        telling.tell_changed(by=by, report=now, change=RoundChange.INCLUDED)


def moved(report: StatusReport, move: ReportMove) -> str:
    """The state after a move. Raises Refused when the move cannot be made."""
    after = report_after(report.state, move)
    if after is None:
        raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": report.state}))
    return after.value


def _awaited(report: StatusReport) -> None:
    if report.state not in (ReportState.DRAFT, ReportState.RETURNED):
        raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": report.state}))


@contextmanager
def running(by: User, report: StatusReport, reason: str = "") -> Iterator[tuple[Writing, Any]]:
    """One write of the secretariat's on a report of an open round; gives it as it stands under the lock.

    Raises PermissionDenied, and Refused when the round is not open.
    """
    with on_report(by, report, lambda user, _: may_lock(user), reason) as (write, now):
        if now.period.state != PeriodState.OPEN:
            raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": now.period.state}))
        yield write, now


@contextmanager
def on_report(by: User, report: StatusReport, may: Gate, reason: str = "") -> Iterator[tuple[Writing, Any]]:
    """One write on a report, which `may` must allow; gives it as it stands under the locks.

    The round is held first, then the initiative, the report and the revision: nothing is submitted while a round is
    being locked, and two writes never wait for each other for ever.
    """
    with transaction.atomic():
        _hold(ReportingPeriod, report.period_id)
        with writing(by=by, initiative=report.initiative, reason=reason, may=may) as write:
            _hold(StatusReport, report.pk)
            yield write, StatusReport.objects.select_related("period", "initiative", "organisation").get(pk=report.pk)


def _hold(model: Any, pk: int) -> None:
    model.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").first()


@contextmanager
def _round(
    by: User, period: ReportingPeriod, initiatives: Iterable[str], state: PortfolioState
) -> Iterator[tuple[Writing, Any]]:
    """One write on a round and all it asks."""
    uids = [state.slices[each].uid for each in initiatives if each in state.slices]
    touched = set(Initiative.objects.filter(uid__in=uids).values_list("pk", flat=True))
    with writing_registers(by=by, may=may_lock, held=[period], touched=lambda: touched) as write:
        yield write, write.fresh(period)


def _fact(period: ReportingPeriod) -> Any:
    found = periods().get(period.code)
    if found is None:
        raise Refused(Problem("", Why.WITHDRAWN))
    return found
