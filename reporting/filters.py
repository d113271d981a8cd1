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

from initiatives.domain.agreements import Concern
from initiatives.domain.negotiation import OPEN
from initiatives.domain.vocabulary import DependencyKind, DependencyState
from reporting import choices
from reporting.domain.figures import coordination_contracts as contracts
from reporting.domain.figures.coordination_web import View
from reporting.domain.figures.register import FACETS, Criteria, Flag, Register
from reporting.domain.figures.register_search import collation
from reporting.pages.agreement_words import concern_label
from reporting.pages.coordination_words import holder_name, view_label
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

    def first(self, name: str) -> str:
        """The one value of a filter that takes one; "" when none is known."""
        return next(iter(self.known(name)), "")


def _search(placeholder: Any) -> CharFilter:
    return CharFilter(
        label=LABELS["q"],
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": gettext_lazy("Søket er for langt. Skriv høyst %(limit_value)d tegn.")},
        widget=forms.TextInput(
            attrs={"type": "search", "class": "ds-input", "autocomplete": "off", "placeholder": placeholder}
        ),
    )


class InitiativeFilter(KeysFilterSet):
    """The filters of the list of initiatives, over what there is to choose among in a register."""

    q = _search(gettext_lazy("Navn, kode, eier, milepæl"))
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


class CompareFilter(KeysFilterSet):
    """The filters of a comparison."""

    slag = KeysFilter(label=gettext_lazy("Slag endring"))
    eier = KeysFilter(label=LABELS["owner"])


YES, NO = "yes", "no"


class ContractFilter(KeysFilterSet):
    """The filters of the register of agreements, over what there is to choose among in it."""

    q = _search(gettext_lazy("Hva, tiltak, kode, eier, milepæl"))
    state = KeysFilter(label=gettext_lazy("Tilstand"))
    concern = KeysFilter(label=gettext_lazy("Hva som er galt"))
    giver = KeysFilter(label=gettext_lazy("Den som gir"))
    receiver = KeysFilter(label=gettext_lazy("Den som trenger"))
    initiative = KeysFilter(label=gettext_lazy("Tiltak"))
    kind = KeysFilter(label=gettext_lazy("Slag"))
    open = KeysFilter(label=gettext_lazy("Åpen"))
    endangered = KeysFilter(label=gettext_lazy("I fare"))
    awaiting = KeysFilter(label=gettext_lazy("Venter på svar"))
    external = KeysFilter(label=gettext_lazy("Utenfor porteføljen"))
    inside = KeysFilter(label=gettext_lazy("Inni én eier"))
    example = KeysFilter(label=gettext_lazy("Eksempel"))

    def __init__(self, data: QueryDict, held: contracts.Contracts) -> None:
        answers = [(YES, gettext_lazy("ja")), (NO, gettext_lazy("nei"))]
        parts = [(each.key, f"{each.key} {each.label}") for each in held.choices["initiative"]]
        super().__init__(
            data,
            {
                "state": choices.choices(DependencyState),
                "concern": [(each.value, concern_label(each)) for each in Concern],
                "giver": [(each.key, holder_name(each)) for each in held.choices["giver"]],
                "receiver": [(each.key, holder_name(each)) for each in held.choices["receiver"]],
                "initiative": parts,
                "kind": choices.choices(DependencyKind),
                **dict.fromkeys(contracts.SWITCHES, answers),
            },
        )

    def criteria(self) -> contracts.Criteria:
        """What is asked for, without what is unknown; yes and no at once ask for nothing."""
        self.form.full_clean()
        asked: dict[str, Any] = {name: frozenset(self.known(name)) for name in contracts.FACETS}
        asked |= {name: _answer(self.known(name)) for name in contracts.SWITCHES}
        return contracts.Criteria(q=self.form.cleaned_data.get("q") or "", **asked)


class StatusFilter(KeysFilterSet):
    """The filters of status over time; how many periods takes one value."""

    owner = KeysFilter(label=LABELS["owner"])
    goal = KeysFilter(label=LABELS["goal"])
    colour = KeysFilter(label=gettext_lazy("Status nå"))
    turned = KeysFilter(label=gettext_lazy("Snudde"))
    perioder = KeysFilter(label=gettext_lazy("Perioder"))


class WebFilter(KeysFilterSet):
    """What can be asked of the network picture; each filter takes one value."""

    eier = KeysFilter(label=LABELS["owner"])
    plan = KeysFilter(label=LABELS["plan"])
    tilstand = KeysFilter(label=gettext_lazy("Tilstand"))
    vis = KeysFilter(label=gettext_lazy("Vis"))

    def __init__(self, data: QueryDict, held: contracts.Contracts, plans: Iterable[tuple[str, str]]) -> None:
        owners = {each.key: holder_name(each) for side in ("receiver", "giver") for each in held.choices[side]}
        super().__init__(
            data,
            {
                "eier": sorted(owners.items(), key=lambda each: collation(each[1])),
                "plan": plans,
                "tilstand": [each for each in choices.choices(DependencyState) if each[0] in OPEN],
                "vis": [(each.value, view_label(each)) for each in View if each],
            },
        )


def _answer(given: list[str]) -> bool | None:
    return given[0] == YES if len(given) == 1 else None


def _choices(name: str, register: Register) -> Iterable[tuple[str, Any]]:
    if name == "flag":
        return [(each.value, flag_label(each, compared=register.compared)) for each in Flag]
    if name in CODES:
        return choices.choices(CODES[name])
    return [(each.key, each.label) for each in register.choices[name]]
