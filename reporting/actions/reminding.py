"""Reminders: by the scheduler, each stage once for a report whatever how often it runs, and by hand."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from initiatives.access import may_lock
from initiatives.actions.writing import text_problems
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.models import User
from reporting.actions import telling
from reporting.actions.reports import LONGEST_TEXT
from reporting.domain.lifecycle import AWAITED
from reporting.domain.reminders import due_stage
from reporting.domain.vocabulary import PeriodState, Stage
from reporting.models import Reminder, ReportingPeriod, StatusReport

SYSTEM = "Samstyr: påminnelser"


def send_reminders(today: date | None = None) -> int:
    """Write to all who are to report by the deadlines of the open rounds; how many reports were reminded of.

    Run as often as one likes: a stage that has been written at is not written at again.
    """
    today = today or timezone.localdate()
    rounds = ReportingPeriod.objects.standing().filter(state=PeriodState.OPEN).values_list("pk", flat=True)
    return sum(_remind(pk, today) for pk in rounds)


@transaction.atomic
def _remind(pk: int, today: date) -> int:
    period = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=pk)
    if period.state != PeriodState.OPEN:
        return 0  # locked while this run waited for it
    reports = _awaited(period)
    sent: dict[tuple[int, date | None], set[str]] = defaultdict(set)
    last: dict[int, date] = {}
    letters = Reminder.objects.filter(report__in=reports).order_by("recorded_at")
    for each, stage, of, when in letters.values_list("report_id", "stage", "deadline", "recorded_at"):
        sent[each, of].add(stage)
        last[each] = timezone.localtime(when).date()
    due: dict[Stage, list[StatusReport]] = defaultdict(list)
    for report in reports:
        deadline = report.deadline or period.deadline
        stage = due_stage(deadline, today, sent[report.pk, deadline], last.get(report.pk)) if deadline else None
        if stage is not None:
            due[stage].append(report)
    for stage, asked in due.items():
        telling.write_to(by=None, period=period, reports=asked, stage=stage, actor=SYSTEM)
    return sum(len(asked) for asked in due.values())


@transaction.atomic
def remind(*, by: User, period: ReportingPeriod, reports: Iterable[StatusReport], words: str = "") -> int:
    """Write to those who are to give these reports, now; how many people. Those that are not awaited are left out.

    Raises PermissionDenied, and Refused when the round is not open, all have been written to by hand today, or the
    words are not fit to send.
    """
    if not may_lock(by):
        raise PermissionDenied
    said = free_text.tidy(words)
    refuse(text_problems("words", said, LONGEST_TEXT))
    now = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    if now.state != PeriodState.OPEN:
        raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": now.state}))
    wanted = {each.pk for each in reports}
    asked = [each for each in _awaited(now) if each.pk in wanted]
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = set(
        Reminder.objects.filter(report__in=asked, stage=Stage.MANUAL, recorded_at__gte=begun).values_list(
            "report_id", flat=True
        )
    )
    fresh = [each for each in asked if each.pk not in today]
    if asked and not fresh:
        raise Refused(Problem("", Why.REMINDED_TODAY))
    return telling.write_to(by=by, period=now, reports=fresh, stage=Stage.MANUAL, words=said)


def _awaited(period: ReportingPeriod) -> list[StatusReport]:
    """What the owners have to give; of an initiative that is withdrawn nothing is awaited."""
    standing = period.reports.standing().filter(initiative__withdrawn_at__isnull=True)
    rows = standing.filter(state__in=AWAITED).select_related("initiative", "organisation")
    return list(rows.order_by("initiative__code", "id"))
