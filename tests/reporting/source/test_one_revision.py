"""State and statuses are of one revision, also when somebody writes while they are being read."""

import sys
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from initiatives import models as m
from initiatives.actions.revision import revise
from initiatives.domain.dates import from_edtf
from initiatives.models.base import Act
from initiatives.reading import cache
from initiatives.reading import current as read_now
from initiatives.reading.slices import slices
from reporting.actions import locking
from reporting.models import ReportingPeriod, StatusObservation
from reporting.source import choose, live
from tests.factories import InitiativeFactory

ACT = Act(actor="Kari Kilde")


def say(part: m.Initiative, number: int) -> None:
    """A new name and a new status with the same number, in one revision."""
    with transaction.atomic():
        part.name = str(number)
        part.record(ACT)
        said = {"colour": "green", "status_as_stated": str(number), "as_of": from_edtf("2026")}
        word: Any = StatusObservation(key=f"s{number}", initiative=part, **said)
        word.assert_(ACT)
        revise([part.pk])


class Meddler:
    """Lets a reading through after somebody has written, so many times."""

    def __init__(self, part: m.Initiative, reading: Any, times: int) -> None:
        self.part, self.reading, self.left, self.written = part, reading, times, 0

    def __call__(self, *args: Any) -> Any:
        if self.left:
            self.left -= 1
            self.written += 1
            say(self.part, self.written)
        return self.reading(*args)


@pytest.mark.django_db
def test_a_write_between_state_and_statuses_is_in_both_or_in_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["reporting.source.live"]
    part = InitiativeFactory(code="T1", name="0")
    meddler = Meddler(part, module.statuses, 1)
    monkeypatch.setattr(module, "statuses", meddler)

    record = live()

    (one,) = record.state
    assert meddler.written == 1
    assert one.name == "1"
    assert [each.as_stated for each in record.status(one).observations] == ["1"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("writes", [1, 2, cache.TRIES])
def test_reading_ends_however_often_somebody_writes(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    part = InitiativeFactory(code="T1", name="0")
    meddler = Meddler(part, slices, writes)
    monkeypatch.setattr("initiatives.reading.cache.slices", meddler)

    found = read_now()

    assert len(found) == 1
    meddler.left = 0
    assert read_now().codes["T1"].name == str(meddler.written)


@pytest.mark.django_db
def test_a_write_while_a_period_is_being_locked_is_in_its_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    part = InitiativeFactory(code="T1", name="0")
    period = ReportingPeriod(code="2026-3", cut_off=date(2026, 12, 31))
    period.record(ACT)

    class Late:
        written = 0

        def __call__(self) -> Any:
            record = live()
            if not self.written:
                self.written = 1
                say(part, 1)
            return record

    monkeypatch.setattr("reporting.actions.locking.live", Late())

    locking.lock_period(period=period, act=ACT)

    record = choose("2026-3").record
    (one,) = record.state
    assert one.name == "1"
    assert [each.as_stated for each in record.status(one).observations] == ["1"]
