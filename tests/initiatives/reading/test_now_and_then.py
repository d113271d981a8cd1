"""Reading facts into state: what is known now, what was known by a day, and how many queries it takes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives import models as m
from initiatives import reading
from initiatives.domain.dates import from_edtf
from initiatives.models.base import Act

pytestmark = pytest.mark.django_db


def act(day: date, actor: str = "Kari Kilde", reason: str = "") -> Act:
    return Act(actor=actor, reason=reason, known_from=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def initiative(code: str, day: date = date(2023, 1, 1), **values: object) -> m.Initiative:
    row = m.Initiative(code=code, name=str(values.pop("name", f"Tiltak {code}")), **values)
    row.record(act(day))
    return row


def milestone(owner: m.Initiative, key: str, day: date = date(2023, 1, 1)) -> m.Milestone:
    row = m.Milestone(initiative=owner, key=key, name=f"Milepæl {key}")
    row.record(act(day))
    return row


def say(of: m.Milestone, role: str, edtf: str, day: date) -> m.MilestoneDate:
    row = m.MilestoneDate(milestone=of, role=role, date=from_edtf(edtf))
    row.assert_(act(day))
    return row


def test_the_past_shows_the_row_that_was_known_then() -> None:
    row = initiative("T1", date(2023, 1, 1), name="Gammelt navn")
    row.name = "Nytt navn"
    row.record(act(date(2023, 6, 1)))

    assert reading.as_of(date(2023, 5, 31)).codes["T1"].name == "Gammelt navn"
    assert reading.as_of(date(2023, 6, 1)).codes["T1"].name == "Nytt navn"
    assert reading.current().codes["T1"].name == "Nytt navn"


def test_before_it_was_known_it_was_not_there() -> None:
    initiative("T1", date(2023, 1, 1))

    assert "T1" not in reading.as_of(date(2022, 12, 31)).codes


def test_of_two_rows_known_from_the_same_moment_the_one_written_last_counts() -> None:
    row = initiative("T1", date(2023, 1, 1), name="Først")
    row.name = "Sist"
    row.record(act(date(2023, 1, 1)))

    then = reading.as_of(date(2023, 1, 1))

    assert [each.name for each in then] == ["Sist"]


def test_a_row_written_later_but_known_earlier_does_not_hide_what_was_known_after() -> None:
    row = initiative("T1", date(2023, 1, 1), name="Januar")
    row.name = "Juni"
    row.record(act(date(2023, 6, 1)))
    row.name = "Mars"
    row.record(act(date(2023, 3, 1)))

    assert reading.as_of(date(2023, 4, 1)).codes["T1"].name == "Mars"
    assert reading.as_of(date(2023, 7, 1)).codes["T1"].name == "Juni"


def test_a_withdrawn_fact_is_gone_from_then_on_and_still_there_before() -> None:
    row = initiative("T1", date(2023, 1, 1))
    row.withdraw(act(date(2023, 6, 1), reason="Dobbeltregistrert"))

    assert "T1" in reading.as_of(date(2023, 5, 31)).codes
    assert "T1" not in reading.as_of(date(2023, 6, 1)).codes
    assert "T1" not in reading.current().codes


def test_a_withdrawn_word_about_a_date_stands_before_and_not_after() -> None:
    point = milestone(initiative("T1"), "M1")
    word = say(point, "forecast", "2024-05-01", date(2023, 2, 1))
    word.withdraw(act(date(2023, 8, 1)))

    before = reading.as_of(date(2023, 7, 31)).codes["T1"].milestones[0]
    after = reading.as_of(date(2023, 8, 1)).codes["T1"].milestones[0]

    assert before.forecast is not None
    assert after.forecast is None


def test_who_takes_a_word_back_is_written_down() -> None:
    word = say(milestone(initiative("T1"), "M1"), "forecast", "2024-05-01", date(2023, 2, 1))
    word.withdraw(act(date(2023, 8, 1), actor="Tore Trekker", reason="Feil milepæl"))
    word.refresh_from_db()

    assert (word.withdrawn_by, word.withdrawn_reason) == ("Tore Trekker", "Feil milepæl")


def test_the_day_ends_at_midnight_in_norway() -> None:
    row = m.Initiative(code="T1", name="Sent på kvelden")
    row.record(Act(actor="Kari", known_from=datetime(2023, 6, 1, 21, 59, tzinfo=UTC)))
    late = m.Initiative(code="T2", name="Etter midnatt")
    late.record(Act(actor="Kari", known_from=datetime(2023, 6, 1, 22, 1, tzinfo=UTC)))

    assert set(reading.as_of(date(2023, 6, 1)).codes) == {"T1"}


def test_original_stays_the_first_and_approved_is_the_latest_with_replans_counted() -> None:
    point = milestone(initiative("T1"), "M1")
    say(point, "original", "2023-11-04", date(2023, 1, 20))
    say(point, "approved", "2024-05-01", date(2023, 5, 16))
    say(point, "approved", "2024-11-09", date(2023, 9, 1))

    fact = reading.current().codes["T1"].milestones[0]

    assert fact.original is not None and fact.original.date.edtf == "2023-11-04"
    assert fact.approved is not None and fact.approved.date.edtf == "2024-11-09"
    assert fact.replans == 2
    assert fact.forecast is None and fact.actual is None


def test_a_dependency_between_milestones_stands_with_both_initiatives() -> None:
    giver, receiver = initiative("T1"), initiative("T2")
    m.Dependency(
        key="D1",
        predecessor_milestone=milestone(giver, "M1"),
        successor_milestone=milestone(receiver, "M2"),
        binding=True,
        state="accepted",
    ).record(act(date(2023, 1, 1)))

    state = reading.current()

    (gives,) = state.codes["T1"].gives
    (waits,) = state.codes["T2"].waits
    assert gives == waits
    assert gives.predecessor.initiative == state.codes["T1"].uid
    assert list(state.dependencies) == [gives.uid]


def test_rows_written_down_after_the_day_are_counted_and_rows_of_the_time_are_not() -> None:
    initiative("T1", date(2020, 1, 1))

    assert reading.as_of(date(2020, 1, 1)).recorded_later == 1
    assert reading.as_of(date.today() + timedelta(days=1)).recorded_later == 0


@pytest.mark.parametrize("read", [reading.current, lambda: reading.as_of(date(2024, 1, 1))], ids=["now", "then"])
def test_the_number_of_queries_does_not_grow_with_the_portfolio(read) -> None:  # type: ignore[no-untyped-def]
    def cold() -> int:
        reading.forget()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            read()
        return len(caught)

    few = cold()
    for n in range(25):
        point = milestone(initiative(f"T{n}"), f"M{n}")
        say(point, "original", "2024-01-01", date(2023, 1, 1))

    assert cold() == few <= 45


def test_reading_again_asks_only_for_the_revision() -> None:
    initiative("T1")
    reading.current()

    with CaptureQueriesContext(connection) as caught:
        reading.current()

    assert len(caught) == 1
