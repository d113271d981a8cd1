"""The initiative (tiltak), who owns and reports it, what it is part of and what became of it."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class Initiative(Fact):
    """An initiative of national significance (tiltak). A programme is one that others are part of."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=300)
    kind = f.code(v.InitiativeKind, v.InitiativeKind.MEASURE)
    purpose = f.text()
    programme_as_stated = f.line(200)
    phase = f.code(v.Phase)
    phase_as_stated = f.line(120)
    life = f.code(v.LifeState, v.LifeState.ACTIVE)
    risk = f.code(v.RiskLevel)
    start = PartialDateColumns()
    end = PartialDateColumns()
    last_updated_at_source = PartialDateColumns()
    sequential = models.BooleanField(default=False)
    note = f.text()
    language = f.language()
    example = models.BooleanField(default=False)
    stamp = models.BigIntegerField(default=0, db_index=True, editable=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            *whole_dates("initiative", "start", "end", "last_updated_at_source"),
            models.CheckConstraint(
                name="initiative_end_after_start",
                condition=models.Q(end_latest__isnull=True)
                | models.Q(start_earliest__isnull=True)
                | models.Q(end_latest__gte=models.F("start_earliest")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PartOf(Fact):
    """That an initiative is part of another, and when (inngår i). Parent and child are never added together."""

    part = f.link("initiatives.Initiative", "wholes")
    whole = f.link("initiatives.Initiative", "parts")
    valid_from = PartialDateColumns()
    valid_to = PartialDateColumns()
    basis = f.code(v.Basis, v.Basis.STATED)
    note = f.text()

    class Meta:
        constraints = [
            *whole_dates("part_of", "valid_from", "valid_to"),
            models.CheckConstraint(name="part_of_two", condition=~models.Q(part=models.F("whole"))),
            models.UniqueConstraint(
                name="part_of_one_open",
                fields=["part"],
                condition=models.Q(withdrawn_at__isnull=True, valid_to_latest__isnull=True),
            ),
        ]


class Ownership(Fact):
    """An organisation's part in an initiative; the accountable one (tiltakseier) may be unknown."""

    initiative = f.link("initiatives.Initiative", "owners")
    organisation = f.link("initiatives.Organisation", "owned")
    role = f.code(v.OwnershipRole, v.OwnershipRole.ACCOUNTABLE)
    valid_from = PartialDateColumns()
    valid_to = PartialDateColumns()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        constraints = [
            *whole_dates("ownership", "valid_from", "valid_to"),
            models.UniqueConstraint(
                name="ownership_one_accountable",
                fields=["initiative"],
                condition=models.Q(
                    withdrawn_at__isnull=True,
                    role="accountable",
                    valid_to_latest__isnull=True,
                ),
            ),
        ]


class ReportingLine(Fact):
    """An organisation that reports on an initiative (rapporteringslinje); one leads and is counted."""

    initiative = f.link("initiatives.Initiative", "reporters")
    organisation = f.link("initiatives.Organisation", "reports_on")
    lead = models.BooleanField(default=True)
    valid_from = PartialDateColumns()
    valid_to = PartialDateColumns()

    class Meta:
        constraints = [
            *whole_dates("reporting_line", "valid_from", "valid_to"),
            models.UniqueConstraint(
                name="reporting_line_one_lead",
                fields=["initiative"],
                condition=models.Q(withdrawn_at__isnull=True, lead=True, valid_to_latest__isnull=True),
            ),
        ]


class InitiativeSuccession(Fact):
    """What became of an initiative: renamed, merged, split, continued or stopped, with money spent."""

    predecessor = f.link("initiatives.Initiative", "successions")
    successor = f.link("initiatives.Initiative", "origins", optional=True)
    relation = f.code(v.InitiativeRelation, v.InitiativeRelation.CONTINUED)
    date = PartialDateColumns()
    spent = models.BigIntegerField(null=True, blank=True)
    note = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)
    language = f.language()

    class Meta:
        constraints = [
            *whole_dates("initiative_succession", "date"),
            models.CheckConstraint(
                name="initiative_succession_goal",
                condition=models.Q(relation="stopped", successor__isnull=True)
                | (~models.Q(relation="stopped") & models.Q(successor__isnull=False)),
            ),
            models.CheckConstraint(
                name="initiative_succession_two",
                condition=~models.Q(predecessor=models.F("successor")),
            ),
        ]
