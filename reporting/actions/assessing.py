"""What the secretariat does with a report: approve it, with colours of its own where facts say otherwise, or send it
back with comments at the fields. Nobody approves what he or she has entered."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from initiatives.actions.writing import Writing, text_problems
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.domain.vocabulary import Colour
from initiatives.models import User
from reporting.actions import telling
from reporting.actions.reports import LONGEST_TEXT
from reporting.actions.rounds import moved, running
from reporting.domain.lifecycle import ReportMove
from reporting.domain.vocabulary import ReportState
from reporting.models import Rating, ReportComment, StatusReport, StatusReportVersion


class Assessment(NamedTuple):
    """The secretariat's colour for a dimension, and why it is another than the owner's."""

    colour: str
    comment: str = ""


def approve_report(
    *, by: User, report: StatusReport, seen: int, assessed: Mapping[str, Assessment] | None = None
) -> None:
    """Approve a report: each rated dimension gets the secretariat's colour, the declared one where none is given.

    `seen` is the number of the version that was read. The same sent twice is one. Raises PermissionDenied, and Refused:
    changed since, one's own report, another colour without a comment.
    """
    given = dict(assessed or {})
    with running(by, report) as (write, now):
        version = _version(now, seen)
        if version.author_id == by.pk:
            raise Refused(Problem("", Why.OWN_REPORT))
        declared = list(version.ratings.filter(assessed=False, withdrawn_at__isnull=True).order_by("id"))
        if now.state == ReportState.APPROVED and _assessed_so(version, declared, given):
            return
        after = moved(now, ReportMove.APPROVE)
        refuse([one for each in declared for one in _problems(each, given.get(each.dimension))])
        for each in declared:
            write.assert_(_assessed(write, version, each, given.get(each.dimension)))
        now.state = after
        write.record(now)
        telling.tell_approved(by=by, report=now, version=version)


def approve_calm(
    *, by: User, reports: Iterable[tuple[StatusReport, int]], deviating: Collection[str] = ()
) -> tuple[list[StatusReport], list[Any]]:
    """Approve several as declared, each in a write of its own: those approved, and (report, Refused) of the others.

    `deviating` are uids of reports that must be looked at one by one: they are never approved with others, whatever the
    page that was sent offered.
    """
    done: list[StatusReport] = []
    refused: list[Any] = []
    for report, seen in reports:
        try:
            if report.uid.hex in deviating:
                author = _version(report, seen).author_id
                raise Refused(Problem("", Why.OWN_REPORT if author == by.pk else Why.REPORT_CHANGED))
            approve_report(by=by, report=report, seen=seen)
            done.append(report)
        except Refused as why:
            refused.append((report, why))
    return done, refused


def return_report(*, by: User, report: StatusReport, seen: int, comments: Mapping[str, str], message: str = "") -> None:
    """Send a report back: field → comment, and a message for the whole («»). Raises Refused when nothing is said."""
    said = {name: free_text.tidy(text) for name, text in {"": message, **comments}.items() if free_text.tidy(text)}
    with running(by, report) as (write, now):
        version = _version(now, seen)
        if not said:
            raise Refused(Problem("message", Why.NOTHING_SAID))
        after = moved(now, ReportMove.RETURN)
        refuse([one for name, text in said.items() for one in text_problems(name or "message", text, LONGEST_TEXT)])
        for name, text in said.items():
            write.assert_(ReportComment(version=version, field=name, text=text, language=write.language))
        now.state = after
        write.record(now, said.get("", ""))
        telling.tell_returned(by=by, report=now, comments=said)


def _version(report: StatusReport, seen: int) -> StatusReportVersion:
    last: StatusReportVersion | None = report.versions.order_by("-number").first()
    if last is None or last.number != seen:
        raise Refused(Problem("", Why.REPORT_CHANGED))
    return last


def _assessed_so(version: StatusReportVersion, declared: Iterable[Rating], given: Mapping[str, Assessment]) -> bool:
    """Whether the secretariat has said the very same of an approved report already; nothing says the same."""
    if not given:
        return True
    rows = version.ratings.filter(assessed=True, withdrawn_at__isnull=True).order_by("known_from", "id")
    stands = {each.dimension: Assessment(each.colour, each.reason) for each in rows}
    return all(stands.get(each.dimension) == _said(each, given.get(each.dimension)) for each in declared)


def _said(declared: Rating, given: Assessment | None) -> Assessment:
    """What the secretariat says of a dimension: the declared colour where it says nothing."""
    return Assessment(given.colour, free_text.tidy(given.comment)) if given else Assessment(declared.colour)


def _problems(declared: Rating, given: Assessment | None) -> list[Problem]:
    if given is None:
        return []
    name = f"comment_{declared.dimension}"
    if given.colour not in set(Colour):
        return [Problem(f"assessed_{declared.dimension}", Why.UNKNOWN_CODE, {"value": given.colour})]
    if given.colour != declared.colour and not free_text.tidy(given.comment):
        return [Problem(name, Why.OTHER_COLOUR)]
    return text_problems(name, free_text.tidy(given.comment), LONGEST_TEXT)


def _assessed(write: Writing, version: StatusReportVersion, declared: Rating, given: Assessment | None) -> Rating:
    colour, comment = _said(declared, given)
    return Rating(
        version=version,
        dimension=declared.dimension,
        assessed=True,
        colour=colour,
        reason=comment,
        language=write.language,
    )
