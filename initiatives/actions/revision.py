"""The one revision row: locked and raised last in every write, so that the cache of the state is exact."""

from collections.abc import Iterable

from django.db import transaction

from initiatives.models import Initiative, Revision


def locked_revision() -> Revision:
    """The revision row, held until the transaction ends. The last lock any action takes."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("The revision is raised in the transaction of the write.")
    Revision.objects.get_or_create(id=1)
    return Revision.objects.select_for_update().get(id=1)


def revise(initiatives: Iterable[int] = (), *, registers: bool = False) -> int:
    """Raise the revision, stamp the initiatives (by id) that were touched, and note it when a register changed."""
    revision = locked_revision()
    revision.value += 1
    if registers:
        revision.registers = revision.value
    revision.save(update_fields=["value", "registers"])
    touched = sorted(set(initiatives))
    if touched:
        Initiative.objects.filter(pk__in=touched).update(stamp=revision.value)
    return revision.value
