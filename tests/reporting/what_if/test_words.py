"""A what-if in words: the finding, why each milestone moves, where it stops, and what it rests on."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from reporting.domain.figures.what_if_question import Wrong
from reporting.pages import what_if_words as words
from tests.initiatives.domain.networks import agreement, owned, portfolio, work
from tests.reporting.what_if.facts import chain, recorded, tried


@pytest.fixture(autouse=True)
def _bokmal():
    with override("nb"):
        yield


def said(text):
    return text.replace("\u00a0", " ")


def test_the_finding_tells_who_follows_which_end_moves_and_what_comes_into_danger():
    assert said(words.finding(tried(chain(), ("m1", 42)))) == (
        "Glir «Milepæl m1» 6 uker, flyttes tre andre milepæler hos to eiere. "
        "«Milepæl m2b» flyttes fra 1.4.2027 til 13.5.2027. Én avtale kommer i fare."
    )


def test_slack_that_takes_it_all_up_is_the_finding():
    parts = owned("T1", "a", work("m1", original="2027-01-10")), owned("T2", "b", work("m2", original="2027-12-01"))
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2"),)))
    assert words.finding(tried(record, ("m1", 14))) == (
        "Glir «Milepæl m1» 2 uker, flyttes ingen andre milepæler. Slakken tar det opp."
    )


def test_that_nothing_waits_for_it_is_the_finding():
    record = recorded(portfolio(owned("T1", "a", work("m1", original="2027-01-10"))))
    assert words.finding(tried(record, ("m1", 3))) == (
        "Glir «Milepæl m1» 3 dager, flyttes ingen andre milepæler. Ingen avtale og ingen rekkefølge er ført fra den."
    )


def test_several_and_an_external_party_are_said_otherwise():
    part = owned("T1", "a", work("m1", original="2027-02-01"))
    record = recorded(portfolio(part, agreements=(agreement("d1", "=x", "T1/m1", promised="2027-02-01"),)))
    assert words.finding(tried(record, ("d1", 7))).startswith("Leverer Ekstern x 1 uke senere enn ventet, flyttes én")
    assert words.finding(tried(record, ("d1", 7), ("m1", 70))).startswith("Glir disse to samtidig, flyttes ingen")
    assert words.finding(tried(record)) == "Hva om en milepæl glir?"


@pytest.mark.parametrize(
    ("type", "lag", "days", "expected"),
    [
        ("FS", 0, 30, "kan ikke begynne før «Milepæl m1» er nådd"),
        ("FS", 7, 30, "kan ikke begynne før 7 dager etter at «Milepæl m1» er nådd"),
        ("FS", -7, 30, "kan ikke begynne før 7 dager før «Milepæl m1» er nådd"),
        ("FS", 0, None, "kan ikke nås før «Milepæl m1» er nådd"),
        ("SS", 1, 30, "kan ikke begynne før 1 dag etter at arbeidet med «Milepæl m1» har begynt"),
        ("FF", 0, 30, "kan ikke nås før «Milepæl m1» er nådd"),
        ("SF", 0, 30, "kan ikke nås før arbeidet med «Milepæl m1» har begynt"),
    ],
)
def test_each_kind_of_link_says_what_it_demands(type, lag, days, expected):
    parts = (
        owned("T1", "a", work("m1", original="2028-01-01")),
        owned("T2", "b", work("m2", days, original="2027-01-01")),
    )
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2", type=type, lag=lag),)))
    row = tried(record, ("m1", 42)).rows[1]
    assert said(words.why(row)) == expected
    assert words.standing(row.why) == "godtatt avtale"


def test_slack_that_took_up_a_part_is_told_and_a_proposal_says_so():
    row = tried(chain(), ("m1", 42)).rows[3]
    assert said(words.why(row)).endswith("er nådd, 30 dager slakk tok opp resten")
    assert words.standing(row.why) == "foreslått avtale, ikke godtatt"


def test_where_it_stops_is_told():
    (slack,) = tried(chain(), ("m1", 20)).stops
    assert said(words.stop(slack)) == "30 dager slakk tar det opp, 10 dager er igjen"
    disputed = chain(agreement("d3", "T1/m1", "T3/m3", state="disputed"))
    (stop,) = tried(disputed, ("m1", 1)).stops[1:]
    assert words.stop(stop) == "avtalen er omstridt og regnes ikke"


def test_what_it_rests_on_names_proposals_assumptions_and_who_has_given_no_date():
    assumed = owned("T7", "a", work("m7", original="2027"), work("m8", original="2027"), sequential=True)
    state = chain(agreement("d9", "=x", "T2/m2")).state
    record = recorded(replace(state, slices=state.slices | {"uid-T7": assumed}))
    told = " ".join(words.ground(tried(record, ("m1", 42), ("m7", 7))))
    assert "1 ledd er en foreslått avtale" in told
    assert "1 ledd er antatt" in told
    assert "Regnet uten dato fra Ekstern x." in told


@pytest.mark.parametrize("why", list(Wrong))
def test_everything_that_can_be_wrong_has_its_sentence(why):
    for kept in (False, True):
        sentence = words.wrong(why, kept=kept)
        assert sentence.endswith(".") and sentence[0].isupper()


def test_long_lists_of_names_are_cut_with_a_count():
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B", "C"]) == "A, B og C"
    assert words.listed(list("ABCDEFGH"), most=3) == "A, B, C og 5 til"
