"""Numbers, money and dates as each language writes them, and dates that can be read back as they were written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from initiatives import formatting
from initiatives.domain.dates import parse


def plain(text: str) -> str:
    return text.replace(formatting.NBSP, " ")


@pytest.mark.parametrize(
    ("written", "nb", "nn", "en"),
    [
        ("9.11.2024", "9.11.2024", "9.11.2024", "9 Nov 2024"),
        ("nov. 2024", "nov. 2024", "nov. 2024", "Nov 2024"),
        ("vår 2023", "vår 2023", "vår 2023", "spring 2023"),
        ("sommer 2023", "sommer 2023", "sommar 2023", "summer 2023"),
        ("høst 2023", "høst 2023", "haust 2023", "autumn 2023"),
        ("1. kvartal 2024", "1. kvartal 2024", "1. kvartal 2024", "Q1 2024"),
        ("3. tertial 2024", "3. tertial 2024", "3. tertial 2024", "T3 2024"),
        ("2. halvår 2024", "2. halvår 2024", "2. halvår 2024", "H2 2024"),
        ("2024–2026", "2024–2026", "2024–2026", "2024–2026"),
    ],
)
def test_a_partial_date_is_told_in_the_language_and_read_back_the_same(written: str, nb: str, nn: str, en: str) -> None:
    value = parse(written)
    for language, told in (("nb", nb), ("nn", nn), ("en", en)):
        with override(language):
            assert formatting.when(value) == told
            assert (parse(told).earliest, parse(told).latest) == (value.earliest, value.latest)


@pytest.mark.parametrize(
    ("language", "number", "money", "share", "day", "days"),
    [
        ("nb", "1 250,5", "38,5 mill. kr", "4,2 %", "9. november 2024", "371 dager"),
        ("nn", "1 250,5", "38,5 mill. kr", "4,2 %", "9. november 2024", "371 dagar"),
        ("en", "1,250.5", "38.5 million kroner", "4.2%", "9 November 2024", "371 days"),
    ],
)
def test_numbers_follow_the_language(language: str, number: str, money: str, share: str, day: str, days: str) -> None:
    with override(language):
        assert plain(formatting.number(Decimal("1250.5"), 1)) == number
        assert plain(formatting.money(38_500_000)) == money
        assert plain(formatting.percent(Decimal("4.2"), 1)) == share
        assert formatting.long_day(date(2024, 11, 9)) == day
        assert formatting.days(371) == days


def test_an_amount_does_not_part_from_its_unit() -> None:
    for language in ("nb", "nn", "en"):
        with override(language):
            assert " " not in formatting.money(1_250_000_000)


def test_what_is_not_stated_is_a_dash_in_every_language() -> None:
    for language in ("nb", "nn", "en"):
        with override(language):
            assert {formatting.number(None), formatting.money(None), formatting.day(None), formatting.when(None)} == {
                "–"
            }


@pytest.mark.parametrize(("language", "written"), [("nb", "14.05"), ("nn", "14.05"), ("en", "14:05")])
def test_the_time_of_day_is_told_as_in_norway(language: str, written: str) -> None:
    with override(language):
        assert formatting.clock(datetime(2026, 11, 23, 13, 5, tzinfo=UTC)) == written
