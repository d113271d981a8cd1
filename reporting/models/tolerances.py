"""The limits by which colours are computed, dated so that the past keeps its own."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact


class Tolerance(Fact):
    """Limits of one dimension from a date on (toleranse): days for time, hundredths of a per cent for money."""

    dimension = f.code(v.Dimension, v.Dimension.TIME)
    valid_from = models.DateField()
    green_up_to = models.PositiveIntegerField()
    yellow_up_to = models.PositiveIntegerField()
    reason = f.text()

    class Meta:
        ordering = ["dimension", "valid_from"]
        constraints = [
            models.CheckConstraint(
                name="tolerance_in_order",
                condition=models.Q(green_up_to__lte=models.F("yellow_up_to")),
            ),
            models.UniqueConstraint(
                name="tolerance_once",
                fields=["dimension", "valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
