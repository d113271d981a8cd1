"""The outbox: what people are told when a dependency contract changes, and whether it has been sent and read."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from initiatives.models import fields as f


class Notices(models.QuerySet["Notice"]):
    """The rows of the outbox, as those who send and read them ask for them."""

    def of(self, user: Any) -> "Notices":
        """What this person has been told, newest first."""
        return self.filter(recipient=user).order_by("-recorded_at", "-id")

    def unread(self) -> "Notices":
        """Not read yet."""
        return self.filter(read_at__isnull=True)

    def waiting(self) -> "Notices":
        """To be sent, now or later."""
        return self.filter(next_try__isnull=False)

    def due(self, now: datetime) -> "Notices":
        """To be sent by now, the one that has waited longest first."""
        return self.filter(next_try__lte=now).order_by("next_try", "id")


class Notice(models.Model):
    """What one person is told of one event (varsel). No fact: it is written once, and only its marks change.

    `values` are plain values the text is made from (see `notices.told`), never finished sentences: the text is written
    in the reader's language, without what is withheld by then. `next_try` is when to send it by e-mail: empty when it
    has been sent, was given up on, or goes to somebody without an address, who reads it in the application only.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=32, editable=False)
    recipient = f.link("initiatives.User", "notices")
    dependency = f.link("initiatives.Dependency", "notices", optional=True)
    initiative = f.link("initiatives.Initiative", "notices", optional=True)
    values = models.JSONField(default=dict, editable=False)
    actor = models.CharField(max_length=200, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try = models.DateTimeField(null=True, blank=True, editable=False)
    failure = models.TextField(blank=True, default="", editable=False)

    objects = Notices.as_manager()

    class Meta:
        indexes = [
            models.Index(name="notice_due", fields=["next_try", "id"], condition=Q(next_try__isnull=False)),
            models.Index(name="notice_mine", fields=["recipient", "-recorded_at", "-id"]),
            models.Index(name="notice_unread", fields=["recipient"], condition=Q(read_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_sent_once",
                condition=Q(sent_at__isnull=True) | Q(next_try__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
