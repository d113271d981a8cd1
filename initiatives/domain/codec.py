"""Frozen values to plain JSON values and back: the only door between a state and its stored form.

Every dataclass becomes an object of its fields that differ from their defaults, so that a field added later does not
change what older values look like. Partial dates become [EDTF, literal], days ISO text, mappings objects.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from initiatives.domain.dates import PartialDate, from_edtf

Plain = Any


def encode(value: Any) -> Plain:
    """The plain value of a state, a fact or anything made of them."""
    if value is None or isinstance(value, bool | int | str | float):
        return value
    if isinstance(value, PartialDate):
        return [value.edtf, value.literal] if value.literal else [value.edtf]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): encode(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [encode(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(each)
            for name, default in _defaults(type(value))
            if (each := getattr(value, name)) != default or default is MISSING
        }
    raise TypeError(f"{type(value).__name__} has no plain form")


def decode(kind: Any, plain: Plain) -> Any:
    """The value of type `kind` that `encode` made `plain` of. Unknown fields are an error, never ignored."""
    return _decoder(kind)(plain)


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    found = []
    for each in fields(kind):
        default = each.default
        if default is MISSING and each.default_factory is not MISSING:
            default = each.default_factory()
        found.append((each.name, default))
    return tuple(found)


@cache
def _decoder(kind: Any) -> Callable[[Plain], Any]:
    if kind is PartialDate:
        return lambda plain: from_edtf(*plain)
    if kind is date:
        return date.fromisoformat
    if kind is datetime:
        return datetime.fromisoformat
    if is_dataclass(kind):
        return _object(kind)  # type: ignore[arg-type]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        one = _decoder(get_args(kind)[0])
        return lambda plain: tuple(one(each) for each in plain)
    if origin is not None and issubclass(origin, Mapping):
        one = _decoder(get_args(kind)[1])
        return lambda plain: {key: one(each) for key, each in plain.items()}
    return lambda plain: plain


def _object(kind: type) -> Callable[[Plain], Any]:
    hints = get_type_hints(kind)
    parts: dict[str, Callable[[Plain], Any]] = {}

    def build(plain: Plain) -> Any:
        if not parts:
            parts.update({each.name: _decoder(hints[each.name]) for each in fields(kind)})
        return kind(**{name: parts[name](each) for name, each in plain.items()})

    return build


def _union(kinds: tuple[Any, ...]) -> Callable[[Plain], Any]:
    """One of the kinds is told by the plain value's shape: an object is the dataclass, the rest is itself."""
    rest = [kind for kind in kinds if kind is not NoneType]
    structured = next((kind for kind in rest if is_dataclass(kind) or kind in (date, datetime)), None)
    if structured is None:
        one = _decoder(rest[0]) if len(rest) == 1 else (lambda plain: plain)
        return lambda plain: None if plain is None else one(plain)
    inner = _decoder(structured)
    if len(rest) == 1:
        return lambda plain: None if plain is None else inner(plain)
    return lambda plain: inner(plain) if isinstance(plain, dict) else plain
