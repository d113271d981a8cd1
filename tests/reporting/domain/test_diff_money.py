"""What became of money between two records: like with like, a programme or its parts, and as sure as it is."""

from datetime import date
from typing import Any

import pytest

from initiatives.domain.facts import BudgetFact, Slice, Withheld
from reporting.domain.diff import AmountChange, Change, Difference, Kind, SumChange, diff
from reporting.domain.money import MoneyKey, Sum
from tests.build import line, record, slice_

SECRET = Withheld("offl. § 23")
THEN = date(2026, 6, 30)


def amount(kroner: Any, uid: str = "b1", **changes: Any) -> BudgetFact:
    return line(uid, amount=kroner, **changes)


def part(code: str, *lines: BudgetFact, **changes: Any) -> Slice:
    return slice_(code, budget=lines, **changes)


def between(then: "list[Slice]", now: "list[Slice]") -> Difference:
    return diff(record(*then, today=THEN), record(*now))


def sums(found: Difference) -> list[SumChange]:
    return [each for each in found.changes if isinstance(each, SumChange)]


def amounts(found: Difference) -> list[AmountChange]:
    return [each for each in found.changes if isinstance(each, AmountChange)]


def test_a_sum_and_the_amount_behind_it_are_told_with_both_sides() -> None:
    found = between(
        [part("T1", amount(100)), part("T2", amount(50, "b2"))], [part("T1", amount(240)), part("T2", amount(50, "b2"))]
    )
    (total,) = sums(found)
    assert (total.kind, total.year, total.key) == (Kind.SUM_MORE, 2026, MoneyKey("budget", None, False))
    assert (total.before, total.after, total.low, total.high) == (Sum(150, 150, 2), Sum(290, 290, 2), 140, 140)
    (one,) = amounts(found)
    assert (one.kind, one.part and one.part.code, one.before, one.after) == (
        Kind.AMOUNT_MORE,
        "T1",
        Sum(100, 100, 1),
        Sum(240, 240, 1),
    )


def test_kinds_years_price_levels_and_examples_are_never_added_together() -> None:
    then = [part("T1")]
    lines = (
        amount(1, "b1"),
        amount(2, "b2", kind="granted"),
        amount(3, "b3", price_level=2025),
        amount(4, "b4", basis="example"),
        amount(5, "b5", covers_from=date(2027, 1, 1), covers_to=date(2027, 12, 31)),
    )
    found = sums(between(then, [part("T1", *lines)]))
    assert len(found) == 5 and all(each.before is None and each.after and each.after.lines == 1 for each in found)
    assert [each.example for each in found].count(True) == 1 and found[-1].example  # real ones first


def test_a_programme_and_its_parts_are_never_added() -> None:
    whole = part("T1", amount(100))
    inside = part("T2", amount(40, "b2"), whole=whole.uid)
    grown = part("T2", amount(70, "b2"), whole=whole.uid)
    found = between([whole, inside], [whole, grown])
    assert sums(found) == []
    assert [each.part.code for each in amounts(found) if each.part] == ["T2"]


def test_what_moves_from_a_part_to_its_programme_changes_the_sum_once() -> None:
    whole, inside = part("T1"), part("T2", amount(40, "b2"), whole="uid-T1")
    found = between([whole, inside], [part("T1", amount(100)), inside])
    (total,) = sums(found)
    assert (total.before, total.after, total.low) == (Sum(40, 40, 1), Sum(100, 100, 1), 60)


def test_an_amount_told_anew_replaces_the_old_one() -> None:
    from initiatives.domain.dates import from_edtf

    old, new = amount(100, as_of=from_edtf("2026-01")), amount(120, "b9", as_of=from_edtf("2026-09"))
    found = between([part("T1", old)], [part("T1", old, new)])
    (one,) = amounts(found)
    assert (one.low, one.before, one.after, one.known) == (20, Sum(100, 100, 1), Sum(120, 120, 1), date(2026, 9, 30))
    assert [each.low for each in sums(found)] == [20]


def test_what_stands_still_cancels_out_however_inexact_it_is() -> None:
    rough = amount(300, "b2", qualifier="up_to")
    (total,) = sums(between([part("T1", amount(100), rough)], [part("T1", amount(110), rough)]))
    assert (total.low, total.high) == (10, 10)


@pytest.mark.parametrize(
    ("then", "now", "low", "high", "kind"),
    [
        (amount(100), amount(SECRET), -100, None, Kind.AMOUNT_OTHER),
        (amount(SECRET), amount(100), None, 100, Kind.AMOUNT_OTHER),
        (amount(100), amount(150, qualifier="over"), 50, None, Kind.AMOUNT_MORE),
        (amount(100), line(amount=None, low=20, high=80), -80, -20, Kind.AMOUNT_LESS),
        (amount(100), line(amount=None, low=80, high=130), -20, 30, Kind.AMOUNT_OTHER),
    ],
)
def test_a_change_is_as_sure_as_its_amounts(
    then: BudgetFact, now: BudgetFact, low: int | None, high: int | None, kind: Kind
) -> None:
    (one,) = amounts(between([part("T1", then)], [part("T1", now)]))
    assert (one.low, one.high, one.kind) == (low, high, kind)


def test_an_amount_withheld_both_times_is_no_change() -> None:
    assert not between([part("T1", amount(SECRET))], [part("T1", amount(SECRET))])


def test_what_covers_no_calendar_year_is_told_of_its_initiative_and_in_no_sum() -> None:
    frame = {"kind": "frame", "measure": "total", "covers_from": None, "covers_to": None}
    found = between([part("T1", amount(100, **frame))], [part("T1", amount(90, **frame))])
    assert sums(found) == []
    assert [(each.kind, each.year, each.low) for each in amounts(found)] == [(Kind.AMOUNT_LESS, None, -10)]


def test_a_sum_is_nobodys_and_a_new_initiative_brings_its_amounts() -> None:
    found: list[Change] = [*between([], [part("T1", amount(5))]).changes]
    assert [each.kind for each in found] == [Kind.CAME, Kind.SUM_MORE, Kind.AMOUNT_MORE]
    assert [sorted(each.owners) for each in found] == [[""], [], [""]]
