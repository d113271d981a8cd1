"""Up to when rows that are read on demand may count, so that they agree with the record a page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from initiatives.reading.past import end_of
from reporting.models import Snapshot
from reporting.source.switch import Chosen


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Rows known by `known` and written down by `recorded`; None is no limit."""

    known: datetime | None = None
    recorded: datetime | None = None


NOW = Cutoff()


def cutoff(chosen: Chosen) -> Cutoff:
    """The limits of a choice. Of a locked period what was known at the lock, and written before its record was kept."""
    if chosen.kind == "date" and chosen.day:
        return Cutoff(end_of(chosen.day))
    if chosen.kind == "locked" and chosen.period:
        kept = Snapshot.objects.filter(period__code=chosen.period.code).values_list("recorded_at", flat=True).first()
        return Cutoff(chosen.period.locked_at or end_of(chosen.period.cut_off), kept or timezone.now())
    return NOW
