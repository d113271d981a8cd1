"""Økonomi: what is added, what stands beside, and what is compared with what."""

from datetime import date
from typing import Any

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import BudgetFact, FundingFact, Slice, Withheld
from reporting.domain.figures.economy import Economy, Place, Wanted, economy
from reporting.domain.money import MoneyKey, Sum
from tests.build import line, record, slice_

BUDGET = MoneyKey("budget", None, False)


def amount(uid: str, kroner: int | None, year: int | None = 2026, **changes: Any) -> BudgetFact:
    covers = {"covers_from": date(year, 1, 1), "covers_to": date(year, 12, 31)} if year else {}
    if year is None:
        covers = {"covers_from": None, "covers_to": None}
    return line(uid, amount=kroner, **{**covers, **changes})


def of(*parts: Slice, wanted: Wanted | None = None, **changes: Any) -> Economy:
    return economy(record(*parts, **changes), wanted)


def sums(found: Economy) -> dict[MoneyKey, dict[int, Sum | None]]:
    return {row.key: {year: cell.sum for year, cell in row.cells.items()} for row in found.kinds}


def test_like_amounts_of_a_year_are_added_and_unlike_kinds_never() -> None:
    found = of(
        slice_("T1", budget=(amount("a", 10), amount("b", 7, kind="granted"))), slice_("T2", budget=(amount("c", 5),))
    )
    assert sums(found) == {BUDGET: {2026: Sum(15, 15, 2)}, MoneyKey("granted", None, False): {2026: Sum(7, 7, 1)}}
    assert found.years == (2026,)


def test_price_levels_and_examples_get_rows_of_their_own() -> None:
    found = of(
        slice_("T1", budget=(amount("a", 10), amount("b", 20, price_level=2025))),
        slice_("E1", example=True, budget=(amount("c", 40),)),
    )
    assert sums(found) == {
        BUDGET: {2026: Sum(10, 10, 1)},
        MoneyKey("budget", 2025, False): {2026: Sum(20, 20, 1)},
        MoneyKey("budget", None, True): {2026: Sum(40, 40, 1)},
    }
    assert found.examples == 1


def test_what_may_not_be_added_stands_beside_the_sum_with_its_reason() -> None:
    unclear = amount("b", 38, addable=False, note="uklart om det er samme sum")
    found = of(slice_("T1", budget=(amount("a", 10), unclear)))
    cell = found.kinds[0].cells[2026]
    assert cell.sum == Sum(10, 10, 1)
    assert cell.unlike == (unclear,)
    assert found.places == {Place.COUNTED: 1, Place.UNLIKE: 1}


def test_a_year_of_only_what_may_not_be_added_has_no_sum() -> None:
    found = of(slice_("T1", budget=(amount("a", 38, addable=False),)))
    assert found.kinds[0].cells[2026].sum is None


def test_a_part_is_not_counted_with_its_programme_but_keeps_its_own_row() -> None:
    whole = slice_("P", budget=(amount("a", 100),))
    part = slice_("T", whole="uid-P", budget=(amount("b", 30), amount("c", 8, 2027)))
    found = of(whole, part)
    assert sums(found)[BUDGET] == {2026: Sum(100, 100, 1), 2027: Sum(8, 8, 1)}
    rows = {each.uid: each.rows for each in found.initiatives}
    assert rows["uid-T"][0].cells[2026].sum == Sum(30, 30, 1)
    assert found.places[Place.INSIDE] == 1


def test_a_row_wholly_inside_names_the_programme() -> None:
    found = of(slice_("P", budget=(amount("a", 100),)), slice_("T", whole="uid-P", budget=(amount("b", 30),)))
    assert [row.above for each in found.initiatives for row in each.rows] == ["", "P"]


def test_without_the_programme_in_the_selection_its_part_counts() -> None:
    whole = slice_("P", budget=(amount("a", 100),))
    part = slice_("T", whole="uid-P", budget=(amount("b", 30),))
    found = economy(record(whole, part), None, ["uid-T"])
    assert sums(found)[BUDGET] == {2026: Sum(30, 30, 1)}


def test_a_filter_on_amounts_never_changes_what_counts() -> None:
    whole = slice_("P", budget=(amount("a", 100, funding="f1"),))
    part = slice_("T", whole="uid-P", budget=(amount("b", 30, funding="f2"),))
    found = of(whole, part, wanted=Wanted(funding=frozenset({"f2"})))
    assert sums(found) == {}
    assert found.places == {Place.INSIDE: 1}


def test_funding_rows_add_up_to_the_sum_of_the_kind() -> None:
    funding = {"f1": FundingFact("f1", "f1", "Egne midler"), "f2": FundingFact("f2", "f2", "Bevilgning")}
    lines = (amount("a", 10, funding="f1"), amount("b", 20, funding="f2"), amount("c", 3))
    found = of(slice_("T1", budget=lines), registers={"funding": funding})
    assert [each.uid for each in found.funding] == ["f2", "f1", None]
    parts = [row.cells[2026].sum for each in found.funding for row in each.rows]
    assert sum(each.low for each in parts if each) == 33


