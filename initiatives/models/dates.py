"""Milestones and their dates: original, approved, forecast and actual stand side by side, and are only ever added."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class Milestone(Fact):
    """A milestone of an initiative (milepæl). Its dates are rows of `MilestoneDate`."""

    initiative = f.link("initiatives.Initiative", "milestones")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    kind = f.code(v.MilestoneKind, v.MilestoneKind.DELIVERY)
    receiver = f.link("initiatives.Organisation", "receives", optional=True)
    predecessor = f.link("initiatives.Milestone", "followers", optional=True)
    position = models.PositiveIntegerField(default=0)
    note = f.text()
    language = f.language()

    class Meta:
        ordering = ["initiative", "position", "key"]
        constraints = [
            models.UniqueConstraint(name="milestone_key_once", fields=["initiative", "key"]),
            models.CheckConstraint(
                name="milestone_predecessor_other",
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MilestoneDate(Assertion):
    """One word about a milestone's date, in one role (opprinnelig, vedtatt, prognose, nådd).

    Never copied from one role to another: what no source says is missing.
    """

    milestone = f.link("initiatives.Milestone", "dates")
    role = f.code(v.DateRole, v.DateRole.FORECAST)
    date = PartialDateColumns(required=True)
    decision = f.link("initiatives.Decision", "dates", optional=True)
    reason = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        ordering = ["milestone", "role", "known_from", "id"]
        indexes = [
            models.Index(
                name="milestone_date_known",
                fields=["milestone", "role", "known_from", "id"],
            )
        ]
        constraints = [
            *whole_dates("milestone_date", "date"),
            models.UniqueConstraint(
                name="milestone_one_original",
                fields=["milestone"],
                condition=models.Q(role="original", withdrawn_at__isnull=True),
            ),
        ]


class DurationEstimate(Fact):
    """Remaining work before a milestone, in calendar days: low, likely, high (trepunktsanslag)."""

    milestone = f.link("initiatives.Milestone", "durations")
    low = models.PositiveIntegerField()
    likely = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    basis = f.code(v.Basis, v.Basis.OWN)
    note = f.text()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duration_in_order",
                condition=models.Q(low__lte=models.F("likely")) & models.Q(likely__lte=models.F("high")),
            ),
            models.UniqueConstraint(
                name="duration_one_open",
                fields=["milestone"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
