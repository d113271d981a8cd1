"""The facts of the portfolio. Each model's docstring gives the Norwegian term."""

from initiatives.models.control import Benefit, Indicator, Measurement, Risk, Target
from initiatives.models.dates import DurationEstimate, Milestone, MilestoneDate
from initiatives.models.dependencies import (
    Dependency,
    DependencyConfirmation,
    ExternalParty,
)
from initiatives.models.governance import (
    Case,
    Decision,
    FollowUp,
    GovernanceBody,
    Meeting,
)
from initiatives.models.initiatives import (
    Initiative,
    InitiativeSuccession,
    Ownership,
    PartOf,
    ReportingLine,
)
from initiatives.models.money import BudgetLine, CostEstimate, FundingSource
from initiatives.models.notices import Notice
from initiatives.models.people import (
    Organisation,
    OrganisationSuccession,
    Stewardship,
    User,
)
from initiatives.models.plans import ActionPlan, FocusArea, PlanChange, PlanCriterion, PlanEntry, PlanEntryGoal
from initiatives.models.policy import (
    Assignment,
    Commitment,
    CommitmentRelation,
    DocumentRelation,
    Goal,
    InitiativeCommitment,
    PolicyDocument,
)
from initiatives.models.provenance import (
    Citation,
    PublishedFigure,
    Revision,
    Source,
    WithheldValue,
)

__all__ = [
    "ActionPlan",
    "Assignment",
    "Benefit",
    "BudgetLine",
    "Case",
    "Citation",
    "Commitment",
    "CommitmentRelation",
    "CostEstimate",
    "Decision",
    "Dependency",
    "DependencyConfirmation",
    "DocumentRelation",
    "DurationEstimate",
    "ExternalParty",
    "FocusArea",
    "FollowUp",
    "FundingSource",
    "Goal",
    "GovernanceBody",
    "Indicator",
    "Initiative",
    "InitiativeCommitment",
    "InitiativeSuccession",
    "Measurement",
    "Meeting",
    "Milestone",
    "MilestoneDate",
    "Notice",
    "Organisation",
    "OrganisationSuccession",
    "Ownership",
    "PartOf",
    "PlanChange",
    "PlanCriterion",
    "PlanEntry",
    "PlanEntryGoal",
    "PolicyDocument",
    "PublishedFigure",
    "ReportingLine",
    "Revision",
    "Risk",
    "Source",
    "Stewardship",
    "Target",
    "User",
    "WithheldValue",
]
