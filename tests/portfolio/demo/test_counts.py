"""What the loaded demo holds: the numbers that were agreed."""

from typing import Any

import pytest

from initiatives import models as facts
from initiatives.domain.vocabulary import DependencyKind, DependencyState, DocumentKind
from portfolio.demo.files import rows, uid_of
from reporting import models as reports

pytestmark = pytest.mark.usefixtures("demo")


def real(model: Any, name: str) -> Any:
    """The rows of a model that came from the real file of that name."""
    return model.objects.filter(uid__in=[uid_of(model, row.key) for row in rows(name) if not row.example])


@pytest.mark.parametrize(
    ("model", "name", "count"),
    [
        (facts.Source, "sources", 149),
        (facts.Commitment, "commitments", 134),
        (facts.Organisation, "organisations", 47),
        (facts.OrganisationSuccession, "organisation_successions", 1),
        (facts.GovernanceBody, "governance_bodies", 8),
        (facts.Initiative, "initiatives", 47),
        (facts.PlanEntry, "plan_entries", 47),
        (facts.Milestone, "milestones", 58),
        (facts.Dependency, "dependencies", 23),
        (facts.BudgetLine, "budget_lines", 27),
        (facts.Benefit, "benefits", 1),
        (reports.StatusObservation, "status_observations", 18),
        (facts.InitiativeCommitment, "initiative_commitments", 35),
    ],
)
def test_the_real_portfolio_is_whole(model: Any, name: str, count: int) -> None:
    assert real(model, name).count() == count


def test_the_real_and_the_example_initiatives_are_all_there_are() -> None:
    assert facts.Initiative.objects.filter(example=False).count() == 47
    assert facts.Initiative.objects.filter(example=True).count() == 8


def test_twelve_white_papers() -> None:
    assert facts.PolicyDocument.objects.filter(kind=DocumentKind.WHITE_PAPER).count() == 12


def test_sixty_goals_and_focus_areas() -> None:
    assert real(facts.Goal, "goals").count() + real(facts.FocusArea, "focus_areas").count() == 60


def test_fourteen_successions() -> None:
    models = (
        facts.DocumentRelation,
        facts.CommitmentRelation,
        facts.InitiativeSuccession,
        facts.OrganisationSuccession,
    )
    assert [model.objects.count() for model in models] == [1, 4, 8, 1]


def test_ten_dependencies_wait_for_outside_parties_and_none_is_agreed() -> None:
    noted = real(facts.Dependency, "dependencies")
    assert noted.filter(predecessor_external__isnull=False).count() == 10
    assert not noted.exclude(state=DependencyState.NOTED).exists()
    assert not noted.filter(binding=True).exists()
    assert not noted.filter(need_by_latest__isnull=False).exists()
    assert [each.key for each in noted.filter(kind=DependencyKind.CONTINUATION)] == ["D040"]


def test_the_published_round_of_january_2024() -> None:
    published = facts.PublishedFigure.objects.filter(period="2024-1")
    assert dict(published.values_list("name", "value")) == {"green": 14, "yellow": 17, "red": 1, "active": 32}
    assert {figure.source.key for figure in published} == {"S02"}


def test_the_register_of_organisations_knows_what_became_of_direktoratet_for_ehelse() -> None:
    became: Any = facts.OrganisationSuccession.objects.get()
    assert (became.predecessor.name, became.successor.name, became.date.edtf) == (
        "Direktoratet for e-helse",
        "Helsedirektoratet",
        "2024-01-01",
    )
    assert facts.Initiative.objects.get(code="T007").owners.get().organisation == became.predecessor


def test_each_initiative_stands_in_its_plan() -> None:
    plan = dict(facts.PlanEntry.objects.values_list("initiative__code", "plan__key"))
    assert {plan[f"T{number:03}"] for number in range(1, 21)} == {"portefolje-2023-2026"}
    assert {plan[code] for code in ("T022", "T030", "T056")} == {"arene-mellom"}
    assert {plan[f"T{number:03}"] for number in range(86, 105)} == {"handlingsplan-2014-2016"}


def test_our_own_grouping_is_not_passed_off_as_a_plan() -> None:
    plan = facts.ActionPlan.objects.get(key="arene-mellom")
    cited = facts.Citation.objects.filter(subject=plan.uid, field="")
    assert {citation.basis for citation in cited} == {"own"} and "ikke" in plan.note.lower()


def test_two_reporters_of_one_service_are_two_rows_under_one_parent() -> None:
    parts = facts.PartOf.objects.filter(part__code__in=("T016", "T017"))
    assert {(part.whole.code, part.basis) for part in parts} == {("T056", "inferred")}
    lines = facts.ReportingLine.objects.filter(initiative__code__in=("T016", "T017"))
    assert {line.organisation.name for line in lines} == {"Helsedirektoratet", "Norsk helsenett SF"}


def test_only_stated_owners_are_owners() -> None:
    assert not facts.Ownership.objects.filter(initiative__code="T104").exists()


def test_only_stated_goals_are_main_goals() -> None:
    """T104 is itself one of the strategic moves of Meld. St. 9; no source says which goal it serves."""
    entries = facts.PlanEntry.objects.filter(initiative__example=False, main_goal__isnull=False)
    assert {entry.main_goal.document.key for entry in entries} == {"strategi-2023-2030"}


def test_the_cast_is_six_people() -> None:
    assert set(facts.User.objects.values_list("username", "role")) == {
        ("programleder", "programme_manager"),
        ("leder", "leadership"),
        ("sekretariat", "secretariat"),
        ("kollega", "secretariat"),  # nobody approves what he or she has entered
        ("admin", "administrator"),
        ("utenforstaende", "programme_manager"),
    }
    assert [user.username for user in facts.User.objects.filter(is_staff=True)] == ["admin"]
    assert [user.username for user in facts.User.objects.all() if not user.check_password("samstyr-demo")] == []
