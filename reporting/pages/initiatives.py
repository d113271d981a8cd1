"""The list of initiatives in words: what the page's templates are given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.register import FACETS, Flag, Register, Selection, select
from reporting.filters import InitiativeFilter, KeysFilterSet
from reporting.pages.register_columns import ALWAYS, COLUMNS
from reporting.pages.register_query import SIZES, Asked
from reporting.pages.register_words import flag_label

WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)
PICKS = ("plan", "owner", "phase")
MORE_PICKS = ("segment", "goal", "kind", "life", "category")


@dataclass(frozen=True, slots=True)
class Chip:
    """A link that turns one value of a filter on or off, with how many there are."""

    id: str
    label: str
    count: int
    url: str
    on: bool
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """A filter with its values. `chosen` says in words what is on, `error` what was not understood."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str
    error: str


def chips(selection: Selection, asked: Asked) -> list[Chip]:
    """All, and each colour with how many it would give."""
    on = asked.criteria.colour
    everything = asked.with_filter("colour", frozenset())
    return [
        Chip("chip-all", _("Alle"), selection.any_colour, everything, on=not on),
        *(
            Chip(
                f"chip-{each}",
                choices.label(Colour, each),
                selection.colours[each],
                asked.toggled("colour", each),
                on=each in on,
                tone=choices.tone(Colour, each),
            )
            for each in WORST_FIRST
        ),
    ]


def flag_chips(selection: Selection, asked: Asked, *, compared: bool) -> list[Chip]:
    """The flags that some have, or that are on."""
    on = asked.criteria.flag
    return [
        Chip(
            f"chip-{each}",
            flag_label(each, compared=compared),
            selection.flags[each],
            asked.toggled("flag", each),
            on=each in on,
        )
        for each in Flag
        if selection.flags[each] or each in on
    ]


def picks(filters: KeysFilterSet, names: Sequence[str]) -> list[Pick]:
    """The filters with what can be chosen in each; one without choices is left out unless it has something wrong."""
    found = [_pick(filters, name) for name in names]
    return [each for each in found if each.options or each.error]


def _pick(filters: KeysFilterSet, name: str) -> Pick:
    field, on = filters.form.fields[name], set(filters.known(name))
    options = tuple(Option(key, str(label), key in on) for key, label in field.choices)
    wrong = " ".join(filters.form.errors.get(name, ()))
    return Pick(name, str(field.label), _capitalised(options), _chosen(_capitalised(options)), wrong)


def _capitalised(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(Option(each.value, each.label[:1].upper() + each.label[1:], each.on) for each in options)


def _chosen(options: tuple[Option, ...]) -> str:
    on = [each.label for each in options if each.on]
    if not on:
        return _("Alle")
    return Truncator(on[0]).chars(24) if len(on) == 1 else _("%(count)s valgt") % {"count": len(on)}


def column_options(asked: Asked) -> list[Option]:
    """The columns one can choose; the name is always there."""
    return [Option(each.key, str(each.heading), each.key in asked.columns) for each in COLUMNS if each.key != ALWAYS]


def column_error(asked: Asked) -> str:
    """What is said of columns there are not."""
    told = ", ".join(f"«{Truncator(each).chars(40)}»" for each in asked.wrong_columns[:3])
    return _("Det finnes ingen kolonne %(names)s.") % {"names": told} if told else ""


def chip_error(filters: InitiativeFilter) -> str:
    """What is said of statuses and flags there are not."""
    return " ".join(each for name in ("colour", "flag") for each in filters.form.errors.get(name, ()))


def count_words(selection: Selection) -> str:
    """How many are shown of how many, for eye and ear."""
    return ngettext("Viser %(shown)s av %(total)s tiltak", "Viser %(shown)s av %(total)s tiltak", selection.total) % {
        "shown": formatting.number(len(selection.rows)),
        "total": formatting.number(selection.total),
    }


def order_words(asked: Asked) -> str:
    """The order in words."""
    if not asked.sort:
        return _("verst først i hver plan")
    heading = next(str(each.heading) for each in COLUMNS if each.key == asked.column)
    words = _("sortert etter %(column)s, synkende") if asked.descending else _("sortert etter %(column)s")
    return words % {"column": heading.lower()}


def sizes(asked: Asked) -> list[Option]:
    """Rows to a page; the last is all, as far as a page can hold them."""
    return [
        Option(asked.query(size=each), _("alle (høyst 500)") if each == SIZES[-1] else str(each), each == asked.size)
        for each in SIZES
    ]


def lede(register: Register) -> str:
    """What the list holds, and what it does not do."""
    plans = len(register.choices["plan"])
    count = ngettext("%(count)s tiltak", "%(count)s tiltak", len(register.rows)) % {
        "count": formatting.number(len(register.rows))
    }
    inside = ngettext("i %(count)s plan", "i %(count)s planer", plans) % {"count": formatting.number(plans)}
    return _("%(count)s %(plans)s. Sist kjente status med dato; ingenting er regnet inn der kilden tier.") % {
        "count": count,
        "plans": inside,
    }


# ── what to loosen, and what is on ───────────────────────────────────────────────────────────────────────────────────


def active_filters(filters: InitiativeFilter, asked: Asked) -> list[Chip]:
    """Everything that is on, each with the address of the list without it."""
    found = [_search_chip(asked)] if asked.criteria.q else []
    for name in FACETS:
        field = filters.form.fields[name]
        labels = dict(field.choices)
        found += [
            Chip(f"on-{name}-{number}", f"{field.label}: {labels[key]}", 0, asked.toggled(name, key), on=True)
            for number, key in enumerate(filters.known(name))
        ]
    return found


def loosen(register: Register, filters: InitiativeFilter, asked: Asked) -> list[Chip]:
    """For an empty list: each filter that is on, with how many there would be without it, the most first."""
    found = []
    for name in ("q", *FACETS):
        if not getattr(asked.criteria, name):
            continue
        changes: Any = {name: "" if name == "q" else frozenset()}
        loosened = replace(asked.criteria, **changes)
        label = _("Søk") if name == "q" else str(filters.form.fields[name].label)
        count = len(select(register.rows, loosened).rows)
        found.append(Chip(f"loosen-{name}", label, count, asked.query(criteria=loosened), on=False))
    return sorted(found, key=lambda each: -each.count)


def _search_chip(asked: Asked) -> Chip:
    words = Truncator(asked.criteria.q).chars(40)
    return Chip("on-q", _("Søk: «%(words)s»") % {"words": words}, 0, asked.with_filter("q", ""), on=True)
