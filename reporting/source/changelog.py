"""The change log of one initiative: every row ever written about it, with the row it replaced, a page at a time.

One query whatever the size: a branch per table, each row and the one before it told as JSON by the database. Rows stand
by when they became known, which is the story they tell; when they were written down stands beside it. A row is compared
with the one known before it, as reading does, not with the one that happened to be written before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from initiatives import models as im
from initiatives.domain.facts import Slice
from reporting.source.changelog_places import PLACES, Place
from reporting.source.changelog_sql import standing, table
from reporting.source.cutoff import NOW, Cutoff

PAGE = 20
ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One written row. `row` and `before` are its told fields; `before` is None when nothing was known before it.
    `uid` is the fact's, `owner` the uid of the fact it belongs to."""

    kind: str
    act: str
    uid: str
    owner: str
    about: str
    language: str
    row: Mapping[str, Any]
    before: Mapping[str, Any] | None
    known: datetime
    recorded: datetime
    actor: str
    reason: str
    withdrawn: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """One page of the log, newest known first; `total` rows in all."""

    entries: tuple[Entry, ...] = ()
    total: int = 0
    number: int = 1
    size: int = field(default=PAGE)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))


def change_log(part: Slice, until: Cutoff = NOW, number: int = 1, size: int = PAGE) -> Log:
    """A page of an initiative's log, up to a cut-off. Page 1 stands in for a page beyond the last. One query."""
    uid = im.Initiative._meta.get_field("uid").get_db_prep_value(UUID(part.uid), connection)
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (until.known, until.recorded)]
    limits = [moment for moment in moments if moment is not None]
    wanted = max(1, number)
    rows: list[Any] = []
    with connection.cursor() as cursor:
        query = _query(connection.vendor, until.known is not None, until.recorded is not None)
        cursor.execute(query, [uid, *limits, size, (wanted - 1) * size])
        rows = cursor.fetchall()
    if not rows and wanted > 1:
        return change_log(part, until, 1, size)
    return Log(tuple(_entry(row) for row in rows), rows[0][-1] if rows else 0, wanted, size)


@cache
def _query(vendor: str, known: bool, recorded: bool) -> str:
    limits = [f"%s AS {name}" for name, wanted in (("known_by", known), ("recorded_by", recorded)) if wanted]
    if vendor == "postgresql":
        limits = [each.replace("%s", "CAST(%s AS timestamptz)") for each in limits]
    asked = [f"(SELECT id FROM {table(im.Initiative)} WHERE uid = %s) AS it", *limits]  # noqa: S608
    ground = f'"ground" AS (SELECT {", ".join(asked)})'
    branches = " UNION ALL ".join(_branch(each, vendor, known, recorded) for each in PLACES)
    bounds = (("history_date", "known_by", known), ("recorded_at", "recorded_by", recorded))
    branches = standing(branches, tuple((column, limit) for column, limit, wanted in bounds if wanted))
    return (
        f"WITH {ground}, told AS ({branches}) "  # noqa: S608
        "SELECT *, COUNT(*) OVER () FROM told WHERE act <> '~' OR before IS NULL OR before <> told "
        "ORDER BY known DESC, recorded DESC, kind, key DESC LIMIT %s OFFSET %s"
    )


def _branch(place: Place, vendor: str, known: bool, recorded: bool) -> str:
    """The rows of one table that belong to the initiative and to the time asked for."""
    model: Any = place.model
    source = model if place.asserted else model.history.model
    when = "h.known_from" if place.asserted else "h.history_date"
    key = "h.id" if place.asserted else "h.history_id"
    told = _json(place, vendor)
    order = f"OVER (PARTITION BY {place.within} ORDER BY {when}, {key})"
    act = "'='" if place.asserted else "CASE WHEN h.withdrawn_at IS NULL THEN h.history_type ELSE '-' END"
    reason = _reason(place)
    where = [place.where.replace(" it", ' (SELECT it FROM "ground")')]
    where += [when + ' <= (SELECT known_by FROM "ground")'] if known else []  # noqa: S608
    where += ['h.recorded_at <= (SELECT recorded_by FROM "ground")'] if recorded else []
    return (
        f"SELECT '{place.kind}' AS kind, {act} AS act, {key} AS key, h.uid AS uid, {place.owner} AS owner, "  # noqa: S608
        f"COALESCE({place.about}, '') AS about, {place.language} AS language, {told} AS told, "
        f"LAG({told}) {order} AS before, {when} AS known, h.recorded_at AS recorded, h.actor AS actor, "
        f"{reason} AS reason, h.withdrawn_at AS withdrawn, h.withdrawn_reason AS withdrawn_reason "
        f"FROM {table(source)} AS h WHERE {' AND '.join(f'({each})' for each in where)}"
    )


def _reason(place: Place) -> str:
    """Why a row was written; the tables of words name it differently, or not at all."""
    if not place.asserted:
        return "COALESCE(h.history_change_reason, '')"
    return "h.reason" if place.kind in ("date", "assessment") else "''"


def _json(place: Place, vendor: str) -> str:
    build = "json_build_object" if vendor == "postgresql" else "json_object"
    parts = [part for column in place.columns for part in column.parts()]
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in (*parts, *place.extra))
    return f"CAST({build}({pairs}) AS text)"


def _entry(row: tuple[Any, ...]) -> Entry:
    kind, act, _key, uid, owner, about, language, told, before, known, recorded, actor, reason, gone, why, _total = row
    done = WITHDRAWN if act == "-" else CHANGED if before is not None else ADDED
    return Entry(
        kind=kind,
        act=done,
        uid=_uid(uid),
        owner=_uid(owner),
        about=about,
        language=language or "",
        row=orjson.loads(told),
        before=orjson.loads(before) if before is not None else None,
        known=_moment(known),
        recorded=_moment(recorded),
        actor=actor,
        reason=reason,
        withdrawn=_moment(gone) if gone else None,
        withdrawn_reason=why,
    )


def _uid(value: "UUID | str") -> str:
    return value.hex if isinstance(value, UUID) else value.replace("-", "")


def _moment(value: "datetime | str") -> datetime:
    """SQLite hands out text where no model stands behind a column."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=connection.timezone)
