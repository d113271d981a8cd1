"""Which vocabulary each coded column of the fixtures draws from: the tables have no `choices`, so the loader checks."""

from enum import StrEnum

from initiatives.domain import vocabulary as v
from reporting.domain import vocabulary as r

CODES: dict[str, type[StrEnum]] = {
    "organisation.kind": v.OrganisationKind,
    "policydocument.kind": v.DocumentKind,
    "commitment.nature": v.CommitmentNature,
    "commitment.nature_basis": v.Basis,
    "documentrelation.relation": v.PolicyRelation,
    "commitmentrelation.relation": v.PolicyRelation,
    "initiative.kind": v.InitiativeKind,
    "initiative.phase": v.Phase,
    "initiative.life": v.LifeState,
    "initiative.risk": v.RiskLevel,
    "ownership.role": v.OwnershipRole,
    "case.kind": v.CaseKind,
    "planentry.category": v.PlanCategory,
    "planchange.kind": v.PlanChangeKind,
    "planchange.state": v.PlanChangeState,
    "planchange.category": v.PlanCategory,
    "planchange.asked_kind": v.CaseKind,
    "plancriterion.criterion": v.Criterion,
    "milestone.kind": v.MilestoneKind,
    "milestonedate.role": v.DateRole,
    "dependency.type": v.LinkType,
    "dependency.kind": v.DependencyKind,
    "dependency.state": v.DependencyState,
    "dependency.last_word": v.Side,
    "dependencyconfirmation.side": v.Side,
    "budgetline.kind": v.MoneyKind,
    "budgetline.measure": v.MoneyMeasure,
    "budgetline.qualifier": v.Qualifier,
    "costestimate.kind": v.EstimateKind,
    "costestimate.assurance": v.QualityAssurance,
    "risk.kind": v.RiskKind,
    "risk.state": v.RiskState,
    "benefit.kind": v.BenefitKind,
    "benefit.qualifier": v.Qualifier,
    "benefit.evidence": v.EvidenceGrade,
    "target.evidence": v.EvidenceGrade,
    "measurement.evidence": v.EvidenceGrade,
    "initiativecommitment.contribution": v.Contribution,
    "initiativesuccession.relation": v.InitiativeRelation,
    "withheldvalue.grade": v.Grade,
    "tolerance.dimension": v.Dimension,
    "reportingperiod.kind": r.PeriodKind,
    "reportingperiod.state": r.PeriodState,
    "periodtext.kind": r.TextKind,
    "statusobservation.colour": v.Colour,
    "statusobservation.previous": v.Colour,
    "statusobservation.cause": v.Cause,
    "statusreport.state": r.ReportState,
    "rating.dimension": v.Dimension,
    "rating.colour": v.Colour,
    "rating.cause": v.Cause,
}
EVERYWHERE: dict[str, type[StrEnum]] = {"basis": v.Basis, "language": v.Language}


def check(model_name: str, column: str, value: str) -> str:
    """The value, if it is a word of its vocabulary, empty, or no code at all. Raises ValueError."""
    kind = CODES.get(f"{model_name}.{column}") or EVERYWHERE.get(column)
    if kind is not None and value and value not in set(kind):
        raise ValueError(f"«{value}» is no {kind.__name__} ({model_name}.{column}).")
    return value
