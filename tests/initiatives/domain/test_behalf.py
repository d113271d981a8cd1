"""On whose word somebody spoke: kept in one line, and taken apart again."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain import behalf
from initiatives.domain.behalf import MARK, Spoken, kept, taken_apart

plain = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(str.strip)


@given(plain.filter(lambda text: MARK not in text), plain.filter(lambda text: MARK not in text))
def test_what_is_kept_is_read_again(words: str, given_by: str) -> None:
    assert taken_apart(kept(words, given_by)) == Spoken(words, given_by)


@pytest.mark.parametrize(
    "line", ["", "Uaktuell", "Datoen er oppgitt av leverandøren", "Eksempel: oppdiktet", "har oppgitt av vane"]
)
def test_words_of_ones_own_name_nobody(line: str) -> None:
    assert taken_apart(line) == Spoken(line, "")


@given(plain, plain)
def test_nobodys_words_name_who_stood_behind_them(words: str, given_by: str) -> None:
    forged = f"{words} · {MARK}{given_by}"
    assert taken_apart(kept(forged, "")).given_by == ""
    assert taken_apart(kept(forged, "Kari")).given_by == "Kari"


def test_the_examples_hold() -> None:
    assert doctest.testmod(behalf).failed == 0
