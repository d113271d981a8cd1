"""What may stand in free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.free_text import holds_identity_number, one_line, tidy

PERSON = "01010050053"  # made up from the rules; such numbers are nobody's until they are given out
D_NUMBER = "41010050047"
H_NUMBER = "01410050036"
TEST_PERSON = "01810050019"


@pytest.mark.parametrize(
    "text",
    [
        PERSON,
        D_NUMBER,
        H_NUMBER,
        TEST_PERSON,
        f"Pasient {PERSON}, ring i morgen",
        "010100 50053",
        "010100\u00a050053",
        "01.01.00 50053",
        "010100-50053",
        "010100 500 53",
        "5 010100 50053",
        "０１０１００５００５３",
        "nr.01010050053.",
    ],
)
def test_an_identity_number_is_seen(text: str) -> None:
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01010050054",  # wrong control digit
        "010100500530",  # twelve digits
        "1010050053",  # ten
        "99999999999",
        "00000000000",  # no such day
        "Beløp 1 250 000 000 kr i 2024–2029",
        "Telefon 22 33 44 55 og 900 00 000",
        "Sak 2023/12345-6 av 9.11.2024",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not holds_identity_number(text)


def test_long_text_is_searched_in_reasonable_time() -> None:
    assert not holds_identity_number("0 1" * 50_000)
    assert holds_identity_number("12 " * 30_000 + PERSON)


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


def test_what_cannot_be_seen_goes_and_what_can_be_seen_stays() -> None:
    assert tidy("a\u200bb\ufeff\x00\u202ec\r\nd\re") == "abc\nd\ne"
    assert tidy("č đ ŋ š ŧ ž – «ja» 1\u00a0250 → 🩺\tx") == "č đ ŋ š ŧ ž – «ja» 1\u00a0250 → 🩺\tx"
    assert one_line("  to\nlinjer  her ") == "to linjer her"
