"""One initiative with one of each fact, and every address that writes on it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from initiatives.models import Initiative, User
from initiatives.urls import urlpatterns
from tests.factories import (
    BenefitFactory,
    BudgetLineFactory,
    CommitmentFactory,
    CostEstimateFactory,
    DecisionFactory,
    DependencyFactory,
    ExternalPartyFactory,
    InitiativeCommitmentFactory,
    MilestoneFactory,
    OrganisationFactory,
    OwnershipFactory,
    RiskFactory,
)

OF_INITIATIVES = ("tiltak/", "foringer/")
"""What is about one initiative; agendas and notices have tests of their own."""
NAMES = [str(each.name) for each in urlpatterns if str(each.pattern).startswith(OF_INITIATIVES)]  # type: ignore[union-attr]
WITHOUT_INITIATIVE = {"choose_initiative"}


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def facts(t001: Initiative) -> dict[str, Any]:
    """A fact behind each kind of address."""
    milestone = MilestoneFactory(initiative=t001, name="SFM i bruk")
    return {
        "milestone": milestone,
        "dependency": DependencyFactory(
            key="D001", predecessor_external=ExternalPartyFactory(name="DIPS"), successor_milestone=milestone
        ),
        "budget_line": BudgetLineFactory(initiative=t001),
        "estimate": CostEstimateFactory(initiative=t001),
        "risk": RiskFactory(initiative=t001),
        "benefit": BenefitFactory(initiative=t001),
        "decision": DecisionFactory(initiative=t001, date="2024"),
        "commitment_link": InitiativeCommitmentFactory(initiative=t001, commitment=CommitmentFactory(key="c-linked")),
        "partner": OwnershipFactory(initiative=t001, organisation=OrganisationFactory(), role="partner"),
        "commitment": CommitmentFactory(key="c-free"),
    }


def address(name: str, facts: dict[str, Any], code: str = "T001") -> str:
    """The address of that name, about the fact it is for."""
    if name in WITHOUT_INITIATIVE:
        return reverse(f"initiatives:{name}", kwargs={"key": facts["commitment"].key})
    kwargs: dict[str, Any] = {"code": code}
    kind = name.removeprefix("edit_").removeprefix("withdraw_")
    if name == "link_commitment":
        kwargs["key"] = facts["commitment"].key
    elif name != "edit_initiative" and name.startswith(("edit_", "withdraw_")):
        kwargs["uid"] = facts[kind].uid
    return reverse(f"initiatives:{name}", kwargs=kwargs)


@pytest.fixture
def steward(client: Client, programleder: User) -> Client:
    client.force_login(programleder)
    return client
