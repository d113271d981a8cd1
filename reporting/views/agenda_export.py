"""An agenda as a file."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.domain.vocabulary import Audience
from initiatives.models import User
from reporting.actions.exporting import log_export
from reporting.exports.agenda import FORMATS, render_agenda
from reporting.pages.agenda import LANGUAGES
from reporting.source import Chosen
from reporting.views.agendas import known
from reporting.views.frame import timed

KIND = "agenda"
"""What the log of exports calls it."""


@timed
def agenda_file(request: HttpRequest, chosen: Chosen, uid: UUID, form: str) -> HttpResponse:
    """GET /samordning/saksliste/<uid>/<form>/: a file, and a line in the log of exports."""
    if not access.may_export(request.user):
        raise PermissionDenied(_("Bare porteføljekontoret tar ut sakslister."))
    if form not in FORMATS:
        raise Http404(form)
    record, language = chosen.seen_by(Audience.BOARD, frozenset()).record, _language(request)
    found = known(record, uid)
    made = render_agenda(record, found, form, language)
    log_export(
        by=request.user if isinstance(request.user, User) else None,
        kind=KIND,
        format=form,
        content=made.content,
        rows=len(found.items),
        language=language,
        audience=Audience.BOARD,
        period_code=chosen.period.code if chosen.period and chosen.kind == "locked" else "",
        as_of=chosen.day,
        criteria=f"mote={uid}",
    )
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _language(request: HttpRequest) -> str:
    given = request.GET.get("lang") or (get_language() or "nb")[:2]
    return given if given in LANGUAGES else "nb"
