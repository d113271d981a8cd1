"""manage.py bench --sizes 40 1000 10000: how fast the daily work is, at each size, in a process of its own."""

import io
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portfolio.bench.measure import line, measure
from portfolio.bench.works import works

SIZES = [40, 1_000, 10_000]
OWN_DATABASE = "SAMSTYR_BENCH_DATABASE"  # says to the measuring process that the database was made for it


class Command(BaseCommand):
    """Prints one JSON object a line. Databases are made anew below var/bench (SQLite), or in BENCH_DATABASE_URL."""

    help = "Måler lister, sider og eksport på syntetiske porteføljer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="antall tiltak")
        parser.add_argument("--one", type=int, help="mål én størrelse i denne prosessen")
        parser.add_argument("--only", default="", help="bare arbeid som har dette i navnet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["one"] is not None:
            self._measure(options["one"], options["only"])
            return
        for size in options["sizes"] or SIZES:
            self._in_a_process_of_its_own(size, options["only"])

    def _in_a_process_of_its_own(self, size: int, only: str) -> None:
        # A real deployment's settings: no DEBUG, compiled templates cached, hashed static files.
        given = {
            "SECRET_KEY": "bench",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "testserver",
            "LOG_LEVEL": "WARNING",
            OWN_DATABASE: "1",
        }
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "bench", "--one", str(size), "--only", only]
        done = subprocess.run(command, env={**os.environ, **given, "DATABASE_URL": _database(size)}, check=False)
        if done.returncode:
            raise CommandError(f"Målingen av {size} tiltak stoppet.")

    def _measure(self, size: int, only: str) -> None:
        if not os.environ.get(OWN_DATABASE):
            raise CommandError("--one fyller databasen med syntetiske tiltak. Bruk --sizes, som lager en egen.")
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("generate_portfolio", initiatives=size, stdout=io.StringIO())
        for work in works():
            if only in work.what and size <= work.sizes_up_to:
                self.stdout.write(line(measure(work, size)))
                self.stdout.flush()


def _database(size: int) -> str:
    given = os.environ.get("BENCH_DATABASE_URL")
    if given:
        return given
    folder = Path(settings.BASE_DIR) / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{size}.sqlite3"
    for each in folder.glob(f"{file.name}*"):
        each.unlink()
    return f"sqlite:///{file}"
