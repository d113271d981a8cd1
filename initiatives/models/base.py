"""What every fact shares: a stable uid, history in two times, withdrawal instead of deletion.

Two times: *known from* (`history_date`, `known_from`) is when the giver or source stated it; *recorded at* is set by
the clock alone. No row is written without an `Act`: who did it, why, and since when it is known.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.db.models import ProtectedError
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

if TYPE_CHECKING:
    from initiatives.models.people import User


AnyFact = TypeVar("AnyFact", bound="Fact")


class Anonymous(Exception):
    """A fact was written without an act: a programming error, never the user's."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes, why, and since when it is known. `actor` keeps the name as text when the user is gone."""

    actor: str
    user: "User | None" = None
    reason: str = ""
    known_from: datetime | None = None


class HistoryRow(models.Model):
    """What each history row has beside simple-history's own columns."""

    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=200, editable=False)

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """Full row history with the index that reading as of a date needs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            inherit=True,
            bases=[HistoryRow],
            excluded_fields=["stamp"],
            history_change_reason_field=models.TextField(null=True),
            history_id_field=models.BigAutoField(primary_key=True),
            **options,
        )

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        name = f"h_{model._meta.model_name}"[:24] + "_known"
        options["indexes"] = [models.Index(fields=["id", "history_date", "history_id"], name=name)]
        return options


class NoDeletes(models.QuerySet[Any]):
    """Facts are withdrawn with a reason, never deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ProtectedError("Facts are withdrawn with a reason, never deleted.", set(self))

    def standing(self) -> "NoDeletes":
        """Rows that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Undeletable(models.Model):
    """A row that says what it is by a uid that never changes, and can be withdrawn but not deleted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, default="", editable=False)

    objects = NoDeletes.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ProtectedError("Facts are withdrawn with a reason, never deleted.", {self})


class Fact(Undeletable):
    """A row that changes: its whole history is kept."""

    history: ClassVar[Any] = History()

    class Meta:
        abstract = True

    def record(self, act: Act) -> None:
        """Save the row and its history under one act."""
        self._act = act
        self._history_user = act.user
        self._change_reason = act.reason
        self._history_date = act.known_from or timezone.now()
        self.save()

    def withdraw(self, act: Act) -> None:
        """Take the fact back. The row and all that was known stay."""
        self.withdrawn_at = act.known_from or timezone.now()
        self.withdrawn_reason = act.reason
        self.record(act)


class Assertion(Undeletable):
    """A row that is only ever added: somebody's word at a time. A new word is a new row."""

    known_from = models.DateTimeField(db_index=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=200, editable=False)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    def assert_(self, act: Act) -> None:
        """Add the word to the record."""
        if self.pk is not None:
            raise ValueError("An assertion is added once; a new word is a new row.")
        self.actor = act.actor
        self.known_from = act.known_from or timezone.now()
        self.save(force_insert=True)

    def withdraw(self, act: Act) -> None:
        """Take the word back from now on; what was known before stays readable."""
        self.withdrawn_at = act.known_from or timezone.now()
        self.withdrawn_reason = act.reason
        self.withdrawn_by = act.actor
        self.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])


@receiver(pre_create_historical_record)
def name_the_actor(sender: type, instance: models.Model, history_instance: Any, **_: Any) -> None:
    """No history row is anonymous."""
    if not isinstance(instance, Fact):
        return
    act: Act | None = getattr(instance, "_act", None)
    if act is None:
        raise Anonymous(f"{type(instance).__name__} was saved without an act; use record(act).")
    history_instance.actor = act.actor


def record_all(rows: Iterable["AnyFact"], act: Act, *, batch: int = 2_000) -> list["AnyFact"]:
    """Create many new facts of one model with their first history row, in two inserts per batch.

    For the loader, imports and the generator; rows must be new. A row's own `_act` (its own known-from) wins.
    """
    new = list(rows)
    if not new:
        return new
    model = type(new[0])
    model.objects.bulk_create(new, batch_size=batch)
    past: Any = model.history.model
    names = [field.attname for field in past.tracked_fields]
    past.objects.bulk_create(
        (_first_row(past, row, names, getattr(row, "_act", act)) for row in new),
        batch_size=batch,
    )
    return new


def _first_row(past: Any, row: Fact, names: list[str], act: Act) -> models.Model:
    values = {name: getattr(row, name) for name in names}
    when = act.known_from or timezone.now()
    made: models.Model = past(
        **values,
        history_date=when,
        history_type="+",
        history_user=act.user,
        history_change_reason=act.reason,
        actor=act.actor,
    )
    return made
