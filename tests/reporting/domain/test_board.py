"""What the board report adds to the overview: goals, new plans, and what is not known."""

from datetime import date
from typing import Any

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import DecisionFact, EntryFact, GoalFact, OrganisationFact, OwnerFact, Slice, Withheld
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.board import by_goal, milestone_of, replans, unknown
from reporting.domain.figures.overview_dates import dates
from reporting.domain.figures.overview_ground import Ground
from reporting.domain.figures.overview_groups import groups
from reporting.domain.record import Record
from tests.build import TODAY, line, milestone, observation, record, slice_, word

CUT_OFF = date(2026, 6, 30)
GOALS = {
    "g1": GoalFact("g1", "mal-1", "doc", "main", "1", "Medvirkning", position=1),
    "g2": GoalFact("g2", "mal-2", "doc", "main", "2", "Arbeidshverdag", position=2),
}


def under(goal: str | None, **changes: Any) -> dict[str, Any]:
    return {"entries": (EntryFact("e", "plan", "ongoing", main_goal=goal),), **changes}


def before(*slices: Slice, **changes: Any) -> Record:
    """The locked record of the round before."""
    period = PeriodFact("p", "2026-1", "Første", "tertial", "locked", CUT_OFF)
    return record(*slices, today=CUT_OFF, period=period, **changes)


def test_a_new_plan_is_told_with_its_decision_the_longest_first() -> None:
    decision = DecisionFact("d1", "Styret vedtok ny plan", from_edtf("2026-08-15"))
    moved = milestone(
        "m1", original=word("2026-01-01"), approved=word("2026-03-01", date(2026, 8, 15), decision="d1"), replans=1
    )
    longer = milestone("m2", original=word("2025-01-01"), approved=word("2026-03-01", date(2025, 6, 1)))
    same = milestone("m3", original=word("2026-01-01"), approved=word("2026-01-01"))
    now = record(slice_("T1", milestones=(moved, longer, same), decisions=(decision,)))

    found = replans(Ground(now, before(slice_("T1"))))

    assert [each.milestone.uid for each in found] == ["m2", "m1"]
    assert [each.decision for each in found] == [None, decision]
    assert [each.since_last for each in found] == [False, True]
    assert found[1].days == 59


def test_goals_come_as_on_the_overview_with_parts_and_those_without_one_last() -> None:
    whole = slice_("T1", **under("g1"))
    part = slice_("T2", **under("g1", whole=whole.uid))
    lone = slice_("T3", **under(None))
    ground = Ground(record(whole, part, lone, registers={"goals": GOALS}), None)

    found = by_goal(ground, groups(ground))

    told = [(each.goal.label if each.goal else None, [part.code for part in each.parts]) for each in found]
    assert told == [("Medvirkning", ["T1", "T2"]), ("Arbeidshverdag", []), (None, ["T3"])]
    assert [each.goal.size if each.goal else None for each in found] == [1, 0, None]  # a programme and its parts: once


def test_a_goal_only_a_part_has_is_still_its_goal() -> None:
    other = {**GOALS, "g9": GoalFact("g9", "annet-9", "other", "main", "9", "Annet", position=1)}
    whole = slice_("T1", **under("g1"))
    part = slice_("T2", **under("g9", whole=whole.uid))
    ground = Ground(record(whole, part, registers={"goals": other}), None)
    named = {each.goal.key: [part.code for part in each.parts] for each in by_goal(ground, groups(ground)) if each.goal}
    assert named == {"mal-1": ["T1"], "mal-2": [], "annet-9": ["T2"]}


def test_what_is_not_known_is_told_of_active_ones_only() -> None:
    owner = OrganisationFact("o", "o", "Eier")
    full = slice_(
        "T1",
        **under("g1"),
        phase="execution",
        owners=(OwnerFact("o", "accountable"),),
        milestones=(milestone("m1", original="2027-01"),),
        budget=(line(amount=1_000_000),),
    )
    bare, ended = slice_("T2"), slice_("T3", life="completed")
    now = record(
        full,
        bare,
        ended,
        said={"T1": [observation("green")]},
        registers={"goals": GOALS, "organisations": {"o": owner}},
    )

    found = unknown(Ground(now, None))

    lists = (found.silent, found.no_goal, found.no_phase, found.no_owner, found.no_milestone, found.no_amount)
    assert [[each.code for each in refs] for refs in lists] == [["T2"]] * 6
    assert (found.old, found.no_measure, found.no_cause, found.withheld) == ((), (), (), 0)


def test_old_words_missing_measures_and_withheld_amounts_are_told() -> None:
    hidden = line(amount=Withheld("offl. § 23"))
    said = {
        "T1": [observation("red", "2026-11-01", reason="Uten penger")],
        "T2": [observation("yellow", "2026-01-01", cause="quality", measure="Ny plan")],
        "T3": [observation("none", "2020-01-01")],
    }
    now = record(slice_("T1", budget=(hidden,)), slice_("T2"), slice_("T3"), said=said)

    found = unknown(Ground(now, None))

    assert [each.code for each in found.no_measure] == ["T1"]
    assert found.no_cause == ()
    assert [each.code for each in found.old] == ["T2"]
    assert [each.code for each in found.silent] == ["T3"]
    assert found.withheld == 1


def test_a_date_of_the_overview_leads_back_to_its_milestone() -> None:
    two = (milestone("m1", name="Pilot", original="2026-12-01"), milestone("m2", name="Pilot", original="2027-01-15"))
    part = slice_("T1", milestones=two)
    coming = dates(Ground(record(part), None)).coming
    assert [found.uid for due in coming if (found := milestone_of(part, due))] == ["m1", "m2"]
    assert coming[0].date.latest > TODAY
