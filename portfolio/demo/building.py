"""From a fixture row to a model instance. Columns are named as the model's fields; references are source keys."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from initiatives.domain.dates import from_edtf
from initiatives.models import User
from portfolio.demo.codes import check
from portfolio.demo.files import Row, uid, uid_of
from portfolio.demo.kinds import Kind, label


class Keys:
    """Primary keys by uid, read once per model and kept up as rows are made."""

    def __init__(self) -> None:
        self._known: dict[type[models.Model], dict[uuid.UUID, int]] = {}

    def of(self, model: Any) -> dict[uuid.UUID, int]:
        if model not in self._known:
            self._known[model] = dict(model.objects.values_list("uid", "pk"))
        return self._known[model]

    def add(self, made: list[Any]) -> None:
        for row in made:
            self.of(type(row))[row.uid] = row.pk

    def pk(self, model: Any, key: str) -> int:
        """The primary key of the row with that source key. Raises KeyError with what is missing."""
        if model is User:
            return int(User.objects.values_list("pk", flat=True).get(username=key))
        try:
            return self.of(model)[uid_of(model, key)]
        except KeyError:
            raise KeyError(f"{label(model)}/{key}") from None


def build(kind: Kind, row: Row, keys: Keys) -> Any:
    """A new, unsaved instance."""
    made = kind.model(uid=uid_of(kind.model, row.key))
    if kind.key:
        setattr(made, kind.key, row.key)
    if any(field.name == "example" for field in kind.model._meta.fields):
        made.example = row.example
    fill(made, row.values, keys)
    return made


def fill(made: Any, values: dict[str, str], keys: Keys) -> None:
    """Set the columns that are stated; an empty cell leaves the field as it is."""
    fields: dict[str, Any] = {field.name: field for field in made._meta.fields}
    for column, value in values.items():
        if not value or column.endswith("_literal"):
            continue
        if f"{column}_earliest" in fields:
            setattr(made, column, from_edtf(value, values.get(f"{column}_literal", "")))
        elif fields[column].is_relation:
            setattr(made, fields[column].attname, keys.pk(fields[column].related_model, value))
        else:
            setattr(made, column, _plain(fields[column], label(type(made)), value))


def waits_for_its_own(kind: Kind, row: Row, keys: Keys) -> bool:
    """True while a row points to a row of its own model that is not made yet."""
    own = [field.name for field in kind.model._meta.fields if field.related_model is kind.model]
    known = keys.of(kind.model)
    return any(row.values.get(name) and uid_of(kind.model, row.values[name]) not in known for name in own)


def _plain(field: Any, model_name: str, value: str) -> Any:
    match field:
        case models.BooleanField():
            return {"true": True, "false": False}[value]
        case models.IntegerField():
            return int(value)
        case models.DecimalField():
            return Decimal(value)
        case models.DateTimeField():
            return timezone.make_aware(datetime.fromisoformat(value))
        case models.DateField():
            return date.fromisoformat(value)
        case models.UUIDField():
            name, _, key = value.partition("/")
            return uid(name, key)
        case _:
            return check(model_name, field.name, value)
