"""Facts made by hand, for tests of pure functions: everything has a value that says nothing, change what matters."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import BudgetFact, DateWord, EntryFact, MilestoneFact, PlanFact, Slice
from initiatives.domain.state import PortfolioState, Registers
from reporting.domain.facts import InitiativeStatus, Observation
from reporting.domain.record import Record

TODAY = date(2026, 11, 23)
PLAN = PlanFact("plan", "plan", "Handlingsplan")


def word(edtf: str, known: date = date(2026, 1, 1), **changes: Any) -> DateWord:
    """What somebody said about a date."""
    return DateWord(from_edtf(edtf), known, **changes)


def milestone(uid: str = "m1", **dates: Any) -> MilestoneFact:
    """A milestone; dates by role as EDTF codes: milestone(original="2026-06", actual="2026-07-01")."""
    roles = {
        role: word(dates.pop(role)) if isinstance(dates.get(role), str) else dates.pop(role)
        for role in ("original", "approved", "forecast", "actual")
        if role in dates
    }
    return MilestoneFact(uid, uid, dates.pop("name", f"Milepæl {uid}"), **roles, **dates)


def line(uid: str = "b1", **changes: Any) -> BudgetFact:
    """A budget line of 2026."""
    usual = {
        "what": "Gjennomføring",
        "kind": "budget",
        "covers_from": date(2026, 1, 1),
        "covers_to": date(2026, 12, 31),
    }
    return BudgetFact(uid, uid, **(usual | changes))


def slice_(code: str = "T1", **changes: Any) -> Slice:
    """An active initiative, ongoing in the plan."""
    usual = {
        "uid": f"uid-{code}",
        "code": code,
        "name": f"Tiltak {code}",
        "kind": "measure",
        "life": "active",
        "entries": (EntryFact(f"entry-{code}", "plan", "ongoing"),),
    }
    return Slice(**(usual | changes))


def state(*slices: Slice, today: date = TODAY, **registers: Any) -> PortfolioState:
    """A portfolio of some initiatives with one plan."""
    registers.setdefault("plans", {"plan": PLAN})
    return PortfolioState({each.uid: each for each in slices}, Registers(**registers), today)


def observation(colour: str, as_of: str = "2026-10-01", **changes: Any) -> Observation:
    """A status somebody has stated."""
    return Observation(f"{colour}/{as_of}", from_edtf(as_of), colour, **changes)


def record(
    *slices: Slice, said: "dict[str, Iterable[Observation]] | None" = None, today: date = TODAY, **changes: Any
) -> Record:
    """A record; `said` maps codes to observations."""
    registers = changes.pop("registers", {})
    statuses = {f"uid-{code}": InitiativeStatus(tuple(words)) for code, words in (said or {}).items()}
    return Record(state(*slices, today=today, **registers), changes.pop("statuses", statuses), **changes)
