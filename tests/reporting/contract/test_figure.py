"""One contract as a figure: its dates, why the giver's is what it is, and whether plans reckon with it."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import CaseFact
from reporting.domain.figures.contract import Mark, Reckoning, contract
from reporting.domain.record import Record
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def found(*agreements, receiver=None, giver=None, more=(), uid="k1", own=frozenset(), **changes):
    """The contract `uid` of a portfolio where T1 gives to T2."""
    parts = (
        giver or owned("T1", "a", work("m1", 20, forecast="2027-01-15")),
        receiver or owned("T2", "b", work("m2", 60, forecast="2027-05-01")),
        *more,
    )
    return contract(Record(portfolio(*parts, agreements=agreements, **changes), {}), uid, own)


def of(**changes):
    return agreement("k1", "T1/m1", "T2/m2", **changes)


def dates(made):
    return {each.mark: (each.day.isoformat(), each.late) for each in made.dates}


def test_an_unknown_contract_is_none():
    assert found(of(), uid="finnes ikke") is None


def test_every_date_stands_with_how_it_lies_to_the_need():
    made = found(of(need_by="2027-02", promised="2027-03-01", counter_date="2027-01-31", state="disputed"))
    assert dates(made) == {
        Mark.NEED: ("2027-02-28", None),
        Mark.IMPLIED: ("2027-03-02", 2),
        Mark.PROMISED: ("2027-03-01", 1),
        Mark.COUNTER: ("2027-01-31", -28),
        Mark.CLAIMED: ("2027-01-15", -44),
        Mark.FEASIBLE: ("2027-01-15", -44),
    }


def test_without_a_need_nothing_is_late():
    assert {late for _, late in dates(found(of(promised="2027-03-01"))).values()} == {None}


def test_an_external_giver_claims_what_it_promised_and_it_is_told_once():
    made = found(agreement("k1", "=x", "T2/m2", promised="2027-03-01"))
    assert set(dates(made)) == {Mark.IMPLIED, Mark.PROMISED, Mark.FEASIBLE}


def test_an_external_promise_without_a_date_is_unknown_and_no_infinite_date():
    made = found(agreement("k1", "=x", "T2/m2", need_by="2027-02-01"))
    assert set(dates(made)) == {Mark.NEED, Mark.IMPLIED}
    assert made.agreement.giver_date.feasible is None


# ── why ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_cause_is_told_from_the_first_link_to_the_givers_own_milestone():
    source = owned("T0", "c", work("m0", forecast="2027-06-01"))
    made = found(of(), agreement("k0", "T0/m0", "T1/m1", lag=5), more=(source,))
    told = [(each.part.code, each.day, each.link.lag if each.link else None) for each in made.causes]
    assert told == [("T0", date(2027, 6, 1), 5), ("T1", date(2027, 6, 26), None)]


def test_a_giver_that_nothing_holds_back_has_no_cause():
    assert found(of()).causes == ()


def test_an_external_party_is_named_as_the_cause():
    made = found(of(), agreement("k0", "=x", "T1/m1", promised="2027-06-01"))
    assert [each.external for each in made.causes] == ["Ekstern x", ""]


@pytest.mark.parametrize(
    ("changes", "reckoning"),
    [
        ({}, Reckoning.YES),
        ({"state": "proposed"}, Reckoning.PROPOSED),
        ({"binding": False}, Reckoning.LOOSE),
        ({"binding": False, "state": "proposed"}, Reckoning.LOOSE),
        ({"state": "noted"}, Reckoning.NOTED),
        ({"state": "disputed"}, Reckoning.DISPUTED),
        ({"state": "fulfilled"}, Reckoning.OVER),
    ],
)
def test_whether_plans_reckon_with_it(changes, reckoning):
    assert found(of(**changes)).reckoning is reckoning


@pytest.mark.parametrize(("giver", "receiver"), [("T1", "T2/m2"), ("T1/m1", "T2"), ("T1/m1", "=x")])
def test_without_two_milestones_there_is_no_date_to_reckon_with(giver, receiver):
    assert found(agreement("k1", giver, receiver)).reckoning is Reckoning.WHOLE


def test_what_closes_a_circle_is_left_out_and_says_so():
    assert found(of(), agreement("k2", "T2/m2", "T1/m1")).reckoning is Reckoning.CIRCLE


def test_a_second_contract_on_the_same_link_says_so():
    made = found(of(), agreement("k2", "T1/m1", "T2/m2"), uid="k2")
    assert made.reckoning is Reckoning.TWIN


# ── whose copy, which cases ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_contract_is_told_from_the_readers_own_side():
    """What is withheld is missing in the other side's copy of the contract."""
    fact = of(promised="2027-03-01")
    veiled = replace(fact, promised=None)
    giver = owned("T1", "a", work("m1", forecast="2027-01-15"), gives=(fact,))
    receiver = owned("T2", "b", work("m2", forecast="2027-05-01"), waits=(veiled,))
    state = portfolio(giver, receiver)
    assert contract(Record(state, {}), "k1", frozenset({"uid-T1"})).fact.promised == from_edtf("2027-03-01")
    assert contract(Record(state, {}), "k1").fact.promised is None


def test_the_cases_about_it_are_found_wherever_they_hang():
    case = CaseFact("c1", "Uenighet", "endorsement", dependency="k1")
    other = CaseFact("c2", "Annet", "endorsement", dependency="k9")
    made = found(of(), receiver=owned("T2", "b", work("m2", forecast="2027-05-01"), cases=(case, other)))
    assert made.cases == (case,)
