"""The milestone trend: which date counted from when on, and nothing that nobody has said."""

from datetime import date

import pytest

from reporting.domain.trend import Mark, apart, marks_of, trend, words_kept
from tests.build import TODAY, milestone, word
from tests.reporting.course.facts import outlined, owned, round_of

JAN, MAR, JUN = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def line(*words, today=TODAY):
    found = trend([milestone()], {"m1": words}, [], today)
    return found.lines[0] if found.lines else None


def points(*words):
    return [(each.said, each.date.edtf, each.role, each.moved) for each in line(*words).points]


def test_a_word_stands_until_the_next_and_each_move_has_its_days():
    told = points(("original", word("2026-10-01", JAN)), ("forecast", word("2026-12-01", MAR)))

    assert told == [(JAN, "2026-10-01", "original", None), (MAR, "2026-12-01", "forecast", 61)]


def test_of_forecast_and_approved_the_one_said_last_counts():
    told = points(
        ("forecast", word("2027-01-01", MAR)),
        ("original", word("2026-10-01", JAN)),
        ("approved", word("2026-12-01", JUN)),
    )

    assert [each[2] for each in told] == ["original", "forecast", "approved"]
    assert told[-1][3] == -31


def test_a_first_plan_told_late_does_not_undo_a_later_word():
    told = points(("forecast", word("2027-01-01", JAN)), ("original", word("2026-10-01", MAR)))

    assert told == [(JAN, "2027-01-01", "forecast", None)]


def test_a_reached_milestone_ends_and_no_later_forecast_moves_it():
    found = line(
        ("original", word("2026-03-01", JAN)),
        ("actual", word("2026-05-20", JUN)),
        ("forecast", word("2027-01-01", date(2026, 7, 1))),
    )

    assert (found.reached, found.end, found.last.date.edtf, found.late) == (True, JUN, "2026-05-20", 80)


def test_what_is_only_told_more_finely_has_not_moved():
    found = line(("original", word("2026", JAN)), ("forecast", word("2026-11-15", MAR)))

    assert (found.moved, found.late, found.last.moved) == (False, 0, 0)


@pytest.mark.parametrize("words", [(), (("actual", word("2015-12-31", date(2016, 1, 1))),)])
def test_nothing_is_drawn_of_what_nobody_expected(words):
    assert line(*words) is None


def test_what_was_said_after_the_time_shown_is_not_in_it():
    found = trend(
        [milestone()], {"m1": [("original", word("2026-10-01", JAN)), ("forecast", word("2027", JUN))]}, [], MAR
    )

    assert [point.role for point in found.lines[0].points] == ["original"]
    assert found.lines[0].at(MAR) == word("2026-10-01").date
    assert found.lines[0].at(date(2025, 1, 1)) is None


def test_a_course_is_only_seen_where_a_date_moved_or_was_held_at_an_earlier_time():
    words = {"m1": [("original", word("2026-10-01", JAN))]}

    assert not trend([milestone()], words, [], TODAY).told
    assert not trend([milestone()], words, [Mark(date(2025, 1, 1), "2024-3")], TODAY).told
    assert trend([milestone()], words, [Mark(MAR, "2026-1")], TODAY).told


def test_the_words_of_several_records_are_told_once_each():
    first, forecast = word("2026-10-01", JAN), word("2026-12-01", MAR)
    records = outlined(
        round_of([owned(milestones=(milestone(original=first),))], {}, code="2025-3"),
        round_of([owned(milestones=(milestone(original=first, forecast=forecast),))], {}, code="2026-1"),
    )

    assert words_kept(records, "uid-T1") == {"m1": [("original", first), ("forecast", forecast)]}
    assert words_kept(records, "uid-T2") == {}
    assert [each.code for each in marks_of(records)] == ["2025-3", "2026-1"]


def test_labels_keep_their_distance_and_their_order():
    places = apart([10, 11, 50, 99], gap=8, low=0, high=100)

    assert places == [10, 18, 50, 99]
    assert apart([99, 98, 97], gap=8, low=0, high=100) == [100, 92, 84]
    assert apart([5] * 4, gap=10, low=0, high=20) == [0, 10, 20, 30]  # no room: it grows rather than overlap
