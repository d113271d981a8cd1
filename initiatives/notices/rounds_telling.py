"""What actions of a round call, inside their write: tell people of their reports."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Initiative, User
from initiatives.notices.outbox import put_each
from initiatives.notices.rounds_told import ROUNDS, RoundTold


def tell_of_round(
    *,
    kind: NoticeKind,
    recipients: Iterable[User],
    told: RoundTold | Callable[[User], RoundTold],
    actor: str,
    user: User | None,
    initiative: Initiative | None = None,
) -> int:
    """Tell these people of a round, each once, in one letter with all his or her reports. How many were told.

    `told` is the same for all, or made for each; whoever has no report in it is told nothing, and neither is `user`,
    who acted (None for the clock). `initiative` is the one it is about, if it is one. Whether it has been told before
    is for the caller to know. One query, and one for the organisation of `user` where it is not fetched.
    Raises ValueError for another kind, TransactionManagementError outside a transaction.
    """
    if kind not in ROUNDS:
        raise ValueError(f"{kind} tells of no round")
    organisation = str(user.organisation) if user is not None and user.organisation else ""
    values = [(each, told(each) if callable(told) else told) for each in recipients]
    return put_each(
        kind=kind,
        told=[
            (each, replace(value, personal=user is not None, organisation=organisation))
            for each, value in values
            if value.reports
        ],
        initiative=initiative,
        actor=actor,
        besides=user,
    )
