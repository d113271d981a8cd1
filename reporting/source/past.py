"""What was known by the end of a day, with what had been reported by then."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from django.apps import apps
from django.db import connection
from django.db.models import Min
from django.utils import timezone

from initiatives import reading
from initiatives.models import Initiative
from initiatives.reading.cache import revision
from initiatives.reading.past import end_of, recorded_later
from initiatives.reading.rows import Moment
from reporting.domain.record import Record
from reporting.source.statuses import statuses, tolerances

KEPT = 4  # records of past days held in memory


def at(day: date) -> Record:
    """The record of a past day, in a fixed number of queries; one when it is held."""
    return _read(day, revision().value, str(connection.settings_dict["NAME"]))


@lru_cache(maxsize=KEPT)
def _read(day: date, _revision: int, _database: str) -> Record:
    moment = Moment(known_by=end_of(day))
    state = reading.as_of(day)
    reported_later = recorded_later(moment, apps.get_app_config("reporting").get_models())
    state = replace(state, recorded_later=state.recorded_later + reported_later)
    return Record(state, statuses(moment), tolerances=tolerances(moment))


def first_day() -> date | None:
    """The day from which any initiative is known, None when none is; one query."""
    first: datetime | None = Initiative.history.aggregate(first=Min("history_date"))["first"]
    return timezone.localtime(first).date() if first else None


def forget_past() -> None:
    """Forget the records of past days held in memory."""
    _read.cache_clear()
