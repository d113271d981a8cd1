"""manage.py export_report: any report without a browser."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatives.domain.vocabulary import Audience
from reporting.actions.exporting import log_export
from reporting.domain.vocabulary import ReportFormat
from reporting.exports import registry
from reporting.source import BadTime, choose


class Command(BaseCommand):
    """Writes a report to a file. The same call twice gives the same bytes."""

    help = "Lager en rapport som PDF, Excel, CSV (zip) eller JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", choices=[str(each) for each in registry.REPORTS], required=True)
        parser.add_argument("--format", choices=[each.value for each in ReportFormat], required=True)
        parser.add_argument("--period", default="now", help="periodens kode, eller now")
        parser.add_argument("--date", default="", help="en dato, som 2024-01-31")
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="nb")
        parser.add_argument("--audience", choices=[each.value for each in Audience], default=Audience.BOARD.value)
        parser.add_argument("--output", type=Path, required=True, help="filen rapporten skrives til")

    def handle(self, *args: Any, **options: Any) -> None:
        period = "" if options["period"] == "now" else options["period"]
        try:
            chosen = choose(period, options["date"]).seen_by(options["audience"], frozenset())
        except BadTime as bad:
            raise CommandError(f"Tidspunktet kan ikke vises ({bad.code}): {bad.given}") from bad
        made = registry.render_chosen(options["report"], options["format"], chosen, options["language"])
        try:
            options["output"].write_bytes(made.content)
        except OSError as error:
            raise CommandError(f"Kan ikke skrive {options['output']}: {error.strerror}") from error
        log_export(
            by=None,
            system="system: export_report",
            kind=options["report"],
            format=options["format"],
            content=made.content,
            language=options["language"],
            audience=options["audience"],
            period_code=period,
            as_of=chosen.day,
        )
        self.stdout.write(f"{options['output']}: {len(made.content)} byte, sha256 {made.sha256}")
