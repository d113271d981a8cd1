"""Sends the outbox by e-mail, each notice in its reader's language (`languages.written_in`).

A row is taken, sent, and marked, in three steps, and no transaction is open while the mail server is talked to: on
SQLite it would hold up every writer. Taking moves `next_try` an hour ahead, in one statement that succeeds for one
taker only; so two runs at once never send the same row, on any database. Whoever dies between sending and marking
leaves the row to be sent once more an hour later: the mail may come twice, with the same Message-ID, never not at all.
"""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone, translation

from initiatives.access import may_read
from initiatives.domain import free_text
from initiatives.models import Notice, User
from initiatives.notices.languages import written_in
from initiatives.notices.letters import letter
from initiatives.notices.veils import veils

WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long to wait after each failure; after one more it is given up on."""
HELD = timedelta(hours=1)  # how long a taken row is left to the one that took it
MOST = 100  # rows in one run, well within HELD
LONGEST_FAILURE = 500
RELATED = ("recipient__organisation", "dependency", "initiative")

log = logging.getLogger(__name__)


class NotReachable(Exception):
    """The recipient has been closed out or has no address any more: no e-mail, now or later."""


class NoServer(Exception):
    """The mail server does not answer; there is no use in trying the next row."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did: sent, failed (to be tried again), given up on; and how many wait after it, failed ones too."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0


def reachable(user: User) -> bool:
    """Whether the user can be sent an e-mail: has an address, and may still read what it tells."""
    return bool(user.email) and may_read(user)


def send_due(now: datetime) -> Sent:
    """Send what is due, at most `MOST`. A second run at once sends nothing twice."""
    return _send(Notice.objects.due(now).select_related(*RELATED)[:MOST], now)


def send_these(uids: Collection[UUID]) -> Sent:
    """Send these at once, those that are due."""
    now = timezone.now()
    return _send(Notice.objects.due(now).filter(uid__in=uids).select_related(*RELATED), now)


def _send(rows: Iterable[Notice], now: datetime) -> Sent:
    connection: BaseEmailBackend = get_connection()
    counts = {"sent": 0, "failed": 0, "given_up": 0}
    try:
        for notice in rows:
            if not _take(notice, now):
                continue
            try:
                _deliver(notice, connection)
            except Exception as failure:  # kept with the row; the next one may do better
                counts[_note(notice, failure, now)] += 1
                if isinstance(failure, NoServer):
                    break
            else:
                _mark(notice, sent_at=now, next_try=None, failure="")
                counts["sent"] += 1
    finally:
        connection.close()
    return Sent(**counts, waiting=Notice.objects.waiting().count())


def _take(notice: Notice, now: datetime) -> bool:
    """Whether the row is ours to send: nobody else has taken it since it was read."""
    free = Notice.objects.filter(pk=notice.pk, next_try=notice.next_try)
    taken = free.update(next_try=now + HELD, tries=F("tries") + 1)
    notice.tries += 1
    return taken == 1


def _deliver(notice: Notice, connection: BaseEmailBackend) -> None:
    if not reachable(notice.recipient):
        raise NotReachable("no address, or no longer let in")
    message = _message(notice)
    message.connection = connection
    try:
        connection.open()
    except Exception as failure:
        raise NoServer(f"{type(failure).__name__}: {failure}") from failure
    try:
        message.send()
    except Exception:
        connection.close()  # half a conversation is no place for the next mail
        raise


def _message(notice: Notice) -> EmailMultiAlternatives:
    language = written_in(notice.recipient)
    with translation.override(language):
        written = letter(notice, veils([notice]))
        message = EmailMultiAlternatives(
            subject=written.subject,
            body=written.text,
            to=[notice.recipient.email],
            headers={
                "Message-ID": f"<{notice.uid}@{urlsplit(settings.SITE_URL).hostname}>",
                "Content-Language": language,
                # RFC 3834: nobody's absence is to be answered to us.
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(written.html, "text/html")
    return message


def _note(notice: Notice, failure: Exception, now: datetime) -> str:
    """Keep why it failed and when to try again; whether it «failed» or is «given_up»."""
    told = free_text.one_line(f"{type(failure).__name__}: {failure}")[:LONGEST_FAILURE]
    last = isinstance(failure, NotReachable) or notice.tries > len(WAITS)
    _mark(notice, next_try=None if last else now + WAITS[notice.tries - 1], failure=told)
    outcome = "given up on" if last else "to be tried again"
    # What mail servers answer holds addresses: it stays in the row. What fails here is a fault of ours to be found.
    ours = not isinstance(failure, OSError | NoServer | NotReachable)
    log.warning(
        "Notice %s failed, %s after try %s", notice.uid, outcome, notice.tries, exc_info=failure if ours else None
    )
    return "given_up" if last else "failed"


def _mark(notice: Notice, **marks: object) -> None:
    Notice.objects.filter(pk=notice.pk).update(**marks)
