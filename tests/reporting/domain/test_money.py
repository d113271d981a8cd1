"""What may be added, and what a sum says."""

from datetime import date
from typing import Any

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import BudgetFact, Withheld
from reporting.domain.money import MoneyKey, Sum, ends, inside, key_of, newest, total, year_of
from tests.build import line, slice_

SECRET = Withheld("offl. § 23")


def amount(kroner: int | None, uid: str = "b1", **changes: Any) -> BudgetFact:
    return line(uid, amount=kroner, **changes)


def test_exact_amounts_are_added() -> None:
    assert total([amount(5), amount(7)]) == Sum(12, 12, 2)


def test_over_leaves_the_sum_without_an_upper_end() -> None:
    assert total([amount(5), amount(7, qualifier="over")]) == Sum(12, None, 2)


def test_up_to_reaches_down_to_nothing() -> None:
    assert total([amount(276), amount(30, qualifier="up_to")]) == Sum(276, 306, 2)


def test_an_interval_keeps_both_ends() -> None:
    assert total([amount(10), amount(None, low=55, high=80, qualifier="range")]) == Sum(65, 90, 2)


def test_about_is_remembered_and_changes_no_figure() -> None:
    assert total([amount(10), amount(5, qualifier="about")]) == Sum(15, 15, 2, about=True)
    assert not total([amount(5, qualifier="about")]).exact


def test_a_withheld_term_leaves_the_sum_at_least() -> None:
    assert total([amount(10), amount(SECRET)]) == Sum(10, None, 1, withheld=1)


def test_a_withheld_end_of_an_interval_withholds_the_amount() -> None:
    assert total([amount(None, low=SECRET, high=80)]) == Sum(0, None, 0, withheld=1)


def test_nothing_is_the_sum_of_no_lines() -> None:
    assert total([]) == Sum(0, 0, 0)


def test_up_to_a_cut_reaches_from_the_whole_cut_to_nothing() -> None:
    assert ends(amount(-30, qualifier="up_to")) == (-30, 0)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 1, 1), date(2029, 12, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 2, 1), date(2024, 12, 31)),
        (None, None),
    ],
)
def test_only_a_whole_calendar_year_is_a_year(first: date | None, last: date | None) -> None:
    assert year_of(amount(5, covers_from=first, covers_to=last)) is None


def test_a_total_of_a_year_is_no_amount_of_that_year() -> None:
    assert year_of(amount(5)) == 2026
    assert year_of(amount(5, measure="accumulated")) is None


def test_prices_and_examples_are_never_alike() -> None:
    real, invented = slice_("T1"), slice_("E1", example=True)
    assert key_of(real, amount(5)) == MoneyKey("budget", None, False)
    assert key_of(real, amount(5, price_level=2025)) == MoneyKey("budget", 2025, False)
    assert key_of(real, amount(5, basis="example")).example
    assert key_of(invented, amount(5)).example


def test_a_part_is_inside_its_programme_however_deep() -> None:
    slices = {
        each.uid: each for each in (slice_("A"), slice_("B", whole="uid-A"), slice_("C", whole="uid-B"), slice_("D"))
    }
    assert inside(["uid-A", "uid-C", "uid-D"], slices) == {"uid-C": "uid-A"}
    assert inside(["uid-C", "uid-D"], slices) == {}


def test_a_circle_of_parts_ends() -> None:
    slices = {each.uid: each for each in (slice_("A", whole="uid-B"), slice_("B", whole="uid-A"))}
    assert inside(["uid-A"], slices) == {}


def test_what_was_told_last_of_one_scope_and_source_stands() -> None:
    first = amount(5, "b1", as_of=from_edtf("2026-01"))
    revised = amount(6, "b2", as_of=from_edtf("2026-06"))
    other = amount(9, "b3", as_of=from_edtf("2026-01"), funding="f1")
    assert newest([first, revised, other]) == [revised, other]
    assert newest([amount(5, "b1"), amount(6, "b2")]) == [amount(5, "b1"), amount(6, "b2")]
