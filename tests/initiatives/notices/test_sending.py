"""The outbox is sent once, in each reader's language; what fails is tried again, later and later, and given up on."""

import logging
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import get_language

from initiatives.domain.vocabulary import NoticeKind, Side
from initiatives.models import Notice, User
from initiatives.notices import Sent, send_due, sending
from initiatives.notices.sending import HELD, MOST, WAITS
from tests.initiatives.notices import backends
from tests.initiatives.notices.conftest import Tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def fresh(notice: Notice) -> Notice:
    return Notice.objects.select_related("recipient", "dependency", "initiative").get(pk=notice.pk)


def test_what_is_not_due_is_not_sent(tell: Tell, now: datetime) -> None:
    tell()
    assert send_due(now - timedelta(seconds=1)) == Sent(waiting=1)
    assert mail.outbox == []


def test_who_was_closed_out_or_lost_the_address_meanwhile_gets_no_mail(tell: Tell, ola: User, now: datetime) -> None:
    closed, without = tell(), tell()
    ola.is_active = False
    ola.save()
    assert send_due(now) == Sent(given_up=2)
    assert mail.outbox == []
    assert (fresh(closed).next_try, fresh(closed).sent_at) == (None, None)
    assert fresh(without).failure.startswith("NotReachable")


def test_one_mail_goes_to_each_recipient_alone(tell: Tell, pia: User, ola: User, now: datetime) -> None:
    tell(side=Side.RECEIVER)
    tell(side=Side.GIVER)
    assert send_due(now) == Sent(sent=2)
    assert [(each.to, each.cc, each.bcc) for each in mail.outbox] == [
        ([ola.email], [], []), ([pia.email], [], [])
    ]  # fmt: skip


def test_twice_in_a_row_sends_nothing_twice(tell: Tell, now: datetime) -> None:
    notice = tell()
    assert send_due(now) == Sent(sent=1)
    assert send_due(now + timedelta(days=9)) == Sent()
    assert len(mail.outbox) == 1
    assert (fresh(notice).sent_at, fresh(notice).next_try, fresh(notice).tries) == (now, None, 1)


def test_a_row_that_somebody_else_took_after_it_was_read_is_left_alone(tell: Tell, now: datetime) -> None:
    stale = fresh(tell())
    assert send_due(now).sent == 1
    assert sending._send([stale], now) == Sent()
    assert len(mail.outbox) == 1


def test_who_dies_before_marking_repeats_one_mail_an_hour_later_and_says_it_is_the_same(
    tell: Tell, now: datetime, settings: LazySettings
) -> None:
    tell()
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{backends.HERE}Dying"
    with pytest.raises(KeyboardInterrupt):
        send_due(now)
    settings.EMAIL_BACKEND = right
    assert send_due(now + HELD - timedelta(seconds=1)) == Sent(waiting=1)
    assert send_due(now + HELD) == Sent(sent=1)
    first, again = mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]


