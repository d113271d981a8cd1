"""Which table feeds which fact."""

from initiatives import models as m
from initiatives.domain import facts as f
from initiatives.reading.shape import Shape

# Facts are grouped by row id, which costs no join and no parsing; uids are what leaves this room.
OWNER = ("initiative_id",)

INITIATIVE = Shape(
    m.Initiative,
    f.Slice,
    extra=("id",),
    renamed=(
        ("programme", "programme_as_stated"),
        ("updated_at_source", "last_updated_at_source"),
    ),
    skip=(
        *(
            "whole",
            "whole_basis",
            "owners",
            "reporters",
            "entries",
            "milestones",
            "waits",
            "gives",
            "budget",
        ),
        *(
            "estimates",
            "risks",
            "benefits",
            "indicators",
            "links",
            "decisions",
            "cases",
            "fates",
            "origins",
            "plan_changes",
            "withheld",
        ),
    ),
)
MILESTONE = Shape(
    m.Milestone,
    f.MilestoneFact,
    extra=(*OWNER, "id", "position"),
    renamed=(("receiver", "receiver__uid"), ("predecessor", "predecessor__uid")),
    skip=("original", "approved", "forecast", "actual", "replans", "duration"),
)
DATE = Shape(
    m.MilestoneDate,
    f.DateWord,
    extra=("milestone_id", "role"),
    renamed=(("known", "known_from"), ("decision", "decision__uid")),
)
DURATION = Shape(m.DurationEstimate, f.DurationFact, extra=("milestone_id",))
OWNERSHIP = Shape(
    m.Ownership,
    f.OwnerFact,
    extra=OWNER,
    renamed=(("organisation", "organisation__uid"),),
)
REPORTER = Shape(
    m.ReportingLine,
    f.ReporterFact,
    extra=(*OWNER, "valid_to_edtf"),
    renamed=(("organisation", "organisation__uid"),),
)
ENTRY = Shape(
    m.PlanEntry,
    f.EntryFact,
    extra=(*OWNER, "id"),
    renamed=(
        ("plan", "plan__uid"),
        ("focus_area", "focus_area__uid"),
        ("main_goal", "main_goal__uid"),
        ("decision", "decision__uid"),
    ),
    skip=("other_goals",),
)
PLAN_CHANGE = Shape(
    m.PlanChange,
    f.PlanChangeFact,
    extra=(*OWNER, "id"),
    renamed=(
        ("plan", "plan__uid"),
        ("main_goal", "main_goal__uid"),
        ("organisation", "organisation__uid"),
        ("decision", "decision__uid"),
    ),
    skip=("criteria",),
)
CRITERION = Shape(m.PlanCriterion, f.CriterionFact, extra=("change_id",))
DEPENDENCY = Shape(
    m.Dependency,
    f.DependencyFact,
    extra=(
        *("id", "predecessor_initiative_id", "predecessor_milestone__initiative_id"),
        *("successor_initiative_id", "successor_milestone__initiative_id"),
        *("predecessor_initiative__uid", "predecessor_milestone__initiative__uid"),
        *("predecessor_milestone__uid", "predecessor_external__uid"),
        *("successor_initiative__uid", "successor_milestone__initiative__uid"),
        *("successor_milestone__uid", "successor_external__uid"),
    ),
    skip=("predecessor", "successor", "confirmations", "known", "since"),
)
CONFIRMATION = Shape(
    m.DependencyConfirmation,
    f.ConfirmationFact,
    extra=("dependency_id",),
    renamed=(("known", "known_from"), ("organisation", "organisation__uid")),
)
BUDGET = Shape(m.BudgetLine, f.BudgetFact, extra=OWNER, renamed=(("funding", "funding__uid"),))
ESTIMATE = Shape(m.CostEstimate, f.EstimateFact, extra=OWNER)
RISK = Shape(m.Risk, f.RiskFact, extra=OWNER)
BENEFIT = Shape(
    m.Benefit,
    f.BenefitFact,
    extra=(*OWNER, "id"),
    renamed=(("owner", "owner__uid"),),
    skip=("indicators",),
)
INDICATOR = Shape(
    m.Indicator,
    f.IndicatorFact,
    extra=("id", "benefit_id", "initiative_id"),
    skip=("targets", "measurements"),
)
TARGET = Shape(m.Target, f.TargetFact, extra=("indicator_id",))
MEASUREMENT = Shape(m.Measurement, f.MeasurementFact, extra=("indicator_id",))
LINK = Shape(
    m.InitiativeCommitment,
    f.LinkFact,
    extra=OWNER,
    renamed=(("commitment", "commitment__uid"),),
)
DECISION = Shape(
    m.Decision,
    f.DecisionFact,
    extra=OWNER,
    renamed=(
        ("body", "body__uid"),
        ("case", "case__number"),
        ("case_kind", "case__kind"),
        ("case_uid", "case__uid"),
    ),
)
CASE = Shape(
    m.Case,
    f.CaseFact,
    extra=(*OWNER, "id"),
    renamed=(
        ("body", "meeting__body__uid"),
        ("meeting", "meeting__date"),
        ("meeting_uid", "meeting__uid"),
        ("dependency", "dependency__uid"),
        ("change", "change__uid"),
    ),
    skip=("decided",),
)
SUCCESSION = Shape(
    m.InitiativeSuccession,
    f.SuccessionFact,
    extra=("predecessor_id", "successor_id"),
    renamed=(("predecessor", "predecessor__uid"), ("successor", "successor__uid")),
)

