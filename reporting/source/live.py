"""What is known now, with what was reported. Cached like the state it stands on, and as exact."""

from dataclasses import dataclass, replace
from threading import Lock

from django.db import connection

from initiatives import reading
from initiatives.domain.state import PortfolioState
from initiatives.models import Initiative
from initiatives.reading.rows import Moment
from reporting.domain.record import InitiativeStatus, PeriodFact, Record, ToleranceFact
from reporting.source.statuses import statuses, tolerances

MANY = 500


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
        if known is None or known.state is not state:
            known = _refreshed(known, state)
            held.record, held.database = known, database
    return known if period is None else replace(known, period=period)


def forget() -> None:
    """Forget what is held: tests and commands that write behind the actions' back call this."""
    held.record = None


def _refreshed(known: Record | None, state: PortfolioState) -> Record:
    if known is None or known.state.revision > state.revision:
        return Record(state, statuses(Moment()), tolerances=tolerances(Moment()))
    if known.state.revision == state.revision:
        return replace(known, state=state, results=None)
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
