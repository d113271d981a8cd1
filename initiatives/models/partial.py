"""A partial date as one value in code and four columns in the table.

`start = PartialDateColumns()` gives `start_earliest`, `start_latest`, `start_edtf` and `start_literal`, and a property
`start` that reads and writes a `PartialDate`. All four are empty or none is; `whole_dates` makes that a constraint.
"""

from datetime import date
from typing import Any

from django.db import models

from initiatives.domain.dates import PartialDate

PARTS = ("earliest", "latest", "edtf", "literal")


class PartialDateColumns:
    """Adds the four columns of one partial date to the model it is declared on."""

    def __init__(self, verbose_name: Any = "", *, required: bool = False) -> None:
        self.verbose_name = verbose_name
        self.required = required

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        null = not self.required
        columns: dict[str, models.Field[Any, Any]] = {
            "earliest": models.DateField(self.verbose_name, null=null, blank=null, editable=False),
            "latest": models.DateField(self.verbose_name, null=null, blank=null, editable=False),
            "edtf": models.CharField(max_length=32, blank=True, default="", editable=False),
            "literal": models.CharField(max_length=120, blank=True, default="", editable=False),
        }
        for part, field in columns.items():
            field.contribute_to_class(model, f"{name}_{part}")
        setattr(model, name, property(_reader(name), _writer(name)))


def _reader(name: str) -> Any:
    def read(row: models.Model) -> PartialDate | None:
        return compose(*(getattr(row, f"{name}_{part}") for part in PARTS))

    return read


def _writer(name: str) -> Any:
    def write(row: models.Model, value: PartialDate | None) -> None:
        for part in PARTS:
            empty = None if part in ("earliest", "latest") else ""
            setattr(row, f"{name}_{part}", empty if value is None else getattr(value, part))

    return write


def compose(earliest: date | None, latest: date | None, edtf: str, literal: str) -> PartialDate | None:
    """The value of four columns, None when the date is not stated."""
    if earliest is None or latest is None:
        return None
    return PartialDate(earliest, latest, edtf, literal)


def columns(name: str) -> tuple[str, str, str, str]:
    """The four column names of the partial date `name`, in `compose`'s order."""
    return (f"{name}_earliest", f"{name}_latest", f"{name}_edtf", f"{name}_literal")


def whole_dates(table: str, *names: str) -> list[models.BaseConstraint]:
    """Constraints: each date is whole or absent, and earliest ≤ latest."""
    return [
        models.CheckConstraint(
            name=f"{table}_{name}_whole",
            condition=models.Q(**{f"{name}_earliest__isnull": True, f"{name}_latest__isnull": True})
            | models.Q(**{f"{name}_earliest__lte": models.F(f"{name}_latest")}),
        )
        for name in names
    ]
