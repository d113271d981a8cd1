"""Reporting periods and the secretariat's own words for them."""

from django.db import models

from initiatives.domain.vocabulary import Language
from initiatives.models import fields as f
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import PartialDateColumns, whole_dates
from reporting.domain import vocabulary as v


class ReportingPeriod(Fact):
    """A round of reporting (rapporteringsperiode): tertial, quarter or ad hoc. Those who must report are the
    initiatives under way in its plan; `lock_reason` says why it was locked although something was missing."""

    code = models.CharField(max_length=20, unique=True)
    name = f.line(120)
    kind = f.code(v.PeriodKind, v.PeriodKind.TERTIAL)
    state = f.code(v.PeriodState, v.PeriodState.PLANNED)
    opens = models.DateField(null=True, blank=True)
    cut_off = models.DateField()
    cut_off_note = f.text()
    deadline = models.DateField(null=True, blank=True)
    body = f.link("initiatives.GovernanceBody", "periods", optional=True)
    meeting = f.link("initiatives.Meeting", "periods", optional=True)
    plan = f.link("initiatives.ActionPlan", "periods", optional=True)
    form = f.code(v.ReportForm, v.ReportForm.FULL)
    forms = models.JSONField(default=dict, blank=True)  # segment → form, where it is another
    lock_reason = f.text()
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_on = PartialDateColumns()
    note = f.text()

    class Meta:
        ordering = ["-cut_off", "-code"]
        constraints = [
            *whole_dates("period", "locked_on"),
            models.CheckConstraint(
                name="period_locked_has_time",
                condition=models.Q(state="locked", locked_at__isnull=False)
                | (~models.Q(state="locked") & models.Q(locked_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="period_deadline_after_opening",
                condition=models.Q(opens__isnull=True)
                | models.Q(deadline__isnull=True)
                | models.Q(opens__lte=models.F("deadline")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PeriodText(Fact):
    """The secretariat's own words for a period in one language; frozen when the period is locked (periodetekst)."""

    period = f.link("reporting.ReportingPeriod", "texts")
    kind = f.code(v.TextKind, v.TextKind.SUMMARY)
    language = models.CharField(max_length=5, default=Language.BOKMAL.value)
    text = models.TextField()
    source = f.link("initiatives.Source", "period_texts", optional=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="period_text_once",
                fields=["period", "kind", "language"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]


class PeriodAddendum(Assertion):
    """What was added to a period after its lock (tillegg): dated, and beside what was locked, never in it."""

    period = f.link("reporting.ReportingPeriod", "addenda")
    initiative = f.link("initiatives.Initiative", "addenda", optional=True)
    text = models.TextField()
    language = f.language()

    class Meta:
        verbose_name_plural = "period addenda"
        ordering = ["period", "known_from", "id"]
