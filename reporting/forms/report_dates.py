"""The dates of the milestones in a report: those not reached, each beside its first plan and the date approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from initiatives.actions.values import same
from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.vocabulary import DateRole
from initiatives.forms.dates_table import ROLES, DatesForm, Line
from initiatives.models import Initiative, Milestone
from reporting.domain.figures.report_dates import DateRow, Typed, row


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One milestone as drawn: its inputs, and what the date typed means."""

    line: Line
    row: DateRow | None
    changed: bool


class ReportDates(DatesForm):
    """Forecast and reached of each milestone that is not reached. `data` is what was sent; without it the inputs hold
    the words that stand, and over them what `draft` holds."""

    def __init__(self, data: Any = None, *, initiative: Initiative, draft: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initiative=initiative)
        if not self.is_bound:
            self.data = {name: self._text(field) for name, field in self.fields.items()}
            self.data |= {name: text for name, text in (draft or {}).items() if name in self.fields}
            self.is_bound = True
        self.shown = [each for each in self.milestones if self._is_shown(each)]

    @staticmethod
    def _text(field: forms.Field) -> str:
        shown = field.prepare_value(field.initial)
        return "" if shown is None else str(shown)

    def _is_shown(self, milestone: Milestone) -> bool:
        return DateRole.ACTUAL not in self.held[milestone.pk] or self._typed(milestone)

    def _typed(self, milestone: Milestone) -> bool:
        """Whether something else is typed than what stands."""
        return any(
            str(self.data.get(name, "")) != self._text(self.fields[name]) and name in self.data
            for name in self._names(milestone)
        )

    @staticmethod
    def _names(milestone: Milestone) -> list[str]:
        return [f"{role}-{milestone.pk}" for role in ROLES]

    @property
    def names(self) -> list[str]:
        """The inputs that are drawn."""
        return [name for each in self.shown for name in self._names(each)]

    @property
    def inputs(self) -> dict[str, str]:
        """Every input that is drawn with what stands in it."""
        return {name: str(self.data.get(name, "")) for name in self.names}

    @property
    def standing(self) -> dict[str, str]:
        """The same with what is registered."""
        return {name: self._text(self.fields[name]) for name in self.names}

    def words(self) -> list[Any]:
        """The dates for the action: of those that are drawn."""
        shown = {each.pk for each in self.shown}
        return [each for each in super().words() if each.milestone.pk in shown]

    def typed(self) -> dict[str, Typed]:
        """uid of a milestone → its dates as typed; what could not be read counts as it stands."""
        self.is_valid()
        return {
            each.uid.hex: Typed(*(self.cleaned_data.get(name, self.fields[name].initial) for name in self._names(each)))
            for each in self.shown
        }

    @property
    def retyped(self) -> list[str]:
        """The inputs whose date is another than the one that stands."""
        self.is_valid()
        return [
            name
            for name in self.names
            if name in self.errors or not same(self.cleaned_data.get(name), self.fields[name].initial)
        ]

    def report_lines(self, part: Slice, today: date) -> list[ReportLine]:
        """The rows of the table."""
        facts: dict[str, MilestoneFact] = {each.uid: each for each in part.milestones}
        typed, shown, moved = self.typed(), {each.pk for each in self.shown}, set(self.retyped)
        return [
            ReportLine(
                line,
                row(part, facts[uid], typed[uid], today) if (uid := line.milestone.uid.hex) in facts else None,
                not moved.isdisjoint(self._names(line.milestone)),
            )
            for line in self.lines()
            if line.milestone.pk in shown
        ]
