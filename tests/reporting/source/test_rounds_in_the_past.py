"""A day shows a round as it was known then: what was assessed, let off, extended or added later is not in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from initiatives.models import Initiative, User
from reporting.actions.assessing import Assessment, approve_report, return_report
from reporting.actions.closing import lock_round
from reporting.actions.rounds import exempt, extend
from reporting.actions.tolerances import add_tolerance
from reporting.domain.facts import InitiativeStatus
from reporting.models import ReportingPeriod
from reporting.source import choose
from tests.factories import OrganisationFactory, ReportingLineFactory
from tests.rounds import deliver, open_round, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-02T12:00:00+01:00", tick=False) as found:
        yield found


@pytest.fixture
def period(
    clock: Any, sekretariat: User, t001: Initiative, t900: Initiative, programleder: User, utenforstaende: User
) -> ReportingPeriod:
    return open_round(sekretariat, t001, t900)


def on(day: str, code: str = "T001") -> InitiativeStatus:
    record = choose(day=f"2026-11-{day}").record
    return record.status(record.state.codes[code])


def test_a_day_shows_how_far_a_report_had_come_and_what_it_said(
    clock: Any, period: ReportingPeriod, t001: Initiative, programleder: User, sekretariat: User
) -> None:
    report = report_of(period, t001)
    clock.move_to("2026-11-04T12:00:00+01:00")
    deliver(programleder, report, "green")
    clock.move_to("2026-11-06T12:00:00+01:00")
    return_report(by=sekretariat, report=report, seen=1, comments={"summary": "Utdyp"})
    clock.move_to("2026-11-08T12:00:00+01:00")
    deliver(programleder, report, "yellow")
    clock.move_to("2026-11-10T12:00:00+01:00")
    approve_report(by=sekretariat, report=report, seen=2, assessed={"overall": Assessment("red", "Fakta er røde")})
    clock.move_to("2026-11-12T12:00:00+01:00")
    lock_round(by=sekretariat, period=period, reason="T900 leverte ikke")
    clock.move_to("2026-11-14T12:00:00+01:00")
    deliver(programleder, report, "green", summary="Det har snudd")

    told = {}
    for day in ("03", "05", "07", "09", "11", "13", "14"):
        said = on(day).report_in("2026-3")
        rating = said.rating() if said else None
        told[day] = (said and said.state, rating and (rating.declared, rating.assessed), said and len(said.comments))
    assert told == {
        "03": (None, None, None),
        "05": ("submitted", ("green", ""), 0),
        "07": ("returned", ("green", ""), 1),
        "09": ("submitted", ("yellow", ""), 0),
        "11": ("approved", ("yellow", "red"), 0),
        "13": ("approved", ("yellow", "red"), 0),
        "14": ("submitted", ("green", ""), 0),
    }
    locked = choose("2026-3").record.status(choose("2026-3").record.state.codes["T001"]).report_in("2026-3")
    assert locked is not None
    assert not locked.addendum


def test_a_day_shows_who_was_let_off_and_given_more_time_and_the_limits_of_then(
    clock: Any, period: ReportingPeriod, t001: Initiative, t900: Initiative, sekretariat: User
) -> None:
    clock.move_to("2026-11-05T12:00:00+01:00")
    extend(by=sekretariat, report=report_of(period, t001), deadline=date(2026, 12, 1), reason="Ferie")
    exempt(by=sekretariat, report=report_of(period, t900), reason="Under avvikling")
    add_tolerance(
        by=sekretariat,
        dimension="time",
        valid_from=date(2026, 12, 24),
        green_up_to=1,
        yellow_up_to=2,
        reason="Strammere",
    )

    def seen(day: str) -> tuple[object, ...]:
        duty, other = on(day).duties[0], on(day, "T900").duties[0]
        limits = choose(day=f"2026-11-{day}").record.tolerances
        return duty.deadline is None, other.required, other.exempt_reason, any(each.green_up_to == 1 for each in limits)

    assert seen("04") == (True, True, "", False)
    assert seen("05") == (False, False, "Under avvikling", True)


def test_however_many_report_on_one_initiative_the_lead_is_in_the_record_and_in_the_lock(
    clock: Any, t001: Initiative, programleder: User, sekretariat: User
) -> None:
    """Six words of an initiative were held, whoever gave them: with seven reporters the lead was pushed out."""
    for number in range(8):
        ReportingLineFactory(initiative=t001, organisation=OrganisationFactory(key=f"R{number}"), lead=number == 0)
    period = open_round(sekretariat, t001)
    reports = list(period.reports.order_by("-lead", "id"))
    assert len(reports) == 8
    for each in reports:
        deliver(sekretariat, each, "red" if each.lead else "green", given_by="Kari")
    lock_round(by=sekretariat, period=period, reason="Vi må videre")

    for record in (choose().record, choose(period.code).record):
        status = record.status(record.state.codes["T001"])
        counts = status.report_in(period.code)
        assert counts is not None
        assert counts.lead
        assert (len(status.duties_in(period.code)), len(status.reports)) == (8, 8)
