"""Cases that wait for a decision, and what reports ask for."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import CaseFact, Slice
from reporting.domain.facts import ReportFact
from reporting.domain.figures.overview_ground import Ground, Ref


class Waiting(NamedTuple):
    """A case before its meeting, or a decision a report asks for; `asked` for both where the case was made of that.
    `case` is its uid and `agenda` its meeting's, where it has one; `place` its place there."""

    part: Ref
    title: str
    language: str
    kind: str
    body: str
    meeting: PartialDate | None
    asked: bool
    case: str = ""
    agenda: str = ""
    place: int = 0


def waiting(ground: Ground) -> tuple[Waiting, ...]:
    """Undecided cases, each once, by meeting; then what the reports of this round ask for and no case has been made
    of."""
    cases: dict[str, Waiting] = {}
    asking = [(part, each) for part in ground.record.state.ordered for each in _asking(part, ground)]
    by_report = {uid for _, each in asking for uid in each.cases}
    standing = {case.uid for part in ground.record.state.ordered for case in part.cases}
    for part in ground.record.state.ordered:
        for case in part.cases:
            if not case.decided and case.uid not in cases:
                cases[case.uid] = _case(case, ground.refs[part.uid], ground, asked=case.uid in by_report)
    asked = [_asked(each, ground.refs[part.uid]) for part, each in asking if standing.isdisjoint(each.cases)]
    return (*sorted(cases.values(), key=_meeting), *asked)


def _asking(part: Slice, ground: Ground) -> Iterator[ReportFact]:
    """The reports of this round that ask for a decision."""
    period = ground.record.period.code if ground.record.period else ""
    for report in ground.record.status(part).reports:
        if report.decision_asked and report.period == period and ground.record.speaks(report):
            yield report


def _meeting(each: Waiting) -> tuple[date, str, int, str]:
    return (each.meeting.latest if each.meeting else date.max), each.agenda, each.place, each.title


def _case(case: CaseFact, part: Ref, ground: Ground, *, asked: bool) -> Waiting:
    body = ground.record.state.registers.bodies.get(case.body or "")
    return Waiting(
        part,
        case.title,
        case.language,
        case.kind,
        body.name if body else "",
        case.meeting,
        asked=asked,
        case=case.uid,
        agenda=case.meeting_uid or "",
        place=case.position,
    )


def _asked(report: ReportFact, part: Ref) -> Waiting:
    return Waiting(part, report.decision_asked, report.language, "", "", None, asked=True)
