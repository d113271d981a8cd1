"""Writers and readers in processes of their own: what is read is one moment's, never older than what was read before,
and no reader is turned away."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.factories import InitiativeFactory

ROOT = Path(__file__).resolve().parents[3]
WRITES = 120
START = "import django; django.setup()\n"
WRITER = (
    START
    + f"""
from django.db import transaction
from initiatives import models as m
from initiatives.actions import revise
from initiatives.domain.dates import from_edtf
from initiatives.models.base import Act
from reporting.models import StatusObservation
act = Act(actor="skriver")
one, other = m.Initiative.objects.order_by("code")
for n in range(1, {WRITES} + 1):
    with transaction.atomic():
        for each in (one, other):
            each.name = str(n)
            each.record(act)
        StatusObservation(key=f"s{{n}}", initiative=one, colour="green", status_as_stated=str(n),
                          as_of=from_edtf("2026-01-01")).assert_(act)
        if n % 10 == 0:
            m.Organisation(key=str(n), name=str(n)).record(act)
        if n % 7 == 0:
            transaction.set_rollback(True)
        else:
            revise([one.pk, other.pk], registers=n % 10 == 0)
print("written")
"""
)
READER = (
    START
    + """
import sys, time
from reporting.source import live
last, reads, until = 0, 0, time.monotonic() + 60
while last < int(sys.argv[1]) and time.monotonic() < until:
    record = live()
    one, other = record.state.ordered
    assert one.name == other.name, (one.name, other.name)
    number = int(one.name)
    assert number >= last, (number, last)
    assert number % 7 or not number, number
    assert len(record.state.registers.organisations) == sum(1 for n in range(10, number + 1, 10) if n % 7)
    said = [int(each.as_stated) for each in record.status(one).observations]
    assert max(said, default=0) == number, (said, number)
    last, reads = number, reads + 1
assert last == int(sys.argv[1]), last
print("read", reads)
"""
)


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> str:
    """The address of a database with two initiatives that other processes can open."""
    for code in ("T1", "T2"):
        InitiativeFactory(code=code, name="0")
    if connection.vendor == "sqlite":
        file = tmp_path / "two.sqlite3"
        here: Any = connection.connection
        with sqlite3.connect(file) as copy:
            here.backup(copy)
        copy.close()
        return f"sqlite:///{file}"
    at: Any = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def test_readers_beside_a_writer_see_whole_moments_in_order(database: str) -> None:
    environ = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "portfolio.settings", "DEBUG": "1"}
    last = str(WRITES - 1 if WRITES % 7 == 0 else WRITES)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, last], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for code in (READER, READER, WRITER)
    ]
    told = [each.communicate(timeout=120) for each in started]

    for process, (out, err) in zip(started, told, strict=True):
        assert process.returncode == 0, err.decode()[-2000:]
        assert out
