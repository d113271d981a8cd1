"""The outbox: one row a person and event, written with what it tells or not at all; each reads and marks one's own."""

from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.domain.vocabulary import NoticeKind, Side
from initiatives.models import Dependency, Initiative, Notice, User
from initiatives.notices import mark_read, mine, put, tell_other_side, unread
from initiatives.notices.told import Told, told_of
from tests.factories import StewardshipFactory, UserFactory
from tests.initiatives.notices.conftest import Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(tell: Tell) -> Told:
    """Something that happened, and an outbox that is empty again."""
    notice = tell()
    Notice.objects.all().delete()
    return told_of(notice.values)


def write(event: Told, *recipients: User, besides: User | None = None) -> int:
    return put(
        kind=NoticeKind.CHANGED, recipients=recipients, dependency=None, initiative=None, values=event,
        actor="Pia", besides=besides,
    )  # fmt: skip


@transaction.atomic
def write_and_break_off(event: Told, recipient: User) -> None:
    assert write(event, recipient) == 1
    raise ZeroDivisionError


def test_who_acted_is_never_told_and_nobody_twice(event: Told, pia: User, ola: User) -> None:
    assert write(event, pia, ola, ola, besides=pia) == 1
    assert Notice.objects.get().recipient == ola


def test_nothing_is_written_outside_the_transaction_of_what_it_tells(
    event: Told, ola: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        write(event, ola)
    monkeypatch.undo()
    assert not Notice.objects.exists()


def test_a_write_that_is_rolled_back_tells_nothing_and_mails_nothing(
    event: Told, ola: User, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.NOTICES_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True) as later, pytest.raises(ZeroDivisionError):
        write_and_break_off(event, ola)
    assert (later, Notice.objects.count(), mail.outbox) == ([], 0, [])


def test_at_once_means_when_the_write_is_committed(
    event: Told, ola: User, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.NOTICES_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        write(event, ola)
        assert mail.outbox == []
    assert [each.to for each in mail.outbox] == [["ola@example.org"]]
    assert Notice.objects.get().sent_at == timezone.now()


def test_at_once_touches_nothing_else_that_waits(
    tell: Tell, event: Told, ola: User, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    earlier = tell()
    settings.NOTICES_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        write(event, ola)
    earlier.refresh_from_db()
    assert (len(mail.outbox), earlier.sent_at) == (1, None)


def test_otherwise_it_waits_for_the_scheduler(event: Told, ola: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True) as later:
        write(event, ola)
    assert (later, mail.outbox) == ([], [])
    assert Notice.objects.due(timezone.now()).count() == 1


def test_who_has_no_address_or_is_closed_out_is_told_in_the_application_only(event: Told) -> None:
    write(event, UserFactory(email=""), UserFactory(email="x@example.org", is_active=False))
    assert Notice.objects.count() == 2
    assert not Notice.objects.waiting().exists()


def test_the_event_is_kept_as_plain_values_with_names_codes_and_dates(
    contract: Dependency, pia: User, ola: User, t900: Initiative
) -> None:
    assert tell_other_side(
        kind=NoticeKind.CHANGED, dependency=contract, side=Side.RECEIVER, actor="Pia", user=pia
    ) == 1  # fmt: skip
    notice = Notice.objects.get()
    assert (notice.recipient, notice.initiative, notice.dependency) == (ola, t900, contract)
    assert notice.values["side"] == "giver"
    assert notice.values["receiver"]["whole"]["code"] == "T001"
    assert notice.values["terms"][1] == {"field": "promised", "after": ["2027-01-15", "15.1.2027"]}
    assert told_of(notice.values).plain() == notice.values


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_reads_counts_or_marks_what_others_were_told(tell: Tell, pia: User, ola: User) -> None:
    notice = tell()
    assert (mine(pia, 10), unread(pia), mark_read(pia), mark_read(pia, [notice.uid])) == ([], 0, 0, 0)
    assert unread(ola) == 1


def test_the_newest_stands_first_and_no_more_than_asked_for(
    tell: Tell, ola: User, django_assert_num_queries: Any
) -> None:
    with time_machine.travel("2026-11-20T09:00:00+01:00", tick=False):
        oldest = tell()
    first, second = tell(), tell()
    with django_assert_num_queries(1):
        found = mine(ola, 10)
        assert [each.dependency.key for each in found if each.dependency] == [second.dependency.key] * 3
    assert found == [second, first, oldest]
    assert mine(ola, 2) == [second, first]


def test_some_or_all_are_marked_once(tell: Tell, ola: User, django_assert_num_queries: Any) -> None:
    first, second = tell(), tell()
    with django_assert_num_queries(1):
        assert mark_read(ola, [first.uid]) == 1
    with django_assert_num_queries(1):
        assert unread(ola) == 1
    assert mark_read(ola, []) == 0
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False):
        assert (mark_read(ola), mark_read(ola)) == (1, 0)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.read_at is not None and second.read_at is not None and first.read_at < second.read_at


def test_a_row_that_is_sent_waits_for_nothing(tell: Tell) -> None:
    notice = tell()
    notice.sent_at = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_a_co_steward_of_the_other_side_is_told_too(
    contract: Dependency, pia: User, ola: User, t900: Initiative
) -> None:
    deputy = UserFactory(email="vikar@example.org")
    StewardshipFactory(user=deputy, initiative=t900, deputy=True)
    StewardshipFactory(user=pia, initiative=t900)  # stands on both sides, and acted
    told = tell_other_side(kind=NoticeKind.ACCEPTED, dependency=contract, side=Side.RECEIVER, actor="Pia", user=pia)
    assert told == 2
    assert {each.recipient for each in Notice.objects.select_related("recipient")} == {ola, deputy}
