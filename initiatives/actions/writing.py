"""One write: who, why, which initiatives; history, provenance and revision in one transaction.

Locks are taken in one order everywhere, so that two writes wait for each other and never for ever: the initiatives by
id, then the revision row. Every fact of an initiative is written under its lock, which makes «is the form stale?» and
«the next free key» safe questions.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from initiatives import notices
from initiatives.access import may_edit
from initiatives.actions.revision import locked_revision, revise
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Initiative, User
from initiatives.models.base import Act, Assertion, Fact, record_all

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class SystemRun:
    """A named run of the system, such as an import: who acts when no person does."""

    name: str

    def __str__(self) -> str:
        return self.name


By = User | SystemRun
Gate = Callable[[User, Initiative], bool]
"""Whether a person may write on an initiative what the action writes."""


class Writing:
    """What one action writes. Nothing written: no history, no revision."""

    def __init__(self, by: By, reason: str, initiatives: dict[int, Initiative]) -> None:
        self.by = by
        self.act = Act(actor=str(by), user=by if isinstance(by, User) else None, reason=reason)
        self.initiatives = initiatives
        self.wrote = False
        self.registers = False
        self.moved: list[notices.Moved] = []

    def record(self, fact: Fact, reason: str = "") -> None:
        """Save the fact with its history; for the write's reason, unless it has one of its own."""
        fact.record(replace(self.act, reason=reason or self.act.reason))
        self.wrote = True

    def record_all(self, facts: list[AnyFact]) -> list[AnyFact]:
        """Save new facts of one model with their history, however many in the same few statements."""
        made = record_all(facts, self.act)
        self.wrote = self.wrote or bool(made)
        return made

    def assert_(self, row: Assertion, actor: str = "") -> None:
        """Add somebody's word: the writer's, unless `actor` gave it before."""
        row.assert_(replace(self.act, actor=actor or self.act.actor))
        self.wrote = True

    def withdraw(self, row: "Fact | Assertion", reason: str = "") -> None:
        """Take a fact or a word back; for the write's reason, unless it has one of its own."""
        row.withdraw(replace(self.act, reason=reason or self.act.reason))
        self.wrote = True

    def touches_registers(self) -> None:
        """What initiatives refer to has changed."""
        self.registers = True

    def tells_of(self, move: notices.Moved) -> None:
        """A milestone counts on another day: whoever waits for it is told when the write is done."""
        self.moved.append(move)

    def serialise(self) -> None:
        """Hold the revision now: for rules that look across initiatives. No initiative is locked after this."""
        locked_revision()

    def fresh(self, fact: AnyFact) -> AnyFact:
        """The fact as it stands now, under the lock."""
        found: AnyFact = type(fact)._default_manager.get(pk=fact.pk)  # type: ignore[assignment]
        return found

    @property
    def language(self) -> str:
        """The language a person writes in unless the form says otherwise."""
        return self.by.writes if isinstance(self.by, User) else "nb"


@contextmanager
def writing(
    *, by: By, initiative: Initiative, others: Iterable[Initiative] = (), reason: str = "", may: Gate = may_edit
) -> Iterator[Writing]:
    """Open one write on `initiative`, which `may` must allow `by`; `others` are touched by it too.

    Raises PermissionDenied, and Refused when the initiative is withdrawn or the reason is not fit to keep.
    """
    with transaction.atomic():
        touched = {initiative.pk, *(each.pk for each in others)}
        held = Initiative.objects.filter(pk__in=touched).order_by("pk").select_for_update(no_key=True)
        write = Writing(by, checked_reason(reason), {each.pk: each for each in held})
        _refuse(by, write.initiatives[initiative.pk], may)
        yield write
        notices.tell_of_moves(moves=write.moved, actor=str(by), user=write.act.user)
        if write.wrote:
            revise(touched, registers=write.registers)


def _refuse(by: By, initiative: Initiative, may: Gate) -> None:
    if initiative.withdrawn_at is not None:
        raise Refused(Problem("", Why.WITHDRAWN))
    if isinstance(by, User) and not may(by, initiative):
        raise PermissionDenied


def longest_reason() -> int:
    """Characters the history keeps of a reason."""
    return Initiative.history.model._meta.get_field("history_change_reason").max_length or free_text.LONGEST


def checked_reason(reason: str) -> str:
    """The reason, tidied. Raises Refused when it is too long or holds an identity number."""
    plain = free_text.one_line(reason)
    problems = text_problems("reason", plain, longest_reason())
    if problems:
        raise Refused(*problems)
    return plain


def needed_reason(reason: str) -> str:
    """A reason that must be given."""
    if not free_text.one_line(reason):
        raise Refused(Problem("reason", Why.REASON_NEEDED))
    return reason


def text_problems(field: str, text: str, limit: int) -> list[Problem]:
    """What is wrong with a text: too long, or an identity number in it."""
    problems = []
    if len(text) > limit:
        problems.append(Problem(field, Why.TOO_LONG, {"length": len(text), "limit": limit}))
    elif free_text.holds_identity_number(text):
        problems.append(Problem(field, Why.IDENTITY_NUMBER))
    return problems
