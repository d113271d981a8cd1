"""Rows of a model as they are now, or as they were known by a moment. One query per model either way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q, Window
from django.db.models.functions import RowNumber

from initiatives.models.base import Assertion, Fact

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What is read: everything now, only some initiatives now, or everything known by `known_by`."""

    known_by: datetime | None = None
    initiatives: tuple[int, ...] | None = None

    def only(self, *paths: str) -> Q:
        """Narrow to the initiatives of this reading, by any of the paths to an initiative's id."""
        narrowed = Q()
        if self.initiatives is not None:
            for path in paths:
                narrowed |= Q(**{f"{path}__in": self.initiatives})
        return narrowed


def read(model: type[Model], moment: Moment, columns: Sequence[str], where: Q | None = None) -> Iterator[Row]:
    """The columns of each standing row."""
    where = where if where is not None else Q()
    if issubclass(model, Assertion):
        return _asserted(model, moment, columns, where)
    if moment.known_by is None:
        return _now(model, columns, where)
    if not issubclass(model, Fact):
        raise TypeError(f"{model.__name__} has no history")
    return _then(model, moment.known_by, columns, where)


def _now(model: Any, columns: Sequence[str], where: Q) -> Iterator[Row]:
    rows = model.objects.filter(where, withdrawn_at__isnull=True).order_by("id")
    return rows.values_list(*columns).iterator(chunk_size=5_000)  # type: ignore[no-any-return]


def _asserted(model: Any, moment: Moment, columns: Sequence[str], where: Q) -> Iterator[Row]:
    standing = Q(withdrawn_at__isnull=True)
    if moment.known_by is not None:
        standing = Q(known_from__lte=moment.known_by) & (standing | Q(withdrawn_at__gt=moment.known_by))
    rows = model.objects.filter(where & standing).order_by("known_from", "id")
    return rows.values_list(*columns).iterator(chunk_size=5_000)  # type: ignore[no-any-return]


def _then(model: Any, known_by: datetime, columns: Sequence[str], where: Q) -> Iterator[Row]:
    """The latest row of each object by (known from, history id).

    Not simple-history's `as_of`: rows with equal times would come twice and deleted ones return.
    """
    past = (
        model.history.filter(where, history_date__lte=known_by)
        .annotate(
            latest_first=Window(
                RowNumber(),
                partition_by=F("id"),
                order_by=[F("history_date").desc(), F("history_id").desc()],
            )
        )
        .filter(latest_first=1)
        .order_by("id")
    )
    for row in past.values_list("history_type", "withdrawn_at", *columns).iterator(chunk_size=5_000):
        if row[0] != "-" and row[1] is None:
            yield row[2:]
