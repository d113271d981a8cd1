"""Three rounds run by the acts themselves: who reported, who did not, and who was better than the facts."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
import time_machine

from initiatives.models import Initiative, Milestone, Organisation, User
from reporting.actions.assessing import Assessment
from reporting.actions.closing import lock_round
from reporting.actions.rounds import open_period
from reporting.source import forget
from tests.cast import tiltak
from tests.factories import MilestoneDateFactory, MilestoneFactory, OrganisationFactory
from tests.rounds import approve, deliver, planned_round, report_of, under_way

DAYS = {"2025-3": "2025-12-20", "2026-1": "2026-04-20", "2026-2": "2026-08-20"}


class Rounds(NamedTuple):
    """What was made: T001 reports green, then is set to red; T900 never reports."""

    first: Initiative
    stubborn: Initiative
    milestone: Milestone


def long_ago() -> Any:
    """Before the first round: what is known from then is known in every one."""
    return time_machine.travel("2025-06-01T12:00:00+01:00", tick=False)


@pytest.fixture
def t001(eier: Organisation) -> Initiative:
    with long_ago():
        return tiltak("T001", owner=eier, name="Program pasientens legemiddelliste")


@pytest.fixture
def t900(annen_eier: Organisation) -> Initiative:
    with long_ago():
        return tiltak("T900", owner=annen_eier, name="Helsenettet")


@pytest.fixture
def eier(db: None) -> Organisation:
    with long_ago():
        return OrganisationFactory(key="helsedirektoratet", name="Helsedirektoratet")


@pytest.fixture
def annen_eier(db: None) -> Organisation:
    with long_ago():
        return OrganisationFactory(key="norsk-helsenett", name="Norsk helsenett")


@pytest.fixture
def rounds(sekretariat: User, t001: Initiative, t900: Initiative, programleder: User, utenforstaende: User) -> Rounds:
    """Locked rounds 2025-3 and 2026-1: in the first T001 is green and approved so, in the second set to red."""
    with long_ago():
        plan = under_way(t001, t900)
        milestone = MilestoneFactory(initiative=t001, name="Pilot i gang")
    _said(milestone, "original", "2026-03-01", "2025-06-01")
    _said(milestone, "forecast", "2026-05-01", "2025-12-01")
    office: dict[str, Any] = {"by": sekretariat}
    for code, assessed in (("2025-3", {}), ("2026-1", {"overall": Assessment("red", "Piloten er ikke i gang")})):
        with time_machine.travel(f"{DAYS[code]}T12:00:00+01:00", tick=False):
            period = planned_round(sekretariat, plan=plan, code=code)
            open_period(**office, period=period)
            deliver(programleder, report_of(period, t001), "green")
            approve(sekretariat, report_of(period, t001), **assessed)
            period.refresh_from_db()
            lock_round(**office, period=period, reason="T900 svarer ikke")
        if code == "2025-3":
            _said(milestone, "approved", "2026-10-01", "2026-02-01", reason="Leverandøren er forsinket")
    forget()
    return Rounds(t001, t900, milestone)


def _said(milestone: Milestone, role: str, day: str, known: str, **more: Any) -> None:
    at = datetime.combine(date.fromisoformat(known), datetime.min.time(), UTC)
    with time_machine.travel(at, tick=False):
        MilestoneDateFactory(milestone=milestone, role=role, date=day, known_from=at, **more)
