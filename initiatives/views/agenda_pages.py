"""The frame of the pages that write agendas: saving a form, withdrawing with a reason, and the way back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.forms.agenda import meeting_words
from initiatives.forms.base import ReasonForm
from initiatives.models import Case, Meeting
from initiatives.views.pages import NOT_SAVED, attempt, tell


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, where «Avbryt» leads, and the meeting it is about. `language` is a stored title's."""

    title: str
    back: str
    lead: str = ""
    meeting: Meeting | None = None
    language: str = ""

    @property
    def of(self) -> str:
        """The meeting in words."""
        return meeting_words(self.meeting) if self.meeting else ""


def address(name: str, fact: Meeting | Case) -> str:
    """An address of this room, by its name."""
    return reverse(f"initiatives:{name}", kwargs={"uid": fact.uid})


def page_of(meeting: Meeting | None) -> str:
    """The agenda's own page, which the room that reads shows. Known by its name only."""
    return reverse("reporting:agenda", args=[meeting.uid]) if meeting else reverse("reporting:agendas")


def show(request: HttpRequest, template: str, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in its frame."""
    crumbs = [(_("Samordning"), reverse("reporting:coordination")), (_("Saklister"), reverse("reporting:agendas"))]
    if page.meeting is not None:
        crumbs.append((page.of, page_of(page.meeting)))
    frame = {"page": page, "crumbs": [*crumbs, (page.title, "", page.language)]}
    return render(request, template, frame | context, status=status)


def edit_page(request: HttpRequest, page: Page, form: Any, act: Callable[[], object], *, other: Any) -> HttpResponse:
    """Show a form, or save it and lead back. What is not saved comes back with all that was typed, and status 422."""
    status = 200
    if request.method == "POST":
        result = attempt(form, act) if form.is_valid() else None
        if result is not None:
            tell(request, result, form)
            return redirect(page.back)
        status = NOT_SAVED
    return show(request, "initiatives/agenda_edit.html", page, status=status, form=form, other=other)


def withdraw_page(
    request: HttpRequest,
    page: Page,
    form: ReasonForm,
    act: Callable[[str], None],
    facts: Iterable[tuple[Any, str, str]],
    *,
    cancel: str = "",
) -> HttpResponse:
    """Ask why something is taken back, and take it back. `facts` are label, value and the value's language."""
    status = 200
    if request.method == "POST":
        if form.is_valid() and attempt(form, lambda: _done(act, form)):
            messages.success(request, _("Trukket. Det blir stående i historikken."))
            return redirect(page.back)
        status = NOT_SAVED
    context = {"form": form, "facts": list(facts), "cancel": cancel or page.back}
    return show(request, "initiatives/agenda_withdraw.html", page, status=status, **context)


def _done(act: Callable[[str], None], form: ReasonForm) -> bool:
    act(form.cleaned_data["reason"])
    return True
