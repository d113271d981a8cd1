"""Reports as those who are to give them see them: what is being written, and what is theirs in the rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from initiatives import access
from initiatives.models import User
from reporting.domain.vocabulary import PeriodState, Stage
from reporting.gates import WITH
from reporting.models import ReportDraft, ReportingPeriod, StatusReport

REMINDED = Q(reminders__recipients__gt=0) & ~Q(reminders__stage=Stage.KICK_OFF)
"""Letters that reached somebody; the one that opened the round is no reminder."""
ROUNDS = 6  # locked rounds whose reports are listed, newest first


@dataclass(frozen=True, slots=True)
class Begun:
    """What is being written of a report: name of a field → its text, when it was saved last and by whom."""

    content: dict[str, str]
    counter: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A report of the reader's: what is being written of it, and when its people were last reminded."""

    report: StatusReport
    begun: Begun
    reminded: datetime | None


def begun(report: StatusReport) -> Begun:
    """What is being written of a report. One query."""
    draft = ReportDraft.objects.filter(report=report).select_related("saved_by").first()
    return _begun(draft)


def own_reports(user: User) -> tuple[Own, ...]:
    """The reports that are the reader's own to give, of open rounds and the newest locked ones. At most nine queries,
    however many they are; what the office may give for others is not among them."""
    parts, bodies = access.kept(user)
    if not parts and not bodies:
        return ()
    rows = list(
        StatusReport.objects.standing()
        .filter(period__in=_rounds(), initiative__uid__in=parts)
        .select_related(*WITH, "draft", "draft__saved_by")
        .annotate(reminded=Max("reminders__recorded_at", filter=REMINDED))
    )
    theirs = access.reporters_of((each.initiative, each.organisation) for each in rows)
    mine = [each for each, people in zip(rows, theirs, strict=True) if user in people]
    return tuple(Own(each, _begun(getattr(each, "draft", None)), each.reminded) for each in mine)


def theirs(user: User, uids: Iterable[str]) -> frozenset[str]:
    """Which of some reports are the person's own to give. At most five queries."""
    rows = list(StatusReport.objects.standing().filter(uid__in=list(uids)).select_related("initiative", "organisation"))
    people = access.reporters_of((each.initiative, each.organisation) for each in rows)
    return frozenset(each.uid.hex for each, found in zip(rows, people, strict=True) if user in found)


def _rounds() -> list[int]:
    """Open rounds, and the newest locked ones."""
    periods = ReportingPeriod.objects.standing()
    locked = (
        periods.filter(state=PeriodState.LOCKED).order_by("-cut_off", "-code").values_list("pk", flat=True)[:ROUNDS]
    )
    return [*periods.filter(state=PeriodState.OPEN).values_list("pk", flat=True), *locked]


def _begun(draft: ReportDraft | None) -> Begun:
    if draft is None:
        return Begun({})
    content = {str(name): str(text) for name, text in draft.content.items()}
    return Begun(content, draft.counter, draft.saved_at, str(draft.saved_by or ""))
