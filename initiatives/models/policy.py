"""Policy: documents, what they commit to, goals, mandates, and which initiative carries what."""

from django.db import models

from initiatives.domain import vocabulary as v
from initiatives.models import fields as f
from initiatives.models.base import Fact
from initiatives.models.partial import PartialDateColumns, whole_dates


class PolicyDocument(Fact):
    """A white paper, strategy, plan, mandate or letter (melding, strategi, plan, mandat, tildelingsbrev)."""

    key = f.key()
    kind = f.code(v.DocumentKind, v.DocumentKind.WHITE_PAPER)
    number = f.line(60)
    session = f.line(20)
    title = models.CharField(max_length=300)
    date = PartialDateColumns()
    url = models.URLField(max_length=500, blank=True, default="")
    note = f.text()
    language = f.language()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["date_latest", "key"]
        constraints = whole_dates("document", "date")

    def __str__(self) -> str:
        return f"{self.number} ({self.session})" if self.session else self.title


class DocumentRelation(Fact):
    """A document that replaces, repeats or specifies an earlier one."""

    document = f.link("initiatives.PolicyDocument", "relations")
    earlier = f.link("initiatives.PolicyDocument", "later_relations")
    relation = f.code(v.PolicyRelation, v.PolicyRelation.REPLACES)
    date = PartialDateColumns()
    note = f.text()
    basis = f.code(v.Basis, v.Basis.STATED)

    class Meta:
        constraints = [
            *whole_dates("document_relation", "date"),
            models.CheckConstraint(
                name="document_relation_two",
                condition=~models.Q(document=models.F("earlier")),
            ),
        ]


class Commitment(Fact):
    """What a document commits to, as fine as the source (føring)."""

    key = f.key()
    document = f.link("initiatives.PolicyDocument", "commitments")
    locator = f.line()
    statement = models.TextField()
    nature = f.code(v.CommitmentNature, v.CommitmentNature.OBLIGATION)
    nature_basis = f.code(v.Basis, v.Basis.INFERRED)
    theme = f.line(120)
    position = models.PositiveIntegerField(default=0)
    language = f.language()

    class Meta:
        ordering = ["document", "position"]

    def __str__(self) -> str:
        return str(self.key)


class CommitmentRelation(Fact):
    """A commitment that replaces, repeats or specifies an earlier one."""

    commitment = f.link("initiatives.Commitment", "relations")
    earlier = f.link("initiatives.Commitment", "later_relations")
    relation = f.code(v.PolicyRelation, v.PolicyRelation.REPEATS)
    note = f.text()
    basis = f.code(v.Basis, v.Basis.INFERRED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_relation_two",
                condition=~models.Q(commitment=models.F("earlier")),
            )
        ]


class Goal(Fact):
    """A goal or strategic move of a framework document (mål, delmål, ambisjon, strategisk grep)."""

    key = f.key()
    document = f.link("initiatives.PolicyDocument", "goals")
    parent = f.link("initiatives.Goal", "parts", optional=True)
    level = f.line(60)
    code = f.line(20)
    text = models.TextField()
    note = f.text()
    position = models.PositiveIntegerField(default=0)
    language = f.language()

    class Meta:
        ordering = ["document", "position"]

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


class Assignment(Fact):
    """A task given in a letter (oppdrag): number, orderer, receiver, deadline, and what it answers."""

    key = f.key()
    letter = f.link("initiatives.PolicyDocument", "assignments", optional=True)
    number = f.line(40)
    title = models.CharField(max_length=300)
    text = f.text()
    orderer = f.link("initiatives.Organisation", "ordered", optional=True)
    receiver = f.link("initiatives.Organisation", "received", optional=True)
    deadline = PartialDateColumns()
    rolled_over_from = f.link("initiatives.Assignment", "rolled_over", optional=True)
    commitment = f.link("initiatives.Commitment", "assignments", optional=True)
    initiative = f.link("initiatives.Initiative", "assignments", optional=True)
    language = f.language()

    class Meta:
        constraints = whole_dates("assignment", "deadline")

    def __str__(self) -> str:
        return self.number or self.title


class InitiativeCommitment(Fact):
    """That an initiative carries a commitment, how, and why we say so."""

    initiative = f.link("initiatives.Initiative", "commitments")
    commitment = f.link("initiatives.Commitment", "carriers")
    contribution = f.code(v.Contribution, v.Contribution.MAIN)
    reason = f.text()
    basis = f.code(v.Basis, v.Basis.OWN)
    language = f.language()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="initiative_commitment_once",
                fields=["initiative", "commitment"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]
