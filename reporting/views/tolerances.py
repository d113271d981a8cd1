"""Toleranser: the limits colours are computed by, and how the office sets new ones."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import access, formatting
from initiatives.domain.vocabulary import Dimension
from initiatives.forms.base import ReasonForm
from initiatives.models import User
from initiatives.views.pages import NOT_SAVED, attempt, fact_of, read_or_write
from reporting.actions.tolerances import add_tolerance, withdraw_tolerance
from reporting.choices import label
from reporting.forms.tolerances import ToleranceForm
from reporting.models import Tolerance
from reporting.pages.tolerances import amount, tables
from reporting.source import Chosen
from reporting.source.cutoff import cutoff
from reporting.source.tolerances import settings
from reporting.views.frame import page, timed_act


@read_or_write
@timed_act
def tolerances(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET and POST /rapportering/toleranser/: everybody reads, also what held at another time; the office sets."""
    if request.method == "POST":
        return _set(request, chosen)
    now = chosen.kind in ("now", "open")
    return _shown(request, chosen, ToleranceForm() if now and access.may_lock(request.user) else None)


def _set(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    by = access.runner(request.user)
    form = ToleranceForm(request.POST)

    def act() -> Tolerance:
        return add_tolerance(by=by, uid=form.cleaned_data["uid"], **form.changes())

    made = attempt(form, act) if form.is_valid() else None
    if not isinstance(made, Tolerance):
        return _shown(request, chosen, form, status=NOT_SAVED)
    told = _("Lagret. Fargene regnes etter de nye grensene fra %(day)s. Låste perioder beholder sine.")
    messages.success(request, told % {"day": formatting.day(made.valid_from)})
    return redirect("reporting:tolerances")


def _shown(request: HttpRequest, chosen: Chosen, form: ToleranceForm | None, status: int = 200) -> HttpResponse:
    may_set = form is not None
    shown = {"tables": tables(chosen.record, settings(cutoff(chosen)), may_set=may_set), "form": form}
    return page(request, chosen, "reporting/tolerances.html", shown, status=status)


@read_or_write
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """GET and POST /rapportering/toleranser/<uid>/trekk/: take back limits that have not begun to hold."""
    by = access.runner(request.user)
    tolerance = fact_of(Tolerance, request, uid)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            if attempt(form, lambda: _withdrawn(by, tolerance, reason)):
                messages.success(request, _("Trukket. Grensene som gjelder nå, fortsetter å gjelde."))
                return redirect("reporting:tolerances")
        status = NOT_SAVED
    facts = [
        (pgettext("toleranse", "Gjelder"), label(Dimension, tolerance.dimension)),
        (_("Fra og med"), formatting.day(tolerance.valid_from)),
        (_("Grønt til og med"), amount(tolerance.dimension, tolerance.green_up_to)),
        (_("Gult til og med"), amount(tolerance.dimension, tolerance.yellow_up_to)),
        (_("Begrunnelse"), tolerance.reason),
    ]
    crumbs = [(_("Toleranser"), reverse("reporting:tolerances")), (_("Trekk"), "")]
    context = {"form": form, "facts": facts, "crumbs": crumbs}
    return render(request, "reporting/tolerance_withdraw.html", context, status=status)


def _withdrawn(by: User, tolerance: Tolerance, reason: str) -> bool:
    withdraw_tolerance(by=by, tolerance=tolerance, reason=reason)
    return True
