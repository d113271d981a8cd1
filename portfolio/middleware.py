"""What stands around every request here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from portfolio import views

Handler = Callable[[HttpRequest], HttpResponseBase]


def finished_not_found(get_response: Handler) -> Handler:
    """Middleware for DEBUG: a demo shows the page for a wrong address, not Django's list of address patterns."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        technical = (
            response.status_code == 404
            and isinstance(response, HttpResponse)
            and response.content.startswith(b"<!DOCTYPE")
        )
        return views.not_found(request) if technical else response

    return handle


class Language(LocaleMiddleware):
    """The language the reader has chosen here, else the one the browser asks for; bokmål is the default.

    «en-US» is what a browser asks for when nobody has chosen anything, and half the offices of the directorates have
    such browsers. It does not count as a wish for English; any other English does.
    """

    def process_request(self, request: HttpRequest) -> None:
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        if asked.lower().startswith("en-us"):
            request.META["HTTP_ACCEPT_LANGUAGE"] = ""
        super().process_request(request)
