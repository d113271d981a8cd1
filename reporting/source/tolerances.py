"""Who set each limit, when and why, as it was known at the time shown. One query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from reporting.models import Tolerance
from reporting.source.cutoff import Cutoff


@dataclass(frozen=True, slots=True)
class Setting:
    """That somebody set limits: the fact's uid, who and when, and the reason given."""

    uid: str
    actor: str
    recorded: datetime
    reason: str


def settings(until: Cutoff) -> Mapping[tuple[str, date], Setting]:
    """(dimension, first day) → who set it. Of a past time from the history's rows, which are never rewritten."""
    where = Q(history_date__lte=until.known) if until.known else Q()
    where &= Q(recorded_at__lte=until.recorded) if until.recorded else Q()
    rows = Tolerance.history.filter(where).order_by("history_date", "history_id")
    return {
        (row.dimension, row.valid_from): Setting(row.uid.hex, row.actor, row.history_date, row.reason) for row in rows
    }
