"""The list's filters as a form: fields, validation, messages and the address. They never touch a queryset of facts.

django-filter makes the form and reads the address; `criteria()` hands what it holds to the pure `select` and `matches`
of the register. What is unknown is told beside its filter and left out; the rest still filters.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, Filter, FilterSet

from reporting import choices
from reporting.domain.figures.register import FACETS, Criteria, Flag, Register
from reporting.pages.register_words import CODES, LABELS, flag_label

LONGEST_SEARCH = 200
SHOWN_OF_A_WRONG_VALUE = 40


class KeysField(forms.MultipleChoiceField):
    """Any number of keys. Says which ones it does not know."""

    def clean(self, value: Any) -> list[str]:
        given = [each for each in value or () if each]
        unknown = [each for each in given if not self.valid_value(each)]
        if unknown:
            told = ", ".join(f"«{Truncator(each).chars(SHOWN_OF_A_WRONG_VALUE)}»" for each in unknown[:3])
            raise ValidationError(_("%(values)s finnes ikke blant valgene.") % {"values": told}, code="unknown")
        return given


class KeysFilter(Filter):
    """A filter of several keys, any of which will do."""

    field_class = KeysField


class NoQueryset:
    """What FilterSet asks of a queryset before it makes its form: which model it is of. Here, none."""

    model = None


class KeysFilterSet(FilterSet):
    """Filters over what there is to choose among: name → (key, label) of each choice."""

    def __init__(self, data: QueryDict, choices: Mapping[str, Iterable[tuple[str, Any]]]) -> None:
        super().__init__(data, queryset=NoQueryset)
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = list(offered)

    def known(self, name: str) -> list[str]:
        """The values given for a filter that there are, each once."""
        field = self.form.fields[name]
        return [each for each in dict.fromkeys(self.data.getlist(name)) if each and field.valid_value(each)]


class InitiativeFilter(KeysFilterSet):
    """The filters of the list of initiatives, over what there is to choose among in a register."""

    q = CharFilter(
        label=LABELS["q"],
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": gettext_lazy("Søket er for langt. Skriv høyst %(limit_value)d tegn.")},
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "class": "ds-input",
                "autocomplete": "off",
                "placeholder": gettext_lazy("Navn, kode, eier, milepæl"),
            }
        ),
    )
    plan = KeysFilter(label=LABELS["plan"])
    owner = KeysFilter(label=LABELS["owner"])
    phase = KeysFilter(label=LABELS["phase"])
    segment = KeysFilter(label=LABELS["segment"])
    goal = KeysFilter(label=LABELS["goal"])
    kind = KeysFilter(label=LABELS["kind"])
    life = KeysFilter(label=LABELS["life"])
    category = KeysFilter(label=LABELS["category"])
    colour = KeysFilter(label=LABELS["colour"])
    flag = KeysFilter(label=LABELS["flag"])

    def __init__(self, data: QueryDict, register: Register) -> None:
        super().__init__(data, {name: _choices(name, register) for name in FACETS})

    def criteria(self) -> Criteria:
        """What is asked for, without what is unknown."""
        self.form.full_clean()
        facets = {name: frozenset(self.known(name)) for name in FACETS}
        return Criteria(q=self.form.cleaned_data.get("q") or "", **facets)


class EconomyFilter(KeysFilterSet):
    """The filters of økonomi."""

    kind = KeysFilter(label=gettext_lazy("Type"))
    plan = KeysFilter(label=LABELS["plan"])
    owner = KeysFilter(label=LABELS["owner"])
    funding = KeysFilter(label=gettext_lazy("Finansiering"))
    year = KeysFilter(label=gettext_lazy("År"))
    measure = KeysFilter(label=gettext_lazy("Mål"))
    price = KeysFilter(label=gettext_lazy("Prisnivå"))
    tiltak = KeysFilter(label=gettext_lazy("Tiltak"))
    data = KeysFilter(label=gettext_lazy("Data"))


def _choices(name: str, register: Register) -> Iterable[tuple[str, Any]]:
    if name == "flag":
        return [(each.value, flag_label(each, compared=register.compared)) for each in Flag]
    if name in CODES:
        return choices.choices(CODES[name])
    return [(each.key, each.label) for each in register.choices[name]]
