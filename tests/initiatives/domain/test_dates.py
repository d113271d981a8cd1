"""Partial dates: codes, precision, order, slip."""

import copy
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import (
    NotADate,
    PartialDate,
    Precision,
    Refusal,
    SlipKind,
    exact,
    from_edtf,
    parse,
    precision,
    slip,
)

YEARS = st.integers(1900, 2199).map("{:04}".format)
PARTS = [*range(1, 13), *range(21, 25), *range(33, 42)]
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).map(dt.date.isoformat)
SINGLES = YEARS | DAYS | st.builds(lambda year, part: f"{year}-{part:02}", YEARS, st.sampled_from(PARTS))


def _interval(codes: list[str]) -> str:
    """Two codes as an interval, in the order of where they begin; where they begin together, in any."""
    return "/".join(sorted(codes, key=lambda code: from_edtf(code).earliest))


CODES = SINGLES | st.lists(SINGLES, min_size=2, max_size=2).map(_interval)


@pytest.mark.parametrize(
    ("code", "earliest", "latest", "fineness"),
    [
        ("2024-11-09", "2024-11-09", "2024-11-09", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-02", "2023-02-01", "2023-02-28", "month"),
        ("2024-12", "2024-12-01", "2024-12-31", "month"),
        ("2024-33", "2024-01-01", "2024-03-31", "quarter"),
        ("2024-34", "2024-04-01", "2024-06-30", "quarter"),
        ("2024-35", "2024-07-01", "2024-09-30", "quarter"),
        ("2024-36", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-37", "2024-01-01", "2024-04-30", "tertial"),
        ("2024-38", "2024-05-01", "2024-08-31", "tertial"),
        ("2024-39", "2024-09-01", "2024-12-31", "tertial"),
        ("2024-40", "2024-01-01", "2024-06-30", "half_year"),
        ("2024-41", "2024-07-01", "2024-12-31", "half_year"),
        ("2024-21", "2024-03-01", "2024-05-31", "season"),
        ("2024-22", "2024-06-01", "2024-08-31", "season"),
        ("2024-23", "2024-09-01", "2024-11-30", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024/2029", "2024-01-01", "2029-12-31", "interval"),
        ("2024-33/2024-11-09", "2024-01-01", "2024-11-09", "interval"),
        ("2024-01/2024", "2024-01-01", "2024-12-31", "interval"),
        ("2024/2024-01", "2024-01-01", "2024-01-31", "interval"),
    ],
)
def test_a_code_is_an_interval_of_days(code: str, earliest: str, latest: str, fineness: str) -> None:
    date = from_edtf(code)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)
    assert precision(date) == fineness


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("2024-02-30", Refusal.NO_SUCH_DAY),
        ("2023-02-29", Refusal.NO_SUCH_DAY),
        ("2024-13-01", Refusal.NO_SUCH_DAY),
        ("2024-13", Refusal.NO_SUCH_PERIOD),
        ("2024-25", Refusal.NO_SUCH_PERIOD),  # a southern season
        ("2024-42", Refusal.NO_SUCH_PERIOD),
        ("1024", Refusal.OUT_OF_RANGE),
        ("2200", Refusal.OUT_OF_RANGE),
        ("2029/2024", Refusal.REVERSED),
        ("2024/..", Refusal.OPEN_ENDED),
        ("/2024", Refusal.OPEN_ENDED),
        ("2024~", Refusal.NOT_UNDERSTOOD),
        (" 2024", Refusal.NOT_UNDERSTOOD),
        ("2024-1", Refusal.NOT_UNDERSTOOD),
        ("٢٠٢٤", Refusal.NOT_UNDERSTOOD),
        ("2024/2025/2026", Refusal.NOT_UNDERSTOOD),
    ],
)
def test_a_wrong_code_is_refused_with_the_text_and_a_reason(code: str, reason: Refusal) -> None:
    with pytest.raises(NotADate) as refusal:
        from_edtf(code)
    assert (refusal.value.text, refusal.value.reason) == (code, reason)


