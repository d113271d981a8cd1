"""Facts for tests, made the way the application makes them: recorded or asserted under an act, with history.

`RiskFactory(initiative=tiltak())` and the like. Dates may be given as text: `start="høst 2023"`.
"""

from datetime import UTC, datetime
from typing import Any

import factory as factory_boy
from factory.django import DjangoModelFactory

from initiatives import models
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import parse
from initiatives.models.base import Act, Assertion, Fact

SETUP = Act(actor="testoppsett")

# Calling a factory gives the model's row, not the factory: its types cannot say so.
factory: Any = factory_boy
Factory: Any = DjangoModelFactory


class FactFactory(Factory):
    """Creates a fact or an assertion under the act `SETUP`, known from `known_from` if that is given."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **values: Any) -> Any:
        known_from: datetime | None = values.pop("known_from", None)
        act = Act(actor=values.pop("actor", SETUP.actor), known_from=known_from)
        row = model_class(**{name: _date(model_class, name, value) for name, value in values.items()})
        if isinstance(row, Assertion):
            row.assert_(act)
        else:
            assert isinstance(row, Fact)
            row.record(act)
        return row


def _date(model_class: type[Any], name: str, value: Any) -> Any:
    """A date written as text."""
    return parse(value) if isinstance(value, str) and hasattr(model_class, f"{name}_edtf") else value


class OrganisationFactory(FactFactory):
    class Meta:
        model = models.Organisation

    key = factory.Sequence(lambda n: f"org-{n}")
    name = factory.Sequence(lambda n: f"Virksomhet {n}")
    kind = v.OrganisationKind.DIRECTORATE.value


class UserFactory(Factory):
    """A programme manager without duties. Nobody knows the password: tests use `client.force_login`, or give one."""

    class Meta:
        model = models.User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    role = v.Role.PROGRAMME_MANAGER.value
    password = factory.django.Password(None)


class StewardshipFactory(FactFactory):
    class Meta:
        model = models.Stewardship


class InitiativeFactory(FactFactory):
    class Meta:
        model = models.Initiative

    code = factory.Sequence(lambda n: f"T{n + 500:03}")
    name = factory.LazyAttribute(lambda each: f"Tiltak {each.code}")


class OwnershipFactory(FactFactory):
    class Meta:
        model = models.Ownership

    role = v.OwnershipRole.ACCOUNTABLE.value


class ReportingLineFactory(FactFactory):
    class Meta:
        model = models.ReportingLine


class MilestoneFactory(FactFactory):
    class Meta:
        model = models.Milestone

    key = factory.Sequence(lambda n: f"X{n}")
    name = factory.Sequence(lambda n: f"Milepæl {n}")
    position = factory.Sequence(lambda n: n % 5000)


class MilestoneDateFactory(FactFactory):
    class Meta:
        model = models.MilestoneDate

    role = v.DateRole.FORECAST.value


class DurationEstimateFactory(FactFactory):
    class Meta:
        model = models.DurationEstimate


class ExternalPartyFactory(FactFactory):
    class Meta:
        model = models.ExternalParty

    key = factory.Sequence(lambda n: f"ext-{n}")
    name = factory.Sequence(lambda n: f"Ekstern part {n}")


class DependencyFactory(FactFactory):
    class Meta:
        model = models.Dependency

    key = factory.Sequence(lambda n: f"dep-{n}")
    state = v.DependencyState.ACCEPTED.value


class FundingSourceFactory(FactFactory):
    class Meta:
        model = models.FundingSource

    key = factory.Sequence(lambda n: f"fund-{n}")
    name = factory.Sequence(lambda n: f"Finansieringskilde {n}")


class BudgetLineFactory(FactFactory):
    class Meta:
        model = models.BudgetLine

    key = factory.Sequence(lambda n: f"budget-{n}")
    what = "Foreslått i statsbudsjettet"
    amount = 38_500_000


class CostEstimateFactory(FactFactory):
    class Meta:
        model = models.CostEstimate

    amount = 1_250_000_000


class RiskFactory(FactFactory):
    class Meta:
        model = models.Risk

    title = "Leverandøren blir forsinket"


class BenefitFactory(FactFactory):
    class Meta:
        model = models.Benefit

    key = factory.Sequence(lambda n: f"benefit-{n}")
    name = "Spart tid for fastleger"


class IndicatorFactory(FactFactory):
    class Meta:
        model = models.Indicator

    key = factory.Sequence(lambda n: f"indicator-{n}")
    name = "Minutter per resept"


class GovernanceBodyFactory(FactFactory):
    class Meta:
        model = models.GovernanceBody

    key = factory.Sequence(lambda n: f"body-{n}")
    name = factory.Sequence(lambda n: f"Råd {n}")


class MeetingFactory(FactFactory):
    class Meta:
        model = models.Meeting

    body = factory.SubFactory(GovernanceBodyFactory)


class CaseFactory(FactFactory):
    class Meta:
        model = models.Case

    title = "Uenighet om når innloggingen er klar"
    kind = v.CaseKind.ENDORSEMENT.value
    position = factory.Sequence(lambda n: n % 5000 + 1)


class DecisionFactory(FactFactory):
    class Meta:
        model = models.Decision

    title = "Ny plan godkjent"
    decided_by = "Styringsgruppa"


class PolicyDocumentFactory(FactFactory):
    class Meta:
        model = models.PolicyDocument

    key = factory.Sequence(lambda n: f"doc-{n}")
    title = factory.Sequence(lambda n: f"Melding {n}")
    number = "Meld. St. 9"
    session = "2012–2013"


class CommitmentFactory(FactFactory):
    class Meta:
        model = models.Commitment

    key = factory.Sequence(lambda n: f"c-{n}")
    document = factory.SubFactory(PolicyDocumentFactory)
    locator = "kap. 3.2"
    statement = factory.Sequence(lambda n: f"Regjeringen vil innføre føring nummer {n}")


class InitiativeCommitmentFactory(FactFactory):
    class Meta:
        model = models.InitiativeCommitment

    reason = "Tiltaket leverer dette"


class ActionPlanFactory(FactFactory):
    class Meta:
        model = models.ActionPlan

    key = factory.Sequence(lambda n: f"plan-{n}")
    name = "Nasjonal e-helseportefølje"


class PlanEntryFactory(FactFactory):
    class Meta:
        model = models.PlanEntry


class SourceFactory(FactFactory):
    class Meta:
        model = models.Source

    key = factory.Sequence(lambda n: f"S{n + 900}")
    title = "Årsrapport 2023"


class CitationFactory(FactFactory):
    class Meta:
        model = models.Citation


def known_long_ago() -> models.Initiative:
    """An initiative somebody told of in 2019, so that a later date can be asked for."""
    found: models.Initiative = InitiativeFactory(code="T499", known_from=datetime(2019, 1, 1, tzinfo=UTC))
    return found
