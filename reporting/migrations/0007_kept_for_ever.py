"""What is kept for ever is so in the database too: rows of these tables are neither changed nor deleted, whoever asks.

A later migration that alters one of the tables on SQLite makes the table anew, and must guard it again.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

TABLES = ("reporting_snapshot", "reporting_issuedreport", "reporting_reminder", "reporting_exportlog")
TOLD = "Kept for ever."


def guard(apps: Any, schema_editor: Any) -> None:
    """Put the triggers in place; again, where some are there."""
    release(apps, schema_editor)
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement, params=None)


def release(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        for event in ("update", "delete") if sqlite else ("change", "truncate"):
            on = "" if sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}", params=None)
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS reporting_kept_for_ever()", params=None)


def _sqlite() -> Iterator[str]:
    for table in TABLES:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
            )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION reporting_kept_for_ever() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    run = "EXECUTE FUNCTION reporting_kept_for_ever()"
    for table in TABLES:
        yield f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {run}"
        yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_reminded_deadline")]

    operations = [migrations.RunPython(guard, release)]
