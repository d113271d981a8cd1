"""The initiative's own facts."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative
from initiatives.forms.initiatives import InitiativeForm
from initiatives.views.pages import Page, edit_page, read_or_write
from initiatives.views.people import posted, signed_in


@read_or_write
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change name, purpose, phase and the rest."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = InitiativeForm(posted(request), fact=initiative)
    page = Page(initiative, "edit_initiative", _("Rediger tiltaket"))
    return edit_page(
        request,
        page,
        form,
        lambda: actions.edit_initiative(
            by=user, initiative=initiative, changes=form.changes(), version=form.seen_version
        ),
    )
