"""Saklister: the councils' meetings, and one meeting's agenda; read by all, prepared by the secretariat."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import access
from reporting.domain.figures.agenda import Agenda
from reporting.domain.figures.agenda import agenda as agenda_of
from reporting.domain.record import Record
from reporting.exports.agenda import FORMATS
from reporting.pages import agenda as pages
from reporting.source import Chosen
from reporting.views.frame import page, timed

NOW = ("now", "open")


@timed
def agendas(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /samordning/saksliste/: every meeting, those to come first."""
    context = pages.list_context(chosen.record, chosen.query, prepares=_prepares(request, chosen))
    return page(request, chosen, "reporting/agendas.html", context)


@timed
def agenda(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """GET /samordning/saksliste/<uid>/: one meeting, case by case."""
    found = known(chosen.record, uid)
    context = pages.context(
        chosen.record,
        found,
        chosen.query,
        prepares=_prepares(request, chosen),
        exports=access.may_export(request.user),
    )
    context["formats"] = [
        (each.label, reverse("reporting:agenda_file", args=[uid, form])) for form, each in FORMATS.items()
    ]
    return page(request, chosen, "reporting/agenda.html", context)


def known(record: Record, uid: UUID) -> Agenda:
    """The agenda as it was at the record's time. Http404 when nobody knew of the meeting then."""
    found = agenda_of(record, uid.hex)
    if found is None:
        raise Http404(_("Møtet finnes ikke, er avlyst, eller var ikke kjent på dette tidspunktet."))
    return found


def _prepares(request: HttpRequest, chosen: Chosen) -> bool:
    """Whether the reader sets up agendas: the past is only read."""
    return chosen.kind in NOW and access.may_prepare_agendas(request.user)
