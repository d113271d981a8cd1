"""The form of an initiative's own facts."""

from django.utils.translation import gettext_lazy as _

from initiatives.actions.initiatives import INITIATIVE
from initiatives.domain import vocabulary as v
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, PartialDateField, TextField, YesNoField


class InitiativeForm(FactForm):
    """What a tiltaksansvarlig changes of an initiative itself."""

    names = INITIATIVE.names
    sections = (
        (_("Hva tiltaket er"), ("name", "kind", "purpose")),
        (_("Hvor det står"), ("life", "phase", "risk")),
        (_("Når"), ("start", "end", "sequential")),
        (_("Annet"), ("note", "language")),
    )

    name = TextField(label=_("Navn"), limit=300, required=True)
    kind = CodeField(v.InitiativeKind, label=_("Slag"))
    purpose = TextField(
        label=_("Formål"),
        lines=5,
        help_text=_("Hva skal bli bedre, og for hvem? Ikke skriv helseopplysninger her."),
    )
    life = CodeField(v.LifeState, label=_("Tilstand"))
    phase = CodeField(v.Phase, label=_("Fase"), required=False, help_text=_("Fasene i Prosjektveiviseren."))
    risk = CodeField(
        v.RiskLevel,
        label=_("Risiko"),
        required=False,
        help_text=_("Samlet risiko slik dere vurderer den. Den utledes aldri av status."),
    )
    start = PartialDateField(label=_("Start"))
    end = PartialDateField(label=_("Slutt"))
    sequential = YesNoField(
        label=_("Følger milepælene etter hverandre?"),
        help_text=_("Ja betyr at en milepæl venter på den forrige der ikke annet er oppgitt. Vises som antatt."),
    )
    note = TextField(label=_("Merknad"), lines=3)
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))
