"""The figure of who moved: bars hold the counts, streams what flows between them."""

import re
from itertools import pairwise

import pytest

from initiatives.domain.vocabulary import Colour
from reporting.charts.overview_movement import drawing
from reporting.domain.figures.overview_colours import ColourCount, Colours


def colours(now, before=None, flows=None):
    order = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)
    rows = tuple(
        ColourCount(each, now[n], before[n] if before else None, 0, None, None) for n, each in enumerate(order)
    )
    total_before = sum(before) if before else None
    return Colours(rows, flows or {}, (), sum(now), sum(now[:3]), 0, total_before, None, None, "b", "a")


def test_bars_are_as_high_as_the_counts_and_nothing_is_drawn_for_none():
    bars = drawing(colours((1, 20, 30, 0))).bars
    heights = {each.tone: float(each.height) for each in bars}
    assert set(heights) == {"crit", "warn", "ok"}
    assert heights["ok"] / heights["warn"] == pytest.approx(1.5, rel=0.01)
    assert heights["crit"] >= 2.5  # one of many is still seen


def test_without_a_record_before_there_is_one_column_and_no_stream():
    drawn = drawing(colours((1, 2, 3, 4)))
    assert {each.x for each in drawn.bars} == {"196"}
    assert drawn.streams == ()


def test_turns_are_drawn_on_top_in_the_colour_of_their_direction():
    flows = {("red", "yellow"): 1, ("yellow", "red"): 1, ("green", "green"): 3, ("none", "green"): 1}
    drawn = drawing(colours((1, 1, 4, 0), (1, 1, 3, 1), flows))
    assert [each.kind for each in drawn.streams] == ["ok", "none", "up", "crit"]


def test_streams_stay_between_the_columns_and_inside_the_picture():
    flows = {("red", "none"): 2, ("none", "red"): 5, ("green", "yellow"): 9}
    drawn = drawing(colours((5, 9, 0, 2), (2, 0, 9, 5), flows))
    for stream in drawn.streams:
        numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", stream.path)]
        assert stream.path.startswith("M70 ")
        assert all(0 <= each <= max(196, float(drawn.height)) for each in numbers)


def test_large_numbers_get_room_before_the_words():
    assert drawing(colours((4000, 1, 1, 1))).aside > drawing(colours((99, 1, 1, 1))).aside


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 0, 0, 1), (4000, 1, 5000, 999)])
def test_rows_never_overlap(counts):
    rows = [float(each.word) for each in drawing(colours(counts, counts)).rows]
    assert all(below - above >= 30 for above, below in pairwise(rows))
