"""In and out of the portfolio, reckoned: what waits, what was decided, what stands where."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import (
    BodyFact,
    CaseFact,
    CriterionFact,
    DecisionFact,
    EntryFact,
    OrganisationFact,
    PlanChangeFact,
    PlanFact,
)
from reporting.domain.figures.portfolio import asked, candidate, of_initiative, portfolio
from reporting.domain.figures.register import register
from reporting.pages import portfolio_words as words
from tests.build import PLAN, TODAY, record, slice_, state

ENDED = PlanFact("gone", "gone", "Gammel plan", valid_to=from_edtf("2016"))


def change(uid: str = "c1", **values: Any) -> PlanChangeFact:
    usual = {"plan": "plan", "kind": "admission", "state": "proposed", "category": "planned"}
    return PlanChangeFact(uid, **(usual | {"proposed": date(2026, 11, 9)} | values))


def asking(code: str = "T2", *changes: PlanChangeFact, **values: Any) -> Any:
    return slice_(code, **({"entries": (), "plan_changes": changes or (change(),)} | values))


def criteria(answers: str, findings: str) -> tuple[CriterionFact, ...]:
    """«yyn», «y-n»: yes, nobody has said, no."""
    said = {"y": True, "n": False, "-": None}
    return tuple(
        CriterionFact(code, said[answer], "", said[finding])
        for code, answer, finding in zip(("1", "2a", "2b"), answers, findings, strict=True)
    )


def test_what_is_assessed_waits_first_then_what_was_asked_longest_ago() -> None:
    found = portfolio(
        record(
            asking("T1", change("new", proposed=date(2026, 11, 20))),
            asking("T2", change("old", proposed=date(2026, 9, 1))),
            asking("T3", change("ready", state="assessed", proposed=date(2026, 11, 22))),
        )
    )
    assert [each.change.uid for each in found.waiting] == ["ready", "old", "new"]
    assert [each.days for each in found.waiting] == [1, (TODAY - date(2026, 9, 1)).days, 3]


def test_what_was_decided_last_stands_first_and_what_was_withdrawn_stands_apart() -> None:
    def decided(uid: str, day: str) -> Any:
        decision = DecisionFact(f"d-{uid}", "Vedtak", from_edtf(day), body="nufa")
        return asking(uid, change(uid, state="granted", decision=f"d-{uid}"), decisions=(decision,))

    held = record(
        decided("early", "2026-10-01"),
        decided("late", "2026-11-01"),
        asking("gone", change("gone", state="withdrawn")),
        registers={"bodies": {"nufa": BodyFact("nufa", "nufa", "NUFA")}},
    )
    found = portfolio(held)
    assert [each.change.uid for each in found.decided] == ["late", "early"]
    assert {words.decided_by(each) for each in found.decided} == {"NUFA"}
    assert [each.change.uid for each in found.withdrawn] == ["gone"]
    assert not found.waiting
    assert [each.change.uid for each in found.all] == ["late", "early", "gone"]


def test_answers_and_findings_are_weighed_apart() -> None:
    part = asking("T1", change(state="assessed", criteria=criteria("yny", "ynn")))
    (found,) = portfolio(record(part)).waiting
    assert (found.answered, found.found) == (True, False)


@pytest.mark.parametrize(
    ("state_", "findings", "against"),
    [
        ("granted", "ynn", True),
        ("granted", "---", True),
        ("granted", "yyn", False),
        ("declined", "ynn", False),
        ("assessed", "ynn", False),
    ],
)
def test_what_was_let_in_without_meeting_the_criteria_is_told(state_: str, findings: str, against: bool) -> None:
    part = asking("T1", change(state=state_, criteria=criteria("yyy", findings)))
    assert portfolio(record(part)).all[0].against is against


def test_a_move_knows_where_it_goes_from() -> None:
    part = slice_(
        "T1",
        entries=(EntryFact("e", "plan", "planned"),),
        plan_changes=(change(kind="move", category="ongoing"),),
    )
    (found,) = portfolio(record(part)).waiting
    assert words.what(found) == "Flytting fra planlagt til pågående i Handlingsplan"
    assert words.way(found) == "ett skritt fram"


def test_only_the_initiatives_own_cases_that_wait_are_told() -> None:
    cases = (
        CaseFact("1", "Opptak", "endorsement", meeting_uid="m"),
        CaseFact("2", "Uenighet", "endorsement", meeting_uid="m", dependency="d"),
        CaseFact("3", "Ferdig", "endorsement", meeting_uid="m", decided=True),
        CaseFact("4", "Uten møte", "endorsement"),
    )
    (found,) = portfolio(record(asking("T1", change(state="assessed"), cases=cases))).waiting
    assert [each.case.uid for each in found.cases] == ["1"]
    about = (*cases, CaseFact("5", "Om dette", "approval", meeting_uid="m", change="c1"))
    (found,) = portfolio(record(asking("T1", change("c1", state="assessed"), cases=about))).waiting
    assert [each.case.uid for each in found.cases] == ["5"]
    decided = asking("T1", change(state="declined"), cases=cases)
    assert portfolio(record(decided)).decided[0].cases == ()


def test_one_question_is_found_by_its_uid() -> None:
    held = record(asking("T1", change("c1")), asking("T2", change("c2")))
    found = asked(held, "c2")
    assert found is not None
    assert found.part.code == "T2"
    assert asked(held, "c3") is None


def test_of_one_initiative_what_waits_comes_first() -> None:
    decision = DecisionFact("d", "Nei", from_edtf("2026-10-01"))
    part = asking(
        "T1",
        change("no", state="declined", decision="d", proposed=date(2026, 9, 1)),
        change("now", proposed=date(2026, 8, 1)),
        decisions=(decision,),
    )
    assert [each.change.uid for each in of_initiative(state(part), part)] == ["now", "no"]


# ── what stands where ────────────────────────────────────────────────────────────────────────────────────────────────


def placed(code: str, category: str = "ongoing", segment: str = "Samstyre", **values: Any) -> Any:
    entry = EntryFact(f"e-{code}", values.pop("plan", "plan"), category, segment, left=values.pop("left", None))
    return slice_(code, entries=(entry,), **values)


def test_each_category_is_counted_by_segment_with_examples_beside() -> None:
    (table,) = portfolio(
        record(
            placed("T1"),
            placed("T2", "", example=True),
            placed("T3", "planned"),
            placed("T4", "wanted", ""),
            placed("T5", segment="Observere"),
        )
    ).plans
    assert [row.segment for row in table.rows] == ["Samstyre", "Observere", ""]
    assert {key: (each.total, each.examples) for key, each in table.totals.items()} == {
        "wanted": (1, 0),
        "planned": (1, 0),
        "ongoing": (3, 1),
    }
    assert table.resting == 0


def test_what_rests_has_left_or_stands_in_a_plan_that_has_ended_is_not_counted() -> None:
    held = record(
        placed("T1"),
        placed("T2", life="stopped"),
        placed("T3", life="paused"),
        placed("T4", left=from_edtf("2025")),
        placed("T5", plan="gone"),
        asking("T6"),
        registers={"plans": {"plan": PLAN, "gone": ENDED}},
    )
    (table,) = portfolio(held).plans
    assert (table.totals["ongoing"].total, table.resting) == (1, 2)


def test_what_is_counted_as_under_way_is_what_counts_as_active_everywhere() -> None:
    parts = [placed("T1"), placed("T2", ""), placed("T3", "planned"), placed("T4", life="paused"), asking("T5")]
    held = record(*parts)
    (table,) = portfolio(held).plans
    assert table.totals["ongoing"].total == sum(map(held.state.is_active, parts)) == 2


# ── what a candidate is called ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "entries", "state_"),
    [
        (("proposed",), (), "proposed"),
        (("assessed",), (), "proposed"),
        (("declined",), (), "declined"),
        (("withdrawn",), (), "withdrawn"),
        (("declined", "proposed"), (), "proposed"),
        (("granted",), (EntryFact("e", "plan", "planned"),), ""),
        (("proposed",), (EntryFact("e", "other", "ongoing"),), ""),
        (("declined",), (EntryFact("e", "plan", "ongoing", left=from_edtf("2025")),), ""),
        (("proposed",), (EntryFact("e", "plan", "ongoing", left=from_edtf("2025")),), "proposed"),
        ((), (), ""),
    ],
)
def test_how_far_a_candidate_has_come(changes: tuple[str, ...], entries: tuple[EntryFact, ...], state_: str) -> None:
    made = tuple(change(f"c{place}", state=each) for place, each in enumerate(changes))
    assert candidate(slice_("T1", entries=entries, plan_changes=made)) == state_


def test_an_exit_makes_no_candidate() -> None:
    assert candidate(slice_("T1", entries=(), plan_changes=(change(kind="exit"),))) == ""


def test_the_register_says_that_it_is_proposed() -> None:
    from reporting.pages.register_words import status_word

    rows = {row.code: row for row in register(record(asking("T1"), slice_("T2"))).rows}
    assert (status_word(rows["T1"]), rows["T1"].active) == ("Foreslått", False)
    assert status_word(rows["T2"]) == "Ikke vurdert"


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((), "Ingen forslag om porteføljen venter."),
        (("assessed",), "Ett forslag venter på vedtak."),
        (("proposed", "proposed"), "To forslag venter på vurdering."),
        (("assessed", "proposed"), "Ett forslag venter på vedtak og ett forslag venter på vurdering."),
    ],
)
def test_the_headline_says_who_must_do_something(states: tuple[str, ...], told: str) -> None:
    parts = [asking(f"T{place}", change(f"c{place}", state=each)) for place, each in enumerate(states)]
    assert words.finding(portfolio(record(*parts))) == told


@pytest.mark.parametrize(
    ("kind", "state_", "told"),
    [
        ("admission", "granted", "Tatt inn"),
        ("admission", "declined", "Ikke tatt inn"),
        ("move", "granted", "Flyttet til planlagt"),
        ("move", "declined", "Ikke flyttet"),
        ("exit", "granted", "Tatt ut"),
        ("exit", "declined", "Ikke tatt ut"),
        ("exit", "withdrawn", "Trukket"),
    ],
)
def test_the_outcome_in_words(kind: str, state_: str, told: str) -> None:
    (found,) = portfolio(record(asking("T1", change(kind=kind, state=state_)))).all
    assert words.outcome(found) == told


def test_what_nobody_has_stated_is_said_so() -> None:
    bare = change(proposed=None, plan="unknown", criteria=criteria("---", "---"))
    (found,) = portfolio(record(replace(asking("T1", bare), name=""))).waiting
    assert (words.name(found.part), words.who(found), words.when(found)) == (
        "T1",
        "virksomhet ikke oppgitt",
        "foreslått, dato ikke oppgitt",
    )
    assert (words.verdict(found.answered), words.yes(None)) == ("ikke avklart", "–")
    assert words.what(found) == "Opptak som planlagt i ukjent plan"


def test_the_organisation_that_asks_is_named() -> None:
    held = record(
        asking("T1", change(organisation="ks")),
        registers={"organisations": {"ks": OrganisationFact("ks", "ks", "KS")}},
    )
    assert words.who(portfolio(held).waiting[0]) == "KS"
