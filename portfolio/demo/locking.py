"""Locks the demo's closed periods with what was known by their cut-off."""

from datetime import date

from initiatives.models.base import Act
from portfolio.demo.files import midnight, uid_of
from portfolio.demo.loading import ACTOR
from reporting.actions.locking import lock_period
from reporting.domain.vocabulary import PeriodState
from reporting.models import ReportingPeriod

CLOSED = ("2023-3", "2024-1")


def lock_demo_periods() -> list[str]:
    """Lock those of the demo's closed periods that are still open, oldest first. Returns their codes.

    Runs after the loading has been committed, because a lock reads the record outside its own transaction.
    """
    locked = []
    for code in CLOSED:
        period = ReportingPeriod.objects.get(uid=uid_of(ReportingPeriod, code))
        if period.state != PeriodState.LOCKED:
            lock_period(period=period, act=_act(period.cut_off), known_by=period.cut_off)
            locked.append(code)
    return locked


def _act(day: date) -> Act:
    return Act(actor=ACTOR, reason="Låst med det som var kjent ved datakutt", known_from=midnight(day))
