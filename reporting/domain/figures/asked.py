"""What the reports of a round ask a body for, and what became of it: the cases made of it, and their decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.facts import BodyFact, CaseFact, DecisionFact, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.facts import ReportFact
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.record import Record


class OnAgenda(NamedTuple):
    """A case made of what a report asks for, that is not decided. `held`: its meeting has been."""

    case: CaseFact
    body: BodyFact | None
    held: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What one report asks for."""

    part: Slice
    report: ReportFact
    cases: tuple[OnAgenda, ...]
    decisions: tuple[DecisionFact, ...]

    @property
    def waits(self) -> bool:
        """Whether somebody must still put it before a body."""
        return not self.decisions and all(each.held for each in self.cases)


def asked(record: Record, period: str) -> tuple[Asked, ...]:
    """What the reports of a period that are delivered ask for; and those that came back after a case was made."""
    return tuple(
        Asked(part, report, tuple(on_agenda(report, part, record.state)), answers(report, part))
        for part in record.state.ordered
        for report in record.status(part).reports
        if report.period == period and report.decision_asked and (report.state in DELIVERED or report.cases)
    )


def on_agenda(report: ReportFact, part: Slice, state: PortfolioState) -> Iterator[OnAgenda]:
    """The cases made of what a report asks for that wait for a decision."""
    for case in part.cases:
        if case.uid in report.cases and case.meeting and not case.decided:
            yield OnAgenda(case, state.registers.bodies.get(case.body or ""), case.meeting.latest < state.today)


def answers(report: ReportFact, part: Slice) -> tuple[DecisionFact, ...]:
    """The decisions that answered it: those made in its cases."""
    return tuple(each for each in part.decisions if each.case_uid in report.cases)
