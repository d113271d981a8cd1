"""Locking a round: with what is missing told by name, and only for a stated reason when anything is."""

from django.core.exceptions import PermissionDenied

from initiatives.access import may_lock
from initiatives.actions.writing import checked_reason
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import User
from initiatives.models.base import Act
from reporting.actions import telling
from reporting.actions.locking import AlreadyLocked, lock_period
from reporting.domain.readiness import Readiness, readiness
from reporting.domain.record import Record
from reporting.domain.vocabulary import PeriodState
from reporting.models import ReportingPeriod, Snapshot


def lock_round(*, by: User, period: ReportingPeriod, reason: str = "") -> Snapshot:
    """Lock a round for ever. What is not delivered stands as «ikke rapportert», with the reason in every report.

    Raises PermissionDenied, AlreadyLocked, and Refused: not open, or gaps and no reason.
    """
    if not may_lock(by):
        raise PermissionDenied
    given = checked_reason(reason)
    reports: dict[str, telling.Given] = {}

    def prepare(record: Record, now: ReportingPeriod) -> None:
        if now.state == PeriodState.PLANNED:
            raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": now.state}))
        found = _readiness(record)
        if found.needs_reason and not given:
            raise Refused(Problem("reason", Why.GAPS, {"names": found.gaps}))
        now.lock_reason = given if found.needs_reason else ""
        for status in record.statuses.values():
            counts = status.report_in(now.code)
            reports.update({each.uid: telling.Given(each, counts) for each in status.reports})

    def after(now: ReportingPeriod) -> None:
        telling.tell_locked(by=by, period=now, given=reports)

    return lock_period(period=period, act=Act(actor=str(by), user=by, reason=given), prepare=prepare, after=after)


def _readiness(record: Record) -> Readiness:
    if record.period is None:
        raise ValueError("A round is locked with its own period.")
    return readiness(record, record.period)


__all__ = ["AlreadyLocked", "lock_round"]
