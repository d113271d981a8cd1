"""Dates that can be kept, in words: when, why, what is not known, and how much room there is."""

from dataclasses import replace

from initiatives.formatting import NBSP
from reporting.domain.figures.feasible_dates import milestone_dates
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record
from reporting.pages import feasible_words as words
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def told(*parts, agreements=(), code="T1", **changes):
    """What is said of each milestone of T1."""
    record = Record(portfolio(*parts, agreements=agreements, **changes), {})
    part = record.state.codes[code]
    found = milestone_dates(reckoned(record), part)
    return {
        uid: (words.kept(each), *(text.replace(NBSP, " ") for text in words.why(each, part)))
        for uid, each in found.items()
    }


GIVER = owned("T0", "c", work("m0", original="2027-02-01"))


def test_a_promise_that_holds_a_milestone_back_is_told_with_its_owner_and_day():
    part = owned("T1", "a", work("m1", original="2027-01-20"))
    late = agreement("d", "T0/m0", "T1/m1", promised="2027-01-15")
    kept = agreement("d", "T0/m0", "T1/m1", promised="2027-02-01")
    assert told(GIVER, part, agreements=(late,))["m1"] == (
        "1.2.2027",
        "holdes igjen av «Milepæl m0» (Virksomhet C), lovet 15.1.2027, ventet 1.2.2027",
    )
    assert told(GIVER, part, agreements=(kept,))["m1"][1] == (
        "holdes igjen av «Milepæl m0» (Virksomhet C), lovet 1.2.2027"
    )


def test_the_chain_is_told_to_its_third_step():
    parts = [owned(f"T{n}", "abc"[n % 3], work(f"m{n}", original="2027-01-01")) for n in range(1, 6)]
    links = [agreement(f"d{n}", f"T{n + 1}/m{n + 1}", f"T{n}/m{n}", lag=30) for n in range(1, 5)]
    (_, said) = told(*parts, agreements=links)["m1"]
    assert said.count("den venter på") == 2
    assert said.endswith(", og 1 ledd til")
    assert "«Milepæl m2» (Virksomhet C), ventet 1.4.2027; den venter på «Milepæl m3»" in said


def test_what_is_overdue_is_the_earliest_and_so_is_what_waits_for_it():
    giver = owned("T0", "c", work("m0", original="2026-11-01"))
    part = owned("T1", "a", work("m1", 30, original="2026-12-01"), work("m2", original="2026-01-01"))
    link = agreement("d", "T0/m0", "T1/m1", promised="2026-11-01")
    found = told(giver, part, agreements=(link,))
    assert found["m1"] == (
        "tidligst 23.12.2026",
        "holdes igjen av «Milepæl m0» (Virksomhet C), lovet 1.11.2026, passert uten ny dato",
    )
    assert found["m2"] == ("tidligst 23.11.2026",)


def test_a_date_that_nobody_claims_is_derived_and_one_without_ground_says_whose_date_is_missing():
    part = owned("T1", "a", work("m1"), work("m2", original="2027-03-01"), work("m3"), work("m4"))
    links = (
        agreement("d1", "T0/m0", "T1/m1"),
        agreement("d2", "=x", "T1/m2"),
        agreement("d3", "=x", "T1/m3"),
    )
    found = told(GIVER, part, agreements=links)
    assert found["m1"] == ("1.2.2027", "avledet, ikke lovet", "følger av «Milepæl m0» (Virksomhet C), ventet 1.2.2027")
    assert found["m2"] == ("", "regnet uten dato fra Ekstern x")
    assert found["m3"] == ("", "kan ikke beregnes fordi ingen har datert Ekstern x")
    assert found["m4"] == ("",)  # nobody waits, and nobody has said: nothing to add


def test_what_was_reached_first_and_what_waits_in_a_ring_are_told():
    reached = owned("T1", "a", work("m1", original="2026-10-01", actual="2026-10-10"))
    assert told(GIVER, reached, agreements=(agreement("d", "T0/m0", "T1/m1"),))["m1"] == (
        "",
        "nådd før forutsetningen: «Milepæl m0» (Virksomhet C)",
    )
    other = owned("T2", "b", work("m2", original="2027-01-01"))
    part = owned("T1", "a", work("m1", original="2027-01-01"))
    ring = (agreement("d1", "T1/m1", "T2/m2", lag=30), agreement("d2", "T2/m2", "T1/m1"))
    assert told(part, other, agreements=ring)["m1"] == (
        "",
        "kan ikke beregnes fordi milepælene venter på hverandre: "
        "«Milepæl m1» → «Milepæl m2» (Virksomhet B) → «Milepæl m1»",
    )


def test_room_and_an_end_that_cannot_hold_are_sentences():
    first = work("m1", 10, original="2027-01-20")
    last = replace(work("m2", 30, original="2027-04-01"), predecessor="m1")
    record = Record(portfolio(GIVER, owned("T1", "a", first, last)), {})
    part = record.state.codes["T1"]
    found = milestone_dates(reckoned(record), part)
    assert words.room(found["m1"].room).replace(NBSP, " ") == "41 dager slakk til «Milepæl m2»"
    assert words.end(found["m2"]) == ""
    late = agreement("d", "T0/m0", "T1/m1", lag=60)
    record = Record(portfolio(GIVER, owned("T1", "a", first, last), agreements=(late,)), {})
    found = milestone_dates(reckoned(record), record.state.codes["T1"])
    assert words.room(found["m1"].room) == "på kritisk vei til «Milepæl m2»"
    assert words.end(found["m2"]).replace(NBSP, " ") == (
        "Sluttmilepælen «Milepæl m2» er ventet 1.4.2027, men kan ikke nås før 12.5.2027 (+6 uker)."
    )
