"""The outbox: rows are written in the transaction of what they tell, so that a write that fails tells nothing."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Dependency, Initiative, Notice, User
from initiatives.notices import sending
from initiatives.notices.told import Told


def put(
    *,
    kind: NoticeKind,
    recipients: Iterable[User],
    dependency: Dependency | None,
    initiative: Initiative | None,
    values: Told,
    actor: str,
    besides: User | None,
) -> int:
    """Write one row for each recipient, `besides` left out; how many. `initiative` is the recipients' own side.

    Whoever is closed out or has no address gets the row but no e-mail: it is never due. Raises
    TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A notice is written in the transaction of what it tells.")
    now = timezone.now()
    plain = values.plain()
    told = {user.pk: user for user in recipients if besides is None or user.pk != besides.pk}
    rows = [
        Notice(
            kind=kind.value,
            recipient=user,
            dependency=dependency,
            initiative=initiative,
            values=plain,
            actor=actor,
            recorded_at=now,
            next_try=now if sending.reachable(user) else None,
        )
        for user in told.values()
    ]
    Notice.objects.bulk_create(rows)
    if rows and settings.NOTICES_AT_ONCE:
        # A mail that cannot be sent must not undo, or answer for, what has been written.
        transaction.on_commit(partial(sending.send_these, [row.uid for row in rows]), robust=True)
    return len(rows)


def mine(user: User, limit: int) -> list[Notice]:
    """What the user has been told, newest first, at most `limit`. One query."""
    return list(Notice.objects.of(user).select_related("dependency", "initiative")[:limit])


def unread(user: User) -> int:
    """How many of the user's notices are unread. One query."""
    return Notice.objects.of(user).unread().count()


def mark_read(user: User, uids: Iterable[UUID] | None = None) -> int:
    """Mark these of the user's own notices as read, all when none are named; how many were not. One query."""
    rows = Notice.objects.of(user).unread()
    if uids is not None:
        rows = rows.filter(uid__in=list(uids))
    return rows.order_by().update(read_at=timezone.now())
