"""The forms of a round: set up, reminded of, extended, let off, locked, added to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.choices import choices
from initiatives.domain.refusals import Clash, Refused
from initiatives.domain.vocabulary import Language
from initiatives.formatting import day
from initiatives.forms.agenda import bodies, meeting_words
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, PartialDateField, TextField, capital
from initiatives.forms.sentences import sentence
from initiatives.models import ActionPlan, GovernanceBody, Initiative, Meeting
from reporting.domain.vocabulary import PeriodKind, ReportForm

CODE = re.compile(r"[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå.-]{0,19}")
TAKEN = frozenset({"ny", "now", "dato"})  # words that addresses use for something else
SEGMENT = "segment_"


class DayField(PartialDateField):
    """One certain day. Gives a `date`, or None when empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Én bestemt dag, for eksempel 10.12.2026."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, date) else super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        found = super().to_python(value)
        if found is None:
            return None
        if found.earliest != found.latest:
            raise ValidationError(_("Skriv en bestemt dag, for eksempel 10.12.2026."), code="not_a_day")
        return found.earliest


class Refusable(forms.Form):
    """A form that can say why an action refused it."""

    def show(self, refused: Refused) -> None:
        """Say beside each field why."""
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))


class RoundForm(FactForm):
    """One round. `segments` are the segments of the plans that run; each may be asked for more or less."""

    names = (
        *("code", "name", "kind", "opens", "cut_off", "cut_off_note", "deadline", "body", "meeting", "plan"),
        *("form", "note"),
    )

    code = TextField(
        label=gettext_lazy("Kode"),
        limit=20,
        required=True,
        help_text=gettext_lazy("Kort og fast, for eksempel 2027-1. Står i adresser og filnavn."),
    )
    name = TextField(
        label=gettext_lazy("Navn"),
        limit=120,
        required=True,
        help_text=gettext_lazy("Slik det står på rapporten, for eksempel «Første tertial 2027»."),
    )
    kind = CodeField(PeriodKind, label=gettext_lazy("Slag"))
    opens = DayField(label=gettext_lazy("Åpner"), help_text=gettext_lazy("Tom: den dagen du åpner runden."))
    deadline = DayField(label=gettext_lazy("Frist for eierne"))
    cut_off = DayField(
        label=gettext_lazy("Datakutt"),
        required=True,
        help_text=gettext_lazy("Dagen tallene gjelder. Det som blir kjent etterpå, merkes."),
    )
    cut_off_note = TextField(
        label=gettext_lazy("Merknad til datakuttet"), limit=300, help_text=gettext_lazy("For eksempel «kl. 12.00».")
    )
    body = FactChoiceField(GovernanceBody.objects.none(), label=gettext_lazy("Råd eller utvalg"))
    meeting = FactChoiceField(Meeting.objects.none(), label=gettext_lazy("Møte"))
    plan = FactChoiceField(
        ActionPlan.objects.none(),
        label=gettext_lazy("Plan"),
        empty=gettext_lazy("Alle planer som løper"),
    )
    form = CodeField(
        ReportForm,
        label=gettext_lazy("Skjema"),
        help_text=gettext_lazy("Enkelt skjema spør bare om helheten. Fullt spør om hver dimensjon."),
    )
    note = TextField(label=gettext_lazy("Merknad"), lines=3, help_text=gettext_lazy("Bare til eget bruk."))

    def __init__(self, data: Any = None, *, segments: Sequence[str] = (), **options: Any) -> None:
        self.segments = tuple(segments)
        super().__init__(data, **options)

    @property
    def by_segment(self) -> tuple[str, ...]:
        """The names of the fields that ask of one segment."""
        return tuple(f"{SEGMENT}{number}" for number in range(len(self.segments)))

    @property
    def sections(self) -> Any:  # type: ignore[override]
        """Heading and fields, in the order they are drawn."""
        return (
            (gettext_lazy("Runden"), ("code", "name", "kind")),
            (gettext_lazy("Tider"), ("opens", "deadline", "cut_off", "cut_off_note")),
            (gettext_lazy("Til hvem"), ("body", "meeting")),
            (gettext_lazy("Hvem som rapporterer"), ("plan", "form", *self.by_segment)),
            (gettext_lazy("Annet"), ("note",)),
        )

    def prepare(self) -> None:
        """Choices, and a field for each segment."""
        fields: Any = self.fields
        fields["body"].queryset = bodies(getattr(self.fact, "body_id", None))
        fields["meeting"].queryset = Meeting.objects.standing().select_related("body").order_by("-date_latest")
        fields["meeting"].label_from_instance = meeting_words
        fields["plan"].queryset = ActionPlan.objects.standing()
        offered = [("", _("Som resten")), *((value, capital(text)) for value, text in choices(ReportForm))]
        for name, segment in zip(self.by_segment, self.segments, strict=True):
            label = _("Segment: %(segment)s") % {"segment": segment}
            fields[name] = forms.ChoiceField(choices=offered, label=label, required=False)

    def values_of(self, row: Any) -> dict[str, Any]:
        """The round's own values, and what is asked of each segment."""
        held = dict(getattr(row, "forms", None) or {})
        of_segments = {name: held.get(each, "") for name, each in zip(self.by_segment, self.segments, strict=True)}
        return super().values_of(row) | of_segments

    def clean_code(self) -> str:
        """A code stands in addresses."""
        code: str = self.cleaned_data["code"]
        if not CODE.fullmatch(code) or code.lower() in TAKEN or _is_day(code):
            raise ValidationError(_("Skriv koden med bokstaver, tall, punktum og bindestrek, for eksempel 2027-1."))
        return code

    def changes(self) -> dict[str, Any]:
        """The values for the action."""
        return super().changes() | {"forms": self.forms()}

    def forms(self) -> dict[str, str]:
        """Segment → how much is asked of it, where it is not as the rest; of segments that are not shown as it was."""
        held = dict(getattr(self.fact, "forms", None) or {})
        shown = {each: self.cleaned_data[name] for name, each in zip(self.by_segment, self.segments, strict=True)}
        return {each: form for each, form in (held | shown).items() if form}

    def words(self, name: str, value: Any) -> str:
        return day(value) if isinstance(value, date) else super().words(name, value)

    def _show_clashes(self, clashes: tuple[Clash, ...]) -> None:
        """What is asked of the segments is one value; people see a field for each."""
        super()._show_clashes(tuple(one for each in clashes for one in self._by_segment(each)))

    def _by_segment(self, clash: Clash) -> tuple[Clash, ...]:
        if clash.field != "forms":
            return (clash,)
        base, now, mine = (dict(each or {}) for each in (clash.base, clash.now, clash.mine))
        return tuple(
            replace(
                clash,
                field=name,
                base=_of(base, each),
                now=_of(now, each),
                mine=_of(mine, each),
                touched=_of(mine, each) != _of(base, each),
            )
            for name, each in zip(self.by_segment, self.segments, strict=True)
            if _of(base, each) != _of(now, each) and _of(mine, each) != _of(now, each)
        )


