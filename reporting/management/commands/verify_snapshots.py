"""manage.py verify_snapshots [--expect HASH] [--recompute]: are the locked periods what was locked?"""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.source.verifying import (
    BROKEN_CHAIN,
    CHANGED_BYTES,
    OTHER_PERIOD,
    UNREADABLE,
    changed_files,
    check_all,
    recomputed,
    unknown_heads,
    without_snapshot,
)

WORDS = {
    CHANGED_BYTES: "innholdet stemmer ikke med kontrollsummen",
    BROKEN_CHAIN: "følger ikke av låsen før",
    OTHER_PERIOD: "innholdet er en annen periode",
    UNREADABLE: "denne versjonen kan ikke lese formatet",
}
SHOWN = 20  # differences told in full for each period and kind


def _faults(expected: str) -> Iterator[str]:
    """What is wrong beside the snapshots themselves, one sentence each."""
    for code in without_snapshot():
        yield f"Perioden {code} er låst, men øyeblikksbildet er borte."
    for head in unknown_heads(expected):
        yield f"Kjedehodet {head} er kjent utenfra, men ingen lås har det."
    for name in changed_files():
        yield f"Den utgitte filen {name} er ikke slik den ble utgitt."


class Command(BaseCommand):
    """Reads and reckons; writes nothing. Ends with an error when something locked or issued is not what it was."""

    help = "Kontrollerer øyeblikksbildene av låste perioder mot kontrollsum, kjede og utgitte rapporter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", default="", help="et kjedehode kjent utenfra, som fra en rapport")
        parser.add_argument("--recompute", action="store_true", help="regn på nytt, og si hvor svaret blir et annet")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = self._check()
        faults = list(_faults(options["expect"].strip()))
        for fault in faults:
            self.stderr.write(fault)
        if options["recompute"] and not broken:
            self._recompute()
        if broken or faults:
            raise CommandError("Det som er låst og utgitt, er ikke slik det var.")

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
