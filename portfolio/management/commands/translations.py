"""`manage.py translations --update | --check | --compile`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portfolio import catalogues


class Command(BaseCommand):
    help = "Finds the texts of the sources, keeps the catalogues of nynorsk and English whole, and compiles them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update", action="store_true", help="write new texts into the catalogues, drop unused ones"
        )
        parser.add_argument("--check", action="store_true", help="fail unless every text is translated")
        parser.add_argument("--compile", action="store_true", help="write the .mo files")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["update"] or options["check"] or options["compile"]):
            raise CommandError("Say what to do: --update, --check or --compile.")
        if options["update"]:
            self._update()
        if options["check"]:
            self._check()
        if options["compile"]:
            catalogues.compile_all()

    def _update(self) -> None:
        found = catalogues.from_sources(settings.BASE_DIR)
        for language in catalogues.languages():
            catalogues.update(language, found)
            empty = sum("ikke oversatt" in problem for problem in catalogues.problems(language, found))
            self.stdout.write(f"{language}: {len(found)} texts, {empty} to translate")

    def _check(self) -> None:
        found = catalogues.from_sources(settings.BASE_DIR)
        wrong = [problem for language in catalogues.languages() for problem in catalogues.problems(language, found)]
        wrong += catalogues.mistaken_for_english(found)
        for problem in wrong:
            self.stderr.write(problem)
        if wrong:
            raise CommandError(
                f"{len(wrong)} problems in the catalogues (manage.py translations --update adds what is new)."
            )
