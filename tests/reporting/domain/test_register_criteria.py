"""Filtering, counting, searching and sorting the register."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.facts import OrganisationFact, OwnerFact
from reporting.domain.figures.register import SORT_KEYS, Criteria, Flag, matches, ordered, register, rows, select
from reporting.domain.figures.register_criteria import FACETS
from reporting.domain.figures.register_search import collation, fold, words
from tests.build import milestone, observation, record, slice_
from tests.reporting.lists.many import many

RECORD = many(120)
ROWS = rows(RECORD)
VALUES = {
    "plan": ["plan-0", "plan-1"],
    "owner": ["eier-0", "eier-3", "ukjent"],
    "phase": ["execution", "planning"],
    "segment": ["Samstyre", "Observere"],
    "goal": ["mal-0", "mal-4"],
    "colour": ["green", "yellow", "red", "none"],
    "kind": ["programme", "project"],
    "life": ["active", "stopped"],
    "category": ["ongoing", "planned"],
    "flag": [each.value for each in Flag],
}
SEARCHES = ["", "prøvesvar", "S000", "v1 journal", "leveranse 3", "finnes ikke"]


@st.composite
def criteria(draw):
    facets = {name: frozenset(draw(st.sets(st.sampled_from(values), max_size=2))) for name, values in VALUES.items()}
    kept = draw(st.sets(st.sampled_from(FACETS), max_size=3))
    return Criteria(draw(st.sampled_from(SEARCHES)), **{name: facets[name] for name in kept})


@given(criteria())
def test_the_quick_selection_agrees_with_the_plain_question_row_by_row(wanted):
    found = select(ROWS, wanted)
    assert list(found.rows) == [row for row in ROWS if matches(row, wanted)]
    assert found.total == len(ROWS)


@given(criteria())
def test_a_chip_says_how_many_there_are_under_the_other_filters(wanted):
    found = select(ROWS, wanted)
    for colour, count in found.colours.items():
        assert count == _with(wanted, "colour", {colour})
    for flag, count in found.flags.items():
        assert count == _with(wanted, "flag", {flag})
    assert found.any_colour == _with(wanted, "colour", set())


def _with(wanted, name, values):
    changed = {each: getattr(wanted, each) for each in FACETS} | {name: frozenset(values)}
    return sum(matches(row, Criteria(wanted.q, **changed)) for row in ROWS)


def test_no_criteria_let_everything_through_and_are_false():
    assert not Criteria()
    assert Criteria(q="x")
    assert Criteria(flag=frozenset({"late"}))
    assert select(ROWS, Criteria()).rows is ROWS


def test_values_in_one_filter_widen_and_filters_narrow():
    red = select(ROWS, Criteria(colour=frozenset({"red"}))).rows
    both = select(ROWS, Criteria(colour=frozenset({"red", "green"}))).rows
    narrow = select(ROWS, Criteria(colour=frozenset({"red", "green"}), phase=frozenset({"execution"}))).rows
    assert len(red) < len(both) > len(narrow) > 0


def test_every_colour_and_flag_has_a_count_also_when_it_is_zero():
    empty = select((), Criteria())
    assert dict(empty.colours) == dict.fromkeys(("green", "yellow", "red", "none"), 0)
    assert set(empty.flags) == {each.value for each in Flag}


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def found(q, **changes):
    owner = OrganisationFact("o", "hso", "Helse Sør-Øst RHF", "HSØ")
    part = slice_("T042", name="Prøvesvar for Órla", owners=(OwnerFact("o", "accountable"),), **changes)
    return bool(select(rows(record(part, registers={"organisations": {"o": owner}})), Criteria(q)).rows)


@pytest.mark.parametrize(
    "q",
    [
        "prøvesvar",
        "PRØVESVAR",
        "provesvar",
        "orla",
        "t042",
        "T04",
        "hsø",
        "sør-øst",
        "sor-ost",
        "svar helse t042",
        "  ",
    ],
)
def test_search_finds_name_code_and_owner_whatever_the_case_and_accents(q):
    assert found(q)


def test_search_finds_milestones():
    assert found("pilot ferdig", milestones=(milestone(name="Pilot i Tromsø er ferdig"),))


@pytest.mark.parametrize("q", ["prøvesvar finnesikke", "t042helse", "orla helse x"])
def test_every_word_must_be_found_and_none_across_two_texts(q):
    assert not found(q)


def test_folding_keeps_words_apart_and_is_the_same_twice():
    assert fold("Ærlig ÆØÅ–test") == "aerlig aeoa-test"
    assert words("  Fé  fe FÉ  ") == ("fe",)


@given(st.text())
def test_folding_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


# ── order ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_names_sort_as_the_norwegian_alphabet_does():
    names = ["Ås", "Zulu", "Ørje", "Ærfugl", "Oslo", "åpen", "Bærum", "Bodø"]
    assert sorted(names, key=collation) == ["Bodø", "Bærum", "Oslo", "Zulu", "Ærfugl", "Ørje", "åpen", "Ås"]


@pytest.mark.parametrize("column", sorted(SORT_KEYS))
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_with_what_is_not_stated_last_both_ways(column, descending):
    sort = ordered(ROWS, column, descending=descending)
    keys = [SORT_KEYS[column](row) for row in sort]
    stated = [key for key in keys if key is not None]
    assert stated == sorted(stated, reverse=descending)
    assert keys[len(stated) :] == [None] * (len(keys) - len(stated))
    assert Counter(row.uid for row in sort) == Counter(row.uid for row in ROWS)


def test_sorting_by_status_gives_the_worst_first_and_the_unassessed_last():
    said = {"T1": [observation("green")], "T2": [observation("red")], "T4": [observation("yellow")]}
    made = rows(record(*(slice_(f"T{n}") for n in range(1, 5)), said=said))
    assert [row.code for row in ordered(made, "status")] == ["T2", "T4", "T1", "T3"]
    assert [row.code for row in ordered(made, "status", descending=True)] == ["T1", "T4", "T2", "T3"]


def test_equals_keep_the_order_they_came_in():
    same = ordered(ROWS, "life")
    assert [row.uid for row in same] == [row.uid for row in ROWS]


def test_what_can_be_chosen_among_is_what_there_is():
    made = register(RECORD)
    assert [each.key for each in made.choices["plan"]] == ["plan-0", "plan-1", "plan-2"]
    assert [each.label for each in made.choices["owner"]] == sorted(each.label for each in made.choices["owner"])
    assert {each.key for each in made.choices["owner"]} == {row.owner.key for row in ROWS}
