"""The forms that tie an initiative to commitments and organisations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from initiatives.actions.commitments import LINK
from initiatives.actions.ownership import OWNERSHIP, accountable
from initiatives.domain import vocabulary as v
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, PartialDateField, TextField
from initiatives.models import Initiative, Organisation


class LinkForm(FactForm):
    """That the initiative carries a commitment."""

    names = LINK.names

    contribution = CodeField(
        v.Contribution, label=_("Bidrag"), help_text=_("Hovedbidrag: føringen står og faller med tiltaket.")
    )
    reason = TextField(
        label=_("Hvorfor bærer tiltaket føringen?"),
        lines=3,
        required=True,
        help_text=_("Vises ved koblingen. Ikke skriv helseopplysninger her."),
    )
    language = CodeField(v.Language, label=_("Språket begrunnelsen er skrevet på"))


class PartnerForm(FactForm):
    """An organisation's part in the initiative."""

    names = OWNERSHIP.names

    organisation = FactChoiceField(Organisation.objects.none(), label=_("Virksomhet"), empty=_("Velg"), required=True)
    role = CodeField(v.OwnershipRole, label=_("Rolle"), without=[v.OwnershipRole.ACCOUNTABLE])
    valid_from = PartialDateField(label=_("Fra"))
    valid_to = PartialDateField(label=_("Til"), help_text=_("Tom så lenge rollen varer."))

    def prepare(self) -> None:
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.standing()


class OwnerForm(FactForm):
    """A new accountable owner from a day on. The version is the number of the ownership that stands."""

    organisation = FactChoiceField(
        Organisation.objects.none(),
        label=_("Ny tiltakseier"),
        empty=_("Velg"),
        required=True,
        help_text=_("Virksomheten som svarer for tiltaket. De som er ansvarlige der, kan endre tiltaket."),
    )
    valid_from = PartialDateField(
        label=_("Fra og med"), required=True, help_text=_("Forrige eier slutter dagen før. For eksempel 1.1.2027.")
    )
    reason = TextField(
        label=_("Begrunnelse"),
        lines=3,
        required=True,
        help_text=_("Blir stående i loggen. Ikke skriv helseopplysninger her."),
    )

    def __init__(self, data: Any = None, *, initiative: Initiative, **options: Any) -> None:
        self.initiative = initiative
        super().__init__(data, **options)

    def prepare(self) -> None:
        owner = accountable(self.initiative)
        self.initial = dict(self.initial) | {
            "version": owner.pk if owner is not None else 0,
            "organisation": owner.organisation_id if owner is not None else None,
        }
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.standing()

    def current_version(self) -> str:
        return str(self.initial["version"])
