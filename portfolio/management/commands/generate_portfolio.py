"""manage.py generate_portfolio --initiatives N --seed S: a synthetic portfolio of any size."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portfolio.synthetic import generate


class Command(BaseCommand):
    """Adds synthetic initiatives, marked as example data."""

    help = "Lager en syntetisk portefølje av valgfri størrelse, merket som eksempeldata."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--initiatives", type=int, required=True, help="hvor mange tiltak")
        parser.add_argument("--seed", type=int, default=1, help="samme frø gir samme portefølje")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["initiatives"] < 1:
            raise CommandError("--initiatives må være minst 1.")
        began = time.perf_counter()
        made = generate(options["initiatives"], options["seed"])
        self.stdout.write(", ".join(f"{count} {kind}" for kind, count in made.items()))
        self.stdout.write(f"{time.perf_counter() - began:.1f} s")
