"""A fact's fields as plain values, the same from the row, from its history and from a form: what compares and clashes.

A reference is its id, a partial date a `PartialDate`, all else the column's own value.
"""

from typing import Any

from django.db.models import Model

from initiatives.domain.dates import PartialDate
from initiatives.domain.free_text import tidy
from initiatives.models.base import Assertion, Fact
from initiatives.models.partial import columns, compose


def stored(row: Any, name: str) -> Any:
    """The value of a field on a fact or on one of its history rows."""
    if hasattr(row, f"{name}_edtf"):
        return compose(*(getattr(row, column) for column in columns(name)))
    return getattr(row, f"{name}_id") if hasattr(row, f"{name}_id") else getattr(row, name)


def given(value: Any) -> Any:
    """The same for a value that comes in."""
    return value.pk if isinstance(value, Model) else value


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same: texts apart from invisible characters, dates apart from the words used."""
    if isinstance(one, str) and isinstance(other, str):
        return tidy(one) == tidy(other)
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return (one.earliest, one.latest, one.edtf) == (other.earliest, other.latest, other.edtf)
    return bool(one == other)


def put(fact: Fact | Assertion, name: str, value: Any) -> None:
    """Set a field; texts are tidied on the way in."""
    setattr(fact, name, tidy(value) if isinstance(value, str) else value)
