"""Finding what may slip: by words, never all at once, and what most others wait for first."""

from dataclasses import replace

from initiatives.domain.facts import EntryFact
from reporting.domain.figures.what_if_search import NEXT, SHOWN, search, suggested
from tests.initiatives.domain.networks import agreement, owned, portfolio, work
from tests.reporting.what_if.facts import chain, recorded


def keys(found):
    return [[each.key for each in group.options] for group in found.groups]


def test_every_word_must_be_found_in_the_milestone_the_initiative_or_the_owner():
    record = chain()
    assert keys(search(record, "t2")) == [["m2", "m2b"]]
    assert keys(search(record, "TILTAK t2 m2b")) == [["m2b"]]
    assert keys(search(record, "virksomhet c")) == [["m3"]]
    assert keys(search(record, "finnesikke")) == []
    assert keys(search(record, "  ")) == []


def test_what_is_reached_or_undated_is_counted_and_never_offered():
    part = owned("T9", "a", work("m1", original="2026", actual="2026-02-01"), work("m2"), work("m3", original="2027"))
    found = search(recorded(portfolio(part)), "t9")
    assert (keys(found), found.total, found.closed) == ([["m3"]], 1, 2)


def test_a_promise_from_outside_is_found_by_the_party_and_by_what_it_is():
    part = owned("T1", "a", work("m1", original="2027"))
    given = agreement("d1", "=x", "T1/m1", promised="2027", description="Ny forskrift")
    record = recorded(portfolio(part, agreements=(given,)))
    assert keys(search(record, "forskrift")) == keys(search(record, "ekstern")) == [["d1"]]


def test_never_all_of_thousands_and_the_count_is_told():
    part = owned("T1", "a", *(work(f"m{n}", original="2027") for n in range(200)))
    found = search(recorded(portfolio(part)), "milepæl")
    assert (sum(len(group.options) for group in found.groups), found.total) == (SHOWN, 200)


def test_the_initiative_whose_code_is_typed_comes_first_and_real_ones_before_examples():
    parts = [owned(code, "a", work(f"m-{code}", original="2027", name="Klar for T2")) for code in ("T1", "T2")]
    invented = replace(owned("A1", "a", work("m-A1", original="2027", name="Klar for T2")), example=True)
    assert keys(search(recorded(portfolio(*parts, invented)), "t2")) == [["m-T2"], ["m-T1"], ["m-A1"]]


def test_what_most_agreements_wait_for_is_suggested_then_what_comes_next():
    found = suggested(chain())
    assert [(each.key, each.waiting) for each in found] == [("m1", 1), ("m2b", 1), ("m2", 0), ("m3", 0)]


def test_suggestions_are_few_and_only_of_what_is_under_way():
    parts = [owned(f"T{n}", "a", work(f"m{n}", original="2027")) for n in range(30)]
    planned = replace(owned("P1", "a", work("p1", original="2026-12-01")), entries=(EntryFact("e", "plan", "planned"),))
    found = suggested(recorded(portfolio(*parts, planned)))
    assert len(found) == NEXT
    assert "p1" not in [each.key for each in found]
