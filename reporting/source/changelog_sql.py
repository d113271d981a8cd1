"""Fragments of SQL that the places of the change log are made of.

They use `h` for the row and `it` for the initiative's row id, and hold names of columns only, never values.
"""

import re
from typing import Any

from django.db.models import Model

from initiatives.models.base import Fact


def of(model: type[Model], column: str, key: str, condition: str = "") -> str:
    """One column of the row that `key` points to; of a fact as it stood at the time asked for, see `standing`."""
    if condition or not issubclass(model, Fact):
        return f"(SELECT r.{column} FROM {table(model)} AS r WHERE {condition or f'r.id = {key}'})"  # noqa: S608
    past: Any = model.history.model
    return f"(SELECT r.{column} FROM ~{model._meta.db_table}|{past._meta.db_table}~ AS r WHERE r.id = {key})"  # noqa: S608


def standing(sql: str, limits: tuple[tuple[str, str], ...]) -> str:
    """The fragment with its facts as they are now, or, under limits of (column of the history, column of "ground"), as
    the last row within the limits has them: a page of the past must not take up names that came later."""
    return re.sub(r"~(\w+)\|(\w+)~", lambda found: _rows(found[1], found[2], limits), sql)


def _rows(now: str, past: str, limits: tuple[tuple[str, str], ...]) -> str:
    if not limits:
        return f'"{now}"'
    within, later = (
        " AND ".join(f'{alias}.{column} <= (SELECT {limit} FROM "ground")' for column, limit in limits)  # noqa: S608
        for alias in "zy"
    )
    return (
        f'(SELECT z.* FROM "{past}" AS z WHERE {within} AND NOT EXISTS (SELECT 1 FROM "{past}" AS y WHERE y.id = z.id '  # noqa: S608
        f"AND {later} AND (y.history_date, y.history_id) > (z.history_date, z.history_id)))"
    )


def table(model: type[Model]) -> str:
    """A table's name, quoted as both databases read it."""
    return f'"{model._meta.db_table}"'


def inside(model: type[Model], key: str, column: str = "initiative_id", value: str = "= it") -> str:
    """That `key` points to a row whose column is so; of the initiative unless something else is said."""
    return f"{key} IN (SELECT r.id FROM {table(model)} AS r WHERE r.{column} {value})"  # noqa: S608
