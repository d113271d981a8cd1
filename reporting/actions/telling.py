"""Who is written to in a round, and of what: one letter a person, with all his or her reports in it.

Called by the round's acts inside their write, so that an act that fails tells nothing. Each writing to those who are to
report is kept as a `Reminder` of the report, also that there was nobody to write to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from initiatives import notices
from initiatives.access import reporters_of
from initiatives.actions.values import stored
from initiatives.actions.writing import By
from initiatives.domain.vocabulary import Colour, NoticeKind
from initiatives.models import User
from initiatives.notices import Colours, Name, Outcome, Remark, RoundChange, RoundReport, RoundTold
from reporting.domain.facts import ReportFact
from reporting.domain.lifecycle import AWAITED, DELIVERED
from reporting.domain.vocabulary import ReportState, Stage
from reporting.models import Rating, Reminder, ReportingPeriod, StatusReport, StatusReportVersion

Reports = Mapping[int, RoundReport]
"""id of a report → what is told of it."""


class Given(NamedTuple):
    """What a report said, and the report of the same initiative that counts in the round."""

    report: ReportFact
    counts: ReportFact | None


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
            Reminder(
                report=report,
                stage=stage.value,
                deadline=report.deadline or period.deadline,
                recipients=len(found),
                actor=name,
            )
            for report, found in zip(reports, people, strict=True)
        ]
    )
    kind = NoticeKind.ROUND_OPENED if stage is Stage.KICK_OFF else NoticeKind.ROUND_REMINDED
    told = replace(_told(period, by), stage=stage.value, words=words, language=by.writes if by else "nb")
    return _tell(kind, told, {each.pk: _plain(each) for each in reports}, reports, people, by, name)


def tell_changed(*, by: User, report: StatusReport, change: RoundChange, before: date | None = None) -> None:
    """That a report has got another deadline, is let off, or is asked for again."""
    words = {RoundChange.EXTENDED: report.deadline_reason, RoundChange.EXEMPT: report.exempt_reason}
    told = replace(_told(report.period, by), change=change.value, words=words.get(change, ""), language=by.writes)
    _tell_of(NoticeKind.ROUND_CHANGED, told, report, replace(_plain(report), before=before), by)


def tell_moved(*, by: By, period: ReportingPeriod, before: date, lapsed: Mapping[int, date]) -> None:
    """That the round has another deadline, to all who still are to report by it: not those with a later one of their
    own, nor those for whom it is the day they had. `lapsed`: id of a report → the day of its own it had until now."""
    theirs = period.reports.standing().filter(state__in=AWAITED, initiative__withdrawn_at__isnull=True)
    rows = list(theirs.select_related("period", "initiative", "organisation").order_by("initiative__code", "pk"))
    was = {each.pk: lapsed.get(each.pk, before) for each in rows if each.deadline is None}
    reports = [each for each in rows if each.pk in was and was[each.pk] != period.deadline]
    if not reports:
        return
    people = reporters_of((each.initiative, each.organisation) for each in reports)
    user = by if isinstance(by, User) else None
    told = replace(_told(period, user), change=RoundChange.EXTENDED.value)
    plain = {each.pk: replace(_plain(each), deadline=period.deadline, before=was[each.pk]) for each in reports}
    _tell(NoticeKind.ROUND_CHANGED, told, plain, reports, people, user, str(by))


def tell_approved(*, by: User, report: StatusReport, version: StatusReportVersion) -> None:
    """That a report is approved, and where the secretariat set another colour."""
    declared: dict[str, str] = {}
    assessed: dict[str, Rating] = {}
    for each in version.ratings.filter(withdrawn_at__isnull=True).order_by("known_from", "id"):
        if each.assessed:
            assessed[each.dimension] = each
        else:
            declared[each.dimension] = each.colour
    colours = tuple(
        Colours(dimension, declared.get(dimension, ""), each.colour, each.reason, each.language)
        for dimension, each in assessed.items()
    )
    _tell_of(NoticeKind.ROUND_APPROVED, _told(report.period, by), report, replace(_plain(report), colours=colours), by)


def tell_returned(*, by: User, report: StatusReport, comments: Mapping[str, str]) -> None:
    """That a report has come back, with the comments."""
    remarks = tuple(Remark(name, text, by.writes) for name, text in comments.items())
    _tell_of(NoticeKind.ROUND_RETURNED, _told(report.period, by), report, replace(_plain(report), remarks=remarks), by)


def tell_locked(*, by: User, period: ReportingPeriod, given: Mapping[str, Given]) -> None:
    """That a round is locked, to all who were to report in it, and what each report led to. `given`: uid of a report →
    what it said."""
    reports = list(period.reports.standing().select_related("period", "initiative", "organisation").order_by("pk"))
    people = reporters_of((each.initiative, each.organisation) for each in reports)
    told = {each.pk: replace(_plain(each), outcomes=_outcomes(each, given.get(each.uid.hex))) for each in reports}
    _tell(NoticeKind.ROUND_LOCKED, _told(period, by), told, reports, people, by, str(by))


def _outcomes(report: StatusReport, given: Given | None) -> tuple[str, ...]:
    """What a report led to: where several report, the initiative is an exception by the one that counts."""
    if report.state == ReportState.EXEMPT:
        return (Outcome.EXEMPT.value,)
    if given is None or given.report.rating() is None or report.state not in DELIVERED:
        return (Outcome.UNREPORTED.value,)
    if report.state != ReportState.APPROVED:
        return (Outcome.NOT_ASSESSED.value,)
    found = [Outcome.EXCEPTION if _troubled(given.counts) else Outcome.LISTED]
    found += [Outcome.HIGHLIGHT] if given.report.highlight else []
    found += [Outcome.DECISION] if given.report.decision_asked else []
    return tuple(each.value for each in found)


def _troubled(counts: ReportFact | None) -> bool:
    rating = counts.rating() if counts and counts.state == ReportState.APPROVED else None
    return rating is not None and rating.assessed in (Colour.YELLOW, Colour.RED)


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _told(period: ReportingPeriod, by: User | None) -> RoundTold:
    """The round, without reports."""
    body, meeting = period.body, period.meeting
    return RoundTold(
        period=period.code,
        on=timezone.localdate(),
        reports=(),
        name=period.name,
        deadline=period.deadline,
        body=Name(body.uid.hex, body.name, body.language) if body else None,
        meeting=stored(meeting, "date") if meeting else None,
    )


def _plain(report: StatusReport) -> RoundReport:
    part, organisation = report.initiative, report.organisation
    return RoundReport(
        uid=part.uid.hex,
        code=part.code,
        name=part.name,
        language=part.language,
        report=str(report.uid),
        organisation=str(organisation) if organisation else "",
        form=report.form,
        deadline=report.deadline,
        returned=report.state == ReportState.RETURNED,
    )


def _tell_of(kind: NoticeKind, told: RoundTold, report: StatusReport, plain: RoundReport, by: User) -> None:
    people = reporters_of([(report.initiative, report.organisation)])
    _tell(kind, told, {report.pk: plain}, [report], people, by, str(by))


def _tell(
    kind: NoticeKind,
    told: RoundTold,
    plain: Reports,
    reports: Sequence[StatusReport],
    people: Iterable[Iterable[User]],
    by: User | None,
    actor: str,
) -> int:
    """One letter for each person, of his or her own reports; how many people there are."""
    theirs: dict[int, tuple[User, list[StatusReport]]] = {}
    for report, found in zip(reports, people, strict=True):
        for person in found:
            theirs.setdefault(person.pk, (person, []))[1].append(report)

    def of(person: User) -> RoundTold:
        own = theirs[person.pk][1]
        example = all(each.initiative.example for each in own)
        return replace(told, reports=tuple(plain[each.pk] for each in own), example=example)

    notices.tell_of_round(
        kind=kind,
        recipients=[person for person, _ in theirs.values()],
        told=of,
        actor=actor,
        user=by,
        initiative=reports[0].initiative if len(reports) == 1 else None,
    )
    return len(theirs)
