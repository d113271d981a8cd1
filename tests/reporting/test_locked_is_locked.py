"""A locked period never changes: whatever is written after the lock, its record and each of its pages and files stay
the same, byte for byte."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from initiatives.domain.codec import encode
from initiatives.models.base import Assertion
from reporting import models as rm
from reporting.actions.locking import canonical, lock_period
from reporting.source import choose
from tests.demo import TODAY, filled
from tests.reporting.after_the_lock import (
    FORMATS,
    KNOWN,
    LATER,
    by_the_book,
    changed,
    every_text_and_number,
    everything_forgotten,
    everything_withdrawn,
    pages,
)

pytestmark = pytest.mark.django_db
PERIOD = "2024-1"


@pytest.fixture(scope="module")
def locked(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The pages of the locked period as they were at first; the demo is loaded once for all tests here."""
    frozen = time_machine.travel(TODAY, tick=False)
    with filled(django_db_blocker), frozen:
        with django_db_blocker.unblock():
            shown = pages(PERIOD)
        yield shown


@pytest.mark.parametrize("change", [by_the_book, every_text_and_number, everything_withdrawn])
def test_nothing_done_after_the_lock_changes_what_was_locked(
    locked: dict[str, bytes], db: None, change: Callable[[], None]
) -> None:
    record, now = canonical(choose(PERIOD).record), encode(choose().record)

    change()

    assert changed(locked, PERIOD) == set()
    assert canonical(choose(PERIOD).record) == record
    assert encode(choose().record) != now


def test_words_rewritten_in_the_database_reach_nothing_but_the_log_of_what_was_written(
    locked: dict[str, bytes], db: None
) -> None:
    """The change log is no part of a snapshot: it shows the tables' rows, whatever time it shows."""
    record = canonical(choose(PERIOD).record)

    every_text_and_number(Assertion)

    logs = {reverse("reporting:initiative", kwargs={"code": code}) for code in KNOWN["code"]}
    logs |= {reverse("reporting:verification")}  # it holds the log of new plans
    logs |= {reverse("reporting:verification_export", kwargs={"format": each}) for each in FORMATS}
    assert changed(locked, PERIOD) <= logs
    assert canonical(choose(PERIOD).record) == record


def test_a_later_lock_changes_nothing_of_an_earlier_one(locked: dict[str, bytes], db: None) -> None:
    record = canonical(choose(PERIOD).record)

    lock_period(period=rm.ReportingPeriod.objects.get(code="2026-3"), act=LATER)
    everything_forgotten()

    assert canonical(choose(PERIOD).record) == record
    assert choose(PERIOD).previous() == choose("2023-3").record
