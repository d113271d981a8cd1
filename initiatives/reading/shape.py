"""Rows to facts: one declaration per fact says which column feeds which field.

A column feeds the field of its own name; `renamed` gives the exceptions. A `PartialDate` field reads four columns, a
uid comes as 32 hexadecimal digits, a reference as the uid of what it points to, a decimal as text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from sys import intern
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID

from django.db.models import Model, Q
from django.utils import timezone

from initiatives.domain.dates import PartialDate, from_edtf
from initiatives.reading.rows import Moment, Row, read

T = TypeVar("T")

# Columns whose values never repeat. Of all other texts and days equal values share one object: half the memory of a
# large portfolio is the same few codes, names and first days of years again and again.
UNIQUE = frozenset({"uid", "key", "code", "statement", "text", "mandate", "url"})


@dataclass(frozen=True)
class Shape(Generic[T]):
    """How rows of `model` become facts of `kind`; `extra` columns come first and are handed to the assembler."""

    model: type[Model]
    kind: type[T]
    extra: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    skip: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """The columns to read: the extra ones, then one or two per field."""
        found = list(self.extra)
        for column, build in self._plan():
            found.append(column)
            if build is _date:
                found.append(column.removesuffix("_edtf") + "_literal")
        return tuple(found)

    def _plan(self) -> list[tuple[str, Callable[..., Any] | None]]:
        hints = get_type_hints(self.kind)
        renamed = dict(self.renamed)
        plan: list[tuple[str, Callable[..., Any] | None]] = []
        for each in fields(self.kind):  # type: ignore[arg-type]
            if each.name in self.skip:
                continue
            column = renamed.get(each.name, each.name)
            if hints[each.name] in (PartialDate, PartialDate | None):
                plan.append((f"{column}_edtf", _date))
            elif column.endswith("__uid") or column == "subject":
                plan.append((column, _reference))
            elif column == "uid":
                plan.append((column, _hex))
            elif column == "known_from":
                plan.append((column, _day))
            elif column == "value" and hints[each.name] is str:
                plan.append((column, _decimal))
            elif hints[each.name] is str and column not in UNIQUE:
                plan.append((column, _shared_text))
            elif hints[each.name] == date | None:
                plan.append((column, _shared_day))
            else:
                plan.append((column, None))
        return plan

    def facts(self, moment: Moment, where: Q | None = None) -> Iterator[tuple[Row, T]]:
        """(extra columns, fact) of each row."""
        skip = len(self.extra)
        build = self.build
        for row in read(self.model, moment, self.columns(), where):
            yield row[:skip], build(row)

    def build(self, row: Row, **rest: Any) -> T:
        """The fact of one row; `rest` gives the fields that are put together from elsewhere."""
        for name, at, builder in self.cells:
            if builder is None:
                rest[name] = row[at]
            elif builder is _date:
                edtf = row[at]
                rest[name] = from_edtf(edtf, row[at + 1]) if edtf else None
            else:
                rest[name] = builder(row[at])
        return self.kind(**rest)

    @cached_property
    def cells(self) -> tuple[tuple[str, int, Callable[..., Any] | None], ...]:
        """(field, position in the row, how it is built) of each field."""
        names = [each.name for each in fields(self.kind) if each.name not in self.skip]  # type: ignore[arg-type]
        found, at = [], len(self.extra)
        for name, (_, builder) in zip(names, self._plan(), strict=True):
            found.append((name, at, builder))
            at += 2 if builder is _date else 1
        return tuple(found)


def _date(edtf: str, literal: str) -> PartialDate | None:
    return from_edtf(edtf, literal) if edtf else None


def _hex(uid: UUID | None) -> str | None:
    return uid.hex if uid is not None else None


def _day(moment: Any) -> date:
    return local_day(moment)


def _reference(uid: UUID | None) -> str | None:
    return intern(uid.hex) if uid is not None else None


def _shared_text(value: str | None) -> str:
    return intern(value) if value else ""


@lru_cache(maxsize=4_096)
def _shared_day(value: date | None) -> date | None:
    return value


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f")


@lru_cache(maxsize=4_096)
def local_day(moment: datetime) -> date:
    """The day of a moment in Norway. Facts of one source share their moment, so most answers are remembered."""
    return timezone.localtime(moment).date()
