"""An open round in which T001 and T900 are to report, on a frozen day."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from initiatives.models import Initiative, User
from reporting.models import ReportingPeriod, StatusReport
from tests.rounds import open_round, report_of


@pytest.fixture(autouse=True)
def now() -> Iterator[Any]:
    with time_machine.travel("2026-11-23T14:32:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def period(sekretariat: User, t001: Initiative, t900: Initiative, programleder: User) -> ReportingPeriod:
    return open_round(sekretariat, t001, t900)


@pytest.fixture
def report(period: ReportingPeriod, t001: Initiative) -> StatusReport:
    return report_of(period, t001)


@pytest.fixture
def owner(client: Client, programleder: User) -> Client:
    client.force_login(programleder)
    return client


@pytest.fixture
def office(sekretariat: User) -> Client:
    client = Client()
    client.force_login(sekretariat)
    return client