@given(CODES)
def test_a_date_comes_back_from_its_code(code: str) -> None:
    date = from_edtf(code, "slik det sto")
    again = from_edtf(date.edtf)
    assert (again.earliest, again.latest, again.edtf) == (date.earliest, date.latest, date.edtf)
    assert from_edtf(date.edtf, date.literal) is date
    assert copy.deepcopy(date) == date


@given(CODES)
def test_a_code_that_is_typed_means_the_same_or_is_refused_as_ambiguous(code: str) -> None:
    if len(code) == 7 and int(code[5:]) > max(12, int(code[2:4])):  # 2023-24 may be two years
        with pytest.raises(NotADate) as refusal:
            parse(code)
        assert refusal.value.reason is Refusal.AMBIGUOUS
    else:
        assert parse(code) is from_edtf(code, code)


@given(DAYS)
def test_an_exact_day_is_that_day(day: str) -> None:
    date = exact(dt.date.fromisoformat(day))
    assert date is from_edtf(day)
    assert date.earliest == date.latest == dt.date.fromisoformat(day)


@given(st.lists(CODES, max_size=12))
def test_dates_are_ordered_by_latest_then_earliest_whatever_the_input_order(codes: list[str]) -> None:
    dates = sorted(from_edtf(code) for code in codes)
    assert dates == sorted(from_edtf(code) for code in reversed(codes))
    assert [(d.latest, d.earliest) for d in dates] == sorted((d.latest, d.earliest) for d in dates)


def test_a_date_cannot_end_before_it_begins() -> None:
    with pytest.raises(NotADate):
        PartialDate(dt.date(2024, 2, 1), dt.date(2024, 1, 1), "2024")


@pytest.mark.parametrize(
    ("a", "b", "days", "kind", "fineness"),
    [
        ("2023-11-04", "2024-11-09", 371, SlipKind.LATER, "day"),
        ("2024-11-09", "2023-11-04", -371, SlipKind.EARLIER, "day"),
        ("2024", "2024-06-30", 0, SlipKind.SPECIFIED, "year"),
        ("2024", "2024-12-31", 0, SlipKind.SPECIFIED, "year"),
        ("2024-12-31", "2024", 0, SlipKind.UNCHANGED, "year"),
        ("2024-11", "2024-11", 0, SlipKind.UNCHANGED, "month"),
        ("2024-12", "2024-36", 0, SlipKind.UNCHANGED, "quarter"),
        ("2024-36", "2024-12", 0, SlipKind.SPECIFIED, "quarter"),
        ("2024-33", "2024-01/2024-03", 0, SlipKind.UNCHANGED, "interval"),
        ("2024", "2025-02-01", 32, SlipKind.LATER, "year"),
        ("2024-03-31", "2024-38", 153, SlipKind.LATER, "tertial"),
        ("2024-06/2024-08", "2024-08-15/2024-09-10", 10, SlipKind.LATER, "interval"),
    ],
)
def test_slip_is_between_latest_days_as_precise_as_the_coarser(
    a: str, b: str, days: int, kind: SlipKind, fineness: str
) -> None:
    told = slip(from_edtf(a), from_edtf(b))
    assert (told.days, told.kind, told.precision) == (days, kind, Precision(fineness))


@given(CODES, CODES)
def test_slip_is_zero_inside_and_else_the_difference_of_the_latest_days(a: str, b: str) -> None:
    first, second = from_edtf(a), from_edtf(b)
    told, back = slip(first, second), slip(second, first)
    inside = first.earliest <= second.earliest and second.latest <= first.latest
    assert told.days == (0 if inside else (second.latest - first.latest).days)
    assert told.precision is back.precision
    assert (told.kind is SlipKind.LATER) == (told.days > 0) and (told.kind is SlipKind.EARLIER) == (told.days < 0)
