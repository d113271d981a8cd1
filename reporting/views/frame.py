"""What every page of facts has in common: the time it shows, its banner, and the way between times."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import access, formatting
from reporting.source import BadTime, Chosen, choose, periods

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Chosen, P], HttpResponse]


def timed(view: View[P]) -> "Callable[Concatenate[HttpRequest, P], HttpResponse]":
    """Hand the view the record of `?period=` or `?date=`; of now without them. A time that cannot be shown is told."""

    @wraps(view)
    @login_required
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not access.may_read(request.user):
            raise PermissionDenied(_("Du har ikke tilgang til registeret."))
        try:
            chosen = choose(request.GET.get("period", ""), request.GET.get("date", ""))
            return view(request, chosen.seen_by(*access.audience(request.user)), *args, **kwargs)
        except BadTime as bad:
            return _told(request, bad)

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
            "detail": " ".join(
                [
                    _("Slik så porteføljen ut da. Lister, figurer og eksport følger låsen."),
                    _("Datakutt %(day)s.") % {"day": formatting.long_day(period.cut_off)},
                ]
            ),
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
    }


def _code(chosen: Chosen) -> str:
    return chosen.period.code if chosen.period and chosen.kind == "locked" else ""


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (key, each) for key, values in request.GET.lists() for each in values if key not in ("period", "date", "page")
    ]


def _without_time(request: HttpRequest) -> str:
    kept = _kept(request)
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _told(request: HttpRequest, bad: BadTime) -> HttpResponse:
    messages = {
        "unknown_period": _("Perioden «%(given)s» finnes ikke."),
        "not_a_date": _("«%(given)s» er ikke en dato. Skriv den som 2026-02-28."),
        "future": _("%(given)s har ikke vært ennå. Velg en dato til og med i dag."),
        "not_locked": _("Perioden «%(given)s» er låst, men mangler sitt øyeblikksbilde."),
        "both": _("Velg enten en periode eller en dato, ikke begge."),
        "broken_snapshot": _(
            "Det lagrede øyeblikksbildet av perioden «%(given)s» stemmer ikke med sin kontrollsum. Det kan være endret "
            "etter låsing og vises derfor ikke. Meld fra til den som drifter løsningen."
        ),
        "unknown_format": _(
            "Øyeblikksbildet av perioden «%(given)s» har et format som denne utgaven ikke kjenner, og kan ikke vises."
        ),
    }
    context = {
        "message": messages[bad.code] % {"given": bad.given[:40]},
        "now_url": _without_time(request),
        "periods": periods().locked,
    }
    return render(request, "reporting/bad_time.html", context, status=500 if bad.ours else 400)
