"""Signing in and out: who may, how often one may try, and where it leads."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portfolio.throttle import Tries

PASSWORD = "riktig-passord-1"
pytestmark = pytest.mark.django_db
frozen = time_machine.travel("2026-11-23 09:00+01:00", tick=False)  # tries are counted in spans of time


@pytest.fixture
def leder() -> None:
    get_user_model().objects.create_user("leder", password=PASSWORD)


def sign_in(client: Client, name: str = "leder", password: str = PASSWORD, **extra: str) -> HttpResponse:
    answer: HttpResponse = client.post(
        "/logg-inn/" + extra.pop("query", ""), {"username": name, "password": password}, **extra
    )
    return answer


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_page_asks_who_you_are_and_leads_back_to_itself(client: Client, leder: None) -> None:
    asked = client.get("/admin/?q=1")
    assert asked.status_code == 302
    answer = sign_in(client, query=asked["Location"].partition("?")[2].join(["?", ""]))
    assert answer["Location"] == "/admin/?q=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_host(client: Client, leder: None, elsewhere: str) -> None:
    answer = client.post("/logg-inn/", {"username": "leder", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_wrong_password_says_so_beside_the_form_and_keeps_the_name(client: Client, leder: None) -> None:
    page = sign_in(client, password="feil").content.decode()
    assert "hører ikke sammen" in page
    assert 'value="leder"' in page
    assert 'value="feil"' not in page


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client, leder: None) -> None:
    def words(page: HttpResponse) -> str:
        return page.content.decode().partition("ds-alert")[2].partition("</div>")[0]

    unknown = sign_in(client, "ingen", "feil")
    assert words(unknown) == words(sign_in(client, password="feil"))


def test_after_five_failures_even_the_right_password_must_wait(client: Client, leder: None) -> None:
    with time_machine.travel("2026-11-23 09:00:10+01:00", tick=False):
        for _ in range(5):
            sign_in(client, password="feil")
        page = sign_in(client).content.decode()
    assert "Vent 5 minutter" in page
    assert not signed_in(client)


def _taken(take: Callable[[], bool]) -> bool:
    """A database in memory turns a second writer away at once, where a file lets it wait: ask again."""
    while True:
        try:
            return take()
        except OperationalError as error:
            if "table is locked" not in str(error):
                raise


@pytest.mark.django_db(transaction=True)
def test_tries_sent_side_by_side_count_one_by_one(leder: None, settings: LazySettings) -> None:
    """What is tried in the time one password takes to check counts too."""
    asked = RequestFactory().post("/logg-inn/")
    together = threading.Barrier(8)

    def taken(_number: int) -> bool:
        together.wait()
        try:
            return _taken(lambda: bool(Tries.of("leder", asked).take()))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        given = sum(pool.map(taken, range(8)))
    # A database in memory may turn one away that a file or a server lets wait; never is one given too many.
    assert given <= settings.SIGN_IN_TRIES
    assert given == settings.SIGN_IN_TRIES or connection.vendor == "sqlite"


def test_one_password_tried_on_everybody_must_wait_too(client: Client, leder: None, settings: LazySettings) -> None:
    settings.SIGN_IN_TRIES_FROM_ADDRESS = 3
    with time_machine.travel("2026-11-23 09:00+01:00", tick=False):
        for name in "abc":
            sign_in(client, name, "sommer2026")
        assert "Vent" in sign_in(client).content.decode()
        other = Client(REMOTE_ADDR="10.0.0.9")
        sign_in(other)
        assert signed_in(other)


def test_those_who_sign_in_use_up_no_tries_of_their_office(client: Client, leder: None, settings: LazySettings) -> None:
    settings.SIGN_IN_TRIES_FROM_ADDRESS = 2
    for _ in range(4):
        sign_in(client)
        assert signed_in(client)
        client.post("/logg-ut/")


def test_made_up_names_do_not_push_counted_tries_out(settings: LazySettings) -> None:
    """The cache thins its table out blindly when it is full."""
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_the_fifth_try_may_still_be_right(client: Client, leder: None) -> None:
    for _ in range(4):
        sign_in(client, password="feil")
    sign_in(client)
    assert signed_in(client)


def test_the_wait_ends_and_then_there_are_five_new_tries(client: Client, leder: None) -> None:
    with time_machine.travel("2026-11-23 09:00+01:00", tick=False) as clock:
        for _ in range(5):
            sign_in(client, password="feil")
        clock.shift(timedelta(minutes=4, seconds=59))
        assert "Vent 1 minutt " in sign_in(client).content.decode()
        clock.shift(timedelta(seconds=2))
        assert "hører ikke sammen" in sign_in(client, password="feil").content.decode()
        sign_in(client)
        assert signed_in(client)


@frozen
def test_the_wait_is_for_one_name_from_one_address(client: Client, leder: None) -> None:
    get_user_model().objects.create_user("sekretariat", password=PASSWORD)
    for name in ("leder", "LEDER ", "Leder", "leder", "leder"):
        sign_in(client, name, "feil")
    assert "Vent" in sign_in(client).content.decode()
    sign_in(client, "sekretariat")
    assert signed_in(client)
    other = Client(REMOTE_ADDR="10.0.0.9")
    sign_in(other)
    assert signed_in(other)


@frozen
def test_a_forged_address_gives_no_new_tries(client: Client, leder: None) -> None:
    for number in range(5):
        sign_in(client, password="feil", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert "Vent" in sign_in(client, HTTP_X_FORWARDED_FOR="10.0.0.99").content.decode()


@frozen
def test_behind_our_proxy_the_address_it_adds_last_counts(client: Client, leder: None, settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    for number in range(5):
        sign_in(client, password="feil", HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, 10.0.0.1")
    assert "Vent" in sign_in(client, HTTP_X_FORWARDED_FOR="1.1.1.9, 10.0.0.1").content.decode()
    sign_in(client, HTTP_X_FORWARDED_FOR="10.0.0.1, 10.0.0.2")
    assert signed_in(client)


def test_signing_out_takes_a_post(client: Client, leder: None) -> None:
    sign_in(client)
    assert client.get("/logg-ut/").status_code == 405
    assert signed_in(client)
    assert client.post("/logg-ut/")["Location"] == "/logg-inn/"
    assert not signed_in(client)


def test_ones_own_language_follows_one_in_but_does_not_overrule_a_choice(client: Client) -> None:
    get_user_model().objects.create_user("nynorsk", password=PASSWORD, language="nn")
    sign_in(client, "nynorsk")
    assert client.cookies["django_language"].value == "nn"
    chosen = Client()
    chosen.cookies["django_language"] = "en"
    sign_in(chosen, "nynorsk")
    assert chosen.cookies["django_language"].value == "en"


def test_the_cast_is_listed_in_a_demo_only(client: Client, settings: LazySettings) -> None:
    settings.DEMO_CAST = True
    assert "samstyr-demo" in client.get("/logg-inn/").content.decode()
    settings.DEMO_CAST = False
    page = client.get("/logg-inn/").content.decode()
    assert "samstyr-demo" not in page
    assert "programleder" not in page


def test_a_closed_account_cannot_sign_in(client: Client) -> None:
    get_user_model().objects.create_user("gammel", password=PASSWORD, is_active=False)
    sign_in(client, "gammel")
    assert not signed_in(client)
