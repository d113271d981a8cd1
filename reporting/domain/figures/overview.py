"""The overview as numbers and references: what turned, what is in danger, what waits for a decision, can we trust it.

One frozen value per record and the record before; the page only writes it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.coordination_counts import Counts, counts
from reporting.domain.figures.overview_cases import Waiting, waiting
from reporting.domain.figures.overview_colours import Colours, colours
from reporting.domain.figures.overview_dates import Dates, dates
from reporting.domain.figures.overview_exceptions import Exceptional, Resting, calm, causes, exceptions, resting
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.figures.overview_groups import Groups, groups
from reporting.domain.figures.overview_money import Money, money
from reporting.domain.figures.overview_trust import Trust, trust
from reporting.domain.memo import once
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Bright:
    """A highlight an owner has reported."""

    part: Ref
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows of a record."""

    colours: Colours
    exceptions: tuple[Exceptional, ...]
    causes: tuple[tuple[str, int], ...]
    calm: tuple[Ref, ...]
    resting: tuple[Resting, ...]
    dates: Dates
    agreements: Counts
    waiting: tuple[Waiting, ...]
    money: Money
    groups: Groups
    trust: Trust
    bright: tuple[Bright, ...]
    initiatives: int
    examples: int

    @property
    def endangered(self) -> Sequence[AgreementRow]:
        """The agreements between owners that endanger somebody's plan, worst first."""
        return self.agreements.endangered


def overview(record: Record, previous: Record | None) -> Overview:
    """The overview of a record, compared with the one before; reckoned once for the two."""
    return once(record, f"overview {_code(record)}", lambda: _overview(Ground(record, previous)), previous)


def _code(record: Record) -> str | None:
    return record.period.code if record.period else None


def _overview(ground: Ground) -> Overview:
    found = exceptions(ground)
    return Overview(
        colours=colours(ground),
        exceptions=found,
        causes=causes(found),
        calm=calm(ground),
        resting=resting(ground),
        dates=dates(ground),
        agreements=counts(ground.record),
        waiting=waiting(ground),
        money=money(ground),
        groups=groups(ground),
        trust=trust(ground),
        bright=_bright(ground),
        initiatives=len(ground.record.state),
        examples=sum(each.example for each in ground.record.state.ordered),
    )


def _bright(ground: Ground) -> tuple[Bright, ...]:
    period = _code(ground.record)
    return tuple(
        Bright(ground.refs[part.uid], report.highlight, report.language)
        for part in ground.active
        for report in ground.record.status(part).reports
        if report.highlight and report.period == period and ground.record.speaks(report)
    )
