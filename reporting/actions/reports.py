"""What owners do: write a draft, saved as it is typed, and submit it. A draft is no fact: it raises no revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from initiatives import access
from initiatives.actions import Words, state_all
from initiatives.actions.milestone_dates import says_new
from initiatives.actions.values import put
from initiatives.actions.writing import Writing, text_problems
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.domain.vocabulary import Language
from initiatives.models import User
from reporting.actions.rounds import moved, on_report
from reporting.domain.answers import OVERALL, Answer, Answers, dimensions, problems
from reporting.domain.lifecycle import AWAITED, ReportMove
from reporting.domain.vocabulary import PeriodState, ReportState
from reporting.models import Rating, ReportDraft, StatusReport, StatusReportVersion

MOST_FIELDS = 400
LONGEST_FIELD = 60
LONGEST_TEXT = 4_000  # characters of one answer
LIMITS = {"measure_owner": 120, "given_by": 200}
SAID = ("summary", "highlight", "decision_kind", "decision_asked", "language")
RATED = ("dimension", "colour", "reason", "cause", "measure", "measure_owner", "measure_due_edtf")


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Clash:
    """A field of a draft that somebody else has saved since: theirs and mine; theirs is what is kept."""

    theirs: str
    mine: str
    by: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving a draft: what it holds now, the fields that were not saved because somebody else wrote there,
    and those that were refused."""

    counter: int
    content: Mapping[str, str]
    clashes: Mapping[str, Clash] = field(default_factory=dict)
    refused: Mapping[str, Problem] = field(default_factory=dict)


def open_draft(*, by: User, report: StatusReport) -> ReportDraft:
    """The draft of a report, begun by those who are to give it when they first open it. Raises PermissionDenied."""
    if not access.may_report(by, report.initiative, report.organisation):
        raise PermissionDenied
    draft, _new = ReportDraft.objects.get_or_create(report=report, defaults={"opened_at": timezone.now()})
    return draft


@transaction.atomic
def save_draft(*, by: User, report: StatusReport, changes: Mapping[str, tuple[str, str]]) -> Saved:
    """Save what is being typed: field → (what stood there when it was opened, what stands there now).

    Each field for itself: where somebody else has saved another value since, theirs stays and both come back. Nothing
    that is asked of a finished report is asked of a draft, but no identity number is kept. Raises PermissionDenied, and
    Refused when nothing is awaited.
    """
    draft = open_draft(by=by, report=report)
    draft = ReportDraft.objects.select_for_update(no_key=True, of=("self",)).select_related("saved_by").get(pk=draft.pk)
    now: StatusReport = StatusReport.objects.select_related("period").get(pk=report.pk)
    _refuse_closed(now)
    content, clashes, refused = dict(draft.content), {}, {}
    for name, (base, mine) in list(changes.items())[:MOST_FIELDS]:
        theirs, text = str(content.get(name, "")), free_text.tidy(mine)
        wrong = text_problems(name, text, LONGEST_TEXT)
        if wrong or len(name) > LONGEST_FIELD:
            refused[name] = wrong[0] if wrong else Problem(name, Why.TOO_LONG, {"length": len(name), "limit": 60})
        elif name in content and theirs not in (free_text.tidy(base), text):
            clashes[name] = Clash(theirs, text, str(draft.saved_by or ""))
        else:
            content[name] = text
    if content != draft.content:
        draft.content, draft.counter = content, draft.counter + 1
        draft.saved_at, draft.saved_by = timezone.now(), by
        draft.save()
    return Saved(draft.counter, content, clashes, refused)


def _refuse_closed(report: StatusReport) -> None:
    """Where a report is awaited, or may be added to a locked round."""
    locked = report.period.state == PeriodState.LOCKED
    if not locked and (report.period.state != PeriodState.OPEN or report.state not in AWAITED):
        raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": report.state}))


