"""The form of a milestone: the fact, its dates by role, and its remaining work, saved together."""

import re
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.access import may_edit_all
from initiatives.actions.edits import row_of
from initiatives.actions.milestone_dates import DateGiven, standing_words
from initiatives.actions.milestones import (
    MILESTONE,
    DurationGiven,
    MilestoneVersion,
    standing_duration,
    version_of_milestone,
)
from initiatives.actions.values import stored
from initiatives.domain import vocabulary as v
from initiatives.domain.vocabulary import DateRole
from initiatives.forms.base import FactForm
from initiatives.forms.fields import CodeField, FactChoiceField, NumberField, PartialDateField, TextField
from initiatives.models import Decision, DurationEstimate, Initiative, Milestone, MilestoneDate, Organisation, User

ROLES = tuple(str(role) for role in DateRole)
WORK = ("low", "likely", "high")


class MilestoneForm(FactForm):
    """One milestone."""

    names = MILESTONE.names
    sections = (
        (gettext_lazy("Milepælen"), ("name", "kind", "receiver")),
        (
            gettext_lazy("Datoer"),
            (
                "forecast", "forecast_reason", "actual", "actual_reason", "approved", "approved_reason",
                "approved_decision", "original", "original_reason",
            ),
        ),
        (gettext_lazy("Rekkefølge og arbeid som gjenstår"), ("predecessor", "position", *WORK)),
        (gettext_lazy("Annet"), ("note", "language")),
    )  # fmt: skip

    name = TextField(label=gettext_lazy("Navn"), limit=300, required=True)
    kind = CodeField(v.MilestoneKind, label=gettext_lazy("Slag"))
    receiver = FactChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Mottaker"),
        empty=gettext_lazy("Ikke oppgitt"),
        help_text=gettext_lazy("Hvem som tar imot det som leveres."),
    )
    forecast = PartialDateField(
        label=gettext_lazy("Prognose"), help_text=gettext_lazy("Når dere nå tror den nås. Endres fritt.")
    )
    forecast_reason = TextField(
        label=gettext_lazy("Hvorfor endres prognosen?"),
        lines=2,
        limit=2_000,
        help_text=gettext_lazy("Kan stå tom. Ikke skriv helseopplysninger her."),
    )
    actual = PartialDateField(
        label=gettext_lazy("Nådd"), help_text=gettext_lazy("Fylles ut når milepælen er nådd, ikke før.")
    )
    actual_reason = TextField(
        label=gettext_lazy("Hvorfor endres datoen for nådd?"),
        lines=2,
        limit=2_000,
        help_text=gettext_lazy("Må fylles ut hvis datoen tas bort. Ikke skriv helseopplysninger her."),
    )
    approved = PartialDateField(
        label=gettext_lazy("Sist vedtatt"),
        help_text=gettext_lazy("Datoen i planen som gjelder. Flyttes den, må det begrunnes."),
    )
    approved_reason = TextField(
        label=gettext_lazy("Hvorfor flyttes vedtatt dato?"),
        lines=2,
        limit=2_000,
        help_text=gettext_lazy("Vises sammen med flyttingen. Ikke skriv helseopplysninger her."),
    )
    approved_decision = FactChoiceField(
        Decision.objects.none(),
        label=gettext_lazy("Vedtak"),
        empty=gettext_lazy("Uten vedtak i registeret"),
        help_text=gettext_lazy("Vedtaket som flyttet datoen, om det finnes."),
    )
    original = PartialDateField(
        label=gettext_lazy("Opprinnelig"),
        help_text=gettext_lazy("Den første planlagte datoen. Den føres én gang og endres ikke."),
    )
    original_reason = TextField(
        label=gettext_lazy("Hvorfor tas opprinnelig dato bort?"),
        lines=2,
        limit=2_000,
        help_text=gettext_lazy("Bare for rettelse av en feilføring. Ikke skriv helseopplysninger her."),
    )
    predecessor = FactChoiceField(
        Milestone.objects.none(),
        label=gettext_lazy("Kommer etter"),
        empty=gettext_lazy("Ingen milepæl i tiltaket"),
        help_text=gettext_lazy("Milepælen i samme tiltak som må nås først."),
    )
    position = NumberField(
        label=gettext_lazy("Plass i rekkefølgen"),
        min_value=0,
        required=False,
    )
    low = NumberField(
        label=gettext_lazy("Raskest"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("Arbeid som gjenstår, i kalenderdager, hvis alt går bra."),
    )
    likely = NumberField(
        label=gettext_lazy("Mest sannsynlig"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("I kalenderdager. Fyll ut alle tre, eller ingen."),
    )
    high = NumberField(
        label=gettext_lazy("Lengst"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("I kalenderdager, hvis det meste går galt."),
    )
    note = TextField(label=gettext_lazy("Merknad"), lines=3)
    language = CodeField(v.Language, label=gettext_lazy("Språket tekstene er skrevet på"))

    def __init__(self, *args: Any, initiative: Initiative, user: User, **options: Any) -> None:
        self.initiative, self.user = initiative, user
        super().__init__(*args, **options)

    @property
    def milestone(self) -> Milestone | None:
        """The milestone that is changed; None for a new one."""
        return self.fact if isinstance(self.fact, Milestone) else None

    @property
    def _milestone(self) -> Milestone:
        if self.milestone is None:
            raise ValueError("A new milestone has no version.")
        return self.milestone

    def prepare(self) -> None:
        siblings = Milestone.objects.standing().filter(initiative=self.initiative)
        self._offer("predecessor", siblings.exclude(pk=self.milestone.pk if self.milestone else None))
        self._offer("receiver", Organisation.objects.standing())
        self._offer("approved_decision", Decision.objects.standing().filter(initiative=self.initiative))
        if self.milestone is None:
            for name in ("position", "forecast_reason", "actual_reason", "approved_reason", "original_reason"):
                del self.fields[name]
            return
        held = self.milestone_version.words if self.is_bound else standing_words(self.milestone)
        if DateRole.ACTUAL not in held:
            del self.fields["actual_reason"]
        if DateRole.ORIGINAL not in held or not may_edit_all(self.user):
            del self.fields["original_reason"]
        if DateRole.ORIGINAL in held and not may_edit_all(self.user):
            self.fields["original"].widget.attrs["readonly"] = True

    def _offer(self, name: str, facts: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = facts

    # ── three parts, one version ─────────────────────────────────────────────────────────────────────────────────────

    def values_of(self, row: Any) -> dict[str, Any]:
        """The milestone's own fields from this row; dates and work as they stand now."""
        held = super().values_of(row)
        if self.milestone is None:
            return held
        words = standing_words(self.milestone)
        held |= {str(role): stored(word, "date") for role, word in words.items()}
        approved = words.get(DateRole.APPROVED)
        held["approved_decision"] = approved.decision_id if approved is not None else None
        return held | _work_of(standing_duration(self.milestone))

    def current_version(self) -> str:
        version = version_of_milestone(self._milestone)
        words = ",".join(f"{role}:{number}" for role, number in version.words.items())
        return f"{version.fact}|{words}|{version.duration}"

    @property
    def milestone_version(self) -> MilestoneVersion:
        """The version the form was opened with; zeros, which match nothing, when it was tampered with."""
        text = str(self.data.get("version", ""))
        match = re.fullmatch(r"(\d{1,18})\|((?:[a-z]+:\d{1,18},?)*)\|(\d{1,18})", text, re.ASCII)
        if match is None:
            return MilestoneVersion(0, {}, 0)
        pairs = (each.split(":") for each in match[2].split(",") if each)
        words = {DateRole(role): int(number) for role, number in pairs if role in ROLES}
        return MilestoneVersion(int(match[1]), words, int(match[3]))

    @property
    def seen_version(self) -> int:
        return self.milestone_version.fact

    def values_seen(self) -> dict[str, Any]:
        version = self.milestone_version
        row = row_of(self._milestone, version.fact)
        seen = super().values_of(row) if row is not None else {}
        for role, number in version.words.items():
            word = MilestoneDate.objects.filter(pk=number, milestone=self._milestone).first()
            seen[str(role)] = stored(word, "date") if word is not None else None
        return seen | _work_of(
            DurationEstimate.history.filter(history_id=version.duration, milestone=self._milestone).first()
        )

    def _changed_by(self, name: str) -> tuple[str, datetime | None]:
        """A date's word names who gave it; the estimate's history who made it."""
        if self.milestone is None or name in self.names:
            return super()._changed_by(name)
        if not hasattr(self, "_words"):
            self._words = standing_words(self.milestone)
            self._work = standing_duration(self.milestone)
        if name in WORK and self._work is not None:
            row: Any = self._work.history.latest("history_id")
            return row.actor, row.recorded_at
        word = self._words.get(DateRole(name)) if name in ROLES else None
        return (word.actor, word.recorded_at) if word is not None else ("", None)

    # ── for the actions ──────────────────────────────────────────────────────────────────────────────────────────────

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        missing = [name for name in WORK if cleaned.get(name) is None and name not in self.errors]
        if 0 < len(missing) < len(WORK) and not any(name in self.errors for name in WORK):
            for name in missing:
                self.add_error(name, _("Fyll ut alle tre, eller la alle stå tomme."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        if found.get("position") is None:
            found.pop("position", None)
        return found

    def dates(self) -> dict[DateRole, DateGiven]:
        """The dates for the action."""
        return {
            role: DateGiven(
                self.cleaned_data[str(role)],
                self.cleaned_data.get(f"{role}_reason", ""),
                self.cleaned_data.get("approved_decision") if role == DateRole.APPROVED else None,
            )
            for role in DateRole
        }

    def duration(self) -> DurationGiven | None:
        """The remaining work for the action."""
        low, likely, high = (self.cleaned_data[name] for name in WORK)
        if low is None or likely is None or high is None:
            return None
        held = standing_duration(self.milestone) if self.milestone is not None else None
        return DurationGiven(low, likely, high, held.note if held is not None else "")


def _work_of(row: Any) -> dict[str, int | None]:
    return {name: getattr(row, name) if row is not None else None for name in WORK}
