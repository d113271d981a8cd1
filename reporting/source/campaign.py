"""What the tables know of a round beside its record: who has opened a report, who has been written to, who is to give
it, and who entered it. Drafts and letters are no facts, so they stand in no record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from initiatives.access import reporters_of
from initiatives.models import Initiative, Organisation, User
from reporting.domain.duties import Duty
from reporting.domain.figures.campaign import Progress
from reporting.domain.vocabulary import Stage
from reporting.models import PeriodAddendum, Reminder, StatusReport, StatusReportVersion


def progress(code: str) -> dict[str, Progress]:
    """uid of a report of a round → how far it has come. Seven queries, however many there are."""
    reports = list(
        StatusReport.objects.standing()
        .filter(period__code=code)
        .select_related("initiative", "organisation", "draft__saved_by")
        .order_by("id")
    )
    letters = _letters(code)
    authors = _authors(code)
    people = reporters_of((each.initiative, each.organisation) for each in reports)
    found = {}
    for report, contacts in zip(reports, people, strict=True):
        draft = getattr(report, "draft", None)
        sent = letters.get(report.pk, ())
        found[report.uid.hex] = Progress(
            opened=draft.opened_at if draft else None,
            saved=draft.saved_at if draft else None,
            saved_by=str(draft.saved_by or "") if draft else "",
            reminders=len(sent),
            reminded=max(sent, default=None),
            contacts=tuple(str(each) for each in contacts),
            author=authors.get(report.pk, ""),
        )
    return found


def _letters(code: str) -> dict[int, list[date]]:
    """id of a report → the days on which somebody was reminded of it."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = Reminder.objects.filter(report__period__code=code, recipients__gt=0).exclude(stage=Stage.KICK_OFF)
    for report, when in rows.values_list("report_id", "recorded_at"):
        found[report].append(_day(when))
    return found


def _day(when: datetime) -> date:
    return timezone.localtime(when).date()


def _authors(code: str) -> dict[int, str]:
    """id of a report → the sign-in name of who entered its last version."""
    rows = StatusReportVersion.objects.filter(report__period__code=code).order_by("number")
    return {report: name or "" for report, name in rows.values_list("report_id", "author__username")}


# ── before it is opened ──────────────────────────────────────────────────────────────────────────────────────────────


def contacts(duties: Sequence[Duty]) -> list[list[User]]:
    """Those who would be written to, of each of some duties, in their order. Six queries, however many they are."""
    wanted = {each.initiative for each in duties}
    parts = {each.uid.hex: each for each in Initiative.objects.filter(uid__in=[UUID(each) for each in wanted])}
    bodies = {
        each.uid.hex: each
        for each in Organisation.objects.filter(
            uid__in=[UUID(each.organisation) for each in duties if each.organisation]
        )
    }
    return reporters_of((parts[each.initiative], bodies.get(each.organisation or "")) for each in duties)


def asked_already(code: str) -> frozenset[tuple[str, str | None]]:
    """(initiative, organisation) of each report that a round asks for."""
    rows = StatusReport.objects.filter(period__code=code).values_list("initiative__uid", "organisation__uid")
    return frozenset((initiative.hex, organisation.hex if organisation else None) for initiative, organisation in rows)


# ── after the lock ───────────────────────────────────────────────────────────────────────────────────────────────────


class Added(NamedTuple):
    """Something that was added to a round after its lock. `code` is of the initiative it is about, "" for the whole."""

    day: datetime
    text: str
    language: str
    actor: str
    code: str = ""


def addenda(code: str) -> tuple[Added, ...]:
    """What was added to a locked round, oldest first."""
    rows = PeriodAddendum.objects.standing().filter(period__code=code).select_related("initiative")
    return tuple(
        Added(each.recorded_at, each.text, each.language, each.actor, each.initiative.code if each.initiative else "")
        for each in rows
    )


class Late(NamedTuple):
    """A report that was given after the lock."""

    uid: str
    code: str
    day: datetime


def late_reports(code: str) -> tuple[Late, ...]:
    """The reports of a round that were given after its lock, oldest first; each with its last day."""
    rows = (
        StatusReportVersion.objects.filter(report__period__code=code, addendum=True, withdrawn_at__isnull=True)
        .values_list("report__uid", "report__initiative__code")
        .annotate(day=Max("recorded_at"))
        .order_by("day")
    )
    return tuple(Late(uid.hex, part, day) for uid, part, day in rows)


def uids(given: Iterable[str]) -> frozenset[UUID]:
    """What was sent as uids, without what is none."""
    return frozenset(found for each in given if (found := _uid(each)) is not None)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def reports_of(code: str, wanted: Collection[UUID]) -> list[StatusReport]:
    """These reports of a round, by code of their initiatives."""
    rows = StatusReport.objects.standing().filter(period__code=code, uid__in=wanted)
    return list(rows.select_related("period", "initiative", "organisation").order_by("initiative__code", "id"))
