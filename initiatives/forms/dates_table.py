"""Forecast and reached for all milestones of an initiative on one page: what is updated most often."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from initiatives.actions.milestone_dates import DateGiven, Words, standing_words_of
from initiatives.actions.values import stored
from initiatives.domain.dates import PartialDate
from initiatives.domain.refusals import Clash, Refused, Stale
from initiatives.domain.vocabulary import DateRole
from initiatives.formatting import when
from initiatives.forms.fields import PartialDateField
from initiatives.forms.sentences import sentence
from initiatives.models import Initiative, Milestone, MilestoneDate

ROLES = (DateRole.FORECAST, DateRole.ACTUAL)


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone as drawn."""

    milestone: Milestone
    original: str
    approved: str
    forecast: forms.BoundField
    actual: forms.BoundField
    seen: forms.BoundField
    changed: bool


class DatesForm(forms.Form):
    """Two inputs for each standing milestone, and the words that were seen."""

    def __init__(self, data: Any = None, *, initiative: Initiative) -> None:
        super().__init__(data)
        self.initiative = initiative
        self.held = standing_words_of(initiative)
        rows = Milestone.objects.standing().filter(initiative=initiative)
        # What is yet to be reached is what one comes to change: it stands first.
        self.milestones = sorted(rows, key=lambda each: DateRole.ACTUAL in self.held[each.pk])
        for each in self.milestones:
            self._add_fields(each)
        if self.is_bound:
            self.data: Any = self.data.copy()

    def _add_fields(self, milestone: Milestone) -> None:
        words = self.held[milestone.pk]
        for role in ROLES:
            label = {DateRole.FORECAST: _("Prognose"), DateRole.ACTUAL: _("Nådd")}[role]
            field = PartialDateField(label=f"{label}: {milestone.name}", help_text="")
            field.widget.attrs["class"] = "w-cell"
            date = stored(words[role], "date") if role in words else None
            field.initial, field.known = date, tuple(each for each in (date, self._seen_date(milestone, role)) if each)
            self.fields[_name(milestone, role)] = field
        seen = ",".join(f"{role}:{words[role].pk}" for role in ROLES if role in words)
        self.fields[f"seen-{milestone.pk}"] = forms.CharField(required=False, initial=seen, widget=forms.HiddenInput)

    def _seen(self, milestone: Milestone) -> dict[DateRole, int]:
        """The words seen when the page was opened, as it carries them."""
        pairs = (each.partition(":") for each in str(self.data.get(f"seen-{milestone.pk}", "")).split(","))
        found = {role: number for role, _colon, number in pairs if number.isascii() and number.isdigit()}
        return {role: int(found[role][:18]) for role in ROLES if role in found}

    def _seen_date(self, milestone: Milestone, role: DateRole) -> PartialDate | None:
        number = self._seen(milestone).get(role) if self.is_bound else None
        word = self.held.get(milestone.pk, {}).get(role)
        if number is None or (word is not None and word.pk == number):
            return None
        row = MilestoneDate.objects.filter(pk=number, milestone=milestone).first()
        return stored(row, "date") if row is not None else None

    def words(self) -> list[Words]:
        """The dates for the action."""
        return [
            Words(
                each,
                {role: DateGiven(self.cleaned_data[_name(each, role)]) for role in ROLES},
                self._seen(each),
            )
            for each in self.milestones
            if f"seen-{each.pk}" in self.data  # one that was registered meanwhile was not on the page
        ]

    def clean(self) -> dict[str, Any]:
        """A date typed for a milestone that somebody withdrew meanwhile is not let go of in silence."""
        sent = {name.partition("-")[2] for name in self.data if name.startswith("seen-")}
        gone = Milestone.objects.filter(initiative=self.initiative, withdrawn_at__isnull=False)
        for milestone in gone.filter(pk__in=[pk for pk in sent if pk.isascii() and pk.isdigit() and len(pk) < 19]):
            typed = [self.data.get(_name(milestone, role), "").strip() for role in ROLES]
            if typed != [when_or_empty(self._seen_date(milestone, role), "") for role in ROLES]:
                told = {"name": milestone.name, "typed": ", ".join(filter(None, typed)) or "–"}
                text = (
                    _("«%(name)s» er trukket tilbake av noen andre. Det du skrev der (%(typed)s), lagres ikke.") % told
                )
                self.add_error(None, text)
        return self.cleaned_data

    def show(self, refused: Refused) -> None:
        """Say beside each cell why it was refused, or who gave another date meanwhile."""
        if isinstance(refused, Stale):
            for clash in refused.clashes:
                self._show_clash(clash)
            return
        for problem in refused.problems:
            name = self._cell(problem.field)
            taken_back = problem.field.endswith("_reason")
            text = _("Åpne milepælen for å ta bort en dato: det må begrunnes.") if taken_back else sentence(problem)
            self.add_error(name if name in self.fields else None, text)

    def _show_clash(self, clash: Clash) -> None:
        name = self._cell(clash.field)
        values = {"actor": clash.actor, "base": when_or_empty(clash.base), "now": when_or_empty(clash.now)}
        if clash.touched:
            text = _(
                "%(actor)s har endret datoen fra %(base)s til %(now)s. Skriv den som skal gjelde, og lagre på nytt."
            )
        else:
            text = _("%(actor)s har endret datoen fra %(base)s til %(now)s. Se over, og lagre på nytt.")
            self.data[name] = when_or_empty(clash.now, "")
        self.add_error(name, text % values)
        pk = clash.field.partition(":")[0]
        self.data[f"seen-{pk}"] = self.fields[f"seen-{pk}"].initial

    def moved(self, name: str) -> tuple[str, str]:
        """The date of an input as it stood, and as it was given."""
        return when_or_empty(self.fields[name].initial), when_or_empty(self.cleaned_data[name])

    @staticmethod
    def _cell(field: str) -> str:
        pk, _colon, role = field.partition(":")
        return f"{role.removesuffix('_reason')}-{pk}"

    def lines(self) -> list[Line]:
        """The rows of the table."""
        return [
            Line(
                milestone=each,
                original=self._stands(each, DateRole.ORIGINAL),
                approved=self._stands(each, DateRole.APPROVED),
                forecast=self[_name(each, DateRole.FORECAST)],
                actual=self[_name(each, DateRole.ACTUAL)],
                seen=self[f"seen-{each.pk}"],
                changed=self.is_bound and any(_name(each, role) in self.changed_data for role in ROLES),
            )
            for each in self.milestones
        ]

    def _stands(self, milestone: Milestone, role: DateRole) -> str:
        word = self.held[milestone.pk].get(role)
        return when(stored(word, "date") if word is not None else None)


def _name(milestone: Milestone, role: DateRole) -> str:
    return f"{role}-{milestone.pk}"


def when_or_empty(value: Any, empty: str = "–") -> str:
    """A date in words, or what stands for none."""
    return when(value) if isinstance(value, PartialDate) else empty
