"""Form fields that read what people write."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from initiatives.domain.dates import Refusal, from_edtf, parse
from initiatives.domain.kroner import Wrong
from initiatives.domain.refusals import Problem, Why
from initiatives.formatting import when
from initiatives.forms import sentences
from initiatives.forms.fields import KronerField, PartialDateField, TextField
from initiatives.forms.money import period

DATES = [
    "9.11.2024",
    "nov. 2024",
    "høst 2023",
    "2024",
    "2. kvartal 2024",
    "1. tertial 2024",
    "2. halvår 2024",
    "2024–2029",
]


def error(field: Any, text: str) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    return str(refused.value.messages[0])


@pytest.mark.parametrize("text", DATES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_date_that_is_shown_can_be_sent_back(text: str, language: str) -> None:
    date = parse(text)
    with translation.override(language):
        field = PartialDateField()
        shown = field.prepare_value(date)
        field.known = (date,)
        assert field.clean(shown) is date


def test_a_date_left_untouched_keeps_the_words_of_its_source() -> None:
    date = from_edtf("2024-12-31", "innen utgangen av 2024")
    field = PartialDateField()
    field.known = (date,)
    assert field.clean(when(date)) == date
    assert field.clean("31.12.2024").literal == "innen utgangen av 2024"
    assert field.clean("30.12.2024").literal == "30.12.2024"


def test_no_date_is_none_and_not_a_guess() -> None:
    assert PartialDateField().clean(" \u200b ") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("snart", "Skriv en dato som 9.11.2024, nov. 2024, høst 2023 eller 2024."),
        ("9.11.24", "fire sifre"),
        ("9. november", "årstallet"),
        ("31.2.2024", "finnes ikke i kalenderen"),
        ("5. kvartal 2024", "fire kvartaler"),
        ("ca. 2024", "uten «ca.»"),
        ("innen 2024", "må ha en slutt"),
        ("03/04/2024", "to måter"),
        ("2025–2024", "slutter før den begynner"),
    ],
)
def test_what_is_not_a_date_is_told_what_to_write(text: str, said: str) -> None:
    assert said in error(PartialDateField(), text)


@pytest.mark.parametrize(
    ("text", "kroner"), [("1 250 000", 1_250_000), ("38,5 mill", 38_500_000), ("", None), ("0", 0)]
)
def test_an_amount_is_read(text: str, kroner: int | None) -> None:
    assert KronerField().clean(text) == kroner


def test_an_amount_counts_in_the_fields_unit() -> None:
    assert KronerField(unit=1_000_000).clean("1 250,5") == 1_250_500_000


def test_an_amount_that_is_shown_can_be_sent_back() -> None:
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            field = KronerField()
            assert field.clean(field.prepare_value(1_250_000_000)) == 1_250_000_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mange", "med sifre"),
        ("38,5,2 mill", "to desimaltegn"),
        ("1 250,5", "hele kroner"),
        ("-5", "negativt"),
        ("12 50", "Mellomrommene"),
    ],
)
def test_what_is_not_an_amount_is_told_what_to_write(text: str, said: str) -> None:
    assert said in error(KronerField(), text)


def test_a_long_text_is_refused_with_both_lengths() -> None:
    said = error(TextField(lines=3), "æ" * 100_000)
    assert "100\u00a0000 tegn" in said
    assert "10\u00a0000 tegn" in said


@pytest.mark.parametrize("text", ["01010050053", "Pasient 010100 50053 ringte", "41010050047"])
def test_an_identity_number_is_refused_with_the_reason(text: str) -> None:
    for field in (TextField(lines=3), TextField()):
        assert "fødselsnummer eller D-nummer" in error(field, text)


def test_text_for_many_lines_warns_against_health_data() -> None:
    assert "helseopplysninger" in str(TextField(lines=3).help_text)


def test_text_on_one_line_stays_on_one_line() -> None:
    assert TextField().clean("Ett\r\nnavn\x00 her") == "Ett navn her"
    assert TextField(lines=3).clean("To\r\nlinjer\u202e") == "To\nlinjer"


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────

VALUES = {
    "code": "T001",
    "length": 12_000,
    "limit": 10_000,
    "names": ("A", "B"),
    "path": ("A", "B", "A"),
    "low": -3650,
    "high": 3650,
}


@pytest.mark.parametrize("why", Why)
def test_every_refusal_has_its_sentence(why: Why) -> None:
    said = sentences.sentence(Problem("x", why, VALUES | {"date": parse("2024"), "start": parse("2024")}))
    assert said.endswith(".")
    assert "%(" not in said


def test_every_unread_date_and_amount_has_its_sentence() -> None:
    assert all(sentences.not_a_date(why).endswith(".") for why in Refusal)
    assert all(sentences.not_an_amount(why).endswith(".") for why in Wrong)


def test_a_circle_is_told_as_a_path() -> None:
    assert "A → B → A" in sentences.sentence(Problem("binding", Why.CIRCLE, VALUES))


@pytest.mark.parametrize("code", ["2024", "2024/2026", "2024-01-15", "2024-01-15/2024-03-31"])
def test_a_period_is_the_same_there_and_back(code: str) -> None:
    date = from_edtf(code)
    assert period(date.earliest, date.latest) == date


def test_half_a_period_is_none() -> None:
    assert period(parse("2024").earliest, None) is None
