"""What the editing pages share: the frame, saving a form, withdrawing with a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from initiatives.domain.refusals import Refused
from initiatives.forms.base import ReasonForm
from initiatives.forms.told import told
from initiatives.models import Initiative
from initiatives.models.base import Fact

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
read_only = require_http_methods(["GET", "HEAD"])
NOT_SAVED = 422

# What can be edited of an initiative: the address's name and the label, in the order of the menu.
SECTIONS = (
    ("edit_initiative", gettext_lazy("Om tiltaket")),
    ("milestones", gettext_lazy("Milepæler")),
    ("dependencies", gettext_lazy("Avhengigheter")),
    ("money", gettext_lazy("Penger")),
    ("risks", gettext_lazy("Risikoer")),
    ("benefits", gettext_lazy("Gevinster")),
    ("decisions", pgettext_lazy("flere", "Vedtak")),
    ("commitments", gettext_lazy("Føringer")),
    ("ownership", gettext_lazy("Eierskap")),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of one editing page."""

    initiative: Initiative
    section: str
    title: str
    lead: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    """Of the fact the page is about; with a `lead` the title is its name."""

    @property
    def title_language(self) -> str:
        """The language of a title that is stored; "" for the interface's own words."""
        return self.language if self.lead else ""

    @property
    def back(self) -> str:
        """The section's own page; for the facts, the initiative's page."""
        return self.home if self.section == "edit_initiative" else address(self.section, self.initiative)

    @property
    def home(self) -> str:
        """The initiative's own page."""
        return page_of(self.initiative)


def address(name: str, initiative: Initiative, **more: Any) -> str:
    """An address of this room, by its name."""
    return reverse(f"initiatives:{name}", kwargs={"code": initiative.code, **more})


def page_of(initiative: Initiative) -> str:
    """The initiative's own page, which the room that reads shows. Known by its name only."""
    return reverse("reporting:initiative", kwargs={"code": initiative.code})


def show(request: HttpRequest, template: str, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render an editing page in its frame."""
    initiative = page.initiative
    frame = {
        "page": page,
        "initiative": initiative,
        "sections": [(label, address(name, initiative), name == page.section) for name, label in SECTIONS],
        "crumbs": [
            (pgettext("flere", "Tiltak"), reverse("reporting:initiatives")),
            (str(initiative), page_of(initiative), initiative.language),
            (page.title, "", page.title_language),
        ],
    }
    return render(request, template, frame | page.extra | context, status=status)


def edit_page(
    request: HttpRequest,
    page: Page,
    form: Any,
    act: Callable[[], object],
    *,
    done: Callable[[Any], str] | None = None,
    template: str = "initiatives/edit.html",
    withdraw: str = "",
    saved: str = "",
) -> HttpResponse:
    """Show a form, or save it and lead on. What is not saved comes back with all that was typed, and status 422.
    `saved` says what became of it, where that is more than that it was saved."""
    status = 200
    if request.method == "POST":
        result = attempt(form, act) if form.is_valid() else None
        if result is not None:
            if saved:
                messages.success(request, saved)
            else:
                tell(request, result, form)
            return redirect(done(result) if done else page.back)
        status = NOT_SAVED
    return show(request, template, page, status=status, form=form, withdraw=withdraw)


def attempt(form: Any, act: Callable[[], object]) -> object | None:
    """What the action gave; None when it refused, and the form says why."""
    try:
        return act()
    except Refused as refused:
        form.show(refused)
        return None


def tell(request: HttpRequest, result: object, form: Any) -> None:
    """Whether anything was saved, and what."""
    if result is False:
        messages.info(request, _("Ingenting var endret, så ingenting ble lagret."))
    else:
        messages.success(request, f"{_('Lagret.')} {told(form)}".strip())


def withdraw_page(
    request: HttpRequest, page: Page, act: Callable[[str], None], facts: Iterable[tuple[Any, str]]
) -> HttpResponse:
    """Ask why a fact is withdrawn, and withdraw it."""
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        form = ReasonForm(request.POST)
        if form.is_valid() and _withdrawn(form, act):
            messages.success(request, _("Trukket. Det blir stående i historikken."))
            return redirect(page.back)
        status = NOT_SAVED
    return show(request, "initiatives/withdraw.html", page, status=status, form=form, facts=list(facts))


def _withdrawn(form: ReasonForm, act: Callable[[str], None]) -> bool:
    try:
        act(form.cleaned_data["reason"])
    except Refused as refused:
        form.show(refused)
        return False
    return True


def fact_of(model: Any, request: HttpRequest, uid: UUID, **where: Any) -> Any:
    """The fact of that uid. A withdrawn one is found only with a filled-in form: nothing typed is lost."""
    facts = model.objects.all() if request.method == "POST" else model.objects.standing()
    fact: Fact | None = facts.filter(uid=uid, **where).first()
    if fact is None:
        raise Http404(str(uid))
    return fact
