"""What an organisation is to receive, by quarter: each delivery once, in the quarter of the date that counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.figures.coordination_load import LATER, UNDATED, Quarter, heavy, load, quarter_of, quarters
from reporting.domain.record import Record
from tests.build import TODAY, milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio


def found(*parts, agreements=(), **changes):
    return load(Record(portfolio(*parts, agreements=agreements, **changes), {}))


def held(line):
    """Quarter → how many."""
    return {key: len(each) for key, each in line.held.items()}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_is_in_its_quarter(day, expected):
    assert quarter_of(day) == expected


def test_eight_quarters_from_todays():
    keys = [each.key for each in quarters(TODAY)]
    assert keys == ["2026-4", "2027-1", "2027-2", "2027-3", "2027-4", "2028-1", "2028-2", "2028-3"]


def test_a_milestone_counts_for_its_receiver_in_the_quarter_of_its_date():
    part = owned("T1", "b", milestone("m1", forecast="2027-02-01", receiver="a"), milestone("m2", receiver="a"))
    line = found(part).line("a")
    assert held(line) == {"2027-1": 1, UNDATED: 1}
    assert line.total == 2


def test_what_comes_after_the_last_quarter_is_later():
    part = owned("T1", "b", milestone("m1", forecast="2028-10-01", receiver="a"))
    assert held(found(part).line("a")) == {LATER: 1}


def test_what_is_overdue_counts_now_and_says_so():
    part = owned("T1", "b", milestone("m1", forecast="2026-02-01", receiver="a"))
    line = found(part).line("a")
    assert held(line) == {"2026-4": 1}
    assert line.held["2026-4"][0].overdue


def test_what_is_reached_or_not_under_way_is_nothing_to_receive():
    reached = owned("T1", "b", milestone("m1", actual="2026-02-01", receiver="a"))
    stopped = owned("T2", "b", milestone("m2", forecast="2027-02", receiver="a"), life="stopped")
    assert found(reached, stopped).lines == ()


def test_an_agreement_counts_for_the_owner_of_what_receives_by_the_date_the_engine_finds():
    giver = owned("T2", "b", milestone("m2", forecast="2027-01-15"), milestone("m0", forecast="2027-06-01"))
    receiver = owned("T1", "a", milestone("m1", forecast="2027-12-01"))
    waits = agreement("d0", "T3/m3", "T2/m2")
    slow = owned("T3", "c", milestone("m3", forecast="2027-08-01"))
    line = found(giver, receiver, slow, agreements=[agreement("d1", "T2/m2", "T1/m1"), waits]).line("a")
    assert held(line) == {"2027-3": 1}  # claimed in the first quarter, and cannot come before the third


def test_what_is_promised_from_outside_counts_too_and_what_is_not_dated_is_undated():
    receiver = owned("T1", "a", milestone("m1", forecast="2027-12-01"))
    gifts = [agreement("d1", "=x", "T1/m1", promised="2027-05"), agreement("d2", "=x", "T1", state="noted")]
    assert held(found(receiver, agreements=gifts).line("a")) == {"2027-2": 1, UNDATED: 1}


def test_one_milestone_counts_once_however_many_wait_for_it():
    giver = owned("T2", "b", milestone("m2", forecast="2027-01-15", receiver="a"))
    receiver = owned("T1", "a", milestone("m1", forecast="2027-12-01"), milestone("m3", forecast="2027-12-01"))
    both = [agreement("d1", "T2/m2", "T1/m1"), agreement("d2", "T2/m2", "T1/m3")]
    assert held(found(giver, receiver, agreements=both).line("a")) == {"2027-1": 1}


def test_a_delivered_agreement_is_no_load():
    giver = owned("T2", "b", milestone("m2", actual="2026-01-15"))
    receiver = owned("T1", "a", milestone("m1", forecast="2027-12-01"))
    assert found(giver, receiver, agreements=[agreement("d1", "T2/m2", "T1/m1")]).lines == ()


def test_who_receives_most_comes_first():
    parts = [owned("T1", "c", *(milestone(f"m{n}", forecast="2027-02", receiver="b") for n in range(2)))]
    parts.append(owned("T2", "c", milestone("n", forecast="2027-02", receiver="a")))
    assert [each.receiver.key for each in found(*parts).lines] == ["b", "a"]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([3, 3, 3, 3, 3, 3, 3, 3], set()),  # as usual
        ([2, 0, 0, 0, 0, 0, 0, 0], set()),  # too few to be many
        ([3, 0, 0, 0, 0, 0, 0, 0], {0}),
        ([9, 8, 7, 1, 1, 1, 1, 1], {0, 1}),  # of the three, two are in the top quarter
        ([5, 5, 5, 1, 1, 1, 1, 1], set()),
        ([], set()),
    ],
)
def test_more_than_usual_is_three_or_more_and_in_the_top_quarter(amounts, expected):
    assert heavy(amounts) == expected


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_at_most_two_of_eight_quarters_are_heavy(amounts):
    assert len(heavy(amounts)) <= 2
    assert all(amounts[place] >= 3 for place in heavy(amounts))


def test_invented_deliveries_are_marked():
    part = owned("T1", "b", milestone("m1", forecast="2027-02", receiver="a"), example=True)
    assert found(part).line("a").held["2027-1"][0].example
