"""People and organisations: who owns, who answers, and what an organisation became."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class Organisation(Fact):
    """A body that owns, reports or takes part (virksomhet)."""

    key = f.key()
    name = models.CharField(max_length=200)
    short_name = f.line(80)
    number = f.line(9)
    kind = f.code(v.OrganisationKind, v.OrganisationKind.OTHER)
    kind_as_stated = f.line(120)
    part = f.text()
    note = f.text()
    language = f.language()
    written_form = models.CharField(max_length=2, default="nb")
    valid_from = PartialDateColumns()
    valid_to = PartialDateColumns()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = whole_dates("organisation", "valid_from", "valid_to")

    def __str__(self) -> str:
        return self.short_name or self.name


class OrganisationSuccession(Fact):
    """What an organisation became (virksomhetsoverdragelse)."""

    predecessor = f.link("initiatives.Organisation", "successions")
    successor = f.link("initiatives.Organisation", "origins")
    date = PartialDateColumns()
    note = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        constraints = [
            *whole_dates("org_succession", "date"),
            models.CheckConstraint(
                name="org_succession_two",
                condition=~models.Q(predecessor=models.F("successor")),
            ),
        ]


class User(AbstractUser):
    """A person who signs in (bruker)."""

    organisation = f.link("initiatives.Organisation", "people", optional=True)
    role = f.code(v.Role, v.Role.PROGRAMME_MANAGER)
    title = f.line(120)
    language = f.line(5)  # chosen by the person; "" until then

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def writes(self) -> str:
        """The language a new text of this person's is most likely in: the one chosen, else bokmål."""
        return self.language if self.language in set(v.Language) else v.Language.BOKMAL.value


class Stewardship(Fact):
    """A person's duty to keep an initiative, or everything an organisation owns, up to date (tiltaksansvar)."""

    user = f.link("initiatives.User", "stewardships")
    initiative = f.link("initiatives.Initiative", "stewards", optional=True)
    organisation = f.link("initiatives.Organisation", "stewards", optional=True)
    deputy = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stewardship_one_subject",
                condition=models.Q(initiative__isnull=False, organisation__isnull=True)
                | models.Q(initiative__isnull=True, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="stewardship_dates",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
            ),
        ]
