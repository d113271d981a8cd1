"""manage.py verify_snapshots [--expect HASH] [--recompute]: are the locked periods what was locked?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.source.verifying import BROKEN_CHAIN, CHANGED_BYTES, check_all, recomputed, unknown_heads

WORDS = {
    CHANGED_BYTES: "innholdet stemmer ikke med kontrollsummen",
    BROKEN_CHAIN: "følger ikke av låsen før",
}
SHOWN = 20  # differences told in full for each period and kind


class Command(BaseCommand):
    """Reads and reckons; writes nothing. Ends with an error when a snapshot is not what was locked."""

    help = "Kontrollerer øyeblikksbildene av låste perioder mot kontrollsum, kjede og utgitte rapporter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", default="", help="et kjedehode kjent utenfra, som fra en rapport")
        parser.add_argument("--recompute", action="store_true", help="regn på nytt, og si hvor svaret blir et annet")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = self._check()
        missing = unknown_heads(options["expect"].strip())
        for head in missing:
            self.stderr.write(f"Kjedehodet {head} er kjent utenfra, men ingen lås har det.")
        if options["recompute"] and not broken:
            self._recompute()
        if broken or missing:
            raise CommandError("Øyeblikksbildene er ikke slik de ble låst.")

    def _check(self) -> bool:
        broken = False
        for each in check_all():
            words = "; ".join(WORDS[code] for code in each.wrong) or "slik den ble låst"
            self.stdout.write(f"{each.code}  {each.head}  {words}")
            broken = broken or bool(each.wrong)
        return broken

    def _recompute(self) -> None:
        told: dict[tuple[str, str], int] = {}
        for each in recomputed():
            key = (each.code, each.what)
            told[key] = told.get(key, 0) + 1
            if told[key] <= SHOWN:
                self.stdout.write(f"{each.code}  {each.what} {each.subject}: lagret {each.stored}, nå {each.today}")
        for (code, what), count in told.items():
            if count > SHOWN:
                self.stdout.write(f"{code}  {what}: {count - SHOWN} til")
        if not told:
            self.stdout.write("Dagens kode regner likt for alle låste perioder.")
