"""What was written last: the change log's newest rows across all facts of initiatives, in one query.

Rows come by the order they were written in, which the histories' keys keep: the newest few of each table are read from
its end, whatever the size of the table.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Model

from initiatives import models as im
from initiatives.models.base import Assertion
from reporting import models as rm

DEEP = 40  # newest rows read of each table
ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"


class Place(NamedTuple):
    """Where a fact says whose it is: the column that leads to an initiative, by way of another table or not."""

    kind: str
    model: type[Model]
    column: str
    by_way_of: type[Model] | None = None


PLACES = (
    Place("initiative", im.Initiative, "id"),
    Place("ownership", im.Ownership, "initiative_id"),
    Place("entry", im.PlanEntry, "initiative_id"),
    Place("plan_change", im.PlanChange, "initiative_id"),
    Place("milestone", im.Milestone, "initiative_id"),
    Place("date", im.MilestoneDate, "milestone_id", im.Milestone),
    Place("dependency", im.Dependency, "successor_initiative_id"),
    Place("dependency", im.Dependency, "successor_milestone_id", im.Milestone),
    Place("money", im.BudgetLine, "initiative_id"),
    Place("estimate", im.CostEstimate, "initiative_id"),
    Place("risk", im.Risk, "initiative_id"),
    Place("benefit", im.Benefit, "initiative_id"),
    Place("commitment", im.InitiativeCommitment, "initiative_id"),
    Place("decision", im.Decision, "initiative_id"),
    Place("observation", rm.StatusObservation, "initiative_id"),
    Place("report", rm.StatusReportVersion, "report_id", rm.StatusReport),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One written row: whose fact of which kind was added, changed or withdrawn; by whom, why; since when it is known
    and when it was recorded."""

    initiative: str
    kind: str
    act: str
    actor: str
    reason: str
    known: datetime
    recorded: datetime


def latest_changes(known_by: datetime | None = None) -> tuple[Change, ...]:
    """The rows written last, newest first; only those known by a moment when one is given. One query."""
    parts = " UNION ALL ".join(
        f"SELECT * FROM ({_newest(each, known_by is not None)}) AS t{number}"  # noqa: S608
        for number, each in enumerate(PLACES)
    )
    query = (
        "SELECT i.uid, n.kind, n.act, n.gone, n.actor, n.reason, n.known, n.recorded "  # noqa: S608
        f"FROM ({parts}) AS n JOIN {_name(im.Initiative)} AS i ON i.id = n.initiative ORDER BY n.recorded DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [known_by] * len(PLACES) if known_by else [])
        rows = cursor.fetchall()
    return tuple(_change(row) for row in rows)


def _newest(place: Place, narrowed: bool) -> str:
    """The newest rows of one table, each with the id of its initiative."""
    asserted = issubclass(place.model, Assertion)
    if asserted:
        table, key, known = _name(place.model), "h.id", "h.known_from"
        told = f"'+' AS act, h.withdrawn_at AS gone, h.actor AS actor, '' AS reason, {known} AS known"
    else:
        table, key, known = _name(place.model.history.model), "h.history_id", "h.history_date"  # type: ignore[attr-defined]
        told = "h.history_type AS act, h.withdrawn_at AS gone, h.actor AS actor"
        told += f", COALESCE(h.history_change_reason, '') AS reason, {known} AS known"
    join, initiative = "", f"h.{place.column}"
    if place.by_way_of:
        join, initiative = f"JOIN {_name(place.by_way_of)} AS w ON w.id = h.{place.column}", "w.initiative_id"
    where = f"WHERE {known} <= %s" if narrowed else ""
    return (
        f"SELECT '{place.kind}' AS kind, {initiative} AS initiative, {told}, h.recorded_at AS recorded "  # noqa: S608
        f"FROM {table} AS h {join} {where} ORDER BY {key} DESC LIMIT {DEEP}"
    )


def _name(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _change(row: tuple[Any, ...]) -> Change:
    uid, kind, act, gone, actor, reason, known, recorded = row
    done = WITHDRAWN if gone else ADDED if act == "+" else CHANGED
    return Change(_uid(uid), kind, done, actor, reason, _moment(known), _moment(recorded))


def _uid(value: "UUID | str") -> str:
    return value.hex if isinstance(value, UUID) else value.replace("-", "")


def _moment(value: "datetime | str") -> datetime:
    """SQLite hands out text where no model stands behind a column."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=connection.timezone)
