"""The comparison in words: the sentence, each line, and what is said of examples, parts and what is withheld."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import (
    BodyFact,
    BudgetFact,
    DecisionFact,
    EntryFact,
    PlanChangeFact,
    RiskFact,
    Slice,
    Withheld,
)
from initiatives.domain.state import Registers
from initiatives.formatting import NBSP
from reporting.domain.diff import GROUPS, Difference, Group, Kind, diff
from reporting.domain.record import Record
from reporting.pages.compare import sections
from reporting.pages.compare_finding import clauses, sentence
from reporting.pages.compare_kinds import group_label, kind_label, label, sorts
from reporting.pages.compare_lines import Line, line, status_word
from reporting.pages.compare_query import CompareAsked, TimesAsked
from tests.build import line as budget
from tests.build import milestone, observation, record, slice_, word

THEN = date(2026, 6, 30)
MILLION = 1_000_000


@pytest.fixture(autouse=True)
def _bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def between(then: Record, now: Record) -> Difference:
    return diff(then, now)


def turned(codes: dict[str, str], **changes: Any) -> Difference:
    """Initiatives that turned: codes → the letters of the colours before and after, «gr»."""
    names = {"r": "red", "y": "yellow", "g": "green", "-": "none"}
    parts = [slice_(code, **changes) for code in codes]
    said = [
        {code: [observation(names[letters[place]], when)] for code, letters in codes.items()}
        for place, when in ((0, "2026-05-01"), (1, "2026-10-01"))
    ]
    return diff(record(*parts, said=said[0], today=THEN), record(*parts, said=said[1]))


def money(kroner: "int | Withheld | None", **changes: Any) -> tuple[BudgetFact, ...]:
    return (budget(amount=kroner, **changes),) if kroner is not None else ()


def lines(found: Difference, **registers: Any) -> list[Line]:
    return [line(each, Registers(**registers)) for each in found.changes]


# ── the sentence ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sentence_tells_turns_plans_money_and_who_came_and_went_in_that_order() -> None:
    plan = milestone(original="2027-01-01")
    replanned = milestone(original="2027-01-01", approved=word("2027-03-01", date(2026, 8, 1)))
    then = record(
        slice_("T1", budget=money(100 * MILLION, kind="granted")),
        slice_("T2", milestones=(plan,)),
        slice_("T3"),
        said={code: [observation("yellow", "2026-05-01")] for code in ("T1", "T2")},
        today=THEN,
    )
    now = record(
        slice_("T1", budget=money(240 * MILLION, kind="granted")),
        slice_("T2", milestones=(replanned,)),
        slice_("T3", life="stopped"),
        slice_("T4"),
        said={"T1": [observation("red")], "T2": [observation("green")]},
    )
    told = sentence(between(then, now)).replace(NBSP, " ")
    assert told == (
        "Ett ble rødt: Tiltak T1; ett ble bedre: Tiltak T2; én milepæl omplanlagt; "
        "+140 mill. kr i 2026 (bevilget); ett nytt, ett stanset."
    )


def test_a_sentence_names_three_and_counts_the_rest() -> None:
    assert sentence(turned(dict.fromkeys(("T1", "T2", "T3", "T4", "T5"), "gr"))) == (
        "Fem ble røde: Tiltak T1, Tiltak T2, Tiltak T3 og to til."
    )


def test_red_is_told_apart_from_what_only_became_worse() -> None:
    assert sentence(turned({"T1": "gy", "T2": "yr"})) == "Ett ble rødt: Tiltak T2; ett ble verre: Tiltak T1."


def test_a_part_of_a_counted_programme_is_not_counted_in_the_sentence() -> None:
    whole = slice_("T1")
    parts = (whole, slice_("T2", whole=whole.uid))
    said = [{code: [observation(colour)] for code in ("T1", "T2")} for colour in ("green", "red")]
    found = diff(record(*parts, said=said[0], today=THEN), record(*parts, said=said[1]))
    assert sentence(found) == "Ett ble rødt: Tiltak T1."


def test_where_only_a_part_of_a_programme_turned_nobody_is_told_that_no_status_has_changed() -> None:
    whole = slice_("T1")
    parts = (whole, slice_("T2", whole=whole.uid))
    said = [{"T1": [observation("green")], "T2": [observation(colour)]} for colour in ("green", "red")]
    found = diff(record(*parts, said=said[0], today=THEN), record(*parts, said=said[1]))
    assert sentence(found) == "Ingen av tiltakene som telles, ble bedre eller verre; det som er endret, står under."


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ({"T1": "gr"}, "Ett ble rødt (et eksempel): Tiltak T1."),
        ({"T1": "gr", "T2": "gr"}, "To ble røde (eksempler): Tiltak T1, Tiltak T2."),
    ],
)
def test_examples_are_said(codes: dict[str, str], words: str) -> None:
    assert sentence(turned(codes, example=True)) == words


def test_nothing_is_said_as_nothing() -> None:
    same = record(slice_("T1"))
    assert sentence(between(record(slice_("T1"), today=THEN), same)) == "Ingenting er endret mellom de to tidspunktene."
    phase = between(record(slice_("T1"), today=THEN), record(slice_("T1", phase="execution")))
    assert clauses(phase) == () and "bare det som står under" in sentence(phase)


def test_the_sum_of_what_is_decided_and_known_both_times_is_told_before_a_larger_new_one() -> None:
    then = record(slice_("T1", budget=money(10 * MILLION, kind="granted")), today=THEN)
    more = (*money(12 * MILLION, kind="granted"), budget("b2", amount=900 * MILLION, kind="estimate"))
    told = sentence(between(then, record(slice_("T1", budget=more)))).replace(NBSP, " ")
    assert told == "+2 mill. kr i 2026 (bevilget)."
    new = sentence(between(record(slice_("T1"), today=THEN), record(slice_("T1", budget=more[1:])))).replace(NBSP, " ")
    assert new == "Nytt for 2026: 900 mill. kr (anslag)."


# ── the groups ───────────────────────────────────────────────────────────────────────────────────────────────────────


def named(found: Difference) -> list[str]:
    """What is told of each initiative beside its name, group by group."""
    asked = CompareAsked(TimesAsked("2026-06-30", "now"))
    told = [each for section in sections(found.changes, asked) for part in section.told for each in part.names]
    return [each.detail.text.replace(NBSP, " ") for each in told if each.part]


def test_two_amounts_of_one_name_are_told_apart_by_their_years() -> None:
    years = [
        budget(f"b{year}", amount=38 * MILLION, covers_from=date(year, 1, 1), covers_to=date(year, 12, 31))
        for year in (2023, 2024)
    ]

    found = between(record(slice_("T1"), today=THEN), record(slice_("T1", budget=tuple(years))))

    assert set(named(found)) == {"Gjennomføring, 2023: 38 mill. kr", "Gjennomføring, 2024: 38 mill. kr"}


def test_what_the_heading_says_is_not_said_again_of_each() -> None:
    assert named(between(record(today=THEN), record(slice_("T1", entries=())))) == [""]


# ── the lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_turn_says_cause_and_reason_and_what_the_owner_declared() -> None:
    (told,) = lines(turned({"T1": "gr"}))
    assert (told.what, told.before, told.after, told.colours) == (
        "Ble verre",
        "Under kontroll",
        "Kritisk",
        ("green", "red"),
    )
    then = record(slice_("T1"), said={"T1": [observation("green", "2026-05-01")]}, today=THEN)
    said = observation("red", cause="supplier_delay", reason="Ingen folk", language="nn")
    (told,) = lines(between(then, record(slice_("T1"), said={"T1": [said]})))
    assert (told.why.text, told.why.language) == ("Forsinket leverandør: Ingen folk", "nn")


def test_not_reported_is_a_word_of_its_own() -> None:
    assert (status_word("none", True), status_word("none", False)) == ("Ikke rapportert", "Ikke vurdert")


def test_a_milestone_says_how_far_why_and_who_decided() -> None:
    decision = DecisionFact("d1", "Ny plan", from_edtf("2026-08-15"), body="b")
    now = milestone(
        original="2027-01-01", approved=word("2027-03-01", date(2026, 8, 1), reason="Sen levering", decision="d1")
    )
    found = between(
        record(slice_("T1", milestones=(milestone(original="2027-01-01"),)), today=THEN),
        record(slice_("T1", milestones=(now,), decisions=(decision,))),
    )
    told = lines(found, bodies={"b": BodyFact("b", "b", "NUFA")})[0]
    assert (told.what, told.before, told.after) == ("Omplanlagt", "1.1.2027", "1.3.2027")
    assert told.moved == "+8 uker"
    assert (told.why.text, told.decided.text) == ("Sen levering", "Ny plan, NUFA 15.8.2026")


def test_a_withheld_amount_says_so_and_a_change_that_nobody_can_reckon_is_left_out() -> None:
    found = between(
        record(slice_("T1", budget=money(5 * MILLION)), today=THEN),
        record(slice_("T1", budget=money(Withheld("offl. § 23")))),
    )
    told = [each for each in lines(found) if each.change.part]
    assert [(each.what, each.after, each.moved.replace(NBSP, " ")) for each in told] == [
        ("Beløp endret", "unntatt", "minst −5 mill. kr")
    ]


def test_what_was_told_only_once_is_new_or_gone_not_more_or_less() -> None:
    none, some = record(slice_("T1"), today=THEN), record(slice_("T1", budget=money(5 * MILLION)))
    assert {each.what for each in lines(between(none, some))} == {"Ny sum", "Nytt beløp"}
    assert {each.what for each in lines(between(some, none))} == {"Sum borte", "Beløp borte"}
    assert all(not each.moved for each in lines(between(none, some)))


def test_a_category_a_question_a_risk_and_a_decision_in_words() -> None:
    decision = DecisionFact("d1", "Tas inn", from_edtf("2026-08-15"), decided_by="Porteføljestyret")
    question = PlanChangeFact("p1", "plan", "admission", "granted", reason="Haster", decision="d1")
    planned, ongoing = ((EntryFact("e1", "plan", category, decision="d1"),) for category in ("planned", "ongoing"))
    then = record(slice_("T1", entries=planned), today=THEN)
    risk = RiskFact("r1", "Folk mangler", likelihood=4, consequence=3, measure="Leie inn")
    now = record(slice_("T1", entries=ongoing, decisions=(decision,), plan_changes=(question,), risks=(risk,)))
    told = {each.what: each for each in lines(between(then, now))}
    assert set(told) == {"Flyttet i planen", "Ny risiko", "Vedtak", "Opptak vedtatt"}
    assert (told["Flyttet i planen"].before, told["Flyttet i planen"].after) == ("planlagt", "pågående")
    assert told["Flyttet i planen"].decided.text == "Tas inn, Porteføljestyret 15.8.2026"
    assert (told["Ny risiko"].after, told["Ny risiko"].why.text) == ("åpen, 4 × 3", "Leie inn")
    assert (told["Vedtak"].after, told["Vedtak"].decided.text) == ("15.8.2026", "Porteføljestyret")
    assert (told["Opptak vedtatt"].after, told["Opptak vedtatt"].why.text) == ("vedtatt", "Haster")


def test_new_in_the_register_is_not_new_in_the_plan() -> None:
    found = between(record(today=THEN), record(slice_("T1"), slice_("T2", entries=())))
    assert list(sorts(found.changes)) == ["Nytt i planen", "Nytt i registeret"]
    assert [label(each) for each in found.changes] == ["Nytt i planen", "Nytt i registeret"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_and_group_has_a_word(language: str) -> None:
    with translation.override(language):
        assert all(kind_label(kind) for kind in Kind) and all(group_label(group) for group in Group)
    assert set(GROUPS) == set(Kind)


def test_a_change_of_a_slice_without_words_is_told_as_missing() -> None:
    (told,) = lines(between(record(slice_("T1"), today=THEN), record(_phased(slice_("T1")))))
    assert (told.what, told.before, told.after) == ("Ny fase", "–", "gjennomføring")


def _phased(part: Slice) -> Slice:
    from dataclasses import replace

    return replace(part, phase="execution")
