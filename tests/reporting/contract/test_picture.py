"""The dates on one line: in order, inside the picture, and no words over others."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reporting.charts.contract_dates import LETTER, WIDTH, Point, line

TODAY = date(2026, 11, 23)
TODAY_ABOVE = 18  # how far over the line the template draws today
days = st.integers(-4_000, 4_000).map(lambda count: TODAY + timedelta(days=count))
points = st.lists(st.builds(Point, st.just("need"), days, st.text("abc ", min_size=5, max_size=40)), max_size=7)


def test_nothing_to_draw_is_no_picture():
    assert line([], TODAY) is None


@given(points.filter(bool))
def test_every_mark_stands_inside_and_its_words_meet_neither_words_nor_lines(drawn):
    made = line(drawn, TODAY)
    boxes = [(mark, float(mark.text_y), float(mark.text_x), len(mark.text) * LETTER) for mark in made.marks]
    for mark, y, left, wide in boxes:
        assert 0 <= float(mark.x) <= WIDTH
        assert left + wide <= WIDTH
        assert 0 < y < float(made.y) - TODAY_ABOVE, "the stroke of today begins beneath the words"
        for other, other_y, other_left, other_wide in boxes:
            if other is not mark:
                assert y != other_y or left + wide <= other_left or other_left + other_wide <= left
                assert not (left <= float(other.x) <= left + wide and float(other.stem) <= y), "a stem through words"
    assert 0 <= float(made.today) <= WIDTH


def test_later_is_further_to_the_right():
    made = line([Point("need", TODAY + timedelta(days=each), "Dato") for each in (200, 0, 90)], TODAY)
    places = [float(mark.x) for mark in made.marks]
    assert places == sorted(places)
    assert float(made.today) == places[0]


def test_a_single_day_has_room_around_it():
    made = line([Point("need", TODAY, "Trengs senest")], TODAY)
    assert 0 < float(made.marks[0].x) < WIDTH
