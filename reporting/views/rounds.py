"""A round of reporting: how far it has come, and what the secretariat does from there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.domain.refusals import Refused
from initiatives.formatting import number
from initiatives.forms.sentences import sentence
from initiatives.views.pages import NOT_SAVED, read_only, read_or_write
from initiatives.views.people import signed_in
from reporting.actions.assessing import approve_calm
from reporting.actions.reminding import remind
from reporting.exports.round_workbook import round_workbook
from reporting.forms.rounds import RemindForm
from reporting.pages import rounds as pages
from reporting.pages.overview_words import capital, in_words
from reporting.pages.round_links import of_round as address
from reporting.pages.round_rows import VIEWS
from reporting.source.campaign import addenda, late_reports, reports_of, uids
from reporting.views.list_files import offered, taken_out
from reporting.views.round_agenda import asked_of
from reporting.views.round_frame import Round, figure, of_own_round, of_round, page, reader, ready

KIND = "chase_list"
"""What the log of exports calls it."""
LISTED = 12  # named in one message


@read_only
@of_round
def round_page(request: HttpRequest, found: Round) -> HttpResponse:
    """GET /rapportering/runde/<code>/: read by all; what one may do is shown to the secretariat."""
    return shown(request, found, RemindForm())


def shown(request: HttpRequest, found: Round, form: RemindForm, status: int = 200) -> HttpResponse:
    """The round, with a form of reminding that may have been refused."""
    asked = pages.Asked(
        request.GET.get("vis", "") if request.GET.get("vis") in VIEWS else "",
        _page(request.GET.get("side", "")),
        _page(request.GET.get("ko", "")),
    )
    who = reader(request, found)
    context = pages.context(found.record, figure(found), ready(found), found.chosen.periods, who, asked)
    after = _after(found) if found.fact.locked else {}
    if who.runs:
        after |= asked_of(request, found)
    return page(request, found, "reporting/round.html", context | after | {"form": form}, status)


def _after(found: Round) -> dict[str, object]:
    """What came after the lock: it is dated, and stands beside what was locked."""
    parts = found.record.state.codes
    return {
        "addenda": [(each, parts.get(each.code)) for each in addenda(found.fact.code)],
        "late_reports": [(each, parts.get(each.code)) for each in late_reports(found.fact.code)],
        "chain_head": found.record.chain_head,
    }


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


# ── reminding ────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
@of_own_round
def round_remind(request: HttpRequest, found: Round) -> HttpResponse:
    """POST /rapportering/runde/<code>/purr/: those that are ticked (`rapport`), one of them (`en`), or all that are
    awaited or late (`hvem`). A refused form stands at this address, so who reloads it or chooses a language is led on
    to the round."""
    if request.method != "POST":
        return redirect(f"{address('', found.fact.code)}#oppfolging")
    form = RemindForm(request.POST)
    wanted = _wanted(request, found)
    if not wanted:
        form.add_error(None, _("Kryss av hvem som skal purres."))
    elif form.is_valid():
        reports = reports_of(found.fact.code, wanted)
        try:
            people = remind(by=signed_in(request), period=found.row, reports=reports, words=form.cleaned_data["words"])
        except Refused as refused:
            form.show(refused)
        else:
            _tell_reminded(request, found, people, len(reports))
            return redirect(f"{address('', found.fact.code)}#oppfolging")
    return shown(request, found, form, NOT_SAVED)


def _wanted(request: HttpRequest, found: Round) -> frozenset[UUID]:
    one = request.POST.get("en", "")
    if one:
        return uids([one])
    who = request.POST.get("hvem", "")
    if who in ("alle", "forsinket"):
        rows = figure(found).late if who == "forsinket" else figure(found).follow_up
        return uids(each.duty.uid for each in rows)
    return uids(request.POST.getlist("rapport"))


def _tell_reminded(request: HttpRequest, found: Round, people: int, reports: int) -> None:
    if people:
        words = ngettext("Purring er sendt til én person.", "Purring er sendt til %(count)s personer.", people)
        messages.success(request, words % {"count": in_words(people)})
    else:
        words = ngettext(
            "Ingen har ansvar for rapporten, så det er ingen å skrive til. Ring eieren.",
            "Ingen har ansvar for rapportene, så det er ingen å skrive til. Ring eierne.",
            reports,
        )
        messages.warning(request, words)


# ── approving the calm ones ──────────────────────────────────────────────────────────────────────────────────────────


@require_POST
@of_own_round
def round_approve(request: HttpRequest, found: Round) -> HttpResponse:
    """POST /rapportering/runde/<code>/godkjenn/: several at once; `rapport` is uid and number of the version read."""
    seen = _seen(request.POST.getlist("rapport"))
    reports = [each for each in reports_of(found.fact.code, uids(seen)) if each.uid.hex in seen]
    if not reports:
        messages.warning(request, _("Kryss av rapportene som skal godkjennes."))
        return redirect(f"{address('', found.fact.code)}#vurdering")
    deviating = {each.duty.uid for each in figure(found).queue if not each.calm}
    chosen = [(each, seen[each.uid.hex]) for each in reports]
    done, refused = approve_calm(by=signed_in(request), reports=chosen, deviating=deviating)
    if done:
        words = ngettext("Én rapport er godkjent.", "%(count)s rapporter er godkjent.", len(done))
        messages.success(request, capital(words % {"count": in_words(len(done))}))
    for report, why in refused[:LISTED]:
        told = " ".join(dict.fromkeys(sentence(each) for each in why.problems))
        messages.warning(request, f"{report.initiative.code} {report.initiative.name}: {told}")
    if len(refused) > LISTED:
        more = len(refused) - LISTED
        words = ngettext("Og %(count)s til ble ikke godkjent.", "Og %(count)s til ble ikke godkjent.", more)
        messages.warning(request, words % {"count": number(more)})
    return redirect(f"{address('', found.fact.code)}#vurdering")


def _seen(given: list[str]) -> dict[str, int]:
    """uid → number, of what was sent as «uid:number»."""
    found: dict[str, int] = {}
    for each in given:
        uid, _colon, text = each.partition(":")
        if text.isascii() and text.isdigit() and len(text) < 6:
            found |= {one.hex: int(text) for one in uids([uid])}
    return found


# ── the chase list ───────────────────────────────────────────────────────────────────────────────────────────────────


@read_only
@of_round
def round_list(request: HttpRequest, found: Round, format: str) -> HttpResponse:
    """GET /rapportering/runde/<code>/purreliste/<format>/: a line for each report, and one in the log of exports."""
    known = offered(format)
    who = reader(request, found)
    whole = figure(found)
    rows = whole.of(who.own) if who.own_only else whole
    book = round_workbook(found.record, rows, get_language() or "nb")
    # the file of a locked one ends in the code already
    name = "purreliste" if found.fact.locked else f"purreliste-{found.fact.code}"
    return taken_out(request, found.chosen, book, known, kind=KIND, name=name, rows=len(rows.rows), criteria="")
