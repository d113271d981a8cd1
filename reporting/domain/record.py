"""What a page, a list or a report is a function of: the portfolio state, what was reported on it, and for which period.

A `Record` is live, of any past date, or decoded from a locked period's snapshot; nothing downstream can tell which.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from initiatives.domain.facts import CitationFact, Slice
from initiatives.domain.projection import project
from initiatives.domain.state import PortfolioState
from reporting.domain.facts import NOTHING_SAID, InitiativeStatus, PeriodFact, ReportFact, TextFact, ToleranceFact
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.results import Results
from reporting.domain.standing import Standing, in_round, standing
from reporting.domain.vocabulary import ReportState

FORMAT_VERSION = 2


@dataclass(frozen=True)
class Record:
    """Everything a page may show."""

    state: PortfolioState
    statuses: Mapping[str, InitiativeStatus]
    period: PeriodFact | None = None
    texts: tuple[TextFact, ...] = ()
    tolerances: tuple[ToleranceFact, ...] = ()
    citations: Mapping[str, tuple[CitationFact, ...]] = field(default_factory=dict)
    results: Results | None = None
    chain_head: str = ""
    after_cut_off: tuple[str, ...] = ()  # uids of facts that became known between cut-off and lock

    def status(self, part: Slice) -> InitiativeStatus:
        """All that was said of an initiative."""
        return self.statuses.get(part.uid, NOTHING_SAID)

    def standing(self, part: Slice) -> Standing | None:
        """The status that stands for an initiative, None when nobody has said anything."""
        status = self.status(part)
        if self.campaign and self.period and any(each.required for each in status.duties_in(self.period.code)):
            return in_round(status, self.period)
        return standing(status)

    @cached_property
    def campaign(self) -> bool:
        """Whether this is a locked round in which owners were to report."""
        if self.period is None or not self.period.locked:
            return False
        code = self.period.code
        return any(each.period == code for status in self.statuses.values() for each in status.duties)

    def speaks(self, report: ReportFact) -> bool:
        """Whether what a report asks and tells is shown: in a locked round only of what was delivered."""
        return report.state in DELIVERED if self.campaign else report.state != ReportState.DRAFT

    def required(self, part: Slice) -> bool:
        """Whether an initiative counts in the round: it was to report. Of any other time all count."""
        if not self.campaign or self.period is None:
            return True
        return any(each.required for each in self.status(part).duties_in(self.period.code))

    def project(self, audience: str, own: Collection[str] = (), since: PortfolioState | None = None) -> "Record":
        """The record as an audience may see it, as in `projection.project`; the same object for the same question."""
        state = project(self.state, audience, own, since)
        if state is self.state:
            return self
        known = self.projections.get(id(state))
        if known is None:
            known = self.projections[id(state)] = replace(self, state=state)
        return known

    @cached_property
    def projections(self) -> "dict[int, Record]":
        """Projections made of this record; they keep their states alive, so an id stands for one state."""
        return {}

    def text(self, kind: str, language: str) -> TextFact | None:
        """The secretariat's words in the reader's language, else in the first language there is."""
        found = [each for each in self.texts if each.kind == kind]
        return next(
            (each for each in found if each.language == language),
            found[0] if found else None,
        )
