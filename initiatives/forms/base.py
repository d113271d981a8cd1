"""The form of a fact: filled with what stands now, able to notice that somebody else saved first, losing nothing typed.

A stale form comes back with both values of each field in conflict and a choice between them; what only the other
editor touched takes the other's value, and is told. `form.rows()` is what the template draws.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.actions.edits import last_changes, row_of, version_of
from initiatives.actions.values import stored
from initiatives.domain.dates import PartialDate
from initiatives.domain.refusals import Clash, Refused, Stale, Why
from initiatives.formatting import MISSING, day, moment, money, number, when
from initiatives.forms.fields import KronerField, PartialDateField, TextField
from initiatives.forms.sentences import sentence
from initiatives.models.base import Fact

THEIRS, MINE = "deres", "min"


@dataclass(frozen=True, slots=True)
class Told:
    """What another editor did to a field: the words it held, holds now, and would hold by this form."""

    label: str
    base: str
    now: str
    mine: str
    actor: str = ""
    when: datetime | None = None

    @property
    def told(self) -> str:
        """When, in words."""
        return moment(self.when) if self.when is not None else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field as drawn: the control, the value that stands beside it, and a conflict if there is one."""

    field: BoundField
    shown: bool
    last: str
    actor: str
    when: datetime | None
    changed: bool
    conflict: Told | None
    choice: str

    @property
    def language(self) -> str:
        """The language of a stored text; "" for other values."""
        return str(self.field.field.widget.attrs.get("lang", ""))

    @property
    def told(self) -> str:
        """When the value that stands was given, in words."""
        return day(self.when) if self.when is not None else ""


