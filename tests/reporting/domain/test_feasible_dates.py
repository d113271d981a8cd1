"""What the engine says of an initiative's milestones, by name: what holds them back, what is missing, their room."""

from dataclasses import replace
from datetime import date

import pytest

from reporting.domain.figures.feasible_dates import late_ends, later, milestone_dates
from reporting.domain.reckoned import reckoned, reckoned_for
from reporting.domain.record import Record
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def dates_of(record, code):
    part = record.state.codes[code]
    return milestone_dates(reckoned_for(record, part), part)


def chain_record(**changes):
    """T0's m0 holds back T1's m1, which T1's m2 follows; T2 waits for somebody outside who has promised no date."""
    second = replace(work("m2", 30, original="2027-03-01"), predecessor="m1")
    parts = (
        owned("T0", "c", work("m0", original="2027-01-15"), **changes),
        owned("T1", "a", work("m1", 10, original="2027-01-01"), second),
        owned("T2", "b", work("m3", original="2027-05-01"), work("m4")),
    )
    links = (
        agreement("d0", "T0/m0", "T1/m1", promised="2027-01-10", lag=5),
        agreement("d1", "=x", "T2/m3"),
        agreement("d2", "T1/m2", "T2/m4"),
    )
    return Record(portfolio(*parts, agreements=links), {})


def test_what_holds_a_date_back_is_named_the_nearest_first():
    found = dates_of(chain_record(), "T1")
    assert found["m1"].held and found["m1"].found.feasible == date(2027, 1, 30)
    assert [(each.name.milestone.uid, each.comes) for each in found["m1"].chain] == [("m0", date(2027, 1, 15))]
    assert found["m1"].chain[0].agreement.uid == "d0" and found["m1"].chain[0].name.owner_name == "Virksomhet C"
    assert not found["m2"].held and found["m2"].chain == ()  # thirty days from 30.1. are 1.3.: it just holds


def test_an_order_inside_the_initiative_needs_no_agreement():
    parts = (owned("T1", "a", work("m1", 10, original="2027-02-01"), second_of("m1")),)
    found = milestone_dates(reckoned(Record(portfolio(*parts), {})), parts[0])
    assert [(each.name.milestone.uid, each.agreement) for each in found["m2"].chain] == [("m1", None)]


def second_of(first):
    return replace(work("m2", 60, original="2027-03-01"), predecessor=first)


def test_who_has_given_no_date_is_named_and_a_date_of_ones_own_that_is_missing_is_not():
    found = dates_of(chain_record(), "T2")
    assert [each.name for each in found["m3"].missing] == ["Ekstern x"]
    assert found["m3"].found.feasible == date(2027, 5, 1) and not found["m3"].held
    assert found["m4"].derived and found["m4"].missing == () and not found["m4"].held


def test_what_was_reached_before_what_it_waited_for_says_so():
    parts = (
        owned("T0", "c", work("m0", original="2027-01-15")),
        owned("T1", "a", work("m1", original="2026-10-01", actual="2026-10-10")),
    )
    record = Record(portfolio(*parts, agreements=(agreement("d0", "T0/m0", "T1/m1"),)), {})
    (found,) = dates_of(record, "T1").values()
    assert [each.milestone.uid for each in found.unreached] == ["m0"]
    assert not found.held and found.chain == ()


def test_milestones_that_wait_for_each_other_are_told_as_a_ring_and_not_as_held_back():
    parts = [owned(f"T{n}", "a", work(f"m{n}", original="2027-01-01")) for n in (1, 2)]
    ring = (agreement("d1", "T1/m1", "T2/m2", lag=30), agreement("d2", "T2/m2", "T1/m1"))
    record = Record(portfolio(*parts, agreements=ring), {})
    (found,) = dates_of(record, "T1").values()
    assert [each.milestone.uid for each in found.circle] == ["m1", "m2", "m1"]
    assert not found.held and later(record) == {}


def test_room_is_told_against_the_end_milestone_and_not_of_the_end_itself():
    found = dates_of(chain_record(), "T1")
    assert (found["m1"].room.days, found["m1"].room.end.uid) == (0, "m2")
    assert found["m2"].room is None
    loose = owned("T1", "a", work("m1", original="2027-01-01"), second_of("m1"), work("m9", original="2028-01-01"))
    found = milestone_dates(reckoned(Record(portfolio(loose), {})), loose)
    assert found["m1"].room is None  # nothing leads from it to the end


def test_a_date_that_has_passed_makes_what_waits_for_it_the_earliest_it_can_be():
    record = chain_record()
    overdue = replace(record.state.codes["T0"], milestones=(work("m0", original="2026-11-01"),))
    record = replace(record, state=replace(record.state, slices={**record.state.slices, overdue.uid: overdue}))
    early = replace(record.state.codes["T1"], milestones=(work("m1", 40, original="2026-12-01"),))
    record = replace(record, state=replace(record.state, slices={**record.state.slices, early.uid: early}))
    found = dates_of(record, "T1")["m1"]
    assert found.held and found.earliest and found.chain[0].overdue


def test_an_owner_that_is_only_late_by_its_own_word_is_not_held_back():
    record = Record(portfolio(owned("T1", "a", work("m1", original="2026-01-01"))), {})
    (found,) = dates_of(record, "T1").values()
    assert found.found.gap and not found.held and later(record) == {}


def test_ends_that_cannot_hold_come_with_the_longest_first_and_examples_last():
    def waits(n, days, **changes):
        return owned(f"T{n}", "a", work(f"m{n}", original=f"2027-01-{days:02}"), **changes)

    giver = owned("T0", "c", work("m0", original="2027-02-01"))
    parts = waits(1, 20), waits(2, 10), waits(3, 1, example=True), waits(4, 1, life="paused"), waits(5, 28)
    links = [agreement(f"d{n}", "T0/m0", f"T{n}/m{n}") for n in (1, 2, 3, 4)]
    found = late_ends(Record(portfolio(giver, *parts, agreements=links), {}))
    assert [(each.part.code, each.days) for each in found] == [("T2", 22), ("T1", 12), ("T3", 31)]


def test_a_later_date_that_does_not_reach_the_end_is_no_late_end():
    giver = owned("T0", "c", work("m0", original="2027-02-01"))
    part = owned("T1", "a", work("m1", original="2027-01-01"), work("m9", original="2028-01-01"))
    record = Record(portfolio(giver, part, agreements=(agreement("d", "T0/m0", "T1/m1"),)), {})
    assert list(later(record)) == ["uid-T1"] and late_ends(record) == ()


@pytest.mark.parametrize("code", ["T0", "T1", "T2"])
def test_one_initiative_is_told_the_same_as_among_all(code):
    record = chain_record()
    part = record.state.codes[code]
    assert milestone_dates(reckoned_for(record, part), part) == milestone_dates(reckoned(record), part)
