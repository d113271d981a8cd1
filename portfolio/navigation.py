"""The menu, as one list, and what every page's frame needs."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The point in time a page shows. The menu carries it on: who looks at a locked period stays in it.
TIME_PARAMETERS = ("period", "date")


class Entry(NamedTuple):
    label: str | Promise
    name: str
    """The address by its name; an entry whose address is not mounted is not shown."""
    also: tuple[str, ...] = ()
    """What else belongs to it: addresses that do not lie below its own."""


MENU = (
    Entry(_("Oversikt"), "reporting:overview"),
    Entry(pgettext_lazy("flere", "Tiltak"), "reporting:initiatives", also=("/portefolje/",)),
    Entry(_("Veikart"), "reporting:roadmap"),
    Entry(_("Samordning"), "reporting:coordination", also=("/avtaler/", "/saksliste/")),
    Entry(_("Økonomi"), "reporting:economy"),
    Entry(_("Føringer"), "reporting:commitments"),
    Entry(_("Rapportering"), "reporting:my_reports"),
    Entry(_("Rapporter"), "reporting:reports"),
)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool
    """The page shown is this one, or lies below it."""


def menu(request: HttpRequest) -> list[Link]:
    """The menu as seen from the page that `request` asks for."""
    links = []
    for entry in MENU:
        try:
            url = reverse(entry.name)
        except NoReverseMatch:
            continue
        links.append(
            Link(
                str(entry.label),
                url + time_query(request),
                any(_is_current(each, request.path) for each in (url, *entry.also)),
            )
        )
    return links


def time_query(request: HttpRequest) -> str:
    """«?period=2024-1» or «?date=2026-02-28» as the page was asked with, else an empty text."""
    kept = {name: request.GET[name] for name in TIME_PARAMETERS if request.GET.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


def _is_current(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor for base.html: the menu (nothing for those who are not signed in) and where the brand leads."""
    signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
    return {
        "menu": menu(request) if signed_in else [],
        "home_url": "/" + time_query(request),
        "languages": settings.LANGUAGES,  # each by its own name, never translated
    }
