"""One write on what initiatives refer to, such as a council's meetings: who may is asked of the act, not of an
initiative. Otherwise as `writing`: one transaction, one revision, and nothing written leaves no trace.

Rows of registers are locked before the initiatives and the revision, so that what hangs on such a row, a meeting's
cases, stands still while the write looks at it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from initiatives.actions.revision import revise
from initiatives.actions.writing import By, Writing, checked_reason
from initiatives.models import Initiative, User
from initiatives.models.base import Fact

Touched = Callable[[], Iterable[int]]
"""Ids of the initiatives that a write touches, asked once the register's rows are held."""


def _none() -> Iterable[int]:
    return ()


@contextmanager
def writing_registers(
    *, by: By, may: Callable[[User], bool], held: Iterable[Fact] = (), touched: Touched = _none, reason: str = ""
) -> Iterator[Writing]:
    """Open one write, which `may` must allow `by`; `held` are the register's rows it is about.

    Raises PermissionDenied, and Refused when the reason is not fit to keep.
    """
    if isinstance(by, User) and not may(by):
        raise PermissionDenied
    with transaction.atomic():
        for row in held:
            _hold(row)
        wanted = set(touched())
        locked = Initiative.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
        write = Writing(by, checked_reason(reason), {each.pk: each for each in locked})
        yield write
        if write.wrote:
            revise(wanted, registers=write.registers)


def _hold(row: Fact) -> None:
    rows: Any = type(row)._default_manager
    rows.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
