"""Loads the fixtures: creates what is missing, found by its source key, and never touches what is there."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from initiatives.models import Initiative, Revision
from initiatives.models.base import Act, Fact, record_all
from portfolio.demo import cast, progress
from portfolio.demo.building import Keys, build, fill, waits_for_its_own
from portfolio.demo.files import Row, midnight, rows, uid_of
from portfolio.demo.kinds import KINDS, WORDS, Kind
from portfolio.demo.provenance import cite

ACTOR = "Innlasting av åpne kilder"
REASON = "Hentet fra åpne kilder"


@dataclass(slots=True)
class Loading:
    """One run: its act, the keys it knows, and how many rows of each file it made."""

    act: Act
    now: datetime
    keys: Keys = field(default_factory=Keys)
    made: dict[str, int] = field(default_factory=dict)
    cited: list[tuple[uuid.UUID, Row]] = field(default_factory=list)

    def moment(self, row: Row) -> Act:
        """The act by which a row is written: known since its own date, never later than now."""
        return replace(self.act, known_from=min(midnight(row.known_from), self.now))


@transaction.atomic
def load() -> dict[str, int]:
    """Load everything that is missing. Returns the number of new rows per file; all zero when nothing was missing."""
    run = Loading(Act(actor=ACTOR, reason=REASON), timezone.now())
    for kind in KINDS:
        if kind.name == "stewardships":
            run.made["users"] = cast.create()
        run.made[kind.name] = _load(kind, run)
    run.made["citations"] = cite(run.cited, run.keys, run.act)
    run.made["progress"] = progress.create(ACTOR)
    if any(run.made.values()):
        _raise_revision()
    return run.made


def _load(kind: Kind, run: Loading) -> int:
    lines = rows(kind.name)
    run.cited += [(uid_of(kind.model, row.key), row) for row in lines]
    later = _words(kind, run)
    waiting = [row for row in lines if uid_of(kind.model, row.key) not in run.keys.of(kind.model)]
    count = len(waiting)
    while waiting:
        ready = [row for row in waiting if not waits_for_its_own(kind, row, run.keys)]
        if not ready:
            raise ValueError(f"{kind.name}: {waiting[0].key} points to a row that is not there.")
        _create(kind, ready, later, run)
        waiting = [row for row in waiting if row not in ready]
    return count


def _words(kind: Kind, run: Loading) -> dict[str, list[Row]]:
    """What was said later about rows of this kind, per row, in order of time."""
    later: dict[str, list[Row]] = defaultdict(list)
    if kind.name in WORDS:
        for word in sorted(rows(WORDS[kind.name]), key=lambda word: word.known_from):
            later[word.key].append(word)
            run.cited.append((uid_of(kind.model, word.key), word))
    return later


def _create(kind: Kind, lines: list[Row], later: dict[str, list[Row]], run: Loading) -> None:
    made: list[Any] = []
    for row in lines:
        instance = build(kind, row, run.keys)
        instance._act = run.moment(row)
        for word in later[row.key]:
            if word.known_from <= row.known_from:
                fill(instance, word.values, run.keys)
        made.append(instance)
    if issubclass(kind.model, Fact):
        record_all(made, run.act)
    else:
        for instance in made:
            instance.actor, instance.known_from = instance._act.actor, instance._act.known_from
        kind.model.objects.bulk_create(made, batch_size=2_000)
    run.keys.add(made)
    for row, instance in zip(lines, made, strict=True):
        _say(instance, [word for word in later[row.key] if word.known_from > row.known_from], run)


def _say(instance: Any, words: list[Row], run: Loading) -> None:
    for word in words:
        fill(instance, word.values, run.keys)
        instance.record(replace(run.moment(word), reason=word.note or REASON))


def _raise_revision() -> None:
    """The last step of every write: the number goes up, and what the cache holds of these initiatives is old."""
    row, _ = Revision.objects.select_for_update().get_or_create(id=1)
    row.value += 1
    row.registers = row.value
    row.save(update_fields=["value", "registers"])
    loaded = [uid_of(Initiative, line.key) for line in rows("initiatives")]
    Initiative.objects.filter(uid__in=loaded).update(stamp=row.value)
