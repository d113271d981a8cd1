"""The course of one contract (forløp): every row written of it with the row known before, and every confirmation.

Two queries whatever the size of the portfolio. Rows stand by when they became known, as reading does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from initiatives import models as im
from initiatives.actions.values import stored
from reporting.source.cutoff import NOW, Cutoff

FIELDS = (
    "predecessor_milestone", "successor_milestone", "need_by", "promised", "counter_date", "objection", "fulfilled",
    "binding", "type", "lag", "buffer", "kind", "description", "consequence",
)  # fmt: skip
"""What is told of a row, in this order."""


@dataclass(frozen=True, slots=True)
class Written:
    """One written row. `before` is None for the first; a milestone is told as its uid, name and language."""

    state: str
    last_word: str
    row: Mapping[str, Any]
    before: "Written | None"
    language: str
    objection_language: str
    known: datetime
    recorded: datetime
    actor: str
    reason: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """That a side stood by the terms, and until when, if that was taken back."""

    side: str
    organisation: str
    actor: str
    note: str
    known: datetime
    recorded: datetime
    ended: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that happened to a contract, newest known first."""

    written: tuple[Written, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()


def course(uid: str, until: Cutoff = NOW) -> Course:
    """What was known of a contract by a cut-off, and written down by it."""
    known = Q(history_date__lte=until.known) if until.known else Q()
    recorded = Q(recorded_at__lte=until.recorded) if until.recorded else Q()
    rows = im.Dependency.history.filter(known & recorded, uid=UUID(uid))
    names = ("predecessor_milestone", "successor_milestone")
    written = tuple(_written(rows.select_related(*names).order_by("history_date", "history_id")))
    said = Q(known_from__lte=until.known) if until.known else Q()
    words: Any = im.DependencyConfirmation.objects.filter(said & recorded, dependency__uid=UUID(uid))
    confirmed = [_confirmed(each, until) for each in words.select_related("organisation").order_by("known_from", "id")]
    return Course(written[::-1], tuple(confirmed[::-1]))


def _written(rows: Any) -> Iterator[Written]:
    before: Written | None = None
    for row in rows:
        before = Written(
            state=row.state,
            last_word=row.last_word,
            row={name: _told(row, name) for name in FIELDS},
            before=before,
            language=row.language,
            objection_language=row.objection_language,
            known=row.history_date,
            recorded=row.recorded_at,
            actor=row.actor,
            reason=row.history_change_reason or "",
            withdrawn=row.withdrawn_at is not None,
        )
        yield before


def _told(row: Any, name: str) -> Any:
    if name.endswith("_milestone"):
        milestone = getattr(row, name)
        return (milestone.uid.hex, milestone.name, milestone.language) if milestone is not None else None
    return stored(row, name)


def _confirmed(each: Any, until: Cutoff) -> Confirmed:
    """What was taken back after the cut-off still stood."""
    ended = each.withdrawn_at
    if ended is not None and until.known is not None and ended > until.known:
        ended = None
    return Confirmed(
        side=each.side,
        organisation=str(each.organisation or ""),
        actor=each.actor,
        note=each.note,
        known=each.known_from,
        recorded=each.recorded_at,
        ended=ended,
        why=each.withdrawn_reason if ended else "",
    )
