"""Where the change log of one initiative is written: which tables, whose rows, and which of their fields are told."""

from dataclasses import dataclass, field

from django.db.models import Model

from initiatives import models as im
from initiatives.models.base import Assertion
from reporting import models as rm
from reporting.source.changelog_sql import inside, of, table


@dataclass(frozen=True, slots=True)
class Column:
    """One told field. `kind` says how it is written: text, prose (in the row's language), date (partial), day, money,
    number, decimal, flag, or a code's class name. `main`: told already when the row is added."""

    name: str
    kind: str = "text"
    main: bool = False
    sql: str = ""  # another expression than the column of its name

    def parts(self) -> tuple[tuple[str, str], ...]:
        """(key in the told row, SQL) of what it needs."""
        if self.kind == "date":
            return (self.name, f"h.{self.name}_edtf"), (f"{self.name}_literal", f"h.{self.name}_literal")
        return ((self.name, self.sql or f"h.{self.name}"),)


@dataclass(frozen=True, slots=True)
class Place:
    """One table: `where` finds the initiative's rows, `about` names what a row is about, `owner` is the uid of the fact
    it belongs to (itself, mostly), and `within` what rows must share for one to be the next word after another."""

    kind: str
    model: type[Model]
    where: str
    about: str
    columns: tuple[Column, ...]
    within: str = "h.id"
    owner: str = "h.uid"
    about_field: str = ""
    language: str = "h.language"
    extra: tuple[tuple[str, str], ...] = field(default=())

    @property
    def asserted(self) -> bool:
        """Whether its rows are words that are only ever added, without a history of their own."""
        return issubclass(self.model, Assertion)


def _end(side: str) -> str:
    """The name of one end of a dependency."""
    kinds = (("initiative", im.Initiative), ("milestone", im.Milestone), ("external", im.ExternalParty))
    return f"COALESCE({', '.join(of(model, 'name', f'h.{side}_{name}_id') for name, model in kinds)})"


OWN = "h.initiative_id = it"
OF_MILESTONE = inside(im.Milestone, "h.milestone_id")
_MILESTONES = f"(SELECT m.id FROM {table(im.Milestone)} AS m WHERE m.initiative_id = it)"  # noqa: S608
_DEPENDENT = " OR ".join(
    f"{{0}}.{side}_initiative_id = it OR {{0}}.{side}_milestone_id IN {_MILESTONES}"
    for side in ("predecessor", "successor")
)
OF_DEPENDENCY = f"h.dependency_id IN (SELECT d.id FROM {table(im.Dependency)} AS d WHERE {_DEPENDENT.format('d')})"  # noqa: S608
_INDICATORS = (
    f"SELECT n.id FROM {table(im.Indicator)} AS n WHERE n.initiative_id = it OR "  # noqa: S608
    f"n.benefit_id IN (SELECT b.id FROM {table(im.Benefit)} AS b WHERE b.initiative_id = it)"
)
_VERSIONS = (
    f"SELECT s.id FROM {table(rm.StatusReportVersion)} AS s JOIN {table(rm.StatusReport)} AS t ON t.id = s.report_id "  # noqa: S608
    "WHERE t.initiative_id = it"
)
NO_LANGUAGE = "''"
_GOAL = "{0}.code || ' ' || {0}.text"


_DIMENSIONS = ("overall", "time", "money", "scope", "resources", "risk", "benefit")


def _rated(version: str, assessed: str = "NOT r.assessed") -> tuple[Column, ...]:
    """The colour of each dimension in a version of a report. A version may be assessed more than once: the words of one
    time are written in order, the whole first."""
    told = f"r.version_id = {version} AND {assessed} AND r.withdrawn_at IS NULL AND r.dimension ="
    return tuple(
        Column(f"rated_{name}", "Colour", True, of(rm.Rating, "colour", "", f"{told} '{name}' ORDER BY r.id LIMIT 1"))
        for name in _DIMENSIONS
    )


def _report(column: str) -> str:
    joined = f"{table(rm.StatusReport)} AS t JOIN {table(rm.ReportingPeriod)} AS r ON r.id = t.period_id"
    return f"(SELECT r.{column} FROM {joined} WHERE t.id = h.report_id)"  # noqa: S608


