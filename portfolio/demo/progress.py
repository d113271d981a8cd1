"""How far the example round has come: who was written to, and a report somebody has begun. No facts, and no file."""

from datetime import datetime

from django.utils import timezone

from initiatives.models import User
from portfolio.demo.files import uid_of
from reporting.domain.vocabulary import Stage
from reporting.models import Reminder, ReportDraft, StatusReport

ROUND = "2026-3"
OPENED = datetime(2026, 11, 2, 9, 0)
BEGUN = "E07/2026-3"
WRITTEN = {"summary": "Eksempel: Prosjektet er i gang med å bemanne."}


def create(actor: str) -> int:
    """Write the letters of the opening and the draft down, unless they are there; how many rows."""
    reports = list(StatusReport.objects.filter(period__code=ROUND, reminders__isnull=True).order_by("id"))
    at = min(timezone.make_aware(OPENED), timezone.now())
    made = Reminder.objects.bulk_create(
        [
            Reminder(report=each, stage=Stage.KICK_OFF.value, recipients=1, actor=actor, recorded_at=at)
            for each in reports
        ]
    )
    begun = StatusReport.objects.filter(uid=uid_of(StatusReport, BEGUN), draft__isnull=True).first()
    if begun is None:
        return len(made)
    person = User.objects.filter(username="programleder").first()
    ReportDraft.objects.create(
        report=begun, content=WRITTEN, counter=1, opened_at=at, saved_at=at if person else None, saved_by=person
    )
    return len(made) + 1
