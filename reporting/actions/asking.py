"""What reports ask a body for is put on the agenda of one of its meetings: a case for each, and that it is the report's
written with it, so that the decision comes back to who asked.

A body meets after the lock, so a round that is locked is no hindrance: a case stands in the present, and nothing of
what was locked is touched.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from initiatives.actions.agenda import Placed, ToCome, add_meeting, ahead, called, place_last, placing
from initiatives.actions.agenda_words import asked_titles
from initiatives.actions.edits import Changes
from initiatives.actions.writing import By, Writing
from initiatives.domain.refusals import Problem, Why, refuse
from initiatives.models import Case, Meeting
from reporting.domain.lifecycle import DELIVERED
from reporting.models import ReportCase, ReportingPeriod, StatusReport, StatusReportVersion


def put_asked_on_agenda(*, by: By, meeting: Meeting, reports: Iterable[StatusReport]) -> Placed:
    """Make a case of what each report asks for, last on the agenda. What stands there already gets no other case.

    Raises PermissionDenied, and Refused when the meeting has been, or a report is withdrawn, not delivered or asks for
    nothing.
    """
    chosen = [each.pk for each in reports]
    with _placing(by, [meeting], chosen) as write:
        return _put(write, write.fresh(meeting), chosen)


def put_asked_on_new_agenda(
    *, by: By, values: Changes, reports: Iterable[StatusReport], uid: UUID | None = None
) -> Placed:
    """Call a meeting and put what the reports ask for on its agenda: both or neither."""
    chosen = [each.pk for each in reports]
    with _placing(by, called(uid), chosen) as write:
        return _put(write, add_meeting(by=by, values=values, uid=uid), chosen)


def _placing(by: By, meetings: Iterable[Meeting], chosen: list[int]) -> AbstractContextManager[Writing]:
    """The rounds are held first, then the meeting and the initiatives; `_put` holds the reports."""
    rounds = ReportingPeriod.objects.filter(reports__in=chosen).distinct().order_by("pk")
    touched = StatusReport.objects.filter(pk__in=chosen).values_list("initiative_id", flat=True)
    return placing(by=by, meetings=meetings, touched=lambda: touched, held=rounds)


def _put(write: Writing, meeting: Meeting, chosen: list[int]) -> Placed:
    now, reports = ahead(meeting), _held(chosen)
    known = _known(now, chosen)
    new = [each for each in reports if each.pk not in known]
    words = _last_words(new)
    refuse([one for each in new for one in _problems(each, words.get(each.pk))])
    made = place_last(write, now, _to_come(new, words))
    write.record_all([ReportCase(report=each, case=case) for each, case in zip(new, made, strict=True)])
    return Placed(now, made, tuple(known[each.pk] for each in reports if each.pk in known))


def _held(chosen: list[int]) -> list[StatusReport]:
    """The reports as they stand under the lock, in the order they were chosen."""
    rows: Any = StatusReport.objects.filter(pk__in=chosen).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return sorted(rows.select_related("initiative"), key=lambda each: chosen.index(each.pk))


def _known(meeting: Meeting, chosen: list[int]) -> dict[int, Case]:
    """id of a report → the case of it that stands on the agenda."""
    rows = ReportCase.objects.standing().filter(
        report__in=chosen, case__meeting=meeting, case__withdrawn_at__isnull=True
    )
    return {each.report_id: each.case for each in rows.select_related("case")}


def _last_words(reports: Iterable[StatusReport]) -> dict[int, StatusReportVersion]:
    """id of a report → its last version."""
    rows = StatusReportVersion.objects.standing().filter(report__in=reports).order_by("number")
    return {each.report_id: each for each in rows}


def _problems(report: StatusReport, said: StatusReportVersion | None) -> list[Problem]:
    code = {"code": report.initiative.code}
    for fact in (report, report.initiative):
        if fact.withdrawn_at is not None:
            return [Problem("reports", Why.WITHDRAWN, {"reason": fact.withdrawn_reason})]
    if said is None or not (report.state in DELIVERED or said.addendum):
        return [Problem("reports", Why.NOT_DELIVERED, code)]
    return [] if said.decision_asked else [Problem("reports", Why.ASKS_NOTHING, code)]


def _to_come(reports: list[StatusReport], words: dict[int, StatusReportVersion]) -> list[ToCome]:
    said = [words[each.pk] for each in reports]
    titles = asked_titles(
        (each.initiative, one.decision_kind, one.language) for each, one in zip(reports, said, strict=True)
    )
    return [
        ToCome(
            {"title": title, "kind": one.decision_kind, "text": one.decision_asked, "language": one.language},
            each.initiative,
            each.initiative.example,
        )
        for each, one, title in zip(reports, said, titles, strict=True)
    ]
