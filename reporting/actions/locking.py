"""Locking a period: the record of that moment is written down for ever."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from initiatives import reading
from initiatives.actions.revision import locked_revision, revise
from initiatives.actions.values import put
from initiatives.domain.codec import encode
from initiatives.domain.dates import exact
from initiatives.models.base import Act
from initiatives.reading.cache import revision as current_revision
from initiatives.reading.past import end_of, known_after
from reporting.domain.reckoned import results
from reporting.domain.record import FORMAT_VERSION, Record
from reporting.domain.vocabulary import PeriodState
from reporting.models import ReportingPeriod, Snapshot
from reporting.source.live import live
from reporting.source.locked import chained
from reporting.source.past import at
from reporting.source.periods import periods
from reporting.source.statuses import texts


class AlreadyLocked(Exception):
    """The period is locked; what was known after is an addendum."""


Prepare = Callable[[Record, ReportingPeriod], None]
"""Checks the record that is about to be locked, and completes the period; may refuse."""
After = Callable[[ReportingPeriod], None]


def lock_period(
    *,
    period: ReportingPeriod,
    act: Act,
    known_by: date | None = None,
    prepare: Prepare | None = None,
    after: After | None = None,
) -> Snapshot:
    """Lock a period and keep its record: what is known now, or what was known by the end of `known_by`.

    `prepare` and `after` belong to the same transaction. The record is read before it, so that no reader holds the
    write lock; when a write came between, it is read again, so that the snapshot holds all that was known when it was
    locked. Raises AlreadyLocked.
    """
    while True:
        revision = current_revision().value
        record = at(known_by) if known_by else live()
        with transaction.atomic():
            now = _still_open(period)
            # Held from here: one lock at a time, and no write between the record and its snapshot.
            if locked_revision().value == revision == record.state.revision:
                if prepare:
                    prepare(_shown(record, now), now)
                snapshot = _lock(now, record, known_by, act)
                if after:
                    after(now)
                period.refresh_from_db()
                return snapshot


def _still_open(period: ReportingPeriod) -> ReportingPeriod:
    now: ReportingPeriod = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if now.state == PeriodState.LOCKED:
        raise AlreadyLocked(period.code)
    return now


def _shown(record: Record, period: ReportingPeriod) -> Record:
    """The record with the round and its texts as they stand."""
    fact = periods().get(period.code)
    return replace(record, period=fact, texts=texts(fact.uid) if fact else ())


def _lock(period: ReportingPeriod, record: Record, known_by: date | None, act: Act) -> Snapshot:
    period.state = PeriodState.LOCKED
    period.locked_at = end_of(known_by) if known_by else timezone.now()
    if known_by is None:
        put(period, "locked_on", exact(timezone.localdate()))
    period.record(act)
    snapshot = _keep(period, _whole(record, period, known_by), act)
    revise(registers=True)
    return snapshot


def _whole(record: Record, period: ReportingPeriod, known_by: date | None) -> Record:
    """The record with everything a locked page needs: the period itself, its texts, the citations, the results."""
    fact = periods().get(period.code)
    if fact is None:
        raise ValueError(f"No period {period.code}")
    state = replace(record.state, revision=0)
    models = apps.get_app_config("initiatives").get_models()  # reports are given after the cut-off, as they should be
    whole = replace(
        record,
        state=state,
        period=fact,
        texts=texts(fact.uid),
        citations=reading.citations(known_by=known_by),
        results=None,
        after_cut_off=() if known_by else tuple(sorted(known_after(end_of(fact.cut_off), models))),
    )
    return replace(whole, results=results(whole))


def canonical(record: Record) -> bytes:
    """The stored form of a record: the same record always gives the same bytes."""
    plain: dict[str, Any] = {"format": FORMAT_VERSION, "record": encode(record)}
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def _keep(period: ReportingPeriod, record: Record, act: Act) -> Snapshot:
    content = canonical(record)
    sha256 = hashlib.sha256(content).hexdigest()
    last = Snapshot.objects.order_by("-id").first()
    previous = last.head if last else ""
    snapshot = Snapshot(
        period=period,
        format_version=FORMAT_VERSION,
        content=content,
        sha256=sha256,
        previous_sha256=previous,
        head=chained(previous, sha256),
        reason=act.reason,
        actor=act.actor,
    )
    snapshot.save()
    return snapshot
