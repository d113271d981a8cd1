"""The outbox: rows are written in the transaction of what they tell, so that a write that fails tells nothing."""

from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Dependency, Initiative, Notice, User
from initiatives.models.notices import Notices
from initiatives.notices import sending
from initiatives.notices.kept import Kept


def put(
    *,
    kind: NoticeKind,
    recipients: Iterable[User],
    dependency: Dependency | None,
    initiative: Initiative | None,
    values: Kept,
    actor: str,
    besides: User | None,
) -> int:
    """`put_each`, with the same told to all. `initiative` is the recipients' own side."""
    told = [(user, values) for user in recipients]
    return put_each(kind=kind, told=told, dependency=dependency, initiative=initiative, actor=actor, besides=besides)


def put_each(
    *,
    kind: NoticeKind,
    told: Iterable[tuple[User, Kept]],
    dependency: Dependency | None = None,
    initiative: Initiative | None = None,
    actor: str,
    besides: User | None,
) -> int:
    """Write one row for each recipient with what he or she is told, `besides` left out; how many. One query.

    Whoever is closed out or has no address gets the row but no e-mail: it is never due. Raises
    TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A notice is written in the transaction of what it tells.")
    now = timezone.now()
    each = {user.pk: (user, values) for user, values in told if besides is None or user.pk != besides.pk}
    rows = [
        Notice(
            kind=kind.value,
            recipient=user,
            dependency=dependency,
            initiative=initiative,
            values=values.plain(),
            actor=actor,
            recorded_at=now,
            next_try=now if sending.reachable(user) else None,
        )
        for user, values in each.values()
    ]
    Notice.objects.bulk_create(rows)
    if rows and settings.NOTICES_AT_ONCE:
        # A mail that cannot be sent must not undo, or answer for, what has been written.
        transaction.on_commit(partial(sending.send_these, [row.uid for row in rows]), robust=True)
    return len(rows)


Kinds = Collection[NoticeKind] | None
"""Which notices are meant; None for all."""


def mine(user: User, limit: int, kinds: Kinds = None) -> list[Notice]:
    """What the user has been told, newest first, at most `limit`. One query."""
    return list(_of(user, kinds).select_related("dependency", "initiative")[:limit])


def unread(user: User, kinds: Kinds = None) -> int:
    """How many of the user's notices are unread. One query."""
    return _of(user, kinds).unread().count()


def mark_read(user: User, uids: Iterable[UUID] | None = None, kinds: Kinds = None) -> int:
    """Mark these of the user's own notices as read, all when none are named; how many were not. One query."""
    rows = _of(user, kinds).unread()
    if uids is not None:
        rows = rows.filter(uid__in=list(uids))
    return rows.order_by().update(read_at=timezone.now())


def _of(user: User, kinds: Kinds) -> Notices:
    rows: Notices = Notice.objects.of(user)
    return rows if kinds is None else rows.filter(kind__in=[kind.value for kind in kinds])
