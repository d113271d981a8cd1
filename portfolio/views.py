"""Signing in and out, language, health, and the pages for what goes wrong."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_GET, require_safe
from django.views.i18n import set_language

from initiatives import actions
from initiatives.models import User
from portfolio import cast
from portfolio.forms import SignInForm
from portfolio.held import held

log = logging.getLogger(__name__)


class SignIn(LoginView):
    """Signs in, then leads to `?next=` if that lies on this host. The person's own language follows them in."""

    template_name = "registration/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = cast.CAST if settings.DEMO_CAST else ()
        shown = {"cast": members, "cast_password": cast.PASSWORD, "held": self.request.POST.get("held", "")}
        return super().get_context_data(**shown | kwargs)

    def ask_again(self, held: str) -> HttpResponse:
        """The sign-in page in answer to a form that was sent too late, with what was typed kept in it."""
        context = self.get_context_data(form=SignInForm(self.request), held=held)
        return self.render_to_response(context | {"next": self.request.get_full_path()}, status=403)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        kept = held(self.request.POST.get("held", ""))
        if kept is not None:
            response = render(self.request, "registration/held.html", {"held": kept})
        language = getattr(form.get_user(), "language", "")
        if language and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            remember_language(response, language)
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """Signs out, by POST only. Who sits down next does not find the pages in the browser's memory."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Sets the cookie that the language choice in the footer sets."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """POST /sprak/: the language of these pages; for who is signed in also that of the letters, from now on."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
        actions.choose_language(by=request.user, language=chosen)
    return set_language(request)


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not. Says nothing an outsider could use."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        log.exception("The database does not answer")
        return JsonResponse({"status": "error", "database": "error"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A reason given to PermissionDenied is meant for the reader."""
    return render(request, "errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's safety token was missing or old: mostly a page left open over a sign-in."""
    return render(request, "errors/csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Without request or context processors: what broke (the database, the session) must not break this page too."""
    language = translation.get_language_from_request(request)
    with translation.override(language):
        return HttpResponse(render_to_string("errors/500.html"), status=500)
