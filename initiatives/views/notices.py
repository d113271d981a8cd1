"""Notices one has been told: marking them as read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from initiatives import formatting, notices
from initiatives.views.people import signed_in


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """POST: mark the reader's own notices as read, those named or all; nobody reads for another."""
    count = notices.mark_read(signed_in(request), _named(request))
    words = ngettext("%(count)s varsel er merket som lest.", "%(count)s varsler er merket som lest.", count)
    messages.success(
        request, words % {"count": formatting.number(count)} if count else _("Alle varslene var lest fra før.")
    )
    return redirect("reporting:my_contracts")


def _named(request: HttpRequest) -> list[UUID] | None:
    given = request.POST.getlist("varsel")
    return [uid for each in given if (uid := _uid(each))] if given else None


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
