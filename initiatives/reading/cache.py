"""What is known now, held in memory and exact.

Every action raises the one revision row and stamps the initiatives it touched, in its own transaction. A cached state
of an older revision re-reads just the slices with a higher stamp. Reading is consistent: revision, rows, revision; when
a write came between, again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from django.db import connection
from django.utils import timezone

from initiatives.domain.state import PortfolioState
from initiatives.models import Initiative, Revision
from initiatives.reading.registers import registers
from initiatives.reading.rest import collector_rests
from initiatives.reading.rows import Moment
from initiatives.reading.slices import slices

TRIES = 3
ONE_VIEW = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}
MANY = 500  # above this many touched initiatives a full reading is cheaper than a narrowed one


@dataclass(frozen=True, slots=True)
class Mark:
    """The revision of the last write, and of the last write that touched a register."""

    value: int
    registers: int


class Held:
    """The state this process holds, for one database."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state: PortfolioState | None = None
        self.database = ""

    def clear(self) -> None:
        """Forget: tests and commands that write behind the actions' back call this."""
        with self.lock:
            self.state = None


held = Held()


def current() -> PortfolioState:
    """What is known now, with today's date in Norway. One query when nothing has changed."""
    today = timezone.localdate()
    mark = revision()
    database = str(connection.settings_dict["NAME"])
    state = held.state
    if state is None or held.database != database or state.revision != mark.value:
        with held.lock:
            known = held.state if held.database == database else None
            if known is not state:
                mark = revision()  # somebody refreshed while we waited
            state = _consistent(known, mark)
            held.state, held.database = state, database
    return state if state.today == today else _dated(state, today)


def revision() -> Mark:
    """The number of the last write, 0 before the first."""
    row = Revision.objects.filter(id=1).values_list("value", "registers").first()
    return Mark(*row) if row else Mark(0, 0)


def _dated(state: PortfolioState, today: date) -> PortfolioState:
    dated = replace(state, today=today)
    if held.state is state:
        held.state = dated
    return dated


def _consistent(known: PortfolioState | None, mark: Mark) -> PortfolioState:
    for _ in range(TRIES):
        state = _refreshed(known, mark)
        after = revision()
        if after == mark:
            return state
        known, mark = None, after
    with one_view():
        return _whole(revision(), timezone.localdate())


@contextmanager
def one_view() -> Iterator[None]:
    """Everything read inside is of one moment: for when writes come faster than we can read.

    Not `atomic()`: its transactions take the write lock on SQLite. Inside a transaction there is nothing to open, and
    the revision is what it shows.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(ONE_VIEW[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _whole(mark: Mark, today: date) -> PortfolioState:
    """Everything."""
    with collector_rests():
        return PortfolioState(slices(Moment()), registers(Moment()), today, mark.value)


def _refreshed(known: PortfolioState | None, mark: Mark) -> PortfolioState:
    today = timezone.localdate()
    if known is None or known.revision > mark.value:
        return _whole(mark, today)
    if known.revision == mark.value:
        return known
    touched = dict(Initiative.objects.filter(stamp__gt=known.revision).values_list("id", "uid"))
    if len(touched) > MANY:
        fresh = slices(Moment())
    else:
        gone = {uid.hex for uid in touched.values()}
        kept = {uid: each for uid, each in known.slices.items() if uid not in gone}
        fresh = kept | slices(Moment(initiatives=tuple(touched))) if touched else kept
    fresh_registers = registers(Moment()) if mark.registers > known.revision else known.registers
    return PortfolioState(fresh, fresh_registers, today, mark.value)
