"""What stands around every request here."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_cache_control

from portfolio import views
from portfolio.held import hold

Handler = Callable[[HttpRequest], HttpResponseBase]


class SignInFirst(LoginRequiredMiddleware):
    """Every page asks who you are. What was typed before the session ended is kept over the sign-in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        text = hold(request) if request.method == "POST" and "HX-Request" not in request.headers else ""
        if not text:
            return super().handle_no_permission(request, view_func)
        sign_in = views.SignIn()
        sign_in.setup(request)
        return sign_in.ask_again(text)


def private_pages(get_response: Handler) -> Handler:
    """Middleware: what a person who is signed in sees is kept by no cache between us; the browser asks anew."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return handle


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
