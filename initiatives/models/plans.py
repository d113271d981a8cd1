"""Plans and what stands in them, since when and by whose decision."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class ActionPlan(Fact):
    """An action plan or portfolio (handlingsplan, portefølje)."""

    key = f.key()
    name = models.CharField(max_length=200)
    document = f.link("initiatives.PolicyDocument", "plans", optional=True)
    valid_from = PartialDateColumns()
    valid_to = PartialDateColumns()
    note = f.text()
    position = models.PositiveIntegerField(default=0)
    language = f.language()

    class Meta:
        ordering = ["position"]
        constraints = whole_dates("plan", "valid_from", "valid_to")

    def __str__(self) -> str:
        return self.name


class FocusArea(Fact):
    """A focus area, programme line or segment of a framework (innsatsområde, satsingsområde, segment)."""

    key = f.key()
    plan = f.link("initiatives.ActionPlan", "focus_areas", optional=True)
    document = f.link("initiatives.PolicyDocument", "focus_areas", optional=True)
    level = f.line(60)
    code = f.line(20)
    name = models.TextField()
    note = f.text()
    position = models.PositiveIntegerField(default=0)
    language = f.language()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class PlanEntry(Fact):
    """An initiative's place in a plan (tiltak i plan); one open entry per initiative and plan."""

    initiative = f.link("initiatives.Initiative", "entries")
    plan = f.link("initiatives.ActionPlan", "entries")
    focus_area = f.link("initiatives.FocusArea", "entries", optional=True)
    category = f.code(v.PlanCategory)
    segment = f.line(80)
    main_goal = f.link("initiatives.Goal", "main_entries", optional=True)
    entered = PartialDateColumns()
    left = PartialDateColumns()
    decision = f.link("initiatives.Decision", "entries", optional=True)
    note = f.text()

    class Meta:
        constraints = [
            *whole_dates("entry", "entered", "left"),
            models.UniqueConstraint(
                name="entry_one_open",
                fields=["initiative", "plan"],
                condition=models.Q(withdrawn_at__isnull=True, left_latest__isnull=True),
            ),
            models.CheckConstraint(
                name="entry_left_after_entered",
                condition=models.Q(left_latest__isnull=True)
                | models.Q(entered_earliest__isnull=True)
                | models.Q(left_latest__gte=models.F("entered_earliest")),
            ),
        ]


class PlanEntryGoal(Fact):
    """A goal an entry also serves, beside its main goal."""

    entry = f.link("initiatives.PlanEntry", "other_goals")
    goal = f.link("initiatives.Goal", "other_entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="entry_goal_once",
                fields=["entry", "goal"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]


class PlanChange(Fact):
    """What is asked of a plan for an initiative (porteføljeendring): that it comes in (opptak), is moved between
    ønsket, planlagt and pågående, or goes out (uttak). Granted or declined by a decision."""

    initiative = f.link("initiatives.Initiative", "plan_changes")
    plan = f.link("initiatives.ActionPlan", "changes")
    kind = f.code(v.PlanChangeKind, v.PlanChangeKind.ADMISSION)
    state = f.code(v.PlanChangeState, v.PlanChangeState.PROPOSED)
    category = f.code(v.PlanCategory)
    segment = f.line(80)
    main_goal = f.link("initiatives.Goal", "plan_changes", optional=True)
    reason = f.text()
    organisation = f.link("initiatives.Organisation", "plan_changes", optional=True)
    proposer = f.link("initiatives.User", "plan_changes", optional=True)
    proposed = models.DateField(null=True, blank=True)
    assessor = f.link("initiatives.User", "assessed_plan_changes", optional=True)
    recommendation = f.text()
    asked_kind = f.code(v.CaseKind)
    asked = f.text()
    decision = f.link("initiatives.Decision", "plan_changes", optional=True)
    basis = f.code(v.Basis, v.Basis.OWN)
    language = f.language()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="plan_change_one_open",
                fields=["initiative", "plan"],
                condition=models.Q(withdrawn_at__isnull=True, state__in=["proposed", "assessed"]),
            ),
            models.CheckConstraint(
                name="plan_change_decided",
                condition=models.Q(state__in=["granted", "declined"], decision__isnull=False)
                | ~models.Q(state__in=["granted", "declined"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.initiative_id}"


class PlanCriterion(Fact):
    """An entry criterion (inngangskriterium) answered by who proposes, and assessed by the secretariat."""

    change = f.link("initiatives.PlanChange", "criteria")
    criterion = f.code(v.Criterion, v.Criterion.ESSENTIAL)
    answer = models.BooleanField(null=True, blank=True)
    reason = f.text()
    assessed = models.BooleanField(null=True, blank=True)
    assessment = f.text()

    class Meta:
        ordering = ["change", "criterion"]
        constraints = [
            models.UniqueConstraint(
                name="plan_criterion_once",
                fields=["change", "criterion"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]
