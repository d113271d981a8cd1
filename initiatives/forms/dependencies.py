"""The forms of a dependency: whom it is with, and what the two sides agree on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.actions.dependencies import DEPENDENCY, Party
from initiatives.domain import vocabulary as v
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, NumberField, PartialDateField, TextField, YesNoField
from initiatives.models import ExternalParty, Initiative, Milestone

WAITS, GIVES = "venter", "gir"


class DependencyForm(FactForm):
    """One dependency, seen from one of its sides. The other side is settled before the form is shown."""

    names = DEPENDENCY.names
    sections = (
        (_("Hvem som venter på hva"), ("direction", "own_end", "other_end", "kind", "description", "consequence")),
        (_("Tid"), ("need_by", "promised", "fulfilled")),
        (_("Regnes med i planen"), ("binding", "type", "lag", "buffer")),
        (_("Annet"), ("language",)),
    )

    direction = forms.ChoiceField(
        label=_("Retning"),
        choices=[(WAITS, _("Vi venter på dem")), (GIVES, _("De venter på oss"))],
        widget=forms.RadioSelect,
    )
    own_end = FactChoiceField(Milestone.objects.none(), label=_("Vår side"), empty=_("Hele tiltaket"))
    other_end = FactChoiceField(Milestone.objects.none(), label=_("Deres side"), empty=_("Hele tiltaket"))
    kind = CodeField(v.DependencyKind, label=_("Hva det gjelder"))
    description = TextField(
        label=_("Beskrivelse"), lines=3, help_text=_("Hva skal leveres? Ikke skriv helseopplysninger her.")
    )
    consequence = TextField(
        label=_("Hva skjer hvis det svikter?"), lines=2, help_text=_("Ikke skriv helseopplysninger her.")
    )
    need_by = PartialDateField(label=_("Trengs senest"), help_text=_("Når mottakeren må ha det."))
    promised = PartialDateField(label=_("Lovet"), help_text=_("Når giveren sier det kommer. Kan stå tom."))
    fulfilled = PartialDateField(label=_("Oppfylt"), help_text=_("Fylles ut når leveransen er tatt imot."))
    binding = YesNoField(
        label=_("Bindende"),
        help_text=_("Bindende mellom milepæler regnes med i planen, og kan ikke gå i ring."),
    )
    type = CodeField(
        v.LinkType,
        label=_("Kobling"),
        help_text=_("Uten anslått varighet på milepælen betyr alle fire det samme: mottakeren etter giveren."),
    )
    lag = NumberField(
        label=_("Opphold"),
        help_text=_("Kalenderdager mellom de to. Negativt tall betyr overlapp."),
    )
    buffer = NumberField(
        label=_("Buffer"),
        help_text=_("Kalenderdager det er avtalt at leveransen kan gli."),
        min_value=0,
    )
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))

    def __init__(
        self,
        *args: Any,
        initiative: Initiative,
        other: Initiative | ExternalParty,
        own_gives: bool = False,
        **options: Any,
    ) -> None:
        """`own_gives`: on an existing dependency, that the initiative is the one others wait for."""
        self.initiative, self.other, self.own_gives = initiative, other, own_gives
        super().__init__(*args, **options)

    def prepare(self) -> None:
        self._offer("own_end", self.initiative)
        if isinstance(self.other, ExternalParty):
            del self.fields["other_end"]
        else:
            self._offer("other_end", self.other)
        if self.fact is not None:
            del self.fields["direction"]

    def _offer(self, name: str, initiative: Initiative) -> None:
        field: Any = self.fields[name]
        field.queryset = Milestone.objects.standing().filter(initiative=initiative)
        field.label = f"{field.label}: {initiative}"

    @property
    def _ends(self) -> dict[str, str]:
        """The fact's two ends → the form's fields."""
        own, other = ("predecessor", "successor") if self.own_gives else ("successor", "predecessor")
        return {f"{own}_milestone": "own_end", f"{other}_milestone": "other_end"}

    def values_of(self, row: Any) -> dict[str, Any]:
        held = super().values_of(row)
        return held | {field: held.pop(name) for name, field in self._ends.items()}

    def changes(self) -> dict[str, Any]:
        plain = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        if self.fact is None:
            return plain
        ends = {name: self.cleaned_data[field] for name, field in self._ends.items() if field in self.fields}
        return plain | ends

    def parties(self) -> tuple[Party, Party]:
        """Predecessor and successor of a new dependency."""
        own: Party = self.cleaned_data["own_end"] or self.initiative
        other: Party = self.cleaned_data.get("other_end") or self.other
        return (other, own) if self.cleaned_data["direction"] == WAITS else (own, other)

    def show(self, refused: Any) -> None:
        self.elsewhere = {"other": "other_end"} | self._ends
        if self.fact is None and "other_end" not in self.fields:
            self.elsewhere = {"other": "own_end"} | self._ends
        super().show(refused)


class ExternalPartyForm(FactForm):
    """Somebody outside the portfolio."""

    names = ("name", "kind", "note", "language")

    name = TextField(
        label=_("Navn"), limit=200, required=True, help_text=_("For eksempel en leverandør eller en etat.")
    )
    kind = TextField(label=_("Slag"), limit=80, help_text=_("For eksempel leverandør, departement, kommune."))
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))
