"""What økonomi is asked for, read from its address and written back as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices
from initiatives.domain.state import Registers
from initiatives.domain.vocabulary import MoneyKind, MoneyMeasure
from reporting.domain.figures.economy import NOT_STATED, Wanted, economy, years_of
from reporting.domain.figures.register import Criteria, Register
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.filters import EconomyFilter
from reporting.pages.money_words import price_word

REAL, EXAMPLE, BOTH = "ekte", "eksempel", "alle"
KEYS = ("kind", "plan", "owner", "funding", "year", "measure", "price", "tiltak")
"""The filters that hold sets of keys, in the order they are shown."""
PAGERS = ("page", "apart", "lines")
"""Pages of initiatives, of amounts apart, and of amounts."""


@dataclass(frozen=True, slots=True)
class EconomyAsked:
    """`keys`: filter → keys; `data` is real, example or both; `pages`: which page of each list, from 1."""

    keys: Mapping[str, frozenset[str]]
    data: str = BOTH
    time: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)

    def wanted(self, registers: Registers) -> Wanted:
        """The filters on amounts."""
        held = self.keys
        funding = {each.key: uid for uid, each in registers.funding.items()} | {NOT_STATED: NOT_STATED}
        return Wanted(
            kind=held["kind"],
            measure=held["measure"],
            funding=frozenset(funding[key] for key in held["funding"]),
            price=held["price"],
            year=frozenset(int(each) for each in held["year"]),
            code=held["tiltak"],
            example=None if self.data == BOTH else self.data == EXAMPLE,
        )

    @property
    def criteria(self) -> Criteria:
        """The filters on initiatives."""
        return Criteria(plan=self.keys["plan"], owner=self.keys["owner"])

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the pages, as pairs of an address."""
        pairs = [(name, value) for name, _, value in (each.partition("=") for each in self.time.split("&")) if name]
        pairs += [(name, key) for name in KEYS for key in sorted(self.keys[name])]
        return pairs if self.data == BOTH else [*pairs, ("data", self.data)]

    def query(self, **pages: int) -> str:
        """The query of the same filters, at the first page of every list but those named: "?kind=…"."""
        return f"?{urlencode([*self.pairs(), *((name, str(page)) for name, page in pages.items() if page > 1)])}"

    def narrowed(self, keys: Mapping[str, Iterable[str]], data: str = "") -> str:
        """The query with some filters set."""
        held = {**self.keys, **{name: frozenset(each) for name, each in keys.items()}}
        return replace(self, keys=held, data=data or self.data).query()

    def toggled(self, name: str, key: str) -> str:
        """The query with one value of a filter added, or taken out if it is there."""
        return self.narrowed({name: self.keys[name] ^ {key}})

    @property
    def without_filters(self) -> str:
        """The query that shows everything."""
        return EconomyAsked(dict.fromkeys(KEYS, frozenset()), time=self.time).query()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return any(self.keys.values()) or self.data != BOTH


def asked(data: QueryDict, filters: EconomyFilter, time: str) -> EconomyAsked:
    """What the address asks for, without what is unknown."""
    filters.form.full_clean()
    shown = filters.known("data")
    return EconomyAsked(
        keys={name: frozenset(filters.known(name)) for name in KEYS},
        data=shown[-1] if shown else BOTH,
        time=time,
        pages={name: _page(data.get(name, "")) for name in PAGERS},
    )


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def offered(record: Record, register: Register, codes: Iterable[str] = ()) -> dict[str, list[tuple[str, Any]]]:
    """What there is to choose among: only what some amount has; of initiatives only those of the `codes` asked for."""
    held = once(record, "money choices", lambda: _held(record))
    names = record.state.registers.funding
    return {
        "kind": [each for each in choices.choices(MoneyKind) if each[0] in held["kind"]],
        "plan": [(each.key, each.label) for each in register.choices["plan"]],
        "owner": [(each.key, each.label) for each in register.choices["owner"]],
        "funding": [
            *sorted(
                ((each.key, each.name) for uid, each in names.items() if uid in held["funding"]), key=itemgetter(1)
            ),
            *([(NOT_STATED, _("Ikke oppgitt"))] if NOT_STATED in held["funding"] else []),
        ],
        "year": [(each, each) for each in sorted(held["year"], reverse=True)],
        "measure": [
            (code, capfirst(str(label))) for code, label in choices.choices(MoneyMeasure) if code in held["measure"]
        ],
        "price": [
            *((each, price_word(int(each))) for each in sorted(held["price"] - {NOT_STATED})),
            *([(NOT_STATED, _("Ikke oppgitt"))] if NOT_STATED in held["price"] else []),
        ],
        "tiltak": [(each, each) for each in sorted(held["code"].intersection(codes))],
        "data": [(REAL, _("Ekte")), (EXAMPLE, _("Eksempel")), (BOTH, _("Alle"))],
    }


def _held(record: Record) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in ("kind", "funding", "year", "measure", "price", "code")}
    for each in economy(record).entries:
        line = each.line
        found["kind"].add(line.kind)
        found["funding"].add(line.funding or NOT_STATED)
        found["measure"].add(line.measure)
        found["price"].add(str(line.price_level or NOT_STATED))
        found["code"].add(each.part.code)
        found["year"].update(map(str, years_of(line)))
    return found
