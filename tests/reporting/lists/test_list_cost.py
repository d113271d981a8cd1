"""What the list costs: a fixed number of queries whatever the size, and one pass over rows that are kept."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from portfolio.synthetic.generate import generate
from reporting.domain.figures.register import Criteria, register, select
from reporting.source import forget
from tests.reporting.lists.many import many
from tests.work import calls

NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_portfolio(client: Client, leder: Any) -> None:
    client.force_login(leder)
    with time_machine.travel(NOW, tick=False):
        generate(40)
        small = _cold_and_warm(client)
        generate(60)
        large = _cold_and_warm(client)
    assert small == large
    cold, warm, past = large
    assert warm <= 6  # session, user, periods, revision, and what whoever reads may see
    assert cold <= 60
    assert past <= 60


def _cold_and_warm(client: Client) -> tuple[int, int, int]:
    reading.forget()
    forget()
    cold = _queries(client, "/tiltak/")
    warm = _queries(client, "/tiltak/?q=a&colour=red&sort=name&page=2")
    past = _queries(client, "/tiltak/?date=2026-06-01")
    return cold, warm, past


def test_filtering_is_one_pass_over_rows_that_are_kept() -> None:
    wanted = Criteria("prøvesvar v1", colour=frozenset({"red", "none"}), flag=frozenset({"late"}))

    def work(size: int) -> int:
        rows = register(many(size)).rows
        assert 0 < len(select(rows, wanted).rows) < size
        return calls(lambda: select(rows, wanted))

    assert work(1_000) < 500  # not one for each row, let alone for each row and chip
