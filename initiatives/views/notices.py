"""Notices one has been told: marking them as read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from initiatives import formatting, notices
from initiatives.views.people import signed_in

ROUNDS = "runder"  # what the form sends where only the notices of rounds are shown


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """POST: mark the reader's own notices as read, those named or all, or all of rounds; nobody reads for another.

    Leads back to `next`, which must be an address of our own, else to the notices.
    """
    kinds = notices.ROUNDS if request.POST.get("slag") == ROUNDS else None
    count = notices.mark_read(signed_in(request), _named(request), kinds)
    words = ngettext("%(count)s varsel er merket som lest.", "%(count)s varsler er merket som lest.", count)
    messages.success(
        request, words % {"count": formatting.number(count)} if count else _("Alle varslene var lest fra før.")
    )
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the reader came from: an address that begins with its path, so that it cannot be another's."""
    given = request.POST.get("next", "")
    ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if ours else reverse("reporting:my_contracts")


def _named(request: HttpRequest) -> list[UUID] | None:
    given = request.POST.getlist("varsel")
    return [uid for each in given if (uid := _uid(each))] if given else None


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
