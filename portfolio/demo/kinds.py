"""What each fixture file holds, in the order it is loaded: what is pointed to comes before what points."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from initiatives import models as facts
from reporting import models as reports


@dataclass(frozen=True, slots=True)
class Kind:
    """One fixture file `<name>.csv` and the model its rows become. `key` is the field that holds the row's key."""

    name: str
    model: Any
    key: str = ""


KINDS: tuple[Kind, ...] = (
    Kind("sources", facts.Source, "key"),
    Kind("pages", facts.Source, "key"),
    Kind("organisations", facts.Organisation, "key"),
    Kind("organisation_successions", facts.OrganisationSuccession),
    Kind("policy_documents", facts.PolicyDocument, "key"),
    Kind("plans", facts.ActionPlan, "key"),
    Kind("goals", facts.Goal, "key"),
    Kind("focus_areas", facts.FocusArea, "key"),
    Kind("commitments", facts.Commitment, "key"),
    Kind("document_relations", facts.DocumentRelation),
    Kind("commitment_relations", facts.CommitmentRelation),
    Kind("governance_bodies", facts.GovernanceBody, "key"),
    Kind("initiatives", facts.Initiative, "code"),
    Kind("ownerships", facts.Ownership),
    Kind("reporting_lines", facts.ReportingLine),
    Kind("parts", facts.PartOf),
    Kind("meetings", facts.Meeting),
    Kind("cases", facts.Case),
    Kind("decisions", facts.Decision),
    Kind("follow_ups", facts.FollowUp),
    Kind("plan_entries", facts.PlanEntry),
    Kind("plan_entry_goals", facts.PlanEntryGoal),
    Kind("assignments", facts.Assignment, "key"),
    Kind("milestones", facts.Milestone, "key"),
    Kind("milestone_dates", facts.MilestoneDate),
    Kind("duration_estimates", facts.DurationEstimate),
    Kind("external_parties", facts.ExternalParty, "key"),
    Kind("dependencies", facts.Dependency, "key"),
    Kind("dependency_confirmations", facts.DependencyConfirmation),
    Kind("funding_sources", facts.FundingSource, "key"),
    Kind("budget_lines", facts.BudgetLine, "key"),
    Kind("cost_estimates", facts.CostEstimate),
    Kind("risks", facts.Risk),
    Kind("benefits", facts.Benefit, "key"),
    Kind("indicators", facts.Indicator, "key"),
    Kind("targets", facts.Target),
    Kind("measurements", facts.Measurement),
    Kind("initiative_commitments", facts.InitiativeCommitment),
    Kind("initiative_successions", facts.InitiativeSuccession),
    Kind("published_figures", facts.PublishedFigure, "key"),
    Kind("withheld_values", facts.WithheldValue),
    Kind("stewardships", facts.Stewardship),
    Kind("plan_changes", facts.PlanChange),
    Kind("plan_criteria", facts.PlanCriterion),
    Kind("tolerances", reports.Tolerance),
    Kind("periods", reports.ReportingPeriod, "code"),
    Kind("period_texts", reports.PeriodText),
    Kind("status_observations", reports.StatusObservation, "key"),
    Kind("status_reports", reports.StatusReport),
    Kind("report_versions", reports.StatusReportVersion),
    Kind("report_cases", reports.ReportCase),
    Kind("ratings", reports.Rating),
    Kind("report_comments", reports.ReportComment),
)

# Files of later words about a row: what was known only after the row itself. Written only with a row that is new.
WORDS: dict[str, str] = {
    "organisations": "organisation_words",
    "initiatives": "initiative_words",
    "dependencies": "dependency_words",
    "status_reports": "status_report_words",
    "plan_changes": "plan_change_words",
    "plan_criteria": "plan_criterion_words",
}


def label(model: type[Model]) -> str:
    """The name of a model in a row's uid."""
    return str(model._meta.model_name)
