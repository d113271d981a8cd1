"""What became of agreements between two records."""

from typing import Any

import pytest

from reporting.domain.diff import AgreementChange, Difference, Kind, diff
from reporting.domain.record import Record
from tests.initiatives.domain.networks import agreement, owned, portfolio, work

SURE = {"promised": "2027-03-01", "need_by": "2027-06-01", "binding": True}


def held(*links: Any) -> Record:
    """T1 (owner a) gives to T2 (owner b)."""
    parts = (
        owned("T1", "a", work("m1", 10, original="2027-02-01")),
        owned("T2", "b", work("m2", 5, original="2027-09-01")),
    )
    return Record(portfolio(*parts, agreements=links), {})


def told(then: Record, now: Record) -> list[str]:
    return [each.kind.value for each in diff(then, now).changes]


def one(found: Difference, kind: Kind) -> AgreementChange:
    (change,) = found.of(kind)
    assert isinstance(change, AgreementChange)
    return change


def deal(state: str = "accepted", **changes: Any) -> Any:
    return agreement("d1", "T1/m1", "T2/m2", state=state, **(SURE | changes))


@pytest.mark.parametrize(
    ("was", "now", "kinds"),
    [
        ("accepted", "disputed", ["disputed", "endangered"]),
        ("disputed", "accepted", ["settled", "safe"]),
        ("disputed", "fulfilled", ["settled", "safe"]),
        ("proposed", "accepted", ["accepted"]),
        ("accepted", "fulfilled", ["fulfilled"]),
        ("noted", "proposed", ["proposed"]),
        ("accepted", "withdrawn", ["dropped"]),
        ("accepted", "accepted", []),
    ],
)
def test_what_became_of_an_agreement(was: str, now: str, kinds: list[str]) -> None:
    assert told(held(deal(was)), held(deal(now))) == kinds


def test_a_new_one_that_is_in_danger_is_both() -> None:
    late = deal(promised="2027-07-01")
    assert told(held(), held(late)) == ["endangered", "noted_new"]
    assert told(held(late), held()) == ["safe", "dropped"]


def test_one_that_turns_late_is_in_danger_and_names_both_sides_and_owners() -> None:
    change = one(diff(held(deal()), held(deal(promised="2027-07-01"))), Kind.ENDANGERED)
    assert change.part and [change.part.code, *(each.code for each in change.others)] == ["T2", "T1"]
    assert change.owners == {"a", "b"}
    assert change.before and change.after and not change.before.endangered and change.after.endangered
