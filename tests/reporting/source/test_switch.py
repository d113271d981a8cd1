"""The one switch: now, a period, any date; and what it answers to what cannot be shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from initiatives import models as m
from initiatives.models.base import Act
from reporting import models as rm
from reporting.actions.locking import AlreadyLocked, lock_period
from reporting.source import BadTime, choose, forget, live
from tests.factories import InitiativeFactory

pytestmark = pytest.mark.django_db
ACT = Act(actor="Siri Sekretariat", reason="Runden er over")


def period(code: str, cut_off: date, state: str = "open") -> rm.ReportingPeriod:
    row = rm.ReportingPeriod(code=code, cut_off=cut_off, state=state)
    row.record(Act(actor="Siri Sekretariat"))
    return row


def observation(part: m.Initiative, colour: str, day: date) -> None:
    from initiatives.domain.dates import exact

    rm.StatusObservation(key=f"{part.code}-{day}", initiative=part, as_of=exact(day), colour=colour).assert_(
        Act(actor="Kilde", known_from=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    )
    row, _ = m.Revision.objects.get_or_create(id=1)
    row.value += 1
    row.save()
    m.Initiative.objects.filter(pk=part.pk).update(stamp=row.value)


@pytest.mark.parametrize(
    ("asked", "day", "code"),
    [
        ("2099-9", "", "unknown_period"),
        ("", "i går", "not_a_date"),
        ("", "2024-02-30", "not_a_date"),
        ("", "2099-01-01", "future"),
        ("2024-1", "2024-01-01", "both"),
    ],
)
def test_a_time_that_cannot_be_shown_is_refused_with_its_reason(asked: str, day: str, code: str) -> None:
    period("2024-1", date(2024, 1, 31))

    with pytest.raises(BadTime) as caught:
        choose(asked, day)

    assert caught.value.code == code


def test_a_date_before_anything_is_known_is_refused_with_the_first_day() -> None:
    InitiativeFactory(known_from=datetime(2014, 3, 31, 22, 30, tzinfo=UTC))  # 1 April in Norway

    with pytest.raises(BadTime) as caught:
        choose("", "1990-01-01")

    assert (caught.value.code, caught.value.first, caught.value.ours) == ("before_first", date(2014, 4, 1), False)
    assert len(choose("", "2014-04-01").record.state) == 1


def test_of_a_register_without_initiatives_any_date_is_shown_empty() -> None:
    assert len(choose("", "1990-01-01").record.state) == 0


def test_a_locked_period_shows_what_was_known_then_whatever_is_written_after() -> None:
    part = InitiativeFactory(code="T1", name="Før låsen")
    observation(part, "green", date(2024, 1, 15))
    round_ = period("2024-1", date(2024, 1, 31))
    lock_period(period=round_, act=ACT)
    part.name = "Etter låsen"
    part.record(Act(actor="Pia"))
    observation(part, "red", timezone.localdate())

    then = choose("2024-1").record
    now = choose().record

    assert then.state.codes["T1"].name == "Før låsen"
    assert then.standing(then.state.codes["T1"]).colour == "green"
    assert now.state.codes["T1"].name == "Etter låsen"
    assert now.standing(now.state.codes["T1"]).colour == "red"


def test_a_period_is_locked_once() -> None:
    round_ = period("2024-1", date(2024, 1, 31))
    lock_period(period=round_, act=ACT)

    with pytest.raises(AlreadyLocked):
        lock_period(period=round_, act=ACT)


def test_snapshots_are_chained_so_that_a_change_shows_in_every_later_head() -> None:
    import hashlib

    first = lock_period(period=period("2023-3", date(2023, 10, 31)), act=ACT)
    second = lock_period(period=period("2024-1", date(2024, 1, 31)), act=ACT)

    assert first.sha256 == hashlib.sha256(bytes(first.content)).hexdigest()
    assert second.previous_sha256 == first.head
    assert second.head == hashlib.sha256(f"{first.head}{second.sha256}".encode()).hexdigest()


def test_the_same_record_is_stored_as_the_same_bytes() -> None:
    from reporting.actions.locking import canonical

    InitiativeFactory(code="T1")

    assert canonical(live()) == canonical(live())


def test_the_live_record_sees_a_new_status_and_keeps_the_others() -> None:
    one, other = InitiativeFactory(code="T1"), InitiativeFactory(code="T2")
    observation(other, "green", date(2026, 1, 1))
    live()
    observation(one, "red", date(2026, 2, 1))

    record = live()

    assert record.standing(record.state.codes["T1"]).colour == "red"
    assert record.standing(record.state.codes["T2"]).colour == "green"


def test_what_is_held_equals_a_fresh_reading() -> None:
    one = InitiativeFactory(code="T1")
    for n, colour in enumerate(["green", "yellow", "red"]):
        observation(one, colour, date(2026, 1, 1) + timedelta(days=n))
        held = live()
        forget()
        assert held.statuses == live().statuses


def test_now_is_compared_with_the_newest_locked_period_and_a_locked_one_with_the_one_before() -> None:
    lock_period(period=period("2023-3", date(2023, 10, 31)), act=ACT)
    lock_period(period=period("2024-1", date(2024, 1, 31)), act=ACT)

    assert choose().previous().period.code == "2024-1"
    assert choose("2024-1").previous().period.code == "2023-3"
    assert choose("2023-3").previous() is None
    assert choose(day="2023-12-01").previous().period.code == "2023-3"
