"""Three initiatives in the database, each with an owner of its own, and what binds them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from initiatives.models import Organisation
from tests.cast import tiltak
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    CommitmentFactory,
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    InitiativeCommitmentFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanEntryFactory,
)

NOW = "2026-11-23T10:00:00+01:00"


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def held(now: None, eier: Organisation, annen_eier: Organisation) -> dict[str, Any]:
    """A (T1) → B (T2, two milestones) → D (T3), a promise from outside to B, and a disputed one from A."""
    third = OrganisationFactory(key="ks", name="KS")
    plan = ActionPlanFactory(key="p1", name="Plan 1")
    GovernanceBodyFactory(key="nuit", name="NUIT", level="taktisk", period="2020–")
    t1 = tiltak("T1", owner=eier, name="Felles innlogging")
    t2 = tiltak("T2", owner=annen_eier, name="Timebok for fastleger")
    t3 = tiltak("T3", owner=third, name="Digital henvisning")
    for part in (t1, t2, t3):
        PlanEntryFactory(initiative=part, plan=plan, category="ongoing")
    found = {
        "A": milestone(t1, "Innloggingen klar", original="2027-01-10"),
        "B": milestone(t2, "Halvparten i bruk", original="2027-02-01"),
        "D": milestone(t3, "Innføring starter", original="2027-05-01"),
        "R": milestone(t3, "Format fastsatt", original="2026-01-01", actual="2026-02-01"),
        "U": milestone(t3, "Uten dato"),
    }
    found["C"] = milestone(t2, "Alle i bruk", predecessor=found["B"], original="2027-04-01")
    usual = {"binding": True, "type": "FS", "kind": "delivery"}
    DependencyFactory(
        predecessor_milestone=found["A"], successor_milestone=found["B"], lag=22, promised="2027-01-10",
        description="Timeboken trenger innloggingen", **usual,
    )  # fmt: skip
    DependencyFactory(predecessor_milestone=found["C"], successor_milestone=found["D"], state="proposed", **usual)
    DependencyFactory(predecessor_milestone=found["A"], successor_milestone=found["D"], state="disputed", **usual)
    found["X"] = DependencyFactory(
        predecessor_external=ExternalPartyFactory(name="Leverandøren"), successor_milestone=found["B"],
        promised="2027-01-05", **usual,
    )  # fmt: skip
    InitiativeCommitmentFactory(initiative=t2, commitment=CommitmentFactory(key="c1"), contribution="main")
    BudgetLineFactory(initiative=t2, kind="budget", amount=12_000_000, covers_from="2027-01-01", covers_to="2027-12-31")
    return found


def milestone(part: Any, name: str, predecessor: Any = None, **dates: str) -> Any:
    """A milestone with its dates by role."""
    made = MilestoneFactory(initiative=part, name=name, predecessor=predecessor)
    for role, date in dates.items():
        MilestoneDateFactory(milestone=made, role=role, date=date)
    return made


def asked(*slips: tuple[Any, Any]) -> str:
    """The query of some slips (fact, days)."""
    return "?" + "&".join(f"m={fact.uid.hex}:{days}" for fact, days in slips)
