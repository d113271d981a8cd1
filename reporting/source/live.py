"""What is known now, with what was reported. Cached like the state it stands on, and as exact."""

from dataclasses import dataclass, replace
from threading import Lock

from django.db import connection

from initiatives import reading
from initiatives.domain.state import PortfolioState
from initiatives.models import Initiative
from initiatives.reading.cache import revision
from initiatives.reading.rows import Moment
from reporting.domain.facts import InitiativeStatus, PeriodFact, ToleranceFact
from reporting.domain.record import Record
from reporting.source.statuses import statuses, tolerances

MANY = 500
TRIES = 3  # then all is read as of one moment


@dataclass(slots=True)
class Held:
    """The record this process holds."""

    record: Record | None = None
    database: str = ""


held = Held()
_lock = Lock()


def live(period: PeriodFact | None = None) -> Record:
    """What is known now; `period` names the open round it is shown for. One query when nothing has changed."""
    state = reading.current()
    database = str(connection.settings_dict["NAME"])
    with _lock:
        known = held.record if held.database == database else None
        if known is not None and known.state.revision > state.revision:
            state = reading.current()  # somebody refreshed while we waited
        if known is None or known.state is not state:
            known = _consistent(known, state)
            held.record, held.database = known, database
    return known if period is None else replace(known, period=period)


def _consistent(known: Record | None, state: PortfolioState) -> Record:
    """State and statuses of one revision: when a write came between the two readings, again."""
    if known is not None and known.state.revision == state.revision:
        return replace(known, state=state, results=None)
    record = _refreshed(known, state)
    for _ in range(TRIES):
        if revision().value == state.revision:
            return record
        state = reading.current()
        record = _refreshed(record, state)
    with reading.one_view():
        return _refreshed(known, reading.current())


def forget_live() -> None:
    """Forget what is held: tests and commands that write behind the actions' back call this."""
    held.record = None


def _refreshed(known: Record | None, state: PortfolioState) -> Record:
    if known is None or known.state.revision > state.revision:
        return Record(state, statuses(Moment()), tolerances=tolerances(Moment()))
    return Record(state, _statuses_since(known, state), tolerances=_tolerances(known, state))


def _tolerances(known: Record, state: PortfolioState) -> tuple[ToleranceFact, ...]:
    return known.tolerances if known.state.registers is state.registers else tolerances(Moment())


def _statuses_since(known: Record, state: PortfolioState) -> dict[str, InitiativeStatus]:
    touched = dict(Initiative.objects.filter(stamp__gt=known.state.revision).values_list("id", "uid"))
    if not touched:
        return dict(known.statuses)
    if len(touched) > MANY:
        return statuses(Moment())
    gone = {uid.hex for uid in touched.values()}
    kept = {uid: each for uid, each in known.statuses.items() if uid not in gone}
    return kept | statuses(Moment(initiatives=tuple(touched)))
