"""What is open between owners: in danger, loose, on an agenda, or in a circle."""

from dataclasses import replace
from datetime import date

from initiatives.domain.agreements import Concern
from initiatives.domain.facts import CaseFact, Withheld, WithheldField
from reporting.domain.figures.coordination_counts import cases, circles, counts
from reporting.domain.record import Record
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio


def record(*agreements, parts=None, **changes):
    held = parts or [
        owned("T1", "a", milestone("m1", forecast="2027-06")),
        owned("T2", "b", milestone("m2", forecast="2027-03")),
    ]
    return Record(portfolio(*held, agreements=agreements, **changes), {})


def test_each_agreement_is_counted_once_and_the_calm_ones_are_neither():
    calm = agreement("d4", "T2/m2", "T1/m1", need_by="2027-05", promised="2027-04", known=date(2026, 11, 1))
    found = counts(
        record(
            agreement("d1", "T2/m2", "T1/m1", promised="2027-01", need_by="2026-12"),
            agreement("d2", "=x", "T1", state="noted", need_by="2027-05"),
            agreement("d3", "T2", "T1", promised="2027-05", since=date(2026, 1, 1)),
            replace(calm, since=date(2026, 11, 20)),
        )
    )
    assert [each.agreement.uid for each in found.endangered] == ["d1"]
    assert {why: [each.agreement.uid for each in rows] for why, rows in found.loose.items()} == {
        Concern.STALE: ["d3"],
        Concern.NOTED: ["d2"],
    }
    assert (len(found.rows), found.unsupported, found.external, found.inside, found.known) == (4, 2, 1, 0, 4)
    assert found.states["accepted"] == 3


def test_what_is_inside_one_owner_is_counted_apart():
    parts = [owned("T1", "a"), owned("T2", "a")]
    found = counts(record(agreement("d1", "T2", "T1"), parts=parts))
    assert (found.rows, found.inside, found.known) == ((), 1, 1)


def test_a_withheld_promise_is_not_a_missing_one():
    made = record(agreement("d1", "T2/m2", "T1/m1", state="disputed"))
    assert counts(made).undated == 1
    part = made.state.slices["uid-T1"]
    hidden = WithheldField("d1", "promised", Withheld("offl. § 23"))
    state = replace(made.state, slices={**made.state.slices, part.uid: replace(part, withheld=(hidden,))})
    assert counts(Record(state, {})).undated == 0


def test_a_case_that_waits_is_found_by_its_agreement_and_a_decided_one_is_not():
    waiting = CaseFact("c1", "Løft", "discussion", dependency="d1")
    decided = CaseFact("c2", "Avgjort", "discussion", dependency="d2", decided=True)
    parts = [owned("T1", "a", cases=(waiting, decided)), owned("T2", "b")]
    assert cases(record(parts=parts)) == {"d1": waiting}


def test_a_circle_names_the_agreements_that_were_left_out():
    parts = [owned("T1", "a", milestone("m1", forecast="2027")), owned("T2", "b", milestone("m2", forecast="2027"))]
    made = record(agreement("d1", "T2/m2", "T1/m1"), agreement("d2", "T1/m1", "T2/m2"), parts=parts)
    [(circle, rows)] = circles(made)
    assert set(circle.path) == {"m1", "m2"}
    assert sorted(each.uid for each in rows) == ["d1", "d2"]


def test_nothing_at_all_is_no_error():
    found = counts(record(parts=[owned("T1", "a")]))
    assert (found.rows, found.endangered, found.loose, found.known) == ((), (), {}, 0)
