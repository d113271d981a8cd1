"""Nothing is invented for a real initiative, and what is invented is marked wherever it stands."""

from typing import Any

import pytest
from django.db.models import Q

from initiatives import models as facts
from initiatives.access import may_speak
from initiatives.domain.vocabulary import Basis, Side
from initiatives.models.sides import RELATED
from portfolio.demo.files import midnight, rows, uid_of
from portfolio.demo.kinds import KINDS, Kind
from reporting import models as reports

pytestmark = pytest.mark.usefixtures("demo")

PATH_TO_INITIATIVE = {
    facts.MilestoneDate: "milestone__initiative",
    facts.DurationEstimate: "milestone__initiative",
    facts.FollowUp: "decision__initiative",
    facts.Indicator: "benefit__initiative",
    facts.Target: "indicator__benefit__initiative",
    facts.Measurement: "indicator__benefit__initiative",
    facts.PlanEntryGoal: "entry__initiative",
    facts.PartOf: "part",
    facts.InitiativeSuccession: "predecessor",
    reports.StatusReportVersion: "report__initiative",
    reports.Rating: "version__report__initiative",
}
NO_FACTS = {"pages", "sources", "stewardships", "tolerances", "periods"}


def path(model: Any) -> str:
    """How a model reaches its initiative, '' if it does not."""
    if model in PATH_TO_INITIATIVE:
        return PATH_TO_INITIATIVE[model]
    return "initiative" if any(field.name == "initiative" for field in model._meta.fields) else ""


OF_INITIATIVES = [kind for kind in KINDS if path(kind.model)]


@pytest.mark.parametrize("kind", OF_INITIATIVES, ids=lambda kind: kind.name)
def test_a_real_initiative_holds_what_the_files_say_and_nothing_else(kind: Kind) -> None:
    stored = set(kind.model.objects.filter(**{f"{path(kind.model)}__example": False}).values_list("uid", flat=True))
    assert stored == {uid_of(kind.model, row.key) for row in rows(kind.name) if not row.example} - not_of_one(kind)


def not_of_one(kind: Kind) -> set[Any]:
    """Stewardships of a whole organisation stand beside the initiatives."""
    if kind.model is not facts.Stewardship:
        return set()
    return {uid_of(kind.model, row.key) for row in rows(kind.name) if not row.values["initiative"]}


@pytest.mark.parametrize("kind", OF_INITIATIVES, ids=lambda kind: kind.name)
def test_an_example_initiative_holds_example_rows_only(kind: Kind) -> None:
    examples = kind.model.objects.filter(**{f"{path(kind.model)}__example": True})
    cited = facts.Citation.objects.filter(subject__in=examples.values("uid"))
    assert set(cited.values_list("basis", flat=True)) <= {Basis.EXAMPLE.value}
    assert not cited.filter(source__isnull=False).exists()
    if any(field.name == "basis" for field in kind.model._meta.fields):
        assert set(examples.values_list("basis", flat=True)) <= {Basis.EXAMPLE.value}


@pytest.mark.parametrize("kind", OF_INITIATIVES, ids=lambda kind: kind.name)
def test_no_example_value_stands_on_a_real_initiative(kind: Kind) -> None:
    real = kind.model.objects.filter(**{f"{path(kind.model)}__example": False})
    assert not facts.Citation.objects.filter(subject__in=real.values("uid"), basis=Basis.EXAMPLE).exists()
    if any(field.name == "basis" for field in kind.model._meta.fields):
        assert not real.filter(basis=Basis.EXAMPLE).exists()


def test_every_real_initiative_value_is_the_one_in_the_file() -> None:
    said = {word.key: word.values for word in sorted(rows("initiative_words"), key=lambda word: word.known_from)}
    for each in facts.Initiative.objects.filter(example=False):
        expected = said[each.code]
        found = (each.risk, each.phase, *(date.edtf if date else "" for date in (each.start, each.end)))
        assert found == (expected["risk"], expected["phase"], expected["start"], expected["end"])


def test_every_real_amount_and_colour_is_the_one_in_the_file() -> None:
    amounts = {row.key: row.values["amount"] for row in rows("budget_lines") if not row.example}
    for line in facts.BudgetLine.objects.filter(initiative__example=False):
        assert str("" if line.amount is None else line.amount) == amounts[line.key]
    colours = {row.key: row.values["colour"] for row in rows("status_observations") if not row.example}
    for seen in reports.StatusObservation.objects.filter(initiative__example=False):
        assert seen.colour == colours[seen.key]


@pytest.mark.parametrize("model", [facts.Risk, facts.CostEstimate, facts.DurationEstimate, reports.StatusReport])
def test_no_source_gave_these_so_no_real_initiative_has_them(model: Any) -> None:
    assert not model.objects.filter(**{f"{path(model)}__example": False}).exists()
    assert model.objects.exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_loaded_fact_has_a_citation(kind: Kind) -> None:
    cited = set(facts.Citation.objects.filter(field="").values_list("subject", flat=True))
    assert {uid_of(kind.model, row.key) for row in rows(kind.name)} <= cited


