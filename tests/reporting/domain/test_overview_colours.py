"""Counts by colour, who moved, what is known: never filled in from what a source publishes."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.facts import FigureFact
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.overview import overview
from reporting.domain.figures.overview_colours import colours
from reporting.domain.figures.overview_ground import Ground
from tests.build import observation, record, slice_

BEFORE = PeriodFact("p1", "2026-1", "", "tertial", "locked", date(2026, 4, 30))
NOW = PeriodFact("p2", "2026-2", "", "tertial", "open", date(2026, 8, 31))


def counted(now, then=None, **slices):
    """Colours of records where codes have had colours: counted({"T1": "red"}, {"T1": "green"})."""
    codes = sorted({*now, *(then or {}), *slices})
    parts = [slice_(code, **slices.get(code, {})) for code in codes]
    before = None
    if then is not None:
        said = {code: [observation(colour, "2026-04-01")] for code, colour in then.items() if colour}
        before = record(*(each for each in parts if each.code in then), said=said, period=BEFORE)
    said = {code: [observation(colour, "2026-10-01")] for code, colour in now.items() if colour}
    return colours(Ground(record(*(each for each in parts if each.code in now), said=said, period=NOW), before))


def test_active_ones_are_counted_by_the_colour_that_stands():
    found = counted({"T1": "red", "T2": "green", "T3": "green", "T4": ""})
    assert {each.colour: each.now for each in found.rows} == {"red": 1, "yellow": 0, "green": 2, "none": 1}
    assert (found.total, found.known) == (4, 3)


def test_without_a_record_before_nothing_is_compared():
    found = counted({"T1": "red"})
    assert found.total_before is None
    assert [each.before for each in found.rows] == [None] * 4
    assert found.moved == ()


@pytest.mark.parametrize(
    ("before", "now", "worse"), [("green", "red", True), ("yellow", "red", True), ("red", "yellow", False)]
)
def test_who_turned_is_named_with_the_direction(before, now, worse):
    found = counted({"T1": now, "T2": "green"}, {"T1": before, "T2": "green"})
    assert [(each.part.code, each.before, each.now, each.worse) for each in found.turned] == [
        ("T1", before, now, worse)
    ]
    assert found.flows[(before, now)] == 1
    assert found.code_before == "2026-1"


def test_equal_sums_do_not_hide_two_turns():
    found = counted({"T1": "red", "T2": "yellow"}, {"T1": "yellow", "T2": "red"})
    assert found.same_sums
    assert len(found.turned) == 2


def test_a_first_colour_is_a_movement_but_no_turn():
    found = counted({"T1": "yellow"}, {"T1": ""})
    assert len(found.moved) == 1
    assert found.turned == ()


def test_what_a_source_tells_afterwards_of_the_time_before_counts():
    then = record(slice_(), period=BEFORE)
    told = observation("yellow", "2026-10-01", previous="red")
    found = colours(Ground(record(slice_(), said={"T1": [told]}, period=NOW), then))
    assert [(each.before, each.now, each.worse) for each in found.turned] == [("red", "yellow", False)]


def test_an_old_word_says_nothing_of_a_turn_since_the_record_before():
    then = record(slice_(), period=BEFORE)
    told = observation("green", "2026", previous="red")  # «in 2026» may be before the record before
    found = colours(Ground(record(slice_(), said={"T1": [told]}, period=NOW), then))
    assert found.turned == ()


def test_published_sums_stand_beside_and_are_never_filled_in():
    figures = tuple(
        FigureFact(f"2026-2/{name}", "2026-2", name, value, "s")
        for name, value in {"green": 14, "yellow": 17, "red": 1, "active": 32}.items()
    )
    shown = record(
        slice_("T1"), slice_("T2"), said={"T1": [observation("red")]}, period=NOW, registers={"figures": figures}
    )
    found = colours(Ground(shown, None))
    assert {each.colour: (each.now, each.published) for each in found.rows} == {
        "red": (1, 1),
        "yellow": (0, 17),
        "green": (0, 14),
        "none": (1, None),
    }
    assert (found.known, found.published_total) == (1, 32)


def test_published_sums_of_another_round_are_not_shown():
    figures = (FigureFact("2024-1/red", "2024-1", "red", 1, "s"),)
    found = colours(Ground(record(slice_(), period=NOW, registers={"figures": figures}), None))
    assert {each.published for each in found.rows} == {None}


def test_examples_are_told_within_each_count():
    found = counted({"T1": "red", "T2": "red"}, T1={"example": True})
    red = next(each for each in found.rows if each.colour == "red")
    assert (red.now, red.examples, found.examples) == (2, 1, 1)


def test_a_programme_and_its_parts_are_one():
    found = counted({"T1": "red", "T2": "red"}, T2={"whole": "uid-T1"})
    assert found.total == 1


def test_the_overview_of_the_same_two_records_is_reckoned_once():
    shown, before = record(slice_(), period=NOW), record(slice_(), period=BEFORE)
    first = overview(shown, before)
    assert overview(replace(shown, texts=()), before) is first
    assert overview(shown, None) is not first


def test_an_empty_portfolio_has_an_overview():
    found = overview(record(), None)
    assert (found.initiatives, found.colours.total, found.exceptions, found.trust.median_age) == (0, 0, (), None)