class FactForm(forms.Form):
    """Base of every form that adds or changes a fact. `fact` is None for a new one."""

    names: ClassVar[tuple[str, ...]] = ()
    """The fact's own fields among the form's."""
    sections: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()
    """Heading and fields, in the order they are drawn."""
    elsewhere: Mapping[str, str] = {}
    """Names used by the actions → the form's field that stands for them."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    clashing = forms.CharField(widget=forms.HiddenInput, required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, fact: Fact | None = None, initial: Any = None, **options: Any) -> None:
        self.fact = fact
        self.updates: list[Told] = []
        self.conflicts: dict[str, Told] = {}
        held = dict(initial or {})
        if fact is not None:
            held |= self.values_of(fact) | {"version": self.current_version()}
        else:
            held["uid"] = uuid4()
        super().__init__(data, initial=held, **options)
        self.prepare()
        self._mark_texts()
        self.base = self.values_seen() if self.is_bound and fact is not None else {}
        self._know_dates()
        if self.is_bound:
            self._take_choices()

    def _mark_texts(self) -> None:
        """The fact's own texts are written in the fact's language, not in the page's."""
        language = str(getattr(self.fact, "language", ""))
        for name in self.names:
            field = self.fields.get(name)
            if language and isinstance(field, TextField):
                field.widget.attrs["lang"] = language

    # ── for subclasses ───────────────────────────────────────────────────────────────────────────────────────────────

    def prepare(self) -> None:
        """Fit the fields to the fact: choices, fields that do not apply."""

    def values_of(self, row: Any) -> dict[str, Any]:
        """The form's values as they stand on a fact or on one of its history rows."""
        return {name: stored(row, name) for name in self.names}

    def current_version(self) -> str:
        """What the form carries to notice that somebody else saved first."""
        return str(version_of(self._fact))

    def values_seen(self) -> dict[str, Any]:
        """The form's values as they stood when it was opened; empty when its version is not known."""
        row = row_of(self._fact, self.seen_version)
        return self.values_of(row) if row is not None else {}

    def changes(self) -> dict[str, Any]:
        """The values for the action, by the fact's own names."""
        return {name: self.cleaned_data[name] for name in self.names}

    # ── what came in ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _fact(self) -> Fact:
        if self.fact is None:
            raise ValueError("A new fact has no version.")
        return self.fact

    @property
    def is_new(self) -> bool:
        """The form makes a new fact: nothing stands beside the fields."""
        return self.fact is None

    @property
    def seen_version(self) -> int:
        """The number of the history row the form was opened with; 0 when it is missing or tampered with."""
        text = str(self.data.get(self.add_prefix("version"), ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

    def _know_dates(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, PartialDateField):
                held = (self.initial.get(name), self.base.get(name))
                field.known = tuple(date for date in held if isinstance(date, PartialDate))

    def _take_choices(self) -> None:
        """In a field where «deres» was chosen, the other's value stands."""
        self.data: Any = self.data.copy()
        for name in self._clashing():
            if self.data.get(f"valg_{name}") == THEIRS:
                self._set(name, self.initial.get(name))

    def _clashing(self) -> list[str]:
        found = str(self.data.get("clashing", "")).split(",")
        return [name for name in found if name in self.fields]

    def _set(self, name: str, value: Any) -> None:
        shown = self.fields[name].prepare_value(value)
        self.data[name] = "" if shown is None else str(shown)

    def clean(self) -> dict[str, Any]:
        """A conflict that was shown is answered before anything is saved."""
        cleaned = super().clean() or self.cleaned_data
        for name in self._clashing():
            if self.data.get(f"valg_{name}") not in {THEIRS, MINE}:
                self.conflicts[name] = self._told(name)
                self.add_error(name, _("Velg hvilken verdi som skal gjelde."))
        return cleaned

    # ── what the action answered ─────────────────────────────────────────────────────────────────────────────────────

    def show(self, refused: Refused) -> None:
        """Say beside each field why the action refused it, or what somebody else did to it."""
        if isinstance(refused, Stale):
            self._show_clashes(refused.clashes)
            return
        if Why.SENT_BEFORE in refused.whys.values():
            self.data["uid"] = str(uuid4())  # sent again, it is something new
        for problem in refused.problems:
            name = self.elsewhere.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, sentence(problem))

    def _show_clashes(self, clashes: tuple[Clash, ...]) -> None:
        for clash in clashes:
            name = self.elsewhere.get(clash.field, clash.field)
            if name not in self.fields:
                continue
            told = self._told(name, clash)
            if clash.touched:
                self.conflicts[name] = told
            else:
                self.updates.append(told)
                self._set(name, self.initial.get(name))
        self.data["version"] = self.current_version()
        self.data["clashing"] = ",".join(self.conflicts)
        for name in self.conflicts:
            self.add_error(name, _("Noen andre har endret dette feltet. Velg hvilken verdi som skal gjelde."))
        if not self.conflicts:
            self.add_error(None, _("Ingenting er lagret ennå. Se over det som er endret, og lagre på nytt."))

    def _told(self, name: str, clash: Clash | None = None) -> Told:
        field = self.fields[name]
        actor, changed_at = (clash.actor, clash.when) if clash is not None else self._changed_by(name)
        return Told(
            label=str(field.label),
            base=self.words(name, self.base.get(name)),
            now=self.words(name, self.initial.get(name)),
            mine=str(self.data.get(name, "")) if isinstance(field, TYPED) else self.words(name, self.data.get(name)),
            actor=actor,
            when=changed_at,
        )

    # ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────

    def rows(self) -> Iterator[tuple[Any, list[Row]]]:
        """Each section's heading and rows. Fields that belong to no section come first, without a heading."""
        placed = {name for _heading, names in self.sections for name in names}
        loose = [name for name, field in self.fields.items() if name not in placed and not self[name].is_hidden]
        for heading, names in (("", loose), *self.sections):
            drawn = [self._row(name) for name in names if name in self.fields]
            if drawn:
                yield heading, drawn

    def _row(self, name: str) -> Row:
        actor, changed_at = self._changed_by(name)
        return Row(
            field=self[name],
            shown=name in self.initial,
            last=self.words(name, self.initial.get(name)) if self.fact is not None else "",
            actor=actor,
            when=changed_at if self.initial.get(name) not in (None, "") else None,
            changed=self.is_bound and name in self.changed_data,
            conflict=self.conflicts.get(name),
            choice=str(self.data.get(f"valg_{name}", "")) if self.is_bound else "",
        )

    def _changed_by(self, name: str) -> tuple[str, datetime | None]:
        """Who gave the value that stands, and when."""
        if self.fact is None:
            return "", None
        if not hasattr(self, "_last"):
            self._last = last_changes(self.fact, self.names)
        row = self._last.get(name)
        return (row.actor, row.recorded_at) if row is not None else ("", None)

    def words(self, name: str, value: Any) -> str:
        """A value as people read it."""
        field = self.fields[name]
        if value in (None, ""):
            return MISSING
        if isinstance(value, PartialDate):
            return when(value)
        if isinstance(field, KronerField):
            return kroner_words(value)
        if isinstance(field, forms.ModelChoiceField):
            return _label_of(field, value)
        if isinstance(field, forms.ChoiceField):
            return _label_in(field, field.prepare_value(value))
        return number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


TYPED = (PartialDateField, KronerField, TextField, forms.IntegerField)


def kroner_words(value: Any) -> str:
    """An amount in full, and in millions when it is that large."""
    if not isinstance(value, int):
        return str(value)
    full = _("%(amount)s kr") % {"amount": number(value)}
    return f"{full} ({money(value)})" if value >= 1_000_000 else full


def _label_of(field: Any, value: Any) -> str:
    chosen = field.queryset.model._default_manager.filter(pk=value).first() if str(value).isdigit() else None
    return field.label_from_instance(chosen) if chosen is not None else MISSING


def _label_in(field: forms.ChoiceField, value: Any) -> str:
    found = next((label for key, label in _flat(field.choices) if str(key) == str(value)), value)
    return str(found)


def _flat(offered: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in offered:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label


class ReasonForm(forms.Form):
    """Why a fact is withdrawn."""

    reason = TextField(
        label=gettext_lazy("Begrunnelse"),
        lines=3,
        required=True,
        help_text=gettext_lazy("Blir stående i loggen. Ikke skriv helseopplysninger her."),
        error_messages={"required": gettext_lazy("Skriv en begrunnelse. Den blir stående i loggen.")},
    )

    def show(self, refused: Refused) -> None:
        """Say why the action refused."""
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))
