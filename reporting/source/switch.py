"""The only switch between now, a period and any date."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from initiatives import reading
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Audience
from reporting.domain.facts import PeriodFact
from reporting.domain.record import Record
from reporting.source.errors import BadTime
from reporting.source.live import live
from reporting.source.locked import locked
from reporting.source.past import at, first_day
from reporting.source.periods import Periods, periods
from reporting.source.seen import seen_by


@dataclass(frozen=True, slots=True)
class Chosen:
    """The record that was asked for, the one it is compared with, and how it was asked for.

    `kind` is "now", "open", "locked" or "date"; `query` is the query string that asks for it again.
    """

    record: Record
    kind: str
    periods: Periods
    period: PeriodFact | None = None
    day: date | None = None
    query: str = ""
    audience: str = Audience.INTERNAL
    own: frozenset[str] = frozenset()
    now: PortfolioState | None = None  # what is known now, where it decides what may be seen

    def seen_by(self, audience: str, own: frozenset[str]) -> "Chosen":
        """The same choice as an audience may see it; `own` as in `project`. What is withheld now is withheld of every
        time, also of times before it was."""
        now = self._now(audience)
        record = seen_by(self.record, audience, own, None if now is self.record.state else now)
        return replace(self, record=record, audience=audience, own=own, now=now)

    def previous(self) -> Record | None:
        """The record of the locked period before this one, None when there is none."""
        before = self.periods.before(self.period if self.period and self.period.locked else self._on_day())
        found = locked(before.code) if before else None
        return seen_by(found, self.audience, self.own, self.now) if found else None

    def _now(self, audience: str) -> PortfolioState | None:
        """What is known now, for a reader from whom something may be withheld."""
        if audience == Audience.INTERNAL:
            return None
        return self.record.state if self.kind in ("now", "open") else reading.current()

    def _on_day(self) -> PeriodFact | None:
        if self.day is None:
            return None
        later = [each for each in self.periods.locked if each.cut_off > self.day]
        return later[-1] if later else None


def choose(period: str = "", day: str = "") -> Chosen:
    """The record of a period's code or an ISO date; of now when both are empty.

    Raises BadTime.
    """
    known = periods()
    if period and day:
        raise BadTime("both", f"{period} {day}")
    if period and period != "now":
        return _of_period(known, period)
    if day:
        return _of_day(known, day)
    return Chosen(live(known.open), "now", known, period=known.open)


def _of_period(known: Periods, code: str) -> Chosen:
    period = known.get(code)
    if period is None:
        raise BadTime("unknown_period", code)
    if period.locked:
        record = locked(code)
        if record is None:
            raise BadTime("not_locked", code)
        return Chosen(
            record,
            "locked",
            known,
            period=record.period or period,
            query=f"period={code}",
        )
    return Chosen(live(period), "open", known, period=period, query=f"period={code}")


def _of_day(known: Periods, text: str) -> Chosen:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadTime("not_a_date", text) from error
    if day > timezone.localdate():
        raise BadTime("future", text)
    record = at(day)
    if not record.state.slices and (first := first_day()) and day < first:
        raise BadTime("before_first", text, first)
    return Chosen(record, "date", known, day=day, query=f"date={text}")
