"""Amounts as people write them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.kroner import LARGEST, NotAnAmount, Wrong, parse


@pytest.mark.parametrize(
    ("text", "kroner"),
    [
        ("0", 0),
        ("1250", 1_250),
        ("1 250 000", 1_250_000),
        ("1\u00a0250\u202f000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1.250", 1_250),
        ("1.250.000,00", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1 250,-", 1_250),
        ("kr 1 250", 1_250),
        ("1 250 kr", 1_250),
        ("NOK 1250", 1_250),
        ("38,5 mill", 38_500_000),
        ("38,5 mill. kr", 38_500_000),
        ("38,5 millioner kroner", 38_500_000),
        ("38.5 mill", 38_500_000),
        ("1 250,5 mill", 1_250_500_000),
        ("1,2 mrd", 1_200_000_000),
        ("1,2 milliardar", 1_200_000_000),
        ("250 tusen", 250_000),
        ("12,5 MNOK", 12_500_000),
        (" + 5 ", 5),
        ("１２３", 123),
    ],
)
def test_an_amount_is_read(text: str, kroner: int) -> None:
    assert parse(text) == kroner


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1 250,5", Wrong.NOT_WHOLE),
        ("0,0000005 mill", Wrong.NOT_WHOLE),
        ("38,5,2 mill", Wrong.TWO_DECIMAL_SIGNS),
        ("38.5.2 mill", Wrong.TWO_DECIMAL_SIGNS),
        ("38,5.2 mill", Wrong.TWO_DECIMAL_SIGNS),
        ("1,250,00", Wrong.TWO_DECIMAL_SIGNS),
        ("1,250", Wrong.NOT_WHOLE),
        ("1,250.50", Wrong.TWO_DECIMAL_SIGNS),
        ("1.250 mill", Wrong.AMBIGUOUS),
        ("12 50 000", Wrong.GROUPING),
        ("1 250 00", Wrong.GROUPING),
        ("førti", Wrong.LETTERS),
        ("12o0", Wrong.LETTERS),
        ("ca. 12 mill", Wrong.LETTERS),
        ("10-20 mill", Wrong.LETTERS),
        ("-5", Wrong.NEGATIVE),
        ("−5 mill", Wrong.NEGATIVE),
        ("", Wrong.NOT_UNDERSTOOD),
        (",5", Wrong.NOT_UNDERSTOOD),
        ("12%", Wrong.NOT_UNDERSTOOD),
        ("1e9", Wrong.LETTERS),
        ("99 999 mrd", Wrong.TOO_LARGE),
        ("9" * 400, Wrong.TOO_LARGE),
    ],
)
def test_what_is_not_one_amount_is_refused_with_the_reason(text: str, wrong: Wrong) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse(text)
    assert (refused.value.reason, refused.value.text) == (wrong, text)


def test_a_number_without_a_unit_counts_in_the_fields_unit() -> None:
    assert parse("1 250,5", unit=1_000_000) == 1_250_500_000
    assert parse("500 kr", unit=1_000_000) == 500


@given(st.integers(0, LARGEST))
def test_what_is_written_with_groups_is_read_back(amount: int) -> None:
    assert parse(f"{amount:,}".replace(",", "\u00a0")) == amount
    assert parse(str(amount)) == amount


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(NotAnAmount):
        assert 0 <= parse(text) <= LARGEST
