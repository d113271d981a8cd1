"""Rounds made by hand: locked records in which initiatives were to report, oldest first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from initiatives.domain.facts import OrganisationFact, OwnerFact, Slice
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.outline import Outlined, outline
from reporting.domain.record import Record
from tests.build import record, slice_, state

OWNER = OrganisationFact("org", "helsedir", "Helsedirektoratet", short_name="Hdir")
CUT_OFFS = {"2025-3": date(2025, 12, 31), "2026-1": date(2026, 4, 30), "2026-2": date(2026, 8, 31)}


def period(code: str = "2026-2", state: str = "locked") -> PeriodFact:
    """A round."""
    return PeriodFact(f"p-{code}", code, f"Runde {code}", "tertial", state, CUT_OFFS.get(code, date(2026, 11, 1)))


def duty(code: str = "2026-2", state: str = "draft") -> DutyFact:
    """That an initiative is to report in a round."""
    return DutyFact(f"r-{code}", code, state, "org")


def report(declared: str, assessed: str = "", *, code: str = "2026-2", state: str = "", **rating: Any) -> ReportFact:
    """A report of one colour: approved where it is assessed, else delivered."""
    told = RatingFact("overall", declared, assessed, **rating)
    standing = state or ("approved" if assessed else "submitted")
    return ReportFact(f"r-{code}", code, standing, 1, CUT_OFFS.get(code, date(2026, 11, 1)), "org", ratings=(told,))


def status(*said: "ReportFact | DutyFact") -> InitiativeStatus:
    """What was said of an initiative, with the duties that follow from its reports."""
    reports = tuple(each for each in said if isinstance(each, ReportFact))
    duties = [DutyFact(each.uid, each.period, each.state, "org") for each in reports]
    return InitiativeStatus((), reports, (*duties, *(each for each in said if isinstance(each, DutyFact))))


def owned(code: str = "T1", **changes: Any) -> Slice:
    """An active initiative of Helsedirektoratet."""
    return slice_(code, **({"owners": (OwnerFact("org", "accountable"),)} | changes))


def round_of(
    parts: "list[Slice]", said: Mapping[str, InitiativeStatus], *, code: str = "2026-2", **changes: Any
) -> Record:
    """A locked round; `said` maps codes to statuses."""
    statuses = {f"uid-{key}": each for key, each in said.items()}
    made = record(*parts, statuses=statuses, period=period(code), today=CUT_OFFS[code], **changes)
    return replace(made, state=state(*parts, today=CUT_OFFS[code], organisations={"org": OWNER}))


def outlined(*records: Record) -> list[Outlined]:
    """The outlines of some records."""
    return [outline(each) for each in records]
