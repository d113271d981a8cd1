"""Saving a report while it is written: only what is typed goes in, and only what has come of it comes out."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from initiatives.domain.refusals import Refused
from initiatives.models import User
from initiatives.views.pages import NOT_SAVED
from reporting.forms.report_rows import Drawn
from reporting.pages.report import saved_context
from reporting.views.report_opened import Opened


@login_not_required
@require_http_methods(["GET", "POST"])
def report_draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """POST /rapportering/rapport/<uid>/kladd/: save what is typed. GET: a fresh token, for a page left open over a
    sign-in. Who is signed out is told so where he or she writes, and keeps the text."""
    if not isinstance(request.user, User):
        return render(request, "reporting/_report_signed_out.html", {"uid": uid}, status=NOT_SAVED)
    opened = Opened(request, uid)
    if request.method == "GET":
        return render(request, "reporting/_report_token.html")
    sheet = opened.sheet(request.POST)
    try:
        saved = sheet.save() if sheet.changes() else None
    except Refused:
        return render(request, "reporting/_report_closed.html", status=NOT_SAVED)
    if saved is None:
        return HttpResponse(status=204)
    opened.again()
    told = saved_context(opened.ground, opened.begun)
    told |= {"sheet": sheet, "drawn": Drawn(sheet, saved), "saved": saved, "first": saved.counter == 1}
    told["locked_meanwhile"] = opened.locked_meanwhile
    return render(request, "reporting/_report_update.html", told)