def test_what_fails_is_tried_again_later_and_later_and_then_given_up_on_and_said(
    tell: Tell, now: datetime, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{backends.HERE}Refusing"
    notice = tell()
    at = now
    for wait in WAITS:
        assert send_due(at) == Sent(failed=1, waiting=1)
        assert fresh(notice).next_try == at + wait
        assert "SMTPRecipientsRefused" in fresh(notice).failure and "no such user" in fresh(notice).failure
        assert send_due(at + wait - timedelta(seconds=1)) == Sent(waiting=1)
        at += wait
    with caplog.at_level(logging.WARNING):
        assert send_due(at) == Sent(given_up=1)
    assert f"{notice.uid} failed, given up on" in caplog.text
    assert "ola@example.org" not in caplog.text
    assert send_due(at + timedelta(days=99)) == Sent()
    assert (fresh(notice).tries, fresh(notice).sent_at) == (6, None)


def test_a_failure_that_passes_is_forgotten(tell: Tell, now: datetime, settings: LazySettings) -> None:
    right, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{backends.HERE}Refusing"
    notice = tell()
    send_due(now)
    settings.EMAIL_BACKEND = right
    assert send_due(now + WAITS[0]) == Sent(sent=1)
    assert fresh(notice).failure == ""


def test_one_failure_does_not_hold_up_the_others(tell: Tell, pia: User, now: datetime, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{backends.HERE}Refusing"
    tell(side=Side.RECEIVER)
    tell(side=Side.GIVER)
    assert send_due(now) == Sent(sent=1, failed=1, waiting=1)
    assert [each.to for each in mail.outbox] == [[pia.email]]


def test_the_next_mail_is_not_sent_into_a_conversation_that_broke_off(
    tell: Tell, now: datetime, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = f"{backends.HERE}Refusing"
    monkeypatch.setattr(backends.Refusing, "closed", 0)
    tell()
    send_due(now)
    assert backends.Refusing.closed == 2  # where it failed, and at the end


def test_a_server_that_does_not_answer_is_asked_once_a_run_and_costs_one_notice_one_try(
    tell: Tell, now: datetime, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = f"{backends.HERE}Silent"
    first, second = tell(), tell()
    assert send_due(now) == Sent(failed=1, waiting=2)
    assert (fresh(first).tries, fresh(second).tries) == (1, 0)
    assert fresh(first).failure == "NoServer: ConnectionRefusedError: nobody there"


def test_a_run_takes_no_more_than_it_can_send_while_it_holds_them(
    tell: Tell, now: datetime, django_assert_num_queries: Any
) -> None:
    notice = tell()
    Notice.objects.bulk_create(
        Notice(kind=notice.kind, recipient=notice.recipient, values=notice.values, actor="Pia", next_try=now)
        for _ in range(MOST)
    )
    # The rows; for each: taken, what is withheld, marked; what waits.
    with django_assert_num_queries(1 + 3 * MOST + 1):
        assert send_due(now) == Sent(sent=MOST, waiting=1)
    assert send_due(now) == Sent(sent=1)


def test_a_row_nobody_can_write_a_letter_of_is_a_failure_like_others_and_a_fault_to_be_found(
    tell: Tell, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    notice = tell()
    Notice.objects.filter(pk=notice.pk).update(values={"nothing": "known"})
    tell()
    assert send_due(now) == Sent(sent=1, failed=1, waiting=1)
    assert "nothing" in fresh(notice).failure
    assert "Traceback" in caplog.text


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "shown", "marked"),
    [("nb", "15.1.2027", "nb"), ("nn", "15.1.2027", "nn"), ("en", "15 Jan 2027", "en"), ("se", "15.1.2027", "nb")],
)
def test_a_mail_is_in_its_readers_language_whatever_the_senders(
    language: str, shown: str, marked: str, tell: Tell, ola: User, now: datetime
) -> None:
    ola.language = language
    ola.save()
    tell()
    send_due(now)
    (sent,) = mail.outbox
    page, kind = sent.alternatives[0]
    assert (sent.extra_headers["Content-Language"], kind) == (marked, "text/html")
    assert f'<html lang="{marked}">' in page
    assert shown in sent.body and shown in page
    assert get_language() == "nb"


def test_two_readers_of_one_event_each_get_their_own_language(tell: Tell, pia: User, ola: User, now: datetime) -> None:
    ola.language = "en"
    ola.save()
    tell(side=Side.RECEIVER)
    tell(side=Side.GIVER)
    send_due(now)
    assert [("15 Jan 2027" in each.body, "15.1.2027" in each.body) for each in mail.outbox] == [
        (True, False), (False, True)
    ]  # fmt: skip


def test_a_mail_says_it_is_nobodys_to_answer_automatically(tell: Tell, now: datetime) -> None:
    notice = tell()
    send_due(now)
    message = mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{notice.uid}@samstyr.test>"


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("send_notices", stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_the_command_sends_and_says_what_it_did(tell: Tell) -> None:
    tell(NoticeKind.ACCEPTED)
    assert run() == ("Sendt: 1. Venter: 0.\n", "")
    assert run() == ("Sendt: 0. Venter: 0.\n", "")


def test_the_command_says_what_failed_and_was_given_up_on_and_ends_well(
    tell: Tell, ola: User, pia: User, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = f"{backends.HERE}Refusing"
    tell(side=Side.RECEIVER)
    tell(side=Side.GIVER)
    pia.email = ""
    pia.save()
    assert run() == (
        "Sendt: 0. Venter: 1.\n", "Feilet, prøves igjen: 1.\nGitt opp: 1. Varslene viser hvorfor.\n"
    )  # fmt: skip
