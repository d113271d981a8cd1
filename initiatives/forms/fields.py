"""Form fields that read what people write: partial dates, kroner, clean text."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from initiatives.choices import choices
from initiatives.domain import free_text, kroner
from initiatives.domain.dates import NotADate, PartialDate, parse
from initiatives.formatting import NBSP, when
from initiatives.forms import sentences

NO_HEALTH_DATA = _("Ikke skriv helseopplysninger her.")
REQUIRED: dict[str, Any] = {"required": _("Feltet må fylles ut.")}
CHOSEN: dict[str, Any] = REQUIRED | {"invalid_choice": _("Velg en av verdiene i lista.")}


class PartialDateField(forms.CharField):
    """A date as precise as it is known. Gives a `PartialDate`, or None when empty.

    `known` are dates whose words stand in the input: left untouched, they come back as they were, literal and all.
    """

    default_error_messages = REQUIRED

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For eksempel 9.11.2024, nov. 2024, høst 2023 eller 2024."))
        super().__init__(required=options.pop("required", False), **options)
        self.known: tuple[PartialDate, ...] = ()
        self.widget.attrs |= {"class": "w-date", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return when(value) if isinstance(value, PartialDate) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):  # a disabled field hands its own value back
            return value
        text = free_text.one_line(str(value or ""))
        if not text:
            return None
        for date in self.known:
            if text == free_text.one_line(when(date)):
                return date
        try:
            return parse(text)
        except NotADate as refusal:
            raise ValidationError(sentences.not_a_date(refusal.reason), code=refusal.reason) from None

    def run_validators(self, value: Any) -> None:
        """The text was checked when it was read."""


class KronerField(forms.CharField):
    """An amount in whole kroner, as people write it. A bare number counts in `unit` kroner.

    It is shown grouped by spaces in every language: commas would be read as decimal signs.
    """

    default_error_messages = REQUIRED

    def __init__(self, *, unit: int = 1, **options: Any) -> None:
        options.setdefault("help_text", _("I kroner: 1 250 000, eller 38,5 mill."))
        super().__init__(required=options.pop("required", False), **options)
        self.unit = unit
        self.widget.attrs |= {"class": "w-date", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", NBSP) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = free_text.one_line(str(value if value is not None else ""))
        if not text:
            return None
        try:
            return kroner.parse(text, self.unit)
        except kroner.NotAnAmount as refusal:
            raise ValidationError(sentences.not_an_amount(refusal.reason), code=refusal.reason) from None

    def run_validators(self, value: Any) -> None:
        """The text was checked when it was read."""


class TextField(forms.CharField):
    """Free text: invisible characters go, and what is too long or holds an identity number is refused."""

    default_error_messages = REQUIRED

    def __init__(self, *, lines: int = 0, limit: int = free_text.LONGEST, **options: Any) -> None:
        if lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
            options.setdefault("help_text", NO_HEALTH_DATA)
        super().__init__(required=options.pop("required", False), **options)
        self.lines, self.limit = lines, limit

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        return free_text.tidy(text) if self.lines else free_text.one_line(text)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(sentences.too_long(len(value), self.limit), code="too_long")
        if free_text.holds_identity_number(value):
            raise ValidationError(sentences.identity_number(), code="identity_number")


class NumberField(forms.IntegerField):
    """A whole number."""

    default_error_messages = REQUIRED | {"invalid": _("Skriv et helt tall, for eksempel 30.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric"}), **options)


class CodeField(forms.ChoiceField):
    """One code of the vocabulary, by its label; «Ikke oppgitt» where none need be chosen."""

    default_error_messages = CHOSEN

    def __init__(
        self, kind: type[StrEnum], *, without: Iterable[StrEnum] = (), ask: bool = False, **options: Any
    ) -> None:
        """`without` leaves codes out; `ask` makes the person choose where no code is the usual one."""
        self.given = options.setdefault("required", True) and not ask
        offered: list[tuple[str, Any]] = [
            (value, capital(text)) for value, text in choices(kind) if value not in set(without)
        ]
        if not options["required"]:
            offered = [("", _("Ikke oppgitt")), *offered]
        elif ask:
            offered = [("", _("Velg")), *offered]
        options["required"] = options["required"] and not self.given
        super().__init__(choices=offered, **options)

    def validate(self, value: Any) -> None:
        """Where a code always stands chosen, no mark asks for one; leaving it out is still refused."""
        super().validate(value)
        if self.given and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class YesNoField(forms.TypedChoiceField):
    """Yes or no, said with words."""

    default_error_messages = CHOSEN

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=[("ja", _("Ja")), ("nei", _("Nei"))],
            coerce=lambda value: value in ("ja", True),
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nei"}.get(value, value)

    def validate(self, value: Any) -> None:
        """One of the two always stands chosen, so no mark asks for it."""
        super().validate(value)
        if not value:
            raise ValidationError(self.error_messages["required"], code="required")


class ScaleField(forms.TypedChoiceField):
    """A step from 1 to 5, or none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=[("", _("Ikke vurdert")), *((str(step), str(step)) for step in range(1, 6))],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **options,
        )


class FactSelect(forms.Select):
    """A list of facts, each by its name in its own language."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *args, **options)
        language = getattr(getattr(value, "instance", None), "language", "")
        if language:
            made["attrs"]["lang"] = language
        return made


class FactChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the register's facts; «Ikke oppgitt» where none need be chosen."""

    widget = FactSelect
    default_error_messages = CHOSEN

    def __init__(self, queryset: Any, *, empty: Any = None, **options: Any) -> None:
        required = options.pop("required", False)
        super().__init__(queryset, required=required, empty_label=empty or _("Ikke oppgitt"), **options)


def _capital(text: Any) -> str:
    return str(text)[:1].upper() + str(text)[1:]


capital = lazy(_capital, str)
"""The label with a capital, as the first word of an option; in the language of the page."""