ORGANISATION = Column("organisation", main=True, sql=of(im.Organisation, "name", "h.organisation_id"))
NOTE = Column("note", "prose")
BASIS = Column("basis", "Basis")

PLACES: tuple[Place, ...] = (
    Place(
        "initiative",
        im.Initiative,
        "h.id = it",
        "h.name",
        (
            *(Column("name", "prose"), Column("code"), Column("kind", "InitiativeKind", True)),
            *(Column("purpose", "prose"), Column("programme_as_stated", "prose"), Column("phase", "Phase", True)),
            *(Column("phase_as_stated", "prose"), Column("life", "LifeState", True), Column("risk", "RiskLevel", True)),
            *(Column("start", "date", True), Column("end", "date", True), Column("last_updated_at_source", "date")),
            *(Column("sequential", "flag"), NOTE),
        ),
        about_field="name",
    ),
    Place(
        "ownership",
        im.Ownership,
        OWN,
        of(im.Organisation, "name", "h.organisation_id"),
        (
            Column("role", "OwnershipRole", True),
            Column("valid_from", "date", True),
            Column("valid_to", "date", True),
            BASIS,
        ),
        language=NO_LANGUAGE,
    ),
    Place(
        "reporter",
        im.ReportingLine,
        OWN,
        of(im.Organisation, "name", "h.organisation_id"),
        (Column("lead", "flag", True), Column("valid_from", "date"), Column("valid_to", "date", True)),
        language=NO_LANGUAGE,
    ),
    Place(
        "part_of",
        im.PartOf,
        "(h.part_id = it OR h.whole_id = it)",
        f"{of(im.Initiative, 'name', 'h.part_id')} || ' ← ' || {of(im.Initiative, 'name', 'h.whole_id')}",
        (Column("valid_from", "date", True), Column("valid_to", "date", True), BASIS, NOTE),
        language=NO_LANGUAGE,
    ),
    Place(
        "entry",
        im.PlanEntry,
        OWN,
        of(im.ActionPlan, "name", "h.plan_id"),
        (
            *(Column("category", "PlanCategory", True), Column("segment", "prose", True)),
            Column("focus_area", "prose", True, of(im.FocusArea, "name", "h.focus_area_id")),
            Column("main_goal", "prose", True, of(im.Goal, "code || ' ' || r.text", "h.main_goal_id")),
            *(Column("entered", "date", True), Column("left", "date", True), NOTE),
        ),
        language=NO_LANGUAGE,
    ),
    Place(
        "plan_change",
        im.PlanChange,
        OWN,
        of(im.ActionPlan, "name", "h.plan_id"),
        (
            *(Column("kind", "PlanChangeKind", True), Column("state", "PlanChangeState", True)),
            *(Column("category", "PlanCategory", True), Column("segment", "prose"), Column("reason", "prose", True)),
            *(ORGANISATION, Column("recommendation", "prose"), Column("asked_kind", "CaseKind")),
            *(Column("asked", "prose"), BASIS),
        ),
        extra=(("decision", of(im.Decision, "title", "h.decision_id")),),
    ),
    Place(
        "plan_criterion",
        im.PlanCriterion,
        inside(im.PlanChange, "h.change_id"),
        "h.criterion",
        (
            *(Column("answer", "flag", True), Column("reason", "prose", True)),
            *(Column("assessed", "flag", True), Column("assessment", "prose")),
        ),
        owner=of(im.PlanChange, "uid", "h.change_id"),
        language=of(im.PlanChange, "language", "h.change_id"),
    ),
    Place(
        "milestone",
        im.Milestone,
        OWN,
        "h.name",
        (
            *(Column("name", "prose"), Column("kind", "MilestoneKind", True)),
            Column("receiver", main=True, sql=of(im.Organisation, "name", "h.receiver_id")),
            Column("predecessor", "prose", True, of(im.Milestone, "name", "h.predecessor_id")),
            NOTE,
        ),
        about_field="name",
    ),
    Place(
        "date",
        im.MilestoneDate,
        OF_MILESTONE,
        of(im.Milestone, "name", "h.milestone_id"),
        (Column("role", "DateRole"), Column("date", "date", True), BASIS),
        within="h.milestone_id",
        owner=of(im.Milestone, "uid", "h.milestone_id"),
        about_field="name",
        language=of(im.Milestone, "language", "h.milestone_id"),
        extra=(("decision", of(im.Decision, "title", "h.decision_id")),),
    ),
    Place(
        "duration",
        im.DurationEstimate,
        OF_MILESTONE,
        of(im.Milestone, "name", "h.milestone_id"),
        (Column("low", "number", True), Column("likely", "number", True), Column("high", "number", True), BASIS, NOTE),
        owner=of(im.Milestone, "uid", "h.milestone_id"),
        about_field="name",
        language=of(im.Milestone, "language", "h.milestone_id"),
    ),
    Place(
        "dependency",
        im.Dependency,
        f"({_DEPENDENT.format('h')})",
        f"{_end('predecessor')} || ' → ' || {_end('successor')}",
        (
            *(Column("kind", "DependencyKind", True), Column("state", "DependencyState", True)),
            *(Column("need_by", "date", True), Column("promised", "date", True), Column("counter_date", "date", True)),
            Column("objection", "prose"),
            *(Column("fulfilled", "date", True), Column("binding", "flag"), Column("lag", "number")),
            *(Column("buffer", "number"), Column("description", "prose"), Column("consequence", "prose"), BASIS),
        ),
        # Whose names its own is made of: those may be withheld.
        extra=(
            ("giver", of(im.Milestone, "uid", "h.predecessor_milestone_id")),
            ("receiver", of(im.Milestone, "uid", "h.successor_milestone_id")),
        ),
    ),
    Place(
        "confirmation",
        im.DependencyConfirmation,
        OF_DEPENDENCY,
        of(im.Dependency, "description", "h.dependency_id"),
        (Column("side", "Side", True), ORGANISATION),
        owner=of(im.Dependency, "uid", "h.dependency_id"),
        about_field="description",
        language=of(im.Dependency, "language", "h.dependency_id"),
    ),
    Place(
        "money",
        im.BudgetLine,
        OWN,
        "h.what",
        (
            *(Column("what", "prose"), Column("kind", "MoneyKind", True), Column("measure", "MoneyMeasure")),
            *(Column("qualifier", "Qualifier"), Column("amount", "money", True), Column("low", "money", True)),
            *(Column("high", "money", True), Column("covers_from", "day"), Column("covers_to", "day", True)),
            *(Column("as_of", "date"), Column("scope", "prose"), Column("price_level", "year")),
            Column("funding", sql=of(im.FundingSource, "name", "h.funding_id")),
            *(Column("addable", "flag"), BASIS, NOTE),
        ),
        about_field="what",
    ),
    Place(
        "estimate",
        im.CostEstimate,
        OWN,
        "h.document",
        (
            *(Column("kind", "EstimateKind", True), Column("amount", "money", True), Column("price_level", "year")),
            *(Column("estimated", "date", True), Column("assurance", "QualityAssurance", True), BASIS, NOTE),
        ),
        about_field="document",
        language=NO_LANGUAGE,
    ),
    Place(
        "risk",
        im.Risk,
        OWN,
        "h.title",
        (
            *(Column("title", "prose"), Column("kind", "RiskKind"), Column("state", "RiskState", True)),
            *(
                Column("likelihood", "number", True),
                Column("consequence", "number", True),
                Column("description", "prose"),
            ),
            *(Column("measure", "prose"), Column("measure_owner", "prose"), Column("measure_due", "date")),
            Column("raised", "date"),
        ),
        about_field="title",
    ),
    Place(
        "benefit",
        im.Benefit,
        OWN,
        "h.name",
        (
            *(Column("name", "prose"), Column("kind", "BenefitKind", True), Column("description", "prose")),
            Column("owner", sql=of(im.Organisation, "name", "h.owner_id")),
            *(Column("amount", "money", True), Column("qualifier", "Qualifier"), Column("planned", "date", True)),
            *(Column("realised", "date", True), Column("evidence", "EvidenceGrade"), BASIS, NOTE),
        ),
        about_field="name",
    ),
    Place(
        "indicator",
        im.Indicator,
        f"h.id IN ({_INDICATORS})",
        "h.name",
        (Column("name", "prose"), Column("unit", main=True), Column("higher_is_better", "flag")),
        about_field="name",
    ),
    Place(
        "target",
        im.Target,
        f"h.indicator_id IN ({_INDICATORS})",
        of(im.Indicator, "name", "h.indicator_id"),
        (
            *(Column("value", "decimal", True), Column("due", "date", True), Column("evidence", "EvidenceGrade")),
            Column("reason", "prose", True),
        ),
        within="h.indicator_id",
        language=of(im.Indicator, "language", "h.indicator_id"),
    ),
    Place(
        "measurement",
        im.Measurement,
        f"h.indicator_id IN ({_INDICATORS})",
        of(im.Indicator, "name", "h.indicator_id"),
        (
            *(Column("value", "decimal", True), Column("measured", "date", True), Column("evidence", "EvidenceGrade")),
            NOTE,
        ),
        language=of(im.Indicator, "language", "h.indicator_id"),
    ),
    Place(
        "commitment",
        im.InitiativeCommitment,
        OWN,
        of(im.Commitment, "key", "h.commitment_id"),
        (Column("contribution", "Contribution", True), Column("reason", "prose", True), BASIS),
    ),
    Place(
        "succession",
        im.InitiativeSuccession,
        "(h.predecessor_id = it OR h.successor_id = it)",
        of(im.Initiative, "name", "h.predecessor_id"),
        (
            Column("relation", "InitiativeRelation", True),
            Column("successor", "prose", True, of(im.Initiative, "name", "h.successor_id")),
            *(Column("date", "date", True), Column("spent", "money", True), BASIS, NOTE),
        ),
    ),
    Place(
        "decision",
        im.Decision,
        OWN,
        "h.title",
        (
            *(Column("title", "prose"), Column("date", "date", True), Column("decided_by", "prose", True)),
            Column("body", main=True, sql=of(im.GovernanceBody, "name", "h.body_id")),
            *(Column("text", "prose"), BASIS),
        ),
        about_field="title",
    ),
    Place(
        "case",
        im.Case,
        OWN,
        "h.title",
        (
            Column("title", "prose"),
            Column("number", main=True),
            Column("kind", "CaseKind", True),
            Column("text", "prose"),
        ),
        about_field="title",
    ),
    Place(
        "observation",
        rm.StatusObservation,
        OWN,
        "''",
        (
            *(Column("as_of", "date", True), Column("colour", "Colour", True), Column("status_as_stated", "prose")),
            *(Column("cause", "Cause", True), Column("reason", "prose", True), Column("measure", "prose")),
        ),
        within="h.initiative_id",
    ),
    Place(  # who is asked, let off and given more time; how far it has come stands in the words themselves
        "duty",
        rm.StatusReport,
        OWN,
        of(rm.ReportingPeriod, "code", "h.period_id"),
        (Column("exempt", "flag", sql="(h.state = 'exempt')"), Column("deadline", "day")),
        language=NO_LANGUAGE,
    ),
    Place(
        "report",
        rm.StatusReportVersion,
        f"h.id IN ({_VERSIONS})",
        _report("code"),
        (
            *_rated("h.id"),
            *(Column("summary", "prose", True), Column("highlight", "prose"), Column("decision_asked", "prose")),
        ),
        within=f"(SELECT t.organisation_id FROM {table(rm.StatusReport)} AS t WHERE t.id = h.report_id)",  # noqa: S608
        extra=(("given_by", "h.given_by"),),
    ),
    Place(
        "assessment",
        rm.Rating,
        f"h.assessed AND h.dimension = 'overall' AND h.version_id IN ({_VERSIONS})",
        "''",
        _rated("h.version_id", "r.assessed AND r.id >= h.id"),
        within="h.assessed",
    ),
)
