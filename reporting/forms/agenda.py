"""The form that puts what reports ask for before a body."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.agenda import MeetingChoice


class AskedForm(MeetingChoice):
    """Chosen reports, and the meeting that what they ask for is put before."""

    offers = "reports"
    field_order = ("uid", "reports")

    reports = forms.MultipleChoiceField(
        label=_("Det rådene bes om"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Velg minst én rapport, eller gå tilbake."),
            "invalid_choice": _("Rapporten ber ikke lenger om noe. Velg på nytt."),
        },
    )
