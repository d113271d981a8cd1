"""Who sees what of a state: withheld values, own initiatives, and example data that never reaches the public."""

from dataclasses import replace
from datetime import date

from initiatives.domain.facts import BudgetFact, Slice, Withheld
from initiatives.domain.projection import project
from initiatives.domain.state import PortfolioState, Registers

LAW = Withheld("offl. § 23", until=date(2027, 1, 1))
LINE = BudgetFact("b1", "B1", "Forhandling", "proposed", amount=5_000_000)
PART = Slice("i1", "T1", "Tiltak", "project", "active", note="Åpent", purpose="Hemmelig", budget=(LINE,))
STATE = PortfolioState(
    {"i1": PART, "i2": Slice("i2", "E1", "Eksempel", "project", "active", example=True)},
    Registers(withheld={"b1": {"amount": LAW}, "i1": {"purpose": LAW}}),
    date(2026, 11, 23),
)


def test_internal_readers_see_the_very_same_state() -> None:
    assert project(STATE, "internal") is STATE


def test_a_withheld_amount_is_a_value_of_its_own_and_a_withheld_text_is_empty() -> None:
    part = project(STATE, "board").slices["i1"]

    assert part.budget[0].amount == LAW
    assert part.purpose == ""
    assert part.note == "Åpent"
    assert {each.field for each in part.withheld} == {"amount", "purpose"}


def test_the_initiatives_one_answers_for_are_seen_whole() -> None:
    assert project(STATE, "board", own={"i1"}).slices["i1"] is PART


def test_from_its_release_date_a_value_is_open() -> None:
    later = replace(STATE, today=date(2027, 1, 1))

    assert project(later, "board").slices["i1"].budget[0].amount == 5_000_000


def test_the_public_sees_no_example_data() -> None:
    assert set(project(STATE, "public").slices) == {"i1"}


def test_nothing_withheld_gives_the_same_object_to_every_internal_and_board_reader() -> None:
    open_state = replace(STATE, registers=Registers())

    assert project(open_state, "board") is open_state


def test_the_same_question_gives_the_same_object_so_that_figures_are_reckoned_once() -> None:
    assert project(STATE, "board") is project(STATE, "board")
    assert project(STATE, "board") is not project(STATE, "board", own={"i1"})


def test_what_is_withheld_now_is_withheld_of_every_earlier_time() -> None:
    then = replace(STATE, registers=Registers(), today=date(2024, 1, 31))

    part = project(then, "board", since=STATE).slices["i1"]

    assert part.budget[0].amount == LAW
    assert part.purpose == ""
    assert project(then, "board", own={"i1"}, since=STATE).slices["i1"] is PART
    assert project(then, "internal", since=STATE) is then


def test_a_value_released_by_now_no_longer_covers_the_past_unless_it_was_withheld_then() -> None:
    now = replace(STATE, today=date(2027, 1, 1))
    then = date(2024, 1, 31)

    assert project(replace(STATE, registers=Registers(), today=then), "board", since=now).slices["i1"] is PART
    assert project(replace(STATE, today=then), "board", since=now).slices["i1"].budget[0].amount == LAW


def test_the_past_is_projected_once_for_the_same_withheld_values() -> None:
    then = replace(STATE, registers=Registers(), today=date(2024, 1, 31))

    assert project(then, "board", since=STATE) is project(then, "board", since=replace(STATE, revision=9))
    assert project(then, "board", since=STATE) is not project(
        then, "board", since=replace(STATE, registers=Registers())
    )
