"""One initiative: what it is, how it stands, and what is known about it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def initiative(request: HttpRequest, chosen: Chosen, code: str) -> HttpResponse:
    """The page of the initiative with a code."""
    part = chosen.record.state.codes.get(code)
    if part is None:
        raise Http404(_("Tiltaket finnes ikke."))
    context = {"part": part, "owner": chosen.record.state.owner(part)}
    return page(request, chosen, "reporting/initiative.html", context)
