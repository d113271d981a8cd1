"""The form of new limits."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from initiatives.domain.dates import Precision, precision
from initiatives.domain.vocabulary import Dimension
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, PartialDateField, TextField
from reporting.domain.limit_text import LIMITED, NotALimit, Wrong, parse

LIMITS = ("green_up_to", "yellow_up_to")


class ToleranceForm(FactForm):
    """Limits of one dimension from a day on."""

    names = ("dimension", "valid_from", *LIMITS, "reason")

    dimension = CodeField(
        Dimension,
        without=[each for each in Dimension if each not in LIMITED],
        label=pgettext_lazy("toleranse", "Gjelder"),
    )
    valid_from = PartialDateField(
        label=gettext_lazy("Fra og med"),
        required=True,
        help_text=gettext_lazy("I dag eller en senere dag, for eksempel 1.1.2027."),
    )
    green_up_to = TextField(
        label=gettext_lazy("Grønt til og med"),
        limit=20,
        required=True,
        help_text=gettext_lazy("Dager for tid, for eksempel 14. Prosent for økonomi, for eksempel 2,5."),
    )
    yellow_up_to = TextField(
        label=gettext_lazy("Gult til og med"),
        limit=20,
        required=True,
        help_text=gettext_lazy("Over dette er det rødt."),
    )
    reason = TextField(
        label=gettext_lazy("Begrunnelse"),
        lines=3,
        required=True,
        help_text=gettext_lazy("Hvorfor grensene endres, og hvem som har bestemt det. Alle kan lese den."),
    )

    def clean(self) -> dict[str, Any]:
        """The limits are read as the dimension writes them, the day as a day."""
        cleaned = super().clean()
        self._day(cleaned)
        dimension = cleaned.get("dimension")
        for name in LIMITS if dimension else ():
            if text := cleaned.get(name):
                try:
                    cleaned[name] = parse(text, str(dimension))
                except NotALimit as refusal:
                    self.add_error(name, _wrong(refusal.reason))
        return cleaned

    def _day(self, cleaned: dict[str, Any]) -> None:
        given = cleaned.get("valid_from")
        if given is None:
            return
        if precision(given) is not Precision.DAY:
            self.add_error("valid_from", _("Skriv en bestemt dag, for eksempel 1.1.2027."))
        else:
            cleaned["valid_from"] = given.earliest


def _wrong(reason: Wrong) -> str:
    return {
        Wrong.NOT_DAYS: _("Skriv et helt antall dager, for eksempel 14."),
        Wrong.NOT_PERCENT: _("Skriv prosenten som 2 % eller 2,5."),
        Wrong.TOO_FINE: _("Skriv prosenten med høyst to desimaler, for eksempel 2,25."),
        Wrong.TOO_LARGE: _("Grensen er for høy til å si noe. Sjekk antall sifre."),
    }[reason]
