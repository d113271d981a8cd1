"""How facts become cells: typed dates and amounts, words for codes, a reason where a value is withheld."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import dates
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Withheld
from reporting.exports.tabular.sheets import Absent, CellValue, Column, Kind, PartialDate, Sheet, Status, Tone


@dataclass(frozen=True, slots=True)
class Field:
    """A column and how a row's value is taken from what the row is made of."""

    column: Column
    value: Callable[[Any], CellValue]


def field(key: str, title: str, value: Callable[[Any], CellValue], kind: Kind = Kind.TEXT, **more: Any) -> Field:
    """A field in one line; the title arrives translated."""
    return Field(Column(key, str(title), kind, **more), value)


def sheet(
    key: str,
    title: str,
    fields: Sequence[Field],
    items: Iterable[Any],
    is_example: Callable[[Any], bool],
    marked: Callable[[Any], Iterable[str]] = lambda _item: (),
    notes: tuple[str, ...] = (),
    frozen_columns: int = 2,
) -> Sheet:
    """A sheet with a row per item; `is_example` marks whole rows, `marked` gives keys of single example values."""
    held = list(items)
    takers = [each.value for each in fields]
    rows = [tuple([take(item) for take in takers]) for item in held]
    marks: set[tuple[int, str | None]] = set()
    for index, item in enumerate(held):
        if is_example(item):
            marks.add((index, None))
        else:
            marks.update((index, key) for key in marked(item))
    columns = tuple(each.column for each in fields)
    return Sheet(key, title, columns, rows, notes, None, frozenset(marks), frozen_columns)


def text(value: str) -> str | None:
    """Text, None where there is none."""
    return value or None


def partial(value: "dates.PartialDate | None") -> PartialDate | None:
    """A date as sure as its source."""
    return _partial(value, get_language() or "nb") if value else None


@lru_cache(maxsize=16_384)
def _partial(value: dates.PartialDate, _language: str) -> PartialDate:
    return PartialDate(formatting.when(value), value.earliest, value.latest)


def kroner(value: "int | Withheld | None") -> CellValue:
    """Whole kroner, or why they are not here."""
    return withheld(value) if isinstance(value, Withheld) else value


def withheld(value: Withheld) -> Absent:
    """The words for a withheld value: by what law, and until when."""
    words = _("unntatt, %(basis)s") % {"basis": value.basis} if value.basis else _("unntatt")
    if value.until:
        words = _("%(words)s, til %(day)s") % {"words": words, "day": formatting.day(value.until)}
    return Absent("withheld", words)


def word(kind: type[StrEnum]) -> Callable[[str], str | None]:
    """Codes of a vocabulary as words with a capital; each is looked up once."""
    known: dict[str, str | None] = {"": None}

    def look_up(value: str) -> str | None:
        if value not in known:
            known[value] = capfirst(choices.label(kind, value))
        return known[value]

    return look_up


TONES = {v.Colour.GREEN: Tone.GREEN, v.Colour.YELLOW: Tone.YELLOW, v.Colour.RED: Tone.RED, v.Colour.NONE: Tone.NONE}


def status(colour: str, label: str = "") -> Status | None:
    """A status with its word; None where nobody has said anything."""
    if not colour:
        return None
    code = v.Colour(colour)
    return Status(TONES[code], label or choices.label(v.Colour, code))
