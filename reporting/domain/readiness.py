"""Whether a round can be locked: what is missing, told by name. A pure function of the record that would be locked."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.answers import TROUBLED
from reporting.domain.facts import PeriodFact, ReportFact
from reporting.domain.record import Record
from reporting.domain.vocabulary import ReportState, TextKind

WANTED_TEXTS = (TextKind.SUMMARY, TextKind.COMMON_CAUSES)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Codes of initiatives, each once: not delivered, sent back and not delivered again, delivered and not assessed,
    yellow or red without a measure's owner and date; kinds of texts nobody has written; whether the cut-off is to come.
    `asked` counts the reports that must be given."""

    asked: int
    missing: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    unassessed: tuple[str, ...] = ()
    without_measure: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    before_cut_off: bool = False

    @property
    def gaps(self) -> tuple[str, ...]:
        """Codes of what is missing, in the order it is told; texts are wished for and no gap."""
        named = dict.fromkeys((*self.missing, *self.returned, *self.unassessed, *self.without_measure))
        return tuple(named)

    @property
    def needs_reason(self) -> bool:
        """Whether it can be locked only with a stated reason."""
        return bool(self.gaps) or self.before_cut_off


def readiness(record: Record, period: PeriodFact) -> Readiness:
    """What is missing in a round."""
    states = {
        ReportState.DRAFT: tuple(_in(record, period, ReportState.DRAFT)),
        ReportState.RETURNED: tuple(_in(record, period, ReportState.RETURNED)),
        ReportState.SUBMITTED: tuple(_in(record, period, ReportState.SUBMITTED)),
    }
    written = {each.kind for each in record.texts if each.text.strip()}
    return Readiness(
        asked=sum(each.required for part in record.state for each in record.status(part).duties_in(period.code)),
        missing=states[ReportState.DRAFT],
        returned=states[ReportState.RETURNED],
        unassessed=states[ReportState.SUBMITTED],
        without_measure=tuple(each.code for each in record.state if _without_measure(record, period, each)),
        texts=tuple(each.value for each in WANTED_TEXTS if each not in written),
        before_cut_off=record.state.today <= period.cut_off,
    )


def _in(record: Record, period: PeriodFact, state: str) -> Iterator[str]:
    for part in record.state.ordered:
        if any(each.state == state for each in record.status(part).duties_in(period.code)):
            yield part.code


def _without_measure(record: Record, period: PeriodFact, part: Slice) -> bool:
    report: ReportFact | None = record.status(part).report_in(period.code)
    rating = report.rating() if report else None
    if rating is None or (rating.assessed or rating.declared or Colour.NONE) not in TROUBLED:
        return False
    return not (rating.measure and rating.measure_owner and rating.measure_due)
