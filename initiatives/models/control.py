"""Risks, benefits and what measures them."""

from django.db import models
from django.db.models import Q

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class Risk(Fact):
    """A risk or opportunity (usikkerhet): likelihood and consequence from 1 to 5, and what is done about it."""

    initiative = f.link("initiatives.Initiative", "risks")
    title = models.CharField(max_length=200)
    description = f.text()
    kind = f.code(v.RiskKind, v.RiskKind.RISK)
    state = f.code(v.RiskState, v.RiskState.OPEN)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(null=True, blank=True)
    measure = f.text()
    measure_owner = f.line(120)
    measure_due = PartialDateColumns()
    raised = PartialDateColumns()
    basis = f.code(v.Basis, v.Basis.OWN)
    language = f.language()

    class Meta:
        constraints = [
            *whole_dates("risk", "measure_due", "raised"),
            models.CheckConstraint(
                name="risk_likelihood_scale",
                condition=Q(likelihood__isnull=True) | Q(likelihood__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="risk_consequence_scale",
                condition=Q(consequence__isnull=True) | Q(consequence__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Benefit(Fact):
    """A benefit (gevinst); its owner stays after the initiative is closed."""

    initiative = f.link("initiatives.Initiative", "benefits")
    key = f.key()
    name = models.CharField(max_length=200)
    description = f.text()
    kind = f.code(v.BenefitKind, v.BenefitKind.QUALITATIVE)
    owner = f.link("initiatives.Organisation", "benefits", optional=True)
    amount = models.BigIntegerField(null=True, blank=True)
    qualifier = f.code(v.Qualifier, v.Qualifier.EQUAL)
    planned = PartialDateColumns()
    realised = PartialDateColumns()
    evidence = f.code(v.EvidenceGrade)
    basis = f.code(v.Basis, v.Basis.STATED)
    note = f.text()
    language = f.language()

    class Meta:
        constraints = whole_dates("benefit", "planned", "realised")

    def __str__(self) -> str:
        return self.name


class Indicator(Fact):
    """What is measured (indikator), for a benefit, an initiative or a goal."""

    key = f.key()
    name = models.CharField(max_length=200)
    unit = f.line(40)
    benefit = f.link("initiatives.Benefit", "indicators", optional=True)
    initiative = f.link("initiatives.Initiative", "indicators", optional=True)
    goal = f.link("initiatives.Goal", "indicators", optional=True)
    higher_is_better = models.BooleanField(default=True)
    language = f.language()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_one_subject",
                condition=Q(benefit__isnull=False, initiative__isnull=True, goal__isnull=True)
                | Q(benefit__isnull=True, initiative__isnull=False, goal__isnull=True)
                | Q(benefit__isnull=True, initiative__isnull=True, goal__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Target(Fact):
    """A target for an indicator at a date (måltall); a new version never hides the first."""

    indicator = f.link("initiatives.Indicator", "targets")
    version = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    due = PartialDateColumns()
    evidence = f.code(v.EvidenceGrade)
    reason = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            *whole_dates("target", "due"),
            models.UniqueConstraint(name="target_version_once", fields=["indicator", "version"]),
        ]


class Measurement(Fact):
    """A measured value (måling) and what it rests on."""

    indicator = f.link("initiatives.Indicator", "measurements")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    measured = PartialDateColumns()
    evidence = f.code(v.EvidenceGrade)
    note = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        constraints = whole_dates("measurement", "measured")
