"""Dependencies: who waits for whom, what was agreed, and who said so when."""

from django.db import models
from django.db.models import Q

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class ExternalParty(Fact):
    """Somebody or something outside the portfolio that others wait for (ekstern part)."""

    key = f.key()
    name = models.CharField(max_length=200)
    kind = f.line(80)
    organisation = f.link("initiatives.Organisation", "as_external", optional=True)
    follower = f.link("initiatives.Organisation", "follows", optional=True)
    note = f.text()
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def _one_endpoint(side: str) -> Q:
    """Exactly one of initiative, milestone and external party stands on this side."""
    parts = ("initiative", "milestone", "external")
    any_of = Q()
    for chosen in parts:
        any_of |= Q(**{f"{side}_{part}__isnull": part != chosen for part in parts})
    return any_of


class Dependency(Fact):
    """An agreement, or the lack of one, that the successor waits for the predecessor (avhengighet)."""

    key = f.key()
    predecessor_initiative = f.link("initiatives.Initiative", "gives", optional=True)
    predecessor_milestone = f.link("initiatives.Milestone", "gives", optional=True)
    predecessor_external = f.link("initiatives.ExternalParty", "gives", optional=True)
    successor_initiative = f.link("initiatives.Initiative", "waits", optional=True)
    successor_milestone = f.link("initiatives.Milestone", "waits", optional=True)
    successor_external = f.link("initiatives.ExternalParty", "waits", optional=True)
    type = models.CharField(max_length=2, default=v.LinkType.FS.value)
    lag = models.IntegerField(default=0)
    buffer = models.PositiveIntegerField(default=0)
    need_by = PartialDateColumns()
    promised = PartialDateColumns()
    counter_date = PartialDateColumns()
    fulfilled = PartialDateColumns()
    kind = f.code(v.DependencyKind, v.DependencyKind.DELIVERY)
    binding = models.BooleanField(default=False)
    state = f.code(v.DependencyState, v.DependencyState.NOTED)
    # The side whose word stands: it proposed, accepted or disputed last. Empty for what is only noted.
    last_word = f.code(v.Side)
    objection = f.text()
    objection_language = f.language()
    description = f.text()
    consequence = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)
    language = f.language()

    class Meta:
        verbose_name_plural = "dependencies"
        ordering = ["key"]
        constraints = [
            *whole_dates("dependency", "need_by", "promised", "counter_date", "fulfilled"),
            models.CheckConstraint(
                name="dependency_one_predecessor",
                condition=_one_endpoint("predecessor"),
            ),
            models.CheckConstraint(name="dependency_one_successor", condition=_one_endpoint("successor")),
            models.CheckConstraint(
                name="dependency_not_itself",
                condition=~Q(predecessor_initiative=models.F("successor_initiative"))
                & ~Q(predecessor_milestone=models.F("successor_milestone"))
                & ~Q(predecessor_external=models.F("successor_external")),
            ),
            models.CheckConstraint(name="dependency_lag_sane", condition=Q(lag__gte=-3650, lag__lte=3650)),
        ]


class DependencyConfirmation(Assertion):
    """That one side stood by the terms as they are (bekreftelse). New terms take the confirmations of the old back."""

    dependency = f.link("initiatives.Dependency", "confirmations")
    side = f.code(v.Side, v.Side.GIVER)
    organisation = f.link("initiatives.Organisation", "confirmations", optional=True)
    note = f.text()
