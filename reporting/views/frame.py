"""What every page of facts has in common: the time it shows, its banner, and the way between times."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from initiatives import access, formatting
from reporting.domain.facts import PeriodFact
from reporting.domain.record import Record
from reporting.pages.times import bad_time
from reporting.source import BadTime, Chosen, choose, periods

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Chosen, P], HttpResponse]


def timed(view: View[P]) -> "Callable[Concatenate[HttpRequest, P], HttpResponse]":
    """Hand the view, which only reads, the record of `?period=` or `?date=`; of now without them. A time that cannot be
    shown is told."""
    return require_safe(timed_act(view))


def timed_act(view: View[P]) -> "Callable[Concatenate[HttpRequest, P], HttpResponse]":
    """As `timed`, for a view that also writes; it says itself which methods it answers."""

    @wraps(view)
    @login_required
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not access.may_read(request.user):
            raise PermissionDenied(_("Du har ikke tilgang til registeret."))
        try:
            chosen = choose(request.GET.get("period", ""), request.GET.get("date", ""))
            return view(request, chosen.seen_by(*access.audience(request.user)), *args, **kwargs)
        except BadTime as bad:
            return told(request, bad)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", shown)


def page(
    request: HttpRequest,
    chosen: Chosen,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of facts in its frame: banner, time switch and the query that keeps the time."""
    frame = {
        "as_of": banner(request, chosen),
        "time": switch(request, chosen),
        "time_query": _query(chosen),
    }
    return render(
        request,
        template,
        {"chosen": chosen, "record": chosen.record, **frame, **context},
        status=status,
    )


def _query(chosen: Chosen) -> str:
    return f"?{chosen.query}" if chosen.query else ""


def banner(request: HttpRequest, chosen: Chosen) -> dict[str, str] | None:
    """The banner that cannot be missed; None for now."""
    if chosen.kind == "locked" and chosen.period:
        period = chosen.period
        locked_on = formatting.when(period.locked_on) if period.locked_on else formatting.long_day(period.cut_off)
        return {
            "kind": "locked",
            "label": _("Periode %(code)s, låst %(when)s") % {"code": period.code, "when": locked_on},
            "detail": " ".join(_of_lock(chosen.record, period)),
            "now_url": _without_time(request),
        }
    if chosen.day:
        return {
            "kind": "date",
            "label": _("Slik det var kjent %(day)s") % {"day": formatting.long_day(chosen.day)},
            "detail": _later(chosen.record.state.recorded_later),
            "now_url": _without_time(request),
        }
    return None


def _of_lock(record: Record, period: PeriodFact) -> Iterator[str]:
    """What a locked period shows, when its facts were counted, what came after, and what it was locked without."""
    yield _("Slik så porteføljen ut da. Lister, figurer og eksport følger låsen.")
    yield _("Datakutt %(day)s.") % {"day": formatting.long_day(period.cut_off)}
    late = len(record.after_cut_off)
    if late:
        words = ngettext(
            "%(count)s opplysning ble kjent etter datakutt og er med.",
            "%(count)s opplysninger ble kjent etter datakutt og er med.",
            late,
        )
        yield words % {"count": formatting.number(late)}
    if period.lock_reason:
        yield _("Låst med mangler: %(reason)s") % {"reason": period.lock_reason}


def _later(count: int) -> str:
    if count == 0:
        return _("Alt var registrert da.")
    return ngettext(
        "%(count)s opplysning er registrert senere, men var kjent da.",
        "%(count)s opplysninger er registrert senere, men var kjent da.",
        count,
    ) % {"count": formatting.number(count)}


def switch(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """The time switch: now, the locked periods newest first, and any date."""
    kept = _kept(request)
    return {
        "now_url": _without_time(request),
        "now": chosen.kind in ("now", "open"),
        "periods": [
            {
                "code": each.code,
                "url": f"?{urlencode([*kept, ('period', each.code)])}",
                "current": each.code == _code(chosen),
            }
            for each in chosen.periods.locked
        ],
        "day": chosen.day.isoformat() if chosen.day else "",
        "kept": kept,
        "compare": _compared(chosen),
    }


def _compared(chosen: Chosen) -> str:
    """The query of the comparison that begins with the time shown: of a locked period or a date with now, else the
    usual one."""
    code = _code(chosen) or (chosen.day.isoformat() if chosen.day else "")
    return f"?{urlencode([('fra', code), ('til', 'now')])}" if code else ""


def _code(chosen: Chosen) -> str:
    return chosen.period.code if chosen.period and chosen.kind == "locked" else ""


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (key, each) for key, values in request.GET.lists() for each in values if key not in ("period", "date", "page")
    ]


def _without_time(request: HttpRequest) -> str:
    kept = _kept(request)
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def told(request: HttpRequest, bad: BadTime) -> HttpResponse:
    context = {
        "message": bad_time(bad),
        "now_url": _without_time(request),
        "periods": periods().locked,
    }
    return render(request, "reporting/bad_time.html", context, status=500 if bad.ours else 400)
