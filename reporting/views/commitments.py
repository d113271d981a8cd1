"""Føringer: the documents, what they commit to, and who carries it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import access
from reporting.domain.figures.coverage import coverage, document_coverage
from reporting.pages import commitments as pages
from reporting.source import Chosen
from reporting.views.frame import page, timed


@timed
def commitments(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """Every document with how far its obligations are carried, and the initiatives that carry none."""
    found = coverage(chosen.record)
    context = {"coverage": found, "finding": pages.finding(found), "of_replaced": pages.of_replaced(found)}
    return page(request, chosen, "reporting/commitments.html", context)


@timed
def commitment_document(request: HttpRequest, chosen: Chosen, key: str) -> HttpResponse:
    """One document, chapter by chapter, with the initiatives that carry each commitment."""
    found = document_coverage(chosen.record, key)
    if found is None:
        raise Http404(_("Dokumentet finnes ikke, eller var ikke kjent på dette tidspunktet."))
    show = request.GET.get("vis", "all")
    show = show if show in pages.SHOWS else "all"
    context = {
        "found": found,
        "title": pages.title(found.document),
        "finding": pages.document_finding(found),
        "chapters": pages.chapters(found, show),
        "shows": pages.shows(found, show),
        "names": {each.uid: each for each in chosen.record.state.registers.commitments.values()},
        "documents": chosen.record.state.registers.documents,
        "may_link": chosen.kind in ("now", "open") and bool(access.editable_codes(request.user)),
    }
    return page(request, chosen, "reporting/commitment_document.html", context)
