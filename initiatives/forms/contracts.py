"""The short forms of what a side does with a contract: only what the act needs, with all that was typed kept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.domain.vocabulary import Ask, Language, Side
from initiatives.forms.base import ReasonForm
from initiatives.forms.fields import CHOSEN, CodeField, PartialDateField, TextField
from initiatives.forms.sentences import sentence

GIVEN_BY = _("Hvem har sagt det?")
GIVEN_BY_HELP = _("Navn og rolle hos dem du svarer for. Det blir stående i loggen.")


class GivenByField(TextField):
    """On whose word somebody speaks for a side that is not his or her own."""

    def __init__(self) -> None:
        needed = lazy(lambda: sentence(Problem("given_by", Why.GIVEN_BY_NEEDED)), str)()
        super().__init__(label=GIVEN_BY, limit=200, help_text=GIVEN_BY_HELP, error_messages={"required": needed})


class ActForm(forms.Form):
    """Base of the forms of acts: whom one acts for, on whose word, and what one had read.

    `sides` are those one may act for now, by name; with more than one the form asks which. `borrowed` are the sides
    that somebody else must have spoken for.
    """

    changed = False
    """The contract was changed since the page was opened, and is shown anew."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    side = forms.ChoiceField(label=_("På vegne av hvem?"), widget=forms.RadioSelect, error_messages=CHOSEN)
    given_by = GivenByField()

    def __init__(
        self,
        data: Any = None,
        *,
        sides: "dict[Side, str]",
        borrowed: Iterable[Side] = (),
        version: int = 0,
        initial: Any = None,
    ) -> None:
        super().__init__(initial={"version": version, **(initial or {})})
        if data is not None:
            self.data: Any = data.copy()
            self.is_bound = True
        self.sides, self.borrowed = sides, frozenset(borrowed)
        self._ask_side()
        if not self.borrowed & set(sides):
            del self.fields["given_by"]
        else:
            self.fields["given_by"].required = set(sides) <= self.borrowed
        own = [name for name in self.fields if name not in ("version", "side", "given_by")]
        self.order_fields(["version", "side", *own, "given_by"])

    def _ask_side(self) -> None:
        field: Any = self.fields["side"]
        field.choices = [(side.value, words) for side, words in self.sides.items()]
        if len(self.sides) < 2:
            field.widget = forms.HiddenInput()
            field.initial = next((side.value for side in self.sides), "")

    @property
    def all_required(self) -> bool:
        """Whether every field one sees must be filled in: then no mark says so."""
        return all(field.required for name, field in self.fields.items() if not self[name].is_hidden)

    @property
    def seen_version(self) -> int:
        """The number of the history row the page was opened with; 0 when it is missing or tampered with."""
        text = str(self.data.get("version", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

    @property
    def chosen(self) -> Side:
        """The side one acts for."""
        return Side(self.cleaned_data["side"])

    @property
    def on(self) -> dict[str, Any]:
        """What every act is given: the side, the version that was read, and on whose word."""
        return {
            "side": self.chosen,
            "version": self.seen_version,
            "given_by": self.cleaned_data.get("given_by", ""),
        }

    def show(self, refused: Refused) -> None:
        """Say beside each field why the act was refused."""
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))
        self.changed = Why.CHANGED in refused.whys.values()

    def read_anew(self, version: int) -> None:
        """What is shown now is what the next sending answers."""
        self.data["version"] = str(version)


class AcceptForm(ActForm):
    """Nothing but that one accepts."""


class ConfirmForm(ActForm):
    """Nothing but that one stands by it."""


class DisputeForm(ActForm):
    """Why it cannot stand, and maybe another date."""

    objection = TextField(
        label=_("Hva er i veien?"),
        lines=4,
        required=True,
        error_messages={"required": _("Skriv hva som er i veien, så den andre siden kan svare.")},
        help_text=_("Skriv så den andre siden kan svare. Ikke skriv helseopplysninger her."),
    )
    counter_date = PartialDateField(
        label=_("Hvilken dato kan dere stå ved?"), help_text=_("Kan stå tom. For eksempel 15.3.2027 eller mars 2027.")
    )
    objection_language = CodeField(Language, label=_("Språket du skriver på"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(self.sides) == 1:
            date: Any = self.fields["counter_date"]
            date.label, date.help_text = _COUNTER[next(iter(self.sides))]


_COUNTER = {
    Side.GIVER: (
        _("Når kan dere levere?"),
        _("Kan stå tom. Godtar de datoen, blir den ny lovet dato. For eksempel 15.3.2027 eller mars 2027."),
    ),
    Side.RECEIVER: (
        _("Når må dere senest ha det?"),
        _("Kan stå tom. Godtar de datoen, blir den ny behovsdato. For eksempel 15.3.2027 eller mars 2027."),
    ),
}
"""What a side's counter-date is, and what becomes of it."""


class FulfilForm(ActForm):
    """When it was received."""

    fulfilled = PartialDateField(
        label=_("Når tok dere imot leveransen?"),
        required=True,
        help_text=_("I dag eller tidligere. For eksempel 9.11.2026."),
    )


ASKS = {
    Ask.ANSWER: _("Svar på det som er foreslått"),
    Ask.DATE: _("En dato"),
    Ask.CONFIRMATION: _("At de bekrefter avtalen"),
    Ask.DELIVERY: _("Leveransen, eller at den er tatt imot"),
}


class AskForm(ActForm):
    """What one asks the other side for, in own words if one likes."""

    ask = forms.ChoiceField(
        label=_("Hva ber dere om?"), choices=list(ASKS.items()), widget=forms.RadioSelect, error_messages=CHOSEN
    )
    words = TextField(
        label=_("Egne ord"), lines=3, help_text=_("Kan stå tom. Sendes med varselet. Ikke skriv helseopplysninger her.")
    )


class WithdrawForm(ReasonForm, ActForm):
    """Why it is taken back."""


def side_words(side: Side, name: str) -> Any:
    """«Mottakeren: Timebok for sykehus»."""
    return format_lazy("{side}: {name}", side=_capital[side], name=name)


_capital = {Side.GIVER: _("Giveren"), Side.RECEIVER: _("Mottakeren")}
