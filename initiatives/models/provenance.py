"""Where each value comes from, what sources publish as sums, and what is withheld."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class Source(Fact):
    """A document or page that states facts (kilde)."""

    key = f.key()
    title = models.CharField(max_length=400)
    publisher = f.line()
    date = PartialDateColumns()
    url = models.TextField(blank=True, default="")
    note = f.text()
    language = f.language()

    class Meta:
        ordering = ["key"]
        constraints = whole_dates("source", "date")

    def __str__(self) -> str:
        return self.title


class Citation(Assertion):
    """That a source, or somebody's own judgement, stands behind a fact or one field of it (belegg)."""

    subject = models.UUIDField()
    field = f.line(60)
    source = f.link("initiatives.Source", "citations", optional=True)
    basis = f.code(v.Basis, v.Basis.STATED)
    note = f.text()
    language = f.language()

    class Meta:
        indexes = [models.Index(name="citation_subject", fields=["subject", "field"])]


class PublishedFigure(Fact):
    """An aggregate a source publishes and we cannot rebuild from what is known (publisert tall)."""

    key = f.key()
    period = f.line(20)
    name = f.line(60)
    value = models.BigIntegerField()
    as_of = PartialDateColumns()
    source = f.link("initiatives.Source", "figures")
    note = f.text()
    language = f.language()

    class Meta:
        ordering = ["period", "name"]
        constraints = whole_dates("figure", "as_of")


class WithheldValue(Fact):
    """That one field of a fact is withheld, by what law and until when (skjermet verdi)."""

    subject = models.UUIDField()
    field = f.line(60)
    grade = f.code(v.Grade, v.Grade.INTERNAL)
    legal_basis = f.line(200)
    wider_access_considered = models.BooleanField(default=False)
    reason = f.text()
    release = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="withheld_once",
                fields=["subject", "field"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]


class Revision(models.Model):
    """One row: the number of the last write. Every action locks and raises it last; the cache of the state is exact."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.BigIntegerField(default=0)
    registers = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="revision_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.value)
