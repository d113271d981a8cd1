"""The forms of budget lines and cost estimates."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives.actions.budget import BUDGET, ESTIMATE
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate, exact, from_edtf
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, KronerField, NumberField, PartialDateField, TextField
from initiatives.models import FundingSource


class BudgetLineForm(FactForm):
    """One amount: exact, or an interval, and exactly what it is."""

    names = BUDGET.names
    elsewhere = {"covers_from": "covers", "covers_to": "covers"}
    sections = (
        (_("Hva beløpet er"), ("what", "kind", "measure", "covers", "scope", "funding")),
        (_("Beløp"), ("amount", "qualifier", "low", "high")),
        (_("Grunnlag"), ("as_of", "price_level", "note", "language")),
    )

    what = TextField(
        label=_("Hva"), limit=300, required=True, help_text=_("For eksempel «Foreslått i statsbudsjettet».")
    )
    kind = CodeField(v.MoneyKind, label=_("Slag beløp"), ask=True, help_text=_("Ulike slag legges aldri sammen."))
    measure = CodeField(
        v.MoneyMeasure, label=_("Mål"), help_text=_("Periodebeløp gjelder en periode; akkumulert er summen til nå.")
    )
    covers = PartialDateField(label=_("Gjelder for"), help_text=_("For eksempel 2024, 1. halvår 2024 eller 2024–2026."))
    scope = TextField(label=_("Omfang"), limit=300, help_text=_("Hva beløpet dekker, hvis det ikke er hele tiltaket."))
    funding = FactChoiceField(FundingSource.objects.none(), label=_("Finansieringskilde"))
    amount = KronerField(label=_("Beløp"))
    qualifier = CodeField(v.Qualifier, label=_("Hvor sikkert"), help_text=_("Velg «Mellom» når du skriver to beløp."))
    low = KronerField(label=_("Laveste"), help_text=_("Bare når beløpet er et intervall."))
    high = KronerField(label=_("Høyeste"), help_text=_("Bare når beløpet er et intervall."))
    as_of = PartialDateField(label=_("Kjent per"), help_text=_("Når beløpet ble oppgitt."))
    price_level = NumberField(
        label=_("Prisnivå"),
        required=False,
        help_text=_("Året kronene er regnet i, for eksempel 2024."),
    )
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))

    def prepare(self) -> None:
        field: Any = self.fields["funding"]
        field.queryset = FundingSource.objects.standing()

    def values_of(self, row: Any) -> dict[str, Any]:
        held = super().values_of(row)
        return held | {"covers": period(held.pop("covers_from"), held.pop("covers_to"))}

    def changes(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        covers: PartialDate | None = self.cleaned_data["covers"]
        found["covers_from"] = covers.earliest if covers is not None else None
        found["covers_to"] = covers.latest if covers is not None else None
        return found

    def clean(self) -> dict[str, Any]:
        """An interval of amounts is «mellom», whatever the list said."""
        cleaned = super().clean()
        if cleaned.get("low") is not None and cleaned.get("high") is not None and cleaned.get("amount") is None:
            cleaned["qualifier"] = v.Qualifier.RANGE.value
        elif cleaned.get("amount") is not None and cleaned.get("qualifier") == v.Qualifier.RANGE:
            self.add_error("qualifier", _("Velg «Mellom» bare når du skriver laveste og høyeste beløp."))
        return cleaned


def period(first: date | None, last: date | None) -> PartialDate | None:
    """Two days as one period: 2024, 2024–2026, or from day to day."""
    if first is None or last is None:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return from_edtf(f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}")
    return exact(first) if first == last else from_edtf(f"{first.isoformat()}/{last.isoformat()}")


class CostEstimateForm(FactForm):
    """One cost estimate and its external quality assurance."""

    names = ESTIMATE.names

    kind = CodeField(
        v.EstimateKind,
        label=_("Slag"),
        help_text=_("P50 er styringsmålet, P85 kostnadsrammen i statens prosjektmodell."),
    )
    amount = KronerField(label=_("Beløp"))
    price_level = NumberField(
        label=_("Prisnivå"),
        required=False,
        help_text=_("Året kronene er regnet i, for eksempel 2024."),
    )
    estimated = PartialDateField(label=_("Anslått"), help_text=_("Når anslaget ble gjort."))
    assurance = CodeField(v.QualityAssurance, label=_("Ekstern kvalitetssikring"), required=False)
    document = TextField(label=_("Dokument"), limit=300, help_text=_("Hvor anslaget står."))
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))
