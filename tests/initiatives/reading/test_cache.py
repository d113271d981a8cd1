"""The cached state is exact: after any write it equals a full reading, and only what was touched is read again."""

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest

from initiatives import models as m
from initiatives import reading
from initiatives.domain.codec import decode, encode
from initiatives.domain.dates import from_edtf
from initiatives.domain.state import PortfolioState
from initiatives.models.base import Act
from initiatives.reading.cache import held

pytestmark = pytest.mark.django_db
ACT = Act(actor="Kari Kilde", known_from=datetime(2024, 1, 1, 12, tzinfo=UTC))


def raise_revision(*touched: m.Initiative, registers: bool = False) -> None:
    row, _ = m.Revision.objects.get_or_create(id=1)
    row.value += 1
    if registers:
        row.registers = row.value
    row.save()
    m.Initiative.objects.filter(pk__in=[each.pk for each in touched]).update(stamp=row.value)


def fresh() -> PortfolioState:
    held.clear()
    return reading.current()


def _change(dice: random.Random, rows: list[m.Initiative]) -> None:
    one, other = dice.sample(rows, 2)
    kind = dice.randrange(5)
    number = m.Dependency.objects.count() + m.BudgetLine.objects.count() + m.Milestone.objects.count()
    if kind == 0:
        one.name = f"Navn {dice.random()}"
        one.record(ACT)
        raise_revision(one)
    elif kind == 1:
        row: Any = m.BudgetLine(initiative=one, key=f"B{number}", amount=dice.randrange(10**9))
        row.record(ACT)
        raise_revision(one)
    elif kind == 2:
        row = m.Dependency(key=f"D{number}", predecessor_initiative=one, successor_initiative=other)
        row.record(ACT)
        raise_revision(one, other)
    elif kind == 3:
        point = m.Milestone(initiative=one, key=f"M{number}", name="Milepæl")
        point.record(ACT)
        m.MilestoneDate(milestone=point, role="forecast", date=from_edtf("2026-05")).assert_(ACT)
        raise_revision(one)
    else:
        dependency = m.Dependency.objects.standing().first()
        if dependency is not None:
            dependency.withdraw(ACT)
            raise_revision(dependency.predecessor_initiative, dependency.successor_initiative)


def test_after_any_sequence_of_writes_the_cache_equals_a_full_reading() -> None:
    dice = random.Random(7)
    rows = [m.Initiative(code=f"T{n}", name=f"Tiltak {n}") for n in range(6)]
    for row in rows:
        row.record(ACT)
    raise_revision(*rows)
    reading.current()
    for _ in range(40):
        _change(dice, rows)
        cached = reading.current()
        assert cached == fresh()
        assert held.state is not None


def test_an_untouched_slice_is_the_same_object_after_a_write() -> None:
    one, other = m.Initiative(code="T1", name="En"), m.Initiative(code="T2", name="To")
    for row in (one, other):
        row.record(ACT)
    raise_revision(one, other)
    before = reading.current()
    one.name = "Endret"
    one.record(ACT)
    raise_revision(one)

    after = reading.current()

    assert after.codes["T2"] is before.codes["T2"]
    assert after.codes["T1"].name == "Endret"
    assert after.registers is before.registers


def test_a_changed_register_is_read_again() -> None:
    owner = m.Organisation(key="O1", name="Før")
    owner.record(ACT)
    raise_revision(registers=True)
    reading.current()
    owner.name = "Etter"
    owner.record(ACT)
    raise_revision(registers=True)

    (found,) = reading.current().registers.organisations.values()

    assert found.name == "Etter"


def test_a_withdrawn_initiative_leaves_the_cached_state() -> None:
    row = m.Initiative(code="T1", name="En")
    row.record(ACT)
    raise_revision(row)
    reading.current()
    row.withdraw(ACT)
    raise_revision(row)

    assert len(reading.current()) == 0


def test_a_state_survives_its_stored_form() -> None:
    owner = m.Organisation(key="O1", name="Helse Nord", valid_from=from_edtf("2002-01-01"))
    owner.record(ACT)
    row = m.Initiative(code="T1", name="En", start=from_edtf("2023-23", "høst 2023"))
    row.record(ACT)
    m.Ownership(initiative=row, organisation=owner).record(ACT)
    m.BudgetLine(
        initiative=row, key="B1", low=5, high=9, covers_from=date(2024, 1, 1), covers_to=date(2024, 12, 31)
    ).record(ACT)
    m.WithheldValue(subject=row.uid, field="risk", legal_basis="offl. § 23").record(ACT)
    point = m.Milestone(initiative=row, key="M1", name="Milepæl")
    point.record(ACT)
    m.MilestoneDate(milestone=point, role="original", date=from_edtf("2024"), reason="Plan").assert_(ACT)

    state = reading.current()

    assert decode(PortfolioState, encode(state)) == state
