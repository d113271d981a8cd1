"""What became of a report: approved or sent back, assessed otherwise, told among the exceptions, answered by a
decision. Numbers and references only."""

from dataclasses import dataclass

from initiatives.domain.facts import DecisionFact
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Colour
from reporting.domain.facts import CommentFact, RatingFact, ReportFact
from reporting.domain.figures.asked import OnAgenda, answers, on_agenda
from reporting.domain.outline import Outlined
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Consequences:
    """`addendum` whether it came after the lock, so that nobody assesses it; `assessed` are ratings the secretariat
    gave another colour than the owner; `exception` whether the locked round tells it among its exceptions, None where
    the round is not locked; `cases` put what it asks for before a body and wait, `decisions` are the answers;
    `comments` stand while it is sent back."""

    state: str
    addendum: bool = False
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
        report.addendum,
        assessed,
        None if told is None else part in told,
        tuple(on_agenda(report, about, state)) if about else (),
        answers(report, about) if about else (),
        report.comments if report.state == ReportState.RETURNED else (),
    )


def exceptional(record: Outlined) -> frozenset[str]:
    """uids of the initiatives a record tells among its exceptions, as the overview does."""
    return frozenset(uid for uid, each in record.parts.items() if each.colour in (Colour.RED, Colour.YELLOW))
