"""Who is written to in a round, and of what: one letter a person, with all his or her reports in it.

Called by the round's acts inside their write, so that an act that fails tells nothing. Each writing is kept as a
`Reminder` of the report, also that there was nobody to write to.
"""

from collections.abc import Iterable, Mapping, Sequence

from initiatives.access import reporters, reporters_of
from initiatives.models import User
from reporting.domain.vocabulary import Stage
from reporting.models import Reminder, ReportingPeriod, StatusReport, StatusReportVersion


def write_to(
    *,
    by: User | None,
    period: ReportingPeriod,
    reports: Sequence[StatusReport],
    stage: Stage,
    actor: str = "",
    words: str = "",
) -> int:
    """Write to those who are to give these reports; how many people. `actor` names a run of the system."""
    if not reports:
        return 0
    people = reporters_of((each.initiative, each.organisation) for each in reports)
    name = str(by) if by else actor
    Reminder.objects.bulk_create(
        [
            Reminder(report=report, stage=stage.value, recipients=len(found), actor=name)
            for report, found in zip(reports, people, strict=True)
        ]
    )
    theirs: dict[int, tuple[User, list[StatusReport]]] = {}
    for report, found in zip(reports, people, strict=True):
        for person in found:
            theirs.setdefault(person.pk, (person, []))[1].append(report)
    return len(theirs)


def tell_changed(*, by: User, report: StatusReport) -> None:
    """That a report has got another deadline, is let off, or is asked for again."""
    _people(report)


def tell_approved(*, by: User, report: StatusReport, version: StatusReportVersion) -> None:
    """That a report is approved, and where the secretariat set another colour."""
    _people(report)


def tell_returned(*, by: User, report: StatusReport, comments: Mapping[str, str]) -> None:
    """That a report has come back, with the comments."""
    _people(report)


def tell_locked(*, by: User, period: ReportingPeriod, reports: Iterable[StatusReport]) -> None:
    """That a round is locked, to all who were to report in it."""


def _people(report: StatusReport) -> list[User]:
    return reporters(report.initiative, report.organisation)