def _is_day(code: str) -> bool:
    """Whether a comparison would take the code for a day."""
    try:
        date.fromisoformat(code)
    except ValueError:
        return False
    return True


def _of(held: Mapping[str, str], segment: str) -> str:
    return held.get(segment, "")


class RemindForm(Refusable):
    """A few words of the office's own in a reminder."""

    words = TextField(
        label=gettext_lazy("Egne ord i purringen"),
        lines=3,
        limit=1_000,
        help_text=gettext_lazy("Kan stå tomt. Brevet sier ellers hvilke rapporter det gjelder, og fristen."),
    )


class DeadlineForm(Refusable):
    """A deadline of its own for one report."""

    deadline = DayField(label=gettext_lazy("Ny frist"), required=True)
    reason = TextField(
        label=gettext_lazy("Begrunnelse"), required=True, help_text=gettext_lazy("Eieren får den i brevet.")
    )


class ExemptForm(Refusable):
    """Why one initiative need not report."""

    reason = TextField(
        label=gettext_lazy("Begrunnelse"),
        lines=3,
        required=True,
        help_text=gettext_lazy("Står i rapporten. Tiltaket telles ikke med i runden."),
    )


class IncludeForm(Refusable):
    """Why one initiative must report all the same."""

    reason = TextField(label=gettext_lazy("Begrunnelse"), lines=2, help_text=gettext_lazy("Kan stå tomt."))


class TakeInForm(Refusable):
    """One more initiative in an open round."""

    initiative = FactChoiceField(
        Initiative.objects.none(), label=gettext_lazy("Tiltak"), empty=gettext_lazy("Velg"), required=True
    )
    form = CodeField(ReportForm, without=[ReportForm.NONE], label=gettext_lazy("Skjema"), required=False)

    def __init__(self, data: Any = None, *, but: Sequence[str] = ()) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["initiative"].queryset = Initiative.objects.standing().exclude(code__in=but).order_by("code")
        fields["form"].choices = [("", _("Som segmentet ellers")), *fields["form"].choices[1:]]


class LockForm(Refusable):
    """Why a round is locked although something is missing."""

    reason = TextField(
        label=gettext_lazy("Hvorfor låser du med mangler?"),
        lines=3,
        help_text=gettext_lazy("Står på forsiden av rapporten, sammen med kodene til tiltakene som mangler."),
    )


class AddendumForm(Refusable):
    """What is added to a locked round."""

    text = TextField(label=gettext_lazy("Tillegget"), lines=5, limit=6_000, required=True)
    initiative = FactChoiceField(
        Initiative.objects.none(), label=gettext_lazy("Tiltak"), empty=gettext_lazy("Gjelder hele runden")
    )
    language = CodeField(Language, label=gettext_lazy("Språket teksten er skrevet på"))

    def __init__(self, data: Any = None, *, language: str = "nb", whole: bool = False) -> None:
        """`whole`: it is about the whole round, and no initiative is asked for."""
        super().__init__(data, initial={"language": language})
        field: Any = self.fields["initiative"]
        field.queryset = Initiative.objects.standing().order_by("code")
        if whole:
            del self.fields["initiative"]


class WithdrawRoundForm(Refusable):
    """Why a round that was never opened is taken back."""

    reason = TextField(label=gettext_lazy("Begrunnelse"), lines=2, required=True)
