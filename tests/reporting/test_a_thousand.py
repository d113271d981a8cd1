"""A portfolio and a round of a thousand initiatives: what is asked of the database, and sent to the browser, stays what
it is for a few."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives import reading
from initiatives.models import User
from portfolio.synthetic.generate import generate
from reporting import source
from reporting.actions.rounds import add_period, open_period, take_in
from reporting.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = (
    "/",
    "/tiltak/",
    "/rapportering/",
    "/rapportering/runde/2026-3/",
    "/rapportering/runde/2026-3/las/",
    "/rapportering/utvikling/",
    "/rapportering/etterproving/",
    "/rapportering/sammenlign/?fra=2026-11-01&til=now",
    "/?date=2026-11-01",
)
HEAVIEST = 400_000  # bytes, uncompressed


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False):
        yield


def cold(client: Client) -> dict[str, int]:
    """Page → how many queries it takes when nothing is remembered; none is endless."""
    found = {}
    for page in PAGES:
        reading.forget()
        source.forget()
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(page)
        assert answer.status_code == 200, page
        assert len(answer.content) < HEAVIEST, (page, len(answer.content))
        found[page] = len(asked)
    return found


def test_every_page_of_a_round_asks_as_much_of_a_thousand_as_of_forty(client: Client, sekretariat: User) -> None:
    client.force_login(sekretariat)
    generate(40)
    today = timezone.localdate()
    values = {"code": "2026-3", "name": "Runde", "kind": "tertial", "opens": today, "cut_off": today, "deadline": today}
    period = add_period(by=sekretariat, values=values)
    open_period(by=sekretariat, period=period)
    few = cold(client)
    asked = period.reports.count()

    generate(960)
    reading.forget()
    take_in(by=sekretariat, period=ReportingPeriod.objects.get())

    assert period.reports.count() > 15 * asked
    assert cold(client) == few