ORGANISATION = Shape(m.Organisation, f.OrganisationFact)
ORGANISATION_SUCCESSION = Shape(
    m.OrganisationSuccession,
    f.OrganisationSuccessionFact,
    renamed=(("predecessor", "predecessor__uid"), ("successor", "successor__uid")),
)
DOCUMENT = Shape(m.PolicyDocument, f.DocumentFact)
DOCUMENT_RELATION = Shape(
    m.DocumentRelation,
    f.DocumentRelationFact,
    renamed=(("document", "document__uid"), ("earlier", "earlier__uid")),
)
COMMITMENT = Shape(m.Commitment, f.CommitmentFact, renamed=(("document", "document__uid"),))
COMMITMENT_RELATION = Shape(
    m.CommitmentRelation,
    f.CommitmentRelationFact,
    renamed=(("commitment", "commitment__uid"), ("earlier", "earlier__uid")),
)
GOAL = Shape(
    m.Goal,
    f.GoalFact,
    renamed=(("document", "document__uid"), ("parent", "parent__uid")),
)
FOCUS_AREA = Shape(
    m.FocusArea,
    f.FocusAreaFact,
    renamed=(("plan", "plan__uid"), ("document", "document__uid")),
)
PLAN = Shape(m.ActionPlan, f.PlanFact, renamed=(("document", "document__uid"),))
BODY = Shape(m.GovernanceBody, f.BodyFact)
MEETING = Shape(m.Meeting, f.MeetingFact, renamed=(("body", "body__uid"),))
EXTERNAL = Shape(
    m.ExternalParty,
    f.ExternalFact,
    renamed=(("organisation", "organisation__uid"), ("follower", "follower__uid")),
)
FUNDING = Shape(m.FundingSource, f.FundingFact, renamed=(("organisation", "organisation__uid"),))
SOURCE = Shape(m.Source, f.SourceFact)
FIGURE = Shape(m.PublishedFigure, f.FigureFact, renamed=(("source", "source__uid"),))
ASSIGNMENT = Shape(
    m.Assignment,
    f.AssignmentFact,
    renamed=(
        ("letter", "letter__uid"),
        ("orderer", "orderer__uid"),
        ("receiver", "receiver__uid"),
        ("commitment", "commitment__uid"),
        ("initiative", "initiative__uid"),
    ),
)
CITATION = Shape(m.Citation, f.CitationFact, renamed=(("source", "source__uid"),))
