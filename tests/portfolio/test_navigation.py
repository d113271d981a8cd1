"""The menu shows what is mounted, marks where one is, and keeps the point in time."""

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from portfolio import navigation


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.fixture(autouse=True)
def _two_rooms(settings: LazySettings) -> None:
    rooms = [
        path("", page, name="overview"),
        path("tiltak/", page, name="initiatives"),
        path("tiltak/<str:code>/", page, name="initiative"),
        path("samordning/", page, name="coordination"),
    ]
    settings.ROOT_URLCONF = (path("", include((rooms, "reporting"))),)


def links(address: str) -> list[navigation.Link]:
    return navigation.menu(RequestFactory().get(address))


def test_an_entry_without_an_address_is_not_shown() -> None:
    assert [link.label for link in links("/")] == ["Oversikt", "Tiltak", "Samordning"]


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", ["Oversikt"]), ("/tiltak/", ["Tiltak"]), ("/tiltak/T001/", ["Tiltak"]), ("/annet/", [])]
    + [(each, ["Tiltak"]) for each in ("/portefolje/", "/portefolje/ny/")]
    + [(each, ["Samordning"]) for each in ("/samordning/mine/", "/avtaler/1/godta/", "/saksliste/ny/")],
)
def test_the_page_and_those_below_it_are_marked(address: str, current: list[str]) -> None:
    assert [link.label for link in links(address) if link.current] == current


def test_the_menu_keeps_the_point_in_time_and_nothing_else() -> None:
    assert [link.url for link in links("/tiltak/?period=2024-1&q=x&page=2")] == [
        "/?period=2024-1",
        "/tiltak/?period=2024-1",
        "/samordning/?period=2024-1",
    ]
    assert links("/?date=2026-02-28")[1].url == "/tiltak/?date=2026-02-28"
    assert links("/?period=")[1].url == "/tiltak/"


def test_what_is_typed_into_the_address_cannot_break_out_of_the_link() -> None:
    assert links('/?period="><script>&date=a%26b')[0].url == "/?period=%22%3E%3Cscript%3E&date=a%26b"


def test_nobody_signed_in_sees_no_menu() -> None:
    assert navigation.shell(RequestFactory().get("/"))["menu"] == []


def test_reporting_stands_before_the_reports_that_are_made_of_it() -> None:
    names = [entry.name for entry in navigation.MENU]
    assert names[-3:] == ["reporting:commitments", "reporting:my_reports", "reporting:reports"]
    assert not navigation._is_current("/rapporter/", "/rapportering/")
