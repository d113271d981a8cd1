"""Status reports: what owners declare, what the secretariat assesses, and what public sources have said."""

from django.db import models
from django.db.models import Q

from initiatives.domain import vocabulary as iv
from initiatives.models import fields as f
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import PartialDateColumns, whole_dates
from reporting.domain import vocabulary as v


class StatusReport(Fact):
    """That an organisation is to report on an initiative in a period, and how far it has come (statusrapport).

    Its content stands in versions, what is being written in a `ReportDraft`. Where several organisations report on one
    initiative, the one that leads is counted. `deadline` is its own where the period's has been extended.
    """

    period = f.link("reporting.ReportingPeriod", "reports")
    initiative = f.link("initiatives.Initiative", "reports")
    organisation = f.link("initiatives.Organisation", "reports", optional=True)
    state = f.code(v.ReportState, v.ReportState.DRAFT)
    lead = models.BooleanField(default=True)
    form = f.code(v.ReportForm, v.ReportForm.FULL)
    deadline = models.DateField(null=True, blank=True)
    deadline_reason = f.text()
    exempt_reason = f.text()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="report_one_lead",
                fields=["period", "initiative"],
                condition=Q(lead=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="report_exempt_has_reason", condition=~Q(state="exempt") | ~Q(exempt_reason="")
            ),
            models.UniqueConstraint(name="report_once", fields=["period", "initiative", "organisation"]),
            models.UniqueConstraint(
                name="report_once_without_organisation",
                fields=["period", "initiative"],
                condition=Q(organisation__isnull=True),
            ),
        ]


class StatusReportVersion(Assertion):
    """What was submitted, once and for ever; a correction is a new version. `author` is who entered it, `given_by` on
    whose word when it was somebody else's report; an `addendum` came after the lock."""

    report = f.link("reporting.StatusReport", "versions")
    number = models.PositiveIntegerField()
    summary = f.text()
    highlight = f.text()
    decision_kind = f.code(iv.CaseKind)
    decision_asked = f.text()
    form = f.code(v.ReportForm, v.ReportForm.FULL)
    author = f.link("initiatives.User", "reports", optional=True)
    addendum = models.BooleanField(default=False)
    no_change = models.BooleanField(default=False)
    given_by = f.line(200)
    given_at = models.DateTimeField(null=True, blank=True)
    language = f.language()

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(name="version_once", fields=["report", "number"])]


class ReportDraft(models.Model):
    """What is being written of a report (kladd): as typed, saved as it is typed, and no fact to anybody.

    `content` is name of a field of the form → its text as typed. `counter` is raised by each saving.
    """

    report = models.OneToOneField("reporting.StatusReport", on_delete=models.PROTECT, related_name="draft")
    content = models.JSONField(default=dict)
    counter = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = f.link("initiatives.User", "drafts", optional=True)

    def __str__(self) -> str:
        return f"{self.report_id} {self.counter}"


class ReportComment(Assertion):
    """What the secretariat says of one field of a version when it sends the report back (merknad)."""

    version = f.link("reporting.StatusReportVersion", "comments")
    field = f.line(40)
    text = models.TextField()
    language = f.language()

    class Meta:
        ordering = ["version", "id"]


class Rating(Assertion):
    """One dimension's colour in one version (vurdering): declared by the owner or assessed by the secretariat."""

    version = f.link("reporting.StatusReportVersion", "ratings")
    dimension = f.code(iv.Dimension, iv.Dimension.OVERALL)
    assessed = models.BooleanField(default=False)
    colour = f.code(iv.Colour, iv.Colour.NONE)
    reason = f.text()
    cause = f.code(iv.Cause)
    measure = f.text()
    measure_owner = f.line(120)
    measure_due = PartialDateColumns()
    language = f.language()

    class Meta:
        constraints = whole_dates("rating", "measure_due")
        indexes = [models.Index(name="rating_version", fields=["version", "dimension", "assessed"])]


class StatusObservation(Assertion):
    """A status somebody has stated in a public source (statusobservasjon)."""

    key = f.key()
    initiative = f.link("initiatives.Initiative", "observations")
    as_of = PartialDateColumns(required=True)
    status_as_stated = f.line(200)
    colour = f.code(iv.Colour, iv.Colour.NONE)
    previous = f.code(iv.Colour)
    reason = f.text()
    cause = f.code(iv.Cause)
    measure = f.text()
    measure_owner = f.line(120)
    measure_due = PartialDateColumns()
    note = f.text()
    basis = f.code(iv.Basis, iv.Basis.STATED)
    language = f.language()

    class Meta:
        ordering = ["initiative", "as_of_latest", "id"]
        constraints = whole_dates("observation", "as_of", "measure_due")


class ReportCase(Fact):
    """That a case puts what a report asks for before a body (rapport og sak). The case's decisions are the answer."""

    report = f.link("reporting.StatusReport", "cases")
    case = f.link("initiatives.Case", "reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="report_case_once", fields=["case"], condition=Q(withdrawn_at__isnull=True)),
        ]
