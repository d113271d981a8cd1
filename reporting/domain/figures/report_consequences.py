"""What became of a report: approved or sent back, assessed otherwise, told among the exceptions, answered by a
decision. Numbers and references only."""

from dataclasses import dataclass

from initiatives.domain.facts import DecisionFact
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.asked import OnAgenda, answers, on_agenda
from reporting.domain.figures.overview import overview
from reporting.domain.record import CommentFact, RatingFact, Record, ReportFact
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Consequences:
    """`assessed` are ratings the secretariat gave another colour than the owner; `exception` whether the locked round
    tells it among its exceptions, None where the round is not locked; `cases` put what it asks for before a body and
    wait, `decisions` are the answers; `comments` stand while it is sent back."""

    state: str
    assessed: tuple[RatingFact, ...] = ()
    exception: bool | None = None
    cases: tuple[OnAgenda, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    comments: tuple[CommentFact, ...] = ()


def consequences(report: ReportFact, state: PortfolioState, told: frozenset[str] | None, part: str) -> Consequences:
    """What a report led to. `told`: uids of the exceptions of its locked round, None while it is open; `part` the
    initiative's uid."""
    assessed = tuple(each for each in report.ratings if each.assessed and each.assessed != each.declared)
    about = state.slices.get(part)
    return Consequences(
        report.state,
        assessed,
        None if told is None else part in told,
        tuple(on_agenda(report, about, state)) if about else (),
        answers(report, about) if about else (),
        report.comments if report.state == ReportState.RETURNED else (),
    )


def exceptional(record: Record, previous: Record | None) -> frozenset[str]:
    """uids of the initiatives a record tells among its exceptions."""
    return frozenset(each.part.uid for each in overview(record, previous).exceptions)
