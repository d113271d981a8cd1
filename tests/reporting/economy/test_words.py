"""Sums, deviations and findings in words."""

from datetime import date

import pytest
from django.utils.translation import override

from initiatives.domain.facts import Withheld
from reporting.domain.figures.economy import economy
from reporting.domain.money import Sum
from reporting.pages.economy_lines import covers_words, followable
from reporting.pages.economy_words import beside, finding, largest
from reporting.pages.money_words import deviation, held, percent, sum_words
from tests.build import line, record, slice_

MILLION = 1_000_000


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("sum", "words"),
    [
        (Sum(276 * MILLION, 276 * MILLION, 1), "276"),
        (Sum(38_500_000, 38_500_000, 2), "38,5"),
        (Sum(302 * MILLION, 332 * MILLION, 3), "302–332"),
        (Sum(0, 30 * MILLION, 1), "inntil 30"),
        (Sum(4000 * MILLION, None, 1), "over 4 000"),
        (Sum(4000 * MILLION, None, 2), "minst 4 000"),
        (Sum(12 * MILLION, None, 1, withheld=1), "minst 12"),
        (Sum(200 * MILLION, 200 * MILLION, 1, about=True), "ca. 200"),
        (Sum(0, None, 0, withheld=2), "unntatt"),
        (Sum(0, 0, 0), "–"),
        (Sum(0, 0, 1), "0"),
    ],
)
def test_a_sum_is_told_as_sure_as_it_is(sum: Sum, words: str) -> None:
    assert plain(sum_words(sum)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2 * MILLION, 2 * MILLION, "+2"),
        (-2 * MILLION, -2 * MILLION, "−2"),
        (0, 0, "0"),
        (-MILLION, 3 * MILLION, "−1 til +3"),
        (2 * MILLION, None, "minst +2"),
        (None, -MILLION, "høyst −1"),
        (None, None, "–"),
    ],
)
def test_a_deviation_carries_its_sign(low: int | None, high: int | None, words: str) -> None:
    assert plain(deviation(low, high)) == words


def test_per_cent_is_rounded_as_money_is() -> None:
    assert [plain(percent(each)) for each in (0.04166, -0.1, 0.0, None)] == ["+4,2 %", "−10,0 %", "0,0 %", "–"]


def test_what_a_sum_holds() -> None:
    assert held(Sum(0, None, 1, withheld=1)) == "1 beløp, 1 unntatt"


def test_the_finding_is_a_real_comparison_before_a_real_sum_before_an_example() -> None:
    example = slice_(
        "E1", example=True, budget=(line("a", amount=100 * MILLION), line("b", amount=90 * MILLION, kind="actual"))
    )
    real = slice_("T1", budget=(line("c", amount=20 * MILLION, kind="proposed"),))
    both = slice_("T2", budget=(line("d", amount=10 * MILLION), line("e", amount=12 * MILLION, kind="actual")))
    told = [
        plain(finding(economy(record(*parts)), 2026)) for parts in ((example,), (example, real), (example, real, both))
    ]
    assert told == [
        "Regnskapet for 2026 er 10 mill. kr (10,0 %) under budsjettet i 1 tiltak (eksempel).",
        "For 2026 er 20 mill. kr forslag.",
        "Regnskapet for 2026 er 2 mill. kr (20,0 %) over budsjettet i 1 tiltak.",
    ]


def test_the_finding_of_nothing_and_of_what_cannot_be_added() -> None:
    assert finding(economy(record()), 2026) == "Ingen beløp er oppgitt."
    alone = slice_("T1", budget=(line("a", amount=5, measure="total"),))
    assert finding(economy(record(alone)), 2026) == "1 beløp, ingen for ett år som kan legges sammen."


def test_the_chart_names_the_largest_real_sum() -> None:
    parts = (
        slice_("E1", example=True, budget=(line("a", amount=900 * MILLION),)),
        slice_("T1", budget=(line("b", amount=20 * MILLION, kind="proposed"),)),
    )
    assert plain(largest(economy(record(*parts)))) == "Størst: forslag 2026, 20 mill. kr"


def test_what_is_in_no_sum_is_counted_by_reason() -> None:
    part = slice_("T1", budget=(line("a", amount=5, measure="total"), line("b", amount=5, addable=False)))
    assert beside(economy(record(part))) == [
        "1 gjelder flere år, deler av et år, en ramme eller en beholdning",
        "1 kan ikke legges sammen, se merknaden",
    ]


def test_what_an_amount_covers() -> None:
    half = line("a", covers_from=date(2024, 1, 1), covers_to=date(2024, 6, 30))
    span = line("b", covers_from=date(2024, 1, 1), covers_to=date(2029, 12, 31))
    assert [covers_words(each) for each in (line("c"), span, half)] == ["2026", "2024–2029", "1.1.2024–30.6.2024"]


def test_only_web_addresses_are_followed() -> None:
    assert followable("https://www.ehelse.no/") == "https://www.ehelse.no/"
    assert followable("javascript:alert(1)") == ""


def test_withheld_money_has_words_in_every_language() -> None:
    secret = economy(record(slice_("T1", budget=(line("a", amount=Withheld("offl. § 23")),))))
    for language in ("nb", "nn", "en"):
        with override(language):
            assert finding(secret, 2026)
