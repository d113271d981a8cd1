"""What-ifs that somebody has kept."""

from django.db import models

from initiatives.models import fields as f
from initiatives.models.base import Fact


class Scenario(Fact):
    """A named what-if (hva-om): some slips tried together. It is a question, not a fact: nothing is reckoned by it.

    `slips` is a list of [uid of a milestone or of an external party's agreement, days]; what is withdrawn since stays
    in the list and is told as gone.
    """

    name = models.CharField(max_length=120)
    note = f.text()
    author = f.link("initiatives.User", "scenarios")
    slips = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    language = f.language()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="scenario_name_once",
                fields=["author", "name"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name
