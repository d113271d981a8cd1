"""Columns that many of the register's sheets have. The items of those sheets are (initiative, fact)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import DateWord, Slice
from initiatives.domain.state import PortfolioState
from reporting.exports.register_values import Field, field, partial, text, word
from reporting.exports.tabular.sheets import PartialDate


def whose() -> list[Field]:
    """Which initiative a row is of. The items are (initiative, fact)."""
    return [
        field("code", _("Kode"), lambda item: item[0].code),
        field("name", _("Tiltak"), lambda item: item[0].name, width=36),
    ]


def part_is_example(item: Any) -> bool:
    example: bool = item[0].example
    return example


def basis_is_example(item: Any) -> bool:
    return part_is_example(item) or item[1].basis == v.Basis.EXAMPLE


def pairs(parts: Sequence[Slice], name: str) -> Iterator[tuple[Slice, Any]]:
    for part in parts:
        for fact in getattr(part, name):
            yield part, fact


def date_of(role: str) -> Any:
    def value(item: Any) -> PartialDate | None:
        said: DateWord | None = getattr(item[1], role)
        return partial(said.date) if said else None

    return value


def plain_date(name: str) -> Any:
    return lambda item: partial(getattr(item[1], name))


def text_of(name: str) -> Any:
    return lambda item: text(getattr(item[1], name))


def coded(name: str, kind: Any) -> Any:
    look_up = word(kind)
    return lambda item: look_up(getattr(item[1], name))


def organisation(state: PortfolioState, name: str) -> Any:
    def value(item: Any) -> str | None:
        found = state.organisation(getattr(item[1], name))
        return found.name if found else None

    return value
