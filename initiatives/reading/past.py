"""What was known by the end of a day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model, Q
from django.utils import timezone

from initiatives.domain.state import PortfolioState
from initiatives.models import Citation
from initiatives.models.base import Assertion, Fact
from initiatives.reading.cache import revision
from initiatives.reading.registers import registers
from initiatives.reading.rest import collector_rests
from initiatives.reading.rows import Moment
from initiatives.reading.slices import slices

KEPT = 4  # past states held in memory; a reader looks at one or two dates at a time


def as_of(day: date) -> PortfolioState:
    """The portfolio as it was known by the end of `day` in Norway, in a fixed number of queries."""
    return _read(day, revision().value, str(connection.settings_dict["NAME"]))


@lru_cache(maxsize=KEPT)
def _read(day: date, at_revision: int, _database: str) -> PortfolioState:
    moment = Moment(known_by=end_of(day))
    with collector_rests():
        return PortfolioState(
            slices(moment),
            registers(moment),
            today=day,
            revision=at_revision,
            known_by=day,
            recorded_later=recorded_later(moment, apps.get_app_config("initiatives").get_models()),
        )


def forget_past() -> None:
    """Forget the past states held in memory."""
    _read.cache_clear()


def end_of(day: date) -> datetime:
    """The last moment of a day in Norway."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def recorded_later(moment: Moment, models: Iterable[type[Model]]) -> int:
    """How many facts of these models were known by the moment and written down only afterwards, in one query.

    What stands behind a fact is told with the fact and not counted beside it.
    """
    later = Q(recorded_at__gt=moment.known_by)
    counts: list[Any] = []
    for model in models:
        if issubclass(model, Citation):
            continue
        if issubclass(model, Assertion):
            counts.append(model.objects.filter(later, known_from__lte=moment.known_by))
        elif issubclass(model, Fact):
            counts.append(model.history.filter(later, history_date__lte=moment.known_by))
    empty = [each.order_by().values_list("recorded_at") for each in counts]
    total: int = empty[0].union(*empty[1:], all=True).count()
    return total


def known_after(moment: datetime, models: Iterable[type[Model]]) -> frozenset[str]:
    """uids of the facts of these models that got a word after a moment, in one query."""
    rows: list[Any] = []
    for model in models:
        if issubclass(model, Assertion):
            rows.append(model.objects.filter(known_from__gt=moment))
        elif issubclass(model, Fact):
            rows.append(model.history.filter(history_date__gt=moment))
    found = [each.order_by().values_list("uid", flat=True) for each in rows]
    return frozenset(UUID(str(uid)).hex for uid in found[0].union(*found[1:]))
