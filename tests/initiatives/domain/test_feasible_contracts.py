"""Contracts: the need a plan implies, clashes between two words, and what a buffer bears."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.contracts import Clash, Conflict, Terms, buffer_used, conflicts, implied_need, propagates
from initiatives.domain.feasible import Link, Node, feasible

TODAY = date(2026, 3, 1)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@given(st.sampled_from(("FS", "SS", "FF", "SF")), st.integers(-9, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_implied_need_is_the_last_day_that_keeps_the_receiver(kind: str, lag: int, work: int, giver: int) -> None:
    link = Link("P", "S", kind, lag)
    need = implied_need(link, day(60), work, giver)

    def receiver(promise: date) -> date | None:
        return feasible([Node("P", promise, None, giver), Node("S", day(60), None, work)], [link], TODAY)["S"].feasible

    assert receiver(need) == day(60)
    assert receiver(need + timedelta(days=1)) == day(61)


@pytest.mark.parametrize(
    ("kind", "expected"), [("FS", 60 - 7 - 4), ("SS", 60 - 7 - 4 + 9), ("FF", 60 - 4), ("SF", 60 - 4 + 9)]
)
def test_the_implied_need_of_each_link_type(kind: str, expected: int) -> None:
    assert implied_need(Link("P", "S", kind, 4), day(60), 7, 9) == day(expected)


@pytest.mark.parametrize(("late", "used"), [(-5, 0), (0, 0), (3, 3), (10, 10), (25, 10)])
def test_a_buffer_is_eaten_from_the_promise_until_it_is_gone(late: int, used: int) -> None:
    assert buffer_used(day(late), TODAY, 10) == used


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("accepted", True),
        ("proposed", True),
        ("disputed", False),
        ("noted", False),
        ("withdrawn", False),
        ("fulfilled", False),
    ],
)
def test_only_what_two_sides_stand_by_or_propose_propagates_and_only_if_it_binds(state: str, moves: bool) -> None:
    assert propagates(state, binding=True) is moves
    assert propagates(state, binding=False) is False


SOUND = {"giver_confirmed": day(-5), "receiver_confirmed": day(-9)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"promised": day(30), "need_by": day(20)}, Conflict(Clash.PROMISE_AFTER_NEED, 10)),
        ({"claimed": day(33), "promised": day(30)}, Conflict(Clash.CLAIM_AFTER_PROMISE, 3)),
        ({"feasible": day(31), "promised": day(30)}, Conflict(Clash.FEASIBLE_AFTER_PROMISE, 1)),
        ({"need_by": day(31), "implied_need": day(30)}, Conflict(Clash.NEED_AFTER_IMPLIED, 1)),
        ({"receiver_confirmed": None}, Conflict(Clash.ONE_SIDED, 5)),
        ({"giver_confirmed": day(-91)}, Conflict(Clash.STALE, 91)),
        ({"giver_confirmed": None, "receiver_confirmed": None, "since": day(-91)}, Conflict(Clash.STALE, 91)),
    ],
)
def test_each_clash_is_told_with_its_size(words: dict[str, date | None], expected: Conflict) -> None:
    assert conflicts(Terms(**{**SOUND, **words}), TODAY) == (expected,)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"promised": day(30), "need_by": day(30), "claimed": day(30), "feasible": day(30), "implied_need": day(30)},
        {"need_by": day(1)},
        {"giver_confirmed": day(-90)},
        {"giver_confirmed": None, "receiver_confirmed": None},
        {"giver_confirmed": None, "receiver_confirmed": None, "since": day(-90)},
    ],
)
def test_words_that_agree_or_are_not_given_do_not_clash(words: dict[str, date | None]) -> None:
    assert conflicts(Terms(**{**SOUND, **words}), TODAY) == ()


def test_several_clashes_are_told_in_their_order() -> None:
    terms = Terms(need_by=day(1), promised=day(2), claimed=day(3), feasible=day(4), giver_confirmed=day(-100))
    assert [each.clash for each in conflicts(terms, TODAY)] == [
        Clash.PROMISE_AFTER_NEED,
        Clash.CLAIM_AFTER_PROMISE,
        Clash.FEASIBLE_AFTER_PROMISE,
        Clash.ONE_SIDED,
        Clash.STALE,
    ]
