"""The frame of the pages that write what comes into and goes out of a portfolio."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import actions
from initiatives.choices import Word, label, word
from initiatives.domain import vocabulary as v
from initiatives.formatting import MISSING, day
from initiatives.models import Initiative, PlanChange
from initiatives.views.pages import NOT_SAVED, attempt


class Told(NamedTuple):
    """A label and a value, in the language of a stored text."""

    label: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, what stands under it, its button, where «Avbryt» leads, and what it is about."""

    title: str
    button: str
    back: str
    lead: str = ""
    initiative: Initiative | None = None
    change: PlanChange | None = None
    danger: bool = False

    @property
    def state(self) -> Word | None:
        """How far the question has come, with its tone."""
        return word(v.PlanChangeState(self.change.state)) if self.change else None

    @property
    def facts(self) -> list[Told]:
        """What is asked, as it stands."""
        return list(_facts(self.change)) if self.change else []


def page_of(change: PlanChange) -> str:
    """The question's own page, which the room that reads shows. Known by its name only."""
    return reverse("reporting:portfolio_change", args=[change.uid])


def portfolio() -> str:
    """The page of all that is asked."""
    return reverse("reporting:portfolio_changes")


def write_page(
    request: HttpRequest,
    page: Page,
    form: Any,
    act: Callable[[], object],
    *,
    saved: str,
    template: str = "initiatives/plan_change.html",
) -> HttpResponse:
    """Show a form, or save it and lead to the question's page. What is not saved comes back with all that was typed,
    and status 422."""
    status = 200
    if request.method == "POST":
        result = attempt(form, act) if form.is_valid() else None
        if result is not None:
            if result is False:
                messages.info(request, _("Ingenting var endret, så ingenting ble lagret."))
            else:
                messages.success(request, saved)
            return redirect(page_of(result) if isinstance(result, PlanChange) else page.back)
        status = NOT_SAVED
        _read_anew(page, form)
    crumbs: list[tuple[Any, ...]] = [
        (pgettext("flere", "Tiltak"), reverse("reporting:initiatives")),
        (_("Inn og ut av porteføljen"), portfolio()),
    ]
    if page.change is not None:
        part = page.change.initiative
        crumbs.append((part.name, page_of(page.change), part.language))
    context = {"page": page, "form": form, "crumbs": [*crumbs, (page.title, "")]}
    return render(request, template, context, status=status)


def _read_anew(page: Page, form: Any) -> None:
    """Somebody else has written: what stands now is shown beside the form, and the next sending answers that."""
    if page.change is not None and getattr(form, "changed", False):
        page.change.refresh_from_db()
        form.read_anew(actions.version_of(page.change))


def _facts(change: PlanChange) -> Iterator[Told]:
    """What is asked, by whom and why, and what the office has said so far."""
    yield Told(_("Forslag"), label(v.PlanChangeKind, change.kind))
    yield Told(_("Plan"), change.plan.name, change.plan.language)
    if change.category:
        yield Told(_("Kategori"), label(v.PlanCategory, change.category))
    if change.segment:
        yield Told(_("Segment"), change.segment, change.language)
    if change.main_goal:
        yield Told(_("Hovedmål"), str(change.main_goal), change.main_goal.language)
    yield Told(_("Foreslått av"), change.organisation.name if change.organisation else MISSING)
    yield Told(_("Foreslått"), day(change.proposed) if change.proposed else MISSING)
    yield Told(_("Begrunnelse"), change.reason, change.language)
    if change.recommendation:
        yield Told(_("Tilrådning"), change.recommendation, change.language)
        yield Told(_("Rådet bes om"), change.asked, change.language)