def test_an_older_word_of_the_same_amount_is_not_added() -> None:
    old = amount("a", 10, as_of=from_edtf("2026-01"))
    new = amount("b", 12, as_of=from_edtf("2026-06"))
    found = of(slice_("T1", budget=(old, new)))
    assert sums(found)[BUDGET] == {2026: Sum(12, 12, 1)}
    assert found.places[Place.OLDER] == 1


def test_several_years_totals_and_balances_stand_apart_and_are_never_divided() -> None:
    span = amount("a", 1250, None, covers_from=date(2024, 1, 1), covers_to=date(2029, 12, 31))
    frame = amount("b", 3700, None, measure="total", kind="frame")
    february = amount("c", 380, None, measure="balance", kind="authorised", as_of=from_edtf("2023-02"))
    may = amount("d", 522, None, measure="balance", kind="authorised", as_of=from_edtf("2023-05"))
    found = of(slice_("T1", budget=(span, frame, february, may)))
    assert found.kinds == ()
    assert [(each.line.uid, each.sum) for each in found.apart] == [
        ("b", Sum(3700, 3700, 1)),
        ("a", Sum(1250, 1250, 1)),
        ("c", Sum(380, 380, 1)),
        ("d", Sum(522, 522, 1)),
    ]


def test_the_very_same_sort_of_amount_apart_is_added() -> None:
    spent = {"measure": "accumulated", "kind": "actual", "as_of": from_edtf("2026-10-31")}
    lines = (amount("a", 4, funding="f1", **spent), amount("b", 2, funding="f2", **spent))
    found = of(slice_("T1", budget=lines))
    assert [(each.sum, len(each.lines)) for each in found.apart] == [(Sum(6, 6, 2), 2)]


def test_an_amount_apart_that_may_not_be_added_has_no_sum() -> None:
    found = of(slice_("T1", budget=(amount("a", 4, None, measure="total", addable=False),)))
    assert [each.sum for each in found.apart] == [None]


def test_a_year_filter_keeps_what_covers_the_year() -> None:
    span = amount("a", 1250, None, covers_from=date(2024, 1, 1), covers_to=date(2029, 12, 31))
    found = of(
        slice_("T1", budget=(span, amount("b", 5, 2026), amount("c", 5, 2023))), wanted=Wanted(year=frozenset({2026}))
    )
    assert [each.line.uid for each in found.entries] == ["b", "a"]


def test_filters_on_what_is_not_stated() -> None:
    parts = slice_("T1", budget=(amount("a", 1), amount("b", 2, funding="f1", price_level=2025)))
    assert [e.line.uid for e in of(parts, wanted=Wanted(funding=frozenset("-"))).entries] == ["a"]
    assert [e.line.uid for e in of(parts, wanted=Wanted(price=frozenset({"2025"}))).entries] == ["b"]
    assert [e.line.uid for e in of(parts, wanted=Wanted(example=True)).entries] == []


def test_the_budget_is_compared_only_where_the_accounts_are_told_too() -> None:
    found = of(
        slice_("T1", budget=(amount("a", 100), amount("b", 90, kind="actual"))), slice_("T2", budget=(amount("c", 50),))
    )
    (one,) = found.compared
    assert (one.year, one.news, one.initiatives, one.of) == (2026, "actual", 1, 2)
    assert (one.low, one.high, one.share) == (-10, -10, -0.1)


def test_other_scope_source_or_price_is_not_compared() -> None:
    for other in ({"scope": "drift"}, {"funding": "f1"}, {"price_level": 2025}):
        assert of(slice_("T1", budget=(amount("a", 100), amount("b", 90, kind="actual", **other)))).compared == ()


def test_a_programme_and_its_part_are_compared_once() -> None:
    both = (amount("a", 100), amount("b", 130, kind="actual"))
    own = (amount("c", 40), amount("d", 44, kind="actual"))
    (one,) = of(slice_("P", budget=both), slice_("T", whole="uid-P", budget=own)).compared
    assert (one.initiatives, one.budget, one.low) == (1, Sum(100, 100, 1), 30)


def test_a_part_is_compared_where_its_programme_tells_only_the_budget() -> None:
    own = (amount("c", 40), amount("d", 44, kind="actual"))
    (one,) = of(slice_("P", budget=(amount("a", 100),)), slice_("T", whole="uid-P", budget=own)).compared
    assert (one.budget, one.low) == (Sum(40, 40, 1), 4)


def test_open_ends_bound_the_deviation_from_one_side() -> None:
    (one,) = of(slice_("T1", budget=(amount("a", 100), amount("b", 120, kind="forecast", qualifier="over")))).compared
    assert (one.low, one.high, one.share) == (20, None, None)


def test_withheld_amounts_make_no_pair_and_never_crash() -> None:
    secret = amount("a", Withheld("offl. § 23"))  # type: ignore[arg-type]
    found = of(slice_("T1", budget=(secret, amount("b", 90, kind="actual"))))
    assert found.compared == ()
    assert sums(found)[BUDGET] == {2026: Sum(0, None, 0, withheld=1)}


def test_an_empty_portfolio_has_no_money() -> None:
    found = of()
    assert (found.years, found.kinds, found.apart, found.compared, list(found.entries)) == ((), (), (), (), [])
