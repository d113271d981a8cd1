"""The sign-in form."""

import math
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portfolio.throttle import Tries


class SignInForm(AuthenticationForm):
    """Name and password. Too many failures for a name from an address: no password is tried before the wait is over."""

    all_required = True
    error_messages = {
        "invalid_login": _("Brukernavnet og passordet hører ikke sammen. Sjekk begge og prøv igjen."),
        "inactive": _("Denne kontoen er stengt. Snakk med porteføljekontoret."),
        "wait": ngettext_lazy(
            "For mange forsøk. Vent %(minutes)d minutt og prøv igjen.",
            "For mange forsøk. Vent %(minutes)d minutter og prøv igjen.",
            "minutes",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Brukernavn")
        self.fields["password"].label = _("Passord")
        if self.is_bound:  # what went wrong has the focus
            self.fields["username"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        if self.request is None or "username" not in self.cleaned_data:
            return super().clean()
        own, shared = Tries.of(self.cleaned_data["username"], self.request), Tries.from_address(self.request)
        row = own.take() and shared.take()
        if not row:
            minutes = math.ceil(Tries.wait().total_seconds() / 60)
            raise ValidationError(self.error_messages["wait"], code="wait", params={"minutes": minutes})
        cleaned = super().clean()
        own.clear()
        shared.give_back(row)
        return cleaned
