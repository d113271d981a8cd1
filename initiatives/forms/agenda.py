"""The forms of meetings, and of the cases on their agendas."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.actions.agenda import CASE, MEETING
from initiatives.actions.values import stored
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Refused, Why
from initiatives.domain.settling import meets
from initiatives.formatting import when
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, PartialDateField, TextField
from initiatives.forms.sentences import sentence
from initiatives.models import GovernanceBody, Meeting

NEW = "ny"
"""Chosen instead of a meeting that is already called."""
NEEDED = {"body": _("Velg råd eller utvalg."), "date": _("Skriv hvilken dag møtet holdes.")}
"""What a new meeting cannot do without, and how it is asked for."""


def bodies(also: int | None = None) -> Any:
    """The bodies that still meet, and the one with the id `also`. Two queries."""
    rows = GovernanceBody.objects.standing()
    today = timezone.localdate()
    return rows.filter(pk__in=[each.pk for each in rows if each.pk == also or meets(each.period, today)])


class MeetingForm(FactForm):
    """One meeting of a body."""

    names = MEETING.names

    body = FactChoiceField(GovernanceBody.objects.none(), label=_("Råd eller utvalg"), required=True, empty=_("Velg"))
    date = PartialDateField(label=_("Møtedag"), required=True, help_text=_("Én bestemt dag, for eksempel 10.12.2026."))
    number = TextField(label=_("Møtenummer"), limit=40, help_text=_("For eksempel 4/2026."))
    note = TextField(label=_("Merknad"), lines=3, help_text=_("Sted, tid eller annet som skal stå på sakslista."))

    def prepare(self) -> None:
        field: Any = self.fields["body"]
        field.queryset = bodies(getattr(self.fact, "body_id", None))


class CaseForm(FactForm):
    """The words and number of a case."""

    names = CASE.names
    sections = (
        (_("Saken"), ("title", "kind", "number")),
        (_("Hva møtet bes om"), ("text",)),
        (_("Annet"), ("language",)),
    )

    title = TextField(label=_("Tema"), limit=300, required=True, help_text=_("Slik det skal stå på sakslista."))
    kind = CodeField(v.CaseKind, label=_("Sakstype"))
    number = TextField(
        label=_("Saksnummer"), limit=40, help_text=_("For eksempel 22/26. Kan stå tomt til nummeret er gitt.")
    )
    text = TextField(
        label=_("Hva møtet bes om"),
        lines=5,
        help_text=_("Ett spørsmål som møtet kan svare på. Ikke skriv helseopplysninger her."),
    )
    language = CodeField(v.Language, label=_("Språket tekstene er skrevet på"))


class MeetingField(forms.ChoiceField):
    """Which of the coming meetings; the form gives the choices."""

    def __init__(self) -> None:
        wrong = {
            "required": _("Velg et møte."),
            "invalid_choice": _("Møtet er flyttet eller avlyst. Velg et annet."),
        }
        super().__init__(label=_("Møtet"), widget=forms.RadioSelect, error_messages=wrong)


class MeetingChoice(forms.Form):
    """Something chosen, and the meeting it is put before: one that is called, or a new one.

    `offered` is what may be chosen, as (uid, name), in the field that `offers` names. `proposed` is the body that could
    settle it; where nothing is offered only a new meeting is asked for.
    """

    offers: ClassVar[str]

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    meeting = MeetingField()
    body = FactChoiceField(GovernanceBody.objects.none(), label=_("Råd eller utvalg"), empty=_("Velg"))
    date = PartialDateField(label=_("Møtedag"), help_text=_("Én bestemt dag, for eksempel 10.12.2026."))
    number = TextField(label=_("Møtenummer"), limit=40, help_text=_("For eksempel 4/2026. Kan fylles ut senere."))

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Sequence[tuple[str, str]],
        meetings: Sequence[Meeting],
        proposed: GovernanceBody | None = None,
        asked: str = "",
    ) -> None:
        chosen = next((each for each in meetings if str(each.uid) == asked), None)
        chosen = chosen or next((each for each in meetings if proposed and each.body_id == proposed.pk), None)
        held = {
            "uid": uuid4(),
            self.offers: [uid for uid, _title in offered],
            "meeting": str(chosen.uid) if chosen else NEW,
            "body": proposed,
        }
        super().__init__(data, initial=held)
        if self.is_bound:
            self.data: Any = self.data.copy()
        of_body: Any = self.fields["body"]
        of_body.queryset = bodies()
        choices: Any = self.fields[self.offers], self.fields["meeting"]
        choices[0].choices = list(offered)
        choices[1].choices = [*((str(each.uid), _name(each)) for each in meetings), (NEW, _("Et nytt møte"))]
        if not offered:
            del self.fields[self.offers], self.fields["meeting"]
            for name, missing in NEEDED.items():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = missing

    @property
    def calls_meeting(self) -> bool:
        """Whether a new meeting is to be called."""
        return "meeting" not in self.fields or self["meeting"].value() == NEW

    def clean(self) -> dict[str, Any]:
        """A new meeting needs a body and a day."""
        cleaned = super().clean() or self.cleaned_data
        if self.calls_meeting:
            for name, missing in NEEDED.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def values(self) -> dict[str, Any]:
        """The new meeting's values, for the action."""
        return {name: self.cleaned_data[name] for name in ("body", "date", "number")}

    def show(self, refused: Refused) -> None:
        """Say beside each field why the action refused it."""
        if Why.SENT_BEFORE in refused.whys.values():
            self.data["uid"] = str(uuid4())  # sent again, it is something new
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))


class AgendaForm(MeetingChoice):
    """Chosen conflicts, and the meeting they are put before."""

    offers = "dependencies"
    field_order = ("uid", "dependencies")

    dependencies = forms.MultipleChoiceField(
        label=_("Avtalene"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én avtale, eller gå tilbake.")},
    )


def meeting_words(meeting: Meeting) -> str:
    """«NUFA (Fagutvalget), 10.12.2026»."""
    return f"{meeting.body.name}, {when(stored(meeting, 'date'))}"


def _name(meeting: Meeting) -> str:
    """The meeting in words, with its number where it has one: «…, møte 4/2026»."""
    words = meeting_words(meeting)
    return f"{words}, {_('møte %(number)s') % {'number': meeting.number}}" if meeting.number else words
