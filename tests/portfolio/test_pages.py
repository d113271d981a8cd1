"""Health, the pages for what goes wrong, and the headers every answer carries."""

from collections.abc import Callable
from types import ModuleType

import pytest
from django.conf import LazySettings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

import portfolio.urls

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@pytest.fixture
def client(settings: LazySettings) -> Client:
    """A client for the real addresses and four that go wrong."""
    urls = ModuleType("urls_that_go_wrong")
    urls.__dict__.update(vars(portfolio.urls))
    urls.__dict__["urlpatterns"] = [
        path("galt/400/", raising(SuspiciousOperation("x"))),
        path("galt/403/", raising(PermissionDenied("Bare eieren kan endre dette."))),
        path("galt/404/", raising(Http404("x"))),
        path("galt/500/", raising(RuntimeError("hemmelig"))),
        *portfolio.urls.urlpatterns,
    ]
    settings.ROOT_URLCONF = urls
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_health_answers_without_signing_in(client: Client) -> None:
    answer = client.get("/helse/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_health_says_503_when_the_database_is_gone_and_tells_no_secret(client: Client) -> None:
    def gone(*args: object) -> None:
        raise DatabaseError("password of db.no is wrong")

    with connection.execute_wrapper(gone):
        answer = client.get("/helse/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "error", "database": "error"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/helse/", 200),
        ("/logg-inn/", 200),
        ("/tilgjengelighet/", 200),
        ("/galt/400/", 400),
        ("/galt/403/", 403),
        ("/galt/404/", 404),
        ("/finnes/ikke/", 404),
        ("/galt/500/", 500),
    ],
)
def test_every_answer_carries_the_strict_headers(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/galt/400/", "Forespørselen kan ikke leses"),
        ("/galt/403/", "Bare eieren kan endre dette."),
        ("/galt/404/", "Denne siden finnes ikke"),
        ("/galt/500/", "Noe gikk galt hos oss"),
    ],
)
def test_what_goes_wrong_has_a_page_with_a_way_on(client: Client, address: str, words: str) -> None:
    page = client.get(address).content.decode()
    assert words in page
    assert "Til oversikten" in page
    assert 'lang="nb"' in page
    assert "hemmelig" not in page


def test_the_page_for_a_server_error_needs_no_database(client: Client) -> None:
    """No django_db mark: a query would fail the test."""
    client.cookies["sessionid"] = "somebody"
    answer = client.get("/galt/500/")
    assert answer.status_code == 500
    assert "Noe gikk galt" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_happened_and_that_nothing_is_stored() -> None:
    answer = Client(enforce_csrf_checks=True).post("/logg-inn/", {"username": "leder"})
    assert answer.status_code == 403
    assert "Skjemaet var for gammelt" in answer.content.decode()


@pytest.mark.django_db
def test_the_language_is_chosen_without_signing_in_and_leads_back(client: Client) -> None:
    answer = client.post("/sprak/", {"language": "en", "next": "/tilgjengelighet/?a=1"})
    assert answer["Location"] == "/tilgjengelighet/?a=1"
    assert 'lang="en"' in client.get("/tilgjengelighet/").content.decode()


@pytest.mark.django_db
def test_a_chosen_language_never_leads_to_another_host(client: Client) -> None:
    answer = client.post("/sprak/", {"language": "nn", "next": "https://evil.example/"})
    assert "evil" not in answer["Location"]
