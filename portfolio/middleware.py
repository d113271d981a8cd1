"""What stands around every request here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

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
