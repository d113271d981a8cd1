"""The public portfolio with its cast and locked periods, as `load_demo` makes it: loaded once in a process, and put
back row by row whenever it is asked for again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.test import override_settings

from initiatives import reading
from initiatives.models import User
from portfolio.demo.loading import load
from portfolio.demo.locking import lock_demo_periods
from reporting import source
from reporting.source.locked import forget_locked

TODAY = "2026-11-23T12:00:00+01:00"  # the day the register was built, on which it is shown
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]

OURS = ("initiatives", "reporting")  # the other rooms have no rows that loading makes

Rows = list[tuple[Any, ...]]

_made: dict[str, int] = {}
_kept: dict[str, Rows] = {}


def fill() -> dict[str, int]:
    """Fill an empty database: how many rows loading makes, per file."""
    assert not User.objects.exists(), "What is loaded is kept for other tests, and must be the demo alone."
    if not _made:
        with time_machine.travel(TODAY, tick=False), override_settings(PASSWORD_HASHERS=QUICK, DEMO_CAST=True):
            _made.update(load())
            lock_demo_periods()
        _kept.update({name: rows for model in _models() if (rows := _rows(name := model._meta.db_table))})
    else:
        _put_back()
    forget()
    return dict(_made)


def _put_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # rows lead to rows of tables that come later
        for name, rows in _kept.items():
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)  # noqa: S608
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


@contextmanager
def filled(blocker: Any) -> Iterator[dict[str, int]]:
    """The database filled for the tests of a file, each of which rolls back its own writes; emptied after them."""
    with blocker.unblock(), transaction.atomic():
        made = fill()
        blocker.restore()
        yield made
        blocker.unblock()
        transaction.set_rollback(True)
    forget()


def forget() -> None:
    """What was read before was of other rows."""
    reading.forget()
    source.forget()
    forget_locked()


def _models() -> list[type[Model]]:
    return [each for each in apps.get_models(include_auto_created=True) if each._meta.app_label in OURS]


def _rows(table: str) -> Rows:
    """Every row as the database keeps it: SQLite's driver makes no values of columns that are reckoned."""
    with connection.cursor() as cursor:
        names = [each.name for each in connection.introspection.get_table_description(cursor, table)]
        plus = "+" if connection.vendor == "sqlite" else ""
        cursor.execute(f"SELECT {', '.join(f'{plus}{_quoted(each)}' for each in names)} FROM {_quoted(table)}")  # noqa: S608
        return list(cursor.fetchall())


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
