"""A whole round that was reported, assessed and locked, and its issued reports, stay what they were; the present does
not."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from initiatives import models as m
from reporting import models as rm
from reporting.actions.closing import lock_round
from reporting.actions.period_texts import add_addendum
from reporting.actions.reports import submit_report
from reporting.actions.tolerances import add_tolerance
from reporting.source import choose
from tests.demo import TODAY, filled
from tests.reporting.after_the_lock import (
    by_the_book,
    changed,
    every_text_and_number,
    everything_forgotten,
    everything_withdrawn,
    pages,
)
from tests.rounds import answers

pytestmark = pytest.mark.django_db
PERIOD = "2026-3"
ISSUED = (("board", "pdf"), ("board", "xlsx"), ("coordination", "pdf"))


@pytest.fixture(scope="module")
def locked(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """The demo's round, locked with what is missing, and its reports issued."""
    frozen = time_machine.travel(TODAY, tick=False)
    with filled(django_db_blocker), frozen:
        with django_db_blocker.unblock():
            period = rm.ReportingPeriod.objects.get(code=PERIOD)
            lock_round(by=office(), period=period, reason="To eiere har ikke svart")
            for report, form in ISSUED:
                assert (
                    client().post(f"{reverse('reporting:issue', args=[report, form])}?period={PERIOD}").status_code
                    == 302
                )
            shown = pages(PERIOD)
        yield shown


def office() -> m.User:
    return m.User.objects.get(username="sekretariat")


def client() -> Client:
    made = Client()
    made.force_login(office())
    return made


def issued() -> dict[str, bytes]:
    """Every issued file as it is served."""
    found = {}
    for pk, name in rm.IssuedReport.objects.values_list("pk", "file_name"):
        response = client().get(reverse("reporting:issued_file", args=[pk]))
        assert response.status_code == 200
        found[name] = response.content
    return found


def in_the_round() -> None:
    """What people still do about a round after its lock: late reports, addenda, other limits, changed exemptions."""
    late = rm.StatusReport.objects.get(period__code=PERIOD, initiative__code="E07")
    by = m.User.objects.get(username="programleder")
    submit_report(by=by, report=late, answers=answers("red"), computed={})
    add_addendum(by=office(), period=late.period, text="Tallet for 2026 var feil", language="nb")
    today = choose().record.state.today
    add_tolerance(by=office(), dimension="time", valid_from=today, green_up_to=1, yellow_up_to=2, reason="Strengere")


@time_machine.travel("2027-02-01 09:00:00+00:00", tick=False)
def test_nothing_done_afterwards_changes_the_round_or_what_was_handed_out(locked: dict[str, bytes], db: None) -> None:
    """Not what people do, not what is done past all rules, and not time. What came after the lock stands on the round's
    own page alone."""
    everything_forgotten()
    kept, live = issued(), client().get("/").content
    beside = reverse("reporting:round", args=[PERIOD])
    assert len(kept) == len(ISSUED)

    in_the_round()
    by_the_book()
    assert changed(locked, PERIOD) == {beside}
    assert issued() == kept
    assert "Tallet for 2026 var feil" in client().get(beside).content.decode()
    assert client().get("/").content != live

    every_text_and_number()
    everything_withdrawn()
    assert changed(locked, PERIOD) <= {beside}
    assert issued() == kept


def test_the_round_tells_what_it_was_locked_without(locked: dict[str, bytes], db: None) -> None:
    record = choose(PERIOD).record
    silent = [part.code for part in record.state if (said := record.standing(part)) and said.origin == "unreported"]

    assert silent == ["E03", "E07"]
    assert "To eiere har ikke svart" in locked["/"].decode()
    head = record.chain_head.encode()
    assert any(head in content for address, content in locked.items() if address.endswith("/json/"))
