"""The status that stands for an initiative: the last word of those who have spoken."""

from dataclasses import dataclass, replace
from datetime import date

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.vocabulary import Basis, Colour
from reporting.domain.facts import InitiativeStatus, Observation, PeriodFact, ReportFact, counting
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.vocabulary import ReportState

UNREPORTED = "unreported"
"""Origin of the standing of an initiative that was to report in a locked round and did not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status that stands: the last word about one initiative, who gave it and when.

    `colour` is what counts: the secretariat's where it has assessed, else the owner's, else the public source's. In a
    locked round only what has been assessed counts: `UNREPORTED` where nothing was delivered.
    """

    colour: str
    as_of: PartialDate
    origin: str  # "report", "observation" or UNREPORTED
    declared: str = ""
    assessed: str = ""
    as_stated: str = ""
    reason: str = ""
    cause: str = ""
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    basis: str = "stated"
    period: str = ""
    state: str = ""
    language: str = "nb"
    comment: str = ""  # why the secretariat gives another colour than the owner
    comment_language: str = "nb"

    @property
    def overruled(self) -> bool:
        """Whether the secretariat gave another colour than the owner."""
        return bool(self.declared and self.assessed) and self.declared != self.assessed


def standing(status: InitiativeStatus) -> Standing | None:
    """The last word: the newest of the submitted reports and the public observations. A report wins a tie."""
    return max(_words(status), key=_when, default=None)


def history(status: InitiativeStatus) -> tuple[Standing, ...]:
    """Every word about an initiative that counts, oldest first."""
    return tuple(sorted(_words(status), key=_when))


def in_round(status: InitiativeStatus, period: PeriodFact) -> Standing:
    """What stands in a locked round: the secretariat's colour, none where it has not assessed or nothing came."""
    report = status.report_in(period.code)
    said = _of_report(report) if report and report.state in DELIVERED else None
    if said is None:
        return Standing(Colour.NONE, exact(period.cut_off), UNREPORTED, period=period.code)
    return said if said.state == ReportState.APPROVED else replace(said, colour=said.assessed or Colour.NONE)


def _words(status: InitiativeStatus) -> list[Standing]:
    words = [_of_observation(each) for each in status.observations]
    return words + [said for each in counting(status.reports) if (said := _of_report(each))]


def _when(word: Standing) -> tuple[date, bool]:
    return word.as_of.latest, word.origin == "report"


def _of_observation(said: Observation) -> Standing:
    return Standing(
        colour=said.colour or Colour.NONE,
        as_of=said.as_of,
        origin="observation",
        as_stated=said.as_stated,
        reason=said.reason,
        cause=said.cause,
        measure=said.measure,
        measure_owner=said.measure_owner,
        measure_due=said.measure_due,
        basis=said.basis,
        language=said.language,
    )


def _of_report(said: ReportFact) -> Standing | None:
    rating = said.rating()
    if rating is None or (said.state == ReportState.DRAFT and not said.addendum):
        return None
    return Standing(
        colour=rating.assessed or rating.declared,
        as_of=exact(said.submitted),
        origin="report",
        declared=rating.declared,
        assessed=rating.assessed,
        reason=rating.reason or said.summary,
        cause=rating.cause,
        measure=rating.measure,
        measure_owner=rating.measure_owner,
        measure_due=rating.measure_due,
        basis=Basis.STATED,
        period=said.period,
        state=said.state,
        language=said.language,
        comment=rating.comment,
        comment_language=rating.comment_language,
    )
