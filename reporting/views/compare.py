"""Two times compared: two periods, a period and now, two dates, any mix."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access
from reporting.domain.diff import Difference, diff
from reporting.filters import CompareFilter
from reporting.pages.compare import choosers, context
from reporting.pages.compare_query import DATE, CompareAsked, TimesAsked, asked, offered, times_asked
from reporting.pages.times import bad_time, side
from reporting.source import BadTime, Chosen, choose, periods

P = ParamSpec("P")
DIGITS = 6
"""What has as many is meant as a date."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two times that were asked for, as this reader may see them."""

    times: TimesAsked
    before: Chosen
    after: Chosen

    @property
    def difference(self) -> Difference:
        """What changed between them."""
        return diff(self.before.record, self.after.record)


View = Callable[Concatenate[HttpRequest, Pair, P], HttpResponse]


def paired(view: View[P]) -> "Callable[Concatenate[HttpRequest, P], HttpResponse]":
    """Hand the view the records of `?fra=` and `?til=`: the newest locked period and now without them. What cannot be
    compared is told beside its chooser, and what was given stays."""

    @require_safe
    @wraps(view)
    @login_required
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not access.may_read(request.user):
            raise PermissionDenied(_("Du har ikke tilgang til registeret."))
        found = _pair(request)
        return found if isinstance(found, HttpResponse) else view(request, found, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", shown)


@paired
def compare(request: HttpRequest, pair: Pair) -> HttpResponse:
    """GET /rapportering/sammenlign/?fra=&til=."""
    found, filters, wanted = listed(request, pair)
    told = context(found, (side(pair.before), side(pair.after)), filters, wanted, pair.after.record.state)
    form = {"choosers": choosers(pair.after.periods, pair.times, {}), "times": pair.times}
    return render(request, "reporting/compare.html", told | form)


def listed(request: HttpRequest, pair: Pair) -> tuple[Difference, CompareFilter, CompareAsked]:
    """The changes, and which of them are asked for."""
    found = pair.difference
    filters = CompareFilter(request.GET, offered(found))
    return found, filters, asked(request.GET, filters, pair.times)


def _pair(request: HttpRequest) -> Pair | HttpResponse:
    given = times_asked(request.GET)
    if not given.fra:
        newest = next(iter(periods().locked), None)
        if newest is None:
            return _refused(request, given, {"fra": _("Ingen periode er låst ennå. Velg en dato å sammenligne fra.")})
        given = TimesAsked(newest.code, given.til)
    given = TimesAsked(given.fra, given.til or "now")
    chosen: dict[str, Chosen] = {}
    errors: dict[str, str] = {}
    broken = False
    for name, value in (("fra", given.fra), ("til", given.til)):
        try:
            chosen[name] = _chosen(value).seen_by(*access.audience(request.user))
        except BadTime as bad:
            errors[name], broken = _told(bad), broken or bad.ours
    if not errors and _same(chosen["fra"], chosen["til"]):
        errors["til"] = _("Begge tidspunktene er det samme. Velg to forskjellige.")
    if errors:
        return _refused(request, given, errors, status=500 if broken else 422)
    return Pair(given, chosen["fra"], chosen["til"])


def _chosen(given: str) -> Chosen:
    """The record of a period's code, `now` or a date."""
    try:
        return choose(given)
    except BadTime as bad:
        if bad.code != "unknown_period" or sum(each.isdigit() for each in given) < DIGITS:
            raise
        return choose(day=given)


def _told(bad: BadTime) -> str:
    """What was wrong with one of the times: it may have been meant as either."""
    if bad.code != "unknown_period":
        return bad_time(bad)
    if bad.given == DATE:
        return _("Velg datoen.")
    return _("«%(given)s» er verken en kjent periode eller en dato som 2026-02-28.") % {"given": bad.given[:40]}


def _same(one: Chosen, other: Chosen) -> bool:
    """Whether it is the very same time: now and an open round show the same."""
    return _time(one) == _time(other)


def _time(chosen: Chosen) -> tuple[str, str, date | None]:
    if chosen.kind in ("now", "open"):
        return "now", "", None
    return chosen.kind, chosen.period.code if chosen.period else "", chosen.day


def _refused(request: HttpRequest, given: TimesAsked, errors: dict[str, str], status: int = 422) -> HttpResponse:
    told = {"choosers": choosers(periods(), given, errors), "times": given, "errors": errors}
    return render(request, "reporting/compare.html", told, status=status)
