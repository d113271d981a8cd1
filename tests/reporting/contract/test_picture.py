"""The dates on one line: in order, inside the picture, and no words over others."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reporting.charts.contract_dates import LETTER, WIDTH, Point, line

TODAY = date(2026, 11, 23)
days = st.integers(-4_000, 4_000).map(lambda count: TODAY + timedelta(days=count))
points = st.lists(st.builds(Point, st.just("need"), days, st.text("abc ", min_size=5, max_size=40)), max_size=7)


def test_nothing_to_draw_is_no_picture():
    assert line([], TODAY) is None


@given(points.filter(bool))
def test_every_mark_stands_inside_and_words_never_meet(drawn):
    made = line(drawn, TODAY)
    boxes = []
    for mark in made.marks:
        x, y = float(mark.text_x), float(mark.text_y)
        wide = len(mark.text) * LETTER
        left, right = (x - wide, x) if mark.end else (x, x + wide)
        assert 0 <= float(mark.x) <= WIDTH
        assert right <= WIDTH
        assert 0 < y < float(made.y)
        boxes.append((y, left, right))
    for number, (y, left, right) in enumerate(boxes):
        for other_y, other_left, other_right in boxes[number + 1 :]:
            assert y != other_y or right <= other_left or other_right <= left
    assert 0 <= float(made.today) <= WIDTH


def test_later_is_further_to_the_right():
    made = line([Point("need", TODAY + timedelta(days=each), "Dato") for each in (200, 0, 90)], TODAY)
    places = [float(mark.x) for mark in made.marks]
    assert places == sorted(places)
    assert float(made.today) == places[0]


def test_a_single_day_has_room_around_it():
    made = line([Point("need", TODAY, "Trengs senest")], TODAY)
    assert 0 < float(made.marks[0].x) < WIDTH
