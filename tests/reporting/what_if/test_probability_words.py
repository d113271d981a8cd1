"""Probability in words people use, and refusals that say what is missing."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from initiatives.domain.facts import DurationFact
from initiatives.domain.simulation import NotComputable
from reporting.domain.figures.probability import NoEnd, probability_of
from reporting.domain.record import Record
from reporting.pages import probability_words as words
from tests.build import milestone
from tests.initiatives.domain.networks import owned, portfolio, work


@pytest.fixture(autouse=True)
def _bokmal():
    with override("nb"):
        yield


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, ""),
        (0.0, "aldri i kjøringene"),
        (0.0004, "under 1 av 100 ganger"),
        (0.62, "62 av 100 ganger"),
        (0.998, "over 99 av 100 ganger"),
        (1.0, "alltid i kjøringene"),
    ],
)
def test_a_chance_is_so_many_times_of_a_hundred(share, said):
    assert words.chance(share) == said


def test_the_three_dates_are_said_in_one_sentence():
    end = replace(milestone("m1", original="2027-02-01"), duration=DurationFact(30, 30, 30))
    record = Record(portfolio(owned("T1", "a", end)), {})
    found = probability_of(record, record.state.codes["T1"])
    assert words.when(found) == (
        "Halvparten av gangene innen 1.2.2027, 85 av 100 ganger innen 1.2.2027, og 10 av 100 ganger alt 1.2.2027."
    )
    assert words.meets(found) == ("opprinnelig plan 1.2.2027 holder alltid i kjøringene",)
    assert words.finding([found], 1, 1) == "Halvparten av gangene er «Milepæl m1» nådd innen 1.2.2027."


def test_a_refusal_says_what_is_missing_and_how_many_there_are():
    done = [work(f"d{n}", original="2026-01-10", actual="2026-02-20") for n in range(7)]
    record = Record(portfolio(owned("T1", "a", *done), owned("T2", "b", milestone("x", original="2027-01-10"))), {})
    assert words.refusal(probability_of(record, record.state.codes["T2"])) == (
        "Kan ikke beregnes fordi «Milepæl x» verken har trepunktsanslag eller nok ferdige milepæler å sammenlikne med "
        "(7 av 20)."
    )
    assert words.refusal(probability_of(record, record.state.codes["T1"])) == (
        "Kan ikke beregnes fordi alle milepælene er nådd."
    )


@pytest.mark.parametrize("reason", [*NotComputable, *NoEnd])
def test_every_reason_has_its_heading(reason):
    assert words.reason_title(reason)


def test_findings_of_a_list_never_say_more_than_is_reckoned():
    assert words.finding([], 0, 54) == "Ingen av tiltakene kan beregnes ennå."
    assert words.finding([], 30, 54) == "30 av 54 tiltak kan beregnes."


@pytest.mark.parametrize("common", [0.0, 0.3])
def test_what_it_assumes_is_said(common):
    told = " ".join(words.ground(common, 10_000, 7)).replace("\u00a0", " ")
    assert "10 000 kjøringer med fast frø 7" in told
    assert ("I 30 av 100 kjøringer" in told) == bool(common)
    assert ("sin egen flaks" in told) == (not common)
