"""Limits: set by the office from a day on, never back in time; colours follow, and what is locked keeps its own."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.domain.refusals import Refused, Why
from initiatives.models import Revision, User
from reporting.actions.tolerances import add_tolerance, withdraw_tolerance
from reporting.domain import rag
from reporting.domain.limit_text import NotALimit, Wrong, parse
from reporting.models import Tolerance
from reporting.source import choose
from tests.reporting.course.conftest import Rounds

pytestmark = pytest.mark.django_db
PAGE = "/rapportering/toleranser/"


def limits(by: User, **changes: Any) -> Tolerance:
    usual: dict[str, Any] = {
        "dimension": "time", "valid_from": timezone.localdate(), "green_up_to": 700, "yellow_up_to": 900,
        "reason": "NUFA 12.11.2026",
    }  # fmt: skip
    return add_tolerance(by=by, **(usual | changes))


def refused(act: Any, *args: Any, **values: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act(*args, **values)
    return caught.value.whys


@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_office_sets_limits_and_everybody_reads_them(
    who: str, request: pytest.FixtureRequest, client: Client, sekretariat: User
) -> None:
    by = request.getfixturevalue(who)
    coming = limits(sekretariat, valid_from=timezone.localdate() + timedelta(days=9))
    with pytest.raises(PermissionDenied):
        limits(by)
    with pytest.raises(PermissionDenied):
        withdraw_tolerance(by=by, tolerance=coming, reason="x")
    client.force_login(by)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert b"NUFA 12.11.2026" in page.content
    assert b"<textarea" not in page.content
    assert b"trekk" not in page.content
    assert client.post(PAGE, {"dimension": "time"}).status_code == 403
    assert client.get(f"{PAGE}{coming.uid}/trekk/").status_code == 403
    assert Tolerance.objects.standing().count() == 1


def test_colours_follow_from_the_day_and_what_is_locked_keeps_its_own(sekretariat: User, rounds: Rounds) -> None:
    def colour(period: str = "") -> str:
        record = choose(period).record
        return rag.overall(rag.as_record_results(record).computed[rounds.first.uid.hex])

    locked, before = colour("2026-1"), Revision.objects.get().value
    assert (locked, colour()) == ("red", "red")

    limits(sekretariat)

    assert colour() == "green"
    assert colour("2026-1") == locked
    assert [each.green_up_to for each in choose("2026-1").record.tolerances] == []
    assert Revision.objects.get().value == before + 1


def test_coming_limits_change_nothing_until_they_hold(sekretariat: User, rounds: Rounds) -> None:
    limits(sekretariat, valid_from=timezone.localdate() + timedelta(days=1))

    def colour() -> str:
        record = choose().record
        return rag.overall(rag.as_record_results(record).computed[rounds.first.uid.hex])

    assert colour() == "red"
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert colour() == "green"


def test_what_cannot_be_is_refused_at_the_field_and_writes_nothing(sekretariat: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    before = Revision.objects.count()

    assert refused(limits, sekretariat, valid_from=yesterday) == {"valid_from": Why.BACK_IN_TIME}
    assert refused(limits, sekretariat, green_up_to=91, yellow_up_to=90) == {"yellow_up_to": Why.GREEN_OVER_YELLOW}
    assert refused(limits, sekretariat, dimension="scope") == {"dimension": Why.UNKNOWN_CODE}
    assert refused(limits, sekretariat, green_up_to=-1) == {"green_up_to": Why.OUT_OF_RANGE}
    assert refused(limits, sekretariat, reason=" ") == {"reason": Why.REASON_NEEDED}
    assert (Tolerance.objects.count(), Revision.objects.count()) == (0, before)
    limits(sekretariat)
    assert refused(limits, sekretariat, green_up_to=1) == {"valid_from": Why.DUPLICATE}


def test_only_what_has_not_begun_to_hold_is_taken_back(sekretariat: User) -> None:
    today = limits(sekretariat)
    coming = limits(sekretariat, valid_from=timezone.localdate() + timedelta(days=3))

    assert refused(withdraw_tolerance, by=sekretariat, tolerance=today, reason="Feil") == {"": Why.HOLDS_ALREADY}
    withdraw_tolerance(by=sekretariat, tolerance=coming, reason="Feil")
    withdraw_tolerance(by=sekretariat, tolerance=coming, reason="Feil")

    assert list(Tolerance.objects.standing()) == [today]
    assert coming.history.first().history_change_reason == "Feil"


def test_the_form_reads_what_people_write_and_loses_nothing_it_refuses(client: Client, sekretariat: User) -> None:
    client.force_login(sekretariat)
    typed = {
        "dimension": "money",
        "valid_from": "1.1.2031",
        "green_up_to": "2,5 %",
        "yellow_up_to": "ti",
        "reason": "Ny praksis",
    }

    refused_page = client.post(PAGE, typed)
    assert refused_page.status_code == 422
    assert "Skriv prosenten som 2 % eller 2,5." in refused_page.content.decode()
    assert 'value="2,5 %"' in refused_page.content.decode()
    assert "Ny praksis" in refused_page.content.decode()

    assert client.post(PAGE, typed | {"yellow_up_to": "12,25"}).status_code == 302
    told = Tolerance.objects.get()
    assert (told.green_up_to, told.yellow_up_to, told.valid_from) == (250, 1225, date(2031, 1, 1))
    page = client.get(PAGE).content.decode().replace("\xa0", " ")
    assert "til og med 12,25 %" in page
    assert "kommer" in page


def test_the_same_form_sent_twice_adds_one(client: Client, sekretariat: User) -> None:
    client.force_login(sekretariat)
    uid = client.get(PAGE).context["form"]["uid"].value()
    typed = {
        "uid": uid,
        "dimension": "time",
        "valid_from": "1.1.2031",
        "green_up_to": "10",
        "yellow_up_to": "20 dager",
        "reason": "x",
    }

    assert [client.post(PAGE, typed).status_code for _ in range(2)] == [302, 302]
    assert Tolerance.objects.count() == 1


def test_a_past_time_shows_the_limits_of_its_day_and_offers_no_form(
    client: Client, sekretariat: User, rounds: Rounds
) -> None:
    limits(sekretariat)
    client.force_login(sekretariat)

    assert "NUFA 12.11.2026" in client.get(PAGE).content.decode()
    for query in ("?period=2026-1", "?date=2026-06-01"):
        page = client.get(PAGE + query)
        assert "NUFA 12.11.2026" not in page.content.decode()
        assert page.context["form"] is None


def test_withdrawing_asks_why(client: Client, sekretariat: User) -> None:
    coming = limits(sekretariat, valid_from=timezone.localdate() + timedelta(days=3))
    client.force_login(sekretariat)
    address = reverse("reporting:tolerance_withdraw", args=[coming.uid])

    assert address in client.get(PAGE).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Vedtaket ble omgjort"}).status_code == 302
    assert not Tolerance.objects.standing().exists()


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("14", "time", 14),
        (" 14  dager", "time", 14),
        ("2", "money", 200),
        ("2,5", "money", 250),
        ("2.25 %", "money", 225),
        ("2,50 prosent", "money", 250),
    ],
)
def test_limits_are_read_as_they_are_written(text: str, dimension: str, value: int) -> None:
    assert parse(text, dimension) == value


@pytest.mark.parametrize(
    ("text", "dimension", "why"),
    [
        ("to uker", "time", Wrong.NOT_DAYS), ("1,5", "time", Wrong.NOT_DAYS), ("-1", "time", Wrong.NOT_DAYS),
        ("9999", "time", Wrong.TOO_LARGE), ("mye", "money", Wrong.NOT_PERCENT), ("2,255", "money", Wrong.TOO_FINE),
        ("1001", "money", Wrong.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_is_no_limit_says_why(text: str, dimension: str, why: Wrong) -> None:
    with pytest.raises(NotALimit) as caught:
        parse(text, dimension)
    assert caught.value.reason == why
