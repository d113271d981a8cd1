"""The reporting periods, newest first, in one query."""

from dataclasses import dataclass

from initiatives.reading.rows import Moment
from reporting.domain.facts import PeriodFact
from reporting.domain.vocabulary import PeriodState
from reporting.source.statuses import PERIOD


@dataclass(frozen=True, slots=True)
class Periods:
    """All periods, newest first."""

    all: tuple[PeriodFact, ...]

    def get(self, code: str) -> PeriodFact | None:
        """The period of a code."""
        return next((each for each in self.all if each.code == code), None)

    @property
    def locked(self) -> tuple[PeriodFact, ...]:
        """The locked ones, newest first."""
        return tuple(each for each in self.all if each.locked)

    @property
    def open(self) -> PeriodFact | None:
        """The newest open one."""
        return next((each for each in self.all if each.state == PeriodState.OPEN), None)

    def before(self, period: PeriodFact | None) -> PeriodFact | None:
        """The locked period before the given one; before now, the newest locked one."""
        earlier = [each for each in self.locked if period is None or each.cut_off < period.cut_off]
        return earlier[0] if earlier else None


def periods() -> Periods:
    """The periods as they are now."""
    found = [fact for _, fact in PERIOD.facts(Moment())]
    return Periods(tuple(sorted(found, key=lambda each: (each.cut_off, each.code), reverse=True)))
