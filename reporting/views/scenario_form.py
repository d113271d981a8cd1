"""The form a what-if is kept with."""

from django.utils.translation import gettext_lazy as _

from initiatives.forms.base import FactForm
from initiatives.forms.fields import TextField, YesNoField
from reporting.actions.scenarios import LONGEST_NOTE


class ScenarioForm(FactForm):
    """Name, note and whether others may see it."""

    names = ("name", "note", "shared")

    name = TextField(label=_("Navn"), limit=120, required=True, help_text=_("Slik at du kjenner det igjen."))
    note = TextField(
        label=_("Merknad"),
        lines=3,
        limit=LONGEST_NOTE,
        help_text=_("Hvorfor du spør. Ikke skriv helseopplysninger her."),
    )
    shared = YesNoField(
        label=_("Del med andre?"), help_text=_("Da ser alle som kan prøve hva om, både navnet og merknaden.")
    )
