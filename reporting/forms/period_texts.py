"""The office's own words for a round in one language: a field for each kind, safe when two write at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from initiatives.actions.edits import last_changes, version_of
from initiatives.domain.refusals import Clash, Refused, Stale
from initiatives.formatting import MISSING
from initiatives.forms.base import THEIRS, Row, Told
from initiatives.forms.fields import TextField
from initiatives.forms.sentences import sentence
from reporting.actions.period_texts import LONGEST
from reporting.choices import label
from reporting.domain.vocabulary import TextKind
from reporting.models import PeriodText

LINES = {TextKind.SUMMARY: 8, TextKind.SELECTED_ISSUES: 8, TextKind.HIGHLIGHT: 4, TextKind.COMMON_CAUSES: 5}


class TextsForm(forms.Form):
    """`rows`: kind → the text that stands, of those that are written. What comes back stale has both values and a
    choice between them, as other forms do (`initiatives.forms.base`)."""

    clashing = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, rows: Mapping[str, PeriodText], language: str) -> None:
        self.rows_held, self.language = dict(rows), language
        self.updates: list[Told] = []
        self.conflicts: dict[str, Told] = {}
        held: dict[str, Any] = {kind: row.text for kind, row in rows.items()}
        held |= {f"version_{kind}": self._version(kind) for kind in TextKind}
        super().__init__(data, initial=held)
        for kind in TextKind:
            field = TextField(label=label(TextKind, kind), lines=LINES[kind], limit=LONGEST)
            field.widget.attrs["lang"] = language
            self.fields[kind.value] = field
            self.fields[f"version_{kind}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        if self.is_bound:
            self.data: Any = self.data.copy()
            self._take_choices()

    def _version(self, kind: str) -> int:
        row = self.rows_held.get(kind)
        return version_of(row) if row else 0

    def _clashing(self) -> list[str]:
        return [kind for kind in str(self.data.get("clashing", "")).split(",") if kind in set(TextKind)]

    def _take_choices(self) -> None:
        for kind in self._clashing():
            if self.data.get(f"valg_{kind}") == THEIRS:
                self.data[kind] = self.initial.get(kind, "")

    def clean(self) -> dict[str, Any]:
        """A conflict that was shown is answered before anything is saved."""
        cleaned = super().clean() or self.cleaned_data
        for kind in self._clashing():
            if self.data.get(f"valg_{kind}") not in {THEIRS, "min"}:
                self.conflicts[kind] = self._told(kind, None)
                self.add_error(kind, _("Velg hvilken verdi som skal gjelde."))
        return cleaned

    def texts(self) -> dict[str, str]:
        """kind → text, for the action."""
        return {kind.value: self.cleaned_data[kind.value] for kind in TextKind}

    def versions(self) -> dict[str, int]:
        """kind → the version the form was opened with; 0 for none, or where it is tampered with."""
        given = {kind.value: str(self.data.get(f"version_{kind}", "")) for kind in TextKind}
        return {
            kind: int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
            for kind, text in given.items()
        }

    def show(self, refused: Refused) -> None:
        """Say beside each text why it was refused, or what somebody else did to it."""
        if isinstance(refused, Stale):
            self._show_clashes(refused.clashes)
            return
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))

    def _show_clashes(self, clashes: tuple[Clash, ...]) -> None:
        for clash in clashes:
            told = self._told(clash.field, clash)
            if clash.touched:
                self.conflicts[clash.field] = told
            else:
                self.updates.append(told)
                self.data[clash.field] = self.initial.get(clash.field, "")
            self.data[f"version_{clash.field}"] = str(self._version(clash.field))
        self.data["clashing"] = ",".join(self.conflicts)
        for kind in self.conflicts:
            self.add_error(kind, _("Noen andre har endret dette feltet. Velg hvilken verdi som skal gjelde."))
        if not self.conflicts:
            self.add_error(None, _("Ingenting er lagret ennå. Se over det som er endret, og lagre på nytt."))

    def _told(self, kind: str, clash: Clash | None) -> Told:
        actor, when = (clash.actor, clash.when) if clash else self._last(kind)
        return Told(
            label=label(TextKind, kind),
            base=str((clash.base if clash else "") or MISSING),
            now=str(self.initial.get(kind) or MISSING),
            mine=str(self.data.get(kind, "")),
            actor=actor,
            when=when,
        )

    def _last(self, kind: str) -> tuple[str, Any]:
        row = self.rows_held.get(kind)
        found = last_changes(row, ("text",)).get("text") if row else None
        return (found.actor, found.recorded_at) if found is not None else ("", None)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Each kind and its field as it is drawn."""
        for kind in TextKind:
            actor, when = self._last(kind.value)
            last = str(self.initial.get(kind.value, ""))
            yield (
                kind.value,
                Row(
                    field=self[kind.value],
                    shown=bool(last),
                    last=last,
                    actor=actor,
                    when=when if last else None,
                    changed=self.is_bound and kind.value in self.changed_data,
                    conflict=self.conflicts.get(kind.value),
                    choice=str(self.data.get(f"valg_{kind}", "")) if self.is_bound else "",
                ),
            )
