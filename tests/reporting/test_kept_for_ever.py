"""What is kept for ever is changed by nobody: not through the models, and not past them in the database."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import ProtectedError

from initiatives.models import Initiative, User
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.models import ExportLog, IssuedReport, Reminder, Snapshot
from reporting.models.records import Kept
from tests.rounds import open_round, report_of

GUARD = "0007_kept_for_ever"
migration = import_module(f"reporting.migrations.{GUARD}")
KEPT = [model for model in apps.get_models() if issubclass(model, Kept)]


class Editor:
    """The part of a schema editor that a migration made of statements uses."""

    connection = connection

    def execute(self, statement: str, params: None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """The tables as the migrations leave them; the tests' own are made straight from the models. Twice is once."""
    migration.guard(apps, Editor())
    migration.guard(apps, Editor())
    yield
    migration.release(apps, Editor())


@pytest.fixture
def rows(guarded: None, sekretariat: User, t001: Initiative, programleder: User) -> list[Kept]:
    """One row of each kind, written after the guards are in place: new ones are welcome."""
    period = open_round(sekretariat, t001)
    reminder = Reminder.objects.create(report=report_of(period, t001), stage="late", actor="Kari")
    snapshot = lock_period(period=period, act=Act(actor="Kari", user=sekretariat))
    issued = IssuedReport.objects.create(
        period=period,
        kind="board",
        format="pdf",
        language="nb",
        audience="board",
        content=b"%PDF",
        sha256="a" * 64,
        actor="Kari",
    )
    return [snapshot, issued, reminder, ExportLog.objects.create(kind="board", format="pdf", actor="Kari")]


def test_every_table_that_is_kept_for_ever_is_guarded() -> None:
    assert {model._meta.db_table for model in KEPT} == set(migration.TABLES)
    assert {Snapshot, IssuedReport, Reminder, ExportLog} == set(KEPT)


def test_a_table_that_is_made_anew_is_guarded_anew() -> None:
    """SQLite makes a table anew to alter it, and its triggers go with the old one."""
    names = {model._meta.model_name for model in KEPT}
    for (app, name), later in MigrationLoader(None).disk_migrations.items():
        if app == "reporting" and name > GUARD:
            touched = {str(getattr(each, "model_name", getattr(each, "name", ""))).lower() for each in later.operations}
            guards = [each for each in later.operations if getattr(each, "code", None) is migration.guard]
            assert guards or not touched & names, name


@pytest.mark.parametrize("sql", ["UPDATE {} SET actor = 'En annen'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_row(rows: list[Kept], sql: str) -> None:
    for row in rows:
        with pytest.raises(IntegrityError, match="Kept for ever"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format(row._meta.db_table))
        assert type(row)._default_manager.get(pk=row.pk).actor == row.actor


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_a_table(rows: list[Kept]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else what is still to be checked stands in the way first
    for row in rows:
        with pytest.raises(IntegrityError, match="Kept for ever"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {row._meta.db_table} CASCADE")


def test_the_models_refuse_too(rows: list[Kept]) -> None:
    for row in rows:
        with pytest.raises(ProtectedError):
            row.save()
        with pytest.raises(ProtectedError):
            row.delete()
        with pytest.raises(ProtectedError):
            type(row)._default_manager.update(actor="En annen")  # type: ignore[attr-defined]
        with pytest.raises(ProtectedError):
            type(row)._default_manager.all().delete()
