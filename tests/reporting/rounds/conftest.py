"""A day that stands still, an open round with two initiatives, and two at the office."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from initiatives.models import Initiative, User
from reporting.models import ReportingPeriod, StatusReport
from tests.rounds import deliver, report_of

TODAY = "2026-11-23T09:00:00+01:00"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def delivered(period: ReportingPeriod, t001: Initiative, programleder: User) -> StatusReport:
    """A yellow report of T001, entered by its own."""
    deliver(programleder, report_of(period, t001), "yellow")
    return report_of(period, t001)


@pytest.fixture
def office(client: Client, sekretariat: User) -> Client:
    client.force_login(sekretariat)
    return client
