"""The register of agreements in words: what the page's templates are given."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination_contracts import (
    FACETS,
    SWITCHES,
    Contracts,
    Criteria,
    Selection,
    select,
)
from reporting.filters import ContractFilter
from reporting.pages import initiatives as shared
from reporting.pages.contracts_cells import COLUMNS
from reporting.pages.contracts_query import SIZES, ContractsAsked, with_filter
from reporting.pages.initiatives import Chip, Option
from reporting.pages.overview_words import of_which_examples

PICKS = ("receiver", "giver", "concern")
MORE_PICKS = ("kind",)
CHIPPED = ("open", "endangered", "awaiting", "external", "inside")
"""The switches that have a chip of their own."""


def context(held: Contracts, filters: ContractFilter, selection: Selection, asked: ContractsAsked) -> dict[str, Any]:
    """What the templates show beside the table."""
    return {
        "asked": asked,
        "filters": filters,
        "selection": selection,
        "lede": lede(held),
        "picks": shared.picks(filters, PICKS),
        "more_picks": shared.picks(filters, MORE_PICKS),
        "states": states(selection, asked),
        "switches": switches(selection, asked),
        "chip_error": chip_error(filters),
        "active": active(filters, asked),
        "loosen": [] if selection.rows else loosen(held, filters, asked),
        "count": count_words(selection),
        "order": order_words(asked),
        "sizes": sizes(asked),
    }


def lede(held: Contracts) -> str:
    """What the register holds."""
    every = len(held.rows)
    opened = sum(each.open for each in held.rows)
    examples = sum(each.example for each in held.rows)
    count = ngettext("%(count)s avtale", "%(count)s avtaler", every) % {"count": formatting.number(every)}
    told = [_("%(count)s, %(open)s åpne.") % {"count": count, "open": formatting.number(opened)}]
    if examples:
        told.append(f"{capfirst(of_which_examples(examples))}.")
    told.append(_("«Notert» er det bare en kilde som sier; det har ingen avtalt."))
    return " ".join(told)


def states(selection: Selection, asked: ContractsAsked) -> list[Chip]:
    """All, and each state that some are in or that is on, with how many it would give."""
    on = asked.criteria.state
    everything = asked.with_filter("state", frozenset())
    return [
        Chip("chip-all", _("Alle"), selection.any_state, everything, on=not on),
        *(
            Chip(
                f"chip-{each}",
                capfirst(choices.label(DependencyState, each)),
                selection.states[each],
                asked.toggled("state", each),
                on=each in on,
            )
            for each in DependencyState
            if selection.states[each] or each in on
        ),
    ]


def switches(selection: Selection, asked: ContractsAsked) -> list[Chip]:
    """The quick filters that some have, or that are on."""
    labels = {
        "open": _("Åpne"),
        "endangered": _("I fare"),
        "awaiting": _("Venter på svar"),
        "external": _("Utenfor porteføljen"),
        "inside": _("Inni én eier"),
    }
    made = []
    for name in CHIPPED:
        on = getattr(asked.criteria, name) is True
        if selection.switches[name] or on:
            url = asked.with_filter(name, None if on else True)
            made.append(Chip(f"chip-{name}", labels[name], selection.switches[name], url, on=on))
    return made


def chip_error(filters: ContractFilter) -> str:
    """What is said of states and answers there are not."""
    return " ".join(each for name in ("state", *SWITCHES) for each in filters.form.errors.get(name, ()))


def count_words(selection: Selection) -> str:
    """How many are shown of how many, for eye and ear."""
    words = ngettext("Viser %(shown)s av %(total)s avtale", "Viser %(shown)s av %(total)s avtaler", selection.total)
    return words % {"shown": formatting.number(len(selection.rows)), "total": formatting.number(selection.total)}


def order_words(asked: ContractsAsked) -> str:
    """The order in words."""
    if not asked.sort:
        return _("åpne først, verst øverst")
    heading = next((str(each.heading) for each in COLUMNS if each.key == asked.column), _("alder"))
    words = _("sortert etter %(column)s, synkende") if asked.descending else _("sortert etter %(column)s")
    return words % {"column": heading.lower()}


def sizes(asked: ContractsAsked) -> list[Option]:
    """Rows to a page."""
    return [Option(asked.query(size=each), str(each), each == asked.size) for each in SIZES]


# ── what is on, and what to loosen ───────────────────────────────────────────────────────────────────────────────────


def active(filters: ContractFilter, asked: ContractsAsked) -> list[Chip]:
    """Everything that is on and has no chip of its own that shows it, with the address of the list without it."""
    found = []
    if asked.criteria.q:
        words = Truncator(asked.criteria.q).chars(40)
        found.append(Chip("on-q", _("Søk: «%(words)s»") % {"words": words}, 0, asked.with_filter("q", ""), on=True))
    for name in FACETS:
        field = filters.form.fields[name]
        labels = dict(field.choices)
        found += [
            Chip(f"on-{name}-{place}", f"{field.label}: {labels[key]}", 0, asked.toggled(name, key), on=True)
            for place, key in enumerate(filters.known(name))
        ]
    for name in SWITCHES:
        answer = getattr(asked.criteria, name)
        if answer is not None:
            label = f"{filters.form.fields[name].label}: {_('ja') if answer else _('nei')}"
            found.append(Chip(f"on-{name}", label, 0, asked.with_filter(name, None), on=True))
    return found


def loosen(held: Contracts, filters: ContractFilter, asked: ContractsAsked) -> list[Chip]:
    """For an empty list: each filter that is on, with how many there would be without it, the most first."""
    found = []
    for name in ("q", *FACETS, *SWITCHES):
        value = getattr(asked.criteria, name)
        if value in ("", None) or value == frozenset():
            continue
        empty: Any = "" if name == "q" else None if name in SWITCHES else frozenset()
        loosened = with_filter(asked.criteria, name, empty)
        label = _("Søk") if name == "q" else str(filters.form.fields[name].label)
        count = len(select(held.rows, loosened).rows)
        found.append(Chip(f"loosen-{name}", label, count, asked.query(criteria=loosened), on=False))
    return sorted(found, key=lambda each: -each.count)


def criteria_words(criteria: Criteria, filters: ContractFilter) -> Sequence[str]:
    """What was asked for: «Den som gir: KS eller Helfo», «I fare: ja»."""
    told = [_("Søk: «%(words)s»") % {"words": criteria.q}] if criteria.q else []
    for name in FACETS:
        field = filters.form.fields[name]
        labels = dict(field.choices)
        keys = [str(labels[key]) for key in sorted(getattr(criteria, name))]
        if keys:
            told.append(f"{field.label}: {_(' eller ').join(keys)}")
    for name in SWITCHES:
        answer = getattr(criteria, name)
        if answer is not None:
            told.append(f"{filters.form.fields[name].label}: {_('ja') if answer else _('nei')}")
    return told
