"""One report as it is assessed: what the owner says of each dimension beside what facts give and what stood before, and
what several organisations say side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Dimension
from reporting.domain import rag
from reporting.domain.answers import OVERALL, dimensions
from reporting.domain.facts import RatingFact, ReportFact
from reporting.domain.figures.campaign import Campaign, ReportRow, flatters
from reporting.domain.figures.initiative_verdicts import computed_of
from reporting.domain.figures.overview_ground import short
from reporting.domain.record import Record
from reporting.domain.results import Computed

FACTUAL = frozenset({OVERALL, Dimension.TIME.value, Dimension.MONEY.value})
"""Dimensions that facts give a colour; of the others nothing is computed."""


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension: the owner's word, the colour facts give, the colour before ("" where none was given), and whether
    the owner's is better than the facts."""

    dimension: str
    rating: RatingFact
    computed: Computed | None
    before: str
    better: bool


class Agreement(StrEnum):
    """Whether two organisations say the same."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_SOURCE = "one_source"


@dataclass(frozen=True, slots=True)
class Beside:
    """One field as each organisation has filled it in, in their order; "" where it said nothing."""

    field: str
    values: tuple[str | PartialDate, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is assessed. `since`: the day of the record before, None without one; `place` in the queue, 0 outside it."""

    row: ReportRow
    part: Slice
    report: ReportFact
    dimensions: tuple[DimensionRow, ...]
    reports: tuple[ReportFact, ...]
    organisations: tuple[str, ...]
    beside: tuple[Beside, ...]
    since: date | None
    place: int
    total: int
    previous: str
    next: str

    @property
    def several(self) -> bool:
        """Whether several organisations report on it."""
        return len(self.reports) > 1


def assessment(record: Record, before: Record | None, found: Campaign, uid: str) -> Assessment | None:
    """A report of the round, None when it is not given yet."""
    row = found.row(uid)
    if row is None or row.report is None:
        return None
    part = record.state.slices[row.part.uid]
    reports = _reports(record, part, row.report)
    queue = [each.duty.uid for each in found.queue]
    place = queue.index(uid) + 1 if uid in queue else 0
    return Assessment(
        row=row,
        part=part,
        report=row.report,
        dimensions=tuple(_dimensions(record, before, part, row)),
        reports=reports,
        organisations=tuple(short(record.state.organisation(each.organisation)) for each in reports),
        beside=tuple(_beside(reports)) if len(reports) > 1 else (),
        since=before.period.cut_off if before and before.period else None,
        place=place,
        total=len(queue),
        previous=queue[place - 2] if place > 1 else "",
        next=_next(queue, uid),
    )


def _next(queue: list[str], uid: str) -> str:
    """The next to be assessed: of one outside the queue its first."""
    others = queue[queue.index(uid) + 1 :] if uid in queue else queue
    return others[0] if others else ""


def _reports(record: Record, part: Slice, report: ReportFact) -> tuple[ReportFact, ...]:
    """What is said of the initiative in the round, this report first."""
    same = [each for each in record.status(part).reports if each.period == report.period and each.uid != report.uid]
    return (report, *sorted(same, key=lambda each: not each.lead))


def _dimensions(record: Record, before: Record | None, part: Slice, row: ReportRow) -> Iterator[DimensionRow]:
    computed = computed_of(record, part)
    report = row.report
    earlier = _earlier(record, before, part, report) if report else None
    for each in dimensions(report.form) if report else ():
        rating = (report.rating(each) if report else None) or RatingFact(each, "")
        said = earlier.rating(each) if earlier else None
        then = (said.assessed or said.declared) if said else ""
        facts = rag.of(computed, each) if each in FACTUAL else None
        yield DimensionRow(
            each, rating, facts, row.before if each == OVERALL and not then else then, flatters(rating, facts)
        )


def _earlier(record: Record, before: Record | None, part: Slice, report: ReportFact | None) -> ReportFact | None:
    """The report of the round before, else the last one before this."""
    code = before.period.code if before and before.period else ""
    status = record.status(part)
    last = [each for each in status.reports if report and each.period != report.period and each.lead]
    return status.report_in(code) or (last[-1] if last else None)


# ── several organisations ────────────────────────────────────────────────────────────────────────────────────────────


def _beside(reports: tuple[ReportFact, ...]) -> Iterator[Beside]:
    """Every field that at least one has filled in."""
    told: dict[str, tuple[str | PartialDate, ...]] = {
        each: tuple(_rating(one, each).declared for one in reports) for each in dimensions(reports[0].form)
    }
    told |= {
        name: tuple(getattr(_rating(one, OVERALL), name) or "" for one in reports)
        for name in ("reason", "cause", "measure", "measure_owner", "measure_due")
    }
    told |= {name: tuple(getattr(one, name) for one in reports) for name in ("decision_asked", "highlight", "summary")}
    for name, values in told.items():
        if any(values):
            yield Beside(name, values, _agreement(values))


def _rating(report: ReportFact, dimension: str) -> RatingFact:
    return report.rating(dimension) or RatingFact(dimension, "")


def _agreement(values: tuple[str | PartialDate, ...]) -> Agreement:
    filled = [each for each in values if each]
    if len(filled) < len(values):
        return Agreement.ONE_SOURCE
    plain = {each.edtf if isinstance(each, PartialDate) else " ".join(each.casefold().split()) for each in filled}
    return Agreement.SAME if len(plain) == 1 else Agreement.DIFFERENT
