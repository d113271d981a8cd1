"""The forms of a dependency: whom it is with, and what the two sides agree on."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from initiatives.actions.contract_terms import DEPENDENCY
from initiatives.actions.dependencies import Party
from initiatives.choices import LINKS, label
from initiatives.domain import vocabulary as v
from initiatives.forms.base import FactForm
from initiatives.forms.contracts import GivenByField
from initiatives.forms.fields import (
    CHOSEN,
    CodeField,
    FactChoiceField,
    NumberField,
    PartialDateField,
    TextField,
    YesNoField,
    capital,
)
from initiatives.models import ExternalParty, Initiative, Milestone, Organisation

WAITS, GIVES = "venter", "gir"


class DependencyForm(FactForm):
    """One dependency, seen from one of its sides. The other side is settled before the form is shown.

    What everybody fills in comes first; what the schedule is reckoned by is explained, and may stand as it is.
    """

    names = DEPENDENCY.names
    sections: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("Hvem venter på hva?"), ("direction", "own_end", "other_end", "description")),
        (_("Når?"), ("need_by", "promised")),
        (_("Skal planene regne med det?"), ("binding", "type", "lag", "buffer")),
        (_("Mer"), ("kind", "consequence", "language", "given_by")),
    )

    direction = forms.ChoiceField(
        label=_("Retning"),
        choices=[(WAITS, _("Vi venter på dem")), (GIVES, _("De venter på oss"))],
        widget=forms.RadioSelect,
    )
    own_end = FactChoiceField(Milestone.objects.none(), label=_("Vår side"), empty=_("Hele tiltaket"))
    other_end = FactChoiceField(Milestone.objects.none(), label=_("Deres side"), empty=_("Hele tiltaket"))
    description = TextField(
        label=_("Hva skal leveres?"), lines=2, help_text=_("Kort. Ikke skriv helseopplysninger her.")
    )
    need_by = PartialDateField(
        label=_("Trengs senest"), help_text=_("Når mottakeren må ha det. Så presist som dere vet: 1.2.2027 eller 2027.")
    )
    promised = PartialDateField(label=_("Lovet"), help_text=_("Når giveren sier det kommer. Kan stå tom."))
    binding = YesNoField(
        label=_("Bindende"),
        help_text=_(
            "Ja: glir giverens milepæl, flytter planen mottakerens etter. Nei: avtalen vises, men flytter ikke noe."
        ),
    )
    type = CodeField(
        v.LinkType,
        label=_("Kobling"),
        help_text=_("Hva hos mottakeren som venter på hva hos giveren. Er du i tvil, la den stå."),
    )
    lag = NumberField(
        label=_("Opphold"),
        help_text=_("Kalenderdager som må gå mellom de to. Minus betyr at de kan overlappe."),
    )
    buffer = NumberField(
        label=_("Buffer"),
        help_text=_("Kalenderdager giveren kan gli før mottakeren merker det. Ligger inne i mottakerens plan."),
        min_value=0,
    )
    kind = CodeField(v.DependencyKind, label=_("Hva det gjelder"))
    consequence = TextField(
        label=_("Hva skjer hvis det svikter?"), lines=2, help_text=_("Ikke skriv helseopplysninger her.")
    )
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))
    given_by = GivenByField()

    def __init__(
        self,
        *args: Any,
        initiative: Initiative,
        other: Initiative | ExternalParty,
        own_gives: bool = False,
        borrowed: bool = False,
        impartial: bool = False,
        veiled: Collection[str] = (),
        **options: Any,
    ) -> None:
        """`own_gives`: on an existing dependency, that the initiative is the one others wait for. `borrowed`: whoever
        fills it in speaks for others, and says on whose word. `impartial`: the ends are told as giver and receiver.
        `veiled`: uids of the other side's milestones that may not be named to whoever fills it in."""
        self.initiative, self.other, self.own_gives = initiative, other, own_gives
        self.borrowed, self.impartial, self.veiled = borrowed, impartial, veiled
        super().__init__(*args, **options)

    def prepare(self) -> None:
        kind: Any = self.fields["type"]
        kind.choices = [(link.value, f"{capital(label(v.LinkType, link))}: {text}") for link, text in LINKS.items()]
        self._offer("own_end", self.initiative, gives=self.own_gives)
        if isinstance(self.other, ExternalParty):
            del self.fields["other_end"]
        else:
            self._offer("other_end", self.other, gives=not self.own_gives)
        if self.fact is not None:
            del self.fields["direction"]
        if not self.borrowed:
            del self.fields["given_by"]
        elif self.fact is None:
            self.fields["given_by"].required = True

    def _offer(self, name: str, initiative: Initiative, *, gives: bool) -> None:
        field: Any = self.fields[name]
        field.label_from_instance = self._named
        field.queryset = Milestone.objects.standing().filter(initiative=initiative)
        side = (_now("Giveren") if gives else _now("Mottakeren")) if self.impartial else field.label
        field.label = f"{side}: {initiative}"

    def _named(self, milestone: Milestone) -> str:
        return _now("unntatt") if milestone.uid.hex in self.veiled else str(milestone)

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

    @property
    def word(self) -> str:
        """On whose word, if it is somebody else's."""
        return str(self.cleaned_data.get("given_by", ""))

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


class ProposalForm(DependencyForm):
    """New terms for a contract, by whoever speaks for a side: both ends are told as giver and receiver."""

    sections = ((_("For hvem?"), ("side",)), *DependencyForm.sections)

    side = forms.ChoiceField(label=_("På vegne av hvem?"), widget=forms.RadioSelect, error_messages=CHOSEN)

    def __init__(self, *args: Any, sides: "dict[v.Side, Any]", **options: Any) -> None:
        """`sides` are those one may propose for, by name; with more than one the form asks which."""
        self.sides = sides
        super().__init__(*args, impartial=True, **options)

    def prepare(self) -> None:
        super().prepare()
        if len(self.sides) < 2:
            del self.fields["side"]
        else:
            field: Any = self.fields["side"]
            field.choices = [(side.value, words) for side, words in self.sides.items()]

    @property
    def chosen(self) -> v.Side:
        """The side one proposes for."""
        return v.Side(self.cleaned_data.get("side") or next(iter(self.sides)))


class ExternalPartyForm(FactForm):
    """Somebody outside the portfolio."""

    names = ("name", "kind", "organisation", "follower", "note", "language")
    sections = ((_("Om parten"), names),)

    name = TextField(
        label=_("Navn"), limit=200, required=True, help_text=_("For eksempel en leverandør eller en etat.")
    )
    kind = TextField(label=_("Slag"), limit=80, help_text=_("For eksempel leverandør, departement, kommune."))
    organisation = FactChoiceField(
        Organisation.objects.standing(),
        label=_("Virksomhet"),
        help_text=_("Den virksomheten parten hører til, hvis den står i registeret."),
    )
    follower = FactChoiceField(
        Organisation.objects.standing(),
        label=_("Ansvarlig for oppfølging"),
        empty=_("Den andre siden i avtalen"),
        help_text=_("Svarer på avtaler for parten og får varslene. Velg noen som følger parten opp for flere."),
    )
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))
