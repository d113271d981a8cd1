"""What the pages of a round have in common: the gate, the record of the round, its figure, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from initiatives import access
from initiatives.models import User
from reporting import gates
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.campaign import Campaign, campaign
from reporting.domain.readiness import Readiness, readiness
from reporting.domain.record import Record
from reporting.models import ReportingPeriod
from reporting.pages.rounds import Reader
from reporting.source import BadTime, Chosen, choose
from reporting.source.campaign import progress
from reporting.source.statuses import texts
from reporting.views import frame

P = ParamSpec("P")


class Round(NamedTuple):
    """A round as the reader may see it: the row, its record, and how it was asked for."""

    row: ReportingPeriod
    chosen: Chosen

    @property
    def record(self) -> Record:
        """The live record shown for the round; of a locked one what was locked."""
        return self.chosen.record

    @property
    def fact(self) -> PeriodFact:
        """The round as its record has it."""
        if self.chosen.period is None:
            raise ValueError("A round has a period.")
        return self.chosen.period


View = Callable[Concatenate[HttpRequest, Round, P], HttpResponse]


def of_round(view: View[P]) -> "Callable[Concatenate[HttpRequest, str, P], HttpResponse]":
    """Hand the view the round of the address, for all who read. A locked one that cannot be shown is told."""
    return _gated(view, gates.readable_period)


def of_own_round(view: View[P]) -> "Callable[Concatenate[HttpRequest, str, P], HttpResponse]":
    """Hand the view the round of the address, for the secretariat."""
    return _gated(view, gates.run_period)


def _gated(view: View[P], gate: Any) -> "Callable[Concatenate[HttpRequest, str, P], HttpResponse]":
    @wraps(view)
    @login_required
    def shown(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        row = gate(request.user, code)
        try:
            chosen = choose(period=row.code).seen_by(*access.audience(request.user))
            return view(request, Round(row, chosen), *args, **kwargs)
        except BadTime as bad:
            return frame.told(request, bad)

    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponse]", shown)


def figure(found: Round) -> Campaign:
    """How far the round has come. Of a locked one nobody is asked any more: only what was locked is told."""
    known = {} if found.fact.locked else progress(found.fact.code)
    return campaign(found.record, found.chosen.previous(), found.fact, known)


def ready(found: Round) -> Readiness:
    """What is missing in it, with its texts as they are written now."""
    record = found.record
    whole = record if found.fact.locked else replace(record, texts=texts(found.fact.uid))
    return readiness(whole, found.fact)


def reader(request: HttpRequest, found: Round) -> Reader:
    """Who looks, and what he or she may do and see."""
    user = request.user
    username = user.username if isinstance(user, User) else ""
    own_only = gates.sees_own_only(user)
    return Reader(access.may_lock(user), own_only, found.chosen.own if own_only else frozenset(), username)


def page(request: HttpRequest, found: Round, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of a round in its frame. It is about the round, so there is no other time to go to but now."""
    told = frame.banner(request, found.chosen)
    if told:
        told["now_url"] = reverse("reporting:overview")
    return frame.page(request, found.chosen, template, {"as_of": told, "period_row": found.row, **context}, status)
