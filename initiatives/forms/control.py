"""The forms of risks, benefits and decisions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives.actions.benefits import BENEFIT
from initiatives.actions.decisions import DECISION
from initiatives.actions.risks import RISK
from initiatives.domain import vocabulary as v
from initiatives.forms.base import FactForm
from initiatives.forms.fields import (
    CodeField,
    FactChoiceField,
    KronerField,
    PartialDateField,
    ScaleField,
    TextField,
)
from initiatives.models import Case, GovernanceBody, Organisation


class RiskForm(FactForm):
    """One risk or opportunity."""

    names = RISK.names
    sections = (
        (_("Usikkerheten"), ("title", "kind", "description", "likelihood", "consequence", "state", "raised")),
        (_("Hva som gjøres"), ("measure", "measure_owner", "measure_due")),
        (_("Annet"), ("language",)),
    )

    title = TextField(label=_("Tittel"), limit=200, required=True)
    kind = CodeField(v.RiskKind, label=_("Slag"))
    description = TextField(
        label=_("Beskrivelse"),
        lines=3,
        help_text=_("Hva kan skje, hvorfor, og hva det fører til. Ikke skriv helseopplysninger her."),
    )
    likelihood = ScaleField(label=_("Sannsynlighet"), help_text=_("1 er lavest, 5 er høyest."))
    consequence = ScaleField(label=_("Konsekvens"), help_text=_("1 er lavest, 5 er høyest."))
    state = CodeField(
        v.RiskState,
        label=_("Tilstand"),
        help_text=_("En risiko som er over, lukkes. Trekk bare det som er ført ved feil."),
    )
    raised = PartialDateField(label=_("Meldt"))
    measure = TextField(label=_("Tiltak mot risikoen"), lines=3)
    measure_owner = TextField(
        label=_("Ansvarlig"), limit=120, help_text=_("Rolle eller enhet, for eksempel «prosjektleder SFM».")
    )
    measure_due = PartialDateField(label=_("Frist"))
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))


class BenefitForm(FactForm):
    """One benefit."""

    names = BENEFIT.names
    sections = (
        (_("Gevinsten"), ("name", "kind", "description", "owner")),
        (_("Hvor mye og når"), ("amount", "qualifier", "planned", "realised", "evidence")),
        (_("Annet"), ("note", "language")),
    )

    name = TextField(label=_("Navn"), limit=200, required=True)
    kind = CodeField(v.BenefitKind, label=_("Slag"), ask=True)
    description = TextField(label=_("Beskrivelse"), lines=3)
    owner = FactChoiceField(
        Organisation.objects.none(),
        label=_("Gevinsteier"),
        help_text=_("Den som skal hente ut gevinsten, også etter at tiltaket er avsluttet."),
    )
    amount = KronerField(
        label=_("Beløp"), help_text=_("Hvis gevinsten er regnet i kroner: 1 250 000, eller 38,5 mill.")
    )
    qualifier = CodeField(v.Qualifier, label=_("Hvor sikkert"), without=[v.Qualifier.RANGE])
    planned = PartialDateField(label=_("Planlagt"))
    realised = PartialDateField(label=_("Hentet ut"))
    evidence = CodeField(v.EvidenceGrade, label=_("Hva det bygger på"), required=False)
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))

    def prepare(self) -> None:
        field: Any = self.fields["owner"]
        field.queryset = Organisation.objects.standing()


class DecisionForm(FactForm):
    """One decision. `cases` are those it may have been made in; none for one that is registered."""

    names = DECISION.names

    title = TextField(label=_("Vedtak"), limit=300, required=True, help_text=_("Kort: hva ble bestemt?"))
    date = PartialDateField(
        label=_("Dato"), required=True, error_messages={"required": _("Skriv når det ble vedtatt.")}
    )
    body = FactChoiceField(
        GovernanceBody.objects.none(),
        label=_("Råd eller utvalg"),
        empty=_("Et annet sted"),
    )
    case = FactChoiceField(Case.objects.none(), label=_("Saken det ble avgjort i"), empty=_("Ingen sak her"))
    decided_by = TextField(
        label=_("Vedtatt av"), limit=200, help_text=_("For eksempel styringsgruppa, hvis det ikke var et råd i lista.")
    )
    text = TextField(label=_("Tekst"), lines=5)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))

    def __init__(self, data: Any = None, *, cases: Any = None, **options: Any) -> None:
        self.cases = cases
        super().__init__(data, **options)

    def prepare(self) -> None:
        body, case = (self.fields[name] for name in ("body", "case"))
        body.queryset = GovernanceBody.objects.standing()  # type: ignore[attr-defined]
        if self.cases is None or not self.cases.exists():
            del self.fields["case"]
        else:
            case.queryset = self.cases  # type: ignore[attr-defined]
