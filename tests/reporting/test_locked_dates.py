"""What the schedule engine found at a lock is what a locked period shows, on every page and in every report, whatever
today's code or today's facts would say; what was locked before there was an engine is reckoned."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from initiatives import models as m
from initiatives import reading
from initiatives.domain.dates import from_edtf
from initiatives.formatting import NBSP
from initiatives.models.base import Act, Assertion
from reporting import models as rm
from reporting.actions.locking import canonical, lock_period
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record
from reporting.domain.results import KeptConcern, Results
from reporting.exports import registry
from reporting.source import choose, forget
from reporting.source.locked import chained, forget_locked
from tests.demo import TODAY, filled

pytestmark = pytest.mark.django_db
PERIOD = "2026-3"
END, AGREEMENT = "E02-M4", "X01"
LATER = Act(actor="Etter Låsen", reason="Endret etter låsingen")
PAGES = ("/", "/tiltak/E02/", "/tiltak/?flag=held_back&cols=code,name,held", "/veikart/?q=eksempel&tiltak=E02")


@pytest.fixture(scope="module")
def locked(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo with the round of autumn 2026 locked too, loaded once for all tests here."""
    frozen = time_machine.travel(TODAY, tick=False)
    with filled(django_db_blocker), frozen:
        with django_db_blocker.unblock():
            lock_period(period=rm.ReportingPeriod.objects.get(code=PERIOD), act=LATER)
            everything_forgotten()
        yield


@pytest.fixture
def reader(locked: None, db: None) -> Iterator[Client]:
    client = Client()
    client.force_login(m.User.objects.get(username="leder"))
    everything_forgotten()
    with time_machine.travel(TODAY, tick=False):
        yield client
    everything_forgotten()


def everything_forgotten() -> None:
    reading.forget()
    forget()
    forget_locked()


def read(client: Client, path: str) -> str:
    """What is read on a page of the locked period."""
    response = client.get(f"{path}{'&' if '?' in path else '?'}period={PERIOD}")
    assert response.status_code == 200, path
    main = response.content.decode().split('<main class="page"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")


def relocked(change: Callable[[Results], Results]) -> Record:
    """The snapshot as if the engine of that day had found something else; the chain holds."""
    snapshot = rm.Snapshot.objects.get(period__code=PERIOD)
    record = replace(choose(PERIOD).record, chain_head="")
    assert record.results is not None
    content = canonical(replace(record, results=change(record.results)))
    sha256 = hashlib.sha256(content).hexdigest()
    head = chained(snapshot.previous_sha256, sha256)
    with connection.cursor() as cursor:
        columns = "UPDATE reporting_snapshot SET content = %s, sha256 = %s, head = %s WHERE id = %s"
        cursor.execute(columns, [content, sha256, head, snapshot.pk])
    everything_forgotten()
    return choose(PERIOD).record


def uid_of(model: Any, key: str) -> str:
    uid: str = model.objects.get(key=key).uid.hex
    return uid


def other_dates(kept: Results) -> Results:
    """The end of E02 in 2031, and nothing wrong with X01 but that it is disputed since a week."""
    end, agreement = uid_of(m.Milestone, END), uid_of(m.Dependency, AGREEMENT)
    dates = {**kept.dates, end: replace(kept.dates[end], feasible=date(2031, 5, 17))}
    return replace(kept, dates=dates, concerns={**kept.concerns, agreement: (KeptConcern("disputed", 7),)})


def test_every_page_shows_the_date_and_the_concern_that_were_kept(reader: Client) -> None:
    before = {path: read(reader, path) for path in PAGES}
    assert not any("17.5.2031" in told or "omstridt i 7 dager" in told for told in before.values())

    relocked(other_dates)

    assert "gjennomførbar 17.5.2031" in read(reader, "/tiltak/E02/")
    assert "men kan ikke nås før 17.5.2031" in read(reader, "/tiltak/E02/")
    assert "omstridt i 7 dager" in read(reader, "/tiltak/E02/")
    assert "omstridt i 7 dager" in read(reader, "/?show=dependencies")
    assert "17.5.2031" in read(reader, "/tiltak/?flag=held_back&cols=code,name,held")
    assert "gjennomførbar 17.5.2031" in read(reader, "/veikart/?q=eksempel&tiltak=E02")
    assert "17.5.2031" in read(reader, "/veikart/?q=eksempel&vis=tabell")


def test_the_reports_show_the_date_and_the_concern_that_were_kept(reader: Client) -> None:
    relocked(other_dates)

    board = json.loads(registry.render("board", "json", period=PERIOD).content)
    sheets = {each["key"]: [row["values"] for row in each["rows"]] for each in board["sheets"]}
    assert [row["feasible"] for row in sheets["gjennomforbart"] if row["code"] == "E02"] == ["2031-05-17"]
    assert "omstridt i 7 dager" in [row["danger"].replace(NBSP, " ") for row in sheets["avhengigheter"]]

    register = json.loads(registry.render("register", "json", period=PERIOD).content)
    rows = {each["key"]: [row["values"] for row in each["rows"]] for each in register["sheets"]}
    assert [row["feasible"] for row in rows["milepaeler"] if row["key"] == END] == ["2031-05-17"]
    assert [row["concerns"].replace(NBSP, " ") for row in rows["avhengigheter"] if row["key"] == AGREEMENT] == [
        "omstridt i 7 dager"
    ]


def test_facts_that_changed_since_the_lock_change_nothing(reader: Client) -> None:
    before = {path: read(reader, path) for path in PAGES}
    files = {report: registry.render(report, "json", period=PERIOD).sha256 for report in ("board", "register")}
    for milestone in m.Milestone.objects.filter(initiative__code="E05"):
        word: Assertion = m.MilestoneDate(milestone=milestone, role="forecast", date=from_edtf("2033-01"))  # type: ignore[misc]
        word.assert_(LATER)
    m.Dependency._base_manager.update(state="disputed", binding=False)
    everything_forgotten()

    assert {path: read(reader, path) for path in PAGES} == before
    assert {report: registry.render(report, "json", period=PERIOD).sha256 for report in files} == files


def test_a_period_locked_before_there_was_an_engine_is_reckoned(reader: Client) -> None:
    shown = read(reader, "/tiltak/E02/")
    old = relocked(lambda kept: Results(kept.engine, kept.computed, kept.counts))
    assert old.results is not None and not old.results.dates
    assert read(reader, "/tiltak/E02/") == shown
    assert any(each.concerns for each in reckoned(old).agreements.values())