def test_what_sources_say_is_cited_with_the_source() -> None:
    with_source = set(facts.Citation.objects.filter(source__isnull=False).values_list("subject", flat=True))
    for kind in KINDS:
        for row in rows(kind.name):
            if not row.example and row.basis == Basis.STATED and kind.name not in NO_FACTS:
                assert uid_of(kind.model, row.key) in with_source, (kind.name, row.key)


def test_no_dependency_ties_a_real_initiative_to_a_fictional_one() -> None:
    sides = ("predecessor", "successor")
    for each in facts.Dependency.objects.all():
        found = {example for side in sides if (example := fictional(each, side)) is not None}
        assert len(found) == 1, each.key


def fictional(dependency: facts.Dependency, side: str) -> bool | None:
    milestone = getattr(dependency, f"{side}_milestone")
    party = milestone.initiative if milestone else None
    party = party or getattr(dependency, f"{side}_initiative") or getattr(dependency, f"{side}_external")
    return bool(party.example)


def test_fictional_initiatives_answer_no_real_commitment_and_real_ones_no_fictional() -> None:
    mixed = ~Q(initiative__example=True, commitment__document__example=True) & ~Q(
        initiative__example=False, commitment__document__example=False
    )
    assert not facts.InitiativeCommitment.objects.filter(mixed).exists()
    lacking = facts.Commitment.objects.filter(document__example=True, carriers__isnull=True)
    assert [commitment.key for commitment in lacking] == ["eks-4"]


def test_fictional_things_say_so_in_their_names() -> None:
    names = [
        *facts.Initiative.objects.filter(example=True).values_list("name", flat=True),
        *facts.Organisation.objects.filter(example=True).values_list("name", flat=True),
        *facts.PolicyDocument.objects.filter(example=True).values_list("title", flat=True),
        *facts.GovernanceBody.objects.filter(example=True).values_list("name", flat=True),
        *facts.ExternalParty.objects.filter(example=True).values_list("name", flat=True),
    ]
    assert len(names) == 8 + 3 + 2 + 1 + 1
    assert all(name.startswith("Eksempel") for name in names)


def test_the_example_has_every_state_a_report_and_an_agreement_can_have() -> None:
    states = reports.StatusReport.objects.values_list("state", flat=True)
    assert set(states) == {"draft", "submitted", "returned", "approved"}
    agreements = facts.Dependency.objects.filter(key__startswith="X").values_list("state", flat=True)
    assert set(agreements) == {"accepted", "proposed", "disputed", "noted", "fulfilled"}
    assert facts.WithheldValue.objects.count() == 1


def test_every_example_agreement_that_was_dealt_with_says_whose_word_stands() -> None:
    dealt = facts.Dependency.objects.filter(key__startswith="X").exclude(state="noted")
    assert dict(dealt.values_list("key", "last_word")) == {
        "X01": "receiver",
        "X02": "giver",
        "X03": "giver",
        "X05": "receiver",
        "X06": "receiver",
    }
    disputed = facts.Dependency.objects.get(key="X03")
    assert disputed.objection and disputed.counter_date


def test_an_example_agreement_is_told_with_the_course_that_led_there() -> None:
    course = facts.Dependency.objects.get(key="X01").history.order_by("history_date")
    assert list(course.values_list("state", "last_word", "promised_edtf")) == [
        ("proposed", "receiver", ""),
        ("proposed", "giver", "2026-08-31"),
        ("accepted", "receiver", "2026-08-31"),
        ("proposed", "giver", "2027-01-15"),
        ("accepted", "receiver", "2027-01-15"),
    ]


def test_two_of_the_cast_stand_on_either_side_of_a_proposal() -> None:
    proposal = facts.Dependency.objects.select_related(*RELATED).get(key="X02")
    spoken = {
        name: [side for side in Side if may_speak(facts.User.objects.get(username=name), proposal, side)]
        for name in ("programleder", "utenforstaende", "leder")
    }
    assert spoken == {"programleder": [Side.RECEIVER], "utenforstaende": [Side.GIVER], "leder": []}


def test_yellow_and_red_that_were_approved_have_cause_measure_owner_and_date() -> None:
    weighed = reports.Rating.objects.filter(assessed=True, colour__in=("yellow", "red"))
    assert weighed.exists()
    for rating in weighed:
        assert rating.cause and rating.measure and rating.measure_owner and rating.measure_due, rating.pk


def test_a_source_is_cited_once_for_each_fact() -> None:
    cited = list(facts.Citation.objects.filter(source__isnull=False).values_list("subject", "field", "source"))
    assert len(cited) == len(set(cited))


def test_a_citation_is_not_known_before_its_source() -> None:
    since = {row.key: midnight(row.known_from) for name in ("sources", "pages") for row in rows(name)}
    for citation in facts.Citation.objects.filter(source__isnull=False).select_related("source"):
        assert citation.known_from >= since[citation.source.key]
