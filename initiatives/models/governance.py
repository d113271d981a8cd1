"""Bodies, meetings, cases, decisions and what is to follow from them."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class GovernanceBody(Fact):
    """A council or board that takes the reports (råd, utvalg, styre)."""

    key = f.key()
    name = models.CharField(max_length=200)
    level = f.line(80)
    period = f.line(80)
    mandate = f.text()
    frequency = f.text()
    members = f.text()
    note = f.text()
    position = models.PositiveIntegerField(default=0)
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "governance bodies"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Meeting(Fact):
    """A meeting of a body (møte)."""

    body = f.link("initiatives.GovernanceBody", "meetings")
    number = f.line(40)
    date = PartialDateColumns()
    note = f.text()
    example = models.BooleanField(default=False)

    class Meta:
        constraints = whole_dates("meeting", "date")


class Case(Fact):
    """A case before a body (sak). `dependency` and `change` are what it is about, where it was made of one."""

    meeting = f.link("initiatives.Meeting", "cases", optional=True)
    number = f.line(40)
    title = models.CharField(max_length=300)
    kind = f.code(v.CaseKind)
    initiative = f.link("initiatives.Initiative", "cases", optional=True)
    dependency = f.link("initiatives.Dependency", "cases", optional=True)
    change = f.link("initiatives.PlanChange", "cases", optional=True)
    text = f.text()
    position = models.PositiveIntegerField(default=0)
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return self.title


class Decision(Fact):
    """A decision (vedtak), with or without a case in this tool."""

    case = f.link("initiatives.Case", "decisions", optional=True)
    body = f.link("initiatives.GovernanceBody", "decisions", optional=True)
    decided_by = f.line(200)
    initiative = f.link("initiatives.Initiative", "decisions", optional=True)
    date = PartialDateColumns()
    title = models.CharField(max_length=300)
    text = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["date_latest", "id"]
        constraints = whole_dates("decision", "date")

    def __str__(self) -> str:
        return self.title


class FollowUp(Fact):
    """What an organisation is to do after a decision (oppfølging)."""

    decision = f.link("initiatives.Decision", "follow_ups")
    organisation = f.link("initiatives.Organisation", "follow_ups", optional=True)
    text = f.text()
    due = PartialDateColumns()
    done = PartialDateColumns()
    language = f.language()

    class Meta:
        constraints = whole_dates("follow_up", "due", "done")
