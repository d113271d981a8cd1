"""Money in whole kroner. Only like is ever added to like, so each line says exactly what it is."""

from django.db import models
from django.db.models import F, Q

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class FundingSource(Fact):
    """Who pays (finansieringskilde): grant, regional basis, municipality, research council …"""

    key = f.key()
    name = models.CharField(max_length=200)
    organisation = f.link("initiatives.Organisation", "funds", optional=True)
    note = f.text()
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BudgetLine(Fact):
    """One amount for one initiative (budsjettlinje): an exact or about amount, or an interval low–high."""

    initiative = f.link("initiatives.Initiative", "budget")
    key = f.key()
    what = f.line()
    kind = f.code(v.MoneyKind, v.MoneyKind.BUDGET)
    kind_as_stated = f.line(120)
    measure = f.code(v.MoneyMeasure, v.MoneyMeasure.PERIOD)
    qualifier = f.code(v.Qualifier, v.Qualifier.EQUAL)
    amount = models.BigIntegerField(null=True, blank=True)
    low = models.BigIntegerField(null=True, blank=True)
    high = models.BigIntegerField(null=True, blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    as_of = PartialDateColumns()
    scope = f.line()
    price_level = models.PositiveIntegerField(null=True, blank=True)
    funding = f.link("initiatives.FundingSource", "lines", optional=True)
    addable = models.BooleanField(default=True)
    basis = f.code(v.Basis, v.Basis.STATED)
    note = f.text()
    language = f.language()

    class Meta:
        ordering = ["initiative", "covers_from", "key"]
        constraints = [
            *whole_dates("budget", "as_of"),
            models.CheckConstraint(
                name="budget_amount_or_range",
                condition=Q(amount__isnull=False, low__isnull=True, high__isnull=True)
                | Q(
                    amount__isnull=True,
                    low__isnull=False,
                    high__isnull=False,
                    low__lte=F("high"),
                ),
            ),
            models.CheckConstraint(
                name="budget_covers",
                condition=Q(covers_from__isnull=True, covers_to__isnull=True)
                | Q(
                    covers_from__isnull=False,
                    covers_to__isnull=False,
                    covers_from__lte=F("covers_to"),
                ),
            ),
        ]


class CostEstimate(Fact):
    """A cost estimate (kostnadsanslag): P50, P85 or plain, and its external quality assurance."""

    initiative = f.link("initiatives.Initiative", "estimates")
    kind = f.code(v.EstimateKind, v.EstimateKind.ESTIMATE)
    amount = models.BigIntegerField(null=True, blank=True)
    price_level = models.PositiveIntegerField(null=True, blank=True)
    estimated = PartialDateColumns()
    assurance = f.code(v.QualityAssurance)
    document = f.line()
    basis = f.code(v.Basis, v.Basis.STATED)
    note = f.text()
    language = f.language()

    class Meta:
        constraints = whole_dates("estimate", "estimated")