# ── submitting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def submit_report(
    *,
    by: User,
    report: StatusReport,
    answers: Answers,
    computed: Mapping[str, str],
    dates: Iterable[Words] = (),
    given_by: str = "",
) -> StatusReportVersion:
    """Submit a report, with new forecasts of its milestones, in one write: all or nothing.

    `computed`: dimension → the colour facts give, as the owner was shown it. `given_by` is who said it, which whoever
    reports for others must tell. After the lock it becomes an addendum. The same sent twice is one. Raises
    PermissionDenied, Stale (dates) and Refused.
    """

    def may(user: User, _: Any) -> bool:
        return access.may_report(user, report.initiative, report.organisation)

    with on_report(by, report, may) as (write, now):
        last: StatusReportVersion | None = now.versions.order_by("-number").first()
        given = list(dates)
        if last is not None and _sent_before(now, last, by, answers, given_by) and not _moves_dates(given):
            return last
        _refuse_closed(now)
        name = free_text.one_line(given_by)
        refuse(
            [
                *_on_behalf(by, now, name),
                *_texts(answers, name),
                *problems(answers, computed, now.form, timezone.localdate()),
            ]
        )
        # An organisation that is asked and no longer owns the initiative reports, and moves no dates.
        if access.may_edit(by, now.initiative) or _moves_dates(given):
            state_all(by=by, initiative=now.initiative, words=given)
        version = _version(write, by, now, answers, name, last.number + 1 if last else 1)
        if not version.addendum:
            now.state = moved(now, ReportMove.SUBMIT)
            write.record(now)
        # Made where there is none: one that is being made beside this is waited for, and emptied too.
        draft, _new = ReportDraft.objects.get_or_create(report=now, defaults={"opened_at": timezone.now()})
        ReportDraft.objects.filter(pk=draft.pk).update(content={}, saved_by=None)
        write.wrote = True
        return version


def _sent_before(now: StatusReport, last: StatusReportVersion, by: User, answers: Answers, given_by: str) -> bool:
    """Whether the same person has just submitted the very same."""
    if now.state != ReportState.SUBMITTED and not last.addendum:
        return False
    if last.author_id != by.pk or last.given_by != free_text.one_line(given_by):
        return False
    return _held(last) == _said(_unsaved(now, answers), _ratings(last, answers))


def _moves_dates(dates: Iterable[Words]) -> bool:
    """Whether a date is another than the one that stands: then it is a word of its own, and no repetition."""
    return any(says_new(each.milestone, each.dates) for each in dates)


def _on_behalf(by: User, now: StatusReport, given_by: str) -> list[Problem]:
    own = access.reports_for(by, now.initiative, now.organisation)
    return [] if own or given_by else [Problem("given_by", Why.GIVEN_BY_NEEDED)]


def _texts(answers: Answers, given_by: str) -> list[Problem]:
    texts = {
        **{name: getattr(answers, name) for name in ("measure", "measure_owner", "summary", "highlight")},
        "decision_asked": answers.decision_asked,
        "given_by": given_by,
        **{f"reason_{dimension}": each.reason for dimension, each in answers.ratings.items()},
    }
    found = [one for name, text in texts.items() for one in text_problems(name, text, LIMITS.get(name, LONGEST_TEXT))]
    if answers.language not in set(Language):
        found.append(Problem("language", Why.UNKNOWN_CODE, {"value": answers.language}))
    return found


def _version(
    write: Writing, by: User, report: StatusReport, answers: Answers, given_by: str, number: int
) -> StatusReportVersion:
    version = _unsaved(report, answers)
    version.number, version.author = number, by
    version.given_by, version.given_at = given_by, timezone.now() if given_by else None
    version.addendum = report.period.state == PeriodState.LOCKED
    write.assert_(version)
    for each in _ratings(version, answers):
        write.assert_(each)
    return version


def _unsaved(report: StatusReport, answers: Answers) -> StatusReportVersion:
    """What is said of the whole."""
    return StatusReportVersion(
        report=report,
        summary=answers.summary,
        highlight=answers.highlight,
        decision_kind=answers.decision_kind,
        decision_asked=answers.decision_asked,
        no_change=answers.no_change,
        form=report.form,
        language=answers.language,
    )


def _ratings(version: StatusReportVersion, answers: Answers) -> list[Rating]:
    """What is said of each dimension the form asks for."""
    asked = ((each, answers.ratings.get(each)) for each in dimensions(version.form))
    return [_rating(version, name, given, answers) for name, given in asked if given is not None and given.colour]


def _rating(version: StatusReportVersion, dimension: str, given: Answer, answers: Answers) -> Rating:
    troubled = given.colour in ("yellow", "red")
    whole = dimension == OVERALL and answers.troubled
    rating = Rating(
        version=version,
        dimension=dimension,
        colour=given.colour,
        reason=given.reason,
        cause=(given.cause or answers.overall.cause) if troubled or whole else "",
        measure=answers.measure if whole else "",
        measure_owner=answers.measure_owner if whole else "",
        language=answers.language,
    )
    put(rating, "measure_due", answers.measure_due if whole else None)
    return rating


def _held(version: StatusReportVersion) -> tuple[Any, ...]:
    return _said(version, version.ratings.filter(assessed=False, withdrawn_at__isnull=True))


def _said(version: StatusReportVersion, ratings: Iterable[Rating]) -> tuple[Any, ...]:
    """Everything a version says, for holding it against another."""
    return tuple(getattr(version, name) for name in SAID), frozenset(
        tuple(getattr(each, name) for name in RATED) for each in ratings
    )
