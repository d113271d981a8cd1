"""What is kept for ever: snapshots of locked periods, issued files, and who exported what."""

from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from initiatives.models import fields as f
from reporting.domain import vocabulary as v


class WriteOnce(models.QuerySet[Any]):
    """Rows that are never changed or deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ProtectedError("Kept for ever.", set(self))

    def update(self, **_: Any) -> int:
        raise ProtectedError("Kept for ever.", set(self))


class Kept(models.Model):
    """A row that is written once."""

    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=200, editable=False)

    objects = WriteOnce.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not kwargs.get("force_insert"):
            raise ProtectedError("Kept for ever.", {self})
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ProtectedError("Kept for ever.", {self})


class Snapshot(Kept):
    """A locked period's record as canonical JSON, hashed and chained (låst periode)."""

    period = f.link("reporting.ReportingPeriod", "snapshots")
    format_version = models.PositiveIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True, default="")
    head = models.CharField(max_length=64, unique=True)
    reason = f.text()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="snapshot_once", fields=["period"])]

    def __str__(self) -> str:
        return str(self.head)


class IssuedReport(Kept):
    """A report file as it was issued, served as issued for ever (utgitt rapport)."""

    period = f.link("reporting.ReportingPeriod", "issued", optional=True)
    kind = models.CharField(max_length=24)
    format = models.CharField(max_length=8)
    language = models.CharField(max_length=5)
    audience = models.CharField(max_length=16)
    edition = models.PositiveIntegerField(default=1)
    title = f.line()
    file_name = f.line(200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    chain_head = models.CharField(max_length=64, blank=True, default="")
    release = f.line(40)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="issued_once",
                fields=["period", "kind", "format", "language", "audience", "edition"],
            )
        ]

    def __str__(self) -> str:
        return str(self.file_name)


class Reminder(Kept):
    """That those who are to give a report have been written to (purring): at which stage, of which deadline, how many,
    or that there was nobody to write to. Each stage of the scheduler's once for a report and a deadline."""

    report = f.link("reporting.StatusReport", "reminders")
    stage = f.code(v.Stage, v.Stage.MANUAL)
    deadline = models.DateField(null=True, editable=False)
    recipients = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_once", fields=["report", "stage", "deadline"], condition=~models.Q(stage="manual")
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.report_id}"


class ExportLog(Kept):
    """That somebody took a file out, which, and of what time (eksportlogg)."""

    user = f.link("initiatives.User", "exports", optional=True)
    kind = models.CharField(max_length=40)
    format = models.CharField(max_length=8)
    language = models.CharField(max_length=5, blank=True, default="")
    audience = models.CharField(max_length=16, blank=True, default="")
    period_code = models.CharField(max_length=20, blank=True, default="")
    as_of = models.DateField(null=True, blank=True)
    criteria = models.TextField(blank=True, default="")
    rows = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.kind} {self.format}"
