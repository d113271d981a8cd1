"""Money by year, groups and the line of trust: only like is added to like, nothing is counted twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from initiatives.domain.dates import exact
from initiatives.domain.facts import DocumentFact, GoalFact, OrganisationFact, OwnerFact, Withheld
from reporting.domain.facts import InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.figures.overview_ground import Ground
from reporting.domain.figures.overview_groups import groups
from reporting.domain.figures.overview_money import MoneyKey, Sum, money
from reporting.domain.figures.overview_trust import trust
from tests.build import TODAY, line, milestone, observation, record, slice_

BUDGET = MoneyKey("budget", None, False)


def year(of, **changes):
    return {"covers_from": date(of, 1, 1), "covers_to": date(of, 12, 31), **changes}


def sums(*parts):
    return dict(money(Ground(record(*parts), None)).rows)


def test_amounts_of_one_kind_and_year_are_added():
    found = sums(slice_("T1", budget=(line("b1", amount=5),)), slice_("T2", budget=(line("b2", amount=7),)))
    assert found == {BUDGET: {2026: Sum(12, 12, 2, 0, False)}}


@pytest.mark.parametrize(
    "other", [{"kind": "granted"}, {"price_level": 2024}, {"basis": "example"}], ids=["kind", "price", "example"]
)
def test_what_is_not_like_stands_in_a_row_of_its_own(other):
    found = sums(slice_(budget=(line("b1", amount=5), line("b2", amount=7, **other))))
    assert found[BUDGET] == {2026: Sum(5, 5, 1, 0, False)}
    assert len(found) == 2


@pytest.mark.parametrize(
    "other", [{"addable": False}, {"measure": "total"}, {"covers_to": date(2028, 12, 31)}, {"covers_from": None}]
)
def test_what_may_not_be_added_is_counted_beside(other):
    found = money(Ground(record(slice_(budget=(line("b1", amount=5), line("b2", amount=7, **other)))), None))
    assert dict(found.rows)[BUDGET][2026].low == 5
    assert (found.beside, found.lines) == (1, 2)


def test_a_withheld_amount_makes_the_sum_at_least():
    found = sums(slice_(budget=(line("b1", amount=5), line("b2", amount=Withheld("offl. § 14")))))
    assert found[BUDGET][2026] == Sum(5, None, 1, 1, False)


def test_an_interval_keeps_both_ends_and_an_unsure_amount_is_marked():
    found = sums(slice_(budget=(line("b1", low=5, high=8, qualifier="range"), line("b2", amount=1))))
    assert found[BUDGET][2026] == Sum(6, 9, 2, 0, False)
    assert sums(slice_(budget=(line("b1", amount=5, qualifier="up_to"),)))[BUDGET][2026] == Sum(0, 5, 1)


def test_a_programme_and_its_parts_are_not_added_together():
    programme = slice_("T1", budget=(line("b1", amount=100),))
    part = slice_("T2", whole="uid-T1", budget=(line("b2", amount=40),))
    below = slice_("T3", whole="uid-T2", budget=(line("b3", amount=10), line("b4", amount=3, **year(2025))))
    assert sums(programme, part, below)[BUDGET] == {2026: Sum(100, 100, 1, 0, False), 2025: Sum(3, 3, 1, 0, False)}


def test_real_amounts_show_however_many_examples_stand_nearer():
    examples = tuple(line(f"e{of}", amount=1, basis="example", **year(of)) for of in range(2024, 2030))
    found = money(Ground(record(slice_(budget=(*examples, line("b1", amount=9, **year(2019))))), None))
    assert found.years == (2019, 2025, 2026, 2027)
    assert found.rows[0][0] == BUDGET


def test_each_counted_initiative_is_in_one_group_and_what_is_not_stated_is_told():
    goals = {f"g{n}": GoalFact(f"g{n}", f"mal-{n}", "doc", "mål", str(n), f"Mål {n}", position=n) for n in (1, 2)}
    other = GoalFact("g3", "annet", "doc2", "mål", "1", "Annet dokuments mål")
    owner = OrganisationFact("o", "hdir", "Helsedirektoratet", "Hdir")
    entry = slice_().entries[0]
    shown = record(
        slice_("T1", owners=(OwnerFact("o", "accountable"),), entries=(replace(entry, main_goal="g1", segment="A"),)),
        slice_("T2", phase="execution", example=True, owners=(OwnerFact("o", "accountable"),)),
        slice_("T3", whole="uid-T1", phase="execution"),
        registers={"goals": {**goals, "g3": other}, "organisations": {"o": owner}},
    )
    found = groups(Ground(shown, None))
    assert [(each.key, each.size) for each in found.goals.rows] == [("mal-1", 1), ("mal-2", 0)]
    assert found.goals.unstated == 1
    assert [(each.key, each.label, each.size, each.examples) for each in found.owners.rows] == [("hdir", "Hdir", 2, 1)]
    assert [(each.key, each.size) for each in found.phases.rows] == [("execution", 1)]
    assert [(each.key, each.size) for each in found.segments.rows] == [("A", 1)]


def test_goals_of_example_documents_stand_last():
    documents = {
        "a": DocumentFact("a", "a", "plan", "", "", "Eksempel", example=True),
        "b": DocumentFact("b", "b", "strategy", "", "", "Strategi"),
    }
    goals = {"g1": GoalFact("g1", "e", "a", "mål", "1", "E"), "g2": GoalFact("g2", "s", "b", "mål", "1", "S")}
    entry = slice_().entries[0]
    shown = record(
        slice_("T1", entries=(replace(entry, main_goal="g1"),)),
        slice_("T2", entries=(replace(entry, main_goal="g2"),)),
        registers={"goals": goals, "documents": documents},
    )
    assert [each.key for each in groups(Ground(shown, None)).goals.rows] == ["s", "e"]


def test_ages_are_of_what_stands_and_silence_has_none():
    said = {"T1": [observation("green", "2026-11-13")], "T2": [observation("red", "2026-10-24")], "T3": []}
    found = trust(Ground(record(*(slice_(code) for code in said), said=said), None))
    assert (found.median_age, found.oldest_age, found.oldest.code, found.spoken) == (10, 30, "T2", 2)


def test_those_who_reported_in_the_round_are_counted():
    def report(period, state):
        return InitiativeStatus(reports=(ReportFact("r", period, state, 1, TODAY),))

    statuses = {
        "uid-T1": report("2026-3", "submitted"),
        "uid-T2": report("2026-3", "returned"),
        "uid-T3": report("2026-2", "approved"),
        "uid-T4": report("2026-3", "approved"),
    }
    period = PeriodFact("p", "2026-3", "", "tertial", "open", TODAY)
    found = trust(Ground(record(*(slice_(f"T{n}") for n in range(1, 6)), statuses=statuses, period=period), None))
    assert (found.reported, found.total) == (2, 5)


def test_an_owner_who_declares_better_than_facts_is_named_also_when_the_office_has_assessed():
    late = slice_(milestones=(milestone(original="2026-01", forecast="2027-06"),))
    rating = RatingFact("overall", "green", assessed="red")
    report = ReportFact("r", "2026-3", "approved", 1, TODAY, ratings=(rating,))
    found = trust(Ground(record(late, statuses={"uid-T1": InitiativeStatus(reports=(report,))}), None))
    assert [each.code for each in found.better_than_computed] == ["T1"]


def test_greens_that_slipped_since_the_record_before_are_named():
    def part(code, forecast):
        return slice_(code, milestones=(milestone(original="2027-01-01", forecast=forecast),))

    said = {code: [observation("green", "2026-01")] for code in ("T1", "T2", "T3")}
    then = record(*(part(code, "2027-01-01") for code in said), said=said, today=TODAY - timedelta(200))
    now = record(part("T1", "2027-01-01"), part("T2", "2027-02-01"), part("T3", exact(TODAY).edtf), said=said)
    found = trust(Ground(now, then))
    assert (found.greens, [each.code for each in found.slipped]) == (3, ["T2"])
    assert trust(Ground(now, None)).greens is None
