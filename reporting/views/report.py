"""One report of a round: written, sent, and read afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from initiatives.domain.refusals import Refused
from initiatives.views.pages import NOT_SAVED, read_or_write
from reporting.actions.reports import Saved, open_draft
from reporting.forms.report_rows import Drawn
from reporting.forms.report_sheet import Sheet
from reporting.pages.coordination_links import mounted
from reporting.views.report_opened import Opened


@read_or_write
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET and POST /rapportering/rapport/<uid>/: write it where it is awaited, else read what was sent."""
    opened = Opened(request, uid)
    if request.method == "POST":
        return _posted(opened)
    if not opened.writes:
        return opened.read()
    if opened.reporting.own:
        open_draft(by=opened.reporting.by, report=opened.reporting.report)
    return opened.shown(opened.sheet())


def _posted(opened: Opened) -> HttpResponse:
    """What the form's buttons ask for; `do` is what, and of which field or part."""
    what, _colon, name = opened.request.POST.get("do", "save").partition(":")
    if what == "undo":
        return _undo(opened)
    if what == "same":
        return _same(opened, name)
    sheet = _settled(opened, what, name) if what in ("mine", "theirs") else opened.sheet(opened.request.POST)
    return _send(opened, sheet) if what == "send" else _save(opened, sheet, name)


def _save(opened: Opened, sheet: Sheet, name: str) -> HttpResponse:
    try:
        saved = sheet.save()
    except Refused as refused:
        return _refused(opened, sheet, refused)
    if saved.clashes or saved.refused:
        return _held_up(opened, sheet, saved)
    messages.success(opened.request, _("Utkastet er lagret."))
    return redirect(opened.here + (f"#id_{name}" if name else ""))


def _send(opened: Opened, sheet: Sheet) -> HttpResponse:
    """Submit it. What is typed is saved as a draft first, so that it is kept whatever the answer is."""
    saved = _kept(sheet)
    opened.again()
    sheet.begun = opened.begun
    if saved and (saved.clashes or sheet.elsewhere()):
        return _held_up(opened, sheet, saved)
    if opened.locked_meanwhile:
        return opened.shown(sheet, status=NOT_SAVED)
    if not sheet.is_valid:
        sheet.tell_missing()
    version = sheet.submit() if sheet.is_valid else None
    if version is None:
        return opened.shown(sheet, status=NOT_SAVED, unsaved=bool(saved and saved.refused), closed=saved is None)
    opened.request.session.pop(opened.undo, None)
    messages.success(opened.request, _sent(version))
    onward = "" if opened.reporting.own else mounted("reporting:round", opened.ground.period.code)
    return redirect(onward or "reporting:my_reports")


def _kept(sheet: Sheet) -> Saved | None:
    """What came of saving the draft; None where none is awaited, which submitting tells."""
    try:
        return sheet.save()
    except Refused:
        return None


def _sent(version: Any) -> str:
    """What happens next."""
    if version.addendum:
        return _("Tillegget er sendt og datert i dag. Det som er låst, står urørt, og tillegget står ved siden av.")
    if version.given_by:
        return _("Ført inn på vegne av %(who)s. En annen ved porteføljekontoret må godkjenne rapporten.") % {
            "who": version.given_by
        }
    return _("Sendt. Porteføljekontoret vurderer rapporten, og du får varsel når den er godkjent eller kommer i retur.")


# ── somebody else has written in the same draft ──────────────────────────────────────────────────────────────────────


def _held_up(opened: Opened, sheet: Sheet, saved: Saved) -> HttpResponse:
    """What this writer has left alone takes theirs and is told; where both have written, one is to be chosen."""
    opened.again()
    sheet.begun = opened.begun
    elsewhere = sheet.elsewhere()
    post = opened.request.POST.copy()
    for name, text in elsewhere.items():
        post[name] = text
    again = opened.sheet(post)
    again.base = sheet.base | elsewhere
    taken = [(f"id_{each}", str(again.form[each].label)) for each in elsewhere if each in again.form.fields]
    return opened.shown(again, saved, NOT_SAVED, elsewhere=taken)


def _settled(opened: Opened, what: str, name: str) -> Sheet:
    """The sheet after one field is chosen: mine over theirs, or theirs in the input."""
    theirs = opened.begun.content.get(name, "")
    post = opened.request.POST.copy()
    if what == "theirs":
        post[name] = theirs
    sheet = opened.sheet(post)
    sheet.base[name] = theirs
    return sheet


# ── as last time ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _same(opened: Opened, part: str) -> HttpResponse:
    """Write last time's answers in the draft, all or of one part; what they write over can be brought back."""
    sheet = opened.sheet(opened.request.POST)
    try:
        sheet.save()
        opened.again()
        target = sheet.as_last(Drawn(sheet).names_of(part) if part else sheet.last)
        sheet.begun = opened.begun
        kept = {name: opened.begun.content.get(name, sheet.inputs[name]) for name in target}
        sheet.put(target)
    except Refused as refused:
        return _refused(opened, sheet, refused)
    if kept != target:
        opened.request.session[opened.undo] = kept
    messages.success(opened.request, _("Fylt ut som sist. Se over, og send når det stemmer."))
    return redirect(opened.here + (f"#{part}" if part else ""))


def _undo(opened: Opened) -> HttpResponse:
    """Bring back what «som sist» wrote over."""
    sheet = opened.sheet()
    try:
        sheet.put(opened.request.session.pop(opened.undo, {}))
    except Refused as refused:
        return _refused(opened, sheet, refused)
    messages.success(opened.request, _("Det du hadde skrevet, er tilbake."))
    return redirect(opened.here)


def _refused(opened: Opened, sheet: Sheet, refused: Refused) -> HttpResponse:
    sheet.form.show(refused.problems)
    return opened.shown(sheet, status=NOT_SAVED)
